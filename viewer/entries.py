"""What a person can point at, as the page lists, finds and flies to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.catalogue import Point, System

Kind = System | Literal["site", "region", "zone", "variant", "line"]


@dataclass(frozen=True)
class Entry:
    """One thing a person can point at: a structure, a place on the body, a zone, a variant.

    `centre` is LPS, mm; `reach` is how far it extends from there, mm. `facing`
    is the azimuth and elevation it is best seen from, degrees, where there is one.
    With `cut`, what lies more than so many mm in front of it is not drawn when it
    is flown to: the other leg would stand in the way. `words` are further names to
    find it by. `variant` is the anatomical variant it belongs to, empty for the usual
    anatomy; `stands_for` are the structures it takes the place of there.
    """

    id: str
    name: str
    detail: str
    side: str
    kind: Kind
    layer: str
    shelf: str
    centre: Point
    reach: float
    facing: tuple[float, float] | None
    cut: float | None
    words: tuple[str, ...]
    variant: str = ""
    stands_for: tuple[str, ...] = ()


def point(values: Iterable[float]) -> Point:
    """Three numbers of any kind as a point."""
    x, y, z = (float(value) for value in values)
    return (x, y, z)


def by_shelf(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Entries by shelf, in the order they come."""
    shelves: dict[str, list[Entry]] = {}
    for entry in entries:
        shelves.setdefault(entry.shelf, []).append(entry)
    return shelves
