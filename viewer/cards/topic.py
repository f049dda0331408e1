"""The cards of what people notice and of what people try."""

from collections.abc import Iterator

from point_maps.records.learning import Origin, Sign, Treatment
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.atlas.topics import Topic, nerves_of, zones_of
from viewer.cards import pairings
from viewer.cards.onward import NEEDLES
from viewer.cards.writer import Card, Item, Writer, item, links


def sign_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write where a sign can come from; `lit` are the nerves it can come along, on its side."""
    topic = atlas.topics[entry.id]
    sign = topic.record
    assert isinstance(sign, Sign)
    nerves = [nerve for nerve in nerves_of(atlas.map, topic) if nerve in atlas.entries]
    whole = [_origin(atlas, topic, origin, writer) for origin in sign.origin]
    writer.add("origins", items=whole)
    # What is told one by one is not listed once more.
    writer.add("origins-short", items=[_short(atlas, one) for one in whole])
    writer.add("sites", links=[] if whole else links(atlas, _placed(topic, sign.sites)))
    along = [] if whole else links(atlas, [*nerves, *zones_of(atlas.map, topic)])
    writer.add("belongs", items=[item("Roots", ", ".join(sign.roots))], links=along)
    writer.say("others", sign.other_reasons)
    care = [writer.line(sign.needs_care)] if sign.needs_care else []
    writer.add("care", tone="care", text=care, pages=["red-flags"])
    places = [zone for zone in sign.zones if atlas.map.balance.knows(zone)] or list(sign.nerves)
    pairings.point_out(atlas, writer, places, topic.side)
    legend = [{"mark": "lit", "text": "The nerves it can come along are lit."}]
    return {
        "lead": writer.line(sign.about),
        "care": writer.care(sign.needs_care),
        "lit": nerves,
        "legend": legend,
    }


def _origin(atlas: Atlas, topic: Topic, origin: Origin, writer: Writer) -> Item:
    ids = [f"{key}.{topic.side}" for key in (*origin.nerves, *origin.zones)]
    return item(
        origin.name, **writer.line(origin.told), links=links(atlas, [*ids, *_placed(topic, origin.sites)])
    )


def _short(atlas: Atlas, origin: Item) -> Item:
    """An origin that leads to its causes only."""
    sites = [link for link in origin["links"] if atlas.entries[link["id"]].kind == "site"]
    return {**origin, "links": [dict(link) for link in sites]}


def _used_for(atlas: Atlas, treatment: Treatment) -> Iterator[str]:
    """The causes a treatment is used for, each on one side: it is the same on both."""
    for key, placed in atlas.sites.items():
        if treatment.id in placed.site.treatments and placed.side != "right":
            yield key


def _placed(topic: Topic, sites: tuple[str, ...]) -> list[str]:
    return [f"{site}.{side}" for site in sites for side in (topic.side, "midline")]


def treatment_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what a treatment does, what it can and what it cannot do."""
    treatment = atlas.topics[entry.id].record
    assert isinstance(treatment, Treatment)
    writer.say("can", treatment.can if treatment.how else None)
    writer.say("cannot", treatment.cannot)
    writer.add("forms", items=[item(form.name, **writer.line(form.says)) for form in treatment.form])
    writer.say("watch", treatment.watch, tone="care")
    needles = treatment.id == NEEDLES
    told = [one for one in atlas.map.precautions.values() if needles and one.when == "any needle"]
    writer.say("cautions", *treatment.cautions, *told, tone="care")
    writer.add("sites", links=links(atlas, _used_for(atlas, treatment)))
    if needles:
        writer.add("pages", pages=["safety", "evidence", "method"])
    return {"lead": writer.line(treatment.how or treatment.can)}
