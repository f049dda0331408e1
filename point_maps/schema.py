"""One map file: any of the records, under a title and a licence; and its JSON Schema.

`python -m point_maps.schema` writes `schemas/map.schema.json`, which editors use to
complete and check a file while it is typed.
"""

import json
from pathlib import Path

from pydantic import Field

from models.records import Record
from point_maps.learning import Evidence, Prong, RedFlag, Sign, Treatment
from point_maps.method import Channel, Disagreement, Format, Pair, Reach, System, Territory
from point_maps.nerve_records import NerveCard
from point_maps.region_records import Guide, PointRegion
from point_maps.site_records import CompressionSite
from point_maps.statements import Prose, Source
from point_maps.stories import Story
from point_maps.variants import VariantCard
from point_maps.zone_records import Zone

SCHEMA = Path(__file__).parent / "schemas" / "map.schema.json"


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
    red_flag: tuple[RedFlag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    story: tuple[Story, ...] = ()
    prong: tuple[Prong, ...] = ()
    channel: tuple[Channel, ...] = ()
    system: tuple[System, ...] = ()
    pair: tuple[Pair, ...] = ()
    territory: tuple[Territory, ...] = ()
    reach: tuple[Reach, ...] = ()
    format: tuple[Format, ...] = ()
    disagreement: tuple[Disagreement, ...] = ()


def json_schema() -> str:
    """The JSON Schema of a map file, as text that ends with a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MapFile.model_json_schema()}
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(json_schema(), encoding="utf-8")
    print(SCHEMA)  # noqa: T201 - the command's answer
