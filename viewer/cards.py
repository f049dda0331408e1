"""The details card: what a chosen thing is, where, why it matters, and who says so.

A card is plain data. Its texts are shown as text, never as markup.
"""

import re
from collections.abc import Callable
from typing import Any, get_args

from models.catalogue import System
from point_maps.statements import Voice
from viewer import variants
from viewer.atlas import Atlas
from viewer.entries import Entry
from viewer.near import nearest_nerve, places_at
from viewer.region_cards import region_card
from viewer.site_cards import site_card
from viewer.variant_cards import variant_card
from viewer.writer import Card, Writer, links
from viewer.zone_cards import zone_card

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
    "site": "Compression site",
    "region": "Point region",
    "zone": "Zone on the skin",
    "variant": "Variant",
    "line": "Line",
}


def card(atlas: Atlas, entry_id: str, voice: Voice) -> Card | None:
    """The card of an entry in one voice; None if there is no such entry."""
    entry = atlas.entries.get(entry_id)
    if entry is None:
        return None
    writer = Writer(atlas.map, voice)
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
        **_zones(atlas, entry),
        "sections": writer.sections,
        "sources": writer.sources(),
        **extra,
    }


def red_flags(atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """The signs that need a clinician, the urgent ones first, with their sources."""
    writer = Writer(atlas.map, voice)
    flags = sorted(atlas.map.red_flags.values(), key=lambda flag: flag.urgency != "same day, emergency care")
    lines = [{**writer.line(flag), "urgency": flag.urgency} for flag in flags]
    return {"lines": lines, "sources": writer.sources()}


def evidence(atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """What research says about acupuncture in sciatica, with its limits and sources."""
    writer = Writer(atlas.map, voice)
    for finding in atlas.map.evidence.values():
        writer.say(finding.title, finding.finding, finding.limits, tone=finding.leans)
    return {"sections": writer.sections, "sources": writer.sources()}


def _zones(atlas: Atlas, entry: Entry) -> dict[str, list[str]]:
    """The zones of an entry: those that light with it, and those that do so while zones are shown.

    A nerve lights what it serves, its branches included. A trunk that serves no skin
    by itself lights that of its branches only where zones are shown anyway.
    """
    if entry.kind == "zone":
        return {"zones": [entry.id], "served": []}
    own = {entry.id, *entry.stands_for}
    named = [zone.id for zone in atlas.zones if own & set(zone.nerves)]
    if not entry.id.endswith(f"-root.{entry.side}"):
        for nerve in atlas.nerves:  # parents come before what leaves them
            if nerve.parent in own:
                own.add(nerve.id)
    every = [zone.id for zone in atlas.zones if own & set(zone.nerves)]
    return {"zones": every if named else [], "served": [] if named else every}


def _nerve(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    if entry.id not in atlas.body.nerves:
        return _structure(atlas, entry, writer)
    nerve = atlas.body.nerves[entry.id]
    if entry.variant:
        writer.add("Part of a variant", links=links(atlas, [variants.PREFIX + entry.variant]))
    stem = entry.id.rpartition(".")[0]
    known = atlas.map.nerves.get(stem)
    lead = writer.line(known.what) if known else None
    parts = [other.id for other in atlas.nerves if other.parent == nerve.id]
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
    if lit := [key for keys in _zones(atlas, entry).values() for key in keys]:
        writer.add("On the skin", links=links(atlas, lit))
    signs = [sign for sign in atlas.map.signs.values() if stem in sign.nerves]
    for sign in signs:
        writer.say(sign.name, sign.about)
    return {"lead": lead}


def _structure(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    known = atlas.body.structures[entry.id]
    if known.also_called:
        writer.add("Also called", text=[{"text": ", ".join(known.also_called), "refs": []}])
    if entry.variant:
        writer.add("Part of a variant", links=links(atlas, [variants.PREFIX + entry.variant]))
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


def _line(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    line = atlas.lines[entry.id]
    items = [{"term": _plain(name), "text": _ahead(gap)} for name, gap in line.ahead.items()]
    writer.add(f"Measured on this body ({atlas.body.manifest.title})", items=items)
    return {"lead": {"text": line.says, "refs": []}}


def _plain(landmark: str) -> str:
    """A landmark or disc as it is said: 'Hip joint centre', 'L5-S1 disc'."""
    level = re.match(r"[tls]\d+-[tls]\d+", landmark)
    rest = landmark[level.end() if level else 0 :].replace("-", " ")
    return f"{level[0].upper()}{rest}" if level else rest.capitalize()


def _ahead(gap: float) -> str:
    return f"{abs(gap):.0f} mm {'in front' if gap >= 0 else 'behind'}"


_FILL: dict[str, Callable[[Atlas, Entry, Writer], Card]] = {
    **dict.fromkeys(get_args(System), _structure),
    "skin": lambda _atlas, _entry, _writer: {},
    "nerve": _nerve,
    "site": site_card,
    "region": region_card,
    "zone": zone_card,
    "variant": variant_card,
    "line": _line,
}
