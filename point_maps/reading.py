"""Reading one map file, whatever its bytes are: the file, or every problem in it."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from point_maps import (
    learning,
    method,
    nerve_records,
    region_records,
    site_records,
    statements,
    stories,
    variants,
    zone_records,
)
from point_maps.anchors import Between, NerveAnchor, SkinAnchor, SpineAnchor, Step
from point_maps.problems import Outline, Problem, from_error
from point_maps.schema import MapFile

LARGEST = 500_000
"""Bytes: more than ten times the largest shipped file."""
LONGEST_LINE = 5_000
MOST_RECORDS = 1_000
MOST_PROBLEMS = 100
DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){20}")
"""tomllib needs time by the square of a dotted key's length."""


class Reading(NamedTuple):
    """What came of reading a file: its content and outline, or problems."""

    path: Path
    outline: Outline
    content: MapFile | None
    problems: tuple[Problem, ...]


def read(path: Path) -> Reading:
    """Read and check the shape of one map file; never raises for what the file holds."""
    try:
        if path.stat().st_size > LARGEST:
            return _failed(path, f"must be at most {LARGEST:,} bytes; got {path.stat().st_size:,}. Split it")
        return parse(path, path.read_bytes())
    except OSError as error:
        return _failed(path, f"must be a file that can be read; got {error.strerror}")


def parse(path: Path, data: bytes) -> Reading:
    """Check the shape of a map file's bytes; `path` is only its name."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {data[error.start]:#04x} at {error.start}"
        return _failed(path, f"must be text in UTF-8; got {found}. Save it so")
    if problem := _slow_to_parse(path, text):
        return problem
    try:
        return _shaped(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _misspelt(path, str(error))
    except (RecursionError, ValueError) as error:
        found = type(error).__name__
        return _failed(path, f"must be TOML with few levels of nesting; got {found}. Flatten it")


def _slow_to_parse(path: Path, text: str) -> Reading | None:
    """Refuse what would take tomllib long, before it parses."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            told = f"must be at most {LONGEST_LINE:,} characters; got {len(line):,}. Shorten it"
            return _failed(path, told, number)
    if found := DEEP_KEY.search(text):
        number = text.count("\n", 0, found.start()) + 1
        return _failed(path, "must be keys of a few parts; got one of 20 or more. Shorten it", number)
    return None


def _shaped(path: Path, text: str, tables: dict[str, Any]) -> Reading:
    for name, value in tables.items():
        if isinstance(value, list) and len(value) > MOST_RECORDS:
            told = f"must hold at most {MOST_RECORDS:,} records; got {len(value):,}. Split it"
            return _failed(path, told, None, name)
    outline = Outline(text)
    try:
        return Reading(path, outline, MapFile.model_validate(tables), ())
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [from_error(str(path), outline, detail, KEYS) for detail in details[:MOST_PROBLEMS]]
        if more := len(details) - len(problems):
            problems.append(Problem(str(path), None, "", f"and {more} more problems"))
        return Reading(path, outline, None, tuple(problems))


def _misspelt(path: Path, message: str) -> Reading:
    """Put tomllib's message, which ends in '(at line 3, column 5)', in our form."""
    words = message.split(" (at ")[0]
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line, place = (int(found[1]), f"column {found[2]}") if found else (None, "end of the file")
    return _failed(path, f"must be TOML; got: {words}. Look for a missing quote or bracket", line, place)


def _failed(path: Path, text: str, line: int | None = None, place: str = "") -> Reading:
    return Reading(path, Outline(""), None, (Problem(str(path), line, place, text),))


def _keys() -> frozenset[str]:
    models: list[type[BaseModel]] = [MapFile, Step, Between, SkinAnchor, NerveAnchor, SpineAnchor]
    for module in (
        learning,
        method,
        nerve_records,
        region_records,
        site_records,
        statements,
        stories,
        variants,
        zone_records,
    ):
        models += [
            model
            for model in vars(module).values()
            if isinstance(model, type) and issubclass(model, BaseModel)
        ]
    return frozenset(field for model in models for field in model.model_fields)


KEYS = _keys()
"""Every key a map file may have."""
