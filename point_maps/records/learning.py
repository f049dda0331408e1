"""What people ask beside the places: signs, treatments, red flags, evidence."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from models.records import Record
from point_maps.records.statements import Claim, Id, Prose, Statement, Words
from point_maps.words import Nerve, Root


class Origin(Record):
    """One place a sign can come from, and what tells it from the others."""

    name: Prose = Field(description="'Root L5', or 'Common fibular nerve at the neck of the fibula'.")
    roots: Annotated[tuple[Root, ...], Field(min_length=1)]
    nerves: Annotated[tuple[Nerve, ...], Field(min_length=1)]
    zones: tuple[Id, ...] = Field((), description="Ids of zones of the skin where it is felt then.")
    sites: tuple[Id, ...] = Field((), description="Ids of sites that press there.")
    told: Statement = Field(description="What is felt, weak or kept when it comes from here.")


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
    origin: tuple[Origin, ...] = Field((), description="The places it can come from, one by one.")
    other_reasons: Statement = Field(description="What else can feel like this.")
    needs_care: Statement | None = Field(None, description="When to see somebody about it, and how soon.")

    @model_validator(mode="after")
    def _origins_are_among_its_own(self) -> Self:
        for origin in self.origin:
            for field in ("roots", "nerves", "zones", "sites"):
                if other := set(getattr(origin, field)) - set(getattr(self, field)):
                    msg = (
                        f"must list what its origins name; got {sorted(other)[0]!r} of {origin.name!r} "
                        f"missing from its {field}. Add it there, or take it out of the origin"
                    )
                    raise ValueError(msg)
        return self


class Form(Record):
    """One form of a treatment that has several: a kind of medicine, of operation, of exercise."""

    name: Prose
    says: Statement


class Treatment(Record):
    """A treatment people meet: what it can do and what it cannot."""

    id: Id
    name: Prose
    also_called: Words
    how: Statement | None = Field(None, description="How it works or is said to, and how well that is known.")
    can: Statement
    cannot: Statement
    form: tuple[Form, ...] = Field((), description="Its forms, where they differ in what they can do.")
    watch: Statement | None = Field(None, description="What to keep in mind.")
    cautions: tuple[Statement, ...] = Field((), description="Who should say so first, and why.")


Urgency = Literal["at once, ambulance", "same day, emergency care", "soon, your clinician"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
"""How soon somebody is needed, the soonest first."""


class RedFlag(Statement):
    """A sign that needs a clinician soon, said calmly."""

    id: Id
    urgency: Urgency


When = Literal["any needle", "artery", "joint", "forearm", "lower-leg", "afterwards"]


class Precaution(Statement):
    """Something to think of before a needle, or to watch for after one."""

    id: Id
    name: Prose
    when: When = Field(
        description="Where it is told. any needle: everywhere; artery: where an artery lies within reach of "
        "the needle; joint: where a joint lies below; forearm, lower-leg: on that limb; afterwards: what to "
        "watch for."
    )


class Remark(Statement):
    """Something said of what the atlas draws without a record of its own, such as the line of gravity."""

    id: Id


Group = Literal[
    "bottom line", "trials", "guidelines", "often said", "laboratory and animals", "not shown", "harms"
]
GROUPS: tuple[Group, ...] = get_args(Group)
"""What the evidence is shown under, in this order."""
Finding = Literal["summary", "trial", "review", "guideline", "claim", "laboratory", "gap", "harm"]
GROUP_OF: dict[Finding, Group] = {
    "summary": "bottom line",
    "trial": "trials",
    "review": "trials",
    "guideline": "guidelines",
    "claim": "often said",
    "laboratory": "laboratory and animals",
    "gap": "not shown",
    "harm": "harms",
}


class Evidence(Record):
    """One finding about acupuncture in sciatica, with what it does not show."""

    id: Id
    title: Prose
    kind: Finding = Field(description="'summary' is the bottom line: there is one of it.")
    leans: Literal["for", "against", "unclear"] = Field(
        description="Which way it leans on acupuncture for sciatica."
    )
    finding: Statement
    limits: Statement = Field(description="What it does not show; for the summary, what to do.")

    @property
    def group(self) -> Group:
        """What it is shown under: 'trials' for single trials and for reviews of them, and so on."""
        return GROUP_OF[self.kind]


class Prong(Record):
    """One of the two aims of the treatment: the lower back, and the path in the leg."""

    id: Id
    name: Prose
    also_called: Words = ()
    aim: Claim
    physiology: Statement = Field(description="What the body is known to do, apart from the method's claim.")
    limits: Statement | None = Field(None, description="What of this is not known in people, or here.")
