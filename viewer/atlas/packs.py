"""The geometry as it is sent: one file for each draw group, named by its content."""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from models import mesh
from models.catalogue import Body, Line, Structure
from point_maps.solving.patch import marker, patch
from point_maps.solving.placed import PlacedRegion, PlacedSite
from point_maps.solving.zones import PlacedPlace, PlacedZone
from viewer.atlas import gravity_line, skin_zones
from viewer.atlas.layers import LAYER_OF

HASH_LENGTH = 12
PLACE = 1500
"""About how many bytes a place on the body takes, or a zone on it."""


class Pack(NamedTuple):
    """One draw group.

    Attributes
    ----------
    group, layer, variant
        Its name, and what it is shown with.
    url
        Its address, relative to the page.
    ids
        Its entries in the order of its pieces.
    size
        About how many bytes there are to fetch.
    """

    group: str
    layer: str
    variant: str
    url: str
    ids: tuple[str, ...]
    size: int = 0


class Places(NamedTuple):
    """What lies on a body and is drawn with it, by id.

    `zones` are all patches of skin, painful places among them. `digest` is what the placement was made
    from, as hex: a new map makes new addresses.
    """

    sites: Mapping[str, PlacedSite]
    regions: Mapping[str, PlacedRegion]
    zones: Mapping[str, PlacedZone | PlacedPlace]
    lines: Mapping[str, Line]
    digest: str


class Packs:
    """All draw groups of one body and the places on it.

    Structures of a group are joined, except that variants and the translucent dura
    are apart from the rest. Each side of sites, regions and zones is a group.
    """

    def __init__(self, body: Body, places: Places) -> None:
        self._body = body
        self._places = places
        self._made: dict[str, bytes] = {}
        self._packed: dict[str, bytes] = {}

    @cached_property
    def all(self) -> tuple[Pack, ...]:
        """Every group, the body first, in the order of its manifest."""
        places = self._places
        return (
            *self._structures(),
            *self._on_body("sites", places.sites),
            *self._on_body("regions", places.regions),
            *self._on_body("zones", places.zones),
            *self._on_body("load-line", places.lines),
        )

    def read(self, group: str) -> bytes:
        """The file of a group, made once: what `mesh.join` writes, or for zones `skin_zones.pack`.

        Raises
        ------
        KeyError
            If there is no such group.
        """
        if group not in self._made:
            pack = next((pack for pack in self.all if pack.group == group), None)
            if pack is None:
                raise KeyError(group)
            self._made[group] = self._make(pack)
        return self._made[group]

    def packed(self, group: str) -> bytes:
        """The same compressed with gzip, once: meshes are packed already, zones are not.

        Raises
        ------
        KeyError
            If there is no such group.
        """
        if group not in self._packed:
            self._packed[group] = gzip.compress(self.read(group), 6, mtime=0)
        return self._packed[group]

    def _make(self, pack: Pack) -> bytes:
        if pack.layer == "zones":
            return skin_zones.pack([self._places.zones[entry] for entry in pack.ids])
        return mesh.join([self._piece(pack.layer)(entry) for entry in pack.ids])

    def _structures(self) -> Iterable[Pack]:
        groups: dict[str, list[Structure]] = {}
        layers: dict[str, str] = {}
        for structure in self._body.structures.values():
            group, layer = _group(structure), LAYER_OF[structure.system]
            first = layers.setdefault(group, layer)
            groups.setdefault(group if layer == first else f"{group}.{layer}", []).append(structure)
        for group, members in groups.items():
            url = self._url(group, [member.sha256 for member in members])
            layer, variant = LAYER_OF[members[0].system], members[0].variant or ""
            size = sum(self._body.path(member.id).stat().st_size for member in members)
            yield Pack(group, layer, variant, url, tuple(member.id for member in members), size)

    def _on_body(self, layer: str, placed: Mapping[str, Any]) -> list[Pack]:
        """What lies on the body in one layer, one group for each side."""
        sides: dict[str, list[str]] = {}
        for entry in placed:
            side = entry.rpartition(".")[2]
            sides.setdefault(f"{layer}.{side}" if side in ("left", "right") else layer, []).append(entry)
        sums = [self._places.digest, *(structure.sha256 for structure in self._body.structures.values())]
        if layer == "zones":
            sums.append(skin_zones.digest(tuple(self._places.zones.values())))
        return [
            Pack(group, layer, "", self._url(group, [*sums, *ids]), tuple(ids), PLACE * len(ids))
            for group, ids in sides.items()
        ]

    def _url(self, group: str, sums: Sequence[str]) -> str:
        content = hashlib.sha256("\n".join([group, *sums]).encode()).hexdigest()
        kind = "bin" if group.startswith("zones") else "pack"
        return f"geometry/{self._body.id}/{group}.{content[:HASH_LENGTH]}.{kind}"

    def _piece(self, layer: str) -> Callable[[str], bytes]:
        if layer == "sites":
            return lambda entry: mesh.encode(marker(self._places.sites[entry]))
        if layer == "regions":
            return lambda entry: mesh.encode(patch(self._body, self._places.regions[entry]))
        if layer == "load-line":
            return lambda entry: mesh.encode(gravity_line.dashes(np.array(self._places.lines[entry].points)))
        return lambda entry: self._body.path(entry).read_bytes()


def _group(structure: Structure) -> str:
    """What a structure is drawn with: its own group, apart where it is a variant or see-through."""
    variant = structure.variant if structure.variant not in structure.group.split(".") else None
    parts = [structure.group, variant, "sheer" if structure.system == "dura" else None]
    return ".".join(part for part in parts if part)
