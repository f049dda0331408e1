"""A story shows what each of its steps speaks of, on every body, in every voice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import catalogue
from point_maps import maps
from point_maps.checking import story_places
from point_maps.checking.reading import Reading, parse
from point_maps.maps import PointMap
from point_maps.records.statements import VOICES
from point_maps.words import LOOK_WORDS
from populated import each
from viewer.atlas import Atlas
from viewer.edition import stories
from viewer.fields import fields
from viewer.serving import told

Serving = Callable[..., Any]
STORIES = sorted(maps.load().stories)
HEAD = 'title = "A lesson"\nversion = "1"\nlicence = "CC BY 4.0"\n'
STORY = (
    HEAD
    + """
[[story]]
id = "lesson"
title = "A lesson"
also_called = []
about = { text = "Of a root.", sources = ["who-2008"] }

[[story.step]]
title = "One"
says = { text = "The root.", sources = ["who-2008"] }
select = "l5-root.right"
show = ["bones"]
skin = 0.5

[[story.step]]
title = "Two"
says = { text = "The wrist.", sources = ["who-2008"] }
select = "SELECT"
"""
)


def lesson(select: str) -> Reading:
    return parse(Path("lesson.toml"), STORY.replace("SELECT", select).encode())


@pytest.fixture(scope="module", params=catalogue.available())
def shown(request: pytest.FixtureRequest, atlas_of: Callable[[str], Atlas]) -> Atlas:
    return atlas_of(request.param)


@pytest.mark.parametrize("story", STORIES)
def test_each_step_shows_what_it_names(shown: Atlas, story: str) -> None:
    record = shown.map.stories[story]
    for step, look in each(zip(record.step, stories.looks(shown, record), strict=True)):
        assert look.select == (step.select or "")
        assert (look.hide, look.only) == (step.hide, step.only)
        assert look.variant == (step.variant or "")
        assert look.view in shown.views or look.select
        chosen = look.select and shown.entries[look.select]
        # What is chosen is drawn; it is not what the step hides, or leaves out of the few it shows.
        assert not chosen or (chosen.id not in look.hide and (not look.only or chosen.id in look.only))
        assert not chosen or look.side in ("both", chosen.side) or chosen.side == "midline"


def test_shipped_stories_name_nothing_a_body_lacks(shown: Atlas) -> None:
    assert list(story_places.problems(shown.map, shown.body)) == []


@pytest.mark.parametrize("story", STORIES)
def test_a_story_has_words_and_sources_for_every_reader(atlas: Atlas, story: str) -> None:
    said = {voice: stories.told(atlas, story, voice) for voice in VOICES}
    for voice in each(VOICES):
        assert said[voice]["sources"]
        assert all(step["refs"] for step in each(said[voice]["steps"]))
    patient, student = said["patient"]["steps"], said["student"]["steps"]
    assert all(one["text"] != other["text"] for one, other in each(zip(patient, student, strict=True)))


def test_layers_stay_as_in_the_step_before(atlas: Atlas) -> None:
    own = Atlas(atlas.body, PointMap([*atlas.map.readings, lesson("LU7.left")]))
    [(first, second)] = [story["steps"] for story in stories.listed(own) if story["id"] == "lesson"]
    assert [layer for layer, on in second["show"].items() if on] == ["bones"]
    assert second["opacity"]["skin"] == first["opacity"]["skin"] == 0.5


@pytest.mark.parametrize(
    ("select", "nearest"), [("LU7.up", None), ("l5-rot.right", "l5-root.right"), ("LU7", "LU7.left")]
)
def test_a_thing_that_is_not_there_is_told_with_its_line(
    atlas: Atlas, select: str, nearest: str | None
) -> None:
    reading = lesson(select)
    if nearest is None:
        assert "select" in str(reading.problems[0])
        return
    [problem] = story_places.problems(PointMap([*atlas.map.readings, reading]), atlas.body)
    assert (problem.file, problem.line) == ("lesson.toml", 21)
    assert "step 2, select" in str(problem)
    assert nearest in str(problem)


def test_the_words_come_with_a_voice_and_how_it_looks_from_the_start(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        start = await server.start()
        words = await server.fetch(start["files"]["words"]["student"])
        assert {one["id"] for one in start["stories"]} == set(STORIES)
        for story in each(start["stories"]):
            said = words[f"story/{story['id']}"]["steps"]
            assert len(said) == len(story["steps"])
            assert said[0]["text"] not in str(start)
        assert len(words["story/path-of-the-nerve"]["steps"]) > 5

    serving(visit)


OWN = (
    HEAD
    + """
