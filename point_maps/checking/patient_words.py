"""What a patient reads of a record, and which of its words do not suit one.

A statement without `patient` words is read by patients as it stands in `text`; names that
stand on a card are read by everybody. Other names, which people only type, are not looked at.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from point_maps.checking import wording
from point_maps.checking.once import once
from point_maps.records.statements import Statement

NAMES = ("plain_name", "title", "share", "about", "part", "stands_for", "note")
"""Fields of plain text, apart from `name`, that a card shows to everybody."""
READERS: dict[wording.Read, str] = {
    "patient": "in the patient's voice",
    "text": "where a patient has no words of their own",
    "name": "in a name that patients read",
}
"""How a text comes to be read by a patient."""


class Heard(NamedTuple):
    """A text a patient reads, where in the record it stands, and how it comes to be read."""

    path: tuple[str | int, ...]
    text: str
    kind: wording.Read


class Unsuited(NamedTuple):
    """What does not suit a patient: where it stands, what must be, what was found, how to mend it."""

    path: tuple[str | int, ...]
    must: str
    got: str
    mend: str


@once
def unsuited(record: BaseModel) -> Iterator[Unsuited]:
    """Everything in a record that does not suit a patient."""
    for heard in texts(record):
        yield from _unsuited(heard)


def texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[Heard]:
    """Every text of a record that a patient reads."""
    if isinstance(value, Statement):
        key: wording.Read = "patient" if value.patient else "text"
        yield Heard((*path, key), value.said("patient"), key)
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _of_field(value, field, path)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from texts(part, (*path, number))


def _of_field(record: BaseModel, field: str, path: tuple[str | int, ...]) -> Iterator[Heard]:
    found = getattr(record, field)
    if not isinstance(found, str):
        yield from texts(found, (*path, field))
    elif field in NAMES or (field == "name" and not hasattr(record, "plain_name")):
        yield Heard((*path, field), found, "name")


def _unsuited(heard: Heard) -> Iterator[Unsuited]:
    own = heard.kind == "patient"
    reader = READERS[heard.kind]
    say = "Add `patient` words, or say" if heard.kind == "text" else "Say"
    for found in wording.findings(heard.text, heard.kind):
        mend = f"{say} {found.say!r}, for instance"
        yield Unsuited(heard.path, f"be {found.must} {reader}", repr(found.found), mend)
    for count, sentence in wording.long_sentences(heard.text) if own else ():
        must = f"be sentences of at most {wording.LONGEST_SENTENCE} words {reader}"
        yield Unsuited(heard.path, must, f"one of {count} ({_begun(sentence)})", "Split it")


def _begun(sentence: str) -> str:
    return f"'{' '.join(sentence.split()[:4])} …'"
