"""The fascia over the muscles: the skin less a layer of fat, which is thicker here than there."""

import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.muscles.places import Places, nearest

Array = NDArray[np.float64]

TABLE = Path(__file__).parent / "fascia.toml"
BLUR = 25.0
"""Nearer than this to a place of the table it no longer tells more than the others, mm."""

LEAN, FULL = 0.927, 0.777
"""How muscular the bodies are whose fat the table's columns tell: the male, and the female."""


class Fascia:
    """Says how deep under the fascia points lie, on the left side.

    Parameters
    ----------
    hull
        The skin; fewer triangles will do.
    places
        Finds the places of the table.
    muscular
        How much muscle the body has for its size, beside the people the muscles' volumes are from.
    """

    def __init__(self, hull: Mesh, places: Places, muscular: float) -> None:
        rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["fat"]
        self._hull = hull
        self._at = np.array([places.place(TABLE.name, row) for row in rows])
        thin, thick = (np.array([row[key] for row in rows], float) for key in ("lean", "full"))
        self._mm = thin + (thick - thin) * float(np.interp(muscular, [FULL, LEAN], [1.0, 0.0]))

    def fat(self, points: Array) -> Array:
        """How thick the fat over points is, (n,), mm."""
        weight, sum_ = np.zeros(len(points)), np.zeros(len(points))
        for at, thick in zip(self._at, self._mm, strict=True):
            share = (((points - at) ** 2).sum(axis=1) + BLUR**2) ** -2
            weight += share
            sum_ += share * thick
        return np.asarray(sum_ / weight)

    def depth(self, points: Array) -> tuple[Array, Array]:
        """How deep under the fascia points are, (n,), mm, negative over it; unit ways out, (n, 3)."""
        distance, there = nearest(points, self._hull)
        away = (there - points) * -np.sign(distance)[:, None]
        out = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        return -distance - self.fat(points), out
