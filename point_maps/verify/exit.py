"""Where the sciatic nerve leaves the pelvis: its place against piriformis."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from point_maps.verify.lines import BACK, DOWN, FRONT, UP, Unmeasurable
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
ENDS = 10.0
"""The ends of a muscle are the means of its points within this many mm of the outermost."""
NEAR = 60.0
"""Piriformis farther than this from the nerve, mm, does not count as beside it."""


class Exit(NamedTuple):
    """How the nerve passes piriformis.

    Attributes
    ----------
    border
        The number of the point where the course has come below the muscle, out of its front.
    caudal
        How far caudal of the muscle's axis it lies there, mm; negative above it.
    over
        How many points of the course lie on the back of the muscle, as none does that leaves below it.
    """

    border: int
    caudal: float
    over: int


def axis(points: Array) -> tuple[Array, Array]:
    """The medial and the lateral end of a muscle that runs from side to side."""
    x = points[:, 0]
    return points[x < x.min() + ENDS].mean(axis=0), points[x > x.max() - ENDS].mean(axis=0)


@lru_cache(maxsize=16)
def leaving(it: OneSide) -> Exit:
    """Where the nerve leaves the pelvis.

    Raises
    ------
    Unmeasurable
        If it does not pass below piriformis.
    """
    muscle = it.shape("piriformis")
    line = it.line("sciatic")
    before, above, behind = (
        np.array([muscle.first_hit(point, way) < NEAR for point in line]) for way in (BACK, DOWN, FRONT)
    )
    under = [muscle.first_hit(point, UP) < NEAR for point in line]
    if not any(under):
        msg = "the nerve does not pass below piriformis"
        raise Unmeasurable(msg)
    passing = np.flatnonzero(before | above)
    border = int(passing[-1]) + 1 if len(passing) else under.index(True)
    if border >= len(line) - 1:
        msg = "the nerve does not come below piriformis"
        raise Unmeasurable(msg)
    start, end = axis(muscle.points)
    way = (end - start) / np.linalg.norm(end - start)
    caudal = DOWN - (DOWN @ way) * way
    below = float((line[border] - start) @ caudal / np.linalg.norm(caudal))
    return Exit(border, below, int((above & behind).sum()))
