"""A box in cells: which of them points lie in, and which other boxes take."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


class Cells:
    """A box in cells, numbered.

    Parameters
    ----------
    low, high
        The box, mm.
    side
        Of a cell, mm.
    """

    def __init__(self, low: Array, high: Array, side: float) -> None:
        self._low, self._side = low, side
        self._size = np.floor((high - low) / side).astype(np.int64) + 1
        self.count = int(self._size.prod())

    def of(self, points: Array) -> tuple[Numbers, Numbers]:
        """Which points lie in the box, and the cells of these."""
        cells = np.floor((points - self._low) / self._side).astype(np.int64)
        within = np.flatnonzero(every(cells >= 0) & every(cells < self._size))
        return within, self._numbered(cells[within])

    def taken(self, low: Array, high: Array) -> tuple[Numbers, Numbers]:
        """The cells that each of some boxes, (n, 3), takes, and whose they are."""
        first = np.floor((low - self._low) / self._side).astype(np.int64).clip(0)
        last = np.minimum(np.floor((high - self._low) / self._side).astype(np.int64), self._size - 1)
        extent = np.maximum(last - first + 1, 0)
        counts = extent.prod(axis=1)
        owners = np.repeat(np.arange(len(first)), counts)
        place = runs(np.zeros(len(first), np.int64), counts)
        _, ny, nz = extent[owners].T
        at = np.stack([place // (ny * nz), place // nz % ny, place % nz], axis=1) + first[owners]
        return self._numbered(at), owners

    def around(self, cells: Numbers) -> Numbers:
        """Some cells, none at an edge of the box, and those that touch them, some more than once."""
        _, ny, nz = self._size
        steps = np.array([-1, 0, 1])
        beside = (steps[:, None, None] * ny + steps[:, None]) * nz + steps
        return np.asarray((cells[:, None] + beside.ravel()).ravel())

    def _numbered(self, cells: Numbers) -> Numbers:
        return (cells[:, 0] * self._size[1] + cells[:, 1]) * self._size[2] + cells[:, 2]


def box(corners: Array) -> tuple[Array, Array]:
    """The lowest and the highest corner of each triangle's box, (n, 3), mm."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)


def every(marks: Marks) -> Marks:
    """Where all three of a row are true, (n,): quicker than numpy's own along so short a row."""
    return np.asarray(marks[:, 0] & marks[:, 1] & marks[:, 2])


def runs(starts: Numbers, counts: Numbers) -> Numbers:
    """Numbers from each start on, as many as its count, one run after the other."""
    offsets = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) - np.repeat(offsets - starts, counts)
