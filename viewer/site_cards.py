"""The card of a compression site: what happens there, what it feels like, what people try."""

from typing import Any

from point_maps.placed import PlacedSite
from point_maps.site_records import CompressionSite
from viewer.atlas import Atlas
from viewer.entries import Entry
from viewer.writer import Card, Writer, links

CLAIM = (
    "The Balance Method pairs this place with these regions on the other side of the body. "
    "That is the method's claim, not a finding of research."
)


def site_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a compression site; `lit` is the path from there to the toes."""
    placed = atlas.sites[entry.id]
    site = placed.site
    lead = writer.line(site.happens)
    writer.add("Where it is", items=_level(site), links=links(atlas, placed.nerves))
    writer.say("What presses on what", site.presses)
    writer.say("What it can feel like", site.feels)
    writer.say("Often worse", site.worse)
    writer.say("Often better", site.better)
    writer.say("How common it is", site.how_common)
    writer.say("What usually happens next", site.what_next)
    writer.add("What people try", items=_treatments(atlas, site, writer))
    writer.say("About treatment", site.treatment_note)
    writer.say("A common mix-up", site.correction)
    writer.say("When to see a clinician", site.needs_care, tone="care")
    _method(atlas, placed, writer)
    return {"lead": lead, "lit": list(placed.path)}


def _level(site: CompressionSite) -> list[dict[str, str]]:
    facts = [
        ("Level", site.level or ""),
        ("Root that leaves here (exiting)", ", ".join(site.exiting)),
        ("Root that passes by (traversing)", ", ".join(site.traversing)),
        ("Roots pressed", ", ".join(site.roots)),
    ]
    return [{"term": term, "text": text} for term, text in facts if text]


def _treatments(atlas: Atlas, site: CompressionSite, writer: Writer) -> list[dict[str, Any]]:
    return [
        {
            "term": treatment.name,
            "text": f"{treatment.can.text} {treatment.cannot.text}",
            "refs": writer.refs(dict.fromkeys([*treatment.can.sources, *treatment.cannot.sources])),
        }
        for treatment in (atlas.map.treatments[key] for key in site.treatments)
    ]


def _method(atlas: Atlas, placed: PlacedSite, writer: Writer) -> None:
    """The regions the Balance Method pairs with this place; nothing where its tables are silent."""
    try:
        pairings = atlas.map.balance.regions_for(placed.level or placed.site.nerves[0], placed.side)
    except KeyError:
        return
    first = [pairing for pairing in pairings if pairing.first_choice and pairing.key in atlas.entries]
    if first:
        mentions = dict.fromkeys(mention for pairing in first for mention in pairing.sources)
        text = [{"text": CLAIM, "refs": writer.refs(mentions)}]
        writer.add("Balance Method", tone="method", text=text, links=links(atlas, (p.key for p in first)))
