"""Ranks the entries of an atlas for what somebody typed, misspellings included."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from viewer.entries import Entry

LONGEST = 80
"""Characters of a question that are looked at."""

_SIDE_WORDS = {"left": "left", "l": "left", "right": "right", "r": "right"}
_KIND_ORDER = (
    "region", "site", "nerve", "zone", "variant", "disc", "bone", "ligament", "muscle", "tendon", "artery",
    "vein", "dura", "skin", "line",
)  # fmt: skip
_FUZZY = 0.74
"""The likeness (0-1, difflib) from which a word counts as a misspelling."""


class Hit(NamedTuple):
    """An entry, how well it fits (0-100), and the name it was found by."""

    id: str
    score: float
    by: str


class _Name(NamedTuple):
    shown: str
    folded: str
    words: tuple[str, ...]


def rank(question: str, entries: Mapping[str, Entry], limit: int = 12) -> list[Hit]:
    """Find entries by name, Latin name, code, pinyin with or without tones, Chinese, or a near miss.

    Parameters
    ----------
    question
        What was typed; a side in it (`left`) keeps to that side.
    entries
        What can be found.
    limit
        How many at most.

    Returns
    -------
    The best first; of those that fit alike, points and causes before bones, and the usual anatomy before its
    variants.
    """
    side, asked = _question(question)
    if not asked:
        return []
    found = [
        hit for entry in entries.values() if side in ("", entry.side) and (hit := _fit(asked, entry)).score
    ]
    found.sort(
        key=lambda hit: (
            -hit.score,
            _KIND_ORDER.index(entries[hit.id].kind),
            bool(entries[hit.id].variant),
        )
    )
    return found[:limit]


def fold(text: str) -> str:
    """A text as it is compared: small letters, no tone marks or accents, single spaces."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


def _question(question: str) -> tuple[str, str]:
    words = fold(question[:LONGEST]).split()
    sides = [_SIDE_WORDS[word] for word in words if word in _SIDE_WORDS]
    rest = [word for word in words if word not in _SIDE_WORDS]
    if not rest:
        return "", " ".join(words)
    return sides[-1] if sides else "", " ".join(rest)


def _fit(asked: str, entry: Entry) -> Hit:
    names = _names(entry.name, *entry.words)
    best = max(names, key=lambda name: _score(asked, name))
    return Hit(entry.id, _score(asked, best), best.shown)


@lru_cache(maxsize=8192)
def _names(*names: str) -> tuple[_Name, ...]:
    return tuple(_split(name) for name in dict.fromkeys(names) if name)


def _split(name: str) -> _Name:
    folded = fold(name)
    return _Name(name, folded, tuple(folded.split()))


def _score(asked: str, name: _Name) -> float:
    """How well a question fits one name: whole, beginning, within, or nearly."""
    if asked in (name.folded, name.folded.replace(" ", "")):
        return 100.0
    if name.folded.startswith(asked):
        return 90.0 - min(len(name.folded) - len(asked), 20) / 4
    words = asked.split()
    if all(any(word.startswith(part) for word in name.words) for part in words):
        return 80.0 - min(len(name.words), 10)
    if len(asked) > 2 and asked.replace(" ", "") in name.folded.replace(" ", ""):
        return 65.0
    return _near(words, name.words) if len(asked) > 3 else 0.0


def _near(asked: Iterable[str], words: tuple[str, ...]) -> float:
    """Up to 60 where every word of a question is close to a word of the name."""
    total, count = 0.0, 0
    for part in asked:
        likeness = max((_likeness(part, word) for word in words), default=0.0)
        if likeness < _FUZZY:
            return 0.0
        total, count = total + likeness, count + 1
    return 60.0 * total / count if count else 0.0


def _likeness(part: str, word: str) -> float:
    if abs(len(part) - len(word)) > 3 or len(part) < 3:
        return 1.0 if part == word else 0.0
    matcher = difflib.SequenceMatcher(None, part, word)
    return (
        matcher.ratio() if matcher.real_quick_ratio() >= _FUZZY and matcher.quick_ratio() >= _FUZZY else 0.0
    )
