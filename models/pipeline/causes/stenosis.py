"""Central stenosis: the disc bulges, yellow ligaments thicken, facets grow, and the sac gets narrow."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts, Section
from models.pipeline.causes.contents import MIDDLE, SAC, Contents, thickened
from models.pipeline.causes.course import touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell, smoothstep
from models.pipeline.causes.frames import disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.measure import room_left
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import bulged, grown, joint_middle
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

AMOUNTS = (0.25, 0.5, 0.75, 1.0)
HEIGHTS = tuple(range(-6, 7))
"""Where the sac's section is measured, from the middle of the disc, mm."""


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw stenosis of the canal at each amount."""
    spec = row(cause)
    at = level(*spec["level"])
    frame = disc_frame(draft.body, at.disc, side)
    refine(draft, frame, at)
    contents = Contents(draft, frame, at)
    section = axial_section(frame, at, (0.0, MIDDLE + 2, 0.0), 34.0, SAC)
    draft.keep(0, _readings(draft, contents, section))
    for amount in AMOUNTS:
        draft.reset()
        for turn in (1, -1):
            grown(draft, frame, at, turn, amount * spec["facets"])
        bulged(draft, frame, at, amount * spec["bulge"], _bulge)
        for flavum in at.flava:
            thickened(draft, frame, at, flavum, amount * spec["flava"])
        contents.go_forward(amount * spec["forward"], (1.0, 1.0))
        contents.squeeze(amount)
        contents.keep_in_sac()
        contents.dent((at.disc,))
        draft.keep(amount, _readings(draft, contents, section))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(at.disc, *at.flava),
        pressed=(SAC,),
        contact=touching(draft, SAC, at.disc),
        section=section,
        figures=draft.figures(),
        sources=tuple(spec["sources"]),
    )


def axial_section(
    frame: Frame, at: Level, middle: tuple[float, float, float], width: float, seed: str
) -> Section:
    """A plane across the canal, looked at from above: the patient's left is on the left, the front is up."""
    right = -frame.axes[:, 0] if frame.axes[0, 0] > 0 else frame.axes[:, 0]
    return Section(
        name=f"Section through the canal {at.name}",
        origin=_numbers(frame.world(np.array(middle))),
        right=_numbers(right),
        up=_numbers(-frame.axes[:, 1]),
        width=width,
        height=28.0,
        seed=seed,
        walls=(at.disc, *at.flava, at.upper, at.lower),
    )


def refine(draft: Draft, frame: Frame, at: Level) -> None:
    """Halve edges where things bend: the back of the disc, the yellow ligaments, the facets."""
    draft.refine(at.disc, frame.world(np.array([0, 16.0, 0])), 22.0, 2)
    for key in at.flava:
        draft.refine(key, frame.world(np.array([0, 25.0, 0])), 25.0, 2)
    for turn in (1, -1):
        middle = joint_middle(draft, frame, at.upper, at.lower, turn)
        for bone in (at.upper, at.lower):
            draft.refine(bone, middle, 13.0)


def _bulge(out: Array) -> Array:
    """Most behind, towards the canal; less in front, and none beside, where a root and a muscle lie."""
    behind = bell(np.maximum(np.abs(out[:, 0]) - 0.31, 0), 0.155) * smoothstep(out[:, 1], 0.2, 0.6)
    return np.asarray(behind + 0.45 * smoothstep(-out[:, 1], 0.3, 0.8))


def _readings(draft: Draft, contents: Contents, section: Section) -> list[Reading]:
    return [
        Reading("section", SAC, "mm2", contents.section(HEIGHTS)),
        Reading("free-area", SAC, "mm2", room_left(section, draft.healthy, draft.mesh)),
    ]


def _numbers(values: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return x, y, z
