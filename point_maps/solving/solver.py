"""One side of one body: where the records of a map lie."""

import numpy as np

from point_maps.maps import PointMap
from point_maps.records.anchors import NerveAnchor
from point_maps.solving.frames import Vector
from point_maps.solving.placed import PlacedRegion, PlacedSite, Point, Side
from point_maps.solving.places import Places, Surfaces
from point_maps.solving.surfaces import closest_on_line
from point_maps.words import CONTINUES, Nerve, onward

DOWN = np.array([0.0, 0.0, -1.0])
"""Along the spine, toward the feet."""


class Solver:
    """Places the records of a map on one side of a body."""

    def __init__(self, point_map: PointMap, surfaces: Surfaces, side: Side) -> None:
        self.map = point_map
        self.body = surfaces.body
        self.side = side
        self.places = Places(point_map, surfaces, side)

    def region(self, code: str) -> PlacedRegion:
        """Place a region.

        Raises
        ------
        MissingError
            If the body lacks something its anchor needs.
        """
        record = self.map.regions[code]
        spot = self.places.spot(code)
        name = f"{code} {record.pinyin} {record.chinese}"
        centre, normal = _point(spot.centre), _point(spot.normal)
        radius = record.radius.mm
        needles = tuple(map(_point, self.places.needles(record, spot)))
        self.places.all_there(record.beside, "beside")
        return PlacedRegion(
            f"{code}.{self.side}", code, name, self.side, centre, normal, radius, spot.cun, record,
            needles[0], needles,
        )  # fmt: skip

    def site(self, key: str) -> PlacedSite:
        """Place a compression site.

        Raises
        ------
        MissingError
            If the body lacks something its anchor needs.
        """
        record = self.map.sites[key]
        anchor = record.anchor
        if isinstance(anchor, NerveAnchor):
            centre, direction, reached = self.places.on_nerve(anchor)
            spared = self._left_before(anchor.nerve, reached)
        else:
            centre, direction, spared = self.places.at(anchor.at, "trunk"), DOWN, []
        nerves = onward(record.nerves, spared)
        sides: tuple[Side, ...] = ("left", "right") if self.side == "midline" else (self.side,)
        return PlacedSite(
            id=f"{key}.{self.side}",
            name=record.name,
            side=self.side,
            centre=_point(centre),
            direction=_point(direction),
            level=record.level,
            roots=record.roots,
            nerves=tuple(f"{nerve}.{side}" for side in sides for nerve in record.nerves),
            path=tuple(nerve for side in sides for nerve in self._carrying(nerves, record.roots, side)),
            site=record,
        )

    def _left_before(self, nerve: Nerve, reached: float) -> list[Nerve]:
        """The branches that leave a nerve before a place on it, and so are spared there."""
        line = self.places.centreline(nerve)
        starts = {branch: self.places.centreline(branch)[0] for branch in CONTINUES.get(nerve, ())}
        return [branch for branch, start in starts.items() if sum(closest_on_line(line, start)) < reached]

    def _carrying(self, nerves: tuple[Nerve, ...], roots: tuple[str, ...], side: str) -> list[str]:
        """Those of some nerves of this body that carry fibres of some roots."""
        keys = [f"{nerve}.{side}" for nerve in nerves]
        return [
            key for key in keys if key in self.body.nerves and set(roots) & set(self.body.nerves[key].roots)
        ]


def _point(vector: Vector) -> Point:
    x, y, z = (float(value) for value in vector)
    return x, y, z
