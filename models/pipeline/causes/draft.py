"""A body while a cause is drawn on it: its structures where they are now, and how they lay at each amount."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.change import STEP, Appearing, Change, Facts, Figure, Moved, Numbers, halve
from models.mesh import Mesh
from models.pipeline.shapes.distance import Solid, surface

Array = NDArray[np.float64]
Unit = Literal["mm", "mm2", "%", "deg"]


class Reading(NamedTuple):
    """One thing measured on a draft as it is now; see `models.change.Figure`."""

    key: str
    of: str
    unit: Unit
    value: float


class Draft:
    """The structures of a body as they are bent, by id, and what was kept of them at each amount.

    Structures are refined first. Then each amount is drawn anew from the healthy body and kept.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self._healthy: dict[str, Mesh] = {}
        self._halved: dict[str, tuple[Numbers, ...]] = {}
        self._appearing: dict[str, Appearing] = {}
        self._now: dict[str, Array] = {}
        self._solids: dict[str, Solid] = {}
        self._healthy_solids: dict[str, Solid] = {}
        self._kept: dict[float, dict[str, Array]] = {}
        self._readings: list[list[Reading]] = []

    def healthy(self, key: str) -> Mesh:
        """A structure as it is in the healthy body, refined."""
        if key not in self._healthy:
            self._healthy[key] = self.body.mesh(key)
        return self._healthy[key]

    def refine(self, key: str, middle: Array, radius: float, rounds: int = 1, longest: float = 0.0) -> None:
        """Halve the edges of a structure within `radius` mm of `middle`; before anything moves.

        With `longest`, mm, only where edges are longer, and then also edges that only pass by.
        """
        for _ in range(rounds):
            mesh = self.healthy(key)
            ends = mesh.points[mesh.triangles], mesh.points[np.roll(mesh.triangles, -1, axis=1)]
            near = np.linalg.norm((ends[0] + ends[1]) / 2 - middle, axis=2) < radius
            long = near & (np.linalg.norm(ends[0] - ends[1], axis=2) > longest)
            chosen = np.unique([mesh.triangles[long], np.roll(mesh.triangles, -1, axis=1)[long]])
            if not longest:
                chosen = np.flatnonzero(np.linalg.norm(mesh.points - middle, axis=1) < radius)
            self.halve(key, chosen)

    def halve(self, key: str, chosen: Numbers) -> None:
        """Halve the edges between chosen points of a structure, by their numbers; before anything moves."""
        chosen = chosen.astype(np.int64)
        self._healthy[key] = halve(self.healthy(key), chosen)
        self._halved[key] = (*self._halved.get(key, ()), chosen)

    def appear(self, one: Appearing) -> None:
        """Add a structure that the healthy body does not have; its `moved` is filled in by `change`."""
        self._appearing[one.id] = one
        self._healthy[one.id] = one.mesh

    def points(self, key: str) -> Array:
        """Where the points of a structure are now, (n, 3), mm."""
        return self._now.get(key, self.healthy(key).points)

    def place(self, key: str, points: Array) -> None:
        """Put the points of a structure somewhere else, (n, 3), mm."""
        self._now[key] = points
        self._solids.pop(key, None)

    def mesh(self, key: str) -> Mesh:
        """A structure as it is now."""
        return Mesh(self.points(key), self.healthy(key).triangles)

    def solid(self, key: str) -> Solid:
        """A structure as it is now, to be asked for distances."""
        if key not in self._now:
            return self.healthy_solid(key)
        if key not in self._solids:
            self._solids[key] = Solid(surface(self.mesh(key)))
        return self._solids[key]

    def healthy_solid(self, key: str) -> Solid:
        """A structure as it is in the healthy body, to be asked for distances."""
        if key not in self._healthy_solids:
            self._healthy_solids[key] = Solid(surface(self.healthy(key)))
        return self._healthy_solids[key]

    def reset(self) -> None:
        """Put everything back to healthy."""
        self._now.clear()
        self._solids.clear()

    def keep(self, amount: float, readings: Iterable[Reading]) -> None:
        """Keep everything as it is now, and what was measured on it, as this amount; begin with 0."""
        if amount > 0:
            self._kept[amount] = dict(self._now)
        self._readings.append(list(readings))

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amounts above 0 that were kept, in order."""
        return tuple(self._kept)

    def figures(self) -> tuple[Figure, ...]:
        """What was measured, at amount 0 and at each amount that was kept."""
        return tuple(
            Figure(
                key=key, of=of, unit=unit, values=tuple(round(row[place].value, 2) for row in self._readings)
            )
            for place, (key, of, unit, _) in enumerate(self._readings[0])
        )

    def change(self, facts: Facts) -> Change:
        """All that was kept, as a change: only points that move by more than half a step."""
        moved = {key: self._moved(key) for key in sorted(set().union(*self._kept.values()))}
        appearing = tuple(
            one._replace(moved=moved.pop(key, _still(len(self._kept))))
            for key, one in self._appearing.items()
        )
        return Change(facts, {key: one for key, one in moved.items() if len(one.numbers)}, appearing)

    def _moved(self, key: str) -> Moved:
        healthy = self.healthy(key).points
        shifts = np.array([state.get(key, healthy) - healthy for state in self._kept.values()])
        numbers = np.flatnonzero((np.abs(shifts) > STEP / 2).any(axis=(0, 2))).astype(np.int64)
        return Moved(self._halved.get(key, ()), numbers, shifts[:, numbers])


def carried(points: Array, before: Array, after: Array, spread: float) -> Array:
    """Points as they ride along with neighbours that went from `before` to `after`: (n, 3), mm.

    Each goes the mean way of the neighbours around it, weighed by a Gaussian of that `spread`, mm.
    """
    weights = np.exp(-((points[:, None] - before[None]) ** 2).sum(axis=2) / (2 * spread**2)) + 1e-12
    return np.asarray(points + weights @ (after - before) / weights.sum(axis=1, keepdims=True))


def _still(frames: int) -> Moved:
    return Moved((), np.zeros(0, np.int64), np.zeros((frames, 0, 3)))
