"""Points pushed out of solids, and what lies around them going along."""

import numpy as np
from numpy.typing import NDArray

from models.pipeline.shapes.distance import Solid

Array = NDArray[np.float64]


def lacking(points: Array, solid: Solid, wanted: Array | float) -> Array:
    """The shortest way of each point to the distance `wanted` from a solid, (n, 3), mm; 0 where it is."""
    distance, nearest = solid.distances(points)
    away = (points - nearest) / np.where(np.abs(distance) < 1e-9, 1.0, distance)[:, None]
    return np.asarray(away * np.maximum(wanted - distance, 0)[:, None])


def taken_along(points: Array, places: Array, ways: Array, spread: float) -> Array:
    """Points moved by the ways that are to be gone at some places, each taking its surroundings along."""
    going = np.linalg.norm(ways, axis=1) > 1e-4
    if not going.any():
        return points
    weights = np.exp(-((points[:, None] - places[going][None]) ** 2).sum(axis=2) / (2 * spread**2))
    mean = weights @ ways[going] / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(points + mean * weights.max(axis=1, keepdims=True))
