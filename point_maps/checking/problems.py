"""One thing that is wrong in a map file, said to the person who wrote it: file, line, place, mending."""

from collections.abc import Iterable
from typing import NamedTuple

LONGEST = {"file": 300, "place": 200, "text": 700}
"""Characters of each part of a problem that are told."""


class Problem(NamedTuple):
    """One thing to mend: `file`, line 12: region 2, anchor, level: what must be what."""

    file: str
    line: int | None
    place: str
    text: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        parts = [f"{clean(self.file, LONGEST['file'])}{line}", clean(self.place, LONGEST["place"])]
        return ": ".join([*filter(None, parts), clean(self.text, LONGEST["text"])])


def clean(text: str, longest: int) -> str:
    """A text on one line in visible characters, others escaped, cut where it would fill the page.

    File names and keys are somebody's own: they may hold line breaks or hidden characters.
    """
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def dotted(path: Iterable[str | int]) -> str:
    """Write a path as people count: ('region', 0, 'anchor') is 'region 1, anchor'."""
    text = ""
    for part in path:
        text += f" {part + 1}" if isinstance(part, int) else f"{', ' if text else ''}{clean(part, 60)}"
    return text
