"""The card of a zone on the skin: where it lies, how it is tested, what it means, how far to trust it."""

from viewer.atlas import Atlas
from viewer.entries import Entry
from viewer.writer import Card, Writer, links


def zone_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a zone; `lit` is nothing: its nerves are linked instead."""
    placed = next(zone for zone in atlas.zones if zone.id == entry.id)
    zone = placed.zone
    lead = writer.line(zone.where)
    writer.say("How far it can be relied on", zone.caveat, tone="care")
    writer.add(
        "Where it belongs",
        items=[{"term": "Roots", "text": ", ".join(zone.roots)}],
        links=links(atlas, placed.nerves),
    )
    writer.say("Where it is tested", zone.tested)
    writer.say("What a change of feeling here can mean", zone.meets)
    shared = [
        other.id
        for other in atlas.zones
        if other.side == placed.side and other.kind != placed.kind and set(other.roots) & set(placed.roots)
    ]
    if shared:
        writer.add("Zones of the other kind that share its roots", links=links(atlas, shared))
    return {"lead": lead}
