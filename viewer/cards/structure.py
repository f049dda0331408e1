"""The cards of what the body is made of, and of the lines drawn through it."""

import re

from point_maps.records.statements import Voice
from viewer.atlas import Atlas, variants
from viewer.atlas.entries import Entry
from viewer.cards.nerve_distance import CLOSE, FAR, Close, nearest_nerve, places_at
from viewer.cards.sentences import inline
from viewer.cards.writer import Card, Writer, item, links, plain

PARTS = {
    "spine": "spine",
    "pelvis": "pelvis",
    "leg": "leg",
    "foot": "foot",
    "thorax": "rib cage",
    "arm": "arm and shoulder",
    "hand": "hand",
    "head": "head",
}
"""The part of the body that a draw group of bones is."""

NEAR = (
    ("sites", "a place where the nerve can be pressed", "places where the nerve can be pressed"),
    ("regions", "a point region", "point regions"),
)
"""What is told to be close, the more telling first: its layer, and how one and several are said."""


def structure_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a structure, and how near the nerve comes to it on this body."""
    known = atlas.body.structures[entry.id]
    if known.also_called:
        writer.add("called", text=[plain(", ".join(known.also_called))])
    if entry.variant:
        writer.add("variant", links=links(atlas, [variants.PREFIX + entry.variant]))
    if entry.kind == "skin":
        return {
            "lead": plain(f"The whole surface of this body, {atlas.body.manifest.stature / 1000:.2f} m tall.")
        }
    close = nearest_nerve(atlas, entry.id)
    variant = atlas.variants.get(entry.variant)
    gap = _gap(atlas, close)
    if close:
        # A variant is told by its record; how near it comes is read further down.
        text = [plain(gap)] if variant else []
        writer.add("beside", text=text, links=links(atlas, [close.nerve]))
    for layer in ("sites", "regions"):
        writer.add(layer, links=links(atlas, places_at(atlas, entry.id, layer)))
    told = filter(None, [_part(entry), gap, _near(atlas, entry, writer.voice)])
    return {"lead": writer.line(variant.what) if variant else plain(" ".join(told))}


def _part(entry: Entry) -> str:
    part = PARTS.get(entry.list_group, "") if entry.kind == "bone" else ""
    return f"A bone of the {part}." if part else ""


def _gap(atlas: Atlas, close: Close | None) -> str:
    if close is None:
        return f"No nerve that is drawn on this body comes within {FAR:.0f} mm of it."
    nerve = inline(atlas.entries[close.nerve].name)
    if close.gap < 1:
        return f"On this body the {nerve} touches it."
    return f"On this body the {nerve} passes {close.gap:.0f} mm away where it is nearest."


def _near(atlas: Atlas, entry: Entry, voice: Voice) -> str:
    """What is counted close to it: where the nerve can be pressed, else the point regions."""
    for layer, one, more in NEAR:
        found = {key.rpartition(".")[0]: key for key in places_at(atlas, entry.id, layer)}
        if len(found) == 1:
            name = atlas.entries[found.popitem()[1]].titles(voice)[0]
            return f"Within {CLOSE:.0f} mm of it lies {one}: {inline(name)}."
        if found:
            return f"Within {CLOSE:.0f} mm of it lie {len(found)} {more}."
    return ""


def line_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what a line stands for, and how far from it the bones lie on this body."""
    line = atlas.lines[entry.id]
    items = [item(_plain(name), _ahead(gap)) for name, gap in line.ahead.items()]
    writer.add("ahead", text=[plain(f"{atlas.body.manifest.title}, where the line passes:")], items=items)
    told = atlas.map.remarks.get(entry.id)
    return {"lead": writer.line(told) if told else None}


def _plain(landmark: str) -> str:
    """A landmark or disc as it is said: 'Hip joint centre', 'L5-S1 disc'."""
    level = re.match(r"[tls]\d+-[tls]\d+", landmark)
    rest = landmark[level.end() if level else 0 :].replace("-", " ")
    return f"{level[0].upper()}{rest}" if level else rest.capitalize()


def _ahead(gap: float) -> str:
    return f"The line runs {abs(gap):.0f} mm {'in front of' if gap >= 0 else 'behind'} it"
