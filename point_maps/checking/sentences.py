"""What pydantic finds wrong with the shape of a file, in words for the person who wrote it."""

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from models.records import shown
from point_maps.checking import headings
from point_maps.checking.outline import Outline
from point_maps.checking.problems import Problem, dotted
from point_maps.checking.values import in_words, quoted
from point_maps.records.anchors import TAGS
from point_maps.schema import PATTERNS, keys_at, tables_at

KeyPath = tuple[str | int, ...]

SENTENCES = {
    "missing": "must be there; got nothing. Add it",
    "string_type": "must be a text in quotes; got {got}. Write a text in quotes",
    "float_type": "must be a number; got {got}. Write a number",
    "int_type": "must be a whole number; got {got}. Write a whole number",
    "int_from_float": "must be a whole number; got {got}. Round it",
    "bool_type": "must be true or false; got {got}. Write one of them, without quotes",
    "bool_parsing": "must be true or false; got {got}. Write one of them, without quotes",
    "tuple_type": "must be a list in square brackets; got {got}. Put brackets around it",
    "model_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "model_attributes_type": "must be a table; got {got}. Write its keys under a heading or in braces",
    "union_tag_invalid": "must be the name of a place, or a place between two; got {got}. Write one of them",
    "literal_error": "must be one of {expected}; got {got}. Choose one of them",
    "too_short": "must hold at least {min_length}; got {actual_length}. Add one",
    "too_long": "must hold at most {max_length}; got {actual_length}. Take some out",
    "string_too_long": "must be at most {max_length} characters; got {got}. Shorten it",
    "string_pattern_mismatch": "must be {pattern}; got {got}. Rewrite it",
    "greater_than": "must be more than {gt}; got {got}. Change it",
    "greater_than_equal": "must be at least {ge}; got {got}. Change it",
    "less_than": "must be less than {lt}; got {got}. Change it",
    "less_than_equal": "must be at most {le}; got {got}. Change it",
    "finite_number": "must be an ordinary number; got {got}. Change it",
}
"""Our words for pydantic's kinds of error; its own are for those who know Python."""
OTHER = "must be as the guide's tables say; got {got}. Look its key up there"
"""What is said of a kind of error that is not among them."""

MENDS = re.compile(r"; got.*\. [A-Z][^.]*$")
"""A sentence that ends with how to mend it."""
CHOICES = frozenset({"anchor", "at", "across", "level", "nearest", "of"})
"""Keys whose value has several forms: pydantic puts the form's name into the path of a problem."""
FORMS = TAGS | {"nerve"}


def from_error(file: str, outline: Outline, detail: ErrorDetails) -> Problem:
    """Turn one of pydantic's errors into a problem of ours.

    Parameters
    ----------
    file
        The file, as its writer would name it.
    outline
        Of its text, to find the line.
    detail
        The error.
    """
    path = _as_written(detail)
    there = path[:-1] if detail["type"] == "missing" else path
    return Problem(file, outline.line(there), dotted(path), _sentence(detail, path, outline.heading(path)))


def _as_written(detail: ErrorDetails) -> KeyPath:
    """The path of an error without the words for forms that no file holds."""
    loc = detail["loc"]
    last = len(loc) - 1 if detail["type"] in {"extra_forbidden", "missing"} else len(loc)
    return tuple(
        part
        for number, part in enumerate(loc)
        if not (0 < number < last and part in FORMS and loc[number - 1] in CHOICES)
    )


def _sentence(detail: ErrorDetails, path: KeyPath, heading: str) -> str:
    kind, value = detail["type"], detail["input"]
    if kind in _OF_ITS_OWN and (told := _OF_ITS_OWN[kind](detail, path, heading)):
        return told
    limits = {
        name: f"{limit:g}" if isinstance(limit, float) else limit
        for name, limit in detail.get("ctx", {}).items()
    }
    limits["pattern"] = PATTERNS.get(str(limits.get("pattern")), "written as the guide's tables say")
    return SENTENCES.get(kind, OTHER).format_map({**limits, "got": in_words(value)})


def _of_a_record(detail: ErrorDetails, _path: KeyPath, _heading: str) -> str:
    """A sentence that a record's own check raised."""
    told = detail["msg"].removeprefix("Value error, ")
    return told if MENDS.search(told) else f"{told}. Change it"


def _unknown(_detail: ErrorDetails, path: KeyPath, heading: str) -> str:
    if heading:
        return headings.unknown_table(heading, _within(path), tables_at(path[:-1]))
    key = str(path[-1])
    known = keys_at(path[:-1])
    likely = headings.meant(key, known)
    hint = f" (nearest: {likely})" if likely else ""
    return f"must be a key this table knows; got {shown(key)}{hint}. Mend or remove it"


def _no_list(detail: ErrorDetails, _path: KeyPath, heading: str) -> str:
    return headings.single(heading) if heading and isinstance(detail["input"], dict) else ""


def _no_table(detail: ErrorDetails, _path: KeyPath, heading: str) -> str:
    return headings.several(heading) if heading and isinstance(detail["input"], list) else ""


def _missing(_detail: ErrorDetails, path: KeyPath, _heading: str) -> str:
    return "must be there; got nothing. Add it at the top, above every heading" if len(path) == 1 else ""


def _no_text(detail: ErrorDetails, path: KeyPath, _heading: str) -> str:
    value = detail["input"]
    if not isinstance(value, float) and (text := quoted(value)) is None:
        return ""
    where = f"{path[-1]} = " if path and isinstance(path[-1], str) else ""
    mend = "Put quotes around it" if isinstance(value, float) else f"Put it in quotes: {where}{text}"
    return f"must be a text in quotes; got {in_words(value)}. {mend}"


def _no_number(detail: ErrorDetails, _path: KeyPath, _heading: str) -> str:
    if not isinstance(detail["input"], str):
        return ""
    kind = "a whole number" if detail["type"] == "int_type" else "a number"
    return f"must be {kind}; got {in_words(detail['input'])}. Write it without quotes"


def _within(path: KeyPath) -> str:
    """'story.' for a path inside a story; empty at the top."""
    return "".join(f"{part}." for part in path[:-1] if isinstance(part, str))


_OF_ITS_OWN: dict[str, Callable[[ErrorDetails, KeyPath, str], Any]] = {
    "value_error": _of_a_record,
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _no_text,
    "float_type": _no_number,
    "int_type": _no_number,
    "tuple_type": _no_list,
    "model_type": _no_table,
}
"""Kinds that have more to say; an empty answer leaves it to the table above."""
