"""The point map: every shipped record and those of extra files, joined and checked."""

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from models.records import DataError
from point_maps.balance import Balance
from point_maps.checking.gathering import Entry
from point_maps.checking.on_disk import listed
from point_maps.checking.reading import Reading, read
from point_maps.checking.sense import problems_of
from point_maps.records.learning import Evidence, Precaution, RedFlag, Remark, Sign, Treatment
from point_maps.records.nerves import NerveCard
from point_maps.records.quizzes import Quiz
from point_maps.records.regions import Guide, PointRegion
from point_maps.records.sites import CompressionSite
from point_maps.records.sources import Source
from point_maps.records.stories import Story
from point_maps.records.variants import VariantCard
from point_maps.records.zones import Zone
from point_maps.schema import MapFile

DATA = Path(__file__).parent / "data"
"""The shipped map files."""

_log = logging.getLogger(__name__)


class PointMap:
    """Everything the map files hold, by id, in the order of the files.

    Attributes
    ----------
    readings
        The files it was made from.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self._files: list[MapFile] = [reading.content for reading in readings if reading.content]

    @cached_property
    def sites(self) -> dict[str, CompressionSite]:
        """Compression sites by id."""
        return {record.id: record for file in self._files for record in file.site}

    @cached_property
    def regions(self) -> dict[str, PointRegion]:
        """Point regions by code."""
        return {record.code: record for file in self._files for record in file.region}

    @cached_property
    def guides(self) -> dict[str, Guide]:
        """Points that only serve to measure others by, by code."""
        return {record.code: record for file in self._files for record in file.guide}

    @cached_property
    def nerves(self) -> dict[str, NerveCard]:
        """What each stretch of the nerve is, by its id without a side."""
        return {record.id: record for file in self._files for record in file.nerve}

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """Areas of skin that a root or branch mostly serves, by id without a side."""
        return {record.id: record for file in self._files for record in file.zone}

    @cached_property
    def variants(self) -> dict[str, VariantCard]:
        """Anatomical variants by id."""
        return {record.id: record for file in self._files for record in file.variant}

    @cached_property
    def signs(self) -> dict[str, Sign]:
        """Signs by id."""
        return {record.id: record for file in self._files for record in file.sign}

    @cached_property
    def treatments(self) -> dict[str, Treatment]:
        """Treatments by id."""
        return {record.id: record for file in self._files for record in file.treatment}

    @cached_property
    def precautions(self) -> dict[str, Precaution]:
        """What to think of before a needle and after one, by id."""
        return {record.id: record for file in self._files for record in file.precaution}

    @cached_property
    def red_flags(self) -> dict[str, RedFlag]:
        """Signs that need a clinician soon, by id."""
        return {record.id: record for file in self._files for record in file.red_flag}

    @cached_property
    def remarks(self) -> dict[str, Remark]:
        """What is said about things the atlas draws that have no record of their own, by id."""
        return {record.id: record for file in self._files for record in file.remark}

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Findings about acupuncture in sciatica, by id."""
        return {record.id: record for file in self._files for record in file.evidence}

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Walks through the atlas, by id."""
        return {record.id: record for file in self._files for record in file.story}

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """Questions that somebody prepared, by id."""
        return {record.id: record for file in self._files for record in file.quiz}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {record.id: record for file in self._files for record in file.source}

    @cached_property
    def balance(self) -> Balance:
        """The tables of the Balance Method, and questions to them."""
        return Balance(self._files)

    @cached_property
    def digest(self) -> str:
        """Sha256 of the content, in hex: the same records give the same digest."""
        content = [file.model_dump(mode="json") for file in self._files]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def file_of(self, key: str) -> str:
        """Name the file that holds a site, region, guide or zone.

        Raises
        ------
        KeyError
            If no file holds it.
        """
        return str(self._origins[key].reading.path)

    def where(self, key: str, field: str) -> str:
        """Say where a key of a site, region, guide or zone stands: 'own.toml, line 12: region OWN-1, anchor'.

        Raises
        ------
        KeyError
            If no file holds such a record.
        """
        entry = self._origins[key]
        line = entry.line(field)
        return f"{self.file_of(key)}{f', line {line}' if line else ''}: {entry.place}, {field}"

    @cached_property
    def _origins(self) -> dict[str, Entry]:
        return {
            entry.key: entry
            for reading in self.readings
            for sound in reading.sound
            if sound.kind in ("site", "region", "guide", "zone")
            for entry in [Entry(reading, *sound)]
        }

    def source(self, mention: str) -> Source:
        """The source a mention such as 'who-2008:LU7' names.

        Raises
        ------
        KeyError
            If there is no such source.
        """
        return self.sources[mention.partition(":")[0]]


def files(paths: Sequence[Path]) -> list[Path]:
    """List files, and the .toml files in folders, in the order of their names, each once.

    Hidden, editors' and systems' files in a folder are left out; `on_disk.listed` tells which.
    """
    return list(listed(paths).files)


def shipped_beside(own: Sequence[Path]) -> list[Path]:
    """List the shipped files, without those that somebody's own stand in for.

    A file at point_maps/data/… is the same file in another place, such as a checkout
    beside the installed package, and takes the place of the shipped one.
    """
    places = [path.resolve().parts for path in own]
    return [path for path in files([DATA]) if not any(_ends(parts, _name(path)) for parts in places)]


def _ends(parts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return parts[-len(name) :] == name


def _name(shipped: Path) -> tuple[str, ...]:
    """How a shipped file is called wherever the project lies: ("point_maps", "data", "balance.toml")."""
    return shipped.resolve().parts[len(DATA.resolve().parts) - 2 :]


def load(extra: Sequence[Path] = ()) -> PointMap:
    """Load the shipped map files and somebody's own.

    Parameters
    ----------
    extra
        Files, or folders of .toml files, added to what is shipped.

    Raises
    ------
    DataError
        With every problem of every file.

    Notes
    -----
    What is passed over in a folder is logged in one line. Words are looked through where files are added:
    those of the shipped ones are for `sciatica-atlas check`, before they are shipped.
    """
    listing = listed(extra)
    msg = "point maps"
    if extra and not listing.files:
        names, got = ", ".join(map(str, extra)), listing.nothing
        raise DataError(
            msg, [f"{names}: must hold at least one .toml file; got {got}. Name a file, or another folder"]
        )
    if listing.said:
        _log.warning("%s: %s", ", ".join(map(str, extra)), listing.said)
    readings = [read(path) for path in [*shipped_beside(listing.files), *listing.files]]
    if problems := problems_of(readings, wording=bool(extra)):
        raise DataError(msg, map(str, problems))
    return PointMap(readings)
