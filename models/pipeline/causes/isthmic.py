"""A slip through a gap in the arch: the vertebra goes forward, its arch stays, the foramen is drawn out."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.contact import GAP, SKIN, Phase, give_way
from models.pipeline.causes.contents import SAC
from models.pipeline.causes.course import off, touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.foramen import foramen_readings, foramen_section, nerve_parts
from models.pipeline.causes.frames import disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.low_disc import height, refine, squeeze
from models.pipeline.causes.multifidus import MULTIFIDUS, set_off
from models.pipeline.causes.pars import MIDDLE, parted
from models.pipeline.causes.rigid import LUMBAR, PASSES, followed, place, ways_of
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import Wear
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

PARTED = 1 / 32
"""The amount up to which the gap opens to a hairline while nothing moves."""
AMOUNTS = (0.25, 0.5, 0.75, 1.0)
UNDER = 1.0
"""The foramen's height is looked for so near to the nerve, mm: farther behind lies the gap."""
OFF = 0.25
"""What is coarse keeps so far from what comes nearer, mm."""
APART = Phase(OFF, SKIN.spread)
"""It gives way where it is touched."""
PSOAS = ("psoas-major.left", "psoas-major.right")
LAG, INSIDE = 0.67, (11.0, 19.0)
"""What share of its way the root stays behind, from the canal outwards, mm beside the middle."""


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a slip at each amount."""
    spec = row(cause)
    at = level(*spec["level"])
    above = LUMBAR[LUMBAR.index(at.upper) + 1]
    frame = disc_frame(draft.body, at.disc)
    refine(draft, frame, at)
    gap = parted(draft, frame, at.upper)
    for turn, muscle in zip((1, -1), MULTIFIDUS, strict=True):
        draft.refine(muscle, frame.world(MIDDLE * [0, 1, 1]), 34.0, 2, longest=2.5)
        draft.refine(muscle, frame.world(MIDDLE * [turn, 1, 1]), 11.0, 3, longest=1.0)
    section = foramen_section(draft, side, at)
    root, pressers = f"{at.exits}-root.{side}", (at.disc, at.upper)
    plate = float(np.ptp(frame.local(draft.body.mesh(at.disc).points)[:, 1]))
    way = np.array([0.0, -spec["slip"] * plate, -spec["lost"] * height(draft, frame, at)])
    moved = followed(draft, ways_of(at.upper, frame.axes @ way), gap)
    _hold_back(draft, frame, at, moved)
    lost = {at.upper: gap.opening.copy()}
    wears = [Wear(draft, moved, at.upper, bone, lost) for bone in (above, at.lower)]

    def readings(amount: float) -> list[Reading]:
        return [
            Reading("slip", at.upper, "%", 100 * amount * spec["slip"]),
            *foramen_readings(draft, section, (root,), pressers, UNDER),
        ]

    draft.keep(0, readings(0))
    draft.place(at.upper, draft.healthy(at.upper).points + gap.opening)
    draft.keep(PARTED, readings(0))
    for amount in AMOUNTS:
        draft.reset()
        place(draft, moved, amount)
        for wear in wears:
            wear.to(amount)
        squeeze(draft, frame, at, amount * spec["bulge"], pressers)
        _set_apart(draft, at, above)
        draft.keep(amount, readings(amount))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=pressers,
        pressed=(root,),
        contact=touching(draft, root, at.disc),
        section=section,
        figures=draft.figures(),
        sources=tuple(spec["sources"]),
    )


def _hold_back(draft: Draft, frame: Frame, at: Level, moved: dict[str, Array]) -> None:
    """Let the roots that leave here follow only a part of the way, so that they keep their length."""
    for side in ("left", "right"):
        for key in (*nerve_parts(at, side), f"{at.exits}-rootlets.{side}"):
            across = np.abs(frame.local(draft.healthy(key).points)[:, 0])
            moved[key] *= 1 - LAG * smoothstep(across, *INSIDE)[:, None]


def _set_apart(draft: Draft, at: Level, above: str) -> None:
    """Set soft structures apart that came to lie in each other, and muscle off the bones behind."""
    sleeves = (f"{at.passes}-root-sleeve.left", f"{at.passes}-root-sleeve.right")
    psoas = [draft.solid(muscle) for muscle in PSOAS]
    draft.place(at.disc, kept_out(draft.points(at.disc), draft.healthy(at.disc).points, psoas, OFF))
    give_way(draft, (SAC, *sleeves), at.flava, {}, (APART,))
    around = [draft.solid(key) for key in (at.disc, at.upper, at.lower)]
    for root in (f"{at.exits}-root.left", f"{at.exits}-root.right"):
        draft.place(root, off(draft.points(root), around, GAP))
    bones = [draft.solid(bone) for bone in (at.upper, above)]
    for muscle in MULTIFIDUS:
        draft.place(muscle, off(draft.points(muscle), bones, OFF, PASSES))
    set_off(draft, (at.upper,))
