"""The womb grows from a small pear in the pelvis to a thin wall around the child, head in the brim."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.mesh import Mesh
from models.pipeline.causes.course import within
from models.pipeline.causes.fields import evening
from models.pipeline.shapes import implicit
from models.pipeline.shapes.distance import Solid, surface
from models.pipeline.shapes.pushing import lacking, taken_along
from models.records import Record

Array = NDArray[np.float64]
Apart = tuple[Mesh, float]
"""A mesh, and how far a face stays from it, mm."""
Triple = tuple[float, float, float]

OUTER, INNER = (40, 30), (26, 20)
"""Rings and spokes of the womb's outer and inner face."""
CLEAR, UNDER_SKIN = 0.3, 14.0
"""How far the womb stays from what lies around it, and from the skin, mm."""
FLUID = 1.0
"""How far the child stays from the wall at least, mm; flat triangles take some of that."""
FINE = 401
"""Places on the middle line of an egg at which points are looked for in it."""
SLIM = 0.16
"""An egg half-way to another one is slimmer by this share than the mean of both."""
PASSES, LAST, EVENING = 20, 8, 12
"""How often faces are set off from what is around them; all but the last times it is evened out, so often."""
ALONG = 9.0
"""What pierces a face between its points takes its surroundings along so far, mm (Gaussian)."""


class Egg(Record):
    """A bent egg: its lower end, middle and upper end, mm, and half its width and depth in the middle.

    `taper` is the share by which its upper half is wider and its lower one narrower. `wall` is its thickness.
    """

    low: Triple
    middle: Triple
    high: Triple
    radii: tuple[float, float]
    taper: float
    wall: float

    def toward(self, other: "Egg", share: float) -> "Egg":
        """An egg on the way to another one, slimmer there, so that it comes past what is beside it."""
        own, its = self.model_dump(), other.model_dump()
        egg = Egg.model_validate({key: _between(own[key], its[key], share) for key in own})
        wide, deep = (radius * (1 - SLIM * 4 * share * (1 - share)) for radius in egg.radii)
        return egg.model_copy(update={"radii": (wide, deep)})

    def placed(self, ball: Array) -> Array:
        """Points of a ball of radius 1, (n, 3), in the egg, mm: its poles are the ends."""
        low, middle, high = (np.array(place) for place in (self.low, self.middle, self.high))
        straight, bent = (high - low) / 2, (high + low) / 2 - middle
        up = ball[:, 2:]
        line, along = middle + up * straight + up**2 * bent, straight + 2 * up * bent
        back = np.cross(along, [1.0, 0.0, 0.0])
        back /= np.linalg.norm(back, axis=1, keepdims=True)
        wide, deep = (
            ball[:, [axis]] * radius * (1 + self.taper * up) for axis, radius in enumerate(self.radii)
        )
        return np.asarray(line + wide * [1.0, 0.0, 0.0] + deep * back)

    def found(self, points: Array) -> Array:
        """Where in a ball points of the egg are, (n, 3): what `placed` is given."""
        line = np.zeros((FINE, 3))
        line[:, 2] = np.linspace(-1, 1, FINE)
        middle = self.placed(line)
        nearest = cKDTree(middle).query(points)[1]
        up = line[nearest, 2]
        ends = [
            self.placed(np.column_stack([*np.eye(2)[axis][:, None] * np.ones(len(up)), up]))
            for axis in (0, 1)
        ]
        sides = [end - middle[nearest] for end in ends]
        off = points - middle[nearest]
        return np.column_stack([*((off * side).sum(axis=1) / (side**2).sum(axis=1) for side in sides), up])

    def thinner(self, by: float) -> "Egg":
        """An egg that lies in this one, less by some mm all round."""
        low, middle, high = (np.array(place) for place in (self.low, self.middle, self.high))
        share = 1 - 2 * by / np.linalg.norm(high - low)
        ends = {"low": middle + share * (low - middle), "high": middle + share * (high - middle)}
        radii = tuple(max(radius - by, 1.0) for radius in self.radii)
        return self.model_copy(
            update={**{key: tuple(end.tolist()) for key, end in ends.items()}, "radii": radii}
        )


class Rod(Record):
    """A round stretch of the child from one place to another, mm, with a radius at each."""

    start: Triple
    end: Triple
    radii: tuple[float, float]


class Child(Record):
    """The child head down, as one closed form.

    `head` is the middle of its head and `head_radii` half its length, breadth and height, mm; its length lies
    `turned` degrees from straight across the brim. `rods` are its trunk and limbs, `blend` how softly they
    meet, `cell` and `triangles` how finely it is drawn.
    """

    head: Triple
    head_radii: Triple
    turned: float
    rods: tuple[Rod, ...]
    blend: float
    cell: float
    triangles: int


