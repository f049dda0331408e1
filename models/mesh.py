"""Triangle meshes as they lie in a body and travel to the page: Draco, small and exact.

Draco gives points an order of its own. Every reader of a file gets the same one, in Python and in the page,
so a point may be named by its number once a mesh was written.
"""

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

GRID = 1 / 8
"""Points lie on this grid, in mm: far below what is seen, and it keeps files small."""

_OCCLUSION, _TISSUE = 1, 20
"""By these numbers a file knows the attributes beside its points; it gives the points the next free one."""
_SMALLEST = 10
"""Draco's compression level that makes the smallest files; they are read hardly slower."""


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


def encode(
    mesh: Mesh, occlusion: NDArray[np.uint8] | None = None, tissue: NDArray[np.uint8] | None = None
) -> bytes:
    """Write a mesh.

    Points that fall together are written as one, and triangles without an area are left out.

    Parameters
    ----------
    mesh
        The mesh. Its points are rounded to `GRID`.
    occlusion
        (n,) how much of the light from all around comes to each point: 255 all of it, 0 none, as in glTF.
    tissue
        (n, 2) what each point is made of, as `models.pipeline.tissue` says it.
    """
    import DracoPy

    steps = np.round(mesh.points / GRID)
    low = steps.min(axis=0)
    held = {_OCCLUSION: None if occlusion is None else occlusion[:, None], _TISSUE: tissue}
    bits = max(1, int((steps - low).max()).bit_length())
    content: bytes = DracoPy.encode(
        (steps * GRID).astype("f4"),
        mesh.triangles.astype("u4"),
        compression_level=_SMALLEST,
        # Draco's own steps are then those of the grid.
        quantization_bits=bits,
        quantization_range=(2**bits - 1) * GRID,
        quantization_origin=(low * GRID).astype("f4"),
        generic_attributes={number: values for number, values in held.items() if values is not None} or None,
    )
    return content


def decode(data: bytes) -> Mesh:
    """Read what `encode` wrote.

    Raises
    ------
    MeshError
        If the bytes were not written by `encode`.
    """
    read = _read(data)
    return Mesh(np.asarray(read.points, np.float64), np.asarray(read.faces, np.int64))


def occlusion(data: bytes) -> NDArray[np.uint8] | None:
    """The occlusion at the points as `decode` gives them, (n,); None where `encode` was given none.

    Raises
    ------
    MeshError
        If the bytes were not written by `encode`.
    """
    held = _attribute(data, _OCCLUSION)
    return None if held is None else held.ravel()


def tissue(data: bytes) -> NDArray[np.uint8] | None:
    """What the points are made of, as `decode` gives them, (n, 2); None where `encode` was given nothing.

    Raises
    ------
    MeshError
        If the bytes were not written by `encode`.
    """
    return _attribute(data, _TISSUE)


def read(path: Path) -> Mesh:
    """Read a mesh file of this product.

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


def join(files: Sequence[bytes]) -> bytes:
    """Put files into one, as they are: how many, the size of each (uint32, little-endian), then the files."""
    sizes = np.array([len(files), *map(len, files)], "<u4")
    return b"".join([sizes.tobytes(), *files])


def split(data: bytes) -> list[bytes]:
    """The files that `join` put into one.

    Raises
    ------
    MeshError
        If the bytes were not written by `join`.
    """
    count = int.from_bytes(data[:4], "little")
    try:
        sizes = struct.unpack_from(f"<{count}I", data, 4)
    except struct.error:
        sizes = ()
    ends = list(accumulate(sizes, initial=4 + 4 * count))
    if not sizes or ends[-1] != len(data):
        msg = "must be meshes joined by models.mesh; got something else"
        raise MeshError(msg)
    return [data[start:end] for start, end in pairwise(ends)]


def point_normals(mesh: Mesh) -> NDArray[np.float64]:
    """Unit outward normals at the points, (n, 3), weighted by triangle area."""
    corners = mesh.points[mesh.triangles]
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    corner, count = mesh.triangles.T.ravel(), len(mesh.points)
    normals = np.column_stack([np.bincount(corner, np.tile(part, 3), count) for part in facing.T])
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def _attribute(data: bytes, number: int) -> NDArray[np.uint8] | None:
    held = _read(data).get_attribute_by_unique_id(number)
    return None if held is None else np.asarray(held["data"], np.uint8)


def _read(data: bytes) -> Any:
    import DracoPy

    try:
        read = DracoPy.decode(data)
    except Exception as error:  # it has no common class of its own
        msg = f"must be a mesh written by models.mesh; got something else ({error})"
        raise MeshError(msg) from error
    if not isinstance(read, DracoPy.DracoMesh):
        msg = "must be a mesh written by models.mesh; got points without triangles"
        raise MeshError(msg)
    return read
