"""How a region is found, step by step, with the measures of the body shown."""

from typing import Literal, NamedTuple

import numpy as np

from models.catalogue import Body
from point_maps.records.anchors import Between, SkinAnchor, Step
from point_maps.solving.frames import MissingError, frame, landmark
from point_maps.solving.placed import PlacedRegion
from point_maps.solving.scales import scales
from point_maps.words import LANDMARKS, directions, edge

NAMES = {
    "wrist-crease-palmar": "palmar wrist crease",
    "wrist-crease-dorsal": "dorsal wrist crease",
    "medial-malleolus": "tip of the medial malleolus",
    "medial-malleolus-prominence": "most prominent place of the medial malleolus",
    "lateral-malleolus": "tip of the lateral malleolus",
    "achilles-anterior": "front of the Achilles tendon",
    "pisiform": "proximal edge of the pisiform",
    "radial-styloid": "tip of the radial styloid",
    "ulnar-styloid": "tip of the ulnar styloid",
    "ulnar-head": "head of the ulna",
    "calcaneus-posterior": "back of the calcaneus",
    "psis": "posterior superior iliac spine",
    "piis": "posterior inferior iliac spine",
    "asis": "anterior superior iliac spine",
}
"""Landmarks whose ids do not read as their names."""
BONES = frozenset({"metacarpal", "metatarsal"})
"""Bones that are counted, not named."""
FRONT_BACK, ASIDE = {"anterior", "posterior"}, {"medial", "lateral"}
"""Words that join as one: anteromedial."""
ORDINALS = ("first", "second", "third", "fourth", "fifth")


class Rule(NamedTuple):
    """One step of finding a region.

    Attributes
    ----------
    part
        How far along the limb, where across it, or to which side's skin.
    says
        The step in words: '1.5 cun proximal of the palmar wrist crease'.
    here
        Its measure on this body; empty where nothing is measured.
    """

    part: Literal["level", "across", "facing"]
    says: str
    here: str


def found(body: Body, region: PlacedRegion) -> tuple[Rule, ...]:
    """The steps that lead to a region on a body: the level, the place across, the side faced."""
    anchor = region.region.anchor
    rules = [Rule("across", _place(anchor.across), _here(body, region, anchor.across))]
    if anchor.level is not None:
        rules.insert(0, Rule("level", _place(anchor.level), _here(body, region, anchor.level)))
        rules[1] = rules[1]._replace(says=f"{rules[1].says}{_at_level(anchor)}")
    says = f"out to the skin on the {_direction(anchor.facing)} side"
    return (*rules, Rule("facing", says, ""))


def _at_level(anchor: SkinAnchor) -> str:
    """How a line between two places is read where it only meets the level."""
    place = anchor.across
    open_ended = isinstance(place, Between) and place.at is None
    return ", where that line meets this level" if open_ended else ", at this level"


def _place(place: str | Step | Between) -> str:
    match place:
        case Step():
            return f"{_length(place)} {_direction(place.toward)} of {_place(place.of)}"
        case Between():
            return _between(place)
        case _:
            return name_of(place)


def _between(place: Between) -> str:
    first, second = map(name_of, place.between)
    if place.at is None:
        return f"on the line from {first} to {second}"
    if place.at == 0.5:
        return f"midway between {first} and {second}"
    return f"{place.at:.0%} of the way from {first} to {second}"


def name_of(name: str) -> str:
    """A landmark, a region or an edge of a structure as it is spoken of."""
    if name in LANDMARKS:
        return f"the {NAMES.get(name, name.replace('-', ' '))}"
    found = edge(name)
    if found is None:
        return name
    kind = "edge" if found.at_level else "end"
    return f"the {_direction('-'.join(found.direction))} {kind} of the {_structure(found.structure)}"


def _structure(name: str) -> str:
    bone, _, number = name.rpartition("-")
    if bone in BONES and number.isdigit():
        return f"{ORDINALS[int(number) - 1]} {bone}"
    return name.replace("-", " ")


def _direction(text: str) -> str:
    """Directions as they are spoken: 'anteromedial', 'palmar and radial', 'mostly lateral and anterior'."""
    words = directions(text)
    if len(words) == 2 and words[0] in FRONT_BACK and words[1] in ASIDE:
        return words[0].removesuffix("ior") + "o" + words[1]
    most = [word for word in dict.fromkeys(words) if words.count(word) > 1]
    rest = [word for word in dict.fromkeys(words) if words.count(word) == 1]
    return " and ".join([*(f"mostly {word}" if rest else word for word in most), *rest])


def _length(step: Step) -> str:
    return f"{step.mm:g} mm" if step.mm is not None else f"{step.cun:g} cun"


def _here(body: Body, region: PlacedRegion, place: str | Step | Between) -> str:
    if isinstance(place, Step):
        return _cun(body, region.side, place)
    return _gap(body, region, place) if isinstance(place, Between) else ""


def _cun(body: Body, side: str, step: Step) -> str:
    """What a cun is on this body, and what the step comes to."""
    if step.scale is None or step.cun is None:
        return ""
    measure, mm = scales()[step.scale], body.manifest.cun[f"{step.scale}.{side}"]
    return (
        f"{_scale(step.scale)} scale: {measure.from_} to {measure.to} = {measure.cun} cun; "
        f"1 cun = {mm:.1f} mm on this body, so {step.cun * mm:.1f} mm"
    )


def _scale(scale: str) -> str:
    """A scale as it is spoken of: 'inner leg, 13 cun'."""
    limb = {"forearm": "forearm", "leg-medial": "inner leg", "leg-lateral": "outer leg", "foot": "foot"}
    return limb[scale.rstrip("0123456789-")]


def _gap(body: Body, region: PlacedRegion, place: Between) -> str:
    """How far apart two landmarks are on this body, level with each other where the anchor has a level."""
    if not all(name in LANDMARKS for name in place.between):
        return ""
    try:
        start, end = (landmark(body, name, region.side) for name in place.between)
    except MissingError:
        return ""
    step = end - start
    if region.region.anchor.level is not None:
        axis = frame(body, region.region.anchor.limb, region.side).axis
        step = step - (step @ axis) * axis
    return f"{np.linalg.norm(step):.1f} mm apart on this body"
