"""The places an anchor's words lead to, on one side of one body."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from models.catalogue import Body
from point_maps.maps import PointMap
from point_maps.records.anchors import Between, NerveAnchor, SkinAnchor, Step
from point_maps.records.regions import PointRegion
from point_maps.solving.frames import Frame, MissingError, Vector, across_from, frame, landmark, normalised
from point_maps.solving.needles import aimed, straight_in
from point_maps.solving.placed import Side
from point_maps.solving.surfaces import Surface, along_line, closest_on_line, outermost
from point_maps.words import LANDMARKS, Edge, Limb, edge, nearest

USUAL_SCALE = {"forearm": "forearm", "lower-leg": "leg-medial-13"}
ASKEW = 0.5
"""A facing that would keep less than this share of its length is not turned off a line."""
LEVEL = 1.0
"""Two places whose levels differ by less than this many mm are level with each other."""


class Surfaces:
    """The surfaces of a body, each read once."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self._read: dict[str, Surface] = {}

    def of(self, name: str, side: str) -> Surface:
        """The surface of a structure by its id without the side.

        Raises
        ------
        MissingError
            If this body has no such structure.
        """
        key = self.known(name, side)
        if key is None:
            raise self.lacking(name, side)
        if key not in self._read:
            self._read[key] = Surface(self.body.mesh(key) if key != "skin" else self.body.skin)
        return self._read[key]

    def known(self, name: str, side: str) -> str | None:
        """The whole id of a structure on a side or the midline; None if the body has none."""
        return next((key for key in (f"{name}.{side}", name) if key in self.body.structures), None)

    def lacking(self, name: str, side: str, key: str = "anchor") -> MissingError:
        """The error that names a structure this body lacks, and those that come nearest."""
        hint = nearest(name, {structure.partition(".")[0] for structure in self.body.structures})
        msg = f"needs the structure {name!r} ({side}); the body {self.body.id!r} lacks the structure{hint}"
        return MissingError(msg, key)


class Spot(NamedTuple):
    """A place on the skin, the outward normal there, and mm per cun."""

    centre: Vector
    normal: Vector
    cun: float


class Course(NamedTuple):
    """A place on a nerve, the unit vector along the nerve there, and how many of its points lie before."""

    centre: Vector
    direction: Vector
    reached: float


