"""Checking somebody's map files: every problem as a sentence, or a count of what they hold."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models import catalogue
from models.records import DataError
from point_maps import maps, solve, zones
from point_maps.reading import Reading, read
from point_maps.sense import KINDS, problems_of


class Report(NamedTuple):
    """What came of a check: the problems, and how many records of each kind were read."""

    problems: tuple[str, ...]
    counts: dict[str, int]

    @property
    def summary(self) -> str:
        """One line that says what the files hold."""
        held = [f"{count} {_named(kind, count)}" for kind, count in self.counts.items()]
        return f"{held[0]} in order: {', '.join(held[1:]) or 'no records'}"


def report(paths: Sequence[Path]) -> Report:
    """Check files and folders against each other, the shipped files and the installed bodies."""
    files = maps.files(paths)
    own = [read(path) for path in files]
    if not own:
        return Report(("must name at least one .toml file; got none",), {"file": 0})
    shipped = [read(path) for path in maps.shipped_beside(files)]
    problems = [str(problem) for problem in problems_of([*shipped, *own])]
    if not problems:
        problems = _unplaced(maps.PointMap([*shipped, *own]))
    return Report(tuple(problems), _counts(own))


def check(paths: Sequence[Path]) -> list[str]:
    """Every problem of some files and folders, one sentence each; empty if they are in order."""
    return list(report(paths).problems)


def _unplaced(point_map: maps.PointMap) -> list[str]:
    """What cannot be placed on some installed body."""
    problems: list[str] = []
    for body in catalogue.available():
        try:
            shown = catalogue.load(body)
            solve.place(point_map, shown)
            zones.solve(point_map, shown)
        except DataError as error:
            problems += error.problems
    return list(dict.fromkeys(problems))


def _counts(readings: Sequence[Reading]) -> dict[str, int]:
    counts = Counter({"file": len(readings)})
    for reading in readings:
        for kind in KINDS if reading.content else ():
            counts[kind] += len(getattr(reading.content, kind))
    return {kind: count for kind, count in counts.items() if count or kind == "file"}


def _named(kind: str, count: int) -> str:
    """A kind of record as said of so many of them."""
    name = {"evidence": "finding"}.get(kind, kind.replace("_", " "))
    return name if count == 1 else f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
