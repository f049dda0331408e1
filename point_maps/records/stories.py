"""The record of a story: a walk through the atlas in steps, for a lesson or a talk with a patient."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.records.statements import Id, Prose, Statement, Words
from point_maps.words import Layer, View

THING = r"^[A-Za-z0-9-]+(\.(left|right|midline))?$"
Thing = Annotated[
    str,
    Field(
        max_length=100,
        pattern=THING,
        description="A structure, region, cause or zone with its side: 'sciatic.right', 'KI3.left', "
        "'l5-s1-bone-spur.left', 'dermatome-l5.right'; without one where there is none: 'sacrum'.",
    ),
]
Things = Annotated[tuple[Thing, ...], Field(max_length=60)]
Opaque = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]


class Step(Record):
    """One step: what is said, what is chosen, what is shown, from where it is looked at.

    A listener sees what is spoken of and little else: switch off the layers a step does
    not need, or name the few things it needs in `only`.
    """

    title: Prose
    says: Statement
    select: Thing | None = Field(None, description="Left out: nothing is chosen.")
    amount: int = Field(
        0,
        strict=True,
        ge=0,
        le=100,
        description="How far a chosen cause is from healthy, in percent of the way; left out: healthy.",
    )
    beside: bool = Field(
        False, strict=True, description="Whether the healthy picture stands beside a cause's."
    )
    view: View | None = Field(None, description="Left out: what is chosen is flown to.")
    side: Literal["left", "right", "both"] = Field(
        "both", description="Which side's parts are shown; a view of one side looks at this one."
    )
    show: tuple[Layer, ...] | None = Field(
        None, description="Layers that are on; left out: as the step before, or as the atlas opens."
    )
    skin: Opaque | None = Field(
        None, description="How opaque the skin is, 0-1; left out: as the step before, or as the atlas opens."
    )
    zones: Literal["dermatome", "nerve"] = Field(
        "dermatome", description="How the skin is divided where zones are shown."
    )
    variant: Id | None = Field(None, description="The anatomical variant that is shown in this step.")
    hide: Things = Field((), description="Things that are hidden in this step.")
    only: Things = Field((), description="If any is named, nothing else is shown in this step.")


class Story(Record):
    """A walk in steps that a teacher prepared."""

    id: Id
    title: Prose
    also_called: Words
    about: Statement = Field(description="What it is for, in one or two sentences.")
    step: Annotated[tuple[Step, ...], Field(min_length=2, max_length=40)]
