"""What a person can point at, as the page lists, finds and flies to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.catalogue import Point, System
from point_maps.records.statements import Voice

Kind = (
    System | Literal["site", "region", "zone", "variant", "line", "sign", "treatment", "territory", "prong"]
)


@dataclass(frozen=True)
class Entry:
    """One thing a person can point at or read about: a structure, a place on the body, a sign, a treatment.

    `centre` is LPS, mm; `reach` is how far it extends from there, mm. `facing`
    is the azimuth and elevation it is best seen from, degrees, where there is one.
    With `cut`, what lies more than so many mm in front of it is not drawn when it
    is flown to: the other leg would stand in the way. `words` are further names to
    find it by. `layer` is empty where nothing of its own is drawn. `plain_name` and `term` are what a
    patient and a clinician call it, where that differs from its name and detail. `variant` is the
    anatomical variant it belongs to, empty for the usual anatomy; `stands_for` are the structures
    it takes the place of there.
    """

    id: str
    name: str
    detail: str
    side: str
    kind: Kind
    layer: str
    list_group: str
    centre: Point
    reach: float
    facing: tuple[float, float] | None
    cut: float | None
    words: tuple[str, ...]
    plain_name: str = ""
    term: str = ""
    variant: str = ""
    stands_for: tuple[str, ...] = ()

    def titles(self, voice: Voice) -> tuple[str, str]:
        """What stands large on its card and what below it, for one reader; nothing is said twice."""
        title, below = self.name, self.detail
        if self.plain_name and self.term and voice != "student":
            title, below = self.plain_name, self.term
            if voice == "clinician":
                title, below = below, title
        return title, "" if below.casefold() == title.casefold() else below

    def called(self, voice: Voice) -> str:
        """What a button that leads to it says to one reader, with its side."""
        plain = voice == "patient" and self.kind in _CALLED_PLAINLY and self.plain_name
        name = self.plain_name if plain else self.name
        return f"{name}, {self.side}" if self.side in ("left", "right") else name


_CALLED_PLAINLY = ("zone", "nerve", "variant")
"""Kinds that a patient meets under their plain names; a point keeps its code, by which it is looked up."""


def point(values: Iterable[float]) -> Point:
    """Three numbers of any kind as a point."""
    x, y, z = (float(value) for value in values)
    return (x, y, z)


def by_list_group(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Entries by list group, in the order they come."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.list_group, []).append(entry)
    return groups


def codes(code: str, aliases: Iterable[str]) -> list[str]:
    """A point's code and the same in other writers' letters: KI3, K3, KD3.

    Parameters
    ----------
    code
        The code of the WHO, or one's own.
    aliases
        What else its channel is called; only short ones in capitals are letters of a code.
    """
    known = re.fullmatch(r"[A-Z]{2}(\d+)", code)
    letters = [alias for alias in aliases if re.fullmatch(r"[A-Z][A-Za-z]{0,2}", alias)]
    return [code, *(f"{alias}{known[1]}" for alias in letters)] if known else [code]
