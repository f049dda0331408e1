"""The records that say where something is and what it means: sites, regions, nerves."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.anchors import Code, SiteAnchor, SkinAnchor
from point_maps.statements import Id, Mentions, Prose, Statement, Words
from point_maps.words import Level, Nerve, Root

Cause = Literal[
    "herniated disc",
    "bone spur",
    "degenerative disc disease",
    "lumbar spinal stenosis",
    "spondylolisthesis",
    "pregnancy",
    "deep gluteal syndrome",
    "distal entrapment",
]
Depth = Annotated[float, Field(strict=True, gt=0, le=3, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(strict=True, gt=0, le=60, allow_inf_nan=False)]


class CompressionSite(Record):
    """A place where something can press on the sciatic nerve, its roots or its branches."""

    id: Id = Field(description="Key without a side: 'l5-s1-herniated-disc'.")
    name: Prose = Field(description="The term a clinician uses.")
    plain_name: Prose = Field(description="The name a patient would use.")
    latin: Prose | None = None
    also_called: Words
    cause: Cause
    level: Level | None = Field(None, description="The disc level, where there is one.")
    sides: Literal["left and right", "midline"] = Field(
        description="Midline: it presses on both sides at once."
    )
    exiting: tuple[Root, ...] = Field((), description="Roots that leave through the foramen of this level.")
    traversing: tuple[Root, ...] = Field((), description="Roots that pass this level to leave further down.")
    roots: Annotated[
        tuple[Root, ...], Field(min_length=1, description="Roots whose fibres are pressed here.")
    ]
    nerves: Annotated[tuple[Nerve, ...], Field(min_length=1, description="What is pressed, without a side.")]
    anchor: SiteAnchor
    extent_mm: tuple[Millimetres, Millimetres] = Field(
        description="Half length along the nerve and half width of the drawn mark; not a measurement."
    )
    happens: Statement = Field(description="What happens, in one plain sentence.")
    presses: Statement = Field(description="What presses on what, in anatomical words.")
    feels: Statement
    worse: Statement
    better: Statement
    how_common: Statement = Field(description="How common it is, also in people without pain.")
    what_next: Statement = Field(description="What usually happens next.")
    treatments: Annotated[tuple[Id, ...], Field(min_length=1, description="Ids of treatments people meet.")]
    treatment_note: Statement | None = None
    correction: Statement | None = Field(None, description="A common error about this, kindly put right.")
    needs_care: Statement = Field(description="When to see a clinician with this, calmly.")


class Needling(Record):
    """How deep and at what angle sources say a needle goes, in cun."""

    depth_cun: tuple[Depth, Depth]
    angle: Literal["perpendicular", "oblique", "flat"]
    note: Prose | None = None
    sources: Mentions


class Radius(Record):
    """How large the region is drawn, and why."""

    mm: Millimetres
    certainty: Literal["well defined", "fair", "rough"]
    text: Prose = Field(description="Why this size.")
    sources: Mentions


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


class NerveCard(Record):
    """What a stretch of the nerve is, where it runs and what it serves."""

    id: Nerve
    plain_name: Prose
    also_called: Words
    what: Statement
    runs: Statement
    skin: Statement = Field(description="The skin it serves.")
    moves: Statement = Field(description="The muscles it serves.")
    matters: Statement = Field(description="Why it matters for sciatica.")
