"""The cards of the Balance Method's painful places and of its two aims: which regions it pairs with them."""

from collections.abc import Sequence
from typing import Literal

from point_maps.balance import Pairing
from point_maps.records.learning import Prong
from point_maps.records.method import Territory
from point_maps.records.statements import Claim
from viewer.atlas import Atlas
from viewer.cards import pairings
from viewer.cards.writer import Card, Line, Writer, item, links, plain
from viewer.entries import Entry
from viewer.topics import Topic, nerves_of, zones_of

FIRST = "The regions of the first choice, filled and named in the picture."
ALSO = "The same regions on the side that is also allowed, drawn as rings."
PLACE = "The part of the path this place stands for."


def territory_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what the method pairs with a painful place; `paired` are the regions to light."""
    topic = atlas.topics[entry.id]
    territory = topic.record
    assert isinstance(territory, Territory)
    channel = atlas.map.balance.channels.get(territory.channel)
    known = [item("Channel", f"{channel.name} ({channel.code}), {channel.chinese}")] if channel else []
    known += [
        item(term, f"{said.said(writer.voice)} {_standing(said)}", said.sources)
        for term, said in (("Why these parts", territory.fits), ("Why wrist and ankle", territory.level))
        if said
    ]
    writer.add("known", text=[plain(_standing(territory.claim))], items=known)
    levels = [item("Levels", ", ".join(territory.levels))] if territory.levels else []
    ids = [*nerves_of(atlas.map, topic), *zones_of(atlas.map, topic)]
    writer.add("place", items=levels, links=links(atlas, ids))
    writer.add("prong", links=links(atlas, [atlas.topic("prong", territory.prong, topic.side)]))
    return {"lead": writer.line(territory.claim), **_paired(atlas, topic, writer)}


def prong_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write one of the two aims: what it is, what is known of it, and the places and regions it is about."""
    topic = atlas.topics[entry.id]
    prong = topic.record
    assert isinstance(prong, Prong)
    writer.add("known", text=[plain(_standing(prong.aim))])
    writer.say("body", prong.physiology, prong.limits)
    places = pairings.territory_links(atlas, atlas.map.balance.territories_in(prong.id), _side(topic))
    writer.add("places", links=places)
    return {"lead": writer.line(prong.aim), **_paired(atlas, topic, writer)}


def _standing(claim: Claim) -> str:
    return f"This is {pairings.STANDINGS[claim.standing]}."


def _side(topic: Topic) -> Literal["left", "right"]:
    return "left" if topic.side == "left" else "right"


def _paired(atlas: Atlas, topic: Topic, writer: Writer) -> Card:
    answer = pairings.answer(atlas, topic.stem, _side(topic))
    claim: list[Line] = [plain(pairings.CLAIM)]
    for key, wanted in (("first", True), ("also", False)):
        found = [pairing for pairing in answer.pairings if pairing.first_choice == wanted]
        if found:
            aim = topic.kind == "prong"
            whole = pairings.by_pain(atlas, found) if aim else pairings.grouped(atlas, found, marked=False)
            writer.add(key, tone="method", text=claim, items=whole)
            writer.add(f"{key}-short", tone="method", text=claim, items=pairings.by_limb(atlas, found))
            claim = []
    quiet = [writer.line(silence.because) for silence in answer.silences]
    if not answer.pairings:
        writer.add("silent", text=quiet or [plain("The method's tables name no region for it.")])
    writer.add("pages", pages=["method", "evidence"])
    nerves = [nerve for nerve in nerves_of(atlas.map, topic) if nerve in atlas.entries]
    return {
        "claimed": nerves,
        "paired": pairings.paired(answer.pairings),
        "tags": pairings.tags(atlas, answer.pairings),
        "looks": pairings.shown_at(atlas, answer.pairings),
        "legend": _legend(nerves, answer.pairings),
    }


def _legend(nerves: Sequence[str], found: Sequence[Pairing]) -> list[dict[str, str]]:
    told = {
        "claimed": (PLACE, bool(nerves)),
        "first": (FIRST, any(pairing.first_choice for pairing in found)),
        "also": (ALSO, any(not pairing.first_choice for pairing in found)),
    }
    return [{"mark": mark, "text": text} for mark, (text, wanted) in told.items() if wanted]
