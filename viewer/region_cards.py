"""The card of a point region: where it is, what lies under it, what the method says it is for."""

from collections.abc import Sequence
from typing import Any, Literal

from point_maps.balance import Pairing
from point_maps.region_records import Needling, PointRegion
from viewer.atlas import Atlas
from viewer.entries import Entry
from viewer.writer import Card, Writer

STANDINGS = {
    "published": "published by a named teacher",
    "traditional": "traditional",
    "inferred": "inferred from published rules; nobody is known to have published it",
    "disputed": "disputed",
}
PAIRED = "The method pairs this region with these parts. It is the method's claim, not a finding of research."
UNPAIRED = "The method's tables pair this region with no part of the sciatic path."


def region_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a region; `claimed` is the part of the path the method pairs with it."""
    placed = atlas.regions[entry.id]
    region = placed.region
    side: Literal["left", "right"] = "left" if placed.side == "left" else "right"
    pairings = atlas.map.balance.places_for(region.code, side)
    lead = writer.line(region.location)
    _ground(region, writer)
    writer.add(
        "What the Balance Method says",
        tone="method",
        text=[{"text": PAIRED if pairings else UNPAIRED, "refs": []}],
        items=[_claim(atlas, pairing, writer) for pairing in pairings],
    )
    if region.needling:
        writer.add("Needling", text=[_needling(region.needling, writer)])
    writer.say("Cautions", *region.cautions, tone="care")
    writer.say("Note", region.note)
    writer.add("Review", text=[{"text": f"{region.review.capitalize()}.", "refs": []}])
    return {"lead": lead, "claimed": _claimed(atlas, pairings)}


def _ground(region: PointRegion, writer: Writer) -> None:
    """How sure the place is, and what lies under it."""
    radius = region.radius
    sure = {
        "term": f"About {radius.mm:.0f} mm around, {radius.certainty}",
        **writer.line(radius),
    }
    writer.add("How sure this place is", items=[sure])
    text = [{"text": "From the skin inward:", "refs": writer.refs(region.under_sources)}]
    writer.add("What lies under it", bullets=list(region.under), text=text)


def _claim(atlas: Atlas, pairing: Pairing, writer: Writer) -> dict[str, Any]:
    balance = atlas.map.balance
    choice = "first choice" if pairing.first_choice else "also allowed"
    systems = ", ".join(dict.fromkeys(balance.systems[pair.system].name for pair in pairing.pairs))
    return {
        "term": f"{balance.territories[pairing.territory].name}, {pairing.pain_side} side ({choice})",
        "text": f"By {systems}; {STANDINGS[pairing.standing]}.",
        "refs": writer.refs(pairing.sources),
    }


def _needling(needling: Needling, writer: Writer) -> dict[str, Any]:
    low, high = needling.depth_cun
    depth = f"For trained practitioners: sources give {low:g} to {high:g} cun, {needling.angle}."
    return {"text": " ".join(filter(None, [depth, needling.note])), "refs": writer.refs(needling.sources)}


def _claimed(atlas: Atlas, pairings: Sequence[Pairing]) -> list[str]:
    """The nerves of the first-choice territories, on the side of the pain."""
    ids = [
        f"{nerve}.{pairing.pain_side}"
        for pairing in pairings
        if pairing.first_choice
        for nerve in atlas.map.balance.territories[pairing.territory].nerves
    ]
    return [nerve for nerve in dict.fromkeys(ids) if nerve in atlas.entries]
