"""Everything a person can find is among the search words, once, under all of its names."""

import json
from typing import Any

from populated import each
from viewer.atlas import Atlas
from viewer.edition.search_words import search_words

BESIDE = ("story", "quiz", "page")
"""Kinds of what is no entry of the atlas."""


def ids(thing: Any) -> list[str]:
    return [f"{thing['id']}.{side}" for side in thing["sides"]] if "sides" in thing else [thing["id"]]


def test_every_entry_and_every_story_is_found_under_its_own_id(atlas: Atlas) -> None:
    things = search_words(atlas)["things"]
    entries = [one for thing in things if thing["kind"] not in BESIDE for one in ids(thing)]
    stories = [thing["id"] for thing in things if thing["kind"] == "story"]
    quizzes = [thing["id"] for thing in things if thing["kind"] == "quiz"]

    assert sorted(entries) == sorted(each(atlas.entries))
    assert stories == each(atlas.map.stories)
    assert quizzes == each(atlas.map.quizzes)


def test_no_name_is_lost_and_none_is_said_twice(atlas: Atlas) -> None:
    for thing in each(search_words(atlas)["things"]):
        words = [thing["name"], *thing.get("words", [])]
        folded = [word.casefold() for word in words]
        assert len(set(folded)) == len(folded)
        if thing["kind"] == "story":
            story = atlas.map.stories[thing["id"]]
            names = {story.title, *story.also_called}
        elif thing["kind"] == "quiz":
            quiz = atlas.map.quizzes[thing["id"]]
            names = {quiz.title, *quiz.also_called}
        elif thing["kind"] == "page":
            continue
        else:
            entry = atlas.entries[ids(thing)[0]]
            names = {entry.name, *entry.words}
            assert (thing["kind"], thing.get("variant", "")) == (entry.kind, entry.variant)
        assert set(folded) == {name.casefold() for name in names if name}


def test_the_first_of_the_further_names_comes_first(atlas: Atlas) -> None:
    [sciatic] = [thing for thing in search_words(atlas)["things"] if thing["id"] == "sciatic"]

    assert sciatic["sides"] == ["left", "right"]
    assert sciatic["words"][:2] == ["Nervus ischiadicus", "siatic nerve"]


def test_the_names_of_left_and_right_are_sent_once_and_as_json(atlas: Atlas) -> None:
    sent = search_words(atlas)

    assert [thing["name"] for thing in sent["things"] if thing["id"] == "femur"] == ["Femur"]
    assert json.loads(json.dumps(sent)) == sent


def test_a_story_a_page_and_an_entry_never_share_an_id(atlas: Atlas) -> None:
    found = [thing["id"] for thing in search_words(atlas)["things"] if thing["kind"] in BESIDE]

    assert not set(each(atlas.entries)) & set(found)
    assert len(set(found)) == len(found)


def test_the_red_flags_are_found_by_what_people_type_who_need_them(atlas: Atlas) -> None:
    [flags] = [thing for thing in search_words(atlas)["things"] if thing["id"] == "red-flags"]

    assert {"incontinence", "saddle numbness", "emergency"} <= set(flags["words"])