def child(spec: Child, across: Array, along: Array, up: Array) -> Mesh:
    """The child at full size: unit vectors lead `across` the brim, `along` it and `up` out of it."""
    turn = np.radians(spec.turned)
    long = np.cos(turn) * across + np.sin(turn) * along
    axes = np.column_stack([long, np.cross(up, long), up])
    head = implicit.ellipsoid(spec.head, spec.head_radii, axes)
    rods = [implicit.capsule(rod.start, rod.end, *rod.radii) for rod in spec.rods]
    body = implicit.union(head, *rods, blend=spec.blend)
    ends = np.array([spec.head, *(rod.start for rod in spec.rods), *(rod.end for rod in spec.rods)])
    room = max(spec.head_radii) + spec.blend
    return implicit.surface(body, ends.min(axis=0) - room, ends.max(axis=0) + room, spec.cell, spec.triangles)


def ball(rings: int, spokes: int) -> Mesh:
    """A ball of radius 1 with its poles below and above, closed."""
    down, turn = np.linspace(0, np.pi, rings + 1)[1:-1], 2 * np.pi * np.arange(spokes) / spokes
    ring = np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=1)
    points = np.concatenate(
        [[[0, 0, -1]], *(np.sin(t) * ring - [0, 0, np.cos(t)] for t in down), [[0, 0, 1]]]
    )
    here = np.arange(spokes)
    on, last = (here + 1) % spokes, len(points) - 1
    triangles = [np.stack([0 * here, on + 1, here + 1], axis=1)]
    for row in range(rings - 2):
        low, high = 1 + row * spokes, 1 + (row + 1) * spokes
        triangles += [np.stack([low + here, low + on, high + on], axis=1)]
        triangles += [np.stack([low + here, high + on, high + here], axis=1)]
    top = 1 + (rings - 2) * spokes
    triangles.append(np.stack([top + here, top + on, 0 * here + last], axis=1))
    return Mesh(points, np.concatenate(triangles))


class Womb:
    """The wall of the womb as one closed surface, outer and inner face, and how it lies around a child."""

    def __init__(self) -> None:
        self._faces = ball(*OUTER), ball(*INNER)
        self._even = [evening(face) for face in self._faces]
        shift = len(self._faces[0].points)
        self.triangles = np.concatenate([self._faces[0].triangles, self._faces[1].triangles[:, ::-1] + shift])

    def around(self, egg: Egg, inside: Mesh, around: Sequence[Mesh], skin: Mesh) -> Array:
        """Points of both faces, mm: around the child, off what lies around, under the skin."""
        child, others = (inside, egg.wall + FLUID), [(mesh, CLEAR) for mesh in around]
        outer = self._set(0, egg, [child, *others], [(skin, UNDER_SKIN)])
        face = Mesh(outer, self._faces[0].triangles)
        inner = self._set(1, egg.thinner(egg.wall), [(inside, FLUID)], [(face, egg.wall)])
        return np.concatenate([outer, inner])

    def inner(self, walls: Array) -> Mesh:
        """The inner face of its wall, of which points are given; counter-clockwise from outside."""
        return Mesh(walls[len(self._faces[0].points) :], self._faces[1].triangles)

    def _set(self, number: int, egg: Egg, off: Sequence[Apart], under: Sequence[Apart]) -> Array:
        """A face set off from meshes, the first of which it holds, and under others; evened out meanwhile."""
        face, even = self._faces[number], self._even[number]
        start = points = egg.placed(face.points)
        inside, outside = ([(Solid(surface(mesh)), gap) for mesh, gap in meshes] for meshes in (under, off))
        for turn in range(PASSES):
            for solid, depth in inside:
                points = points + within(points, solid, depth)
            for solid, gap in outside:
                near = solid.beside(points, gap)
                points[near] += lacking(points[near], solid, gap)
            if turn < PASSES - LAST:
                way = points - start
                for _ in range(EVENING):
                    way = even @ way
                points = start + way
            else:
                for place, (mesh, gap) in enumerate(off):
                    points = unpierced(Mesh(points, face.triangles), mesh.points, gap, place == 0)
        return points


def unpierced(face: Mesh, points: Array, gap: float, held: bool) -> Array:
    """A face moved off points that pierce it between its own; `held` says that they belong inside."""
    solid = Solid(surface(face))
    points = points[solid.beside(points, gap)]
    if not len(points):
        return face.points
    distance, nearest = solid.distances(points)
    outward = (points - nearest) / np.where(np.abs(distance) < 1e-9, 1.0, distance)[:, None]
    sign = 1.0 if held else -1.0
    ways = sign * outward * (gap + sign * distance)[:, None]
    pierced = sign * distance > -gap / 2
    return taken_along(face.points, nearest[pierced], ways[pierced], ALONG)


def _between(one: object, other: object, share: float) -> object:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(a + share * (b - a) for a, b in zip(one, other, strict=True))
    assert isinstance(one, float)
    assert isinstance(other, float)
    return one + share * (other - one)
