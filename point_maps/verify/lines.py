"""Measures on polylines (n, 3): how long, where at a height, where they cross."""

import numpy as np
from numpy.typing import NDArray

from point_maps.solving.surfaces import closest_on_line

Array = NDArray[np.float64]
UP = np.array([0.0, 0.0, 1.0])
FINE = 1.0
DOWN, OUT, FRONT, BACK = -UP, np.array([1.0, 0, 0]), np.array([0, -1.0, 0]), np.array([0, 1.0, 0])


class Unmeasurable(LookupError):
    """A check cannot be measured on a body; the message says why."""


def length(line: Array) -> float:
    """The length of a line, mm."""
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def fine(line: Array) -> Array:
    """A line with points at most `FINE` mm apart."""
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    steps = np.linspace(0, far[-1], int(far[-1] / FINE) + 2)
    return np.stack([np.interp(steps, far, line[:, i]) for i in range(3)], axis=1)


def where_at_height(line: Array, height: float) -> float:
    """The place (point number and share) where a line that runs down last passes a height.

    Raises
    ------
    Unmeasurable
        If it never does.
    """
    z = line[:, 2]
    passing = np.flatnonzero((z[:-1] >= height) & (z[1:] < height))
    if not len(passing):
        msg = f"no place of the course is at the height {height:.0f}"
        raise Unmeasurable(msg)
    i = int(passing[-1])
    return i + float((z[i] - height) / (z[i] - z[i + 1]))


def at(values: Array, place: float) -> Array:
    """Values along a line at a place."""
    i = min(int(place), len(values) - 2)
    found: Array = values[i] + (place - i) * (values[i + 1] - values[i])
    return found


def at_height(line: Array, height: float) -> Array:
    """The point where a line that runs down last passes a height, mm."""
    return at(line, where_at_height(line, height))


def direction_at(line: Array, place: float) -> Array:
    """The unit direction of a line at a place."""
    i = min(int(place), len(line) - 2)
    step: Array = line[i + 1] - line[i]
    return step / np.linalg.norm(step)


def from_place(line: Array, place: float) -> Array:
    """The part of a line from a place on."""
    return np.vstack([at(line, place)[None], line[int(place) + 1 :]])


def crossing(line: Array, start: Array, end: Array, axes: tuple[int, int]) -> float:
    """Where, seen along the third axis, a line crosses the way from start to end: the share of that way.

    Raises
    ------
    Unmeasurable
        If it does not cross it.
    """
    way = (end - start)[list(axes)]
    aside = (line - start)[:, list(axes)] @ np.array([way[1], -way[0]])
    shares = (line - start)[:, list(axes)] @ way / (way @ way)
    for i in np.flatnonzero((aside[:-1] > 0) != (aside[1:] > 0)):
        share = float(at(shares, i + aside[i] / (aside[i] - aside[i + 1])))
        if 0 <= share <= 1:
            return share
    msg = "the nerve does not cross the line"
    raise Unmeasurable(msg)


def closest_place(line: Array, point: Array) -> float:
    """The place of a line that is closest to a point."""
    return float(sum(closest_on_line(line, point)))


def sharpest_turn(line: Array) -> float:
    """The most a line turns, degrees a cm."""
    steps = np.diff(line, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    cosine = np.einsum("ij,ij->i", steps[1:], steps[:-1]) / (lengths[1:] * lengths[:-1])
    turns = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return float((turns / (lengths[1:] + lengths[:-1]) * 20).max()) if len(turns) else 0.0


def angle(first: Array, second: Array) -> float:
    """The angle between two lines of either sense, degrees."""
    cosine = abs(first @ second) / np.linalg.norm(first) / np.linalg.norm(second)
    return float(np.degrees(np.arccos(min(cosine, 1.0))))
