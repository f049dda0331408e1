"""The cards of what the body is made of, and of the lines drawn through it."""

import re

from viewer.atlas import Atlas, variants
from viewer.atlas.entries import Entry
from viewer.cards.nerve_distance import nearest_nerve, places_at
from viewer.cards.writer import Card, Writer, item, links, plain


def structure_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a structure, and how near the nerve comes to it on this body."""
    known = atlas.body.structures[entry.id]
    if known.also_called:
        writer.add("called", text=[plain(", ".join(known.also_called))])
    if entry.variant:
        writer.add("variant", links=links(atlas, [variants.PREFIX + entry.variant]))
    if entry.kind == "skin":
        return {}
    if close := nearest_nerve(atlas, entry.id):
        text = [plain(_gap(atlas.entries[close.nerve].name, close.gap))]
        writer.add("beside", text=text, links=links(atlas, [close.nerve]))
    for layer in ("sites", "regions"):
        writer.add(layer, links=links(atlas, places_at(atlas, entry.id, layer)))
    return {}


def _gap(nerve: str, gap: float) -> str:
    inline = nerve if nerve[:2].isupper() or nerve[1:2].isdigit() else nerve[0].lower() + nerve[1:]
    if gap < 1:
        return f"On this body the {inline} touches it."
    return f"On this body the {inline} passes {gap:.0f} mm away where it is nearest."


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
