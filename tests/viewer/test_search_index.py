"""The index finds what looking at every single name would find, and takes little time for it."""

import difflib
import random
import time

import pytest

from viewer import search, stories
from viewer.atlas import Atlas
from viewer.likeness import FUZZY, MOST_LETTERS, SHORTEST, Words
from viewer.scoring import Asked
from viewer.search import Findable, Index

LETTERS = "abcdefghijklmnopqrstuvwxyz 3'-éß太"
ALL = 10_000


class Thorough(Index):
    """Looks at every name for every question."""

    def _possible(self, _: Asked) -> set[int]:
        return set(range(len(self._names)))


@pytest.fixture(scope="module")
def known(atlas: Atlas) -> dict[str, Findable]:
    return {**atlas.entries, **stories.findable(atlas)}


@pytest.fixture(scope="module")
def questions(known: dict[str, Findable]) -> list[str]:
    """Names, their beginnings, words of several, and names with a slip of the finger."""
    chance = random.Random(1)
    names = sorted({name for entry in known.values() for name in (entry.name, *entry.words) if name})
    asked = ["", "a", "l", "left", "the of", "ki", "İ", "numb foot when i sit down", "x" * 200]
    for name in chance.sample(names, 60):
        at = chance.randrange(len(name))
        asked += [
            name,
            name[: at + 1],
            f"{name} {chance.choice(['left', 'right', 'pain'])}",
            name[:at] + chance.choice(LETTERS) + name[at + 1 :],
            name[:at] + name[at + 1 :],
            " ".join(chance.choice(chance.choice(names).split()) for _ in range(3)),
        ]
    return asked


def test_nothing_is_missed(known: dict[str, Findable], questions: list[str]) -> None:
    index, thorough = Index(known), Thorough(known)
    different = [
        question for question in questions if index.rank(question, ALL) != thorough.rank(question, ALL)
    ]

    assert len(questions) > 300
    assert different == []


def test_an_answer_that_is_kept_is_the_answer(known: dict[str, Findable], questions: list[str]) -> None:
    index = Index(known)
    first = [index.rank(question) for question in questions]
    first[questions.index("a")].clear()  # what a caller does with an answer is its own affair

    again = [index.rank(question) for question in questions]
    assert again == [search.rank(question, known) for question in questions]


def test_only_so_many_answers_are_kept(known: dict[str, Findable]) -> None:
    index = Index(known)
    for count in range(2 * search.MOST_KEPT):
        index.rank(f"{count} zzz")

    assert len(index._kept) <= search.MOST_KEPT


def test_words_that_are_spelled_nearly_alike_are_those_difflib_names(known: dict[str, Findable]) -> None:
    words = sorted(Index(known)._having)
    all_words = Words(words)
    for typed in ("nevre", "siatic", "pyriformis", "tibial", "ab", "太溪", "zzzz", "tuberositas"):
        near = {
            word: ratio
            for word in words
            if abs(len(word) - len(typed)) <= MOST_LETTERS
            and (ratio := difflib.SequenceMatcher(None, typed, word).ratio()) >= FUZZY
        }
        plain = near if len(typed) >= SHORTEST else {typed: 1.0} if typed in words else {}
        assert all_words.like(typed) == plain


def test_a_search_takes_a_small_part_of_the_time_of_a_thorough_one(
    known: dict[str, Findable], questions: list[str]
) -> None:
    def spent(index: Index) -> float:
        begin = time.process_time()
        for question in questions:
            index.rank(question)
        return time.process_time() - begin

    index = Index(known)
    first = spent(index)
    assert first < spent(Thorough(known)) / 2
    assert spent(index) < first / 20
