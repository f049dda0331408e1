"""The record of a story: a walk through the atlas in steps, for a lesson or a talk with a patient."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import parse_qsl

from pydantic import AfterValidator, Field, model_validator

from models.records import Record
from point_maps.records.statements import Id, Prose, Statement, Words
from point_maps.words import LOOK_WORDS, Layer, View

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


def look_words(text: str) -> str:
    """Pass on the words of an address that say how things look.

    Raises
    ------
    ValueError
        If it is not such words, or one of them says something else.
    """
    if not re.fullmatch(r"[a-z]+=[^&\s]*(&[a-z]+=[^&\s]*)*", text):
        wanted = "words of an address, as in 'select=KI3.left&show=skin,bones'"
        msg = f"must be {wanted}; got {text[:60]!r}. Rewrite it"
        raise ValueError(msg)
    others = [word for word, _ in parse_qsl(text, keep_blank_values=True) if word not in LOOK_WORDS]
    if others:
        msg = f"must say how things look, by {', '.join(LOOK_WORDS)}; got {', '.join(others)}. Take it out"
        raise ValueError(msg)
    return text


LookWords = Annotated[str, Field(max_length=2000), AfterValidator(look_words)]
Offset = Annotated[float, Field(strict=True, ge=-3, le=3, allow_inf_nan=False)]


class Pin(Record):
    """Own words at a place on the body, the same place on every body."""

    on: Thing
    at: tuple[Offset, Offset, Offset] = Field(
        description="How far from the middle of that thing: to the patient's left, to the back, upward; "
        "1 is as far as it extends from its middle."
    )
    says: Annotated[Prose, Field(max_length=120)]


class Step(Record):
    """One step: what is said, what is chosen, what is shown, from where it is looked at.

    A listener sees what is spoken of and little else: switch off the layers a step does
    not need, or name the few things it needs in `only`.
    """

    title: Prose
    says: Statement | None = Field(None, description="What is said, with the sources that say it.")
    own: Prose | None = Field(
        None,
        description="Instead of that: words of whoever made the story; the page says whose.",
    )
    look: LookWords | None = Field(
        None,
        description="How all of it looks, in the words of the page's address, as the page itself writes them "
        "for a view that was kept: 'select=KI3.left&camera=...'. Nothing else says then what is shown.",
    )
    pin: Annotated[tuple[Pin, ...], Field(max_length=20, description="Own words at places of the body.")] = ()
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

    @model_validator(mode="after")
    def _says_it_once(self) -> Self:
        if self.says and self.own:
            msg = "must hold says, with sources, or own; got both. Keep one of them"
            raise ValueError(msg)
        if not (self.says or self.own or self.look):
            msg = "must hold says, with sources, or own words; got neither. Write one of them"
            raise ValueError(msg)
        told = sorted(self.model_fields_set - {"title", "says", "own", "look", "pin"})
        if self.look and told:
            msg = f"must say by look alone how things look; got look and {', '.join(told)}. Keep one of them"
            raise ValueError(msg)
        return self


class Story(Record):
    """A walk in steps that a teacher prepared."""

    id: Id
    title: Prose
    also_called: Words = ()
    about: Statement | None = Field(None, description="What it is for, in one or two sentences.")
    step: Annotated[tuple[Step, ...], Field(min_length=1, max_length=40)]
