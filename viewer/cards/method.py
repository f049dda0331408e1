"""The cards of the Balance Method's painful places and of its two aims: which regions it pairs with them."""

from collections.abc import Sequence
from typing import Literal

from point_maps.balance import Pairing
from point_maps.pairings import CHOICES
from point_maps.records.learning import Prong
from point_maps.records.method import Territory
from point_maps.records.statements import Claim
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.atlas.topics import Topic, nerves_of, zones_of
from viewer.cards import pairings
from viewer.cards.painful import place
from viewer.cards.writer import Card, Line, Writer, item, links, plain

FIRST = "The regions of the first choice, filled and named in the picture."
ALSO = "The same regions on the side that is also allowed, drawn as rings."
OFF_LEVEL = (
    "These lie on the right channels, but at another level: no image or mirror of the method lays them over "
    "this place. Clinics' pages name wrist and inner ankle for the whole leg all the same."
)
PAGES = ("wrist-ankle-page", "garrow-wellness")
"""Who does so."""
OUTSIDE = (
    "The method's mirrors lay this place over the hand, or another part on which this atlas shows no region."
)
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
        for term, said in (("Why these parts", territory.fits), ("What stands for it", territory.level))
        if said
    ]
    writer.add("known", text=[plain(_standing(territory.claim))], items=known)
    levels = [item("Levels", ", ".join(territory.levels))] if territory.levels else []
    ids = [*nerves_of(atlas.map, topic), *zones_of(atlas.map, topic)]
    writer.add("place", items=levels, links=links(atlas, ids))
    writer.add("prong", links=links(atlas, [atlas.topic("prong", territory.prong, topic.side)]))
    return {
        "lead": writer.line(territory.claim),
        "reached": place(atlas, topic),
        **_paired(atlas, topic, writer),
    }


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
    aim = topic.kind == "prong"
    for choice in CHOICES:
        found = [pairing for pairing in answer.pairings if pairing.choice == choice]
        if found and not (aim and choice == "off-level"):
            whole = pairings.by_pain(atlas, found) if aim else pairings.grouped(atlas, found, marked=False)
            text = [plain(OFF_LEVEL, PAGES)] if choice == "off-level" else claim
            writer.add(choice, tone="method", text=text, items=whole)
            writer.add(f"{choice}-short", tone="method", text=text, items=pairings.by_limb(atlas, found))
            claim = []
    quiet = [writer.line(silence.because) for silence in answer.silences]
    lit = [pairing for pairing in answer.pairings if pairing.choice != "off-level"]
    if not lit:
        none = OUTSIDE if answer.pairings else "The method's tables name no region for it."
        writer.add("silent", text=quiet or [plain(none)])
    writer.add("pages", pages=["method", "evidence"])
    nerves = [nerve for nerve in nerves_of(atlas.map, topic) if nerve in atlas.entries]
    return {
        "claimed": nerves,
        "paired": pairings.paired(lit),
        "tags": pairings.tags(atlas, lit),
        "close_ups": pairings.shown_at(atlas, lit),
        "legend": _legend(nerves, lit),
    }


def _legend(nerves: Sequence[str], found: Sequence[Pairing]) -> list[dict[str, str]]:
    told = {
        "claimed": (PLACE, bool(nerves)),
        "first": (FIRST, any(pairing.first_choice for pairing in found)),
        "also": (ALSO, any(pairing.choice == "also" for pairing in found)),
    }
    return [{"mark": mark, "text": text} for mark, (text, wanted) in told.items() if wanted]
