"""All words that can be found, and which of them begin like another word or are spelled nearly like it."""

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

FUZZY = 0.74
"""The likeness (0-1, difflib) from which a word counts as a misspelling."""
MOST_LETTERS = 3
"""So many letters more or fewer than typed a misspelled word may have."""
SHORTEST = 3
"""Shorter words are not misspelled: they are others."""


class Words:
    """The words of an index, looked through at once.

    Parameters
    ----------
    words
        Each as it is compared; one may come more than once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(set(words))
        self._lengths = np.array([len(word) for word in self._sorted], int)
        self._columns = {letter: i for i, letter in enumerate(sorted(set("".join(self._sorted))))}
        self._letters = np.array([self._counted(word) for word in self._sorted], np.uint8)

    def beginning(self, part: str) -> frozenset[str]:
        """The words that begin with a part of one."""
        first = bisect_left(self._sorted, part)
        last = bisect_left(self._sorted, f"{part}\U0010ffff")
        return frozenset(self._sorted[first:last])

    def like(self, part: str) -> Mapping[str, float]:
        """The words that are nearly what was typed, each with its likeness of `FUZZY` to 1."""
        if len(part) < SHORTEST:
            return {part: 1.0} if part in self.beginning(part) else {}
        likeness = {word: difflib.SequenceMatcher(None, part, word).ratio() for word in self._could_be(part)}
        return {word: ratio for word, ratio in likeness.items() if ratio >= FUZZY}

    def _could_be(self, part: str) -> list[str]:
        """The words with enough letters in common, in whatever order: what difflib calls the quick ratio."""
        if not self._sorted:
            return []
        common = np.minimum(self._letters, self._counted(part)).sum(axis=1)
        near = abs(self._lengths - len(part)) <= MOST_LETTERS
        enough = 2.0 * common / (self._lengths + len(part)) >= FUZZY
        return [self._sorted[i] for i in np.flatnonzero(near & enough)]

    def _counted(self, word: str) -> NDArray[np.uint8]:
        counts = np.zeros(len(self._columns), np.uint8)
        for letter, count in Counter(word).items():
            if letter in self._columns:
                counts[self._columns[letter]] = count
        return counts
