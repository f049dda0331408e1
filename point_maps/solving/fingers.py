"""A region measured by the fingers of the body itself, instead of by shares of its limb."""

from typing import Literal, NamedTuple

import numpy as np

from point_maps.records.anchors import SkinAnchor, Step
from point_maps.solving.frames import MissingError, Vector, across_from, normalised
from point_maps.solving.places import Places

By = Literal["thumb", "four"]
THUMB_CUN, FOUR_CUN = 1, 3
"""How many cun the thumb is wide at its joint, and the other fingers at their middle joints (WHO 2008)."""
BESIDE_JOINT = np.linspace(-4.0, 4.0, 5)
"""Where a finger's breadth is taken, mm along it from its joint: the middle of these."""
FINGERS: dict[By, tuple[int, ...]] = {"thumb": (1,), "four": (2, 3, 4, 5)}
"""Which fingers are laid beside each other, the thumb first."""
WIDE = 40.0
"""No finger is wider, mm."""


class Counted(NamedTuple):
    """A count by fingers.

    Attributes
    ----------
    by
        The thumb, or the four other fingers side by side.
    breadth
        How wide that is on this body, mm.
    cun
        How many cun are counted.
    mm
        How long they are by these fingers.
    place
        Where the region would lie, on the skin, (3,), mm.
    """

    by: By
    breadth: float
    cun: float
    mm: float
    place: Vector


def by_fingers(places: Places, anchor: SkinAnchor) -> Counted | None:
    """Where an anchor leads if its cun are counted by fingers.

    None where no cun are counted along the limb, or where the body has no finger bones.

    Raises
    ------
    MissingError
        If the body lacks what the anchor names.
    """
    step = anchor.level
    if not isinstance(step, Step) or not step.cun or not _has_fingers(places):
        return None
    by: By = "four" if step.cun >= FOUR_CUN else "thumb"
    breadth = sum(_breadth(places, finger) for finger in FINGERS[by])
    mm = step.cun * breadth / (FOUR_CUN if by == "four" else THUMB_CUN)
    counted = step.model_copy(update={"cun": None, "scale": None, "mm": mm})
    spot = places.on_skin(anchor.model_copy(update={"level": counted}))
    return Counted(by, breadth, step.cun, mm, spot.centre)


def _has_fingers(places: Places) -> bool:
    return places.surfaces.known("hand-distal-phalanx-5", places.side) is not None


def _breadth(places: Places, finger: int) -> float:
    """How wide a finger is at its middle joint, the thumb at its only one, along the row of knuckles, mm."""
    near, far = (
        _bone(places, f"hand-{part}-phalanx-{finger}")
        for part in ("proximal", "distal" if finger == 1 else "middle")
    )
    along = normalised(far.mean(axis=0) - near.mean(axis=0))
    joint = (near[np.argmax(near @ along)] + far[np.argmin(far @ along)]) / 2
    knuckles = _bone(places, "metacarpal-5").mean(axis=0) - _bone(places, "metacarpal-2").mean(axis=0)
    across = normalised(across_from(knuckles, along))
    skin = places.surfaces.of("skin", places.side)
    middles = joint + BESIDE_JOINT[:, None] * along
    ends = [[skin.way_out(middle, way, WIDE) for way in (across, -across)] for middle in middles]
    met = [np.linalg.norm(one.point - other.point) for one, other in ends if one and other]
    if not met:
        msg = f"needs skin round the bones of finger {finger}; the body {places.body.id!r} has none there"
        raise MissingError(msg)
    return float(np.median(met))


def _bone(places: Places, name: str) -> Vector:
    return places.surfaces.of(name, places.side).mesh.points
