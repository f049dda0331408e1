"""A visitor's own map files, shown to nobody else: checked, joined with what is shipped, kept nowhere."""

import logging
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from models.records import DataError
from point_maps.check import report_of
from point_maps.checking.outline import Outline
from point_maps.checking.reading import LARGEST, Reading, parse
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.atlas.entries import Kind
from viewer.atlas.packs import Pack, Packs, Places
from viewer.edition.edition import Edition
from viewer.edition.search_words import search_words
from viewer.serving.uploads import Sent

MOST_PLACES = 120
"""Regions, guides, sites and parts of zones in all files of a preview: what then is held stays below 4 MB."""
MOST_TOLD = 200
"""Problems that are told at once."""

SAID = {"site": "cause", "evidence": "finding", "red_flag": "red flag"}
"""Kinds of record by another word than the file's."""
FIRST: tuple[Kind, ...] = ("region", "site", "zone")
"""What is shown first of a file that holds several things."""

_log = logging.getLogger(__name__)

UNREADABLE = (
    "must be a map that can be read; reading it stopped, and why is not known. "
    "Take half of its records out, to see which half is at fault, and please report it"
)


class Preview:
    """Somebody's files, in order, with the map they are joined with.

    Parameters
    ----------
    own
        The files.
    shipped
        What the server shows everybody.
    counts
        How many records of each kind the files hold.
    warnings
        What should be better in them.
    """

    def __init__(
        self,
        own: Sequence[Reading],
        shipped: PointMap,
        counts: Mapping[str, int],
        warnings: Sequence[str] = (),
    ) -> None:
        own = [one._replace(outline=Outline("")) for one in own]  # their lines were for the check
        self.names = tuple(str(one.path) for one in own)
        self.map = PointMap([*shipped.readings, *own])
        self.counts = counts
        self.warnings = tuple(warnings[:MOST_TOLD])
        self._stories = tuple(PointMap(own).stories)
        self._quizzes = tuple(PointMap(own).quizzes)

    def on(self, base: Atlas) -> Atlas:
        """The atlas of a body with these files in it.

        Parameters
        ----------
        base
            What everybody sees of that body; its geometry is used as it is.

        Raises
        ------
        DataError
            If something cannot be placed on that body.
        """
        made = Atlas(base.body, self.map)
        held = made.__dict__  # in place of what would be worked out
        known = {zone.id: zone for zone in base.zones}
        held["zones"] = tuple(known.get(zone.id, zone) for zone in made.zones)
        held["packs"] = OwnPacks(made, base)
        alike = {key: base.entries.get(key) for key in made.entries}
        held["entries"] = {
            key: alike[key] if alike[key] == entry else entry for key, entry in made.entries.items()
        }
        return made.solve()

    def told(self, atlas: Atlas, base: Atlas) -> dict[str, Any]:
        """What the page says of it, and what is new in it."""
        new = [entry for entry in atlas.entries.values() if entry.id not in base.entries]
        order = sorted(new, key=lambda e: FIRST.index(e.kind) if e.kind in FIRST else len(FIRST))
        return {
            "names": list(self.names),
            "held": _held(self.counts),
            "warnings": list(self.warnings),
            "ids": [entry.id for entry in new],
            "first": order[0].id if order else "",
            "stories": list(self._stories),
            "quizzes": list(self._quizzes),
        }


class Previewed:
    """Somebody's files on one body: an edition of its own, on top of the one everybody has.

    Parameters
    ----------
    shown
        The files.
    base
        The edition of the body.

    Attributes
    ----------
    atlas
        The body with these files in it.
    added
        What its first file has beyond the one everybody has, and under `preview` what is said of it.
    """

    def __init__(self, shown: Preview, base: Edition) -> None:
        self.atlas = shown.on(base.atlas)
        usual, own = base.start(), base.start(self.atlas)
        self.added = {key: value for key, value in own.items() if value != usual[key] and key != "entries"}
        entries = own["entries"].items()
        self.added["entries"] = {key: brief for key, brief in entries if usual["entries"].get(key) != brief}
        self.added["search"] = search_words(self.atlas)
        self.added["preview"] = shown.told(self.atlas, base.atlas)

    def geometry(self, address: object) -> bytes | None:
        """The geometry of something new, by its address."""
        packs = self.atlas.packs
        return packs.own.get(str(address)) if isinstance(packs, OwnPacks) else None


