"""Joins one body and one point map into what the page lists, finds, draws and explains."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist
from typing import Literal, TypeVar

from models.catalogue import Body, Nerve, Point, Structure
from point_maps.maps import PointMap
from point_maps.placed import PlacedRegion, PlacedSite, Placement
from viewer import views
from viewer.packs import Packs
from viewer.state import LAYER_OF
from viewer.views import View

Placed = TypeVar("Placed", PlacedRegion, PlacedSite)
Kind = Literal["skin", "bone", "disc", "muscle", "nerve", "site", "region"]


@dataclass(frozen=True)
class Entry:
    """One thing a person can point at: a structure, a compression site or a point region.

    `centre` is LPS, mm; `reach` is how far it extends from there, mm. `facing`
    is the azimuth and elevation it is best seen from, degrees, where there is one.
    With `cut`, what lies more than so many mm in front of it is not drawn when it
    is flown to: the other leg would stand in the way. `words` are further names to find it by.
    """

    id: str
    name: str
    detail: str
    side: str
    kind: Kind
    layer: str
    shelf: str
    centre: Point
    reach: float
    facing: tuple[float, float] | None
    cut: float | None
    words: tuple[str, ...]


class Atlas:
    """A body with the places of a map on it.

    Parameters
    ----------
    body
        The body.
    point_map
        The sites, regions and tables.
    placement
        The sites and regions, placed on this body.
    """

    def __init__(self, body: Body, point_map: PointMap, placement: Placement) -> None:
        self.body = body
        self.map = point_map
        self.placement = placement
        self.sites = _apart(placement.sites, body.structures, "site")
        self.regions = _apart(placement.regions, body.structures, "region")
        self.views = views.named(body)
        self.packs = Packs(body, self.sites, self.regions, point_map.digest)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Everything a person can point at, by id, in the order it is listed."""
        made = [*self._nerves(), *self._sites(), *self._regions(), *self._structures()]
        return {entry.id: entry for entry in made}

    def other_side(self, entry: str) -> str | None:
        """The same thing on the other side, if there is one."""
        stem, _, side = entry.rpartition(".")
        other = f"{stem}.{'right' if side == 'left' else 'left'}"
        return other if side in ("left", "right") and other in self.entries else None

    def _nerves(self) -> Iterable[Entry]:
        for nerve in self.body.manifest.nerves:
            card = self.map.nerves.get(nerve.id.rpartition(".")[0])
            words = (card.plain_name, *card.also_called) if card else ()
            yield self._structure(
                self.body.structures[nerve.id], ", ".join(nerve.roots), words, _middle(nerve)
            )

    def _structures(self) -> Iterable[Entry]:
        for structure in self.body.structures.values():
            if structure.id not in self.body.nerves:
                yield self._structure(structure, structure.latin, (), None)

    def _structure(
        self, structure: Structure, detail: str, words: Sequence[str], centre: Point | None
    ) -> Entry:
        low, high = structure.bounds[::2], structure.bounds[1::2]
        middle = _point((a + b) / 2 for a, b in zip(low, high, strict=True))
        return Entry(
            id=structure.id,
            name=structure.name,
            detail=detail,
            side=structure.side,
            kind=structure.system,
            layer=LAYER_OF[structure.system],
            shelf=structure.group.partition(".")[0],
            centre=centre or middle,
            reach=dist(low, high) / 2,
            facing=None,
            cut=None,
            words=(structure.latin, *structure.also_called, *words),
        )

    def _sites(self) -> Iterable[Entry]:
        for key, placed in self.sites.items():
            site = placed.site
            yield Entry(
                id=key,
                name=site.plain_name,
                detail=site.name,
                side=placed.side,
                kind="site",
                layer="sites",
                shelf=site.cause,
                centre=_point(placed.centre),
                reach=45.0,
                facing=self._facing(placed),
                cut=None,
                words=(site.name, site.latin or "", site.cause, site.level or "", *site.also_called),
            )

    def _regions(self) -> Iterable[Entry]:
        for key, placed in self.regions.items():
            region = placed.region
            yield Entry(
                id=key,
                name=f"{region.code} {region.pinyin}",
                detail=f"{region.chinese} · {region.plain_name}",
                side=placed.side,
                kind="region",
                layer="regions",
                shelf=region.channel,
                centre=_point(placed.centre),
                reach=60.0,
                facing=views.angles(*_point(placed.normal)),
                cut=_cut(placed),
                words=(region.code, region.pinyin, region.chinese, region.plain_name, *region.also_called),
            )

    def _facing(self, placed: PlacedSite | PlacedRegion) -> tuple[float, float]:
        """From where the nearest named part is seen."""
        centre = _point(placed.centre)
        side = placed.side if placed.side in ("left", "right") else "left"
        close = min((self.views[name][side] for name in _PARTS), key=lambda view: dist(view.focal, centre))
        return _from(close)


CLEARANCE = 70.0
"""Between the legs there are so many mm to see an inner ankle in."""

_PARTS = ("lower-back", "buttock", "knee", "wrist", "inner-ankle")


def _from(view: View) -> tuple[float, float]:
    return view.azimuth, view.elevation


def _apart(placed: Mapping[str, Placed], taken: Collection[str], word: str) -> dict[str, Placed]:
    """Places by an id that no structure has: one's own map may name a place after a muscle."""
    return {
        f"{key.rpartition('.')[0]}-{word}.{place.side}" if key in taken else key: place
        for key, place in placed.items()
    }


def _cut(placed: PlacedRegion) -> float | None:
    """Clear the view of a region on the inner side of a leg."""
    inward = placed.normal[0] * placed.centre[0] < 0
    return CLEARANCE if inward and placed.region.anchor.limb == "lower-leg" else None


def _middle(nerve: Nerve) -> Point:
    return nerve.centreline[len(nerve.centreline) // 2]


def _point(values: Iterable[float]) -> Point:
    x, y, z = (float(value) for value in values)
    return (x, y, z)


def by_shelf(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Entries by shelf, in the order they come."""
    shelves: dict[str, list[Entry]] = {}
    for entry in entries:
        shelves.setdefault(entry.shelf, []).append(entry)
    return shelves
