"""What every record is made of: plain text, and statements that name their sources."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from models.records import Record, shown
from point_maps.characters import called, hidden

Voice = Literal["patient", "student", "clinician"]
"""Who is spoken to. Every statement has words for each; a student's are those everybody shares."""
VOICES: tuple[Voice, ...] = ("patient", "student", "clinician")

Standing = Literal["published", "traditional", "inferred", "disputed"]
"""How a statement of a method is known.

published: a named teacher or paper says it. traditional: classical texts agree on it.
inferred: it follows from published statements, but no source read for this atlas says just this.
disputed: sources contradict each other or the evidence speaks against it.
"""

MARKUP = re.compile(r"<\s*[a-zA-Z/!?]|&#?\w+;|\]\(|javascript:|\{\{", re.IGNORECASE)
BEGINS = ("<", "&", "](", "javascript:", "{{")
"""What each piece of markup begins with: looked for first, since that takes a fiftieth of the time."""
LONGEST = 1500
MOST_PARTS = 4
"""Characters that Unicode can take apart one letter into; a longer text stays too long in any form."""


def plain(text: str) -> str:
    """Pass on a text that is plain: no markup, no hidden characters, of readable length.

    Accents come back as one sign with their letter, also where the file spelt them as escapes.

    Raises
    ------
    ValueError
        If it is empty, longer than `LONGEST`, or holds markup or control characters.
    """
    if not text.strip():
        msg = "must be a text; got an empty one. Write it or leave the key out"
        raise ValueError(msg)
    if len(text) <= LONGEST * MOST_PARTS:
        text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST:
        msg = f"must be at most {LONGEST} characters; got {len(text)}. Shorten it"
        raise ValueError(msg)
    small = text.lower()
    if any(begin in small for begin in BEGINS) and (found := MARKUP.search(text)):
        msg = f"must be plain text; got markup ({found[0]!r}). Write the words only"
        raise ValueError(msg)
    if unseen := hidden(text):
        msg = f"must be visible characters on one line; got {called(unseen)}. Take it out"
        raise ValueError(msg)
    return text.strip()


def kebab(text: str) -> str:
    """Pass on an id of small letters, digits and single hyphens.

    Raises
    ------
    ValueError
        If it is written in any other way.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        msg = (
            f"must be small letters, digits and hyphens, as in 'fibular-neck'; got {shown(text)}. Rewrite it"
        )
        raise ValueError(msg)
    return text


def source_mention(text: str) -> str:
    """Pass on a source id, with the place in it after a colon if there is one.

    Raises
    ------
    ValueError
        If the part before the colon is not an id.
    """
    source, _, place = text.partition(":")
    kebab(source)
    return text if not place else f"{source}:{plain(place)}"


Prose = Annotated[str, AfterValidator(plain)]
Id = Annotated[str, AfterValidator(kebab), Field(max_length=80)]
Mention = Annotated[str, AfterValidator(source_mention), Field(max_length=200)]
Mentions = Annotated[
    tuple[Mention, ...],
    Field(min_length=1, description="Ids of sources, each with an optional place: 'who-2008:page 45'."),
]
Words = Annotated[
    tuple[Prose, ...],
    Field(description="Other names people type when they search, common misspellings included."),
]


class Statement(Record):
    """Something said about the body, in up to three voices, with the sources that say it."""

    text: Prose = Field(
        description="One to four sentences of your own: a student's words, and anybody's who has none below."
    )
    patient: Prose | None = Field(None, description="The same for a patient: shorter, plain and calm.")
    clinician: Prose | None = Field(None, description="The same for a clinician: in the field's own terms.")
    sources: Mentions

    def said(self, voice: Voice) -> str:
        """What it says to one of its three readers."""
        own = {"patient": self.patient, "student": self.text, "clinician": self.clinician}[voice]
        return own or self.text


class Claim(Statement):
    """Something a method of treatment says, with how it is known."""

    standing: Standing = Field(
        description="published: a named teacher or paper says it; traditional: classical texts agree; "
        "inferred: it follows, but no source read says just this; disputed: sources contradict each other."
    )
