"""One cause as it is drawn on a body: everything that is measured of it, from the meshes."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.change import Change, laid
from models.change_file import read
from models.mesh import Mesh
from point_maps.solving.shapes import Shape
from point_maps.verify.crossing import Crossing, crossings, finely
from point_maps.verify.lines import Unmeasurable
from point_maps.verify.nearness import signed
from point_maps.verify.sections import area_and_middle, plane, room_left
from point_maps.verify.tubes import Tube

Array = NDArray[np.float64]

CLOSE, FAR = 0.8, 6.0
"""Gaps are looked for close by, mm, which is quick; those of what should touch also further off."""
TOUCH = 0.35
"""What is nearer than this, mm, touches: a fifth more than the largest gap a touch may have."""
FARTHEST = 20.0
"""No disc stands out farther than this, mm."""
OUT = 0.5
"""A disc stands out where it does so by more than this, mm."""
BESIDE = (-8.0, -4.0, 0.0, 4.0, 8.0)
"""The sac's section is the least of those so far above and below the cause's own, mm."""
UPRIGHT = 0.7
"""Planes that lie flatter than this go across the sac: the upward share of their normal."""


class Drawn:
    """A cause on one side of a body.

    Every method raises `Unmeasurable` where the cause has nothing of the kind.

    Parameters
    ----------
    body
        The healthy body.
    place
        The cause with its side: `l5-s1-herniated-disc.left`.
    path
        Its file.
    """

    def __init__(self, body: Body, place: str, path: Path) -> None:
        self.body, self.place, self.path = body, place, path
        self.cause, _, self.side = place.rpartition(".")
        self.other: Drawn | None = None
        """Its other side, measured before: what is drawn alike is asked once where it crosses."""
        self._meshes: dict[float, dict[str, Mesh]] = {}
        self._healthy: dict[str, Mesh] = {}
        self._gaps: dict[tuple[str, str, float, float], tuple[float, Array]] = {}

    @cached_property
    def change(self) -> Change:
        """What the file says."""
        return read(self.path)

    @property
    def kilobytes(self) -> float:
        """The size of the file, kB."""
        return self.path.stat().st_size / 1000

    def healthy(self, key: str) -> Mesh:
        """A healthy structure, LPS, mm."""
        if key not in self._healthy:
            self._healthy[key] = self.body.mesh(key)
        return self._healthy[key]

    def mesh(self, key: str, amount: float) -> Mesh:
        """A structure at an amount; one that appears stands at 0 where it begins."""
        if amount not in self._meshes:
            self._meshes[amount] = laid(*self._fine, max(amount, 1e-9))
        found = self._meshes[amount].get(key)
        return self.healthy(key) if found is None else found

    @cached_property
    def _fine(self) -> tuple[Change, Callable[[str], Mesh]]:
        """The change, and the healthy structures that it moves, their edges halved once and for all."""
        return finely(self.change, self.healthy)

    @cached_property
    def off_healthy(self) -> float:
        """How far any point lies from the healthy mesh at amount 0, mm."""
        worst = 0.0
        for key, mesh in laid(self.change, self.healthy, 0).items():
            wanted = self._fine[1](key)
            if mesh.triangles.shape != wanted.triangles.shape or (mesh.triangles != wanted.triangles).any():
                return float("inf")
            worst = max(worst, float(np.abs(mesh.points - wanted.points).max(initial=0)))
        return worst

    @cached_property
    def crossings(self) -> list[Crossing]:
        """The pairs that cross deeper than in the healthy body, the deepest first."""
        if self.other is not None and _alike(self.change, self.other.change):
            return self.other.crossings
        return crossings(self.body, *self._fine)

    def deepest(self, past: Literal["skin", "bone", ""]) -> float:
        """How much deeper than healthy pairs cross at most, mm: with the skin, else a bone, or neither."""
        systems: dict[str, str] = {key: one.system for key, one in self.body.structures.items()}
        systems |= {one.id: one.system for one in self.change.appearing}
        found = 0.0
        for crossing in self.crossings:
            met = {systems[crossing.one], systems[crossing.other]}
            if next((system for system in ("skin", "bone") if system in met), "") == past:
                found = max(found, crossing.depth)
        return found

    def gap(self, one: str, other: str, amount: float, reach: float = CLOSE) -> tuple[float, Array]:
        """The least signed distance of two structures, mm, and those of the points of the first.

        Infinite beyond `reach`.
        """
        key = one, other, amount, reach
        if key not in self._gaps:
            first, second = self.mesh(one, amount), self.mesh(other, amount)
            there, back = signed(second, first.points, reach), signed(first, second.points, reach)
            self._gaps[key] = float(min(there.min(initial=np.inf), back.min(initial=np.inf))), there
        return self._gaps[key]

    def least_gap(self, amount: float) -> float:
        """The least gap between what presses and what is pressed, mm; infinite beyond `FAR`.

        Pairs that cross in the healthy body already say nothing, and are left out.
        """
        facts = self.change.facts
        pairs = [(one, other) for one in facts.pressed for other in facts.presser]
        apart = [pair for pair in pairs if self.gap(*pair, 0.0)[0] >= 0]
        if not apart:
            msg = "what presses and what is pressed cross in the healthy body"
            raise Unmeasurable(msg)
        close = min(self.gap(*pair, amount)[0] for pair in apart)
        return close if np.isfinite(close) else min(self.gap(*pair, amount, FAR)[0] for pair in apart)

    @cached_property
    def touch(self) -> float:
        """How long the place is at which they touch at full amount, mm."""
        facts, found = self.change.facts, []
        for one in facts.pressed:
            near = np.min([self.gap(one, other, 1.0)[1] for other in facts.presser], axis=0)
            found.append(self.mesh(one, 1.0).points[near < TOUCH])
        points = np.concatenate(found)
        if len(points) < 2:
            return 0.0
        along = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2][0]
        return float(np.ptp(points @ along))

    def others_touched(self) -> int:
        """How many nerves of other roots are touched at full amount by what presses, and were not before."""
        facts = self.change.facts
        own = {name.partition("-")[0] for name in facts.pressed}
        count = 0
        for key, structure in self.body.structures.items():
            nerve = structure.system == "nerve" or "-root-sleeve." in key
            if not nerve or key.partition("-")[0] in own or structure.variant or "rootlets" in key:
                continue
            if any(self.gap(key, one, 1.0)[0] < TOUCH <= self.gap(key, one, 0.0)[0] for one in facts.presser):
                count += 1
        return count

    @cached_property
    def _tubes(self) -> dict[str, Tube]:
        """The nerves that are pressed and move, as tubes."""
        moved = self.change.moved
        named = [key for key in self.change.facts.pressed if key in moved and key != "dural-sac"]
        if not named:
            msg = "no nerve is pressed"
            raise Unmeasurable(msg)
        return {key: Tube(self.mesh(key, 0.0), moved[key].numbers) for key in named}

    @cached_property
    def longer(self) -> float:
        """How much longer or shorter a pressed nerve is at half or full amount at most, %."""
        tubes = self._tubes.items()
        return max(tube.longer(self.mesh(key, amount)) for key, tube in tubes for amount in (0.5, 1.0))

    @cached_property
    def thinner(self) -> float:
        """How much of its section a pressed nerve loses at full amount at most, %."""
        return max(tube.thinner(self.mesh(key, 1.0)) for key, tube in self._tubes.items())

    @cached_property
    def beyond_edge(self) -> tuple[float, float]:
        """How far the disc stands out of its healthy self at full amount, and how wide that is, mm."""
        disc = next((key for key in self.change.facts.presser if key.endswith("-disc")), None)
        if disc is None or disc not in self.change.moved:
            msg = "no disc presses"
            raise Unmeasurable(msg)
        healthy, chosen = self.healthy(disc), self.change.moved[disc].numbers
        points, before = (self.mesh(disc, at).points[chosen] for at in (1.0, 0.0))
        points = points[np.linalg.norm(points - before, axis=1) > OUT]
        points = points[~Shape(healthy).inside(points)]
        out = np.minimum(np.abs(signed(healthy, points, FARTHEST)), FARTHEST)
        if not (out > OUT).any():
            return float(out.max(initial=0)), 0.0
        way = points[out.argmax()] - healthy.points.mean(axis=0)
        across = np.array([way[1], -way[0], 0]) / max(float(np.hypot(way[0], way[1])), 1e-9)
        return float(out.max()), float(np.ptp(points[out > OUT] @ across))

    def room(self, amount: float) -> float:
        """How much of the room in the section of the cause its walls leave, mm2."""
        meshes = (lambda key, at=at: self.mesh(key, at) for at in (0.0, amount))
        return room_left(self.change.facts.section, *meshes)

    def section(self, key: str, amount: float) -> float:
        """The least section of a structure by planes along the cause's own, mm2."""
        origin, normal = plane(self.change.facts.section)
        areas = (
            area_and_middle(self.mesh(key, amount), origin + far * normal, normal, 25.0)[0] for far in BESIDE
        )
        found = [area for area in areas if area > 0]
        if not found or abs(normal[2]) < UPRIGHT:
            msg = f"no plane across {key}"
            raise Unmeasurable(msg)
        return min(found)

    def recorded(self, key: str, amount: float, of: str = "") -> float:
        """What the file says was measured, at 0 or 1."""
        for figure in self.change.facts.figures:
            if figure.key == key and (not of or figure.of.startswith(of)):
                return figure.values[-1 if amount else 0]
        msg = f"the file records no {key}"
        raise Unmeasurable(msg)


def _alike(one: Change, other: Change) -> bool:
    """Whether two changes move the same points alike, and nothing appears."""
    if one.moved.keys() != other.moved.keys() or one.appearing or other.appearing:
        return False
    pairs = ((moved, other.moved[key]) for key, moved in one.moved.items())
    return all(np.array_equal(a.numbers, b.numbers) and np.array_equal(a.shifts, b.shifts) for a, b in pairs)
