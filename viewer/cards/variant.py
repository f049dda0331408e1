"""The card of an anatomical variant: what it is, how common, what it means and what it does not."""

from point_maps.records.variants import Count
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.atlas.variants import PREFIX
from viewer.cards.writer import Card, Item, Writer, item, links


def variant_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a variant."""
    known = atlas.variants[entry.id.removeprefix(PREFIX)]
    writer.say("common", known.how_common)
    writer.add("counts", items=[_count(count) for count in known.counts])
    writer.say("means", known.means)
    writer.say("means-not", known.means_not, tone="care")
    drawn = [
        structure.id for structure in atlas.body.structures.values() if structure.variant == entry.variant
    ]
    if entry.variant:
        writer.add("drawn", links=links(atlas, drawn))
    return {"lead": writer.line(known.what)}


def _count(count: Count) -> Item:
    limbs = f", {count.limbs} limbs" if count.limbs and str(count.limbs) not in count.study else ""
    within = f" (95 % interval {count.between[0]:g} to {count.between[1]:g} %)" if count.between else ""
    return item(f"{count.percent:g} %", f"{count.study}{limbs}{within}", count.sources)
