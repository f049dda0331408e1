"""The records of point regions: where one lies, what is under it, what sources say of needling it."""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.records import Record, shown
from point_maps.records.anchors import Code, Direction, SkinAnchor, check_words
from point_maps.records.statements import Id, Mentions, Prose, Statement, Words

Depth = Annotated[float, Field(strict=True, gt=0, le=3, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(strict=True, gt=0, le=60, allow_inf_nan=False)]


class Way(Record):
    """One way of needling as sources give it: how deep, at what angle, and toward what."""

    depth_cun: tuple[Depth, Depth] = Field(description="The shallowest and the deepest the sources give.")
    angle: Literal["perpendicular", "oblique", "flat"] = Field(
        description="perpendicular: straight in; oblique: about 45 degrees to the skin; flat: about 15."
    )
    toward: Direction | None = Field(
        None,
        description="Where the tip points, in the limb's words. Oblique and flat slant that way and need it. "
        "A perpendicular needle that has it goes straight in that direction of the limb instead of at right "
        "angles to the skin, as at a crease on a slope.",
    )
    note: Statement | None = None
    at_bone: Statement | None = Field(
        None, description="What is done where the needle meets bone before the depth given."
    )
    sources: Mentions

    @model_validator(mode="after")
    def _has_a_direction(self) -> Self:
        if self.depth_cun[0] > self.depth_cun[1]:
            msg = (
                f"must give the shallower depth first; got {self.depth_cun[0]:g} before {self.depth_cun[1]:g}"
            )
            raise ValueError(msg)
        if self.angle != "perpendicular" and self.toward is None:
            msg = f'must say where an {self.angle} needle points. Write toward = "proximal", for instance'
            raise ValueError(msg)
        return self


class Needling(Way):
    """How deep and at what angle sources say a needle goes, in cun; `also` holds what other sources say."""

    also: tuple[Way, ...] = Field(
        (), description="Other depths, angles or directions that other sources give."
    )

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way, the record's own first."""
        return (self, *self.also)


class Radius(Statement):
    """How large the region is drawn, and why this size."""

    mm: Millimetres
    certainty: Literal["well defined", "fair", "rough"]


Concern = Literal["nerve", "artery", "vein", "joint", "bone", "pregnancy", "skin", "tendon"]
"""What a caution can be about: something within a needle's reach, or a state of the person."""


class Caution(Statement):
    """Who or what needs care at one region, and why."""

    concerns: tuple[Concern, ...] = Field(
        (), description="What it is about, so that cards can be held against what lies within reach."
    )

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if twice := [word for word, count in Counter(self.concerns).items() if count > 1]:
            msg = f"must name each of its concerns once; got {shown(twice[0])} twice. Take one out"
            raise ValueError(msg)
        return self


class PointRegion(Record):
    """An area of skin around an acupuncture point."""

    code: Code
    pinyin: Prose = Field(description="With tone marks: 'Lièquē'.")
    chinese: Prose = Field(description="The characters of the WHO standard: '列缺'.")
    plain_name: Prose
    also_called: Words
    channel: Id = Field(description="Id of the channel: 'lung'.")
    location: Statement = Field(description="Where it is, in your own words, naming the landmarks.")
    anchor: SkinAnchor
    radius: Radius
    under: Annotated[tuple[Prose, ...], Field(min_length=1, description="What lies under it, skin first.")]
    under_sources: Mentions
    needling: Needling | None = None
    beside: tuple[Id, ...] = Field(
        (),
        description="Nerves and vessels whose distance the card tells; ids without a side: 'tibial'.",
    )
    cautions: tuple[Caution, ...] = Field(
        (),
        description="What needs care just here: one at least, or `no_caution`. Not what holds everywhere.",
    )
    no_caution: Statement | None = Field(
        None, description="Why none is needed here, with the sources that say so; only without `cautions`."
    )
    note: Statement | None = None
    review: Literal["written from the cited sources", "checked by a practitioner", "under discussion"]

    @model_validator(mode="after")
    def _needs_care_or_none(self) -> Self:
        if self.cautions and self.no_caution:
            msg = "must hold cautions or no_caution; got both. Take one of them out"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _points_in_one_limb(self) -> Self:
        for way in self.needling.ways if self.needling else ():
            check_words(self.anchor.limb, (), way.toward)
        return self


class Guide(Record):
    """A point that only serves to measure others by; it is not drawn."""

    code: Code
    name: Prose
    anchor: SkinAnchor
    sources: Mentions
