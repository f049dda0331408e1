"""The words the search box finds things by."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

from viewer.atlas import Atlas
from viewer.atlas.entries import Entry


class Thing(TypedDict):
    """What can be found: an entry of the atlas on all of its sides, a story, a quiz, or a page.

    Its entries are called `id.left` and `id.right` where it has `sides`, and `id` where it has none.
    `words` are further names, the more telling ones first.
    """

    id: str
    kind: str
    name: str
    sides: NotRequired[list[str]]
    variant: NotRequired[str]
    words: NotRequired[list[str]]


class SearchWords(TypedDict):
    """All that can be found, in the order the atlas lists it."""

    things: list[Thing]


def search_words(atlas: Atlas) -> SearchWords:
    """Write down everything the search in the browser has to know.

    Parameters
    ----------
    atlas
        A body with a map on it.

    Returns
    -------
    Data that is ready for JSON. Left and right share their names, which stand there once.
    """
    things: dict[tuple[str, ...], Thing] = {}
    for entry in atlas.entries.values():
        side = entry.side if entry.id.endswith(f".{entry.side}") else ""
        stem = entry.id.removesuffix(f".{side}") if side else entry.id
        thing = things.setdefault((stem, entry.name, *entry.words), _thing(stem, entry))
        if side:
            thing.setdefault("sides", []).append(side)
    stories = (
        _worded({"id": story.id, "kind": "story", "name": story.title}, story.also_called)
        for story in atlas.map.stories.values()
    )
    quizzes = (
        _worded({"id": quiz.id, "kind": "quiz", "name": quiz.title}, quiz.also_called)
        for quiz in atlas.map.quizzes.values()
    )
    return {"things": [*things.values(), *stories, *quizzes, *_pages()]}


@cache
def _pages() -> tuple[Thing, ...]:
    """The pages that are read in a window of their own."""
    told = tomllib.loads((Path(__file__).parent / "pages.toml").read_text("utf-8"))
    return tuple(
        _worded({"id": key, "kind": "page", "name": page["name"]}, page["words"])
        for key, page in told.items()
    )


def _thing(stem: str, entry: Entry) -> Thing:
    thing: Thing = {"id": stem, "kind": entry.kind, "name": entry.name}
    if entry.variant:
        thing["variant"] = entry.variant
    return _worded(thing, entry.words)


def _worded(thing: Thing, words: Iterable[str]) -> Thing:
    """The thing with its further names: what is empty, or said twice but for capitals, is left out."""
    further = {thing["name"].casefold(): "", "": ""}
    for word in words:
        further.setdefault(word.casefold(), word)
    if kept := [word for word in further.values() if word]:
        thing["words"] = kept
    return thing
