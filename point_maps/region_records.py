"""The records of point regions: where one lies, what is under it, what sources say of needling it."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.anchors import Code, SkinAnchor
from point_maps.statements import Id, Mentions, Prose, Statement, Words

Depth = Annotated[float, Field(strict=True, gt=0, le=3, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(strict=True, gt=0, le=60, allow_inf_nan=False)]


class Needling(Record):
    """How deep and at what angle sources say a needle goes, in cun."""

    depth_cun: tuple[Depth, Depth]
    angle: Literal["perpendicular", "oblique", "flat"]
    note: Prose | None = None
    sources: Mentions


class Radius(Statement):
    """How large the region is drawn, and why this size."""

    mm: Millimetres
    certainty: Literal["well defined", "fair", "rough"]


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
    cautions: tuple[Statement, ...] = Field(
        (), description="Only real ones; leave out what holds everywhere."
    )
    note: Statement | None = None
    review: Literal["written from the cited sources", "checked by a practitioner", "under discussion"]


class Guide(Record):
    """A point that only serves to measure others by; it is not drawn."""

    code: Code
    name: Prose
    anchor: SkinAnchor
    sources: Mentions
