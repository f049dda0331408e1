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
    shut
        Keys of sections that open as a whole.
    sources_open
        Whether the sources are open from the start.
    """

    headings: Mapping[str, str]
    folded: frozenset[str]
    shut: frozenset[str]
    sources_open: bool


@cache
def plan(kind: str, voice: Voice) -> Plan:
    """The plan of a kind of card (`site`, `region`, …) for one reader.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    reading = _data()["reading"][voice]
    shut = {key for own, _, key in (name.partition(".") for name in reading["shut"]) if own == kind}
    folded = frozenset(reading["folded"])
    return Plan(_data()[kind][voice], folded, frozenset(shut), reading["sources"] == "open")


def kinds() -> list[str]:
    """Every kind of card there is a plan for."""
    return [kind for kind in _data() if kind != "reading"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "plans.toml").read_text("utf-8"))