class OwnPacks(Packs):
    """The draw groups everybody has, and beside them those of one visitor, made at once.

    Attributes
    ----------
    own
        The visitor's, by their address: a page asks for them over its websocket, and nobody else can.
    """

    def __init__(self, atlas: Atlas, base: Atlas) -> None:
        self._shipped = base.packs
        places = Places(
            {key: value for key, value in atlas.sites.items() if key not in base.sites},
            {key: value for key, value in atlas.regions.items() if key not in base.regions},
            {zone.id: zone for zone in atlas.zones if zone.id not in base.entries},
            {},
            atlas.map.digest,
        )
        super().__init__(atlas.body, places)
        own, drawn = Packs(atlas.body, places), {*places.sites, *places.regions, *places.zones}
        packs = {_address(pack): pack for pack in own.all if drawn.issuperset(pack.ids)}
        self.own = {address: own.read(pack.group) for address, pack in packs.items()}
        self._listed = tuple(
            pack._replace(group=f"own-{pack.group}", url=address) for address, pack in packs.items()
        )

    @cached_property
    def all(self) -> tuple[Pack, ...]:
        """Every group: the shipped ones, which the page has already, then one's own."""
        return (*self._shipped.all, *self._listed)


class Checked(NamedTuple):
    """What came of a check: the preview, or every problem."""

    preview: Preview | None
    problems: tuple[str, ...]


def checked(files: Sequence[Sent], shipped: PointMap) -> Checked:
    """Check somebody's files against what is shipped, as `sciatica-atlas check` does."""
    try:
        return _checked(files, shipped)
    except DataError as error:
        return Checked(None, error.problems)
    except Exception as error:  # whatever a file holds, its sender is told and the server goes on
        _log.warning("a preview could not be made: %s", type(error).__name__)
        names = ", ".join(file.name for file in files)
        return Checked(None, (f"{names}: {UNREADABLE}",))


def _checked(files: Sequence[Sent], shipped: PointMap) -> Checked:
    large = [
        f"{file.name}: must be at most {LARGEST:,} bytes; got {file.size:,}. Split it"
        for file in files
        if file.data is None
    ]
    own = [parse(Path(file.name), file.data) for file in files if file.data is not None]
    if (places := sum(_places(one) for one in own)) > MOST_PLACES:
        told = f"must hold at most {MOST_PLACES} places together for a preview; got {places}. Choose fewer"
        return _failed([*large, f"{', '.join(file.name for file in files)}: {told}"])
    report = report_of(own, shipped.readings)
    problems = [*large, *report.problems]
    return (
        _failed(problems) if problems else Checked(Preview(own, shipped, report.counts, report.warnings), ())
    )


def _failed(problems: Sequence[str]) -> Checked:
    more = len(problems) - MOST_TOLD
    return Checked(None, (*problems[:MOST_TOLD], *([f"and {more} more problems"] if more > 0 else [])))


def _places(one: Reading) -> int:
    file = one.content
    if not file:
        return 0
    return len(file.region) + len(file.guide) + len(file.site) + sum(len(zone.part) for zone in file.zone)


def _address(pack: Pack) -> str:
    return f"preview/{pack.url.rpartition('/')[2]}"


def _held(counts: Mapping[str, int]) -> str:
    """'1 region, 1 cause'."""
    kinds = sorted(counts, key=lambda kind: (kind not in FIRST, kind == "source"))
    held = {SAID.get(kind, kind.replace("_", " ")): counts[kind] for kind in kinds if kind != "file"}
    return ", ".join(f"{count} {_named(kind, count)}" for kind, count in held.items()) or "no records"


def _named(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"
