"""A slip that comes with wear: a vertebra goes forward with its whole arch; the canal is narrow there."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts, Section
from models.mesh import Mesh
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.contents import SAC, Contents
from models.pipeline.causes.course import touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.flattening import pressed_place, regain
from models.pipeline.causes.frames import disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.measure import room_left
from models.pipeline.causes.multifidus import MULTIFIDUS, set_off
from models.pipeline.causes.rigid import followed, place, ways_of
from models.pipeline.causes.stenosis import refine
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import Wear, bulged, joint_middle
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.rays import OFF, Casting

Array = NDArray[np.float64]

AMOUNTS = (0.25, 0.5, 0.75, 1.0)
BESIDE = 4.0
"""The canal is cut so far beside the middle, mm: not through the gap between the yellow ligaments."""
HEIGHTS = tuple(range(-14, 15))
"""Where the sac's section and the canal's depth are measured, from the middle of the disc, mm."""

CLEAR = 0.6
"""Muscles keep so far from bones that come nearer, mm: the edges of facets are sharp."""
LACKING = 0.12
"""The share of its section that a root may lose: all of it would have to come out of the sac's room."""


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a slip at each amount."""
    spec = row(cause)
    at = level(*spec["level"])
    frame, seen = disc_frame(draft.body, at.disc), disc_frame(draft.body, at.disc, side)
    refine(draft, frame, at)
    for muscle in MULTIFIDUS:
        draft.refine(muscle, frame.world(np.array([0, 34.0, -6.0])), 34.0)
        for turn in (1, -1):
            draft.refine(muscle, joint_middle(draft, frame, at.upper, at.lower, turn), 15.0, 2, 1.2)
    contents = Contents(draft, frame, at)
    section = _section(seen, at, side)
    plate = float(np.ptp(frame.local(draft.body.mesh(at.disc).points)[:, 1]))
    slipped = spec["slip"] * plate
    ways = ways_of(at.upper, frame.axes @ np.array([0.0, -slipped, -spec["down"]]))
    moved = followed(draft, ways, clear=CLEAR)
    wear = Wear(draft, moved, at.upper, at.lower)
    draft.keep(0, _readings(draft, contents, seen, section, 0.0))
    for amount in AMOUNTS:
        draft.reset()
        place(draft, moved, amount)
        wear.to(amount)
        set_off(draft, (at.upper, at.lower))
        bulged(draft, frame, at, amount * spec["bulge"], _behind)
        bones = [draft.solid(at.upper), draft.solid(at.lower)]
        for flavum in at.flava:
            draft.place(flavum, kept_out(draft.points(flavum), draft.healthy(flavum).points, bones))
        for root in (f"{at.exits}-root.left", f"{at.exits}-root.right"):
            healthy = draft.healthy(root).points
            draft.place(root, kept_out(draft.points(root), healthy, [draft.solid(at.disc)], 0.3))
        contents.squeeze(amount)
        contents.join(at.passes)
        _widened(draft, contents, at, frame.axes[:, 1])
        contents.join(at.passes)
        contents.dent(at.flava)
        draft.keep(amount, _readings(draft, contents, seen, section, 100 * amount * slipped / plate))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(at.upper, at.lower, at.disc),
        pressed=(SAC, f"{at.passes}-root-sleeve.{side}"),
        contact=touching(draft, SAC, at.disc),
        section=section,
        figures=draft.figures(),
        sources=tuple(spec["sources"]),
    )


def _widened(draft: Draft, contents: Contents, at: Level, way: Array) -> None:
    """What a root lost in depth, along `way`, it gains in width beside either bone, and the sac with it."""
    for side in ("left", "right"):
        sleeve = f"{at.passes}-root-sleeve.{side}"
        strands = (f"{root}-rootlets.{side}" for root in (at.passes, "s1", "s2"))
        soft = (SAC, sleeve, *strands)
        for bone in (at.upper, at.lower):
            regain(draft, sleeve, soft, pressed_place(draft, sleeve, bone, way), LACKING)
    contents.keep_in()


def _behind(out: Array) -> Array:
    """Behind, where the disc is uncovered."""
    return smoothstep(out[:, 1], 0.4, 0.9) * (1 - smoothstep(np.abs(out[:, 0]), 0.5, 0.8))


def _section(frame: Frame, at: Level, side: Side) -> Section:
    """A sagittal plane beside the middle, looked at from its own side."""
    x, y, z = (float(value) for value in frame.world(np.array([BESIDE, 20.0, 0.0])))
    return Section(
        name=f"Section through the canal {at.name}",
        origin=(x, y, z),
        right=(0.0, -1.0 if side == "right" else 1.0, 0.0),
        up=(0.0, 0.0, 1.0),
        width=24.0,
        height=30.0,
        seed=SAC,
        walls=(at.disc, *at.flava, at.upper, at.lower),
    )


def _readings(draft: Draft, contents: Contents, frame: Frame, section: Section, slip: float) -> list[Reading]:
    walls = {key: draft.mesh(key) for key in section.walls}
    return [
        Reading("slip", section.walls[3], "%", slip),
        Reading("depth", "vertebral-canal", "mm", _depth(draft, frame, walls)),
        Reading("section", SAC, "mm2", contents.section(HEIGHTS)),
        Reading("free-area", SAC, "mm2", room_left(section, draft.healthy, draft.mesh)),
    ]


def _depth(draft: Draft, frame: Frame, walls: dict[str, Mesh]) -> float:
    """The least way from front to back through the sac, between bone, disc and ligament, mm."""
    sac = frame.local(draft.points(SAC))
    starts = np.array(
        [[BESIDE, np.mean(sac[np.abs(sac[:, 2] - height) < 2.0][:, 1]), height] for height in HEIGHTS]
    )
    ahead = np.array([[0.0, 0.0, 1.0]])
    ways = [np.tile(turn * frame.axes[:, 1], (len(starts), 1)) for turn in (-1, 1)]
    far = [Casting(walls).cast(frame.world(starts), way, ahead, 30.0)[0][:, 0] + OFF for way in ways]
    return float((far[0] + far[1]).min())
