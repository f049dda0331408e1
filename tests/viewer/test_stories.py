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
from populated import each
from viewer import stories
from viewer.atlas import Atlas
from viewer.serving import library

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
def told(request: pytest.FixtureRequest) -> Atlas:
    return library.make(request.param, maps.load())


@pytest.mark.parametrize("story", STORIES)
def test_each_step_shows_what_it_names(told: Atlas, story: str) -> None:
    record = told.map.stories[story]
    for step, look in each(zip(record.step, stories.looks(told, record), strict=True)):
        assert look.select == (step.select or "")
        assert (look.hide, look.only) == (step.hide, step.only)
        assert look.variant == (step.variant or "")
        assert look.view in told.views or look.select
        shown = look.select and told.entries[look.select]
        # What is chosen is drawn; it is not what the step hides, or leaves out of the few it shows.
        assert not shown or (shown.id not in look.hide and (not look.only or shown.id in look.only))
        assert not shown or look.side in ("both", shown.side) or shown.side == "midline"


def test_shipped_stories_name_nothing_a_body_lacks(told: Atlas) -> None:
    assert list(story_places.problems(told.map, told.body)) == []


@pytest.mark.parametrize("story", STORIES)
def test_a_story_has_words_and_sources_for_every_reader(atlas: Atlas, story: str) -> None:
    said = {voice: stories.told(atlas, story, voice) for voice in VOICES}
    for voice in each(VOICES):
        assert said[voice]["sources"]
        assert all(step["refs"] for step in each(said[voice]["steps"]))
    patient, student = said["patient"]["steps"], said["student"]["steps"]
    assert all(one["text"] != other["text"] for one, other in each(zip(patient, student, strict=True)))


def test_layers_stay_as_in_the_step_before(atlas: Atlas) -> None:
    own = Atlas(atlas.body, PointMap([*atlas.map.readings, lesson("LU7.left")]), atlas.placement)
    first, second = stories.told(own, "lesson", "student")["steps"]
    assert [layer for layer, on in second["look"]["shown"].items() if on] == ["bones"]
    assert second["look"]["opacity"]["skin"] == first["look"]["opacity"]["skin"] == 0.5


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


def test_the_words_come_when_a_story_is_played(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            state = await visitor.state()
            story = await visitor.call("trame.trigger", "story", ["path-of-the-nerve"], {})
            assert await visitor.call("trame.trigger", "story", ["nothing"], {}) is None
            assert await visitor.call("trame.trigger", "story", [{"a": 1}], {}) is None
        assert {one["id"] for one in state["stories"]} == set(STORIES)
        assert story["steps"][0]["text"] not in str(state)
        assert len(story["steps"]) > 5

    serving(visit)


def test_an_address_opens_a_story_at_a_step(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("story=path-of-the-nerve&step=3&voice=patient&select=sacrum") as visitor:
            state = await visitor.state()
        look = state["telling"]["steps"][2]["look"]
        assert state["step"] == 2
        assert {key: state[key] for key in look} == look
        assert state["card"]["id"] == "lumbosacral-trunk.right"

    serving(visit)


def test_a_page_of_its_own_can_be_opened_by_address(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("open=evidence") as visitor:
            assert (await visitor.state())["dialog"] == "evidence"

    serving(visit)
