"""Coarse bones made into bones: closed, smoothed through their own points, evened out."""

import igl
import numpy as np
import pyvista as pv

from models.mesh import Mesh
from models.pipeline.bones.mending import mended

COARSE = 1200
"""Triangles below which a source bone is a paper model and is smoothed."""


def refine(mesh: Mesh, triangles: int) -> Mesh:
    """Close a bone, round it if it is coarse, and bring it to about `triangles` triangles.

    Raises
    ------
    ValueError
        If the result is not one closed surface.
    """
    whole = mended(mesh)
    rounded = (
        _interpolate(whole, 3 if len(whole.triangles) < 300 else 2)
        if len(whole.triangles) < COARSE
        else whole
    )
    fine = pv.PolyData.from_regular_faces(rounded.points, rounded.triangles)
    if fine.n_cells > triangles:
        fine = fine.decimate(1 - triangles / fine.n_cells, volume_preservation=True)
    result = mended(Mesh(np.asarray(fine.points, float), fine.regular_faces.astype(np.int64)))
    check = pv.PolyData.from_regular_faces(result.points, result.triangles)
    if check.n_open_edges or not check.is_manifold:
        msg = f"must be one closed surface; got {check.n_open_edges} open edges"
        raise ValueError(msg)
    return result


def _interpolate(mesh: Mesh, levels: int) -> Mesh:
    """Loop subdivision that passes through the given points instead of shrinking from them.

    The control points are moved until the subdivided surface meets the given ones;
    with a factor below 1 that converges on every bone of the source.
    """
    control, count = mesh.points.copy(), len(mesh.points)
    for _ in range(10):
        reached = igl.loop(control, mesh.triangles, 2)[0][:count]
        control = control + 0.8 * (mesh.points - reached)
    points, triangles = igl.loop(control, mesh.triangles, levels)
    return Mesh(points, triangles)
