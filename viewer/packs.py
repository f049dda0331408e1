"""The geometry as it is sent: one file for each draw group, named by its content."""

import gzip
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from models import mesh
from models.catalogue import Body
from point_maps.patch import marker, patch
from point_maps.placed import PlacedRegion, PlacedSite
from viewer.state import LAYER_OF

HASH_LENGTH = 12


class Pack(NamedTuple):
    """One draw group: the layer it belongs to, its address, and its entries in the order of its pieces."""

    group: str
    layer: str
    url: str
    ids: tuple[str, ...]


class Packs:
    """All draw groups of one body and the places on it.

    Parameters
    ----------
    body
        The body; a group of structures is their files, joined.
    sites, regions
        The places on it, by id; each side of each is a group.
    digest
        What the placement was made from, as hex: a new map makes new addresses.
    """

    def __init__(
        self, body: Body, sites: Mapping[str, PlacedSite], regions: Mapping[str, PlacedRegion], digest: str
    ) -> None:
        self._body = body
        self._sites = sites
        self._regions = regions
        self._digest = digest
        self._made: dict[str, bytes] = {}
        self._packed: dict[str, bytes] = {}

    @cached_property
    def all(self) -> tuple[Pack, ...]:
        """Every group, the body first, in the order of its manifest."""
        return (
            *self._structures(),
            *self._places("sites", self._sites),
            *self._places("regions", self._regions),
        )

    def read(self, group: str) -> bytes:
        """The .vtp file of a group, made once.

        Raises
        ------
        KeyError
            If there is no such group.
        """
        if group not in self._made:
            pack = next((pack for pack in self.all if pack.group == group), None)
            if pack is None:
                raise KeyError(group)
            self._made[group] = mesh.join([self._piece(pack.layer)(entry) for entry in pack.ids])
        return self._made[group]

    def packed(self, group: str) -> bytes:
        """The same compressed with gzip, once: the meshes are packed already, their XML is not.

        Raises
        ------
        KeyError
            If there is no such group.
        """
        if group not in self._packed:
            self._packed[group] = gzip.compress(self.read(group), 6, mtime=0)
        return self._packed[group]

    def _structures(self) -> list[Pack]:
        groups: dict[str, list[str]] = {}
        for structure in self._body.structures.values():
            groups.setdefault(structure.group, []).append(structure.id)
        return [self._pack(group, ids) for group, ids in groups.items()]

    def _pack(self, group: str, ids: Sequence[str]) -> Pack:
        members = [self._body.structures[entry] for entry in ids]
        sums = [member.sha256 for member in members]
        return Pack(group, LAYER_OF[members[0].system], self._url(group, sums), tuple(ids))

    def _places(self, layer: str, placed: Mapping[str, PlacedSite | PlacedRegion]) -> list[Pack]:
        """The sites or the regions, one group for each side."""
        sides: dict[str, list[str]] = {}
        for entry in placed:
            sides.setdefault(entry.rpartition(".")[2], []).append(entry)
        sums = [self._digest, *(structure.sha256 for structure in self._body.structures.values())]
        return [
            Pack(f"{layer}.{side}", layer, self._url(f"{layer}.{side}", [*sums, *ids]), tuple(ids))
            for side, ids in sides.items()
        ]

    def _url(self, group: str, sums: Sequence[str]) -> str:
        content = hashlib.sha256("\n".join([group, *sums]).encode()).hexdigest()
        return f"geometry/{self._body.id}/{group}.{content[:HASH_LENGTH]}.vtp"

    def _piece(self, layer: str) -> Callable[[str], bytes]:
        if layer == "sites":
            return lambda entry: mesh.encode(marker(self._sites[entry]))
        if layer == "regions":
            return lambda entry: mesh.encode(patch(self._body, self._regions[entry]))
        return lambda entry: self._body.path(entry).read_bytes()
