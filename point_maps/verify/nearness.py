"""Signed distances of very many points to a closed surface, as far as they are small; numpy only."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.verify.cells import Cells, Marks, Numbers, box, every, runs

Array = NDArray[np.float64]

FINE, COARSE = 1.2, 4.0
"""Side of the cells that triangles are sorted into, mm: about as large as the triangles, within these."""
STAGES = (0.8, 2.0)
"""Distances are looked for so far, mm, before they are looked for farther."""
MOST = 200_000
"""Pairs of a point and a triangle that are taken at once."""
SAME = 1e-7
"""Triangles whose squared distances differ by less, mm2, are met at an edge or corner that they share."""


def signed(mesh: Mesh, points: Array, reach: float) -> Array:
    """Signed distances of points, (n, 3), to a closed surface, (n,), mm; infinite where larger than `reach`.

    The surface is counter-clockwise from outside.
    """
    found = np.full(len(points), np.inf)
    for near in (*(stage for stage in STAGES if stage < reach), reach):
        # Most points are near, or need not be asked far: so they are not compared with all that is far.
        left = np.flatnonzero(np.isinf(found))
        if len(left):
            found[left] = _Near(mesh, points[left], near).signed(points[left])
    return found


class _Near:
    """The part of a surface that may be near some points, and knows who is."""

    def __init__(self, mesh: Mesh, points: Array, reach: float) -> None:
        self._reach = reach
        low, high = points.min(axis=0), points.max(axis=0)
        corners = mesh.points[mesh.triangles]
        corners = corners[_may_be_near(corners, points, reach)]
        lowest, highest = box(corners)
        self._corners = corners
        extents = (highest - lowest).max(axis=1)
        side = float(np.clip(max(0.7 * reach, np.median(extents) if len(extents) else 0), FINE, COARSE))
        self._grid = Cells(low, high, side)
        cells, owners = self._grid.taken(lowest - reach, highest + reach)
        order = np.argsort(cells, kind="stable")
        self._cells, self._owners = cells[order], owners[order]
        self._measure()

    def _measure(self) -> None:
        """What is asked of every triangle again and again: its edges, ways inward, angles."""
        self._middles = self._corners.mean(axis=1)
        self._radii = np.linalg.norm(self._corners - self._middles[:, None], axis=2).max(axis=1, initial=0)
        self._edges = np.roll(self._corners, -1, axis=1) - self._corners
        self._squares = np.maximum(_dot(self._edges, self._edges), 1e-18)
        normals = np.cross(self._edges[:, 0], -self._edges[:, 2])
        length = np.linalg.norm(normals, axis=1, keepdims=True)
        self._normals = np.where(length > 1e-9, normals / np.maximum(length, 1e-9), 0.0)
        self._inward = np.cross(self._normals[:, None], self._edges)
        back = -np.roll(self._edges, 1, axis=1)
        cosine = _dot(self._edges, back) / np.sqrt(self._squares * np.roll(self._squares, 1, axis=1))
        self._angles = np.arccos(np.clip(cosine, -1, 1))

    def signed(self, points: Array) -> Array:
        """Distances of points (n, 3), (n,), mm, negative inside; infinite beyond `reach`."""
        found = np.full(len(points), np.inf)
        asked, cells = self._grid.of(points)
        starts, ends = (np.searchsorted(self._cells, cells, side) for side in ("left", "right"))
        counts = ends - starts
        parts = np.flatnonzero(np.diff(np.cumsum(counts) // MOST, prepend=0))
        for some in np.split(np.arange(len(asked)), parts):
            pairs = self._owners[runs(starts[some], counts[some])]
            whose, pairs = self._likely(points, np.repeat(asked[some], counts[some]), pairs)
            if len(pairs):
                first = np.flatnonzero(np.diff(whose, prepend=-1))
                found[whose[first]] = self._nearest(points[whose], pairs, first)
        return np.where(np.abs(found) <= self._reach, found, np.inf)

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

    def _nearest(self, points: Array, triangles: Numbers, first: Numbers) -> Array:
        """Signed distances of the points whose pairs with a triangle begin at `first`."""
        away = points[:, None] - self._corners[triangles]
        edges = self._edges[triangles]
        height = _dot(away[:, 0], self._normals[triangles])
        share = (_dot(away, edges) / self._squares[triangles]).clip(0, 1)
        beside = away - share[:, :, None] * edges
        squares = _dot(beside, beside)
        edge = squares.argmin(axis=1)
        rows = np.arange(len(edge))
        over = every(_dot(away, self._inward[triangles]) > 0)
        squared = np.where(over, height**2, squares[rows, edge])
        # How much of a triangle lies around the place where it is met (Baerentzen and Aanaes 2005).
        at = share[rows, edge]
        angles = self._angles[triangles]
        corner = np.where(at <= 0, angles[rows, edge], angles[rows, (edge + 1) % 3])
        weight = np.where(over, 2 * np.pi, np.where((at > 0) & (at < 1), np.pi, corner))
        best = np.minimum.reduceat(squared, first)
        met = squared <= np.repeat(best, np.diff(first, append=len(squared))) + SAME
        side = np.add.reduceat(np.where(met, weight * height, 0.0), first)
        return np.asarray(np.where(side < 0, -1, 1) * np.sqrt(best))


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
