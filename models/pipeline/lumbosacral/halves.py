"""Draw a bone of the midline as one closed surface whose halves are exact mirror images."""

import numpy as np
import pyvista as pv
import vtk

from models.mesh import Mesh
from models.pipeline.shapes.implicit import Array, Field
from models.pipeline.shapes.sampling import sampled

SEAM = 1.0
"""How far, in mm, thinning out may take points of the seam off the mid-sagittal plane."""


def drawn(body: Field, low: Array, high: Array, cell: float, triangles: int) -> Mesh:
    """Draw the left half of a solid and its mirror image.

    Parameters
    ----------
    body
        The solid; asked on the left only (x >= 0).
    low, high
        Corners of the box around the left half, mm; it begins at the mid-sagittal plane whatever `low` says.
    cell
        Spacing of the samples, mm.
    triangles
        About how many triangles the whole surface may have.

    Raises
    ------
    ValueError
        If the solid leaves the box, or its surface is not closed.
    """
    half = _left(_contour(_sampled(body, low, high, cell)))
    if len(half.triangles) > triangles // 2:
        half = _thinned(half, triangles // 2)
    return _mirrored(half)


def _sampled(body: Field, low: Array, high: Array, cell: float) -> pv.ImageData:
    """The field on a grid over both halves, the right one copied from the left."""
    start = np.array([0.0, low[1], low[2]])
    across, deep, tall = (int(count) + 1 for count in np.ceil((high - start) / cell))
    left = sampled(body, start, (across, deep, tall), cell)
    rim = np.concatenate(
        [left[-1].ravel(), *(left.take(i, axis=axis).ravel() for axis in (1, 2) for i in (0, -1))]
    )
    if (rim < 0).any():
        msg = f"must lie inside its box; got {-rim.min():.1f} mm beyond its rim"
        raise ValueError(msg)
    both = np.concatenate([left[:0:-1], left])
    grid = pv.ImageData(
        dimensions=both.shape, spacing=(cell,) * 3, origin=(-(across - 1) * cell, start[1], start[2])
    )
    grid["distance"] = both.ravel(order="F")
    return grid


def _contour(grid: pv.ImageData) -> pv.PolyData:
    surface = grid.contour([0.0], scalars="distance", method="flying_edges")
    surface = surface.triangulate().extract_largest().extract_surface(algorithm=None).clean()
    return surface.smooth_taubin(n_iter=14, pass_band=0.1)


def _left(surface: pv.PolyData) -> Mesh:
    """The triangles left of the midline; the grid has a layer in it, so none crosses it."""
    points, triangles = np.asarray(surface.points, float), surface.regular_faces.astype(np.int64)
    keep = points[triangles].mean(axis=1)[:, 0] > 0
    used, triangles = np.unique(triangles[keep], return_inverse=True)
    return _seamed(Mesh(points[used], triangles.reshape(-1, 3)))


def _thinned(mesh: Mesh, triangles: int) -> Mesh:
    """Fewer triangles; the open rim, which lies in the midline, is held there."""
    few = vtk.vtkQuadricDecimation()
    few.SetInputData(pv.PolyData.from_regular_faces(mesh.points, mesh.triangles))
    few.SetTargetReduction(1 - triangles / len(mesh.triangles))
    few.VolumePreservationOn()
    few.SetWeighBoundaryConstraintsByLength(True)
    few.Update()
    result = pv.wrap(few.GetOutput())
    used, corners = np.unique(result.regular_faces, return_inverse=True)
    return _seamed(Mesh(np.asarray(result.points, float)[used], corners.reshape(-1, 3)))


def _rim(mesh: Mesh) -> Array:
    """Numbers of the points on open edges."""
    edges = np.sort(mesh.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    unique, counts = np.unique(edges, axis=0, return_counts=True)
    if (counts > 2).any():
        msg = "must be a surface without branches; got edges of three triangles"
        raise ValueError(msg)
    return np.unique(unique[counts == 1])


def _seamed(mesh: Mesh) -> Mesh:
    rim = _rim(mesh)
    astray = float(np.abs(mesh.points[rim, 0]).max(initial=0.0))
    if astray > SEAM:
        msg = f"must be open only in the midline; got an edge {astray:.2f} mm beside it"
        raise ValueError(msg)
    points = mesh.points.copy()
    inner = np.setdiff1d(np.arange(len(points)), rim)
    points[inner, 0] = np.maximum(points[inner, 0], 0.05)
    points[rim, 0] = 0.0
    return Mesh(points, mesh.triangles)


def _mirrored(half: Mesh) -> Mesh:
    """Both halves, joined at the points of the rim."""
    rim = _rim(half)
    inner = np.setdiff1d(np.arange(len(half.points)), rim)
    twin = np.empty(len(half.points), np.int64)
    twin[rim], twin[inner] = rim, len(half.points) + np.arange(len(inner))
    points = np.vstack([half.points, half.points[inner] * (-1, 1, 1)])
    triangles = np.vstack([half.triangles, twin[half.triangles][:, ::-1]])
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    outward = float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) > 0
    return Mesh(points, triangles if outward else triangles[:, ::-1])
