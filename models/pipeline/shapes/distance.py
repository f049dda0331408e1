"""Distance from points to a closed surface, quick to ask again and again."""

from collections.abc import Iterable

import igl
import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh

Array = NDArray[np.float64]

ACCURACY = 2.0
"""How far off triangles are taken one by one in winding numbers, in their own sizes."""


def surface(mesh: Mesh) -> pv.PolyData:
    """A mesh as pyvista knows it."""
    return pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)


def together(meshes: Iterable[Mesh]) -> pv.PolyData:
    """Several closed meshes as one surface."""
    return pv.merge([surface(mesh) for mesh in meshes], merge_points=False)


class Solid:
    """A closed surface that can be asked again and again for the distance of points.

    Winding numbers decide what is inside: they stay right beside slivers and where surfaces meet.

    Parameters
    ----------
    closed
        The surface; several closed surfaces in one are fine.
    """

    def __init__(self, closed: pv.PolyData) -> None:
        self._points = np.ascontiguousarray(closed.points, float)
        self._triangles = np.ascontiguousarray(closed.regular_faces, np.int64)
        self._tree, self._winding = igl.AABB(), igl.FastWindingNumberBVH()
        self._tree.init(self._points, self._triangles)
        self._winding.init(self._points, self._triangles, 2)

    def beside(self, points: Array, gap: float) -> NDArray[np.bool_]:
        """Which points lie in the box around it, or as near to that as `gap`, mm."""
        low, high = self._points.min(axis=0) - gap, self._points.max(axis=0) + gap
        return np.asarray(((points >= low) & (points <= high)).all(axis=1))

    def distances(self, points: Array) -> tuple[Array, Array]:
        """Signed distance, (n,), mm, negative inside; and the nearest points of the surface, (n, 3)."""
        asked = np.ascontiguousarray(points, float)
        squared, _, nearest = self._tree.squared_distance(self._points, self._triangles, asked)
        inside = self._winding.winding_number(asked, ACCURACY) > 0.5
        length = np.sqrt(squared)
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
