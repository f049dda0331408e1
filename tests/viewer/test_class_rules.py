"""Codes, rates and a lesson by themselves: nothing here needs a server."""

import json

import pytest

from populated import each
from viewer.classroom import codes
from viewer.classroom.lesson import Lesson, inside, results
from viewer.classroom.limits import FORGOTTEN, FREE_GUESSES, SLOWED, Guesses, Rate
from viewer.classroom.messages import Ask, Refused, hello, of_a_student, of_a_teacher

TAP = Ask(do="ask", kind="tap", title="Where is KI3?", target="KI3.left")
POLL = Ask(do="ask", kind="poll", title="Which?", options=["a", "b", "c"])


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_code_has_forty_bits_and_no_lookalikes() -> None:
    made = {codes.code() for _ in range(500)}

    assert len(made) == 500
    assert len(codes.ALPHABET) ** codes.SIGNS == 2**40
    assert not set("ILOU") & set(codes.ALPHABET)
    for code in each(made):
        assert codes.read(code) == code
        assert codes.read(f" {code[:4].lower()}-{code[4:]} ") == code


def test_a_code_that_is_misread_is_still_meant() -> None:
    assert codes.read("O1IL-oil0") == codes.read("0111-0110") == "01110110"


@pytest.mark.parametrize(
    "text", ["", "7KQ4", "7KQ4M2XDD", "7KQ4M2X!", "7KQ4M2XU", "７KQ4M2XD", "7KQ4" + 40 * " " + "M2XD"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes.read(text) is None


def test_of_a_secret_only_a_hash_is_kept() -> None:
    secret = codes.secret()

    assert secret not in Lesson(secret=codes.kept(secret)).kept()
    assert codes.fits(secret, codes.kept(secret))
    assert not codes.fits(secret[:-1], codes.kept(secret))
    assert len({codes.secret() for _ in range(100)}) == 100


def test_something_may_happen_so_often() -> None:
    clock = Clock()
    rate = Rate(3, 2.0, clock)

    assert [rate.take() for _ in range(4)] == [True, True, True, False]
    clock.now = 2.0
    assert [rate.take() for _ in range(2)] == [True, False]
    clock.now = 1000.0
    assert [rate.take() for _ in range(4)] == [True, True, True, False], "rest is not saved up without end"


def test_who_guesses_is_slowed_for_a_minute_and_others_are_not() -> None:
    clock = Clock()
    guesses = Guesses(clock)

    assert [guesses.wrong("a") for _ in range(FREE_GUESSES)] == [SLOWED[0]] * FREE_GUESSES
    assert (guesses.pause("a"), guesses.pause("b")) == (SLOWED[1], 0)
    clock.now = FORGOTTEN + 1
    assert guesses.pause("a") == 0


def test_which_region_is_right_is_told_with_the_answers_only() -> None:
    lesson = Lesson(secret="x")

    assert "KI3.left" not in lesson.ask(TAP)
    assert "KI3.left" in lesson.reveal({})
    assert lesson.n == 1
    assert "KI3.left" not in lesson.ask(TAP)
    assert (lesson.n, lesson.revealed) == (2, None)


def test_answers_are_counted_and_nobody_is_named() -> None:
    assert results(TAP, {"ann": "[3,2,1]", "bob": "[1,2,3]", "odd": "7"}) == {"taps": [[1, 2, 3], [3, 2, 1]]}
    assert results(POLL, {"ann": "2", "bob": "0", "eve": "2", "odd": "[1,2,3]"}) == {"counts": [1, 0, 2]}
    assert results(POLL, {}) == {"counts": [0, 0, 0]}
    assert results(None, {"ann": "2"}) == {}


def test_a_lesson_is_found_as_it_was_kept() -> None:
    lesson = Lesson(secret="x")
    lesson.ask(POLL)
    lesson.reveal({"ann": "1"})
    looked = lesson.show("select=KI3.left")

    found = Lesson.found(lesson.kept(), looked)
    assert found == lesson
    assert json.loads(found.show("select=sacrum"))["seq"] == 2, "it is counted on"
    assert Lesson.found(lesson.kept(), None).look == ""


def test_a_place_lies_in_the_box_or_not() -> None:
    box = (-1, 1, -2, 2, 0, 3)

    assert inside((1, -2, 3), box)
    for outside in each([(1.1, 0, 0), (0, -2.1, 0), (0, 0, -0.1), (0, 0, 3.1)]):
        assert not inside(outside, box)


def test_nobody_says_what_another_may() -> None:
    look, around = '{"do":"look","look":"a=1"}', '{"do":"around","on":true}'

    assert of_a_teacher(look).do == "look"
    assert of_a_student(around).do == "around"
    for reader, text in each([(of_a_student, look), (of_a_teacher, around), (hello, look), (hello, around)]):
        with pytest.raises(Refused):
            reader(text)
