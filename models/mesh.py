"""Triangle meshes in VTK's own XML format (.vtp), small enough to send.

Written so that vtk.js, VTK and pyvista all read them: float32 points on a grid
of `GRID` mm, triangle strips, zlib. Only numpy is needed, so the server can
read and write meshes without VTK.
"""

import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GRID = 1 / 8
"""Points lie on this grid, in mm: far below what is seen, and it halves the file."""


class Mesh(NamedTuple):
    """A triangle mesh.

    Attributes
    ----------
    points
        (n, 3) float64, LPS, mm.
    triangles
        (m, 3) int64 rows of three point numbers, counter-clockwise from outside.
    """

    points: NDArray[np.float64]
    triangles: NDArray[np.int64]


class MeshError(ValueError):
    """Bytes that are not a mesh this module wrote."""


_OPENING = (
    '<VTKFile type="PolyData" version="0.1" byte_order="LittleEndian" header_type="UInt32"'
    ' compressor="vtkZLibDataCompressor"><PolyData>'
)
_PIECE = (
    '<Piece NumberOfPoints="{points}" NumberOfVerts="0" NumberOfLines="0"'
    ' NumberOfStrips="{strips}" NumberOfPolys="{polys}">'
    '<Points><DataArray type="Float32" Name="Points" NumberOfComponents="3"'
    ' format="appended" offset="{0}"/></Points>'
    '<{kind}><DataArray type="Int32" Name="connectivity" format="appended" offset="{1}"/>'
    '<DataArray type="Int32" Name="offsets" format="appended" offset="{2}"/></{kind}>'
    "</Piece>"
)
_APPENDED = '</PolyData>\n<AppendedData encoding="raw">_'
_CLOSING = "\n</AppendedData></VTKFile>"


def encode(mesh: Mesh, strips: list[NDArray[np.int64]] | None = None) -> bytes:
    """Write a mesh as a .vtp file.

    Parameters
    ----------
    mesh
        The mesh. Its points are rounded to `GRID`.
    strips
        The same triangles as strips of point numbers, about half as large to
        send. Without them the triangles are written one by one.
    """
    cells = list(mesh.triangles) if strips is None else strips
    connectivity = np.concatenate(cells) if cells else np.zeros(0, np.int64)
    offsets = np.cumsum([len(cell) for cell in cells])
    arrays = (
        (np.round(mesh.points / GRID) * GRID).astype("<f4"),
        connectivity.astype("<i4"),
        offsets.astype("<i4"),
    )
    blocks = [_deflate(array.tobytes()) for array in arrays]
    starts = np.cumsum([0, *map(len, blocks[:-1])])
    piece = _PIECE.format(
        *starts,
        points=len(mesh.points),
        strips=0 if strips is None else len(cells),
        polys=len(cells) if strips is None else 0,
        kind="Polys" if strips is None else "Strips",
    )
    return _assemble([piece], blocks)


def join(files: Sequence[bytes]) -> bytes:
    """Put files written by `encode` into one .vtp file, a piece for each, in order.

    Nothing is unpacked. vtk.js gives the pieces as its reader's outputs 0, 1, ...;
    VTK and pyvista read them as one mesh.

    Raises
    ------
    MeshError
        If one of the files was not written by `encode`.
    """
    pieces, blocks, shift = [], [], 0
    for data in files:
        header, start = _header(data)
        block = data[start : -len(_CLOSING)]
        piece = header[len(_OPENING) : -len(_APPENDED)]
        pieces.append(_moved(piece, shift))
        blocks.append(block)
        shift += len(block)
    return _assemble(pieces, blocks)


def decode(data: bytes) -> Mesh:
    """Read what `encode` wrote; strips come back as triangles.

    Raises
    ------
    MeshError
        If the bytes were not written by `encode`.
    """
    header, start = _header(data)
    offsets = [int(text) for text in re.findall(r'offset="(\d+)"', header)]
    has_strips = 'NumberOfStrips="0"' not in header
    try:
        blocks = [_inflate(data, start + offset) for offset in offsets]
    except (zlib.error, ValueError) as error:
        msg = f"must be whole zlib blocks; got {error}"
        raise MeshError(msg) from error
    points = np.frombuffer(blocks[0], "<f4").reshape(-1, 3).astype(np.float64)
    connectivity = np.frombuffer(blocks[1], "<i4").astype(np.int64)
    if has_strips:
        return Mesh(points, _unstrip(connectivity, np.frombuffer(blocks[2], "<i4")))
    return Mesh(points, connectivity.reshape(-1, 3))


def read(path: Path) -> Mesh:
    """Read a .vtp file of this product.

    Raises
    ------
    MeshError
        If the file is not one that `encode` wrote.
    """
    try:
        return decode(path.read_bytes())
    except MeshError as error:
        msg = f"{path}: {error}"
        raise MeshError(msg) from error


def point_normals(mesh: Mesh) -> NDArray[np.float64]:
    """Unit outward normals at the points, (n, 3), weighted by triangle area."""
    corners = mesh.points[mesh.triangles]
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(mesh.points)
    for corner in range(3):
        np.add.at(normals, mesh.triangles[:, corner], facing)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def _header(data: bytes) -> tuple[str, int]:
    """The XML in front of the appended data, and where that data starts."""
    start = data.find(_APPENDED.encode()) + len(_APPENDED)
    header = data[:start].decode("ascii", errors="replace")
    if not header.startswith(_OPENING) or header.count("offset=") != 3:
        msg = "must be a .vtp mesh written by models.mesh; got something else"
        raise MeshError(msg)
    return header, start


def _moved(piece: str, shift: int) -> str:
    """A piece whose data lie some bytes farther on."""
    return re.sub(r'offset="(\d+)"', lambda hit: f'offset="{int(hit[1]) + shift}"', piece)


def _assemble(pieces: Sequence[str], blocks: Sequence[bytes]) -> bytes:
    opening = "".join([_OPENING, *pieces, _APPENDED]).encode()
    return b"".join([opening, *blocks, _CLOSING.encode()])


def _unstrip(connectivity: NDArray[np.int64], ends: NDArray[np.int32]) -> NDArray[np.int64]:
    """Triangles of strips, every second one turned so that all face outward."""
    starts = np.concatenate([[0], ends[:-1]])
    first = np.concatenate([np.arange(a, b - 2) for a, b in zip(starts, ends, strict=True)])
    odd = np.concatenate([np.arange(b - a - 2) % 2 for a, b in zip(starts, ends, strict=True)])
    corners = np.stack([first, first + 1 + odd, first + 2 - odd], axis=1)
    return connectivity[corners]


def _deflate(raw: bytes) -> bytes:
    """One zlib block with the sizes VTK expects in front of it."""
    packed = zlib.compress(raw, 9)
    sizes = np.array([1, len(raw), 0, len(packed)], "<u4") if raw else np.array([0], "<u4")
    return sizes.tobytes() + (packed if raw else b"")


def _inflate(data: bytes, start: int) -> bytes:
    count, _, _, packed = np.frombuffer(data, "<u4", 4, start)
    return zlib.decompress(data[start + 16 : start + 16 + int(packed)]) if count else b""
