"""What one file cannot know: ids are unique, links lead somewhere, words fit together.

Every function whose name starts with `check_` states one fact and yields its problems.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from models.records import Record
from point_maps.anchors import Between, NerveAnchor, SkinAnchor, SpineAnchor, Step, names
from point_maps.problems import Problem
from point_maps.reading import Reading
from point_maps.words import is_code, nearest

KINDS = (
    "source", "site", "region", "guide", "nerve", "zone", "variant", "sign", "treatment", "red_flag",
    "evidence", "story", "prong", "channel", "system", "territory", "format", "disagreement",
)  # fmt: skip
"""Kinds of record that have an id or a code of their own."""

LINKS = (
    ("site", "treatments", "treatment"),
    ("region", "channel", "channel"),
    ("sign", "sites", "site"),
    ("sign", "zones", "zone"),
    ("pair", "system", "system"),
    ("pair", "painful", "channel"),
    ("pair", "use", "channel"),
    ("territory", "prong", "prong"),
    ("territory", "channel", "channel"),
    ("territory", "zones", "zone"),
    ("reach", "channel", "channel"),
    ("reach", "painful", "channel"),
    ("reach", "regions", "region"),
)
"""Which key of which table names a record of which kind."""


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

    def problem(self, text: str, *fields: str | int) -> Problem:
        """Say what is wrong with it, and in which line."""
        line = self.reading.outline.line((self.kind, self.number, *fields))
        place = f"{self.kind} {self.key or self.number + 1}"
        at = "".join(f" {f + 1}" if isinstance(f, int) else f", {f}" for f in fields)
        return Problem(str(self.reading.path), line, place + at, text)


class Everything(NamedTuple):
    """All records, in the order of the files."""

    entries: tuple[Entry, ...]

    def of(self, *kinds: str) -> list[Entry]:
        """The records of some kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]

    def keys(self, *kinds: str) -> list[str]:
        """The ids or codes of the records of some kinds."""
        return [entry.key for entry in self.of(*kinds)]


def problems_of(readings: Sequence[Reading]) -> list[Problem]:
    """Every problem of some files: of their shape, then, if all have one, of their sense."""
    shape = [problem for reading in readings for problem in reading.problems]
    if shape:
        return shape
    everything = Everything(tuple(_entries(readings)))
    return [problem for check in _checks() for problem in check(everything)]


def _checks() -> list[Callable[[Everything], Iterator[Problem]]]:
    return [value for name, value in globals().items() if name.startswith("check_")]


def _entries(readings: Sequence[Reading]) -> Iterator[Entry]:
    for reading in readings:
        for kind in type(reading.content).model_fields if reading.content else ():
            value = getattr(reading.content, kind)
            for number, record in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(record, Record):
                    yield Entry(reading, kind, number, record)


def check_keys_are_unique(everything: Everything) -> Iterator[Problem]:
    """No two records of a kind share a key; regions and guides count as one kind."""
    for kind in KINDS:
        if kind == "guide":
            continue
        seen: dict[str, Entry] = {}
        for entry in everything.of(*(("region", "guide") if kind == "region" else (kind,))):
            if first := seen.get(entry.key):
                text = f"must be a key of its own; got one that {first.reading.path.name} has. Choose another"
                yield entry.problem(text, "code" if kind == "region" else "id")
            seen.setdefault(entry.key, entry)


def check_sources_resolve(everything: Everything) -> Iterator[Problem]:
    """Every source that is mentioned is listed."""
    known = set(everything.keys("source"))
    for entry in everything.entries:
        for path, mention in _mentions(entry.record):
            source = mention.partition(":")[0]
            if source not in known:
                hint = nearest(source, known)
                yield entry.problem(
                    f"must be the id of a source; got {source!r}{hint}. Add a [[source]]", *path
                )


