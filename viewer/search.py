"""Ranks the entries of an atlas for what somebody typed, misspellings included."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from viewer.likeness import Words
from viewer.scoring import LONGEST, Asked, fit, fold, joined, named, question_of

__all__ = ["Findable", "Hit", "Index", "codes", "fold", "rank"]

MOST_KEPT = 500
"""Questions whose answers an index keeps: a class types the same ones, letter by letter."""


_KIND_ORDER = (
    "region", "sign", "site", "nerve", "story", "prong", "territory", "treatment", "zone", "variant", "disc",
    "bone", "ligament", "muscle", "tendon", "artery", "vein", "dura", "skin", "line",
)  # fmt: skip


class Findable(Protocol):
    """What can be found: an entry of the atlas, or a story."""

    @property
    def id(self) -> str:
        """What it is known by here."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def words(self) -> tuple[str, ...]:
        """Further names."""

    @property
    def side(self) -> str:
        """Left, right or midline; empty where it has none."""

    @property
    def kind(self) -> str:
        """Decides between those that fit alike."""

    @property
    def variant(self) -> str:
        """The anatomical variant it belongs to, empty for the usual anatomy."""


class Hit(NamedTuple):
    """What was found, how well it fits (0-100), and the name it was found by."""

    id: str
    score: float
    by: str


class Index:
    """What can be found, prepared once for every question.

    Parameters
    ----------
    entries
        What can be found, by id.
    """

    def __init__(self, entries: Mapping[str, Findable]) -> None:
        self.entries = entries
        names = {key: named(entry.name, *entry.words) for key, entry in entries.items()}
        self._names = list(dict.fromkeys(names.values()))  # left and right have the same
        numbers = {one: number for number, one in enumerate(self._names)}
        self._number = {key: numbers[one] for key, one in names.items()}
        having: dict[str, list[int]] = {}
        for number, one in enumerate(self._names):
            for word in frozenset().union(*(name.words for name in one)):
                having.setdefault(word, []).append(number)
        self._having = {word: tuple(those) for word, those in having.items()}
        self._words = Words(self._having)
        self._joined = [joined(one) for one in self._names]
        self._kept: dict[tuple[str, int], list[Hit]] = {}

    def rank(self, question: str, limit: int = 12) -> list[Hit]:
        """Find entries by name, Latin name, code, pinyin with or without tones, Chinese, or a near miss.

        Parameters
        ----------
        question
            What was typed; a side in it (`left`) keeps to that side.
        limit
            How many at most.

        Returns
        -------
        The best first; of those that fit alike, points and causes before stories and bones, and the usual
        anatomy before its variants.
        """
        asked = (question[:LONGEST], limit)
        if asked not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = self._found(question)[:limit]
        return list(self._kept[asked])

    def _found(self, question: str) -> list[Hit]:
        side, asked = question_of(question, self._words)
        if not asked.folded:
            return []
        fits = {number: fit(asked, self._names[number]) for number in self._possible(asked)}
        found = [
            Hit(key, *fits[number])
            for key, number in self._number.items()
            if number in fits and side in ("", self.entries[key].side) and fits[number][0]
        ]
        found.sort(key=lambda hit: (-hit.score, *self._standing(hit.id)))
        return found

    def _possible(self, asked: Asked) -> set[int]:
        """The numbers of the names that may fit: no other does, and to look at all would take too long."""
        begun = [self._with(asked.begun[part]) for part in asked.telling]
        nearly = [self._with(asked.nearly[part]) for part in asked.telling]
        within = asked.joined if len(asked.joined) > 2 else f"|{asked.joined}|"
        return {
            *set.intersection(*begun),
            *set.intersection(*nearly),
            *(number for number, joined in enumerate(self._joined) if within in joined),
        }

    def _with(self, words: Iterable[str]) -> set[int]:
        return set().union(*(self._having[word] for word in words))

    def _standing(self, key: str) -> tuple[int, bool]:
        entry = self.entries[key]
        return _KIND_ORDER.index(entry.kind), bool(entry.variant)


def rank(question: str, entries: Mapping[str, Findable], limit: int = 12) -> list[Hit]:
    """Ask once; `Index` is for who asks again."""
    return Index(entries).rank(question, limit)


def codes(code: str, aliases: Iterable[str]) -> list[str]:
    """A point's code and the same in other writers' letters: KI3, K3, KD3.

    Parameters
    ----------
    code
        The code of the WHO, or one's own.
    aliases
        What else its channel is called; only short ones in capitals are letters of a code.
    """
    known = re.fullmatch(r"[A-Z]{2}(\d+)", code)
    letters = [alias for alias in aliases if re.fullmatch(r"[A-Z][A-Za-z]{0,2}", alias)]
    return [code, *(f"{alias}{known[1]}" for alias in letters)] if known else [code]
