"""The card of a zone on the skin: where it lies, how it is tested, what it means, how far to trust it."""

from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.atlas.topics import zones_of
from viewer.cards import pairings
from viewer.cards.writer import Card, Writer, item, links


def zone_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a zone; `lit` is nothing: its nerves are linked instead."""
    placed = next(zone for zone in atlas.zones if zone.id == entry.id)
    zone = placed.zone
    writer.say("caveat", zone.caveat, tone="care")
    roots = [item("Roots", ", ".join(zone.roots))]
    writer.add("belongs", items=roots, links=links(atlas, placed.nerves))
    writer.say("tested", zone.tested)
    writer.say("meets", zone.meets)
    writer.say("general", atlas.map.remarks.get(f"zones-{placed.kind}"))
    signs = [
        key
        for key, topic in atlas.topics.items()
        if topic.kind == "sign" and entry.id in zones_of(atlas.map, topic)
    ]
    writer.add("signs", links=links(atlas, signs))
    shared = [
        other.id
        for other in atlas.zones
        if other.side == placed.side and other.kind != placed.kind and set(other.roots) & set(placed.roots)
    ]
    writer.add("shared", links=links(atlas, shared))
    pairings.write(atlas, writer, zone.id, placed.side)
    return {"lead": writer.line(zone.where)}
