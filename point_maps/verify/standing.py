"""A structure as it stands at each of some amounts, and what may come near it from one to the next."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.solving.shapes import Shape
from point_maps.verify.cells import Cells, Marks, Numbers, box

Array = NDArray[np.float64]
Box = tuple[Array, Array]

PLACE = 6.0
"""Points are taken to come along with others that are less than this far away, mm."""
MARGIN = 1.0
"""So far around what moves, mm, structures are looked at."""
ASKED = 12
"""So many points tell whether one structure lies in another."""


class Standing:
    """A structure at each of some amounts: (amounts) points, all with the same triangles."""

    def __init__(
        self, points: Sequence[Array], triangles: NDArray[np.int64], within: Box, key: str, moves: bool
    ) -> None:
        self.points, self.triangles, self.box, self.moves = points, triangles, within, moves
        self.encloses_all = key == "skin"
        self.appears = False
        self._cells = Cells(*within)

    @property
    def path(self) -> Sequence[Array]:
        """Its points at each amount; of one that does not move, once."""
        return self.points if self.moves else self.points[:1]

    @cached_property
    def bounds(self) -> Box:
        """The box it lies in at all amounts, with a margin, mm."""
        low, high = (np.array([edge(points, axis=0) for points in self.path]) for edge in (np.min, np.max))
        return low.min(axis=0) - MARGIN, high.max(axis=0) + MARGIN

    @cached_property
    def moving(self) -> Marks:
        """Which of its points move."""
        return np.any([points != self.points[0] for points in self.points[1:]], axis=(0, 2))

    @cached_property
    def passed(self) -> Numbers:
        """The cells that its points are in at each amount, (amounts, n); -1 outside the box."""
        found = np.full((len(self.path), len(self.points[0])), -1)
        for row, points in zip(found, self.path, strict=True):
            within, cells = self._cells.of(points)
            row[within] = cells
        return found

    @cached_property
    def swept(self) -> Marks:
        """The cells that its surface comes near to at some amount; the last one stands for all outside."""
        low, high = (edge.reduce(self.path)[self.triangles] for edge in (np.minimum, np.maximum))
        marks = np.zeros(self._cells.count + 1, bool)
        marks[self._cells.taken(box(low)[0] - MARGIN, box(high)[1] + MARGIN)[0]] = True
        return marks

    def mesh(self, step: int) -> Mesh:
        """It at an amount."""
        return Mesh(self.points[step], self.triangles)

    @cached_property
    def _drift(self) -> list[tuple[Array, Array]]:
        """For each step the way it goes as a whole, and in every place how far points stray from that, mm."""
        low, high = self.box
        size = np.floor((high - low) / PLACE).astype(np.int64) + 3
        found = []
        for before, after in zip(self.points, self.points[1:], strict=False):
            ways = after - before
            middle = (ways.min(axis=0) + ways.max(axis=0)) / 2
            stray = np.zeros(size)
            np.maximum.at(stray, self._place(before, size), np.linalg.norm(ways - middle, axis=1))
            for turned in (stray, stray.transpose(1, 2, 0), stray.transpose(2, 0, 1)):
                along = turned.copy()
                np.maximum(turned[1:], along[:-1], out=turned[1:])
                np.maximum(turned[:-1], along[1:], out=turned[:-1])
            found.append((middle, stray))
        return found

    def _place(self, points: Array, size: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        at = np.floor((points - self.box[0]) / PLACE).astype(np.int64) + 1
        return tuple(at.clip(0, size - 1).T)

    def nearer(self, step: int, before: Array, after: Array) -> Array:
        """How much nearer points may come to it, as both go from one amount to the next at most, (n,), mm."""
        if not self.moves:
            return np.linalg.norm(after - before, axis=1)
        way, stray = self._drift[step - 1]
        return (
            np.linalg.norm(after - before - way, axis=1) + stray[self._place(before, np.array(stray.shape))]
        )

    def lies_in(self, other: "Standing") -> bool:
        """Whether most of it lies inside another structure in the healthy body."""
        if other.encloses_all:
            return True
        points = self.points[0]
        some = points[:: max(1, len(points) // ASKED)]
        low, high = other.points[0].min(axis=0), other.points[0].max(axis=0)
        if ((some > low) & (some < high)).all(axis=1).mean() < 0.6:
            return False
        return bool(Shape(other.mesh(0)).inside(some).mean() > 0.6)
