"""Closed surfaces that can be asked: is it inside, how far away, where does a ray meet it.

Exact, on the few triangles near enough to matter; numpy only.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.solving.triangles import cross, dot, nearest_on_segment, squared_gaps

Array = NDArray[np.float64]
MOST = 100_000
"""Points times triangles taken at once in winding numbers: few enough to stay in a processor's own memory."""


class Shape:
    """A closed triangle surface.

    Parameters
    ----------
    mesh
        LPS, mm, counter-clockwise from outside.
    """

    def __init__(self, mesh: Mesh) -> None:
        self.points = mesh.points
        self.triangles = mesh.triangles

    @cached_property
    def corners(self) -> Array:
        """The corners of the triangles, (m, 3, 3), mm."""
        return self.points[self.triangles]

    @cached_property
    def bounds(self) -> tuple[Array, Array]:
        """The lowest and the highest coordinates, mm."""
        return self.points.min(axis=0), self.points.max(axis=0)

    @cached_property
    def _middles(self) -> Array:
        middles: Array = self.corners.mean(axis=1)
        return middles

    @cached_property
    def _reach(self) -> Array:
        """How far each triangle's corners lie from its middle at most, mm."""
        reach: Array = np.linalg.norm(self.corners - self._middles[:, None], axis=2).max(axis=1)
        return reach

    def inside(self, points: Array) -> NDArray[np.bool_]:
        """Whether points (n, 3) lie inside, by winding number (Van Oosterom and Strackee 1983)."""
        low, high = self.bounds
        found = np.all((points > low) & (points < high), axis=1)
        step = max(1, MOST // max(len(self.triangles), 1))
        for surely in (self._surrounded, lambda some: self._winding(some) > 0.5):
            asked = np.flatnonzero(found)
            for start in range(0, len(asked), step):
                some = asked[start : start + step]
                found[some] = surely(points[some])
        return found

    def _surrounded(self, points: Array) -> NDArray[np.bool_]:
        """Whether some triangle may lie before points and behind them along each axis: else they are outside.

        Quickly told, and true of few points that are not inside.
        """
        within = [
            (low <= at[:, None], at[:, None] <= high)
            for low, high, at in zip(*(edges.T for edges in (*self._extents, points)), strict=True)
        ]
        found = np.ones(len(points), bool)
        for axis, (behind, before) in enumerate(within):
            (a, b), (c, d) = within[axis - 2], within[axis - 1]
            beside = a & b & c & d
            found &= (beside & behind).any(axis=1) & (beside & before).any(axis=1)
        return found

    @cached_property
    def _coordinates(self) -> Array:
        """The corners by corner, axis and triangle, (3, 3, m), mm."""
        return np.ascontiguousarray(self.corners.transpose(1, 2, 0))

    def _winding(self, points: Array) -> Array:
        a, b, c = (
            [corner[None, axis] - points[:, None, axis] for axis in range(3)] for corner in self._coordinates
        )
        la, lb, lc = (np.sqrt(dot(v, v)) for v in (a, b, c))
        solid = dot(a, [b[i - 2] * c[i - 1] - b[i - 1] * c[i - 2] for i in range(3)])
        below = la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb
        turns: Array = np.arctan2(solid, below).sum(axis=1) / (2 * np.pi)
        return turns

    def within(self, low: Array, high: Array) -> "Shape":
        """The part of the surface that may reach into a box: enough to ask for hits and gaps in there."""
        reaches_in = np.all((self._extents[0] <= high) & (self._extents[1] >= low), axis=1)
        return Shape(Mesh(self.points, self.triangles[reaches_in]))

    @cached_property
    def _extents(self) -> tuple[Array, Array]:
        """The lowest and the highest coordinates of each triangle, (m, 3), mm."""
        return self.corners.min(axis=1), self.corners.max(axis=1)

    def gap(self, points: Array, most: float = np.inf) -> Array:
        """Distance of points (n, 3) to the surface, (n,), mm, inside and outside alike.

        Infinite for points that are surely further away than `most`.
        """
        return np.array([self._gap(point, most) for point in points])

    def _gap(self, point: Array, most: float = np.inf) -> float:
        away = np.linalg.norm(self._middles - point, axis=1)
        if (away - self._reach).min(initial=np.inf) > most:
            return float("inf")
        near = away - self._reach <= (away + self._reach).min(initial=np.inf)
        return float(np.sqrt(squared_gaps(point, self.corners[near])).min(initial=np.inf))

    def nearest(self, point: Array) -> int:
        """The number of the triangle nearest to a point."""
        away = np.linalg.norm(self._middles - point, axis=1)
        near = np.flatnonzero(away - self._reach <= (away + self._reach).min())
        return int(near[np.argmin(squared_gaps(point, self.corners[near]))])

    def facing(self, triangle: int) -> Array:
        """The unit outward normal of a triangle."""
        a, b, c = self.corners[triangle]
        normal: Array = np.cross(b - a, c - a)
        return normal / np.linalg.norm(normal)

    def hits(self, start: Array, toward: Array) -> Array:
        """How far along a ray the surface is met, mm, rising (Moller and Trumbore 1997)."""
        direction = toward / np.linalg.norm(toward)
        away = self._middles - start
        along = away @ direction
        beside = np.linalg.norm(away - along[:, None] * direction, axis=1)
        near = (beside <= self._reach) & (along > -self._reach)
        corners = self.corners[near]
        first, edge_a, edge_b = (
            corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        )  # fmt: skip
        turn = cross(direction, edge_b)
        facing = np.einsum("ij,ij->i", edge_a, turn)
        facing = np.where(np.abs(facing) < 1e-12, np.nan, facing)
        u = np.einsum("ij,ij->i", start - first, turn) / facing
        turned = cross(start - first, edge_a)
        v = turned @ direction / facing
        far = np.einsum("ij,ij->i", edge_b, turned) / facing
        met: Array = np.sort(far[(u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0)])
        return met

    def first_hit(self, start: Array, toward: Array) -> float:
        """How far it is along a ray to the surface, mm; infinite if it is never met."""
        met = self.hits(start, toward)
        return float(met[0]) if len(met) else float("inf")

    def passed_by(self, start: Array, end: Array) -> tuple[float, float]:
        """How far along a segment it comes nearest to the surface, and how near, mm.

        Where the segment goes through the surface that is where it first enters, and 0; a
        segment that begins inside has entered at 0.
        """
        step = end - start
        length = float(np.linalg.norm(step))
        if self.inside(start[None])[0]:
            return 0.0, 0.0
        entered = self.first_hit(start, step)
        if entered <= length:
            return entered, 0.0
        along, gap = self._passed_edges(start, end)
        tip = self._gap(end)
        return (length, tip) if tip < gap else (along, gap)

    def _passed_edges(self, start: Array, end: Array) -> tuple[float, float]:
        """How far along a segment it comes nearest to an edge or corner, and how near, mm."""
        middle, half = (start + end) / 2, float(np.linalg.norm(end - start)) / 2
        away = np.linalg.norm(self._middles - middle, axis=1)
        near = away - self._reach - half <= (away + self._reach).min()
        corners = self.corners[near]
        return nearest_on_segment(
            start, end, corners.reshape(-1, 3), np.roll(corners, -1, axis=1).reshape(-1, 3)
        )

    def level(self, height: float, within: float = 4.0) -> Array:
        """The points within so many mm of a height, (k, 3)."""
        return self.points[np.abs(self.points[:, 2] - height) < within]

    def cut(self, height: float) -> Array:
        """Where the edges cross a horizontal plane, (k, 3), mm."""
        start = self.triangles.ravel()
        end = np.roll(self.triangles, -1, axis=1).ravel()
        low, high = self.points[start, 2] - height, self.points[end, 2] - height
        met = (low > 0) != (high > 0)
        share = (low[met] / (low[met] - high[met]))[:, None]
        places: Array = self.points[start[met]] * (1 - share) + self.points[end[met]] * share
        return places
