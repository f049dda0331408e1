"""One map file: any of the records, under a title and a licence; and its JSON Schema.

`python -m point_maps.schema` writes `schemas/map.schema.json`, which editors use to
complete and check a file while it is typed.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, Field

from models.records import Record
from point_maps.records.learning import Evidence, Precaution, Prong, RedFlag, Remark, Sign, Treatment
from point_maps.records.method import (
    TWO_LETTERS,
    Channel,
    Disagreement,
    Format,
    Named,
    Pair,
    Practice,
    Reach,
    Silence,
    System,
    Territory,
)
from point_maps.records.nerves import NerveCard
from point_maps.records.quizzes import Quiz
from point_maps.records.regions import Guide, PointRegion
from point_maps.records.sites import CompressionSite
from point_maps.records.sources import Source
from point_maps.records.statements import Prose
from point_maps.records.stories import THING, Story
from point_maps.records.variants import VariantCard
from point_maps.records.zones import Zone

SCHEMA = Path(__file__).parent / "schemas" / "map.schema.json"
FIELDS = SCHEMA.with_name("fields.toml")
"""Descriptions and examples of keys that many tables share."""


class MapFile(Record):
    """Everything one TOML file may hold; each table is optional, the header is not."""

    title: Prose = Field(description="What this file holds.")
    version: Prose = Field(description="Your own count or date: '1.0' or '2026-03'.")
    licence: Prose = Field(description="How others may use it: 'CC BY 4.0', for instance.")
    authors: tuple[Prose, ...] = ()
    source: tuple[Source, ...] = ()
    site: tuple[CompressionSite, ...] = ()
    region: tuple[PointRegion, ...] = ()
    guide: tuple[Guide, ...] = ()
    nerve: tuple[NerveCard, ...] = ()
    zone: tuple[Zone, ...] = ()
    variant: tuple[VariantCard, ...] = ()
    sign: tuple[Sign, ...] = ()
    treatment: tuple[Treatment, ...] = ()
    precaution: tuple[Precaution, ...] = ()
    red_flag: tuple[RedFlag, ...] = ()
    remark: tuple[Remark, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    story: tuple[Story, ...] = ()
    quiz: tuple[Quiz, ...] = ()
    prong: tuple[Prong, ...] = ()
    channel: tuple[Channel, ...] = ()
    system: tuple[System, ...] = ()
    pair: tuple[Pair, ...] = ()
    territory: tuple[Territory, ...] = ()
    reach: tuple[Reach, ...] = ()
    format: tuple[Format, ...] = ()
    disagreement: tuple[Disagreement, ...] = ()
    practice: tuple[Practice, ...] = ()
    named: tuple[Named, ...] = ()
    silence: tuple[Silence, ...] = ()


RECORDS: Mapping[str, type[Record]] = {
    kind: part
    for kind, field in MapFile.model_fields.items()
    for part in get_args(field.annotation)[:1]
    if isinstance(part, type) and issubclass(part, Record)
}
"""The model of each kind of record, by the heading it stands under."""


PATTERNS = {
    TWO_LETTERS: "two capital letters, such as 'BL'",
    THING: "a name in small letters, or a code, with its side after a point if it has one: 'sciatic.right'",
}
"""Patterns that texts must match, in words."""


def keys_at(path: Iterable[str | int]) -> frozenset[str]:
    """The keys that the table at a path such as ('region', 2, 'anchor') may have, in any of its forms."""
    return frozenset(key for model in _models_at(path) for key in model.model_fields)


def tables_at(path: Iterable[str | int]) -> dict[str, bool]:
    """The tables that may stand within the table at a path, and whether there may be several of each."""
    return {
        key: get_origin(field.annotation) is tuple
        for model in _models_at(path)
        for key, field in model.model_fields.items()
        if any(_parts(field.annotation))
    }


def _models_at(path: Iterable[str | int]) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = {MapFile}
    for part in path:
        fields = [model.model_fields[part] for model in found if part in model.model_fields]
        if fields:
            found = {model for field in fields for model in _parts(field.annotation)}
    return found


@cache
def keys() -> frozenset[str]:
    """Every key a map file may have, at any depth."""
    return frozenset(field for model in models(MapFile) for field in model.model_fields)


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all that its fields hold."""
    found: set[type[BaseModel]] = {model}
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if part not in found:
                found |= models(part)
    return found


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def json_schema() -> str:
    """The JSON Schema of a map file, as text that ends with a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MapFile.model_json_schema()}
    notes = tomllib.loads(FIELDS.read_text(encoding="utf-8"))
    for table in (schema, *schema["$defs"].values()):
        for key, field in table.get("properties", {}).items():
            _describe(field, notes.get(key, {}), _heading(table, key))
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _heading(table: Mapping[str, Any], key: str) -> str:
    """What a heading of a map file holds, in the words of its record."""
    return (
        (RECORDS[key].__doc__ or "").split("\n")[0] if table["title"] == "MapFile" and key in RECORDS else ""
    )


def _describe(field: dict[str, Any], note: Mapping[str, Any], heading: str) -> None:
    """Add what a key has no words or example of its own for; an editor shows both."""
    own = field.get("description") or heading or note.get("description")
    if own:
        field["description"] = own
    if "example" in note and "examples" not in field and not heading:
        field["examples"] = [note["example"]]


if __name__ == "__main__":
    SCHEMA.write_text(json_schema(), encoding="utf-8")
    print(SCHEMA)  # noqa: T201 - the command's answer
