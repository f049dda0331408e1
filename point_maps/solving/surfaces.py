"""Meeting a surface: where a line goes out through it, and where a plane cuts it."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh, point_normals
from point_maps.solving.frames import Vector, across_from, normalised

BEHIND = 15.0
"""How far behind its start, in mm, a line may still meet the skin: a landmark can lie outside it."""


class Meeting(NamedTuple):
    """Where a line goes out through a surface: the point (mm), the unit outward normal, the triangle."""

    point: Vector
    normal: Vector
    triangle: int


class Surface:
    """A closed triangle surface that answers where it is met."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh

    @cached_property
    def corners(self) -> NDArray[np.float64]:
        """The corners of the triangles, (m, 3, 3), mm."""
        return self.mesh.points[self.mesh.triangles]

    @cached_property
    def normals(self) -> NDArray[np.float64]:
        """Unit outward normals at the points, (n, 3)."""
        return point_normals(self.mesh)

    @cached_property
    def faces(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The triangles' areas as outward vectors, mm2, and their middles, mm, both (m, 3)."""
        first, second, third = self.corners.transpose(1, 0, 2)
        return np.cross(second - first, third - first) / 2, self._middles

    @cached_property
    def _middles(self) -> NDArray[np.float64]:
        middles: NDArray[np.float64] = self.corners.mean(axis=1)
        return middles

    @cached_property
    def _widest(self) -> float:
        """The longest distance from a triangle's middle to its corners, mm."""
        return float(np.linalg.norm(self.corners - self._middles[:, None], axis=2).max())

    def way_out(self, start: Vector, direction: Vector, reach: float) -> Meeting | None:
        """Where a line leaves the surface, nearest to its start.

        Moller and Trumbore's test, on the triangles near the line.

        Parameters
        ----------
        start
            A point inside the surface, or up to `BEHIND` mm outside it, mm.
        direction
            Unit vector of the line.
        reach
            How far ahead to look, mm.
        """
        near = self._beside(start, direction, reach)
        first, edge_a, edge_b = self._edges(near)
        cross = np.cross(direction, edge_b)
        facing = np.einsum("ij,ij->i", edge_a, cross)
        facing[facing == 0] = np.nan
        u = np.einsum("ij,ij->i", start - first, cross) / facing
        turned = np.cross(start - first, edge_a)
        v = turned @ direction / facing
        distance = np.einsum("ij,ij->i", edge_b, turned) / facing
        out = np.cross(edge_a, edge_b) @ direction > 0
        inside = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9)
        met = np.flatnonzero(out & inside & (distance > -BEHIND) & (distance < reach))
        if not len(met):
            return None
        best = met[np.argmin(np.abs(distance[met]))]
        return self._meeting(int(near[best]), float(u[best]), float(v[best]))

    def _beside(self, start: Vector, direction: Vector, reach: float) -> NDArray[np.intp]:
        """The triangles that a line from `BEHIND` its start to its reach may meet, as numbers that rise."""
        aside = across_from(np.eye(3)[np.argmin(np.abs(direction))], direction)
        # One look at all of them leaves few: those in a plate round the line.
        close = np.flatnonzero(np.abs(self._middles @ aside - start @ aside) <= self._widest)
        away = self._middles[close] - start
        along = away @ direction
        beside = np.linalg.norm(away - along[:, None] * direction, axis=1)
        near: NDArray[np.intp] = close[
            (along > -BEHIND - self._widest) & (along < reach + self._widest) & (beside < self._widest)
        ]
        return near

    def _edges(self, triangles: NDArray[np.intp]) -> tuple[Vector, Vector, Vector]:
        corners = self.corners[triangles]
        return corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]

    def _meeting(self, triangle: int, u: float, v: float) -> Meeting:
        weights = np.array([1 - u - v, u, v])
        normal = normalised(weights @ self.normals[self.mesh.triangles[triangle]])
        return Meeting(weights @ self.corners[triangle], normal, triangle)

    def cut(self, axis: Vector, level: float) -> NDArray[np.float64]:
        """Where the edges of the surface cross the plane `axis · p = level`, (k, 3), mm."""
        heights = self.mesh.points @ axis - level
        sides = heights[self.mesh.triangles] > 0
        crossing = self.mesh.triangles[sides.any(axis=1) & ~sides.all(axis=1)]
        edges = np.concatenate([crossing[:, [0, 1]], crossing[:, [1, 2]], crossing[:, [2, 0]]])
        edges = edges[(heights[edges[:, 0]] > 0) != (heights[edges[:, 1]] > 0)]
        below, above = heights[edges[:, 0]], heights[edges[:, 1]]
        share = (below / (below - above))[:, None]
        start, end = self.mesh.points[edges[:, 0]], self.mesh.points[edges[:, 1]]
        places: NDArray[np.float64] = start + share * (end - start)
        return places


def outermost(points: NDArray[np.float64], direction: Vector, band: float = 0.5) -> Vector:
    """The outermost place of some points in a direction: the middle of those within `band` mm of it."""
    heights = points @ direction
    place: Vector = points[heights >= heights.max() - band].mean(axis=0)
    return place


def closest_on_line(line: NDArray[np.float64], point: Vector) -> tuple[int, float]:
    """The segment of a polyline (n, 3) that passes closest to a point, and the share along it."""
    start, step = line[:-1], np.diff(line, axis=0)
    share = np.einsum("ij,ij->i", point - start, step) / np.maximum(np.einsum("ij,ij->i", step, step), 1e-12)
    share = np.clip(share, 0, 1)
    gap = np.linalg.norm(start + share[:, None] * step - point, axis=1)
    best = int(np.argmin(gap))
    return best, float(share[best])


def along_line(line: NDArray[np.float64], share: float) -> tuple[int, float]:
    """The segment of a polyline (n, 3), and the share along it, at a share of its whole length."""
    lengths = np.linalg.norm(np.diff(line, axis=0), axis=1)
    ends = np.cumsum(lengths)
    segment = min(int(np.searchsorted(ends, share * ends[-1])), len(lengths) - 1)
    before = ends[segment] - lengths[segment]
    return segment, float((share * ends[-1] - before) / max(lengths[segment], 1e-12))
