"""Where a root leaves the spine, read off the bones round its course."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from point_maps.solving.shapes import Shape
from point_maps.verify.lines import BACK, DOWN, FRONT, OUT, UP, Unmeasurable, fine, from_place, length
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
LUMBAR = {"l4": ("l4-vertebra", "l5-vertebra", "l4-l5-disc"), "l5": ("l5-vertebra", "sacrum", "l5-s1-disc")}
"""For each root the bone above its foramen, the bone below, and the disc before it."""
SACRAL = {"s1": 1, "s2": 2, "s3": 3}
ROOTS = (*LUMBAR, *SACRAL)
HIGH, DEEP, ROUND = 30.0, 40.0, 16.0
"""How far bone may lie above and below, before and behind, and round a root in its foramen, mm."""
SPOKES = 12
CLOSED = 9
"""So many of the spokes round a root must meet bone for it to lie in a sacral foramen."""
TILTS = (0.0, 15.0, -15.0, 30.0, -30.0)


def _tilted(direction: Array) -> list[Array]:
    """A direction, and leant forward and back: the foramina of a curved spine are not upright."""
    turns = np.radians(TILTS)
    return [np.cos(turn) * direction + np.sin(turn) * np.cross(OUT, direction) for turn in turns]


def _near(shapes: list[Shape], point: Array, toward: Array, reach: float) -> bool:
    parts = [shape.within(point - reach, point + reach) for shape in shapes]
    return any(part.first_hit(point, way) < reach for way in _tilted(toward) for part in parts)


@lru_cache(maxsize=64)
def way_out(it: OneSide, root: str) -> int:
    """The last point of a root's fine course that lies in its foramen.

    Raises
    ------
    Unmeasurable
        If the root does not pass its foramen.
    """
    line = fine(it.line(f"{root}-root"))
    within = _in_lumbar(it, root, line) if root in LUMBAR else _in_sacral(it, line)
    found = np.flatnonzero(within)
    if not len(found):
        msg = f"root {root.upper()} does not pass its foramen"
        raise Unmeasurable(msg)
    return int(found[-1])


def _in_lumbar(it: OneSide, root: str, line: Array) -> list[bool]:
    """Which points lie below their own pedicle and above the next, before a joint and behind a body."""
    above, below, disc = (it.shape(name) for name in LUMBAR[root])
    spine = [above, below]
    return [
        _near([above], point, UP, HIGH)
        and _near([below], point, DOWN, HIGH)
        and _near(spine, point, BACK, DEEP)
        and _near([*spine, disc], point, FRONT, DEEP)
        for point in line
    ]


def _in_sacral(it: OneSide, line: Array) -> list[bool]:
    """Which points have the sacrum nearly all round them."""
    sacrum = it.shape("sacrum")
    steps = np.gradient(line, axis=0)
    found = []
    for point, step in zip(line, steps, strict=True):
        along = step / np.linalg.norm(step)
        aside = np.cross(along, UP if abs(along[2]) < 0.9 else BACK)
        aside /= np.linalg.norm(aside)
        other = np.cross(along, aside)
        turns = np.arange(SPOKES) * 2 * np.pi / SPOKES
        near = sacrum.within(point - ROUND, point + ROUND)
        met = sum(near.first_hit(point, np.cos(t) * aside + np.sin(t) * other) < ROUND for t in turns)
        found.append(met >= CLOSED)
    return found


@lru_cache(maxsize=64)
def ramus(it: OneSide, root: str) -> Array:
    """The course of a ventral ramus from its foramen to where the sciatic nerve begins, (n, 3), mm."""
    line = from_place(fine(it.line(f"{root}-root")), way_out(it, root))
    return np.vstack([line, it.line("lumbosacral-trunk")]) if root in LUMBAR else line


def ramus_length(it: OneSide, root: str) -> float:
    """The length of a ventral ramus from its foramen to the plexus, mm."""
    return length(ramus(it, root))


def splay(it: OneSide, root: str) -> float:
    """The angle of a ventral ramus, end to end, to the sagittal plane, degrees."""
    line = ramus(it, root)
    way = line[-1] - line[0]
    return float(np.degrees(np.arcsin(abs(way[0]) / np.linalg.norm(way))))
