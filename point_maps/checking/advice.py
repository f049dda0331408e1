"""What should be better in map files that are in order: told beside the summary, and no reason to stop.

Every function whose name starts with `advise_` states one wish and yields what falls short of it.
"""

from collections.abc import Callable, Iterator, Sequence

from point_maps.checking.gathering import Entry, Everything, Fault, in_order
from point_maps.checking.problems import Problem
from point_maps.checking.reading import Reading
from point_maps.records.regions import PointRegion
from point_maps.records.sources import Source

LOOKED_UP = ("paper", "review", "guideline")
"""Kinds of source that a library or the web has, and so a number or an address."""
NUMBERS = ("doi", "pmid", "pmcid", "isbn", "url")
FULL = ("authors", "title", "container", "year")
"""What finds a paper again when its address has changed."""


def warnings_of(readings: Sequence[Reading]) -> list[Problem]:
    """Every wish about the records that could be read, by file and line."""
    everything = Everything(readings)
    return in_order((wish.told() for advise in _all() for wish in advise(everything)), readings)


def _all() -> list[Callable[[Everything], Iterator[Fault]]]:
    return [value for name, value in globals().items() if name.startswith("advise_")]


def advise_sources_can_be_looked_up(everything: Everything) -> Iterator[Fault]:
    """A paper, review or guideline has a number or an address, and a page its address."""
    for entry, source in _sources(everything):
        if source.kind in LOOKED_UP and not any(getattr(source, key) for key in NUMBERS):
            yield _wish(entry, "an address or identifier", "none", f"Add {_listed(NUMBERS, 'or')}")
        if source.kind == "website" and not source.url:
            yield _wish(entry, "the address of the page", "none", "Add url")


def advise_papers_are_told_in_full(everything: Everything) -> Iterator[Fault]:
    """A paper or review has authors, title, journal and year, each under its own key."""
    for entry, source in _sources(everything):
        missing = [key for key in FULL if not getattr(source, key)]
        if missing and source.kind in ("paper", "review"):
            got = "one citation" if len(missing) == len(FULL) else f"no {_listed(missing, 'or')}"
            mend = f"Add {_listed(missing, 'and')}"
            yield _wish(entry, "authors, title, journal and year under their own keys", got, mend)


def advise_books_say_their_edition(everything: Everything) -> Iterator[Fault]:
    """A book says which edition is meant."""
    for entry, source in _sources(everything):
        if source.kind == "book" and not source.edition:
            yield _wish(entry, "the edition of the book", "none", 'Add edition = "2nd", for instance')


def advise_regions_say_what_needs_care(everything: Everything) -> Iterator[Fault]:
    """A region carries a caution of its own, or says with a source why none is needed."""
    for entry in everything.of("region"):
        region = entry.record
        if isinstance(region, PointRegion) and not region.cautions and region.no_caution is None:
            mend = "Say what lies within the needle's reach, or in no_caution why no care is needed"
            yield _wish(entry, "a caution of its own", "none", mend)


def _sources(everything: Everything) -> Iterator[tuple[Entry, Source]]:
    return ((entry, entry.record) for entry in everything.of("source") if isinstance(entry.record, Source))


def _wish(entry: Entry, what: str, got: str, mend: str) -> Fault:
    return entry.fault(f"have {what}", got, mend)._replace(verb="should")


def _listed(words: Sequence[str], last: str) -> str:
    """'a', 'a and b' or 'a, b and c'."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
