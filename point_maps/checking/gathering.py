"""All records of some files together, and what is wrong between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from models.records import Record
from point_maps.checking.problems import Problem
from point_maps.checking.reading import MOST_PROBLEMS, Reading
from point_maps.records.anchors import Between, NerveAnchor, SkinAnchor, SpineAnchor, Step, names
from point_maps.words import is_code, nearest


class Entry(NamedTuple):
    """One record and where it stands."""

    reading: Reading
    kind: str
    number: int
    record: Record

    @property
    def key(self) -> str:
        """Its id or code; empty for records that have none."""
        return str(getattr(self.record, "id", getattr(self.record, "code", "")))

    @property
    def place(self) -> str:
        """How it is called in a message: 'region LU7', or 'pair 3' for one without a key."""
        return f"{self.kind} {self.key or self.number + 1}"

    def line(self, *fields: str | int) -> int | None:
        """The line of the record, or of one of its keys."""
        return self.reading.outline.line((self.kind, self.number, *fields))

    def fault(
        self,
        must: str,
        got: str,
        mend: str,
        *fields: str | int,
        unknown: str = "",
        known: Collection[str] = (),
    ) -> "Fault":
        """Say what is wrong with it; `known` are the words that come nearest to an `unknown` one."""
        return Fault(self, fields, must, got, mend, unknown, known)


class Fault(NamedTuple):
    """Something wrong between records, not yet written out: there may be thousands."""

    entry: Entry
    fields: tuple[str | int, ...]
    must: str
    got: str
    mend: str
    unknown: str
    known: Collection[str]
    verb: Literal["must", "should"] = "must"

    def told(self) -> Problem:
        """Write it out, with its line and the nearest known words."""
        entry = self.entry
        at = "".join(f" {f + 1}" if isinstance(f, int) else f", {f}" for f in self.fields)
        hint = nearest(self.unknown, self.known) if self.unknown else ""
        text = f"{self.verb} {self.must}; got {self.got}{hint}. {self.mend}"
        return Problem(str(entry.reading.path), entry.line(*self.fields), entry.place + at, text)


class Everything:
    """All records that could be read, in the order of the files.

    Attributes
    ----------
    entries
        The records.
    unread
        Keys of records that could not be read: a link to one is no problem of its own.
    all_known
        Whether that is all there is; False where a file could not be read at all.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        readings = list(readings)
        self.entries = tuple(Entry(reading, *sound) for reading in readings for sound in reading.sound)
        self.unread = frozenset(key for reading in readings for key in reading.unread or ())
        self.all_known = all(reading.unread is not None for reading in readings)
        self._kinds: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._kinds.setdefault(entry.kind, []).append(entry)

    def of(self, *kinds: str) -> list[Entry]:
        """The records of some kinds, kind after kind."""
        return [entry for kind in kinds for entry in self._kinds.get(kind, ())]

    def keys(self, *kinds: str) -> frozenset[str]:
        """The ids or codes of the records of some kinds."""
        return frozenset(entry.key for entry in self.of(*kinds))

    def missing(self, name: str, known: Collection[str]) -> bool:
        """Whether nothing has this name, as far as can be told."""
        return self.all_known and name not in known and name not in self.unread

    @cached_property
    def ways(self) -> dict[str, tuple[str, ...]]:
        """The codes of what each region or guide is placed by way of, directly."""
        return {entry.key: leans_on(entry.record) for entry in self.of("region", "guide")}

    @cached_property
    def steps(self) -> dict[str, int]:
        """By way of how many others in a row a region is placed; without those that circle."""
        steps: dict[str, int] = {}
        onward: dict[str, list[str]] = {}
        for key, ways in self.ways.items():
            for way in set(ways):
                onward.setdefault(way, []).append(key)
        waiting = {key: sum(way in self.ways for way in set(ways)) for key, ways in self.ways.items()}
        ready = [key for key, count in waiting.items() if not count]
        for key in ready:
            steps[key] = max((steps.get(way, 0) + 1 for way in self.ways[key]), default=0)
            for other in onward.get(key, ()):
                waiting[other] -= 1
                if not waiting[other]:
                    ready.append(other)
        return steps

    def reached(self, key: str) -> set[str]:
        """Everything a region is placed by way of, however far."""
        found: set[str] = set()
        ahead = list(self.ways.get(key, ()))
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead += self.ways.get(name, ())
        return found


def leans_on(record: Record) -> tuple[str, ...]:
    """The codes of the regions that a record's anchor starts from."""
    anchor = getattr(record, "anchor", None)
    places: list[str | Step | Between | None] = []
    if isinstance(anchor, SkinAnchor):
        places = [anchor.level, anchor.across]
    elif isinstance(anchor, NerveAnchor):
        places = [anchor.nearest]
    elif isinstance(anchor, SpineAnchor):
        places = [anchor.at]
    return tuple(name for place in places for name in names(place) if is_code(name))


def written_out(faults: Iterable[Fault]) -> Iterator[Problem]:
    """Write faults out as problems, at most `MOST_PROBLEMS` of each file."""
    counts: Counter[str] = Counter()
    for fault in faults:
        file = str(fault.entry.reading.path)
        counts[file] += 1
        if counts[file] <= MOST_PROBLEMS:
            yield fault.told()
    for file, count in counts.items():
        if count > MOST_PROBLEMS:
            yield Problem(file, None, "", f"and {count - MOST_PROBLEMS} more problems")


def in_order(problems: Iterable[Problem], readings: Sequence[Reading]) -> list[Problem]:
    """Problems by file and line, each once; what has no line comes first."""
    order = {str(reading.path): number for number, reading in reversed(list(enumerate(readings)))}
    found = dict.fromkeys(problems)
    return sorted(found, key=lambda problem: (order.get(problem.file, -1), problem.line or 0))
