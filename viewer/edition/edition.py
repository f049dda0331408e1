"""What a page can know ahead of one atlas, as files under names that change with what they are made from."""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from threading import Event, Lock
from typing import Any

from models.catalogue import Body
from point_maps.maps import PointMap
from point_maps.records.statements import VOICES, Voice
from viewer.atlas import Atlas
from viewer.atlas.formats import laid
from viewer.edition import relations, start, words
from viewer.edition.compact_json import Json, compact
from viewer.edition.search_words import search_words
from viewer.edition.walks import courses

CODE = Path(__file__).parents[2]
HASH_LENGTH = 12
START = "start.json"

FIRST_VOICE: Voice = "student"
"""In whose words a page opens."""


class Ended(Exception):
    """A file was not made to its end: nobody waits for it any more."""


def linked(bodies: Sequence[Body], point_map: PointMap, home: str) -> tuple[start.BodyLink, ...]:
    """The bodies one can go to, each with its first file: `edition/<body>/<hash>/start.json`.

    The hash is of everything the files are made from, and not of what they hold: so an address is known long
    before its file is made. It is of all these bodies, as the first file of each leads to the others.

    Parameters
    ----------
    bodies
        The bodies, in the order they are offered.
    point_map
        What lies on them.
    home
        The body that an address without one means.
    """
    sums = (structure.sha256 for body in bodies for structure in body.structures.values())
    manifests = (body.manifest.model_dump_json() for body in bodies)
    lying = (path for body in bodies for path in (*body.causes.values(), *body.pictures.values()))
    drawn = (path.read_bytes().hex() for path in lying)
    made_from = _hash([home, *manifests, *sums, *drawn, point_map.digest, _code()])
    return tuple(
        start.BodyLink(body.id, body.manifest.title, f"edition/{body.id}/{made_from}/{START}")
        for body in bodies
    )


def edition(atlas: Atlas, bodies: Sequence[start.BodyLink], home: str) -> dict[str, bytes]:
    """Every file a page of this body can ask for, by its address: the only list of what is sent.

    Parameters
    ----------
    atlas
        The body with its map.
    bodies
        The bodies one can go to, this one included, as `linked` names them.
    home
        The body that an address without one means.
    """
    whole = Edition(atlas, bodies, home)
    return {address: gzip.decompress(whole.packed(address)) for address in whole.addresses}


class Edition:
    """The files of one atlas, each made when it is first asked for and held compressed.

    Parameters
    ----------
    atlas
        The body with its map.
    bodies
        The bodies one can go to, this one included, as `linked` names them.
    home
        The body that an address without one means.

    Attributes
    ----------
    addresses
        Relative to the page, the same on a server and in a folder; what a page asks for first comes first.
    """

    def __init__(self, atlas: Atlas, bodies: Sequence[start.BodyLink], home: str) -> None:
        self.atlas = atlas
        self._bodies, self._home = bodies, home
        own = next(link.start for link in bodies if link.id == atlas.body.id)
        self._folder = own.removesuffix(f"/{START}")
        spoken = sorted(VOICES, key=lambda voice: voice != FIRST_VOICE)
        self._packs = {pack.url: pack.group for pack in atlas.packs.all}
        self._written: Mapping[str, Callable[[], Json]] = {
            self.address(START): lambda: self.start().items(),
            self.files["relations"]: lambda: relations.relations(atlas),
            self.files["search"]: lambda: search_words(atlas).items(),
            **{self.files["words"][voice]: partial(words.words, atlas, voice) for voice in spoken},
            self.files["courses"]: lambda: courses(atlas),
            self.files["formats"]: lambda: laid(atlas.body, atlas.map.balance.formats),
        }
        lying = (one for cause in atlas.changes.values() for one in (cause.file, cause.picture) if one)
        self._lying = {one.url: one.path for one in lying}
        first, *others = self._written
        self.addresses = (first, *self._packs, *others, *self._lying)
        self._held: dict[str, bytes] = {}
        self._locks = {address: Lock() for address in self._written}

    def address(self, name: str) -> str:
        """The address of one of its files by its plain name."""
        return f"{self._folder}/{name}"

    @property
    def files(self) -> Mapping[str, Any]:
        """The addresses a page learns from the first file."""
        return {
            "relations": self.address("relations.json"),
            "search": self.address("search.json"),
            "courses": self.address("courses.json"),
            "formats": self.address("formats.json"),
            "words": {voice: self.address(f"words-{voice}.json") for voice in VOICES},
        }

    def start(self, atlas: Atlas | None = None) -> dict[str, Any]:
        """What the first file holds, of this atlas or of another one on the same body."""
        return start.start(atlas or self.atlas, self._bodies, self._home, self.files)

    def packed(self, address: str, ended: Event | None = None) -> bytes:
        """A file, compressed with gzip. To make it takes up to some seconds; any thread may ask.

        Parameters
        ----------
        address
            One of `addresses`.
        ended
            Set where nobody waits for it any more.

        Raises
        ------
        KeyError
            If the edition has no such file.
        Ended
            If it was given up.
        """
        if address in self._packs:
            return self.atlas.packs.packed(self._packs[address])
        if address in self._lying:
            return gzip.compress(self._lying[address].read_bytes(), 1, mtime=0)  # small as it is
        with self._locks[address]:
            if address not in self._held:
                self._held[address] = _gzipped(_until(ended, self._written[address]()))
            return self._held[address]


def _until(ended: Event | None, members: Json) -> Json:
    for member in members:
        if ended and ended.is_set():
            raise Ended
        yield member


def _gzipped(members: Json) -> bytes:
    """A JSON object, compressed. It is written part by part, so that other threads get their turn."""
    return gzip.compress(b"".join(compact(members)), 6, mtime=0)


@cache
def _code() -> str:
    """The hash of the code and the tables that write the files."""
    rooms = (CODE / room for room in ("viewer", "point_maps", "models"))
    files = [path for room in rooms for kind in ("*.py", "*.toml") for path in room.rglob(kind)]
    known = sorted(path for path in files if "pipeline" not in path.parts and "data" not in path.parts)
    return _hash(path.read_text("utf-8") for path in known)


def _hash(parts: Iterable[str]) -> str:
    content = hashlib.sha256()
    for part in parts:
        content.update(part.encode() + b"\0")
    return content.hexdigest()[:HASH_LENGTH]
