"""Meshes in VTK's own XML format (.vtp), for other programs: VTK, pyvista and ParaView read them."""

import zlib

import numpy as np
from numpy.typing import NDArray

from models.mesh import GRID, Mesh

_WHOLE = (
    '<VTKFile type="PolyData" version="0.1" byte_order="LittleEndian" header_type="UInt32"'
    ' compressor="vtkZLibDataCompressor"><PolyData>'
    '<Piece NumberOfPoints="{points}" NumberOfVerts="0" NumberOfLines="0"'
    ' NumberOfStrips="0" NumberOfPolys="{triangles}">{data}'
    '<Points><DataArray type="Float32" Name="Points" NumberOfComponents="3"'
    ' format="appended" offset="{0}"/></Points>'
    '<Polys><DataArray type="Int32" Name="connectivity" format="appended" offset="{1}"/>'
    '<DataArray type="Int32" Name="offsets" format="appended" offset="{2}"/></Polys>'
    '</Piece></PolyData>\n<AppendedData encoding="raw">_'
)
_DATA = '<PointData><DataArray type="UInt8" Name="occlusion" format="appended" offset="{3}"/></PointData>'
_CLOSING = "\n</AppendedData></VTKFile>"


def encode(mesh: Mesh, occlusion: NDArray[np.uint8] | None = None) -> bytes:
    """Write a mesh as a .vtp file: float32 points on `models.mesh.GRID`, zlib.

    Parameters
    ----------
    mesh
        The mesh.
    occlusion
        (n,) what `models.mesh.occlusion` gives: point data of this name.
    """
    arrays = [
        (np.round(mesh.points / GRID) * GRID).astype("<f4"),
        mesh.triangles.astype("<i4"),
        (3 * np.arange(1, len(mesh.triangles) + 1)).astype("<i4"),
        *([] if occlusion is None else [occlusion]),
    ]
    blocks = [_deflate(array.tobytes()) for array in arrays]
    starts = np.cumsum([0, *map(len, blocks)])
    header = _WHOLE.format(
        *starts,
        points=len(mesh.points),
        triangles=len(mesh.triangles),
        data="" if occlusion is None else _DATA.format(*starts),
    )
    return b"".join([header.encode(), *blocks, _CLOSING.encode()])


def _deflate(raw: bytes) -> bytes:
    """One zlib block with the sizes VTK expects in front of it."""
    packed = zlib.compress(raw, 9)
    sizes = np.array([1, len(raw), 0, len(packed)], "<u4") if raw else np.array([0], "<u4")
    return sizes.tobytes() + (packed if raw else b"")
