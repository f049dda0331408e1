"""How well a question fits the names of a thing: whole, beginning, within, or nearly."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from viewer.likeness import Words

LONGEST = 80
"""Characters of a question that are looked at."""

_SIDE_WORDS = {"left": "left", "l": "left", "right": "right", "r": "right"}
_SMALL_WORDS = frozenset((
    "a", "an", "and", "are", "at", "can", "do", "does", "for", "from", "have", "hurts", "i", "in", "is", "it",
    "its", "my", "of", "on", "or", "pain", "the", "to", "when", "where", "with",
))  # fmt: skip
"""Words that tell nothing apart: they are looked at only where nothing else was typed."""


def fold(text: str) -> str:
    """A text as it is compared: small letters, no tone marks or accents, single spaces."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


class Name(NamedTuple):
    """A name as it is shown and as it is compared: folded, without spaces, in words, and their number."""

    shown: str
    folded: str
    joined: str
    words: frozenset[str]
    length: int


Names = tuple[Name, ...]
"""All names of a thing; its left and its right side have the same."""


class Asked(NamedTuple):
    """A question: its words, those that tell something apart, and which known words fit each of them."""

    folded: str
    joined: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    begun: Mapping[str, frozenset[str]]
    nearly: Mapping[str, Mapping[str, float]]


def question_of(question: str, known: Words) -> tuple[str, Asked]:
    """The side a question asks for, empty where it names none, and the rest of it."""
    words = fold(question[:LONGEST].replace("'", "").replace("’", "")).split()
    sides = [_SIDE_WORDS[word] for word in words if word in _SIDE_WORDS]
    rest = [word for word in words if word not in _SIDE_WORDS]
    if not rest:
        rest, sides = words, []
    telling = tuple(word for word in rest if word not in _SMALL_WORDS) or tuple(rest)
    begun = {part: known.beginning(part) for part in rest}
    nearly = {part: known.like(part) for part in telling}
    asked = Asked(" ".join(rest), "".join(rest), tuple(rest), telling, begun, nearly)
    return sides[-1] if sides else "", asked


def fit(asked: Asked, names: Names) -> tuple[float, str]:
    """How well a question fits one of the names of a thing, and which."""
    scores = {name.shown: _score(asked, name) for name in names}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _TOGETHER and _all_in(asked, names):
        return _TOGETHER, next(iter(scores))
    return scores[best], best


_TOGETHER = 62.0
"""How well an entry fits that answers each word of a question, but with words of different names."""


def _all_in(asked: Asked, names: Iterable[Name]) -> bool:
    if len(asked.telling) < 2:
        return False
    return _each_begins(asked, asked.telling, frozenset().union(*(name.words for name in names)))


@lru_cache(maxsize=8192)
def named(*names: str) -> Names:
    """The names of a thing, made ready to be compared; what is empty or said twice is left out."""
    return tuple(_split(name) for name in dict.fromkeys(names) if name)


def joined(names: Names) -> str:
    """All names in one text, without spaces and with a bar at each end, to be looked through at once."""
    return "".join(f"|{name.joined}|" for name in names)


def _split(name: str) -> Name:
    folded = fold(name.replace("'", "").replace("’", ""))
    words = folded.split()
    return Name(name, folded, folded.replace(" ", ""), frozenset(words), len(words))


def _score(asked: Asked, name: Name) -> float:
    """How well a question fits one name: whole, beginning, within, or nearly."""
    if asked.joined == name.joined:
        return 100.0
    if name.folded.startswith(asked.folded):
        return 90.0 - min(len(name.folded) - len(asked.folded), 20) / 4
    if _each_begins(asked, asked.words, name.words):
        return 80.0 - min(name.length, 10)
    if _each_begins(asked, asked.telling, name.words):
        return 68.0 - min(name.length, 10) / 2
    if len(asked.joined) > 2 and asked.joined in name.joined:
        return 65.0 if len(asked.words) == 1 else 61.0
    return _near(asked, name.words) if len(asked.folded) > 3 else 0.0


def _each_begins(asked: Asked, parts: Iterable[str], words: frozenset[str]) -> bool:
    return not any(asked.begun[part].isdisjoint(words) for part in parts)


def _near(asked: Asked, words: frozenset[str]) -> float:
    """Up to 60 where every word of a question is close to a word of the name."""
    if any(words.isdisjoint(asked.nearly[part]) for part in asked.telling):
        return 0.0
    likeness = [max(asked.nearly[part].get(word, 0.0) for word in words) for part in asked.telling]
    return 60.0 * sum(likeness) / len(likeness)
