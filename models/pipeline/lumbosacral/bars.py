"""Shapes of bone that swept rods and blades give: flat bars, curved sheets, ears."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import PchipInterpolator, RBFInterpolator, RegularGridInterpolator

from models.pipeline.shapes.implicit import Array, Field, polygon

REACH = 14.0
"""Beyond this, in mm, a part's distance no longer bears on the blends."""
TINY = 2e-3
STEP = 1.0
"""Spacing of the tables a sheet is looked up in, mm."""


def curve(points: ArrayLike, count: int) -> Array:
    """A smooth line through points, (n, k), resampled to (count, k) evenly along it."""
    knots = np.asarray(points, float)
    steps = np.linalg.norm(np.diff(knots[:, :3], axis=0), axis=1)
    knots = knots[np.concatenate([[True], steps > 0.05])]
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(knots[:, :3], axis=0), axis=1))])
    return np.asarray(PchipInterpolator(along, knots)(np.linspace(0.0, along[-1], count)), float)


def ring(points: ArrayLike, rounds: int = 2) -> Array:
    """A closed outline, (n, 2), rounded between its corners, which it keeps."""
    corners = np.asarray(points, float)
    for _ in range(rounds):
        after, before = np.roll(corners, -1, axis=0), np.roll(corners, 1, axis=0)
        middle = 0.5625 * (corners + after) - 0.0625 * (before + np.roll(corners, -2, axis=0))
        corners = np.stack([corners, middle], axis=1).reshape(-1, corners.shape[1])
    return corners


def nearby(body: Field, low: ArrayLike, high: ArrayLike) -> Field:
    """A field looked into only near its box: farther off, the distance from the box stands in."""
    bottom, top = np.asarray(low, float) - REACH, np.asarray(high, float) + REACH

    def field(at: Array) -> Array:
        beyond = np.maximum(bottom - at, at - top).max(axis=1)
        result = REACH + np.maximum(beyond, 0.0)
        near = beyond < 0.0
        if near.any():
            result[near] = body(at[near])
        return result

    return field


def off_nodes(body: Field) -> Field:
    """A field that is nowhere quite zero: a surface that meets a node of the grid gets empty triangles."""

    def field(at: Array) -> Array:
        away = body(at)
        return np.where(np.abs(away) < TINY, np.copysign(TINY, away), away)

    return field


def bar(points: ArrayLike, half: ArrayLike, across: ArrayLike, pieces: int = 16) -> Field:
    """A bar with an elliptic section.

    Parameters
    ----------
    points
        Its middle, (n, 3), mm; a smooth line is laid through them.
    half
        Half widths at each point, (n, 2), mm: along `across` and at right angles to it.
    across
        (3,) or (n, 3): which way the first half width points; made square to the line.
    """
    spine = np.asarray(points, float)
    across_ = np.broadcast_to(np.asarray(across, float), (len(spine), 3))
    line = curve(np.hstack([spine, np.asarray(half, float), across_]), pieces + 1)

    def field(at: Array) -> Array:
        nearest = np.full(len(at), np.inf)
        for a, b in pairwise(line):
            nearest = np.minimum(nearest, _section(at, a, b))
        return nearest

    wide = line[:, 3:5].max()
    return nearby(field, line[:, :3].min(axis=0) - wide, line[:, :3].max(axis=0) + wide)


def _section(at: Array, a: Array, b: Array) -> Array:
    edge = b[:3] - a[:3]
    way = edge / max(float(np.linalg.norm(edge)), 1e-9)
    along = np.clip((at - a[:3]) @ edge / max(float(edge @ edge), 1e-9), 0.0, 1.0)
    side = (a[5:8] + b[5:8]) / 2
    side = side - way * (side @ way)
    side /= np.linalg.norm(side)
    off = at - a[:3] - along[:, None] * edge
    half = a[3:5] + along[:, None] * (b[3:5] - a[3:5])
    wide = off @ side
    rest = np.sqrt(np.maximum((off * off).sum(axis=1) - wide * wide, 0.0))
    near = np.hypot(wide / half[:, 0], rest / half[:, 1])
    steep = np.hypot(wide / half[:, 0] ** 2, rest / half[:, 1] ** 2)
    return np.where(steep > 1e-9, near * (near - 1.0) / np.maximum(steep, 1e-9), -half.min(axis=1))


