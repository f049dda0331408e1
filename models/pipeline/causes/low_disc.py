"""A low disc: it loses much of its height and bulges, and the vertebra above comes down with it."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes.clamps import CLEAR, kept_out
from models.pipeline.causes.contact import Phase, give_way
from models.pipeline.causes.course import touching
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import bell
from models.pipeline.causes.flattening import pressed_place, regain
from models.pipeline.causes.foramen import foramen_readings, foramen_section, nerve_parts
from models.pipeline.causes.frames import disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.multifidus import MULTIFIDUS, set_off
from models.pipeline.causes.rigid import followed, place, ways_of
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import Wear, bulged, joint_middle
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

AMOUNTS = (0.25, 0.5, 0.75, 1.0)
PHASES = (Phase(-0.4, 4.5), Phase(0.25, 1.4))
"""How the root gives way: first as a whole, then its skin."""
BEHIND = np.array([0.0, 32.0, 4.0])
"""Where muscle lies on the arches, in the frame of the disc, mm."""


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a low disc at each amount."""
    spec = row(cause)
    at = level(*spec["level"])
    frame = disc_frame(draft.body, at.disc)
    refine(draft, frame, at)
    section = foramen_section(draft, side, at)
    root, pressers = f"{at.exits}-root.{side}", (at.disc, at.upper, at.lower)
    for muscle in MULTIFIDUS:
        draft.refine(muscle, frame.world(BEHIND), 30.0, 2, longest=2.5)
    draft.keep(0, foramen_readings(draft, section, (root,), pressers))
    moved = followed(draft, ways_of(at.upper, -spec["lost"] * height(draft, frame, at) * frame.axes[:, 2]))
    wear = Wear(draft, moved, at.upper, at.lower)
    for amount in AMOUNTS:
        draft.reset()
        place(draft, moved, amount)
        wear.to(amount)
        squeeze(draft, frame, at, amount * spec["bulge"], (at.disc,))
        set_off(draft, (at.upper, at.lower))
        draft.keep(amount, foramen_readings(draft, section, (root,), pressers))
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


def height(draft: Draft, frame: Frame, at: Level) -> float:
    """Height of the healthy disc in its middle, mm."""
    middle = frame.origin[None]
    return float(sum(draft.healthy_solid(bone).distances(middle)[0][0] for bone in (at.upper, at.lower)))


def refine(draft: Draft, frame: Frame, at: Level) -> None:
    """Halve edges where things bend: the disc, the facets, and the nerve in its foramen."""
    draft.refine(at.disc, frame.origin, 40.0)
    draft.refine(at.disc, frame.world(np.array([0, 12.0, 0])), 26.0)
    for turn in (1, -1):
        middle = joint_middle(draft, frame, at.upper, at.lower, turn)
        for bone in (at.upper, at.lower):
            draft.refine(bone, middle, 13.0)
    for side in ("left", "right"):
        middle = draft.body.mesh(f"{at.exits}-ganglion.{side}").points.mean(axis=0)
        draft.refine(f"{at.exits}-root.{side}", middle, 25.0)
        draft.refine(f"{at.exits}-root-sleeve.{side}", middle, 20.0)


def squeeze(
    draft: Draft,
    frame: Frame,
    at: Level,
    bulge: float,
    pressers: tuple[str, ...],
    pierced: bool = False,
) -> None:
    """Let the disc bulge by some mm, and the roots that leave above it give way to all that presses.

    `pierced` says that pressers may pierce the skin of a nerve between its points.
    """
    bulged(draft, frame, at, bulge, _round)
    for flavum in at.flava:
        side = flavum.split(".")[1]
        nerve = nerve_parts(at, side)
        skins = nerve if pierced else ()
        soft = [*nerve, f"{at.exits}-rootlets.{side}"]
        walls = {at.upper: CLEAR, at.lower: CLEAR, flavum: CLEAR}
        give_way(draft, soft, pressers, walls, PHASES, skins=skins)
        # What the root lost in height it gains in width; it is set off once more where that is too near.
        root = f"{at.exits}-root.{side}"
        regain(draft, root, soft, pressed_place(draft, root, at.disc, frame.axes[:, 2]))
        give_way(draft, soft, pressers, walls, PHASES[1:], skins=skins)
        # Between bone and disc the root has nowhere left to go: there it dents the disc, as psoas does.
        dents = [draft.solid(key) for key in (*nerve, f"psoas-major.{side}")]
        draft.place(at.disc, kept_out(draft.points(at.disc), draft.healthy(at.disc).points, dents, 0.15))
    bones = [draft.solid(at.upper), draft.solid(at.lower)]
    draft.place(at.disc, kept_out(draft.points(at.disc), draft.healthy(at.disc).points, bones))


def _round(out: Array) -> Array:
    """All round, but little at the sides, where muscle lies."""
    return 1 - 0.7 * bell(out[:, 1], 0.3)
