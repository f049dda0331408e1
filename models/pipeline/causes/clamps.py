"""Keeping points out of what they may not enter, at least as far as they were in the healthy body."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.pipeline.causes.draft import Draft
from models.pipeline.shapes.distance import Solid
from models.pipeline.shapes.pushing import lacking

Array = NDArray[np.float64]

CLEAR = 0.05
"""How far from bone soft tissue stays at least, mm; where it was nearer when healthy, as near as there."""


def kept_out(
    points: Array,
    healthy: Array,
    solids: Sequence[Solid],
    clear: float = CLEAR,
    passes: int = 6,
    before: Sequence[Solid] | None = None,
) -> Array:
    """Points pushed out of solids until each is as far as `clear`, or as it was when healthy: (n, 3), mm.

    `before` are the solids as they were then; without them, those that hardly moved.
    """
    least = [np.minimum(solid.distances(healthy)[0], clear) for solid in before or solids]
    points, asked = points.copy(), np.ones(len(points), bool)
    for _ in range(passes):
        pushed = np.zeros_like(asked)
        for solid, wanted in zip(solids, least, strict=True):
            ways = lacking(points[asked], solid, wanted[asked])
            points[asked] += ways
            pushed[asked] |= ways.any(axis=1)
        asked = pushed
        if not asked.any():
            break
    return points


def clear_of(draft: Draft, key: str, others: Sequence[str], clear: float = CLEAR) -> None:
    """Set a structure off from others that moved, each where it is now: see `kept_out`."""
    solids, before = ([ask(other) for other in others] for ask in (draft.solid, draft.healthy_solid))
    there = kept_out(draft.points(key), draft.healthy(key).points, solids, clear, before=before)
    draft.place(key, there)
