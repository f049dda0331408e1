"""Needle safety: what to say first, what matters at some places, what to watch for afterwards."""

from typing import Any

from point_maps.records.learning import When
from viewer.atlas import Atlas
from viewer.cards.writer import Writer

PARTS: dict[When, str] = {
    "any needle": "before",
    "artery": "places",
    "joint": "places",
    "forearm": "places",
    "lower-leg": "places",
    "afterwards": "after",
}
"""The part of the page each precaution is shown in."""


def safety_page(atlas: Atlas, writer: Writer) -> dict[str, dict[str, Any]]:
    """Write the parts of the page, by the key of their heading."""
    parts: dict[str, dict[str, Any]] = {}
    for one in atlas.map.precautions.values():
        block = {
            "title": one.name,
            "badge": "",
            "mark": "",
            "tone": "",
            "text": [writer.line(one)],
            "items": [],
        }
        parts.setdefault(PARTS[one.when], {"blocks": []})["blocks"].append(block)
    return parts
