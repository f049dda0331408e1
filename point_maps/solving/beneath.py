"""What lies under a region on a body: what its needle meets, and how far away nerves and vessels lie.

All lengths are millimetres on the body shown. Only numpy is used; each structure is read once.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from models.catalogue import Body, Structure
from point_maps.records.regions import Way
from point_maps.solving.frames import Vector
from point_maps.solving.placed import PlacedRegion, Point
from point_maps.solving.places import Surfaces
from point_maps.solving.shapes import Shape
from point_maps.solving.triangles import nearest_on_segment

CLOSE = 8.0
"""What passes the needle by no more than this, mm, is told."""
ASSUMED = 12.0
"""How deep to look where sources give no depth, mm."""
ACROSS = 60.0
"""How deep to look for bone, and for what is beside, mm: through any limb."""
ALONG, SLICE = 12.0, 4.0
"""The middle of a vessel is that of its wall within so many mm, slice by slice of so many mm."""
AT_RISK = frozenset({"nerve", "artery", "vein"})
SOFT = AT_RISK | {"tendon"}


class Met(NamedTuple):
    """Something a needle meets or passes close by.

    Attributes
    ----------
    structure
        Its id, with the side.
    depth
        mm along the needle from the skin to where it enters the structure, or passes it nearest.
    aside
        mm between the needle and the structure's surface; 0 where it goes through.
    """

    structure: str
    depth: float
    aside: float


class Apart(NamedTuple):
    """How far away a nerve or vessel lies.

    Attributes
    ----------
    structure
        Its id, with the side.
    depth, aside
        mm along the needle's line from the skin to where the structure's middle line comes nearest, and mm
        between the two lines there.
    gap
        mm from the region's centre on the skin to the structure's surface, the shortest way.
    """

    structure: str
    depth: float
    aside: float
    gap: float


class Reach(NamedTuple):
    """How far a way of needling goes on a body, and where its line meets bone.

    Attributes
    ----------
    way
        What the record says.
    direction
        Unit vector from the skin inward.
    depth
        The shallowest and deepest depth sources give, mm on this body.
    bone, bone_depth
        The first bone on the line within `ACROSS` mm and how deep it lies, mm; None without one.
    """

    way: Way
    direction: Point
    depth: tuple[float, float]
    bone: str | None
    bone_depth: float | None

    @property
    def stops(self) -> bool:
        """Whether bone comes before the deepest depth the sources give."""
        return self.bone_depth is not None and self.bone_depth < self.depth[1]


def met(body: Body, region: PlacedRegion, way: int = 0) -> tuple[Met, ...]:
    """What the needle meets or passes close by down to the deepest depth its sources give.

    Parameters
    ----------
    body, region
        The body, and the region placed on it.
    way
        Which of the record's ways of needling, from 0.

    Returns
    -------
    tuple[Met, ...]
        Nerves, vessels and tendons within `CLOSE` mm, the least deep first.
    """
    ways = region.region.needling.ways if region.region.needling else ()
    deep = ways[way].depth_cun[1] * region.cun if ways else ASSUMED
    start = np.array(region.centre)
    end = start + deep * np.array(region.needles[way])
    inside = _inside(body, region.side)
    found = [
        Met(key, *inside.shape(key).passed_by(start, end)) for key in inside.near(start, end, SOFT, CLOSE)
    ]
    return tuple(sorted((one for one in found if one.aside <= CLOSE), key=lambda one: (one.depth, one.aside)))


def within_reach(body: Body, region: PlacedRegion) -> tuple[Met, ...]:
    """The nerves and vessels that a needle can come to: put in anywhere in the region, by any way.

    Parameters
    ----------
    body, region
        The body, and the region placed on it.

    Returns
    -------
    tuple[Met, ...]
        What lies no further beside one of the record's ways, down to the deepest its sources give, than the
        region is large; from the way it lies nearest to, the least deep first.
    """
    ways = region.region.needling.ways if region.region.needling else ()
    start, inside, reach = np.array(region.centre), _inside(body, region.side), region.radius
    nearest: dict[str, Met] = {}
    for way, direction in zip(ways, region.needles, strict=True) if ways else ():
        end = start + way.depth_cun[1] * region.cun * np.array(direction)
        for key in inside.near(start, end, AT_RISK, reach):
            met = Met(key, *inside.shape(key).passed_by(start, end))
            if met.aside <= min(reach, nearest[key].aside if key in nearest else reach):
                nearest[key] = met
    return tuple(sorted(nearest.values(), key=lambda one: (one.depth, one.aside)))


def measured(body: Body, region: PlacedRegion) -> tuple[Apart, ...]:
    """How far each structure named in the record's `beside` lies from the region, in its order.

    Raises
    ------
    MissingError
        If the body lacks one of them.
    """
    inside = _inside(body, region.side)
    return tuple(_apart(inside, region, name) for name in region.region.beside)


def reaches(body: Body, region: PlacedRegion) -> tuple[Reach, ...]:
    """How far each way of needling goes on this body, and where its line meets bone."""
    inside = _inside(body, region.side)
    ways = region.region.needling.ways if region.region.needling else ()
    found = []
    for way, direction in zip(ways, region.needles, strict=True) if ways else ():
        bone, depth = inside.first(np.array(region.centre), np.array(direction), "bone")
        low, high = way.depth_cun
        found.append(Reach(way, direction, (low * region.cun, high * region.cun), bone, depth))
    return tuple(found)


class _Inside:
    """The structures of one side of a body and of its midline, as most people have them."""

    def __init__(self, body: Body, side: str) -> None:
        self.body, self.side = body, side
        self.surfaces = Surfaces(body)
        self._kept = [
            structure
            for structure in body.manifest.structures
            if structure.side in (side, "midline") and structure.variant is None
        ]
        self._bounds = np.array([structure.bounds for structure in self._kept]).reshape(-1, 3, 2)
        self._shapes: dict[str, Shape] = {}

    def shape(self, key: str) -> Shape:
        """The surface of a structure, by its whole id."""
        if key not in self._shapes:
            self._shapes[key] = Shape(self.body.mesh(key))
        return self._shapes[key]

    def key(self, name: str) -> str:
        """The whole id of a structure named without its side."""
        key = self.surfaces.known(name, self.side)
        if key is None:
            raise self.surfaces.lacking(name, self.side, "beside")
        return key

    def near(self, start: Vector, end: Vector, systems: frozenset[str], within: float) -> list[str]:
        """The structures of some systems whose box comes within so many mm of a segment's."""
        low, high = np.minimum(start, end) - within, np.maximum(start, end) + within
        touching = np.all((self._bounds[:, :, 0] < high) & (self._bounds[:, :, 1] > low), axis=1)
        some: list[Structure] = [self._kept[index] for index in np.flatnonzero(touching)]
        return [structure.id for structure in some if structure.system in systems]

    def first(self, start: Vector, way: Vector, system: str) -> tuple[str | None, float | None]:
        """The first structure of a system on a line within `ACROSS` mm, and how deep; None for neither."""
        keys = self.near(start, start + ACROSS * way, frozenset({system}), 0.0)
        hits = [(self.shape(key).first_hit(start, way), key) for key in keys]
        depth, key = min(hits, default=(np.inf, ""))
        return (key, float(depth)) if depth <= ACROSS else (None, None)


