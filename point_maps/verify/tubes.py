"""A nerve as a tube: its middle line, how long that is, and its sections along it."""

import numpy as np
from numpy.typing import NDArray

from models.change import Numbers
from models.mesh import Mesh
from point_maps.verify.lines import length
from point_maps.verify.sections import area_and_middle

Array = NDArray[np.float64]

STEP = 1.5
"""From one section to the next, mm."""
ODD = 0.2
"""A section that differs by more than this share from the middle one of five is left out."""
BEFORE, WIDEST = 4.0, 12.0
"""It is looked at so far before and behind what moves; what lies farther from its middle is not of it, mm."""
ALONG = 1.5
"""The middle goes with points of the skin so far before and behind it, mm (standard deviation)."""


class Tube:
    """The part of a nerve that moves, with its middle line when healthy.

    Parameters
    ----------
    healthy
        Its healthy mesh, LPS, mm.
    numbers
        Which of its points move.
    """

    def __init__(self, healthy: Mesh, numbers: Numbers) -> None:
        self._healthy = healthy
        moving = healthy.points[numbers]
        middle = moving.mean(axis=0)
        way = np.linalg.svd(moving - middle, full_matrices=False)[2][0]
        along = (moving - middle) @ way
        steps = np.arange(along.min() - BEFORE, along.max() + BEFORE, STEP)
        line = middle + steps[:, None] * way
        ways = np.broadcast_to(way, line.shape)
        # The first time across one straight line, then across what was found.
        for _ in range(2):
            areas, line = _sections(healthy, line, ways)
            line = line[areas > 0]
            ways = _directions(line)
        self._areas, self._line = _sections(healthy, line, ways)
        # A branch, or an end, is not a place where its section can be followed.
        whole = np.abs(self._areas / _around(self._areas) - 1) < ODD
        self._areas, self._line = self._areas[whole], self._line[whole]

    def longer(self, mesh: Mesh) -> float:
        """How much longer or shorter the middle line has become, %."""
        return abs(length(self._carried(mesh)) / length(self._line) - 1) * 100

    def thinner(self, mesh: Mesh) -> float:
        """How much of its section it has lost where that is most, %."""
        line = self._carried(mesh)
        areas, _ = _sections(mesh, line, _directions(line))
        return float(((1 - areas / self._areas)[2:-2] * 100).max(initial=0))

    def _carried(self, mesh: Mesh) -> Array:
        """The middle line as it goes along with the skin around it."""
        points, ways = self._healthy.points, _directions(self._line)
        away = points[None] - self._line[:, None]
        along = np.einsum("nij,nj->ni", away, ways)
        near = np.linalg.norm(away, axis=2) < WIDEST
        weights = np.exp(-((along / ALONG) ** 2) / 2) * near + 1e-12 * near
        moved: Array = self._line + weights @ (mesh.points - points) / weights.sum(axis=1, keepdims=True)
        return moved


def _sections(mesh: Mesh, line: Array, ways: Array) -> tuple[Array, Array]:
    """Areas, (n,), mm2, and middles, (n, 3), mm, of the sections across a line."""
    found = [area_and_middle(mesh, point, way, WIDEST) for point, way in zip(line, ways, strict=True)]
    return np.array([area for area, _ in found]), np.array([middle for _, middle in found])


def _around(areas: Array) -> Array:
    """The middle one of each area and its two neighbours on either side."""
    padded = np.pad(areas, 2, mode="edge")
    return np.median([padded[k : k + len(areas)] for k in range(5)], axis=0)


def _directions(line: Array) -> Array:
    ways = np.gradient(line, axis=0)
    # Middles jump a little from section to section: the direction is that of some of them.
    for _ in range(2):
        ways[1:-1] = (ways[:-2] + 2 * ways[1:-1] + ways[2:]) / 4
    return np.asarray(ways / np.linalg.norm(ways, axis=1, keepdims=True))