[[story]]
id = "own-lesson"
title = "Mine"

[[story.step]]
title = "One"
own = "Here it begins."
look = "select=KI3.left&show=skin,bones&camera=1,2,300,4,5,6"

[[story.step.pin]]
on = "tibia.left"
at = [0.1, -0.2, 0.9]
says = "Here"

[[story.step]]
title = "Two"
look = "LOOK"
"""
)


def own(look: str) -> Reading:
    return parse(Path("own.toml"), OWN.replace("LOOK", look).encode())


def test_a_view_that_was_kept_goes_to_the_page_as_it_was_written(atlas: Atlas) -> None:
    mine = Atlas(atlas.body, PointMap([*atlas.map.readings, own("view=back&hurts=buttock.left&amount=40")]))
    [first, second] = next(story["steps"] for story in stories.listed(mine) if story["id"] == "own-lesson")
    said = stories.told(mine, "own-lesson", "patient")

    assert first == {"address": "select=KI3.left&show=skin,bones&camera=1,2,300,4,5,6"}
    assert second == {"address": "view=back&hurts=buttock.left&amount=40"}
    assert said is not None
    assert [(step["text"], step["own"]) for step in said["steps"]] == [("Here it begins.", True), ("", False)]
    assert said["steps"][0]["pins"] == [{"on": "tibia.left", "at": [0.1, -0.2, 0.9], "says": "Here"}]
    assert list(story_places.problems(mine.map, mine.body)) == []


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ("select=KI33.left", "KI3.left"),
        ("only=sciatic.left,sciatik.right", "sciatic.right"),
        ("hurts=buttok.left", "buttock.left"),
        ("variant=no-such", "variant"),
    ],
)
def test_what_a_kept_view_names_and_the_body_lacks_is_told(atlas: Atlas, look: str, told: str) -> None:
    [problem] = story_places.problems(PointMap([*atlas.map.readings, own(look)]), atlas.body)

    assert "step 2" in str(problem)
    assert told in str(problem)


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ("no words", "words of an address"),
        ("voice=patient", "got voice"),
        ("select=KI3.left&body=male&select=x", "got body"),
        ("", "words of an address"),
        ("a=1&" * 600, "2000"),
    ],
)
def test_a_look_that_is_none_is_told(look: str, told: str) -> None:
    [problem] = own(look).problems

    assert told in str(problem)


def test_a_step_says_it_with_sources_or_in_own_words_and_looks_one_way() -> None:
    texts = [
        OWN.replace('look = "LOOK"', 'look = "view=back"\nview = "front"\nown = "x"'),
        OWN.replace('look = "LOOK"', ""),
        OWN.replace('look = "LOOK"', 'own = "x"\nsays = { text = "y.", sources = ["who-2008"] }'),
    ]
    told = [str(parse(Path("own.toml"), text.encode()).problems[0]) for text in texts]

    for problem, wanted in zip(told, ["got look and view", "got neither", "got both"], strict=True):
        assert wanted in problem


def test_a_kept_view_may_say_all_that_a_step_settles() -> None:
    assert set(LOOK_WORDS) == {field.key for field in fields() if field.story == "step"}


@pytest.mark.parametrize("asked", ["nothing", "", None, 3, {"a": 1}, ["path-of-the-nerve"]])
def test_what_is_no_story_is_none(atlas: Atlas, asked: object) -> None:
    assert stories.told(atlas, asked, "student") is None


def test_a_step_settles_just_what_the_table_of_fields_says(atlas: Atlas) -> None:
    settled = {field.key for field in fields() if field.story == "step"}
    for story in each(stories.listed(atlas)):
        for look in each(story["steps"]):
            # A camera of its own has no step: it has a named view, or its thing is flown to.
            assert set(look) == settled - {"camera"}
            assert all(told.can_be(key, value) for key, value in look.items())