@lru_cache(maxsize=8)
def _inside(body: Body, side: str) -> _Inside:
    return _Inside(body, side)


def _apart(inside: _Inside, region: PlacedRegion, name: str) -> Apart:
    key = inside.key(name)
    shape = inside.shape(key)
    start = np.array(region.centre)
    end = start + ACROSS * np.array(region.needle)
    nerve = inside.body.nerves.get(key)
    line = np.array(nerve.centreline) if nerve else _middle_line(shape, start, end)
    depth, aside = nearest_on_segment(start, end, line[:-1], line[1:])
    return Apart(key, depth, aside, float(shape.gap(start[None])[0]))


def _middle_line(tube: Shape, start: Vector, end: Vector) -> Vector:
    """The middle line of a tube about where a segment passes it nearest, (n, 3), mm.

    The wall about there is cut across its longest direction into slices; the line joins their middles.
    """
    place = start + tube.passed_by(start, end)[0] / ACROSS * (end - start)
    away = np.linalg.norm(tube.points - place, axis=1)
    wall = tube.points[away < away.min() + ALONG]
    axis = np.linalg.svd(wall - wall.mean(axis=0), full_matrices=False)[2][0]
    slices = np.round((wall @ axis) / SLICE).astype(int)
    middles = [wall[slices == one].mean(axis=0) for one in np.unique(slices)]
    return np.array(middles if len(middles) > 1 else [middles[0], middles[0] + axis])
