"""The record of a compression site: where something can press on the nerve, and what that means."""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.records import Record
from point_maps.records.anchors import SiteAnchor
from point_maps.records.statements import Id, Prose, Statement, Words
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
ExitingRoot = Literal["L3", Root]
"""The roots of the sciatic nerve, and the one above them that leaves at L3-L4."""
Millimetres = Annotated[float, Field(strict=True, gt=0, le=60, allow_inf_nan=False)]


class OnTreatment(Statement):
    """What one treatment can and cannot do for one cause, where that differs from what holds in general."""

    treatment: Id = Field(description="Id of one of the treatments of this site.")


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
    exiting: tuple[ExitingRoot, ...] = Field(
        (), description="Roots that leave through the foramen of this level."
    )
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
    feels: Statement = Field(description="How it can feel.")
    worse: Statement
    better: Statement
    examined: Statement | None = Field(
        None, description="How a clinician looks for it: myotome, reflex and tests, and how far they tell."
    )
    how_common: Statement = Field(description="How common it is, also in people without pain.")
    what_next: Statement = Field(description="What usually happens next.")
    treatments: Annotated[tuple[Id, ...], Field(min_length=1, description="Ids of treatments people meet.")]
    treatment_note: Statement | None = Field(None, description="How treatment of this cause is chosen.")
    on_treatment: tuple[OnTreatment, ...] = Field(
        (), description="What single treatments can and cannot do for this cause in particular."
    )
    drawn: Statement | None = Field(
        None,
        description="What its picture is drawn from, where it is drawn: which sizes, and what is assumed.",
    )
    correction: Statement | None = Field(None, description="A common error about this, kindly put right.")
    needs_care: Statement = Field(description="When to see a clinician with this, calmly.")
    red_flags: tuple[Id, ...] = Field((), description="Ids of the red flags that matter most here.")
    similar: tuple[Id, ...] = Field((), description="Ids of other sites that can feel alike.")

    @model_validator(mode="after")
    def _notes_are_of_its_treatments(self) -> Self:
        told = Counter(note.treatment for note in self.on_treatment)
        if strange := [key for key in told if key not in self.treatments]:
            msg = (
                f"must hold on_treatment only for its treatments ({', '.join(self.treatments)}); "
                f"got {strange[0]!r}. Add it to treatments, or take the note out"
            )
            raise ValueError(msg)
        if twice := [key for key, count in told.items() if count > 1]:
            msg = f"must hold one on_treatment for a treatment; got two for {twice[0]!r}. Join them"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _similar_to_others(self) -> Self:
        if self.id in self.similar:
            msg = f"must name other sites in similar; got its own id {self.id!r}. Take it out"
            raise ValueError(msg)
        return self
