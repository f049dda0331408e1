"""Distance from points to a closed surface, quick to ask again and again."""

from collections.abc import Iterable

import igl
import numpy as np
import pyvista as pv
import vtk
from numpy.typing import NDArray

from models.mesh import Mesh

Array = NDArray[np.float64]


def surface(mesh: Mesh) -> pv.PolyData:
    """A mesh as pyvista knows it."""
    return pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)


def together(meshes: Iterable[Mesh]) -> pv.PolyData:
    """Several closed meshes as one surface."""
    return pv.merge([surface(mesh) for mesh in meshes], merge_points=False)


class Solid:
    """A closed surface that can be asked again and again for the distance of points.

    Parameters
    ----------
    closed
        The surface.
    slivers
        Whether it may hold sliver triangles. Beside those the search tree's signs are wrong,
        and the slower winding numbers decide.
    """

    def __init__(self, closed: pv.PolyData, slivers: bool = True) -> None:
        self._slivers = slivers
        self._points = np.ascontiguousarray(closed.points, float)
        self._triangles = np.ascontiguousarray(closed.regular_faces, np.int64)
        self._tree = vtk.vtkImplicitPolyDataDistance()
        self._tree.SetInput(closed)

    def distances(self, points: Array) -> tuple[Array, Array]:
        """Signed distance, (n,), mm, negative inside; and the nearest points of the surface, (n, 3)."""
        length, nearest, here = np.empty(len(points)), np.empty_like(points), [0.0, 0.0, 0.0]
        for i, point in enumerate(points):
            length[i] = self._tree.EvaluateFunctionAndGetClosestPoint(point, here)
            nearest[i] = here
        if not self._slivers:
            return length, nearest
        length = np.abs(length)
        inside = igl.fast_winding_number(self._points, self._triangles, np.ascontiguousarray(points)) > 0.5
        return np.where(inside, -length, length), nearest


def signed(mesh: Mesh, points: Array) -> Array:
    """Signed distance of points to a closed mesh, (n,), mm, negative inside.

    For a question asked once; `Solid` is for many.
    """
    kind = igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER
    triangles = np.ascontiguousarray(mesh.triangles)
    return igl.signed_distance(
        np.ascontiguousarray(points), np.ascontiguousarray(mesh.points), triangles, kind
    )[0]
