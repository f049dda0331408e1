"""What one file cannot know: ids are unique, links lead somewhere, words fit together.

Every function whose name starts with `check_` states one fact and yields what breaks it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import get_args

from pydantic import BaseModel

from models import catalogue
from models.records import shown
from point_maps.checking.gathering import Entry, Everything, Fault, in_order, leans_on, written_out
from point_maps.checking.once import once
from point_maps.checking.patient_words import unsuited
from point_maps.checking.problems import Problem
from point_maps.checking.reading import Reading
from point_maps.records.method import PathNerve
from point_maps.schema import RECORDS

KINDS = tuple(kind for kind, model in RECORDS.items() if {"id", "code"} & model.model_fields.keys())
"""Kinds of record that have an id or a code of their own."""

LINKS = (
    ("site", "treatments", "treatment"),
    ("site", "red_flags", "red_flag"),
    ("site", "similar", "site"),
    ("region", "channel", "channel"),
    ("sign", "sites", "site"),
    ("sign", "zones", "zone"),
    ("pair", "system", "system"),
    ("pair", "painful", "channel"),
    ("pair", "use", "channel"),
    ("territory", "prong", "prong"),
    ("territory", "channel", "channel"),
    ("territory", "zones", "zone"),
    ("territory", "sites", "site"),
    ("reach", "channel", "channel"),
    ("reach", "painful", "channel"),
    ("reach", "regions", "region"),
    ("reach", "territories", "territory"),
    ("named", "systems", "system"),
    ("named", "painful", "channel"),
)
"""Which key of which table names a record of which kind."""


ON_THE_PAGE = ("site", "region", "guide", "zone", "sign", "treatment", "prong", "territory")
"""Kinds that share their keys: the page and its addresses name a thing by its key alone."""
MOST_IN_A_ROW = 12
"""How many regions may be placed one by way of the other."""


def problems_of(readings: Sequence[Reading], *, wording: bool = True) -> list[Problem]:
    """Every problem of some files, of their shape and of their sense, by file and line.

    Where a file or record could not be read, links to it are no problem of their own. Without `wording`
    what patients read is not looked through for words that alarm: that takes longer than all the rest.
    """
    shape = [problem for reading in readings for problem in reading.problems]
    return in_order([*shape, *written_out(faults(Everything(readings), wording=wording))], readings)


def faults(everything: Everything, *, wording: bool = True) -> Iterator[Fault]:
    """Everything that is wrong between records."""
    for check in _checks():
        if wording or check is not check_patients_read_calm_words:
            yield from check(everything)


def _checks() -> list[Callable[[Everything], Iterator[Fault]]]:
    return [value for name, value in globals().items() if name.startswith("check_")]


def check_keys_are_unique(everything: Everything) -> Iterator[Fault]:
    """No two records of a kind share a key, nor two things of any kind the page shows."""
    for kinds in (ON_THE_PAGE, *((kind,) for kind in KINDS if kind not in ON_THE_PAGE)):
        seen: dict[str, Entry] = {}
        for entry in (entry for entry in everything.entries if entry.kind in kinds):
            first = seen.setdefault(entry.key, entry)
            if first is not entry:
                where = f"{first.reading.path.name}, line {first.line()}"
                yield _taken(entry, f"one that a {first.kind} has ({where})")


def check_keys_are_not_the_bodies_own(everything: Everything) -> Iterator[Fault]:
    """Nothing is called like a bone, muscle or nerve of a body."""
    for entry in everything.of(*ON_THE_PAGE):
        if name := structures().get(entry.key):
            yield _taken(entry, f"one that a structure of the bodies has ({name})")


def _taken(entry: Entry, got: str) -> Fault:
    field = "code" if entry.kind in ("region", "guide") else "id"
    return entry.fault("be a key of its own", got, "Choose another", field)


@cache
def structures() -> Mapping[str, str]:
    """The names of every structure of the installed bodies, by its id without a side."""
    bodies = [catalogue.load(body) for body in catalogue.available()]
    return {key.partition(".")[0]: found.name for body in bodies for key, found in body.structures.items()}


def check_sources_resolve(everything: Everything) -> Iterator[Fault]:
    """Every source that is mentioned is listed."""
    known = everything.keys("source")
    for entry in everything.entries:
        for path, mention in _mentioned(entry.record):
            source = mention.partition(":")[0]
            if everything.missing(source, known):
                yield _unknown(entry, "the id of a source", source, known, "a [[source]]", *path)


def check_links_lead_somewhere(everything: Everything) -> Iterator[Fault]:
    """Every record that is named exists."""
    for kind, field, wanted in LINKS:
        known = everything.keys(wanted)
        for entry in everything.of(kind):
            value = getattr(entry.record, field, ())
            for name in value if isinstance(value, tuple) else (value,):
                if name is not None and everything.missing(name, known):
                    yield _unknown(entry, f"the key of a {wanted}", name, known, f"a [[{wanted}]]", field)


def check_silent_places_are_known(everything: Everything) -> Iterator[Fault]:
    """What the tables are silent about is a territory, channel, zone or nerve."""
    known = everything.keys("territory", "channel", "zone") | frozenset(_words(PathNerve))
    for entry in everything.of("silence"):
        for name in getattr(entry.record, "places", ()):
            if everything.missing(name, known):
                must = "the key of a territory, channel or zone, or a nerve"
                yield _unknown(entry, must, name, known, "one of these", "places")


def check_anchors_lead_somewhere(everything: Everything) -> Iterator[Fault]:
    """Every region that an anchor starts from exists."""
    known = everything.keys("region", "guide")
    for entry in everything.of("region", "guide", "site"):
        for name in leans_on(entry.record):
            if everything.missing(name, known):
                yield _unknown(entry, "the code of a region", name, known, "a [[region]]", "anchor")


def _unknown(
    entry: Entry, what: str, name: str, known: Collection[str], other: str, *path: str | int
) -> Fault:
    mend = f"Name one that is there, or add {other}"
    return entry.fault(f"be {what}", shown(name), mend, *path, unknown=name, known=known)


def check_anchors_do_not_circle(everything: Everything) -> Iterator[Fault]:
    """No region is placed by way of itself."""
    steps = everything.steps
    for entry in everything.of("region", "guide"):
        if entry.key not in steps and entry.key in everything.reached(entry.key):
            must = "not be placed by way of itself"
            yield entry.fault(must, "a circle", "Start from a landmark", "anchor")


def check_anchors_are_short(everything: Everything) -> Iterator[Fault]:
    """A place is not measured by way of dozens of others."""
    for entry in everything.of("region", "guide"):
        if (count := everything.steps.get(entry.key, 0)) > MOST_IN_A_ROW:
            must = f"be placed by way of at most {MOST_IN_A_ROW} others in a row"
            yield entry.fault(must, f"{count}", "Start from a landmark", "anchor")


def check_regions_lie_on_their_channel(everything: Everything) -> Iterator[Fault]:
    """A WHO code begins with the letters of the region's channel."""
    letters = {entry.key: getattr(entry.record, "code", "") for entry in everything.of("channel")}
    for entry in everything.of("region"):
        wanted = letters.get(getattr(entry.record, "channel", ""))
        if wanted and "-" not in entry.key and not entry.key.startswith(wanted):
            got = f"one whose letters are {wanted!r}"
            yield entry.fault(f"be the channel of {entry.key}", got, "Change it or the code", "channel")


