"""The grammar of anchors: how a record says where it lies, without a coordinate.

A region reads as its text does: the *level* on the limb, the place *across* it, and the
side its skin is *facing*. A site lies on a nerve or at a place of the spine. One map
therefore serves every body.
"""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from models.records import Record
from point_maps.words import (
    DIRECTIONS,
    Limb,
    Nerve,
    Scale,
    direction_name,
    directions,
    edge,
    place_name,
    point_code,
)

PlaceName = Annotated[
    str,
    AfterValidator(place_name),
    Field(
        max_length=80,
        description="A landmark ('medial-malleolus'), another region ('KI3'), the outermost place of a whole "
        "structure ('proximal end of pisiform') or of a structure at this level ('radial edge of radius').",
        examples=["medial-malleolus", "KI3", "proximal end of pisiform", "radial edge of radius"],
    ),
]
Direction = Annotated[
    str,
    AfterValidator(direction_name),
    Field(
        max_length=40,
        description="Forearm: proximal, distal, radial, ulnar, palmar, dorsal. Lower leg: proximal, distal, "
        "anterior, posterior, medial, lateral. Trunk: superior, inferior and the same four. "
        "Joined by hyphens they mix in equal parts: 'palmar-radial'.",
        examples=["medial", "palmar-radial", "posterolateral"],
    ),
]
Code = Annotated[
    str,
    AfterValidator(point_code),
    Field(max_length=20, description="WHO code such as 'LU7', or your own with a hyphen such as 'OWN-1'."),
]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Length = Annotated[float, Field(strict=True, ge=0, le=400, allow_inf_nan=False)]


class Between(Record):
    """A place on the straight line between two places."""

    between: tuple[PlaceName, PlaceName]
    at: Share | None = Field(
        None,
        description="Share of the way from the first to the second; left out: where it meets the level.",
    )


def _kind_of_place(value: object) -> str:
    """Tell a name, a step and a line between two places apart, so that errors speak of one."""
    if isinstance(value, dict):
        return "between" if "between" in value else "step"
    return "between" if isinstance(value, Between) else "step" if isinstance(value, Step) else "name"


Start = Annotated[
    Annotated[PlaceName, Tag("name")] | Annotated[Between, Tag("between")], Discriminator(_kind_of_place)
]


class Step(Record):
    """Go a number of cun, or millimetres, from a place in a direction."""

    of: Start = Field(description="The place to start from: a name, or a place between two.")
    cun: Length | None = Field(None, description="How many cun; give the scale too.")
    mm: Length | None = Field(None, description="How many millimetres; only where sources give them.")
    toward: Direction
    scale: Scale | None = Field(
        None,
        description="What a cun is measured by: forearm (elbow to wrist crease = 12), leg-medial-13 (below "
        "the medial condyle to the inner ankle = 13), leg-medial-15 (kneecap tip to it = 15), "
        "leg-lateral-16 (knee crease to outer ankle = 16), foot-3 (inner ankle to sole = 3)",
    )

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.cun is None) == (self.mm is None):
            msg = "must hold either cun or mm; got both or neither. Keep one of them"
            raise ValueError(msg)
        if (self.cun is None) != (self.scale is None):
            msg = 'must name a scale with cun, and none with mm. Write scale = "forearm", for instance'
            raise ValueError(msg)
        return self


def _kind_of_site(value: object) -> str:
    on_nerve = "nerve" in value if isinstance(value, dict) else isinstance(value, NerveAnchor)
    return "nerve" if on_nerve else "spine"


Place = Annotated[
    Annotated[PlaceName, Tag("name")] | Annotated[Step, Tag("step")] | Annotated[Between, Tag("between")],
    Discriminator(_kind_of_place),
]


class SkinAnchor(Record):
    """Where the centre of a region lies on the skin."""

    limb: Literal["forearm", "lower-leg"]
    level: Place | None = Field(
        None, description="How far along the limb; left out: as far as the place across lies."
    )
    across: Place = Field(description="Where across the limb, before the skin is met.")
    facing: Direction = Field(description="The side whose skin is meant.")

    @model_validator(mode="after")
    def _reads_in_one_limb(self) -> Self:
        check_words(self.limb, [self.level, self.across], self.facing)
        if isinstance(self.across, Between) and self.across.at is None and self.level is None:
            msg = "must hold a level, or an `at` beside `between`; got neither. Add at = 0.5, for instance"
            raise ValueError(msg)
        return self


class NerveAnchor(Record):
    """A place on the course of a nerve."""

    nerve: Nerve
    at: Share | None = Field(None, description="Share of the nerve's length from its proximal end.")
    nearest: Place | None = Field(None, description="The place the nerve passes closest to.")
    limb: Limb = Field("trunk", description="Whose direction words `nearest` uses.")

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if (self.at is None) == (self.nearest is None):
            msg = "must hold either `at` or `nearest`; got both or neither. Keep one of them"
            raise ValueError(msg)
        check_words(self.limb, [self.nearest])
        return self


class SpineAnchor(Record):
    """A place of the spine or pelvis."""

    at: Place

    @model_validator(mode="after")
    def _trunk_words(self) -> Self:
        check_words("trunk", [self.at])
        return self


SiteAnchor = Annotated[
    Annotated[NerveAnchor, Tag("nerve")] | Annotated[SpineAnchor, Tag("spine")], Discriminator(_kind_of_site)
]
TAGS = frozenset({"name", "step", "between", "spine"})
"""Words pydantic puts into the path of a problem that no file holds."""


def names(place: str | Step | Between | None) -> tuple[str, ...]:
    """The places a place is written from."""
    match place:
        case None:
            return ()
        case Step():
            return names(place.of)
        case Between():
            return place.between
        case _:
            return (place,)


def check_words(limb: str, places: Iterable[str | Step | Between | None], facing: str | None = None) -> None:
    """Refuse direction words that this limb does not have.

    Raises
    ------
    ValueError
        If a word belongs to another limb.
    """
    places = list(places)
    used = [*directions(facing)] if facing else []
    used += [word for place in places if isinstance(place, Step) for word in directions(place.toward)]
    used += [
        word for place in places for name in names(place) if (found := edge(name)) for word in found.direction
    ]
    if wrong := [word for word in used if word not in DIRECTIONS[limb]]:
        msg = f"must use the words of the {limb} ({', '.join(DIRECTIONS[limb])}); got {wrong[0]!r}"
        raise ValueError(msg)
