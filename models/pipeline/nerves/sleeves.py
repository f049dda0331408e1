"""What a root wears on its way out of the sac: dural sleeve and ganglion, between the walls of the canal."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh
from models.pipeline.nerves.nerve import FLAT, Course, swollen
from models.pipeline.shapes.distance import Solid
from models.pipeline.shapes.loft import lengths, sections, tube

Array = NDArray[np.float64]

BACK = np.array([0.0, 1.0, 0.0])
COARSE = 0.35
"""How far the walls of thin strands and sleeves may run off their curve, mm."""
ROUNDS, STEP = 80, 0.2
TURNS = 2 * np.pi * np.arange(8) / 8
HELD = 7.0
"""Over how many mm before it becomes the root outside a sleeve is held ever more, mm."""
EVEN = 2.5
"""Over how many points of its way a sleeve gives way together."""


class Wall(NamedTuple):
    """What the sac and the sleeves keep `clear` mm off; what stands `behind` pushes only forward."""

    solid: Solid
    clear: float
    behind: bool = False

    def lack(self, points: Array) -> Array:
        """How much nearer points, (..., 3), are than they may be, (...), mm."""
        distance, _ = self.solid.distances(points.reshape(-1, 3))
        return np.maximum(self.clear - distance, 0.0).reshape(points.shape[:-1])

    def push(self, points: Array, spare: float = 0.0) -> Array:
        """The ways off it that points, (..., 3), lack, and `spare` mm more, (..., 3), at most 3 mm."""
        flat = points.reshape(-1, 3)
        distance, nearest = self.solid.distances(flat)
        away = (flat - nearest) * np.sign(distance)[:, None]
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        if self.behind:
            # What lies deep in it must not come out at its back.
            away = np.broadcast_to(-BACK, flat.shape)
        ways = np.clip(self.clear + spare - distance, 0.0, 3.0)[:, None] * away
        return np.asarray(ways.reshape(points.shape))


def eased(course: Course, walls: Sequence[Wall]) -> Course:
    """A root whose way inside the spine gives way to walls; where it becomes the nerve outside, it stays."""
    start = course.inner
    assert start is not None
    along = lengths(start)
    swelling = swollen(along - along[-1], course.record["ganglion"])
    width = np.maximum(_sleeve(course, along / along[-1]), swelling)
    held = np.clip((along[-1] - along) / HELD, 0.0, 1.0)[:, None]
    line = start
    for _ in range(ROUNDS):
        _, across, through = sections(line, BACK)
        half = width[:, None] / 2
        rims = np.array([line + half * (np.cos(turn) * across + np.sin(turn) * through) for turn in TURNS])
        push = sum((wall.push(rims).sum(axis=0) for wall in walls), np.zeros_like(line))
        line = line + STEP * held * gaussian_filter1d(push, EVEN, axis=0, mode="nearest")
    return replace(course, inner=line)


def kept_in(line: Array, around: Sequence[Solid], deep: float) -> Array:
    """A line led so that it lies `deep` mm in one of several tubes, all along."""
    for _ in range(ROUNDS // 4):
        found = [solid.distances(line) for solid in around]
        which = np.argmin([distance for distance, _ in found], axis=0)
        distance = np.choose(which, [distance for distance, _ in found])
        nearest = np.stack([near for _, near in found])[which, np.arange(len(line))]
        inward = (nearest - line) / np.where(np.abs(distance) < 1e-9, 1.0, distance)[:, None]
        lack = np.maximum(distance + deep, 0.0)
        if lack.max() < 0.02:
            break
        line = line + gaussian_filter1d(inward * lack[:, None], 1.0, axis=0, mode="nearest")
    return line


def _sleeve(course: Course, share: Array) -> Array:
    """Width of the sleeve at shares of its way from the sac to the ganglion's middle, mm."""
    return np.interp(share, *np.array(course.record["ganglion"]["sleeve"]).T)


def said(
    key: str, name: str, latin: str, also: list[str], system: str = "nerve", paired: bool = False
) -> dict[str, Any]:
    """What the manifest says of a structure in the canal."""
    group = "dura" if system == "dura" else "nerves"
    return {
        "id": key,
        "name": name,
        "latin": latin,
        "also_called": also,
        "system": system,
        "group": group,
        "paired": paired,
    }


def covers(level: str, course: Course) -> list[tuple[dict[str, Any], Mesh]]:
    """The dural sleeve of a root and its ganglion."""
    assert course.inner is not None
    ganglion, name = course.record["ganglion"], level.upper()
    whole = np.vstack([course.inner, course.centreline[1:]])
    along = lengths(whole) - lengths(course.inner)[-1]
    half = ganglion["length"] / 2
    size = swollen(along, ganglion)
    spindle = (along > -0.98 * half) & (along < 0.98 * half)
    sleeve = along < 2.0 - half
    share = lengths(whole)[sleeve] / lengths(course.inner)[-1]
    width = _sleeve(course, share)
    return [
        (
            said(
                f"{level}-ganglion",
                f"{name} dorsal root ganglion",
                f"Ganglion sensorium nervi spinalis {name}",
                ["spinal ganglion", "DRG"],
                paired=True,
            ),
            tube(whole[spindle], size[spindle], FLAT * size[spindle], BACK, sides=10),
        ),
        (
            said(
                f"{level}-root-sleeve",
                f"Dural sleeve of the {name} root",
                f"Vagina radicularis {name}",
                ["root sleeve", "nerve root sheath"],
                "dura",
                paired=True,
            ),
            tube(whole[sleeve], width, width, BACK, sides=8, chord=COARSE),
        ),
    ]
