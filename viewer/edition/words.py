"""Everything an atlas says in one voice: cards, pages, stories, red flags; each text has a name."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from point_maps.records.statements import Voice
from viewer.atlas import Atlas, skin_zones
from viewer.cards import cards, pages
from viewer.edition import quizzes, stories, walks
from viewer.edition.relations import without


def words(atlas: Atlas, voice: Voice) -> Iterator[tuple[str, Any]]:
    """Every text by its name, each as `short` as a page can read it."""
    for name in names(atlas):
        told = text(atlas, name, voice)
        yield name, short(told) if isinstance(told, dict) else told


def short(told: Mapping[str, Any]) -> dict[str, Any]:
    """A text without what a page knows: that its sources are in order, and what a section does not hold."""
    left = dict(told)
    if "sources" in told:
        left["sources"] = [_without(source, ["number"]) for source in told["sources"]]
    if "sections" in told:
        left["sections"] = [_without(one, [key for key in one if not one[key]]) for one in told["sections"]]
    return left


def _without(held: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key not in keys}


def names(atlas: Atlas) -> Iterator[str]:
    """The names of all texts: `card/KI3.left`, `page/…`, `story/…`, `quiz/…`, `walk` and others."""
    yield from ("red-flags", "caveats", "walk")
    yield from (f"page/{name}" for name in pages.TITLES)
    yield from (f"story/{story}" for story in atlas.map.stories)
    yield from (f"quiz/{quiz}" for quiz in atlas.map.quizzes)
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
        case "quiz":
            return quizzes.told(atlas, own, voice)
        case "walk" if not own:
            return walks.told(atlas, voice)
        case "red-flags" if not own:
            return cards.red_flags(atlas, voice)
        case "caveats" if not own:
            return skin_zones.caveats(atlas.map.remarks, voice)
    return None
