"""What people ask beside the places: signs, treatments, red flags, evidence."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.statements import Claim, Id, Prose, Statement, Words
from point_maps.words import Nerve, Root


class Sign(Record):
    """Something a person with sciatica may notice, and where it can come from."""

    id: Id
    name: Prose
    also_called: Words
    about: Statement
    roots: Annotated[tuple[Root, ...], Field(min_length=1)]
    nerves: Annotated[tuple[Nerve, ...], Field(min_length=1)]
    zones: tuple[Id, ...] = Field((), description="Ids of zones of the skin where it can be felt.")
    sites: Annotated[tuple[Id, ...], Field(min_length=1, description="Ids of sites it can come from.")]
    other_reasons: Statement = Field(description="What else can feel like this.")


class Treatment(Record):
    """A treatment people meet: what it can do and what it cannot."""

    id: Id
    name: Prose
    also_called: Words
    can: Statement
    cannot: Statement
    watch: Statement | None = Field(None, description="What to keep in mind.")


class RedFlag(Statement):
    """A sign that needs a clinician soon, said calmly."""

    id: Id
    urgency: Literal["same day, emergency care", "soon, your clinician"]


class Evidence(Record):
    """One finding about acupuncture in sciatica, with what it does not show."""

    id: Id
    title: Prose
    kind: Literal["trial", "guideline", "review", "laboratory", "harm", "gap"]
    leans: Literal["for", "against", "unclear"] = Field(
        description="Which way it leans on acupuncture for sciatica."
    )
    finding: Statement
    limits: Statement


class Prong(Record):
    """One of the two aims of the treatment: the lower back, and the path in the leg."""

    id: Id
    name: Prose
    aim: Claim
    physiology: Statement = Field(description="What the body is known to do, apart from the method's claim.")
