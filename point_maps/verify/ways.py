"""Points of some structures on their way past the surface of another: how deep they come to lie in it.

Where a structure lies in the other, that is how far points come out of it. How deep a point lies is measured
only where it may lie deeper than others do: it is no farther from the surface than from the triangle that was
the nearest to it before.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.verify.cells import Marks, Numbers
from point_maps.verify.nearness import gaps, nearest
from point_maps.verify.standing import Standing

Array = NDArray[np.float64]

DEEP = 6.0
"""What lies deeper, mm, is taken to lie so deep."""
NOISE = 0.05
"""Less than this, mm, is not asked about: it is about as fine as the steps that points move in."""
WITHIN = 0.7
"""What has a larger share of its surface inside another in the healthy body lies in it, as rootlets do."""


class Way(NamedTuple):
    """How points of one structure go past the surface of another.

    Attributes
    ----------
    nested
        Whether they belong inside; those that are out when healthy, as a root where it leaves the sac, are
        not looked at.
    healthy
        How deep on the wrong side one lies in the healthy body at most, mm.
    deepest, step
        How deep one lies at a later amount at most, mm, and at which; 0 where that is not more by `NOISE`.
    """

    nested: bool
    healthy: float
    deepest: float
    step: int


def ways(asked: Standing, asking: Sequence[Standing], steps: int) -> list[Way]:
    """How points of each of some structures go past the surface of one, at so many amounts, the first 0."""
    points = _Points(asking, [one.reaching(asked.bounds) for one in asking])
    appears = np.array([asked.appears or one.appears for one in asking])
    now = points.at(0)
    inside = asked.inside(0, now)
    whole = [one.areas.sum() for one in asking]
    share = np.bincount(points.whose, inside * points.areas, len(asking)) / whole
    # What appears belongs outside, wherever it begins, but for the skin, in which all is.
    nested = (share > WITHIN) & ~appears | asked.encloses_all
    wrong = np.flatnonzero(inside & ~(nested | appears)[points.whose])
    healthy = points.deepest(asked.mesh(0), now, wrong, np.zeros(len(asking)))
    kept = np.where(nested[points.whose], inside, True)
    points.keep(kept & (points.moving | asked.moves | appears[points.whose]))
    deepest, when = healthy + NOISE, np.zeros(len(asking), int)
    for step in range(1, steps):
        now = points.at(step)
        wrong = np.flatnonzero(asked.inside(step, now) != nested[points.whose])
        before, deepest = deepest, points.deepest(asked.mesh(step), now, wrong, deepest)
        when[deepest > before] = step
    return [Way(*way) for way in zip(nested, healthy, np.where(when, deepest, 0.0), when, strict=True)]


class _Points:
    """Some points of structures, and the triangle of the surface that was the nearest to each."""

    def __init__(self, structures: Sequence[Standing], chosen: Sequence[Numbers]) -> None:
        self._structures = structures
        self._chosen = np.concatenate(chosen)
        self.whose = np.repeat(np.arange(len(chosen)), [len(some) for some in chosen])
        """The structure of each."""
        both = list(zip(structures, chosen, strict=True))
        self.moving = np.concatenate([one.moving[some] for one, some in both])
        """Which of them move."""
        self.areas = np.concatenate([one.areas[some] for one, some in both])
        """How much of the surface of its structure each stands for."""
        self._nearest = np.full(len(self.whose), -1)

    def keep(self, marks: Marks) -> None:
        """Look no more at any but some."""
        self._chosen, self.whose, self._nearest = (
            of_each[marks] for of_each in (self._chosen, self.whose, self._nearest)
        )

    def at(self, step: int) -> Array:
        """Where they are at an amount, (n, 3), mm."""
        ends = np.searchsorted(self.whose, np.arange(1, len(self._structures)))
        chosen = np.split(self._chosen, ends)
        return np.concatenate(
            [one.points(step)[some] for one, some in zip(self._structures, chosen, strict=True)]
        )

    def deepest(self, mesh: Mesh, now: Array, wrong: Numbers, known: Array) -> Array:
        """How far from the surface that of each structure is at most, of which some are on the wrong side.

        `known` is how far that was before, (structures,), mm: what is not farther is not measured.
        """
        corners = mesh.points[mesh.triangles[self._nearest[wrong]]]
        most = np.where(self._nearest[wrong] < 0, DEEP, np.minimum(gaps(now[wrong], corners), DEEP))
        wrong = wrong[most > known[self.whose[wrong]]]
        far, self._nearest[wrong] = nearest(mesh, now[wrong], DEEP)
        found = known.copy()
        np.maximum.at(found, self.whose[wrong], np.minimum(far, DEEP))
        return found
