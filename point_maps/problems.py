"""What is wrong in a map file, said to the person who wrote it: file, line, place, mending."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from models.records import shown
from point_maps.anchors import TAGS
from point_maps.words import nearest

SENTENCES = {
    "missing": "must be there; got nothing. Add it",
    "string_type": "must be a text in quotes; got {got}",
    "float_type": "must be a number; got {got}. Write it without quotes",
    "float_parsing": "must be a number; got {got}. Write it without quotes",
    "int_type": "must be a whole number; got {got}",
    "tuple_type": "must be a list in square brackets; got {got}",
    "model_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "model_attributes_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "literal_error": "must be one of {expected}; got {got}",
    "too_short": "must hold at least {min_length}; got {actual_length}. Add one",
    "too_long": "must hold at most {max_length}; got {actual_length}. Take some out",
    "string_too_long": "must be at most {max_length} characters; got {got}. Shorten it",
    "string_pattern_mismatch": "must match the pattern {pattern}; got {got}",
    "greater_than": "must be more than {gt}; got {got}",
    "greater_than_equal": "must be at least {ge}; got {got}",
    "less_than": "must be less than {lt}; got {got}",
    "less_than_equal": "must be at most {le}; got {got}",
    "finite_number": "must be an ordinary number; got {got}",
}
"""Our words for pydantic's kinds of error; other kinds keep pydantic's own."""


HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")
FARTHEST = 300
"""How many lines below a heading a key is looked for; a record is a tenth of that."""


class Problem(NamedTuple):
    """One thing to mend: `file`, line 12: region 2 (KI3), anchor.level: what must be what."""

    file: str
    line: int | None
    place: str
    text: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return (
            f"{self.file}{line}: {self.place}: {self.text}"
            if self.place
            else f"{self.file}{line}: {self.text}"
        )


class Outline:
    """Where the headings of a TOML text stand, read once, to find the line of a problem."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._starts: dict[str, list[int]] = {}
        self._headings: list[tuple[int, str]] = []
        for number, line in enumerate(self._lines):
            if found := HEADING.match(line):
                self._headings.append((number, found[1]))
                self._starts.setdefault(found[1], []).append(number)

    def line(self, path: tuple[str | int, ...]) -> int | None:
        """The line, from 1, that a path such as ('region', 2, 'code') points to, or the nearest above it."""
        start, stop, name, line = 0, len(self._lines), "", None
        for position, part in enumerate(path):
            if isinstance(part, int):
                continue
            name = f"{name}.{part}" if name else part
            after = path[position + 1] if position + 1 < len(path) else 0
            heading = self._heading(name, after if isinstance(after, int) else 0, start, stop)
            if heading is not None:
                start, stop = heading, self._end(heading, name)
                line = start + 1
            elif (key := self._key(part, start, stop)) is not None:
                start, line = key, key + 1
        return line

    def _heading(self, name: str, count: int, start: int, stop: int) -> int | None:
        found = self._starts.get(name, [])
        first = bisect_left(found, start)
        return found[first + count] if first + count < len(found) and found[first + count] < stop else None

    def _end(self, heading: int, name: str) -> int:
        """Where the table under a heading ends: at the next heading that is no part of it."""
        following = bisect_left(self._headings, (heading + 1, ""))
        for number, other in self._headings[following : following + FARTHEST]:
            if not other.startswith(f"{name}."):
                return number
        return len(self._lines)

    def _key(self, key: str, start: int, stop: int) -> int | None:
        wanted = re.compile(rf"(^|[\s{{,.]){re.escape(key)}\s*(=|\.)")
        reach = range(start, min(stop, start + FARTHEST))
        return next((number for number in reach if wanted.search(self._lines[number])), None)


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
    path = tuple(part for part in detail["loc"] if part not in TAGS)
    return Problem(file, outline.line(path), dotted(path), _sentence(detail, path, keys))


def _sentence(detail: ErrorDetails, path: tuple[str | int, ...], keys: Iterable[str]) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        hint = nearest(str(path[-1]), keys)
        return f"must be a key this table knows; got {path[-1]!r}{hint}. Mend or remove it"
    limits = {name: f"{value:g}" if isinstance(value, float) else value for name, value in context.items()}
    words = {**limits, "got": safely_shown(detail["input"])}
    pattern = SENTENCES.get(detail["type"])
    return pattern.format_map(words) if pattern else f"{detail['msg']}; got {words['got']}"


def safely_shown(value: Any) -> str:
    """Show a found value, whatever it is: tables and lists by their kind only."""
    if isinstance(value, dict | BaseModel):
        return "a table"
    return "a list" if isinstance(value, list | tuple) else shown(value)


def dotted(path: Iterable[str | int]) -> str:
    """Write a path as people count: ('region', 0, 'anchor') is 'region 1, anchor'."""
    text = ""
    for part in path:
        text += f" {part + 1}" if isinstance(part, int) else f"{', ' if text else ''}{part}"
    return text
