"""Muscles that compete for the room there is: each grows until it has its volume, borders are shared."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.pipeline.muscles.lattice import CELL, EDGE, Blocks

Array = NDArray[np.float32]

THINNER, THICKER = 0.3, 2.2
"""A muscle may become so many times thinner or thicker than drawn to reach its volume."""
STRONGER = 1.3
"""How far a muscle's claim may grow or shrink beside its thickness: natural logarithm."""
WIDER = 4.0
"""What is added to half a thickness where claims are compared, mm: thin ends are not pinched off."""
CORE = 2.0
"""So near to the middle of a muscle its claim is past doubt, mm: a belly does not cut through a tendon."""
NEIGHBOUR_GAP = 0.4
"""Least distance of two muscles, mm."""
MARGIN = np.float32(1.0)
"""How far into where a neighbour must not be its claim still is a border, mm."""
COARSE, FINE = 20, 4
"""Rounds of solving on every other lattice point, and then on all."""
FAR = np.float32(60.0)


class Claim(NamedTuple):
    """What one muscle brings to the competition; fields are (n, points of a block), mm.

    Attributes
    ----------
    blocks
        (n, 3): where it may be.
    distance, half
        From the middle of the muscle, and half its thickness there.
    hard
        Positive where it must not be whatever it claims.
    volume
        What it wants, mm3.
    """

    blocks: Blocks
    distance: Array
    half: Array
    hard: Array
    volume: float


def claim(
    blocks: Blocks,
    distance: NDArray[np.float64],
    half: NDArray[np.float64],
    hard: NDArray[np.float64],
    volume: float,
) -> Claim:
    """A claim of fields told in double precision and in any shape."""
    near, thick, clip = (np.asarray(f, np.float32).reshape(len(blocks), -1) for f in (distance, half, hard))
    return Claim(blocks, near, thick, clip, volume)


class Share(NamedTuple):
    """What one muscle got: its own field, its border with the others, and how much thicker it became."""

    own: Array
    border: Array
    thicker: float


def shared(claims: Sequence[Claim]) -> list[Share]:
    """Solve thickness and strength of all muscles at once until each has its volume, or no more room."""
    meeting = list(_meetings(claims))
    thicker, strength = np.ones(len(claims)), np.zeros(len(claims))
    every_other = np.indices((EDGE,) * 3).reshape(3, -1) % 2 == 0
    coarse = np.flatnonzero(every_other.all(axis=0))
    for rounds, points, cell in ((COARSE, coarse, 2 * CELL), (FINE, np.arange(EDGE**3), CELL)):
        some = [_only(claim, points) for claim in claims]
        for _ in range(rounds):
            own, borders = _fields(some, meeting, thicker, strength)
            for k, claim in enumerate(some):
                field = np.maximum(np.maximum(own[k], borders[k]), claim.hard)
                volume = float(np.clip(0.5 - field / cell, 0.0, 1.0).sum()) * cell**3
                lack = claim.volume / max(volume, 1.0)
                thicker[k] = np.clip(thicker[k] * lack**0.5, THINNER, THICKER)
                strength[k] = np.clip(strength[k] + 0.35 * np.log(lack), -STRONGER, STRONGER)
    own, borders = _fields(claims, meeting, thicker, strength)
    return [Share(*each) for each in zip(own, borders, thicker.tolist(), strict=True)]


def _only(claim: Claim, points: NDArray[np.int64]) -> Claim:
    return claim._replace(
        distance=claim.distance[:, points], half=claim.half[:, points], hard=claim.hard[:, points]
    )


class _Meeting(NamedTuple):
    """Two muscles and the rows of their blocks that are the same."""

    one: int
    other: int
    rows: NDArray[np.int64]
    others: NDArray[np.int64]


def _meetings(claims: Sequence[Claim]) -> Sequence[_Meeting]:
    number: dict[tuple[int, ...], int] = {}
    keys = [np.array([number.setdefault(tuple(b), len(number)) for b in claim.blocks]) for claim in claims]
    found = []
    for one, other in combinations(range(len(claims)), 2):
        _, rows, others = np.intersect1d(keys[one], keys[other], return_indices=True)
        if len(rows):
            found.append(_Meeting(one, other, rows, others))
    return found


def _fields(
    claims: Sequence[Claim],
    meeting: Sequence[_Meeting],
    thicker: NDArray[np.float64],
    strength: NDArray[np.float64],
) -> tuple[list[Array], list[Array]]:
    """Every muscle's own field, and its border field: positive where a neighbour claims more.

    Where both may be, those of two neighbours add up to the gap: they stay apart however they are smoothed.
    """
    own = [claim.distance - np.float32(s) * claim.half for claim, s in zip(claims, thicker, strict=True)]
    wide = [
        np.float32(np.exp(c) * s) * (claim.half + np.float32(WIDER))
        for claim, s, c in zip(claims, thicker, strength, strict=True)
    ]
    ratio = [(claim.distance - np.float32(CORE)) / w for claim, w in zip(claims, wide, strict=True)]
    borders = [np.full_like(field, -FAR) for field in own]
    for one, other, rows, others in meeting:
        a, b = ratio[one][rows], ratio[other][others]
        lead = (a - b) / (1 / wide[one][rows] + 1 / wide[other][others])
        half_gap = np.float32(NEIGHBOUR_GAP / 2)
        # Where a neighbour must not be, its claim is no border; smoothing would wear one that ended there.
        free, others_free = MARGIN - claims[one].hard[rows], MARGIN - claims[other].hard[others]
        borders[one][rows] = np.maximum(borders[one][rows], np.minimum(lead, others_free) + half_gap)
        borders[other][others] = np.maximum(borders[other][others], np.minimum(-lead, free) + half_gap)
    return own, borders
