"""The tables of keys in the guide for teachers, written from the records themselves.

`python -m point_maps.field_tables` rewrites those in `docs/point-maps.md`; each stands
between a line `<!-- keys of region -->` and the next empty comment.
"""

import re
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from point_maps.records.statements import Claim, Statement
from point_maps.schema import FIELDS, RECORDS, MapFile, models

GUIDE = Path(__file__).parents[1] / "docs" / "point-maps.md"
BLOCK = re.compile(r"(<!-- keys of ([\w ,]+) -->\n).*?(<!-- -->)", re.DOTALL)
MOST_CHOICES = 14
KNOWN = {str: "text", float: "number", int: "whole number", bool: "true or false"}


def filled(page: str) -> str:
    """A page with its tables written anew."""
    return BLOCK.sub(lambda block: f"{block[1]}{table(block[2])}{block[3]}", page)


def table(names: str) -> str:
    """One table for a record by its heading ('region') or its model ('Needling', 'Step of story')."""
    rows = [
        f"| `{key}` | {needed} | {what} |" for name in names.split(", ") for key, needed, what in _rows(name)
    ]
    return "\n".join(["", "| key | | what goes in |", "| --- | --- | --- |", *dict.fromkeys(rows), "", ""])


def model_named(name: str) -> type[BaseModel]:
    """A model by its heading or by its own name.

    Raises
    ------
    KeyError
        If a map file holds nothing of that name.
    """
    if name == "file":
        return MapFile
    if name in RECORDS:
        return RECORDS[name]
    wanted, _, owner = name.partition(" of ")
    found = {model.__name__: model for model in models(model_named(owner) if owner else MapFile)}
    return found[wanted]


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    notes = tomllib.loads(FIELDS.read_text(encoding="utf-8"))
    model = model_named(name)
    shared = set(Statement.model_fields) if issubclass(model, Statement) and model is not Statement else set()
    for key, field in model.model_fields.items():
        if key in shared or (model is MapFile and key in RECORDS):
            continue
        said = field.description or notes.get(key, {}).get("description", "")
        form = _form(field.annotation)
        yield key, "needed" if field.is_required() else "", f"{said} *{form}*" if form else said


def _form(annotation: Any) -> str:
    """A kind of value in a few words."""
    if get_origin(annotation) is Literal:
        return _choices(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _named(annotation)
    if "Between" in str(annotation):
        return "place"
    parts = [part for part in get_args(annotation) if part not in (types.NoneType, Ellipsis)]
    if get_origin(annotation) is tuple:
        first = _form(parts[0]) if parts else ""
        return f"list of {first}" if len(set(map(str, parts))) == 1 and first else "list"
    if get_origin(annotation) in (Union, types.UnionType) or hasattr(annotation, "__metadata__"):
        return next(filter(None, map(_form, parts)), "")
    return KNOWN.get(annotation, "")


def _named(model: type[BaseModel]) -> str:
    if issubclass(model, Statement):
        extra = set(model.model_fields) - set(Statement.model_fields)
        return (
            "claim"
            if issubclass(model, Claim)
            else f"statement with {', '.join(sorted(extra))}"
            if extra
            else "statement"
        )
    return "table"


def _choices(words: tuple[Any, ...]) -> str:
    told = [f"`{word}`" for word in words]
    return ", ".join(told) if len(told) <= MOST_CHOICES else ", ".join([*told[:MOST_CHOICES], "and others"])


if __name__ == "__main__":
    GUIDE.write_text(filled(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    print(GUIDE)  # noqa: T201 - the command's answer
