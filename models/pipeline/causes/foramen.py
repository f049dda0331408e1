"""The foramen a root leaves through, cut from front to back: how high and how free it is."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from models.catalogue import Side
from models.change import Section
from models.mesh import Mesh
from models.pipeline.causes.contact import least_gap
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.level import Level
from models.pipeline.causes.measure import CELL, filled, room_left

Array = NDArray[np.float64]

WIDTH, HEIGHT = 22.0, 30.0
"""Of the window, mm."""
BESIDE = 2.5
"""The foramen's height is looked for so far in front of and behind the middle of its nerve, mm."""


def nerve_parts(at: Level, side: str) -> tuple[str, ...]:
    """The root that leaves between two vertebrae, in its sleeve and beyond."""
    return tuple(f"{at.exits}-{part}.{side}" for part in ("root-sleeve", "ganglion", "root"))


def foramen_section(draft: Draft, side: Side, at: Level) -> Section:
    """A sagittal plane through the ganglion in its foramen, looked at from its own side."""
    points = draft.body.mesh(f"{at.exits}-ganglion.{side}").points
    turn = -1.0 if side == "right" else 1.0
    x, y, z = (points.min(axis=0) + points.max(axis=0)) / 2
    return Section(
        name=f"Section through the foramen {at.name}",
        origin=(float(x - 1.5 * turn), float(y), float(z - 2.0)),
        right=(0.0, turn, 0.0),
        up=(0.0, 0.0, 1.0),
        width=WIDTH,
        height=HEIGHT,
        seed=f"{at.exits}-ganglion.{side}",
        walls=(at.upper, at.lower, at.disc, at.flava[side == "right"]),
    )


def foramen_readings(
    draft: Draft,
    section: Section,
    nerves: tuple[str, ...],
    pressers: tuple[str, ...],
    beside: float = BESIDE,
) -> list[Reading]:
    """Height, the room left around the nerve, and the least gap between the nerve and what presses it.

    The height is that of the highest place up to `beside` mm in front of and behind the nerve's middle.
    """
    bones = [draft.mesh(key) for key in section.walls if "disc" not in key and "flavum" not in key]
    gap = min(least_gap(draft, nerve, presser) for nerve in nerves for presser in pressers)
    return [
        Reading("height", section.seed, "mm", _height(section, draft, bones, beside)),
        Reading("free-area", section.seed, "mm2", room_left(section, draft.healthy, draft.mesh)),
        Reading("least-gap", nerves[0], "mm", gap),
    ]


def _height(section: Section, draft: Draft, bones: list[Mesh], beside: float) -> float:
    """The longest way up and down past the nerve that no bone crosses, mm."""
    closed = np.any([filled(section, bone) for bone in bones], axis=0)
    nerve = filled(section, draft.mesh(section.seed))
    column = int(np.flatnonzero(nerve.any(axis=0)).mean())
    reach = round(beside / CELL)
    best = 0
    for place in range(column - reach, column + reach + 1):
        runs, _ = ndimage.label(~closed[:, place])
        meets = np.setdiff1d(runs[nerve[:, place]], 0)
        best = max([best, *(int((runs == run).sum()) for run in meets)])
    return best * CELL
