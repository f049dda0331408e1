"""Whether words suit a patient: no alarm, no promise, no blame, no jargon, no endless sentence.

The list is `wording.toml`; this module reads it and finds its words in a text.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from models.records import Record
from point_maps.records.sources import Source
from point_maps.records.statements import Mentions, Prose

LIST = Path(__file__).with_name("wording.toml")
LONGEST_SENTENCE = 25
"""Words; a patient reads on a screen, often in pain."""

DENIAL = re.compile(
    r"\b(?:not|no|nor|none|nothing|nobody|neither|never|without|cannot|rarely|seldom|hardly|\w+n['’]t)"
    r"(?:\s+[\w'’-]+){0,3}\s+$",
    re.IGNORECASE,
)
"""A denial at most three words before what is denied, in the same part of the sentence."""
REACH = 80
"""Characters before a word that are looked at for a denial or an introduction."""
NAMED = re.compile(r"(?:\bcalled |['\"‘“(])(?:[\w-]+ ){0,3}$", re.IGNORECASE)
"""What introduces a term: quotes, a bracket or "called"."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9'\"“‘])")

Why = Literal["alarming", "absolute", "blaming", "jargon"]
Read = Literal["patient", "name", "text"]
"""How a patient comes to read words: written for them, as a name, or as a text for everybody."""
Sources = Annotated[tuple[str, ...], Field(description="Ids of the list's own sources.")]


class Reason(Record):
    """Why words are on the list, and what a patient should find instead."""

    id: Why
    must: Prose
    sources: Mentions


class Word(Record):
    """Some words that mean the same, in all their forms."""

    find: Annotated[tuple[Prose, ...], Field(min_length=1)]
    why: Why
    say: Prose = Field(description="What to say instead, for instance.")
    unless: tuple[Prose, ...] = Field((), description="Phrases in which the word is meant otherwise.")
    everywhere: bool = Field(False, description="Whether it is looked for in texts for everybody too.")
    denied: bool = Field(False, description="Whether it is fine after a 'not', 'no' or 'rarely'.")
    sources: Sources = ()


class WordList(Record):
    """What `wording.toml` holds."""

    source: Annotated[tuple[Source, ...], Field(min_length=1)]
    reason: Annotated[tuple[Reason, ...], Field(min_length=1)]
    word: Annotated[tuple[Word, ...], Field(min_length=1)]


class Finding(NamedTuple):
    """Words that do not suit a patient: what was found, what must be, what to say instead."""

    found: str
    why: Why
    must: str
    say: str


class _Search(NamedTuple):
    """A word of the list, ready to be looked for."""

    word: Word
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def findings(self, text: str, must: str) -> Iterator[Finding]:
        for match in self.pattern.finditer(text):
            if not self._meant_otherwise(text, match):
                yield Finding(match[0], self.word.why, must, self.word.say)

    def _meant_otherwise(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(0, match.start() - REACH) : match.start()]
        if self.word.denied and DENIAL.search(before):
            return True
        if self.word.why == "jargon" and NAMED.search(before):
            return True
        held = self.unless.finditer(text) if self.unless else ()
        return any(phrase.start() <= match.start() and match.end() <= phrase.end() for phrase in held)


@cache
def word_list() -> WordList:
    """The list as it is shipped."""
    return WordList.model_validate(tomllib.loads(LIST.read_text(encoding="utf-8")))


def findings(text: str, how: Read) -> list[Finding]:
    """The words of a text that do not suit a patient, in the order of the list.

    Parameters
    ----------
    text
        What a patient reads.
    how
        Words written for patients are held against the whole list, names against all but its
        terms, and texts for everybody against what alarms or promises most.
    """
    must = {reason.id: reason.must for reason in word_list().reason}
    starts = {word[:3] for word in re.findall(r"\w+", text.casefold())}
    hits = sorted({number for start in starts for number in _index().get(start, ())})
    searches = [_searches()[number] for number in hits if _counts(_searches()[number].word, how)]
    return [finding for search in searches for finding in search.findings(text, must[search.word.why])]


def _counts(word: Word, how: Read) -> bool:
    return how == "patient" or (word.everywhere if how == "text" else word.why != "jargon")


def long_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with more than `LONGEST_SENTENCE` words, with how many they have."""
    counted = [
        (len(re.findall(r"\S*\w\S*", sentence)), sentence) for sentence in SENTENCE_END.split(text.strip())
    ]
    return [(count, sentence) for count, sentence in counted if count > LONGEST_SENTENCE]


@cache
def _searches() -> tuple[_Search, ...]:
    return tuple(
        _Search(word, _pattern(word.find), _pattern(word.unless) if word.unless else None)
        for word in word_list().word
    )


@cache
def _index() -> dict[str, list[int]]:
    """The numbers of the words to look for in a text, by the first letters of a word it must hold."""
    index: dict[str, list[int]] = {}
    for number, search in enumerate(_searches()):
        for phrase in search.word.find:
            longest = max(re.findall(r"\w+", phrase.casefold()), key=len)
            index.setdefault(longest[:3], []).append(number)
    return index


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some phrases as whole words: `*` is any ending, a space is spaces or hyphens."""
    forms = [re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for p in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
