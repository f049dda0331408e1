"""What is pressed gives way: first as a whole, then its skin flattens where it is touched."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.pipeline.causes.draft import Draft
from models.pipeline.shapes.distance import Solid
from models.pipeline.shapes.pushing import lacking, taken_along

Array = NDArray[np.float64]

GAP = 0.12
"""What is left between a presser and what it touches, mm: less than is seen."""


TRIES, NEARLY = 4, 0.1
"""How often a presser is made longer until it touches, and how much it may be short of that, mm."""
STILL = 0.005
"""Nothing gives way any further when no point goes farther in a step, mm."""


LITTLE = 1e-3
"""Points that moved less since they were last asked are not asked again whether they entered a wall, mm."""
FAR = 12.0
"""Gaps wider than this are measured less quickly, mm."""


class Phase(NamedTuple):
    """One phase of giving way, until no point is nearer than `gap` mm (negative: overlap that is left).

    `spread` is how far, mm, what is touched takes its surroundings along (standard deviation of a Gaussian).
    """

    gap: float
    spread: float
    passes: int = 20


WHOLE, SKIN = Phase(-0.6, 4.5), Phase(GAP, 1.4)
"""The whole section moves without getting thinner; then the touching skin flattens into a patch."""


def give_way(
    draft: Draft,
    soft: Sequence[str],
    pressers: Sequence[str],
    walls: Mapping[str, float],
    phases: Sequence[Phase] = (WHOLE, SKIN),
    bias: Array | None = None,
    skins: Sequence[str] = (),
) -> None:
    """Move soft structures out of pressers by one smooth field, so that what lies in another stays in it.

    Parameters
    ----------
    soft
        What gives way: the nerve with all that is in and around it.
    pressers
        What presses, where it is now.
    walls
        What soft structures may not enter deeper than in the healthy body, and how near they may come, mm.
    phases
        Phases, in order.
    bias
        Which way what is pressed is rather pushed: added to the unit vector of the shortest way out.
    skins
        Soft structures with a skin so coarse that a presser may pierce it between its points.
    """
    touch = _Touch(draft, soft, pressers, walls, bias, skins)
    for phase in phases:
        for _ in range(phase.passes):
            if touch.step(phase) < STILL:
                break


class _Touch:
    """Soft structures while they give way; see `give_way`."""

    def __init__(
        self,
        draft: Draft,
        soft: Sequence[str],
        pressers: Sequence[str],
        walls: Mapping[str, float],
        bias: Array | None,
        skins: Sequence[str],
    ) -> None:
        self._draft, self._soft, self._bias = draft, soft, bias
        self._pierced = [(skin, presser) for skin in skins for presser in pressers]
        self._stood = healthy = np.concatenate([draft.healthy(key).points for key in soft])

        def were(key: str) -> Array:
            return draft.healthy_solid(key).distances(healthy)[0]

        self._pressing = [(draft.solid(key), _box(draft.points(key)), were(key)) for key in pressers]
        self._standing = [(draft.solid(key), np.minimum(were(key), clear)) for key, clear in walls.items()]

    def step(self, phase: Phase) -> float:
        """Take one step, and say how far the point went that went farthest, mm."""
        before = points = np.concatenate([self._draft.points(key) for key in self._soft])
        for solid, box, was in self._pressing:
            near = _inside(points, box, max(phase.gap, 0))
            ways = _turned(lacking(points[near], solid, np.minimum(was[near], phase.gap)), self._bias)
            points = taken_along(points, points[near], ways, phase.spread)
        moved = np.abs(points - self._stood).max(axis=1) > LITTLE
        self._stood = points
        for solid, wanted in self._standing:
            ways = lacking(points[moved], solid, wanted[moved])
            points = taken_along(points, points[moved], ways, min(phase.spread, SKIN.spread))
        self._place(points)
        for skin, presser in self._pierced:
            points = taken_along(points, *_pierced(self._draft, skin, presser, phase.gap), phase.spread)
        self._place(points)
        return float(np.abs(points - before).max())

    def _place(self, points: Array) -> None:
        ends = np.cumsum([len(self._draft.points(key)) for key in self._soft])
        for key, part in zip(self._soft, np.split(points, ends[:-1]), strict=True):
            self._draft.place(key, part)


def _pierced(draft: Draft, soft: str, presser: str, gap: float) -> tuple[Array, Array]:
    """Where a presser pierces a soft skin between the points of it, and the ways out."""
    asked = draft.points(presser)
    asked = asked[_inside(asked, _box(draft.points(soft)), 0)]
    if not len(asked):
        return asked, asked
    distance, nearest = draft.solid(soft).distances(asked)
    inside = distance < min(gap, -0.02)
    ways = (asked - nearest)[inside]
    return nearest[inside], ways * (1 + max(gap, 0) / -distance[inside, None])


def _turned(ways: Array, bias: Array | None) -> Array:
    """Ways of the same length, turned towards a bias."""
    if bias is None:
        return ways
    length = np.linalg.norm(ways, axis=1, keepdims=True)
    turned = ways / np.maximum(length, 1e-9) + bias
    return np.asarray(turned / np.linalg.norm(turned, axis=1, keepdims=True) * length)


def least_gap(draft: Draft, one: str, other: str) -> float:
    """The least distance of two structures as they are now, mm; negative where one enters the other."""
    ends = [(draft.points(one), draft.points(other)), (draft.points(other), draft.points(one))]
    solids = draft.solid(other), draft.solid(one)
    return min(_nearest(asked, of, solid) for (asked, of), solid in zip(ends, solids, strict=True))


def _nearest(asked: Array, of: Array, solid: Solid) -> float:
    near = _inside(asked, _box(of), FAR)
    return float(solid.distances(asked[near] if near.any() else asked)[0].min())


def _box(points: Array) -> Array:
    return np.array([points.min(axis=0), points.max(axis=0)])


def _inside(points: Array, box: Array, beside: float) -> NDArray[np.bool_]:
    """Which points lie in a box, or as near to it as `beside`, mm."""
    return np.asarray(((points >= box[0] - beside) & (points <= box[1] + beside)).all(axis=1))
