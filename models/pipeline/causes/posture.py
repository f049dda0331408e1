"""The trunk stands otherwise: the pelvis tips on the hip joints, the lumbar curve deepens, the chest stays.

Column, sacrum and lower ribs follow one smooth field, so that nothing of them crosses anew; hip bones do as
the sacrum does and move apart; what is soft goes with the bones around it.
"""

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body, Side
from models.pipeline.body import BODIES
from models.pipeline.bones.placing import rocked
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.rigid import LEAST, SEEN
from models.pipeline.lumbosacral.column import LEVELS, Frame, column, spine, tilted
from models.pipeline.shapes.distance import Solid, together
from models.records import Record

Array = NDArray[np.float64]
Ways = Callable[[Array], Array]

STEADY, LEANING = "t9-vertebra", 18.0
"""From the middle of this vertebra on nothing moves; so far back, in degrees, its plane leans."""
AXIAL = ("sacrum", "coccyx", "sternum")
SIDES: tuple[Side, ...] = ("left", "right")
JOINT = 1.5
"""What of a hip bone is this much farther from its neighbour than its nearest point is of the joint, mm."""
ROUNDED = {"bone": 1 / 8, "nerve": 1 / 8, "dura": 1 / 8, "disc": 1 / 8, "muscle": 3 / 8}
COARSE = 1 / 4
"""Ways are rounded to this, mm: what is seen close by finer, muscles less, so that it takes few bytes."""


class Opening(Record):
    """How much wider joints of the pelvis get, mm: the symphysis, and each sacroiliac joint."""

    symphysis: float
    sacroiliac: float


class Posture:
    """How the bones of a body go from its own posture to that of another body's table: ways, (n, 3), mm."""

    def __init__(self, body: Body, other: str) -> None:
        hip = np.array(body.manifest.landmarks["hip-joint-centre.left"]) * [0, 1, 1]
        before, after = (_column(name, hip) for name in (body.id, other))
        top = body.mesh(STEADY).points.mean(axis=0) * [0, 1, 1]
        levels = ("s1", *LEVELS, "t12")
        self.before = [*(before[level] for level in levels), tilted(top, -LEANING)]
        self.after = [*(after[level] for level in levels), self.before[-1]]

    def __call__(self, points: Array) -> Array:
        """As the sacrum up to S1, then from each frame of the column to the next one."""
        above = np.stack([(points - frame.origin) @ frame.axes[:, 2] for frame in self.before])
        went = [new.world(old.local(points)) for old, new in zip(self.before, self.after, strict=True)]
        there = went[0]
        for i in range(len(went) - 1):
            share = np.clip(above[i] / np.maximum(above[i] - above[i + 1], 1e-9), 0, 1)
            share = np.where(above[i + 1] >= 0, 1, share)[:, None]
            there = np.where(above[i][:, None] > 0, went[i] + share * (went[i + 1] - went[i]), there)
        return np.asarray(there - points)

    def lordosis(self, amount: float) -> float:
        """The angle between the upper endplates of L1 and S1, degrees."""
        leans = [(old.lean, new.lean) for old, new in zip(self.before, self.after, strict=True)]
        s1, l1 = (np.interp(amount, [0, 1], leans[place]) for place in (0, len(LEVELS)))
        return float(s1 - l1 + self.before[len(LEVELS)].wedge / 2)


def followed(draft: Draft, posture: Posture, opening: Opening) -> dict[str, Array]:
    """How far points go at full amount, mm, by id, of everything that moves."""
    movers = dict(_movers(draft, posture, opening))
    bones = [key for key, one in draft.body.structures.items() if one.system == "bone" and not one.variant]
    ways: list[tuple[Solid, Ways]] = []
    for way in dict.fromkeys([*movers.values(), _still]):
        own = [draft.healthy(key) for key in bones if movers.get(key, _still) is way]
        ways.append((Solid(together(own)), way))
    moved = {}
    for key, one in draft.body.structures.items():
        if one.variant is None and (key in movers or one.system != "bone"):
            points = draft.healthy(key).points
            shift = movers[key](points) if key in movers else _blended(points, ways)
            shift *= smoothstep(np.linalg.norm(shift, axis=1), *SEEN)[:, None]
            shift = rounded(shift, ROUNDED.get(one.system, COARSE))
            if shift.any():
                moved[key] = shift
    return moved


def rounded(ways: Array, step: float) -> Array:
    """Ways in whole steps, mm."""
    return np.asarray(np.round(ways / step) * step)


def joint(draft: Draft, side: Side, neighbour: str) -> NDArray[np.int64]:
    """The numbers of the points of a hip bone that lie in its joint with a neighbour when healthy."""
    gap = draft.healthy_solid(neighbour).distances(draft.healthy(f"hip-bone.{side}").points)[0]
    return np.flatnonzero(gap < gap.min() + JOINT)


def _movers(draft: Draft, posture: Posture, opening: Opening) -> Iterator[tuple[str, Ways]]:
    for key in draft.body.structures:
        if key in AXIAL or key.endswith("-vertebra") or key.startswith("rib-"):
            yield key, posture
    for side, other in zip(SIDES, reversed(SIDES), strict=True):
        yield f"hip-bone.{side}", _opened(draft, side, other, posture, opening)


def _opened(draft: Draft, side: Side, other: Side, posture: Posture, opening: Opening) -> Ways:
    """A hip bone turns outward about an upright axis, so that both of its joints open as they should."""
    bone = draft.healthy(f"hip-bone.{side}").points
    back, front = (bone[joint(draft, side, key)].mean(axis=0) for key in ("sacrum", f"hip-bone.{other}"))
    turn = (opening.symphysis / 2 - opening.sacroiliac) / (back[1] - front[1])
    outward = np.sign(back[0])

    def ways(points: Array) -> Array:
        aside = outward * (opening.sacroiliac + turn * (back[1] - points[:, 1]))
        ahead = outward * turn * (points[:, 0] - back[0])
        return posture(points) + np.column_stack([aside, ahead, 0 * aside])

    return ways


def _blended(points: Array, ways: list[tuple[Solid, Ways]]) -> Array:
    """What is soft goes with bones by how near they are; what is fixed to one, as that does."""
    near = [1 / np.maximum(bones.distances(points)[0], LEAST) ** 2 for bones, _ in ways]
    went = [share[:, None] * way(points) for share, (_, way) in zip(near, ways, strict=True)]
    return np.asarray(np.sum(went, axis=0) / np.sum(near, axis=0)[:, None])


def _still(points: Array) -> Array:
    return np.zeros_like(points)


def _column(name: str, hip: Array) -> dict[str, Frame]:
    """The column of a body by its table, on its pelvis as that is tipped."""
    table: dict[str, Any] = tomllib.loads((BODIES / f"{name}.toml").read_text(encoding="utf-8"))
    pelvis = table["pelvis"]
    tilt = pelvis.get("tilt", 0.0)
    endplate = hip + np.array([0.0, pelvis["behind"], pelvis["above"]])
    plate = tilted(rocked(hip, tilt)(endplate[None])[0], pelvis["slope"] + tilt)
    return column(spine(table["sex"], table["spine"]["lordosis"], table["spine"]["size"]), plate)