def check_links_lead_somewhere(everything: Everything) -> Iterator[Problem]:
    """Every record that is named exists."""
    for kind, field, wanted in LINKS:
        known = everything.keys(wanted)
        for entry in everything.of(kind):
            value = getattr(entry.record, field)
            for name in value if isinstance(value, tuple) else (value,):
                if name not in known:
                    text = f"must be the key of a {wanted}; got {name!r}{nearest(name, known)}"
                    yield entry.problem(text, field)


def check_anchors_lead_somewhere(everything: Everything) -> Iterator[Problem]:
    """Every region that an anchor starts from exists."""
    known = everything.keys("region", "guide")
    for entry in everything.of("region", "guide", "site"):
        for name in leans_on(entry.record):
            if name not in known:
                yield entry.problem(
                    f"must be the code of a region; got {name!r}{nearest(name, known)}", "anchor"
                )


def check_anchors_do_not_circle(everything: Everything) -> Iterator[Problem]:
    """No region is placed by way of itself."""
    ways = {entry.key: leans_on(entry.record) for entry in everything.of("region", "guide")}
    for entry in everything.of("region", "guide"):
        reached: set[str] = set()
        ahead = list(ways[entry.key])
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += ways.get(name, ())
        if entry.key in reached:
            yield entry.problem(
                "must not be placed by way of itself; got a circle. Start from a landmark", "anchor"
            )


def check_regions_lie_on_their_channel(everything: Everything) -> Iterator[Problem]:
    """A WHO code begins with the letters of the region's channel."""
    letters = {entry.key: getattr(entry.record, "code", "") for entry in everything.of("channel")}
    for entry in everything.of("region"):
        wanted = letters.get(getattr(entry.record, "channel", ""))
        if wanted and "-" not in entry.key and not entry.key.startswith(wanted):
            yield entry.problem(
                f"must be the channel of {entry.key}; got one whose letters are {wanted!r}", "channel"
            )


def check_names_are_in_their_script(everything: Everything) -> Iterator[Problem]:
    """Chinese names are Chinese characters; pinyin is letters with tone marks."""
    for entry in everything.of("region"):
        chinese, pinyin = getattr(entry.record, "chinese", ""), getattr(entry.record, "pinyin", "")
        if not re.fullmatch(r"[\u3400-\u9fff]+", chinese):
            yield entry.problem(f"must be Chinese characters; got {chinese!r}", "chinese")
        if not re.fullmatch(r"[A-Za-zÀ-ǿ' ]+", pinyin) or pinyin.isascii():
            yield entry.problem(
                f"must be letters with tone marks, such as 'Lièquē'; got {pinyin!r}", "pinyin"
            )


def check_pressed_roots_fit_the_level(everything: Everything) -> Iterator[Problem]:
    """The root pressed at a foramen or disc is one that leaves or passes there."""
    for entry in everything.of("site"):
        site = entry.record
        there = {*getattr(site, "exiting", ()), *getattr(site, "traversing", ())}
        if there and not there.issuperset(getattr(site, "roots", ())):
            told = ", ".join(sorted(there))
            yield entry.problem(
                f"must be among the exiting and traversing roots ({told}); got others", "roots"
            )


def leans_on(record: Record) -> list[str]:
    """The codes of the regions that a record's anchor starts from."""
    anchor = getattr(record, "anchor", None)
    places: list[str | Step | Between | None] = []
    if isinstance(anchor, SkinAnchor):
        places = [anchor.level, anchor.across]
    elif isinstance(anchor, NerveAnchor):
        places = [anchor.nearest]
    elif isinstance(anchor, SpineAnchor):
        places = [anchor.at]
    return [name for place in places for name in names(place) if is_code(name)]


def _mentions(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every mention of a source inside a record, with the path to it."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field in {"sources", "under_sources"}:
                yield from (((*path, field), mention) for mention in getattr(value, field))
            else:
                yield from _mentions(getattr(value, field), (*path, field))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _mentions(part, (*path, number))
