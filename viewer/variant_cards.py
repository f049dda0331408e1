"""The card of an anatomical variant: what it is, how common, what it means and what it does not."""

from typing import Any

from point_maps.variants import Count
from viewer.atlas import Atlas
from viewer.entries import Entry
from viewer.variants import PREFIX
from viewer.writer import Card, Writer, links


def variant_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a variant."""
    known = atlas.variants[entry.id.removeprefix(PREFIX)]
    lead = writer.line(known.what)
    writer.add(
        "How common it is",
        text=[writer.line(known.how_common)],
        items=[_count(count, writer) for count in known.counts],
    )
    writer.say("What it can mean", known.means)
    writer.say("What it does not mean", known.means_not, tone="care")
    drawn = [
        structure.id for structure in atlas.body.structures.values() if structure.variant == entry.variant
    ]
    if entry.variant and drawn:
        writer.add("What is drawn differently", links=links(atlas, drawn))
    return {"lead": lead}


def _count(count: Count, writer: Writer) -> dict[str, Any]:
    limbs = f", {count.limbs} limbs" if count.limbs and str(count.limbs) not in count.study else ""
    within = f" (95 % interval {count.between[0]:g} to {count.between[1]:g} %)" if count.between else ""
    return {
        "term": f"{count.percent:g} %",
        "text": f"{count.study}{limbs}{within}",
        "refs": writer.refs(count.sources),
    }
