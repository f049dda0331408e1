"""Reading one map file, whatever its bytes are: the file, or every problem in it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.records import Record
from point_maps.checking.decoding import text_of
from point_maps.checking.on_disk import LARGEST, FileError, bytes_of
from point_maps.checking.outline import Outline
from point_maps.checking.problems import Problem, clean
from point_maps.checking.sentences import from_error
from point_maps.checking.syntax import misspelt
from point_maps.schema import RECORDS, MapFile

__all__ = ["LARGEST", "MOST_PROBLEMS", "Reading", "Sound", "parse", "read"]

LONGEST_LINE = 10_000
MOST_RECORDS = 1_000
MOST_PLACES = 70
"""Each is tried on every body when a file is checked; the longest channel has 67 points."""
MOST_PROBLEMS = 100
"""Problems of one file that are told; the others are counted."""
DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){20}")
"""tomllib needs time by the square of a dotted key's length."""
OWN_KEY = re.compile(r"^[ \t]*(?:id|code)[ \t]*=[ \t]*[\"']([\w-]{1,80})[\"']", re.MULTILINE)


class Sound(NamedTuple):
    """A record that could be read, and where it stands: the third region has the number 2."""

    kind: str
    number: int
    record: Record


class Reading(NamedTuple):
    """What came of reading a file.

    Attributes
    ----------
    content
        The file, if nothing is wrong with its shape.
    sound
        The records that could be read; all of them, if nothing is wrong.
    unread
        Keys of records that could not be read: they are there, but not known. None where
        not even that can be told.
    """

    path: Path
    outline: Outline
    content: MapFile | None
    problems: tuple[Problem, ...]
    sound: tuple[Sound, ...] = ()
    unread: frozenset[str] | None = frozenset()


def read(path: Path) -> Reading:
    """Read and check the shape of one map file; never raises for what the file is or holds."""
    try:
        return parse(path, bytes_of(path))
    except FileError as error:
        return Reading(path, Outline(""), None, (Problem(str(path), None, "", str(error)),), (), None)


def parse(path: Path, data: bytes) -> Reading:
    """Check the shape of a map file's bytes; `path` is only its name."""
    text = text_of(path, data)
    if isinstance(text, Problem):
        return Reading(path, Outline(""), None, (text,), (), None)
    told = _slow_to_parse(path, text) or _tables(path, text)
    if isinstance(told, Problem):
        return Reading(path, Outline(""), None, (told,), (), frozenset(OWN_KEY.findall(text)))
    return _shaped(path, text, told)


def _slow_to_parse(path: Path, text: str) -> Problem | None:
    """Refuse what would take tomllib long, before it parses."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            told = f"must be at most {LONGEST_LINE:,} characters; got {len(line):,}. Shorten it"
            return Problem(str(path), number, "", told)
    if found := DEEP_KEY.search(text):
        number = text.count("\n", 0, found.start()) + 1
        return Problem(
            str(path), number, "", "must be keys of a few parts; got one of 20 or more. Shorten it"
        )
    return None


def _tables(path: Path, text: str) -> dict[str, Any] | Problem:
    """The tables of a text, or why it is not TOML: the first place only, as what follows cannot be told."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return misspelt(path, text, str(error))
    except RecursionError:
        told = "must be TOML with few levels of nesting; got one with hundreds. Flatten it"
    except ValueError:
        told = "must be TOML with ordinary numbers and dates; got one no machine can hold. Shorten it"
    return Problem(str(path), None, "", told)


def _shaped(path: Path, text: str, tables: dict[str, Any]) -> Reading:
    if crowded := [Problem(str(path), None, place, told) for place, told in _crowded(tables)]:
        return Reading(path, Outline(""), None, tuple(crowded), (), frozenset(OWN_KEY.findall(text)))
    outline = Outline(text)
    try:
        content = MapFile.model_validate(tables)
    except ValidationError as error:
        problems = _told(path, outline, error.errors(include_url=False))
        sound, unread = _apart(tables)
        return Reading(path, outline, None, problems, sound, unread)
    return Reading(path, outline, content, (), tuple(_all(content)))


def _crowded(tables: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a file holds too many of, and a sentence about it."""
    for name, value in tables.items():
        if isinstance(value, list) and len(value) > MOST_RECORDS:
            yield clean(name, 60), f"must hold at most {MOST_RECORDS:,} records; got {len(value):,}. Split it"
    places = [*_tables_of(tables, "region"), *_tables_of(tables, "guide"), *_tables_of(tables, "site")]
    places += [part for zone in _tables_of(tables, "zone") for part in _tables_of(zone, "part")]
    if len(places) > MOST_PLACES:
        told = f"must hold at most {MOST_PLACES} regions, guides, sites and parts of zones"
        yield "", f"{told}; got {len(places)}. Split it"


def _tables_of(table: Any, name: str) -> list[Any]:
    found = table.get(name) if isinstance(table, dict) else None
    return found if isinstance(found, list) else []


def _told(path: Path, outline: Outline, details: list[ErrorDetails]) -> tuple[Problem, ...]:
    problems = [from_error(str(path), outline, detail) for detail in details[:MOST_PROBLEMS]]
    if more := len(details) - len(problems):
        problems.append(Problem(str(path), None, "", f"and {more} more problems"))
    return tuple(problems)


def _all(content: MapFile) -> list[Sound]:
    return [
        Sound(kind, number, record)
        for kind in RECORDS
        for number, record in enumerate(getattr(content, kind))
    ]


def _apart(tables: dict[str, Any]) -> tuple[tuple[Sound, ...], frozenset[str]]:
    """Of a file with something wrong, the records that can be read and the keys of the others."""
    sound: list[Sound] = []
    unread: set[str] = set()
    for kind, found in tables.items():
        for number, table in enumerate(found if isinstance(found, list) else [found]):
            record = _record(kind, table) if isinstance(found, list) else None
            if record:
                sound.append(Sound(kind, number, record))
            else:
                unread |= _own_keys(table)
    return tuple(sound), frozenset(unread)


def _record(kind: str, table: Any) -> Record | None:
    try:
        return RECORDS[kind].model_validate(table) if kind in RECORDS else None
    except ValidationError:
        return None


def _own_keys(table: Any) -> set[str]:
    values = (table.get("id"), table.get("code")) if isinstance(table, dict) else ()
    return {value for value in values if isinstance(value, str)}
