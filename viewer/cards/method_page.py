"""What the Balance Method says, table by table; each line with how it is known and who says so."""

from collections.abc import Iterable
from typing import Any

from point_maps.balance import Row
from point_maps.records.learning import Prong
from point_maps.records.method import Disagreement, Format, Named, Pair, System
from point_maps.records.statements import Claim
from viewer.atlas import Atlas
from viewer.cards.writer import Item, Writer, item, links

Part = dict[str, Any]
Block = dict[str, Any]

NOTE = "Everything here is what the method says, not a finding about what helps."
MARKS = {
    "published": "Published: a teacher, a course or a practitioner says just this",
    "traditional": "Traditional: classical texts agree on it",
    "inferred": "Inferred from published rules: no source read for this atlas says just this",
    "disputed": "Disputed: sources contradict each other",
}
SIDES = {
    "left": "the left side",
    "right": "the right side",
    "opposite": "the other side",
    "same": "the same side",
    "either": "either side",
    "both": "both sides",
    "crossed": "crossed",
    "unknown": "side unknown",
    "not told": "side not told",
}


def method_page(atlas: Atlas, writer: Writer) -> dict[str, Part]:
    """Write the parts of the page, by the key of their heading."""
    balance = atlas.map.balance
    return {
        "aims": {"note": NOTE, "blocks": [_aim(atlas, prong, writer) for prong in balance.prongs.values()]},
        "table": {"marks": MARKS, "table": _table(atlas, balance.table(), writer)},
        "systems": {"blocks": [_system(system, writer) for system in balance.systems.values()]},
        "practices": {"blocks": [_told(one.name, one.claim, writer) for one in balance.practices.values()]},
        "formats": {"blocks": [_format(one, writer) for one in balance.formats.values()]},
        "named": {"blocks": [_named(atlas, one, writer) for one in balance.named.values()]},
        "disagreements": {"blocks": [_apart(one, writer) for one in balance.disagreements.values()]},
        "silences": {"blocks": [_told(one.name, one.because, writer) for one in balance.silences.values()]},
    }


def _block(title: str, **content: Any) -> Block:
    return {
        "title": title,
        "id": "",
        "badge": "",
        "mark": "",
        "tone": "",
        "text": [],
        "items": [],
        "columns": [],
    } | content


def _said(claim: Claim, writer: Writer) -> dict[str, Any]:
    """A claim in this voice, with how it is known."""
    return {**writer.line(claim), "standing": claim.standing}


def _told(title: str, claim: Claim, writer: Writer) -> Block:
    return _block(title, text=[_said(claim, writer)])


def _aim(atlas: Atlas, prong: Prong, writer: Writer) -> Block:
    known = [writer.line(said) for said in (prong.physiology, prong.limits) if said]
    places = [_place(atlas, prong, key, writer) for key in atlas.map.balance.territories]
    return _block(
        prong.name,
        text=[_said(prong.aim, writer)],
        items=[item("What the body is known to do", lines=[{"term": "", **line} for line in known])]
        + [place for place in places if place],
        links=links(atlas, (atlas.topic("prong", prong.id, side) for side in ("left", "right"))),
    )


def _place(atlas: Atlas, prong: Prong, key: str, writer: Writer) -> Item | None:
    territory = atlas.map.balance.territories[key]
    if territory.prong != prong.id:
        return None
    channel = atlas.map.balance.channels.get(territory.channel)
    name = f"{territory.name}: {channel.name} channel" if channel else territory.name
    told = {"": territory.claim, "Why these parts": territory.fits, "What stands for it": territory.level}
    lines = [{"term": term, **_said(claim, writer)} for term, claim in told.items() if claim]
    return item(name, lines=lines)


def _table(atlas: Atlas, rows: Iterable[Row], writer: Writer) -> dict[str, Any]:
    systems = atlas.map.balance.systems.values()
    return {
        "head": [{"short": str(system.number), "name": system.name} for system in systems],
        "rows": [
            {
                "name": row.channel.name,
                "short": row.channel.code,
                "cells": [_cell(atlas, pair, writer) for pair in row.cells],
            }
            for row in rows
        ],
    }


def _cell(atlas: Atlas, pair: Pair | None, writer: Writer) -> dict[str, Any] | None:
    if pair is None:
        return None
    channel = atlas.map.balance.channels[pair.use]
    because = pair.because.said(writer.voice) if pair.because else ""
    return {
        "short": channel.code,
        "name": channel.name,
        "standing": pair.standing,
        "because": because,
        "refs": tuple(pair.sources),
    }


def _system(system: System, writer: Writer) -> Block:
    side = {"term": "Side", **_said(system.side_rule, writer)}
    return _block(
        system.name,
        id=system.id,
        badge=SIDES[system.side].capitalize(),
        text=[_said(system.rule, writer)],
        items=[item("", lines=[side])],
    )


def _format(one: Format, writer: Writer) -> Block:
    lays = [item(likeness.part, likeness.stands_for) for likeness in one.lays]
    return _block(one.name, id=one.id, text=[_said(one.claim, writer)], items=lays, tone="lays")


def _named(atlas: Atlas, one: Named, writer: Writer) -> Block:
    balance = atlas.map.balance
    points = ", ".join(one.points) or "no points named"
    systems = ", ".join(balance.systems[key].name.partition(":")[0] for key in one.systems)
    facts = [
        ("For", one.complaint),
        ("Points", points),
        ("Needled", SIDES[one.needled]),
        ("By", systems),
        ("School", "" if one.school == "Balance Method" else "not the Balance Method"),
    ]
    return _block(
        one.who,
        text=[_said(one.as_told, writer)],
        items=[item(term, text) for term, text in facts if text],
        tone="lays",
    )


def _apart(one: Disagreement, writer: Writer) -> Block:
    here = {"term": "In this atlas", **writer.line(one.here)}
    return _block(
        one.about, columns=[_said(view, writer) for view in one.views], items=[item("", lines=[here])]
    )
