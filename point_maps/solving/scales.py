"""The cun scales: which two places are how many cun apart."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from models.records import Record
from point_maps.words import Scale

TABLE = Path(__file__).with_name("scales.toml")


class Measure(Record):
    """What one scale is measured by on a body.

    Attributes
    ----------
    from_, to
        The two ends in plain words.
    marks
        The same as landmarks; '' where a body has none for it, 'sole' for the floor.
    along
        The straight way between the ends, or the difference of their heights.
    cun
        How many cun it counts.
    """

    from_: str = Field(alias="from")
    to: str
    marks: tuple[str, str]
    along: Literal["limb", "height"]
    cun: Annotated[int, Field(gt=0)]


@lru_cache(maxsize=1)
def scales() -> dict[Scale, Measure]:
    """Every scale by its name, as `scales.toml` has them."""
    table = TypeAdapter(dict[Scale, Measure])
    return table.validate_python(tomllib.loads(TABLE.read_text(encoding="utf-8")))
