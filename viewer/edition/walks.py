"""Walks along the nerve, from a root to the toes: how it runs, where one stops, what is told there."""

from collections.abc import Iterator
from math import dist
from typing import Any

from models.catalogue import Nerve, Point
from point_maps.records.nerves import NerveCard, Stop
from point_maps.records.statements import Voice
from viewer.atlas import Atlas
from viewer.cards.writer import Writer
from viewer.edition.outline import rounded

JOINS = 1.0
"""A nerve that ends so near to the beginning of another one goes on in that one, mm."""
NEAR = 80.0
"""A cause that presses a nerve so near to a stop on it is named there, mm."""


def courses(atlas: Atlas) -> Iterator[tuple[str, Any]]:
    """How nerves run and where walks go, for a plane across a nerve and for following it.

    Yields
    ------
    `lines`
        The course of each nerve from its beginning: points, LPS, mm.
    `onward`
        The nerves of walks, each with those one may go on to.
    `roots`, `ends`
        The roots whose fibres each of them carries; the nerve that a walk from a root goes to.
    `stops`
        Those on each of them, in order: how far along, mm, from where they are looked at, what presses there.
    """
    walked = {nerve.id: nerve for nerve in atlas.nerves if _stops(atlas, nerve)}
    every = atlas.body.nerves.items()
    yield "lines", {key: [rounded(point) for point in nerve.centreline] for key, nerve in every}
    yield (
        "onward",
        {key: [one.id for one in walked.values() if _leads(nerve, one)] for key, nerve in walked.items()},
    )
    yield "roots", {key: list(nerve.roots) for key, nerve in walked.items()}
    ends = {key: atlas.map.nerves[_stem(nerve)].walks_to for key, nerve in walked.items()}
    yield "ends", {key: f"{end}.{walked[key].side}" for key, end in ends.items() if end}
    yield (
        "stops",
        {
            key: [_placed(atlas, nerve, stop) for stop in _stops(atlas, nerve)]
            for key, nerve in walked.items()
        },
    )


def told(atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """What is told on the way, by nerve without a side: at each stop, of its skin and of its muscles."""
    writer = Writer(atlas.map, voice)
    walked = {key: card for key, card in atlas.map.nerves.items() if card.stop}
    words = writer.numbered({key: _words(card, writer) for key, card in walked.items()})
    return {"nerves": words, "sources": writer.sources()}


def _words(card: NerveCard, writer: Writer) -> dict[str, Any]:
    stops = [
        {"place": stop.place, "title": stop.title, **writer.line(stop.says or card.runs)}
        for stop in _in_order(card)
    ]
    return {"stops": stops, "skin": writer.line(card.skin), "moves": writer.line(card.moves)}


def _stem(nerve: Nerve) -> str:
    return nerve.id.rpartition(".")[0]


def _stops(atlas: Atlas, nerve: Nerve) -> list[Stop]:
    card = atlas.map.nerves.get(_stem(nerve))
    return _in_order(card) if card else []


def _in_order(card: NerveCard) -> list[Stop]:
    return sorted(card.stop, key=lambda stop: stop.at)


def _leads(nerve: Nerve, other: Nerve) -> bool:
    """Whether one may go on from a nerve to another one: it leaves it, or begins where it ends."""
    return other.parent == nerve.id or dist(nerve.centreline[-1], other.centreline[0]) < JOINS


def _placed(atlas: Atlas, nerve: Nerve, stop: Stop) -> dict[str, Any]:
    lengths = [dist(*pair) for pair in zip(nerve.centreline, nerve.centreline[1:], strict=False)]
    at = stop.at * sum(lengths)
    place = _point(nerve, lengths, at)
    near = (
        key
        for key, site in atlas.sites.items()
        if nerve.id in site.nerves and dist(site.centre, place) < NEAR
    )
    outward = 1 if nerve.side == "left" else -1
    azimuth = (stop.turn * outward + 180) % 360 - 180
    seen = {
        "azimuth": azimuth,
        "elevation": stop.rise,
        "height": stop.height,
        **({"cut": stop.cut} if stop.cut else {}),
    }
    return {"at": rounded([at])[0], **seen, "sites": list(near)}


def _point(nerve: Nerve, lengths: list[float], at: float) -> Point:
    """The place so many mm along a nerve."""
    left = at
    for length, start, end in zip(lengths, nerve.centreline, nerve.centreline[1:], strict=False):
        if left <= length:
            share = left / length if length else 0.0
            x, y, z = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            return (x, y, z)
        left -= length
    return nerve.centreline[-1]
