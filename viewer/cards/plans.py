"""What each reader finds on a card: which sections, in which order, under which headings.

The plans themselves are data, in `plans.toml`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from point_maps.records.statements import Voice


class Plan(NamedTuple):
    """One kind of card for one reader.

    Attributes
    ----------
    headings
        Headings by the key of their section, in the order the sections are shown.
    folded
        Keys of sections whose items open one by one.
    """

    headings: Mapping[str, str]
    folded: frozenset[str]


MORE = "more"
"""The section that goes on where what stands first on a card had to end."""


@cache
def plan(kind: str, voice: Voice) -> Plan:
    """The plan of a kind of card (`site`, `region`, …) for one reader.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    reading = _data()["reading"][voice]
    return Plan({MORE: reading["more"], **_data()[kind][voice]}, frozenset(reading["folded"]))


def labels(voice: Voice) -> Mapping[str, str]:
    """What the one button of a card says to one reader, by what it leads to."""
    said: Mapping[str, str] = _data()["next"][voice]
    return said


def kinds() -> list[str]:
    """Every kind of card there is a plan for."""
    return [kind for kind in _data() if kind not in ("reading", "next")]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "plans.toml").read_text("utf-8"))