class Sheet:
    """A curved plate that stands over the (y, z) plane: x of its middle and its thickness at each place.

    Parameters
    ----------
    knots
        (n, 4), mm: x, y, z and thickness; thin-plate splines are laid through them.
    outline
        (m, 2), mm: its edge as (y, z); the edge is fully round.
    """

    def __init__(self, knots: ArrayLike, outline: ArrayLike) -> None:
        rows, self.outline = np.asarray(knots, float), ring(outline)
        low, high = self.outline.min(axis=0) - 25.0, self.outline.max(axis=0) + 25.0
        axes = tuple(np.arange(low[i], high[i] + STEP, STEP) for i in (0, 1))
        places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
        fit = RBFInterpolator(rows[:, 1:3], rows[:, [0, 3]], kernel="thin_plate_spline", smoothing=6.0)
        shape = (len(axes[0]), len(axes[1]))
        middle, thick = fit(places).T.reshape(2, *shape)
        edge = polygon(self.outline, places).reshape(shape)
        slopes = np.gradient(middle, STEP)
        table = np.stack(
            [middle, np.maximum(thick, 3.2), edge, np.sqrt(1 + slopes[0] ** 2 + slopes[1] ** 2)], -1
        )
        self._low, self._high = low, high
        self._look = RegularGridInterpolator(axes, table, bounds_error=False, fill_value=None)

    def at(self, places: ArrayLike) -> tuple[Array, Array, Array, Array]:
        """At (n, 2) places (y, z): x of the middle, thickness, distance from the outline, steepness."""
        inside = np.clip(np.asarray(places, float), self._low, self._high)
        return tuple(self._look(inside).T)

    def field(self, points: Array) -> Array:
        """Signed distance of points, (n, 3), mm."""
        middle, thick, edge, steep = self.at(points[:, 1:])
        beyond = np.linalg.norm(points[:, 1:] - np.clip(points[:, 1:], self._low, self._high), axis=1)
        high = (points[:, 0] - middle) / steep
        return np.hypot(np.maximum(edge + beyond + thick / 2, 0.0), high) - thick / 2

    def outer(self, places: ArrayLike, depth: float) -> Array:
        """Points, (n, 3), so far under the lateral face at (y, z)."""
        spots = np.asarray(places, float)
        middle, thick, _, steep = self.at(spots)
        return np.column_stack([middle + (thick / 2 - depth) * steep, spots])


def ear(outline: ArrayLike, plane: ArrayLike, thickness: float, rounding: float) -> Field:
    """A plate with an outline (y, z) whose medial face lies in the plane of three points, (3, 3)."""
    corners, three = ring(outline), np.asarray(plane, float)
    normal = np.cross(three[1] - three[0], three[2] - three[0])
    normal *= np.sign(normal[0]) / np.linalg.norm(normal)

    def field(at: Array) -> Array:
        deep = (at - three[0]) @ normal
        beyond = np.stack(
            [polygon(corners, at[:, 1:]) + rounding, np.abs(deep - thickness / 2) - thickness / 2 + rounding],
            1,
        )
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        return outside + np.minimum(beyond.max(axis=1), 0.0) - rounding

    deep = [three[:, 0].min() - 20.0, three[:, 0].max() + 20.0]
    low, high = corners.min(axis=0), corners.max(axis=0)
    return nearby(field, [deep[0], *low], [deep[1], *high])


def warp(moves: ArrayLike) -> Callable[[Array], Array]:
    """A smooth move of space, from rows of place (x, y, z) and step (dx, dy, dz), mm."""
    rows = np.asarray(moves, float)
    steps = RBFInterpolator(rows[:, :3], rows[:, 3:], kernel="thin_plate_spline", smoothing=20.0)
    return lambda at: np.asarray(at, float) + steps(np.atleast_2d(np.asarray(at, float)))
