"""The record of a zone: an area of skin, drawn by rule on whichever body is shown.

A zone is the union of parts. A part on the limb says, from below upward, between which
bearings round the limb it lies; a part on the dorsum or the sole of the foot says, from the
heel forward, between which rays of the foot.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from models.records import Record, shown
from point_maps.records.statements import Id, Prose, Statement, Words
from point_maps.words import Root, ZoneNerve

LIMB = ("foot", "leg", "thigh", "buttock", "back")
"""Stretches of the limb: sole to ankle, to knee, to gluteal fold, to iliac crest, to 100 mm above."""
FOOT = ("heel", "metatarsus", "toes")
"""Stretches of the foot: heel to the metatarsals' bases, to their heads, to the toes' tips."""


class Rung(NamedTuple):
    """A place along the limb or foot: 2.5 is half way through the third stretch."""

    place: float
    low: float
    high: float


def _rung_name(text: str) -> str:
    """Pass on a place such as 'leg 0.5'.

    Raises
    ------
    ValueError
        If it is none.
    """
    if not re.fullmatch(rf"({'|'.join((*LIMB, *FOOT))}) (0(\.\d+)?|1(\.0+)?)", text):
        msg = f"must be a stretch and a share of it, such as 'leg 0.5'; got {shown(text)}"
        raise ValueError(msg)
    return text


RungName = Annotated[str, AfterValidator(_rung_name)]
Bound = Annotated[float, Field(strict=True, ge=-180, le=720, allow_inf_nan=False)]


class Part(Record):
    """One piece of a zone."""

    on: Literal["limb", "dorsum", "sole", "foot"]
    edges: Annotated[
        tuple[tuple[RungName, Bound, Bound], ...],
        Field(
            min_length=2,
            description="Rows of a place and two bounds, in order. On the limb: 'foot', 'leg', 'thigh', "
            "'buttock' or 'back' and a share upward, then bearings in degrees from the front turning outward "
            "(outer side 90, back 180, inner side 270). On dorsum, sole and foot (both): 'heel', "
            "'metatarsus' or 'toes' and a share forward, "
            "then rays (great toe 1, little toe 5; 0 and 6 are past the borders of the foot).",
        ),
    ]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = LIMB if self.on == "limb" else FOOT
        if wrong := [name for name, _, _ in self.edges if name.split()[0] not in known]:
            msg = f"must name stretches of the {self.on} ({', '.join(known)}); got {wrong[0]!r}"
            raise ValueError(msg)
        rungs = list(self.rungs())
        if any(above.place <= below.place for below, above in pairwise(rungs)):
            msg = "must rise from row to row; got one that does not. Put the rows in order"
            raise ValueError(msg)
        if any(rung.high <= rung.low for rung in rungs):
            msg = "must hold a smaller and then a larger bound; got another order. Add 360 to the second"
            raise ValueError(msg)
        return self

    def rungs(self) -> Iterator[Rung]:
        """The rows as numbers."""
        known = LIMB if self.on == "limb" else FOOT
        for name, low, high in self.edges:
            stretch, share = name.split()
            yield Rung(known.index(stretch) + float(share), low, high)


class Zone(Record):
    """The skin that one root, or one branch, mostly serves."""

    id: Id = Field(description="Key without a side: 'dermatome-l5' or 'skin-of-sural'.")
    name: Prose = Field(description="The term a clinician uses.")
    plain_name: Prose
    also_called: Words
    kind: Literal["dermatome", "nerve"] = Field(description="Of a root, or of a peripheral nerve.")
    colour: Id = Field(description="Key of its colour; zones that share a nerve or root share it.")
    roots: Annotated[tuple[Root, ...], Field(min_length=1)]
    nerves: Annotated[tuple[ZoneNerve, ...], Field(min_length=1, description="Nerves that light with it.")]
    soft_mm: Annotated[float, Field(strict=True, ge=4, le=20, description="How wide its edge fades, mm.")]
    where: Statement = Field(description="Where it lies, in plain words.")
    tested: Statement = Field(description="Where a clinician touches to test it.")
    meets: Statement = Field(description="What a change of feeling here can mean.")
    caveat: Statement = Field(description="How far it can be relied on.")
    part: Annotated[tuple[Part, ...], Field(min_length=1)]
