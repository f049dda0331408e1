"""The card of a compression site: what happens there, what it feels like, what people try."""

from models.catalogue import bodies_with
from point_maps.records.sites import CompressionSite
from point_maps.solving.placed import PlacedSite
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.cards import pairings
from viewer.cards.sentences import sentences, without_pain
from viewer.cards.writer import Card, Item, Writer, item, links

DISTAL = "Distal entrapment: it can feel like sciatica, and does not come from the back"

ELSEWHERE = "What changes is drawn on another body."


def site_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a compression site; `lit` is the path from there to the toes."""
    placed = atlas.sites[entry.id]
    site = placed.site
    writer.add("where", items=_level(site), links=links(atlas, placed.nerves))
    writer.say("presses", site.presses)
    writer.say("feels", site.feels)
    writer.say("worse", site.worse)
    writer.say("better", site.better)
    writer.say("examined", site.examined)
    writer.say("common", site.how_common)
    writer.say("next", site.what_next)
    writer.add("treatments", items=[_treatment(atlas, site, key, writer) for key in site.treatments])
    writer.say("choosing", site.treatment_note)
    writer.say("correction", site.correction)
    if entry.id in atlas.changes:
        writer.say("drawn", site.drawn)
    elif others := bodies_with(entry.id):
        writer.add("drawn", text=[{"text": ELSEWHERE, "refs": ()}], bodies=list(others))
    writer.add("similar", links=links(atlas, _similar(placed)))
    flags = [writer.line(atlas.map.red_flags[key]) for key in site.red_flags if key in atlas.map.red_flags]
    writer.add("care", tone="care", text=[writer.line(site.needs_care)], pages=["red-flags"])
    writer.add("flags", tone="care", text=flags)
    pairings.write(atlas, writer, site.id, placed.side)
    common, onward = writer.line(site.how_common), writer.line(site.what_next)
    return {
        "frame": [
            {**common, "text": without_pain(common["text"])},
            {**onward, "text": sentences(onward["text"])[0]},
        ],
        "lead": writer.line(site.happens),
        "care": writer.care(site.needs_care),
        "lit": list(placed.path),
    }


def _level(site: CompressionSite) -> list[Item]:
    cause = DISTAL if site.cause == "distal entrapment" else site.cause.capitalize()
    facts = [
        ("Level", site.level or ""),
        ("Root that leaves here (exiting)", ", ".join(site.exiting)),
        ("Root that passes by (traversing)", ", ".join(site.traversing)),
        ("Roots pressed", ", ".join(site.roots)),
        ("Cause", cause),
    ]
    return [item(term, text) for term, text in facts if text]


def _treatment(atlas: Atlas, site: CompressionSite, key: str, writer: Writer) -> Item:
    treatment = atlas.map.treatments[key]
    said = [("It can", treatment.can), ("It cannot", treatment.cannot)]
    said += [("For this cause", note) for note in site.on_treatment if note.treatment == key]
    return item(
        treatment.name,
        lines=[{"term": term, **writer.line(statement)} for term, statement in said],
        links=links(atlas, [atlas.topic("treatment", key)]),
    )


def _similar(placed: PlacedSite) -> list[str]:
    sides = ["left", "right"] if placed.side == "midline" else [placed.side]
    return [f"{key}.{side}" for key in placed.site.similar for side in (*sides, "midline")]
