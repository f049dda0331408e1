"""What is wrong in a map file, said to the person who wrote it: file, line, place, mending."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from models.records import shown
from point_maps.checking.outline import Outline
from point_maps.records.anchors import TAGS
from point_maps.words import nearest

SENTENCES = {
    "missing": "must be there; got nothing. Add it",
    "string_type": "must be a text in quotes; got {got}. Put quotes around it",
    "float_type": "must be a number; got {got}. Write it without quotes",
    "int_type": "must be a whole number; got {got}. Write it without quotes or a point",
    "int_from_float": "must be a whole number; got {got}. Round it",
    "bool_type": "must be true or false; got {got}. Write one of them, without quotes",
    "bool_parsing": "must be true or false; got {got}. Write one of them, without quotes",
    "tuple_type": "must be a list in square brackets; got {got}. Put brackets around it",
    "model_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "model_attributes_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "literal_error": "must be one of {expected}; got {got}. Choose one of them",
    "too_short": "must hold at least {min_length}; got {actual_length}. Add one",
    "too_long": "must hold at most {max_length}; got {actual_length}. Take some out",
    "string_too_long": "must be at most {max_length} characters; got {got}. Shorten it",
    "string_pattern_mismatch": "must match the pattern {pattern}; got {got}. Rewrite it",
    "greater_than": "must be more than {gt}; got {got}. Change it",
    "greater_than_equal": "must be at least {ge}; got {got}. Change it",
    "less_than": "must be less than {lt}; got {got}. Change it",
    "less_than_equal": "must be at most {le}; got {got}. Change it",
    "finite_number": "must be an ordinary number; got {got}. Change it",
}
"""Our words for pydantic's kinds of error; other kinds are told in pydantic's own."""

MENDS = re.compile(r"; got.*\. [A-Z][^.]*$")
"""A sentence that ends with how to mend it."""
CHOICES = frozenset({"anchor", "at", "across", "level", "nearest", "of"})
"""Keys whose value has several forms: pydantic puts the form's name into the path of a problem."""
FORMS = TAGS | {"nerve"}
LONGEST = {"file": 300, "place": 200, "text": 700}
"""Characters of each part of a problem that are told."""


class Problem(NamedTuple):
    """One thing to mend: `file`, line 12: region 2, anchor, level: what must be what."""

    file: str
    line: int | None
    place: str
    text: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        parts = [f"{clean(self.file, LONGEST['file'])}{line}", clean(self.place, LONGEST["place"])]
        return ": ".join([*filter(None, parts), clean(self.text, LONGEST["text"])])


def clean(text: str, longest: int) -> str:
    """A text on one line in visible characters, others escaped, cut where it would fill the page.

    File names and keys are somebody's own: they may hold line breaks or hidden characters.
    """
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def from_error(file: str, outline: Outline, detail: ErrorDetails, keys: Iterable[str]) -> Problem:
    """Turn one of pydantic's errors into a problem of ours.

    Parameters
    ----------
    file
        The file, as its writer would name it.
    outline
        Of its text, to find the line.
    detail
        The error.
    keys
        Every key a map file may have, to name the nearest to an unknown one.
    """
    path = _as_written(detail)
    return Problem(file, outline.line(path), dotted(path), _sentence(detail, path, keys))


def _as_written(detail: ErrorDetails) -> tuple[str | int, ...]:
    """The path of an error without the words for forms that no file holds."""
    loc = detail["loc"]
    last = len(loc) - 1 if detail["type"] in {"extra_forbidden", "missing"} else len(loc)
    return tuple(
        part
        for number, part in enumerate(loc)
        if not (0 < number < last and part in FORMS and loc[number - 1] in CHOICES)
    )


def _sentence(detail: ErrorDetails, path: tuple[str | int, ...], keys: Iterable[str]) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        told = detail["msg"].removeprefix("Value error, ")
        return told if MENDS.search(told) else f"{told}. Change it"
    if detail["type"] == "extra_forbidden":
        hint = nearest(str(path[-1]), keys)
        return f"must be a key this table knows; got {shown(path[-1])}{hint}. Mend or remove it"
    limits = {name: f"{value:g}" if isinstance(value, float) else value for name, value in context.items()}
    words = {**limits, "got": safely_shown(detail["input"]), "said": detail["msg"]}
    return SENTENCES.get(detail["type"], "must be otherwise ({said}); got {got}. Change it").format_map(words)


def safely_shown(value: Any) -> str:
    """Show a found value, whatever it is: tables and lists by their kind only."""
    if isinstance(value, dict | BaseModel):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    try:
        return shown(value)
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        return "a number of thousands of digits"


def dotted(path: Iterable[str | int]) -> str:
    """Write a path as people count: ('region', 0, 'anchor') is 'region 1, anchor'."""
    text = ""
    for part in path:
        text += f" {part + 1}" if isinstance(part, int) else f"{', ' if text else ''}{clean(part, 60)}"
    return text
