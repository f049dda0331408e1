"""Distances of very many points to a surface, as far as they are small; numpy only."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.verify.cells import Cells, Marks, Numbers, box, every, runs
from point_maps.verify.inside import Inside

Array = NDArray[np.float64]

FINE, COARSE = 1.2, 4.0
"""Side of the cells that triangles are sorted into, mm: about as large as the triangles, within these."""
STAGES = (0.8, 2.0)
"""Distances are looked for so far, mm, before they are looked for farther."""
MOST = 200_000
"""Pairs of a point and a triangle that are taken at once."""


def signed(mesh: Mesh, points: Array, reach: float) -> Array:
    """Signed distances of points, (n, 3), to a closed surface, (n,), mm; infinite where larger than `reach`.

    The surface is counter-clockwise from outside; distances are negative inside.
    """
    found, _ = nearest(mesh, points, reach)
    near = np.flatnonzero(np.isfinite(found))
    found[near] *= np.where(Inside(mesh)(points[near]), -1, 1)
    return found


def nearest(mesh: Mesh, points: Array, reach: float) -> tuple[Array, Numbers]:
    """Distances of points, (n, 3), to a surface, (n,), mm, and the numbers of the nearest triangles.

    Infinite, and -1, where the distance is larger than `reach`.
    """
    found, triangles = np.full(len(points), np.inf), np.full(len(points), -1)
    low, high = mesh.points.min(axis=0) - reach, mesh.points.max(axis=0) + reach
    left = np.flatnonzero(every(points > low) & every(points < high))
    for near in (*(stage for stage in STAGES if stage < reach), reach):
        # Most points are near, or need not be asked far: so they are not compared with all that is far.
        left = left[triangles[left] < 0]
        if len(left):
            found[left], triangles[left] = _Near(mesh, points[left], near).nearest(points[left])
    return found, triangles


def gaps(points: Array, corners: Array) -> Array:
    """Distances of points, (n, 3), each to a triangle of its own, (n, 3, 3), (n,), mm."""
    edges = np.roll(corners, -1, axis=1) - corners
    normals = np.cross(edges[:, 0], edges[:, 1])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    away = points[:, None] - corners
    share = (_dot(away, edges) / np.maximum(_dot(edges, edges), 1e-18)).clip(0, 1)
    beside = away - share[:, :, None] * edges
    # Without an area nothing lies over it, but its normal, of no length, would say that all does.
    over = every(_dot(away, np.cross(normals[:, None], edges)) > 0)
    height = _dot(away[:, 0], normals)
    return np.asarray(np.where(over, np.abs(height), np.sqrt(_dot(beside, beside).min(axis=1))))


class _Near:
    """The part of a surface that may be near some points, and knows who is."""

    def __init__(self, mesh: Mesh, points: Array, reach: float) -> None:
        self._reach = reach
        low, high = points.min(axis=0), points.max(axis=0)
        corners = mesh.points[mesh.triangles]
        self._numbers = np.flatnonzero(_may_be_near(corners, points, reach))
        self._corners = corners[self._numbers]
        lowest, highest = box(self._corners)
        extents = (highest - lowest).max(axis=1)
        side = float(np.clip(max(0.7 * reach, np.median(extents) if len(extents) else 0), FINE, COARSE))
        self._grid = Cells(low, high, side)
        cells, owners = self._grid.taken(lowest - reach, highest + reach)
        order = np.argsort(cells, kind="stable")
        self._cells, self._owners = cells[order], owners[order]
        self._middles = self._corners.mean(axis=1)
        self._radii = np.linalg.norm(self._corners - self._middles[:, None], axis=2).max(axis=1, initial=0)

    def nearest(self, points: Array) -> tuple[Array, Numbers]:
        """Distances of points (n, 3), (n,), mm, and triangles; infinite, and -1, beyond `reach`."""
        found, triangles = np.full(len(points), np.inf), np.full(len(points), -1)
        asked, cells = self._grid.of(points)
        starts, ends = (np.searchsorted(self._cells, cells, side) for side in ("left", "right"))
        counts = ends - starts
        parts = np.flatnonzero(np.diff(np.cumsum(counts) // MOST, prepend=0))
        for some in np.split(np.arange(len(asked)), parts):
            pairs = self._owners[runs(starts[some], counts[some])]
            whose, pairs = self._likely(points, np.repeat(asked[some], counts[some]), pairs)
            away = gaps(points[whose], self._corners[pairs])
            order = np.lexsort((away, whose))
            first = order[np.diff(whose, prepend=-1) > 0]
            first = first[away[first] <= self._reach]
            found[whose[first]], triangles[whose[first]] = away[first], self._numbers[pairs[first]]
        return found, triangles

    def _likely(self, points: Array, whose: Numbers, triangles: Numbers) -> tuple[Numbers, Numbers]:
        """Of pairs of a point and a triangle those that may be the nearest, by how far its middle is."""
        away = points[whose] - self._middles[triangles]
        far, radii = np.sqrt(_dot(away, away)), self._radii[triangles]
        near = far - radii <= self._reach
        whose, triangles, far, radii = whose[near], triangles[near], far[near], radii[near]
        if not len(whose):
            return whose, triangles
        first = np.flatnonzero(np.diff(whose, prepend=-1))
        least = np.minimum.reduceat(far + radii, first)
        kept = far - radii <= np.repeat(least, np.diff(first, append=len(whose)))
        return whose[kept], triangles[kept]


def _may_be_near(corners: Array, points: Array, reach: float) -> Marks:
    """Which triangles have a point in the cell of their middle or beside it; of large ones all."""
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    grid = Cells(low - 2 * COARSE, high + 2 * COARSE, COARSE)
    marks = np.zeros(grid.count, bool)
    marks[grid.around(np.unique(grid.of(points)[1]))] = True
    lowest, highest = box(corners)
    within, cells = grid.of((lowest + highest) / 2)
    large = ~every(highest - lowest < 2 * (COARSE - reach))
    found = large & every(lowest <= high) & every(highest >= low)
    found[within] |= marks[cells]
    return found


def _dot(one: Array, other: Array) -> Array:
    return np.asarray(np.einsum("...i,...i->...", one, other))
