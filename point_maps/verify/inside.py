"""Which points lie inside a closed surface, told by a line from each along one axis; numpy only."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.verify.cells import Marks, Numbers, every, runs

Array = NDArray[np.float64]

FINEST = 0.5
"""The least side of the cells that triangles are sorted into, mm."""
ASIDE = (1.2e-7, 2.3e-7, 0.0)
"""Points are asked so little beside where they are, mm: no line meets an edge or a corner, also of a grid."""


class Inside:
    """A closed surface, counter-clockwise from outside, of which many points ask whether they lie inside.

    Lines run along the axis on which it is thinnest: there the fewest triangles lie one above another.
    """

    def __init__(self, mesh: Mesh) -> None:
        thin = int(np.ptp(mesh.points, axis=0).argmin())
        self._axes = [(thin + 1) % 3, (thin + 2) % 3, thin]
        a, b, c = mesh.points[:, self._axes][mesh.triangles.T]
        low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
        self._corners = np.ascontiguousarray(np.array([a, b, c]).transpose(2, 0, 1))
        """By axis, corner and triangle."""
        self._low, self._high = low.min(axis=0), high.max(axis=0)
        self._top = high[:, 2]
        self._side = max(float(np.median(high[:, :2] - low[:, :2])), FINEST)
        edges = low[:, :2] - self._low[:2], high[:, :2] - self._low[:2]
        first, last = (np.floor(edge / self._side).astype(np.int64) for edge in edges)
        extent = last - first + 1
        counts = extent.prod(axis=1)
        owners = np.repeat(np.arange(len(counts)), counts)
        place, columns = runs(np.zeros(len(counts), np.int64), counts), extent[owners, 1]
        self._rows = int(last[:, 1].max()) + 1
        cells = (first[owners, 0] + place // columns) * self._rows + first[owners, 1] + place % columns
        self._owners = owners[np.argsort(cells, kind="stable")]
        count = (int(last[:, 0].max()) + 1) * self._rows
        self._starts = np.append(0, np.cumsum(np.bincount(cells, minlength=count)))

    def __call__(self, points: Array) -> Marks:
        """Whether points (n, 3) lie inside, (n,)."""
        found = np.zeros(len(points), bool)
        points = points[:, self._axes] + ASIDE
        near = np.flatnonzero(every(points > self._low) & every(points < self._high))
        points = np.ascontiguousarray(points[near].T)
        across, along = (
            ((points[axis] - self._low[axis]) / self._side).astype(np.int64) for axis in range(2)
        )
        cells = across * self._rows + along
        starts, counts = self._starts[cells], self._starts[cells + 1] - self._starts[cells]
        whose, triangles = np.repeat(np.arange(len(near)), counts), self._owners[runs(starts, counts)]
        above = self._top.take(triangles) > points[2].take(whose)
        whose, triangles = whose[above], triangles[above]
        x, y = (self._away(axis, triangles, points[axis].take(whose)) for axis in range(2))
        # Twice the areas between the line and each edge: all have one sign where it passes through.
        a, b, c = (x[i - 2] * y[i - 1] - x[i - 1] * y[i - 2] for i in range(3))
        passed = np.flatnonzero((a > 0) & (b > 0) & (c > 0) | (a < 0) & (b < 0) & (c < 0))
        whose, triangles, sides = whose[passed], triangles[passed], np.array([a, b, c])[:, passed]
        height = (sides * self._away(2, triangles, points[2].take(whose))).sum(axis=0) / sides.sum(axis=0)
        leaves = np.where(height > 0, np.sign(sides[0]), 0.0)
        found[near] = np.bincount(whose, leaves, len(near)) > 0.5
        return found

    def _away(self, axis: int, triangles: Numbers, places: Array) -> list[Array]:
        """How far each corner of triangles is from places along an axis, mm."""
        return [corner.take(triangles) - places for corner in self._corners[axis]]
