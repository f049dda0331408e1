"""The details card: what a chosen thing is, where, why it matters, and who says so.

A card is plain data. Its texts are shown as text, never as markup.
"""

from collections.abc import Callable
from typing import Any

from viewer.atlas import Atlas, Entry
from viewer.near import nearest_nerve, places_at
from viewer.region_cards import region_card
from viewer.site_cards import site_card
from viewer.writer import Card, Writer, links

KINDS = {
    "skin": "Skin",
    "bone": "Bone",
    "disc": "Disc",
    "muscle": "Muscle",
    "nerve": "Nerve",
    "site": "Compression site",
    "region": "Point region",
}


def card(atlas: Atlas, entry_id: str) -> Card | None:
    """The card of an entry; None if there is no such entry."""
    entry = atlas.entries.get(entry_id)
    if entry is None:
        return None
    writer = Writer(atlas.map)
    extra = _FILL[entry.kind](atlas, entry, writer)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "what": KINDS[entry.kind],
        "title": entry.name,
        "detail": entry.detail,
        "side": {"left": "Left", "right": "Right"}.get(entry.side, ""),
        "other": atlas.other_side(entry.id),
        "lit": [],
        "claimed": [],
        "lead": None,
        "sections": writer.sections,
        "sources": writer.sources(),
        **extra,
    }


def red_flags(atlas: Atlas) -> dict[str, Any]:
    """The signs that need a clinician, the urgent ones first, with their sources."""
    writer = Writer(atlas.map)
    flags = sorted(atlas.map.red_flags.values(), key=lambda flag: flag.urgency != "same day, emergency care")
    lines = [
        {"text": flag.text, "urgency": flag.urgency, "refs": writer.refs(flag.sources)} for flag in flags
    ]
    return {"lines": lines, "sources": writer.sources()}


def evidence(atlas: Atlas) -> dict[str, Any]:
    """What research says about acupuncture in sciatica, with its limits and sources."""
    writer = Writer(atlas.map)
    for finding in atlas.map.evidence.values():
        writer.say(finding.title, finding.finding, finding.limits, tone=finding.leans)
    return {"sections": writer.sections, "sources": writer.sources()}


def _nerve(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    nerve = atlas.body.nerves[entry.id]
    stem = entry.id.rpartition(".")[0]
    known = atlas.map.nerves.get(stem)
    lead = writer.line(known.what) if known else None
    parts = [other.id for other in atlas.body.manifest.nerves if other.parent == nerve.id]
    writer.add(
        "Where it belongs",
        items=[{"term": "Roots", "text": ", ".join(nerve.roots)}],
        links=links(atlas, [*([nerve.parent] if nerve.parent else []), *parts]),
    )
    if known:
        writer.say("Where it runs", known.runs)
        writer.say("Skin it serves", known.skin)
        writer.say("Muscles it serves", known.moves)
        writer.say("Why it matters", known.matters)
    pressed = [key for key, placed in atlas.sites.items() if entry.id in placed.nerves]
    if pressed:
        writer.add("Where it can be pressed", links=links(atlas, pressed))
    signs = [sign for sign in atlas.map.signs.values() if stem in sign.nerves]
    for sign in signs:
        writer.say(sign.name, sign.about)
    return {"lead": lead}


def _structure(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    known = atlas.body.structures[entry.id]
    if known.also_called:
        writer.add("Also called", text=[{"text": ", ".join(known.also_called), "refs": []}])
    close = nearest_nerve(atlas, entry.id)
    if close:
        text = [{"text": _gap(atlas.entries[close.nerve].name, close.gap), "refs": []}]
        writer.add("The nerve beside it", text=text, links=links(atlas, [close.nerve]))
    for layer, title in (("sites", "What can press on the nerve here"), ("regions", "Point regions over it")):
        here = places_at(atlas, entry.id, layer)
        if here:
            writer.add(title, links=links(atlas, here))
    return {}


def _gap(nerve: str, gap: float) -> str:
    inline = nerve if nerve[:2].isupper() or nerve[1:2].isdigit() else nerve[0].lower() + nerve[1:]
    if gap < 1:
        return f"On this body the {inline} touches it."
    return f"On this body the {inline} passes {gap:.0f} mm away where it is nearest."


_FILL: dict[str, Callable[[Atlas, Entry, Writer], Card]] = {
    "skin": lambda _atlas, _entry, _writer: {},
    "bone": _structure,
    "disc": _structure,
    "muscle": _structure,
    "nerve": _nerve,
    "site": site_card,
    "region": region_card,
}
