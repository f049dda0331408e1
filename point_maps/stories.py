"""The record of a story: a walk through the atlas in steps, for a lesson or a talk with a patient."""

from typing import Annotated

from pydantic import Field

from models.records import Record
from point_maps.statements import Id, Prose, Statement, Words
from point_maps.words import Layer, View

Thing = Annotated[
    str,
    Field(
        max_length=100,
        pattern=r"^[A-Za-z0-9-]+(\.(left|right|midline))?$",
        description="What is chosen, with its side: 'sciatic.right', 'l5-s1-bone-spur.left', 'KI3.left'.",
    ),
]


class Step(Record):
    """One step: what is said, what is chosen, what is shown, from where it is looked at."""

    title: Prose
    says: Statement
    select: Thing | None = Field(None, description="Left out: nothing is chosen.")
    view: View | None = Field(None, description="Left out: what is chosen is flown to.")
    show: tuple[Layer, ...] = Field((), description="Layers that are on; left out: as the step before.")


class Story(Record):
    """A walk in steps that a teacher prepared."""

    id: Id
    title: Prose
    also_called: Words
    about: Statement = Field(description="What it is for, in one or two sentences.")
    step: Annotated[tuple[Step, ...], Field(min_length=2)]
