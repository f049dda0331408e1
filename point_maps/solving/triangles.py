"""Distances of points and segments to many triangles or edges at once; numpy only."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SLIVER = 1e-9
"""A triangle of less than this area squared, mm4, has only edges: points on the grid can lie in a line."""
_NEXT, _AFTER = [1, 2, 0], [2, 0, 1]
"""The two axes after each one."""


def nearest_on_segment(start: Array, end: Array, from_: Array, to: Array) -> tuple[float, float]:
    """How far along a segment it comes nearest to others (n, 3), (n, 3), and how near, mm.

    Ericson, Real-Time Collision Detection (2005), 5.1.9, on all of them at once.
    """
    own, other, apart = end - start, to - from_, start - from_
    a, e = float(own @ own), np.maximum(np.einsum("ij,ij->i", other, other), 1e-18)
    b, c, f = other @ own, apart @ own, np.einsum("ij,ij->i", other, apart)
    spread = a * e - b * b
    slanting = spread > 1e-12 * a * e
    s = np.where(slanting, np.clip((b * f - c * e) / np.where(slanting, spread, 1), 0, 1), 0)
    t = np.clip((b * s + f) / e, 0, 1)
    s = np.clip((b * t - c) / a, 0, 1)
    gap = np.linalg.norm(apart + s[:, None] * own - t[:, None] * other, axis=1)
    best = int(np.argmin(gap))
    return float(s[best] * np.sqrt(a)), float(gap[best])


def dot(u: Sequence[Array], v: Sequence[Array]) -> Array:
    """Scalar products of vectors that are given as three arrays."""
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def cross(u: Array, v: Array) -> Array:
    """The vector products of rows; numpy's own spends most of its time on what it is given."""
    next_u, after_u, next_v, after_v = (w.take(axes, -1) for w in (u, v) for axes in (_NEXT, _AFTER))
    product: Array = next_u * after_v - after_u * next_v
    return product


def squared_gaps(point: Array, corners: Array) -> Array:
    """Squared distances of a point to triangles (m, 3, 3): over the face, else to an edge."""
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normal = cross(ab, ac)
    size = np.maximum(np.einsum("ij,ij->i", normal, normal), 1e-18)
    away = point - a
    v = np.einsum("ij,ij->i", cross(away, ac), normal) / size
    w = np.einsum("ij,ij->i", cross(ab, away), normal) / size
    over = (v >= 0) & (w >= 0) & (v + w <= 1) & (size > SLIVER)
    face = np.einsum("ij,ij->i", away, normal) ** 2 / size
    edges = np.min(
        [_squared_to_edge(point, corners[:, i], corners[:, (i + 1) % 3]) for i in range(3)], axis=0
    )
    gaps: Array = np.where(over, face, edges)
    return gaps


def _squared_to_edge(point: Array, start: Array, end: Array) -> Array:
    step = end - start
    share = np.einsum("ij,ij->i", point - start, step) / np.maximum(np.einsum("ij,ij->i", step, step), 1e-18)
    off = start + np.clip(share, 0, 1)[:, None] * step - point
    squared: Array = np.einsum("ij,ij->i", off, off)
    return squared
