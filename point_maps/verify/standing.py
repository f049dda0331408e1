"""A structure as it stands at each of some amounts."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.verify.cells import Marks, Numbers, every
from point_maps.verify.inside import Inside

Array = NDArray[np.float64]
Box = tuple[Array, Array]


class Standing:
    """A structure at each of some amounts, all with the same triangles.

    Parameters
    ----------
    points
        Its points at each amount, LPS, mm; once if it does not move.
    triangles
        Its triangles.
    encloses_all
        Whether everything belongs inside, as in the skin.
    appears
        Whether a healthy body does not have it.
    """

    def __init__(
        self, points: Sequence[Array], triangles: Numbers, encloses_all: bool = False, appears: bool = False
    ) -> None:
        self._points, self._triangles = points, triangles
        self.encloses_all, self.appears = encloses_all, appears
        self.count = len(points[0])

    @property
    def moves(self) -> bool:
        """Whether it moves."""
        return len(self._points) > 1

    def points(self, step: int) -> Array:
        """Its points at an amount, (n, 3), mm."""
        return self._points[step if self.moves else 0]

    def mesh(self, step: int) -> Mesh:
        """It at an amount."""
        return Mesh(self.points(step), self._triangles)

    @cached_property
    def moving(self) -> Marks:
        """Which of its points move, (n,)."""
        low, high = self._reached
        return ~every(low == high)

    @cached_property
    def areas(self) -> Array:
        """How much of its surface each of its points stands for when healthy, (n,), mm2."""
        a, b, c = self._points[0][self._triangles.T]
        areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
        return np.asarray(np.bincount(self._triangles.ravel(), np.repeat(areas, 3), self.count), float)

    @cached_property
    def _reached(self) -> Box:
        """The box of the places that each of its points comes to, (n, 3), mm."""
        return np.minimum.reduce(self._points), np.maximum.reduce(self._points)

    @cached_property
    def bounds(self) -> Box:
        """The box that it lies in at all amounts, mm."""
        low, high = self._reached
        return low.min(axis=0), high.max(axis=0)

    def reaching(self, box: Box) -> Numbers:
        """Which of its points may come into a box."""
        low, high = self._reached
        return np.flatnonzero(every(low <= box[1]) & every(high >= box[0]))

    def inside(self, step: int, points: Array) -> Marks:
        """Which points, (n, 3), lie inside it at an amount, (n,)."""
        return self._still(points) if not self.moves else Inside(self.mesh(step))(points)

    @cached_property
    def _still(self) -> Inside:
        return Inside(self.mesh(0))
