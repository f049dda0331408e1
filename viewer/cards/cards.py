"""The details card: what a chosen thing is, where, why it matters, and who says so.

A card is plain data. Its texts are shown as text, never as markup. First comes the `lead`, of at most 60
words, and the one thing worth doing `next`; the `sections` answer a question each and are opened one by one;
`care`, when to be seen, stands at the foot.
"""

from collections.abc import Callable
from typing import Any, get_args

from models.catalogue import System
from point_maps.records.learning import URGENCIES
from point_maps.records.statements import Voice
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.cards.highlights import zones
from viewer.cards.method import prong_card, territory_card
from viewer.cards.nerve import nerve_card
from viewer.cards.onward import WAYS, onward
from viewer.cards.plans import plan
from viewer.cards.region import region_card
from viewer.cards.site import site_card
from viewer.cards.structure import line_card, structure_card
from viewer.cards.topic import sign_card, treatment_card
from viewer.cards.variant import variant_card
from viewer.cards.writer import Card, Section, Writer
from viewer.cards.zone import zone_card

KINDS = {
    "skin": "Skin",
    "bone": "Bone",
    "disc": "Disc",
    "ligament": "Ligament",
    "muscle": "Muscle",
    "tendon": "Tendon",
    "artery": "Artery",
    "vein": "Vein",
    "nerve": "Nerve",
    "dura": "Dura",
    "womb": "Womb",
    "child": "Child",
    "site": "Cause",
    "region": "Point region",
    "zone": "Zone on the skin",
    "variant": "Variant",
    "line": "Line",
    "sign": "Sign",
    "treatment": "Treatment",
    "territory": "Balance Method: painful place",
    "prong": "Balance Method: aim",
}

PATH = "The path from here to the toes is lit."


def card(atlas: Atlas, entry_id: str, voice: Voice) -> Card | None:
    """The card of an entry in one voice; None if there is no such entry."""
    entry = atlas.entries.get(entry_id)
    if entry is None:
        return None
    kind = plan_of(atlas, entry)
    writer, planned = Writer(atlas.map, voice), plan(kind, voice)
    filled: Card = {
        "lead": None,
        "care": None,
        "frame": [],
        "lit": [],
        "claimed": [],
        "paired": {"first": [], "also": []},
        "tags": [],
        "close_ups": [],
        "construction": None,
        "reached": None,
        "needle": None,
        "first": "",
    } | _FILL[kind](atlas, entry, writer)
    legend = [{"mark": "lit", "text": PATH}] if len(filled["lit"]) > 1 else []
    title, below = entry.titles(voice)
    # The lead is read before the sections, so its sources are numbered first.
    lead = writer.numbered(writer.lead(filled.pop("lead")))
    way: Card = {key: writer.numbered(filled.pop(key)) for key in ("steps", "sure") if key in filled}
    sections = writer.numbered(writer.sections(planned, filled.pop("first")))
    care = writer.numbered(filled.pop("care"))
    frame = writer.numbered(filled.pop("frame"))
    _name_links(atlas, sections, voice)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "what": KINDS[entry.kind],
        "ways": WAYS.get(entry.kind, ""),
        "title": title,
        "detail": below,
        "side": {"left": "Left", "right": "Right"}.get(entry.side, ""),
        "other": atlas.other_side(entry.id),
        "legend": legend,
        **zones(atlas, entry),
        "lead": lead,
        **way,
        "next": onward(atlas, entry, kind, voice),
        "sections": sections,
        "care": care,
        "frame": frame,
        "sources": writer.sources(),
        **filled,
    }


def _name_links(atlas: Atlas, sections: list[Section], voice: Voice) -> None:
    """Say on every button what its reader calls the thing."""
    for section in sections:
        for links in (section["links"], *(item["links"] for item in section["items"])):
            for link in links:
                link["name"] = atlas.entries[link["id"]].called(voice)


def plan_of(atlas: Atlas, entry: Entry) -> str:
    """Which kind of card an entry has."""
    if entry.kind == "nerve":
        return "nerve" if entry.id in atlas.body.nerves else "structure"
    return "structure" if entry.kind in get_args(System) else entry.kind


def red_flags(atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """The signs that need a clinician, the urgent ones first, with their sources."""
    writer = Writer(atlas.map, voice)
    flags = sorted(atlas.map.red_flags.values(), key=lambda flag: URGENCIES.index(flag.urgency))
    lines = writer.numbered([{**writer.line(flag), "urgency": flag.urgency} for flag in flags])
    return {"lines": lines, "sources": writer.sources()}


_FILL: dict[str, Callable[[Atlas, Entry, Writer], Card]] = {
    "structure": structure_card,
    "nerve": nerve_card,
    "site": site_card,
    "region": region_card,
    "zone": zone_card,
    "variant": variant_card,
    "line": line_card,
    "sign": sign_card,
    "treatment": treatment_card,
    "territory": territory_card,
    "prong": prong_card,
}
