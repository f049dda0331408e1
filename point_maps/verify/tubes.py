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
LONGEST = 1000.0
"""No nerve is followed farther than this, mm."""
TURN = 4
"""It goes on as it went over so many sections."""
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
        line = _course(healthy, healthy.points[numbers])
        self._areas, self._line = _sections(healthy, line, _directions(line))
        # A branch, or an end, is not a place where its section can be followed.
        whole = np.abs(self._areas / _around(self._areas) - 1) < ODD
        self._areas, self._line = self._areas[whole], self._line[whole]

    @property
    def length(self) -> float:
        """The length of its middle line when healthy, mm."""
        return length(self._line)

    def longer(self, mesh: Mesh) -> float:
        """How much longer or shorter the middle line has become, %."""
        return abs(length(self._carried(mesh)) / self.length - 1) * 100

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


def _course(mesh: Mesh, moving: Array) -> Array:
    """The middle of a nerve as far as it moves, from the middle of that both ways, section by section."""
    start = moving[np.linalg.norm(moving - moving.mean(axis=0), axis=1).argmin()]
    around = moving[np.linalg.norm(moving - start, axis=1) < 2 * WIDEST]
    way = np.linalg.svd(around - around.mean(axis=0), full_matrices=False)[2][0]
    back, on = (_followed(mesh, start, to, moving) for to in (-way, way))
    return np.concatenate([back[:0:-1], on])


def _followed(mesh: Mesh, start: Array, way: Array, moving: Array) -> Array:
    line = [area_and_middle(mesh, start, way, WIDEST)[1]]
    while len(line) < LONGEST / STEP:
        area, middle = area_and_middle(mesh, line[-1] + STEP * way, way, WIDEST)
        if not area:
            break
        line.append(middle)
        near = np.linalg.norm(moving - middle, axis=1) < 2 * WIDEST
        if ((moving[near] - middle) @ way).max(initial=-np.inf) < -BEFORE:
            break
        run = middle - line[-min(len(line), TURN)]
        way = run / np.linalg.norm(run) if len(line) >= TURN else way
    return np.array(line)


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
