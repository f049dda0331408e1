"""Ranks the entries of an atlas for what somebody typed, misspellings included."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

LONGEST = 80
"""Characters of a question that are looked at."""

_SIDE_WORDS = {"left": "left", "l": "left", "right": "right", "r": "right"}
_KIND_ORDER = (
    "region", "sign", "site", "nerve", "story", "prong", "territory", "treatment", "zone", "variant", "disc",
    "bone", "ligament", "muscle", "tendon", "artery", "vein", "dura", "skin", "line",
)  # fmt: skip
_SMALL_WORDS = frozenset((
    "a", "an", "and", "are", "at", "can", "do", "does", "for", "from", "have", "hurts", "i", "in", "is", "it",
    "its", "my", "of", "on", "or", "pain", "the", "to", "when", "where", "with",
))  # fmt: skip
"""Words that tell nothing apart: they are looked at only where nothing else was typed."""
_FUZZY = 0.74
"""The likeness (0-1, difflib) from which a word counts as a misspelling."""


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


class _Name(NamedTuple):
    shown: str
    folded: str
    joined: str
    words: tuple[str, ...]


class _Asked(NamedTuple):
    folded: str
    joined: str
    words: tuple[str, ...]
    telling: tuple[str, ...]


def rank(question: str, entries: Mapping[str, Findable], limit: int = 12) -> list[Hit]:
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
    The best first; of those that fit alike, points and causes before stories and bones, and the usual
    anatomy before its variants.
    """
    side, asked = _question(question)
    if not asked.folded:
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


def _question(question: str) -> tuple[str, _Asked]:
    words = fold(question[:LONGEST].replace("'", "").replace("’", "")).split()
    sides = [_SIDE_WORDS[word] for word in words if word in _SIDE_WORDS]
    rest = [word for word in words if word not in _SIDE_WORDS]
    if not rest:
        rest, sides = words, []
    telling = tuple(word for word in rest if word not in _SMALL_WORDS)
    asked = _Asked(" ".join(rest), "".join(rest), tuple(rest), telling or tuple(rest))
    return sides[-1] if sides else "", asked


def _fit(asked: _Asked, entry: Findable) -> Hit:
    names = _names(entry.name, *entry.words)
    scores = [_score(asked, name) for name in names]
    score = max(scores)
    best = names[scores.index(score)]
    if score < _TOGETHER and _all_in(asked, names):
        return Hit(entry.id, _TOGETHER, entry.name)
    return Hit(entry.id, score, best.shown)


_TOGETHER = 62.0
"""How well an entry fits that answers each word of a question, but with words of different names."""


def _all_in(asked: _Asked, names: Iterable[_Name]) -> bool:
    if len(asked.telling) < 2:
        return False
    words = {word for name in names for word in name.words}
    return all(any(word.startswith(part) for word in words) for part in asked.telling)


@lru_cache(maxsize=8192)
def _names(*names: str) -> tuple[_Name, ...]:
    return tuple(_split(name) for name in dict.fromkeys(names) if name)


def _split(name: str) -> _Name:
    folded = fold(name.replace("'", "").replace("’", ""))
    return _Name(name, folded, folded.replace(" ", ""), tuple(folded.split()))


def _score(asked: _Asked, name: _Name) -> float:
    """How well a question fits one name: whole, beginning, within, or nearly."""
    if asked.joined == name.joined:
        return 100.0
    if name.folded.startswith(asked.folded):
        return 90.0 - min(len(name.folded) - len(asked.folded), 20) / 4
    if _each_begins(asked.words, name.words):
        return 80.0 - min(len(name.words), 10)
    if _each_begins(asked.telling, name.words):
        return 68.0 - min(len(name.words), 10) / 2
    if len(asked.joined) > 2 and asked.joined in name.joined:
        return 65.0 if len(asked.words) == 1 else 61.0
    return _near(asked.telling, name.words) if len(asked.folded) > 3 else 0.0


def _each_begins(parts: Iterable[str], words: Iterable[str]) -> bool:
    known = tuple(words)
    return all(any(word.startswith(part) for word in known) for part in parts)


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
