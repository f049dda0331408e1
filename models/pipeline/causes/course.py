"""A nerve as a middle line with its skin around it: how its section flattens, gives way, and is measured."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from models.change import Moved, Section
from models.mesh import Mesh
from models.pipeline.causes.draft import Draft, carried
from models.pipeline.causes.fields import bell
from models.pipeline.causes.measure import cut
from models.pipeline.shapes.distance import Solid
from models.pipeline.shapes.loft import even, lengths
from models.pipeline.shapes.pushing import lacking

Array = NDArray[np.float64]

STEP, FINE = 1.0, 0.1
"""Distance of the stations on a course, and of the places its skin is assigned to, mm."""
TOUCH = 0.3
"""What is no farther apart than this touches, mm."""
RIDING = 2.0
"""What lies in and beside a nerve rides along with its skin as it goes so near by, mm (Gaussian)."""
STILL = Moved((), np.zeros(0, np.int64), np.zeros((0, 0, 3)))
"""What appears has not moved yet when a draft is told of it."""
TURN = 5.0
"""Over how many stations the direction of pressing is evened out (standard deviation of a Gaussian)."""


class Squeeze(NamedTuple):
    """What becomes of a nerve's section, at each station of its course.

    Attributes
    ----------
    ways
        (n, 3): which way it is flattened, unit vectors from `Course.square`.
    flat
        (n,): the share of its thickness that is lost that way; it widens so that its area stays.
    swell
        (n,): the share its area grows by.
    """

    ways: Array
    flat: Array
    swell: Array


class Course:
    """The middle line of a nerve as stations, and where on it each point of its skin lies.

    Parameters
    ----------
    line
        (n, 3): the healthy middle line, LPS, mm.
    skin
        (k, 3): the healthy points of the nerve's surface.
    """

    def __init__(self, line: Array, skin: Array) -> None:
        self.line = even(line, STEP)
        self.along = lengths(self.line)
        self.tangent = _units(np.gradient(self.line, axis=0))
        fine = even(self.line, FINE)
        self.place = np.interp(
            cKDTree(fine).query(skin)[1], np.linspace(0, len(fine) - 1, len(self.along)), self.along
        )
        self.offset = skin - self.at(self.line)

    def at(self, row: Array) -> Array:
        """What a row of values at the stations, (n,) or (n, 3), is at each point of the skin."""
        if row.ndim == 1:
            return np.asarray(np.interp(self.place, self.along, row))
        return np.stack([np.interp(self.place, self.along, part) for part in row.T], axis=1)

    def nearest(self, point: Array) -> int:
        """The station nearest to a point."""
        return int(np.linalg.norm(self.line - point, axis=1).argmin())

    def from_station(self, station: int) -> Array:
        """How far along the course each station is from one of them, (n,), mm."""
        return np.asarray(self.along - self.along[station])

    def square(self, directions: Array) -> Array:
        """Directions at the stations, (n, 3), evened out and set square to the course, unit vectors."""
        evened = gaussian_filter1d(_units(directions), TURN, axis=0, mode="nearest")
        return _units(evened - self.tangent * (evened * self.tangent).sum(axis=1, keepdims=True))

    def bent(self, squeeze: Squeeze, shift: Array) -> tuple[Array, Array]:
        """The middle line, (n, 3), and the skin, (k, 3), squeezed and moved by `shift`, (n, 3), mm."""
        line = self.line + shift
        along = _units(self.at(self.tangent))
        through = self.at(squeeze.ways)
        through = _units(through - along * (through * along).sum(axis=1, keepdims=True))
        across = np.cross(along, through)
        kept, grown = 1 - self.at(squeeze.flat), np.sqrt(1 + self.at(squeeze.swell))
        deep, wide, far = ((self.offset * part).sum(axis=1) for part in (through, across, along))
        skin = self.at(line) + through * (deep * kept * grown)[:, None]
        return line, skin + across * (wide / kept * grown)[:, None] + along * far[:, None]

    def yielding(
        self, pressers: Mapping[Solid, float], squeeze: Squeeze, spread: float, passes: int = 20
    ) -> Array:
        """How far stations move, (n, 3), mm, until no skin is nearer to a presser than its least distance.

        A negative least distance is overlap, left for the skin to flatten. `spread` is how far along the
        course, mm, a station takes its neighbours with it (Gaussian).
        """
        shift = np.zeros_like(self.line)
        stations = np.rint(np.interp(self.place, self.along, np.arange(len(self.along)))).astype(int)
        near = np.exp(-0.5 * ((self.along[:, None] - self.along) / spread) ** 2)
        for _ in range(passes):
            before = shift
            for presser, least in pressers.items():
                lack = lacking(self.bent(squeeze, shift)[1], presser, least)
                lack -= self.at(self.tangent) * (lack * self.at(self.tangent)).sum(axis=1, keepdims=True)
                deepest = np.argsort(np.linalg.norm(lack, axis=1))
                need = np.zeros_like(self.line)
                need[stations[deepest]] = lack[deepest]
                asked = near * np.linalg.norm(need, axis=1)
                mean = asked @ need / np.maximum(asked.sum(axis=1, keepdims=True), 1e-9)
                shift = shift + _units(mean) * asked.max(axis=1, keepdims=True)
            if np.abs(shift - before).max() < 0.02:
                break
        return shift


def off(points: Array, solids: list[Solid], gap: float, passes: int = 6) -> Array:
    """Points set off from solids until each is `gap` mm away: a skin that touches comes to lie on them."""
    for _ in range(passes):
        for solid in solids:
            points = points + lacking(points, solid, gap)
    return points


def outward_of(solid: Solid, points: Array) -> Array:
    """Which way points go out of a solid, or away from it, unit vectors, (n, 3)."""
    distance, nearest = solid.distances(points)
    return _units((points - nearest) * np.where(distance < 0, -1.0, 1.0)[:, None])


def aside(points: Array, solid: Solid, gap: float, ways: Array, passes: int = 8) -> Array:
    """Points set off from a solid by `gap` mm, each on its own way, so that none jumps to another side."""
    for _ in range(passes):
        points = points + ways * np.maximum(gap - solid.distances(points)[0], 0)[:, None]
    return points


def riding(points: Array, before: Array, after: Array, fading: float) -> Array:
    """Points that lie in or beside a skin as they ride along with it, less with distance: (n, 3), mm."""
    nearest = np.sqrt(((points[:, None] - before[None]) ** 2).sum(axis=2).min(axis=1))
    rode = carried(points, before, after, RIDING)
    return np.asarray(points + (rode - points) * bell(nearest, fading)[:, None])


def within(points: Array, solid: Solid, depth: float) -> Array:
    """The shortest way of each point to at least `depth` mm inside a solid, (n, 3), mm; none where it is."""
    distance, nearest = solid.distances(points)
    away = (points - nearest) / np.where(np.abs(distance) < 1e-9, 1.0, distance)[:, None]
    return np.asarray(away * np.minimum(-depth - distance, 0)[:, None])


def touching(
    draft: Draft, one: str, other: str, among: NDArray[np.bool_] | slice = slice(None)
) -> tuple[float, float, float]:
    """The middle of where a structure, by all of its points or those `among` them, touches another, mm."""
    gap, nearest = draft.solid(other).distances(draft.points(one)[among])
    touched = nearest[gap <= max(TOUCH, gap.min())]
    x, y, z = touched[np.linalg.norm(touched - touched.mean(axis=0), axis=1).argmin()].tolist()
    return x, y, z


def section_across(
    name: str,
    middle: Array,
    tangent: Array,
    upward: Array,
    size: tuple[float, float],
    seed: str,
    walls: list[str],
) -> Section:
    """The plane across a course, drawn with `upward` up and the patient's right to the right."""
    up = upward - tangent * (upward @ tangent)
    up /= np.linalg.norm(up)
    right = np.cross(up, tangent)
    right *= -np.sign(right[0])
    origin, rightward, above = (
        (float(part[0]), float(part[1]), float(part[2])) for part in (middle, right, up)
    )
    return Section(
        name=name,
        origin=origin,
        right=rightward,
        up=above,
        width=size[0],
        height=size[1],
        seed=seed,
        walls=tuple(walls),
    )


def thickness(mesh: Mesh, origin: Array, normal: Array, within: float) -> float:
    """The least width of a section of a mesh, whichever way it is turned, mm."""
    first = _units(np.cross(normal, [1.0, 0.2, 0.1])[None])[0]
    second = np.cross(normal, first)
    turns = np.radians(np.arange(0, 180, 3))
    ways = np.cos(turns)[:, None] * first + np.sin(turns)[:, None] * second
    ends = cut(mesh, origin, normal).reshape(-1, 3)
    ends = ends[np.linalg.norm(ends - origin, axis=1) < within]
    return float(np.ptp(ends @ ways.T, axis=0).min())


def _units(rows: Array) -> Array:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
