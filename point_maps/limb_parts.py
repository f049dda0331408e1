"""Which part of a limb a region lies on, and which part of the body the method's formats lay that over."""

from collections.abc import Iterable, Sequence

from point_maps.records.anchors import SkinAnchor, Step, names
from point_maps.records.method import BodyPart, Format, LimbPart
from point_maps.words import is_code

FROM_JOINT = 2.0
"""From so many cun above the wrist or the ankle on, a region lies on the forearm or the lower leg."""
JOINT: dict[str, LimbPart] = {"forearm": "wrist", "lower-leg": "ankle"}
SHAFT: dict[str, LimbPart] = {"forearm": "forearm", "lower-leg": "lower leg"}


def part_of(anchor: SkinAnchor) -> LimbPart | None:
    """The part of a limb a region lies on: 'wrist', 'forearm', 'elbow', 'ankle' or 'lower leg'.

    None where it is counted upward from another region, so that its anchor alone does not tell.
    """
    level = anchor.level
    if "elbow-crease" in names(level):
        return "elbow"
    if not isinstance(level, Step) or level.toward != "proximal":
        return JOINT[anchor.limb]
    if any(map(is_code, names(level))):
        return None
    return SHAFT[anchor.limb] if (level.cun or 0) >= FROM_JOINT else JOINT[anchor.limb]


def laid_over(
    formats: Iterable[Format], part: LimbPart | None, places: Sequence[BodyPart]
) -> tuple[str, ...]:
    """The ids of the formats that lay a part of a limb over one of some places.

    Parameters
    ----------
    formats
        The formats to ask.
    part
        Where a region lies; None if that is not known.
    places
        The parts a painful territory lies on.
    """
    return tuple(
        one.id
        for one in formats
        if any(part in likeness.of and set(places) & set(likeness.over) for likeness in one.lays)
    )