def check_names_are_in_their_script(everything: Everything) -> Iterator[Fault]:
    """Chinese names are Chinese characters; pinyin is letters with tone marks."""
    for entry in everything.of("region"):
        chinese, pinyin = getattr(entry.record, "chinese", ""), getattr(entry.record, "pinyin", "")
        if not re.fullmatch(r"[\u3400-\u9fff]+", chinese):
            mend = "Copy them from a point book"
            yield entry.fault("be Chinese characters", shown(chinese), mend, "chinese")
        if not re.fullmatch(r"[A-Za-zÀ-ǿ' ]+", pinyin) or pinyin.isascii():
            must = "be letters with tone marks, such as 'Lièquē'"
            yield entry.fault(must, shown(pinyin), "Add the marks", "pinyin")


def check_pressed_roots_fit_the_level(everything: Everything) -> Iterator[Fault]:
    """The root pressed at a foramen or disc is one that leaves or passes there."""
    for entry in everything.of("site"):
        site = entry.record
        there = {*getattr(site, "exiting", ()), *getattr(site, "traversing", ())}
        if there and (others := set(getattr(site, "roots", ())) - there):
            must = f"be among the exiting and traversing roots ({', '.join(sorted(there))})"
            mend = "Change them, or what exits and traverses"
            yield entry.fault(must, ", ".join(sorted(others)), mend, "roots")


def check_patients_read_calm_words(everything: Everything) -> Iterator[Fault]:
    """Nothing a patient reads alarms, promises or blames; their own words are plain and short."""
    for entry in everything.entries:
        if entry.kind != "source":
            for path, must, got, mend in unsuited(entry.record):
                yield entry.fault(must, got, mend, *path)


def _words(literal: object) -> Iterator[str]:
    """The words of a literal type, or of several joined."""
    for part in get_args(literal):
        yield from (part,) if isinstance(part, str) else _words(part)


@once
def _mentioned(record: BaseModel) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every mention of a source in a record, with the path to it."""
    yield from _mentions(record)


def _mentions(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            if field in {"sources", "under_sources"}:
                yield from (((*path, field), mention) for mention in getattr(value, field))
            else:
                yield from _mentions(getattr(value, field), (*path, field))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _mentions(part, (*path, number))