class Places:
    """Finds places on one side of a body, each region once.

    Every method raises `MissingError` if the body lacks what the words name.
    """

    def __init__(self, point_map: PointMap, surfaces: Surfaces, side: Side) -> None:
        self.map = point_map
        self.surfaces = surfaces
        self.body = surfaces.body
        self.side = side
        self._spots: dict[str, Spot] = {}
        self._frames: dict[Limb, Frame] = {}

    def spot(self, code: str) -> Spot:
        """Where the centre of a region or guide lies on the skin."""
        if code not in self._spots:
            record = self.map.regions.get(code) or self.map.guides[code]
            self._spots[code] = self.on_skin(record.anchor)
        return self._spots[code]

    def on_skin(self, anchor: SkinAnchor) -> Spot:
        """Go to the place across, then to the level, then out to the skin on the side it is facing."""
        limb = self.frame(anchor.limb)
        level = self.level(anchor, limb)
        start = self._across(anchor, limb, level)
        if level is not None:
            start = start + (level - start @ limb.axis) * limb.axis
        outward = self.outward(anchor, limb, level)
        met = self.surfaces.of("skin", self.side).way_out(start, outward, limb.reach)
        if met is None:
            msg = f"must meet the skin going {anchor.facing}; it does not on the body {self.body.id!r}"
            raise MissingError(msg)
        return Spot(met.point, met.normal, self._cun(anchor))

    def outward(self, anchor: SkinAnchor, limb: Frame, level: float | None) -> Vector:
        """The unit vector on which an anchor's places go out to the skin."""
        facing = limb.toward(anchor.facing)
        if level is not None:
            facing = across_from(facing, limb.axis)
        return normalised(self._off_the_line(facing, anchor, limb, level))

    def needles(self, region: PointRegion, spot: Spot) -> tuple[Vector, ...]:
        """The unit direction of each way of needling a region, inward; straight in where there is none."""
        skin = self.surfaces.of("skin", self.side)
        straight = straight_in(skin, spot.centre, spot.normal, region.radius.mm)
        limb = self.frame(region.anchor.limb)
        ways = region.needling.ways if region.needling else ()
        return tuple(aimed(way, limb, straight) for way in ways) or (straight,)

    def all_there(self, structures: Iterable[str], key: str) -> None:
        """Make sure that the body has structures, by their ids without the side."""
        for name in structures:
            if not self.surfaces.known(name, self.side):
                raise self.surfaces.lacking(name, self.side, key)

    def on_nerve(self, anchor: NerveAnchor) -> Course:
        """The place on a nerve at a share of its length, or nearest to another place."""
        line = self.centreline(anchor.nerve)
        if anchor.at is not None:
            segment, share = along_line(line, anchor.at)
        elif anchor.nearest is not None:
            segment, share = closest_on_line(line, self.at(anchor.nearest, anchor.limb))
        step = line[segment + 1] - line[segment]
        return Course(line[segment] + share * step, normalised(step), segment + share)

    def at(self, place: str | Step | Between, limb: Limb) -> Vector:
        """The place some words name, mm."""
        return self.place(place, self.frame(limb), None)

    def centreline(self, nerve: str) -> Vector:
        """The course of a nerve, (n, 3), mm."""
        key = f"{nerve}.{self.side}"
        if key not in self.body.nerves:
            msg = f"needs the nerve {key!r}, which the body {self.body.id!r} lacks"
            raise MissingError(msg)
        return np.array(self.body.nerves[key].centreline)

    def frame(self, limb: Limb) -> Frame:
        """The directions of a limb."""
        if limb not in self._frames:
            self._frames[limb] = frame(self.body, limb, self.side)
        return self._frames[limb]

    def level(self, anchor: SkinAnchor, limb: Frame) -> float | None:
        """How far along the limb's axis an anchor's level lies, mm; None where it has none."""
        if anchor.level is None:
            return None
        return float(self.place(anchor.level, limb, None) @ limb.axis)

    def _across(self, anchor: SkinAnchor, limb: Frame, level: float | None) -> Vector:
        place = anchor.across
        if isinstance(place, Between) and place.at is None and level is not None:
            start, end = (self.named(name, limb, level) for name in place.between)
            rise = float((end - start) @ limb.axis)
            if abs(rise) < LEVEL:
                names = " and ".join(place.between)
                msg = f"must name two places at different levels, for a line to meet one between; got {names}"
                raise MissingError(msg)
            return start + (level - start @ limb.axis) / rise * (end - start)
        return self.place(place, limb, level)

    def _off_the_line(self, facing: Vector, anchor: SkinAnchor, limb: Frame, level: float | None) -> Vector:
        """Turn a facing off the line between two points, so that a midpoint stays in the middle.

        Between the edges of bones it stays: they only tell how wide the limb is.
        """
        place = anchor.across
        if not isinstance(place, Between) or place.at is None or any(map(edge, place.between)):
            return facing
        start, end = (self.named(name, limb, level) for name in place.between)
        line = end - start if level is None else across_from(end - start, limb.axis)
        turned = across_from(facing, normalised(line))
        return turned if np.linalg.norm(turned) > ASKEW * np.linalg.norm(facing) else facing

    def place(self, place: str | Step | Between, limb: Frame, level: float | None) -> Vector:
        """The place some words name, edges at a level where one is given, mm."""
        if isinstance(place, Between):
            start, end = (self.named(name, limb, level) for name in place.between)
            return start + (0.5 if place.at is None else place.at) * (end - start)
        if isinstance(place, Step):
            length = place.mm if place.cun is None else place.cun * self.scale(str(place.scale))
            return self.place(place.of, limb, level) + float(length or 0) * limb.toward(place.toward)
        return self.named(place, limb, level)

    def named(self, name: str, limb: Frame, level: float | None) -> Vector:
        """The place a name means, an edge at a level where one is given, mm."""
        if name in LANDMARKS:
            return landmark(self.body, name, self.side)
        found = edge(name)
        return self._edge(found, limb, level) if found else self.spot(name).centre

    def _edge(self, found: Edge, limb: Frame, level: float | None) -> Vector:
        surface = self.surfaces.of(found.structure, self.side)
        points = surface.mesh.points
        if found.at_level and level is not None:
            points = surface.cut(limb.axis, level)
            if found.structure == "skin" and len(points):
                beside = np.linalg.norm(points - limb.middle(level), axis=1)
                points = points[beside < limb.reach]
        if not len(points):
            msg = f"must lie at a level where {found.structure!r} is; it is not there on {self.body.id!r}"
            raise MissingError(msg)
        place = outermost(points, limb.toward("-".join(found.direction)))
        if self._is_midline(found.structure) and not {"medial", "lateral"} & set(found.direction):
            place = place * (0, 1, 1)
        return place

    def _is_midline(self, structure: str) -> bool:
        found = self.body.structures.get(structure)
        return found is not None and found.side == "midline" and structure != "skin"

    def _cun(self, anchor: SkinAnchor) -> float:
        """Mm per cun on the scale an anchor names, or the usual one of its limb."""
        steps = [place for place in (anchor.level, anchor.across) if isinstance(place, Step) and place.scale]
        return self.scale(str(steps[0].scale) if steps else USUAL_SCALE[anchor.limb])

    def scale(self, scale: str) -> float:
        """Mm per cun on a scale."""
        key = f"{scale}.{self.side}"
        if key not in self.body.manifest.cun:
            msg = f"needs the cun scale {key!r}, which the body {self.body.id!r} lacks"
            raise MissingError(msg)
        return self.body.manifest.cun[key]
