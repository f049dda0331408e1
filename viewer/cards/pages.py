"""The pages that are read in a window of their own: on the evidence, on the method, on needle safety."""

from collections.abc import Callable, Mapping
from typing import Any

from point_maps.records.statements import Voice
from viewer.atlas import Atlas
from viewer.cards.evidence_page import evidence_page
from viewer.cards.method_page import method_page
from viewer.cards.plans import plan
from viewer.cards.safety_page import safety_page
from viewer.cards.writer import Writer

Page = dict[str, Any]

TITLES = {
    "evidence": "What research says about acupuncture in sciatica",
    "method": "The Balance Method, as it is taught",
    "safety": "Needle safety: before and after",
}


def page(atlas: Atlas, name: object, voice: Voice) -> Page | None:
    """A page in one voice; None if there is no such page.

    Parameters
    ----------
    atlas
        Where the records are.
    name
        What a browser asked for, whatever that is.
    voice
        Who reads it.
    """
    if not isinstance(name, str) or name not in TITLES:
        return None
    writer, planned = Writer(atlas.map, voice), plan(name, voice)
    parts = _WRITE[name](atlas, writer)
    headings = {key: title for key, title in planned.headings.items() if _holds(parts.get(key, {}))}
    shown = [{**parts[key], "key": key, "title": title} for key, title in headings.items()]
    for block in (block for part in shown for block in part.get("blocks", [])):
        for link in (*block.get("links", []), *(link for item in block["items"] for link in item["links"])):
            link["name"] = atlas.entries[link["id"]].called(voice)
    return {
        "id": name,
        "voice": voice,
        "title": TITLES[name],
        "parts": writer.numbered(shown),
        "sources": writer.sources(),
    }


def _holds(part: Page) -> bool:
    """Whether a part has anything in it."""
    return bool(part.get("blocks") or part.get("table"))


_WRITE: Mapping[str, Callable[[Atlas, Writer], dict[str, Page]]] = {
    "evidence": evidence_page,
    "method": method_page,
    "safety": safety_page,
}
