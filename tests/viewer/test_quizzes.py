"""What teachers ask is about things a body has, in every voice, and is told with its line where it is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import catalogue
from point_maps import maps
from point_maps.checking import quiz_places
from point_maps.checking.reading import Reading, parse
from point_maps.maps import PointMap
from point_maps.records.statements import VOICES
from populated import each
from viewer.atlas import Atlas
from viewer.edition import quizzes
from viewer.page import assets

QUIZZES = sorted(maps.load().quizzes)
QUIZ = """title = "Mine"
version = "1"
licence = "CC BY 4.0"

[[quiz]]
id = "mine"
title = "Mine"
also_called = []
about = { text = "Of a root.", patient = "Of a nerve.", sources = ["who-2008"] }

[[quiz.question]]
QUESTION
"""
MATCH = 'kind = "match"\nthing = "%s"\nnerve = "%s"\nfelt = "%s"'


def reading(question: str) -> Reading:
    return parse(Path("mine.toml"), QUIZ.replace("QUESTION", question).encode())


def own(atlas: Atlas, question: str) -> Atlas:
    found = reading(question)
    assert found.problems == ()
    return Atlas(atlas.body, PointMap([*atlas.map.readings, found]))


@pytest.fixture(scope="module", params=catalogue.available())
def shown(request: pytest.FixtureRequest, atlas_of: Callable[[str], Atlas]) -> Atlas:
    return atlas_of(request.param)


def test_shipped_quizzes_name_nothing_a_body_lacks(shown: Atlas) -> None:
    assert list(quiz_places.problems(shown.map, shown.body)) == []


@pytest.mark.parametrize("quiz", QUIZZES)
def test_every_question_of_a_shipped_quiz_is_asked_in_every_voice(shown: Atlas, quiz: str) -> None:
    record = shown.map.quizzes[quiz]
    for voice in each(VOICES):
        told: dict[str, Any] = quizzes.told(shown, quiz, voice) or {}
        assert len(told["questions"]) == len(record.question)
        assert told["sources"]
        for asked in each(told["questions"]):
            assert asked["thing"] in shown.entries
    [listed] = [one for one in quizzes.listed(shown) if one["id"] == quiz]
    assert listed["count"] == len(record.question)


def test_what_is_said_after_an_answer_is_in_the_voice_with_its_sources(atlas: Atlas) -> None:
    because = {
        voice: (quizzes.told(atlas, "first-look", voice) or {})["questions"][3]["because"] for voice in VOICES
    }
    assert len({line["text"] for line in because.values()}) == 3
    assert all(line["refs"] for line in each(because.values()))


@pytest.mark.parametrize("asked", ["nothing", "", None, 3, {"a": 1}])
def test_what_is_no_quiz_is_none(atlas: Atlas, asked: object) -> None:
    assert quizzes.told(atlas, asked, "student") is None


def test_an_order_is_about_its_last_thing(atlas: Atlas) -> None:
    mine = own(atlas, 'kind = "order"\norder = ["s1-root.left", "sciatic.left", "tibial.left"]')
    [question] = (quizzes.told(mine, "mine", "student") or {})["questions"]
    assert question == {
        "kind": "order",
        "thing": "tibial.left",
        "order": ["s1-root.left", "sciatic.left", "tibial.left"],
    }


def test_a_question_a_body_has_nothing_for_is_left_out(atlas: Atlas) -> None:
    mine = own(atlas, 'kind = "find"\nthing = "unicorn.left"')
    assert (quizzes.told(mine, "mine", "student") or {})["questions"] == []
    assert {one["id"]: one["count"] for one in quizzes.listed(mine)}["mine"] == 0


@pytest.mark.parametrize(
    ("question", "field", "said"),
    [
        ('kind = "find"\nthing = "siatic.right"', "thing", "nearest: sciatic.right"),
        ('kind = "point"\nthing = "sciatic.right"', "thing", "must be a point region"),
        (
            'kind = "match"\nthing = "KI3.left"\nnerve = "s1-root.left"\nfelt = "dermatome-s1.left"',
            "thing",
            "a cause",
        ),
        (MATCH % ("piriformis-syndrome.left", "sacrum", "dermatome-s1.left"), "nerve", "must be a nerve"),
        (MATCH % ("piriformis-syndrome.left", "sciatic.left", "KI3.left"), "felt", "must be a zone"),
        ('kind = "name"\nthing = "sacrum"\nchoices = ["sacrom"]', "choices", "nearest: sacrum"),
        ('kind = "order"\norder = ["sacrum", "coccyx", "tail"]', "order", "'tail'"),
    ],
)
def test_a_thing_that_is_not_there_is_told_with_its_line(
    atlas: Atlas, question: str, field: str, said: str
) -> None:
    found = reading(question)
    [problem] = quiz_places.problems(PointMap([*atlas.map.readings, found]), atlas.body)
    assert f"mine.toml, line {problem.line}: quiz mine, question 1, {field}" in str(problem)
    assert QUIZ.replace("QUESTION", question).splitlines()[(problem.line or 1) - 1].startswith(field)
    assert said in str(problem)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ('kind = "guess"\nthing = "sacrum"', "must be one of"),
        ('kind = "find"', "must have thing where kind is 'find'; got no thing"),
        (
            'kind = "match"\nthing = "sacrum"',
            "must have thing, nerve and felt where kind is 'match'; got no nerve",
        ),
        (
            'kind = "find"\nthing = "sacrum"\norder = ["a", "b", "c"]',
            "must have no order where kind is 'find'",
        ),
        ('kind = "order"\norder = ["a", "b", "a"]', "got 'a' more than once"),
        ('kind = "order"\norder = ["a", "b"]', "at least 3 things"),
        ('kind = "name"\nthing = "sacrum"\nchoices = ["sacrum"]', "got 'sacrum' more than once"),
        ('kind = "name"\nthing = "sacrum"\nanswer = "sacrum"', "answer"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(question: str, said: str) -> None:
    assert said in " ".join(map(str, reading(question).problems))


def test_the_quiz_is_no_part_of_what_a_page_begins_with() -> None:
    files = assets.load()
    later = set(assets.modules(files)) - set(assets.first(files))
    assert "quiz/asking.js" in later
    assert "quiz/template.js" in later
    assert all(name.startswith(assets.LATER) for name in each(later))
    assert "quiz-title" not in files.files["template.js"].decode()
