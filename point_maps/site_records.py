"""The record of a compression site: where something can press on the nerve, and what that means."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.anchors import SiteAnchor
from point_maps.statements import Id, Prose, Statement, Words
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
