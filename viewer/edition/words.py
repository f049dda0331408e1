"""Everything an atlas says in one voice: cards, pages, stories, red flags; each text has a name."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from point_maps.records.statements import Voice
from viewer.atlas import Atlas, skin_zones
from viewer.cards import cards, pages
from viewer.edition import stories
from viewer.edition.relations import without


def words(atlas: Atlas, voice: Voice) -> Iterator[tuple[str, Any]]:
    """Every text by its name.

    The sources they lean on stand once, last, under `sources`; a text names its own by their places there,
    in the order of their numbers. Sections of cards leave out what they do not hold.
    """
    sources: dict[str, int] = {}
    for name in names(atlas):
        told = text(atlas, name, voice)
        if isinstance(told, dict) and "sources" in told:
            own = [plain({**source, "number": 0}) for source in told["sources"]]
            told = {**told, "sources": [sources.setdefault(one, len(sources)) for one in own]}
        yield name, short(told) if name.startswith("card/") else told
    yield "sources", [json.loads(source) for source in sources]


def short(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card without what its sections do not hold: the page knows that there is none."""
    sections = [{key: value for key, value in one.items() if value} for one in card["sections"]]
    return {**card, "sections": sections}


def plain(source: Mapping[str, Any]) -> str:
    """A source as a text that can be looked up."""
    return json.dumps(source, sort_keys=True)


def names(atlas: Atlas) -> Iterator[str]:
    """The names of all texts: `card/KI3.left`, `page/evidence`, `story/…`, `red-flags`, `caveats`."""
    yield from ("red-flags", "caveats")
    yield from (f"page/{name}" for name in pages.TITLES)
    yield from (f"story/{story}" for story in atlas.map.stories)
    yield from (f"card/{entry}" for entry in atlas.entries)


def text(atlas: Atlas, name: str, voice: Voice) -> Any:
    """A text by its name, whatever that is; None if there is no such text."""
    kind, _, own = name.partition("/")
    match kind:
        case "card":
            card = cards.card(atlas, own, voice)
            return without(card) if card else None
        case "page":
            return pages.page(atlas, own, voice)
        case "story":
            return stories.told(atlas, own, voice)
        case "red-flags" if not own:
            return cards.red_flags(atlas, voice)
        case "caveats" if not own:
            return skin_zones.caveats(atlas.map.remarks, voice)
    return None
