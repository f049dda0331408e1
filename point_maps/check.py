"""Checking somebody's map files: every problem as a sentence, or a count of what they hold."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from point_maps import maps
from point_maps.checking import placing
from point_maps.checking.advice import warnings_of
from point_maps.checking.on_disk import listed
from point_maps.checking.reading import Reading, read
from point_maps.checking.sense import KINDS, problems_of


class Report(NamedTuple):
    """What came of a check.

    Attributes
    ----------
    problems
        What must be mended, one sentence each.
    counts
        How many records of each kind were read.
    warnings
        What should be better and is no reason to stop, one sentence each.
    passed_over
        What was not read in a folder, in a few words; empty if all was.
    """

    problems: tuple[str, ...]
    counts: dict[str, int]
    warnings: tuple[str, ...] = ()
    passed_over: str = ""

    @property
    def told(self) -> str:
        """Everything that is wrong or should be better, under a count of each; empty if nothing is."""
        lists = (("problem", self.problems), ("warning", self.warnings))
        parts = ["\n  ".join([_counted(found, kind), *found]) for kind, found in lists if found]
        return "\n".join([*parts, *([self.passed_over] if self.problems and self.passed_over else [])])

    @property
    def summary(self) -> str:
        """One line that says what the files hold, for files in order."""
        held = [f"{count} {_named(kind, count)}" for kind, count in self.counts.items()]
        whole = f"{held[0]} in order: {', '.join(held[1:]) or 'no records'}"
        warned = _counted(self.warnings, "warning") if self.warnings else ""
        return "; ".join(filter(None, [whole, warned, self.passed_over]))


def report(paths: Sequence[Path]) -> Report:
    """Check files and folders against each other, the shipped files and the installed bodies."""
    listing = listed(paths)
    if not listing.files:
        told = f"must name at least one .toml file; got {listing.nothing}. Name a file, or a folder with one"
        return Report((told,), {"file": 0})
    others = [read(path) for path in maps.shipped_beside(listing.files)]
    return report_of([read(path) for path in listing.files], others)._replace(passed_over=listing.said)


def report_of(own: Sequence[Reading], others: Sequence[Reading]) -> Report:
    """Check somebody's files against others, such as the shipped ones, and the installed bodies.

    Never raises for what the files hold.
    """
    problems = [str(problem) for problem in problems_of([*others, *own])]
    problems += placing.problems(own, others)
    return Report(tuple(problems), _counts(own), tuple(map(str, warnings_of(own))))


def check(paths: Sequence[Path]) -> list[str]:
    """Every problem of some files and folders, one sentence each; empty if they are in order."""
    return list(report(paths).problems)


def _counts(readings: Sequence[Reading]) -> dict[str, int]:
    counts = Counter({"file": len(readings)})
    for reading in readings:
        for kind in KINDS if reading.content else ():
            counts[kind] += len(getattr(reading.content, kind))
    return {kind: count for kind, count in counts.items() if count or kind == "file"}


def _counted(found: Sequence[str], kind: str) -> str:
    return f"{len(found)} {_named(kind, len(found))}"


def _named(kind: str, count: int) -> str:
    """A kind of record as said of so many of them."""
    name = {"evidence": "finding", "named": "named point"}.get(kind, kind.replace("_", " "))
    return name if count == 1 else f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
