"""How a finger finds a region on a body: what it feels first, how far it goes, between what it ends."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from point_maps.records.anchors import Between, SkinAnchor, Step
from point_maps.solving.frames import Frame, Vector, across_from, normalised
from point_maps.solving.places import Places
from point_maps.words import edge

FELT = {
    "medial-malleolus": "tibia",
    "medial-malleolus-prominence": "tibia",
    "lateral-malleolus": "fibula",
    "achilles-anterior": "calcaneal-tendon",
    "calcaneus-posterior": "calcaneus",
    "navicular-tuberosity": "navicular",
    "radial-styloid": "radius",
    "ulnar-styloid": "ulna",
    "ulnar-head": "ulna",
    "pisiform": "pisiform",
    "scaphoid-tubercle": "scaphoid",
}
"""The structure that is felt at a landmark; creases are seen."""
ALONG = 9
"""Places on the skin along a line between two marks."""
PART = 2
"""Places of a ruler for each cun."""


class Mark(NamedTuple):
    """A place the finger goes by.

    Attributes
    ----------
    name
        As the anchor names it: a landmark, a region's code, an edge of a structure.
    at
        On the skin, (3,), mm.
    """

    name: str
    at: Vector


class Ruler(NamedTuple):
    """What is counted along the limb.

    Attributes
    ----------
    points
        On the skin, from the mark that is counted from to where the count ends, (n, 3), mm: one for each half
        cun, and the end.
    step
        The record: how many cun or mm, which way, by which scale.
    mm
        How long that is on this body.
    """

    points: Vector
    step: Step
    mm: float


class Line(NamedTuple):
    """The line between two marks on which the region lies.

    Attributes
    ----------
    points
        On the skin from the first to the second, (n, 3), mm.
    share
        How far along it the region lies; None where the line only meets the level.
    mm
        From end to end in a straight line, level with each other where the anchor has a level.
    """

    points: Vector
    share: float | None
    mm: float


class Construction(NamedTuple):
    """The way to a region on one side of a body.

    Attributes
    ----------
    start
        What is found first; None where the region lies between two marks that need no level.
    ruler
        What is counted from there, if anything is.
    beside
        One mark the region lies at, or two it lies between; none where the count ends in it.
    aside
        How far from that one mark it lies, if that is told.
    line
        Between those two.
    felt
        Ids, without a side, of the structures the finger feels.
    """

    start: Mark | None
    ruler: Ruler | None
    beside: tuple[Mark, ...]
    aside: Step | None
    line: Line | None
    felt: tuple[str, ...]


def construction(places: Places, anchor: SkinAnchor) -> Construction:
    """The way to a region, read off its anchor.

    Raises
    ------
    MissingError
        If the body lacks what the anchor names.
    """
    way = _Way(places, anchor)
    across = anchor.across
    between = across if isinstance(across, Between) else None
    aside = across if isinstance(across, Step) else None
    at = across.of if isinstance(across, Step) else across
    names = at.between if isinstance(at, Between) else (at,)
    start = _first(anchor)
    counted = anchor.level if isinstance(anchor.level, Step) else None
    if not counted and between and start in names:
        start = None  # it is one of the two it lies between
    line = way.line(between) if between else None
    beside = () if names == (start,) else tuple(way.mark(name) for name in names)
    if line and line.share is not None and start is None:  # found one after the other, level with each other
        beside = tuple(Mark(name, end) for name, end in zip(names, line.points[[0, -1]], strict=True))
    return Construction(
        start=way.mark(start) if start else None,
        ruler=way.ruler(start, counted) if start and counted else None,
        beside=beside,
        aside=aside,
        line=line,
        felt=tuple(dict.fromkeys(_felt([*([start] if start else []), *names]))),
    )


def _first(anchor: SkinAnchor) -> str | None:
    """What the level is told by: a mark, or the one that is counted from."""
    level = anchor.level.of if isinstance(anchor.level, Step) else anchor.level
    return level if isinstance(level, str) else None


def _felt(names: list[str]) -> Iterator[str]:
    for name in names:
        found = edge(name)
        if found and found.structure != "skin":
            yield found.structure
        elif name in FELT:
            yield FELT[name]


class _Way:
    """The skin above an anchor's places, on the side that it is facing."""

    def __init__(self, places: Places, anchor: SkinAnchor) -> None:
        self._places = places
        self._limb: Frame = places.frame(anchor.limb)
        self._level = places.level(anchor, self._limb)
        self._facing = normalised(across_from(self._limb.toward(anchor.facing), self._limb.axis))
        self._outward = places.outward(anchor, self._limb, self._level)

    def mark(self, name: str) -> Mark:
        return Mark(name, self._out(self._places.named(name, self._limb, self._level), self._facing))

    def ruler(self, start: str, step: Step) -> Ruler:
        """From a mark along the limb, on the skin."""
        begin = self._places.named(start, self._limb, None)
        cun = float(step.cun if step.cun is not None else 0.0)
        mm = cun * self._places.scale(str(step.scale)) if step.cun is not None else float(step.mm or 0.0)
        parts = np.append(np.arange(0.0, cun, 1 / PART), cun) / cun if cun else np.array([0.0, 1.0])
        way = self._limb.toward(step.toward)
        return Ruler(
            np.array([self._out(begin + share * mm * way, self._facing) for share in parts]), step, mm
        )

    def line(self, between: Between) -> Line:
        """Along the skin from one mark to the other."""
        ends = [self._places.named(name, self._limb, self._level) for name in between.between]
        if self._level is not None and between.at is not None:
            axis, level = self._limb.axis, self._level
            ends = [place + (level - place @ axis) * axis for place in ends]
        start, end = ends
        inner = [
            self._out(start + share * (end - start), self._outward) for share in np.linspace(0, 1, ALONG)
        ]
        return Line(np.array(inner), between.at, float(np.linalg.norm(end - start)))

    def _out(self, place: Vector, outward: Vector) -> Vector:
        """The skin over a place; where a straight way has left the limb, the nearest at that level."""
        skin = self._places.surfaces.of("skin", self._places.side)
        met = skin.way_out(place, outward, self._limb.reach)
        if met is not None:
            return met.point
        points = skin.cut(self._limb.axis, float(place @ self._limb.axis))
        return points[np.argmin(np.linalg.norm(points - place, axis=1))] if len(points) else place
