"""How deep structures cross while a cause is drawn on a body, beyond what they do in the healthy body.

Of every two structures, of which one moves, the points of each are asked how deep they lie in the other,
or, where one lies in the other, how far they come out of it. A point is asked again only when it may have
come so far since it was asked.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.change import Change, Moved, laid
from models.halving import refined
from point_maps.solving.shapes import Shape
from point_maps.verify.nearness import Nearness
from point_maps.verify.standing import MARGIN, Box, Standing

Array = NDArray[np.float64]

AMOUNTS = tuple(step / 10 for step in range(11))
REACHES = (0.8, 2.0, 6.0)
"""Distances are told this far, mm: the least of these half a millimetre above healthy crossings."""
WHOLE = 0.1
"""From so much on, mm, a pair may cross elsewhere as deep in the healthy body: then all of it is asked."""
NOISE = 0.05
"""Less than this, mm, is not asked about: it is finer than the steps that points move in."""


class Crossing(NamedTuple):
    """How much deeper two structures cross than in the healthy body, mm, and at which amount that is most."""

    depth: float
    amount: float
    one: str
    other: str


def crossings(body: Body, change: Change) -> list[Crossing]:
    """The pairs that come to cross deeper than in the healthy body, over 11 amounts, the deepest first."""
    standing, boxes = _standing(body, change)
    appearing = {one.id for one in change.appearing}
    found = []
    for one, other in _pairs(body, change, boxes):
        depth, step = _deeper(standing(one), standing(other), appears=bool({one, other} & appearing))
        if depth > 0:
            found.append(Crossing(depth, AMOUNTS[step], one, other))
    return sorted(found, reverse=True)


def _standing(body: Body, change: Change) -> tuple[Callable[[str], Standing], Mapping[str, Box]]:
    """Every structure at each amount, when it is asked for, and the box in which each that moves does so."""
    healthy = {one.id: one.mesh for one in change.appearing}
    fine = {key: refined(body.mesh(key), one.halved) for key, one in change.moved.items()}
    plain = change._replace(moved={key: one._replace(halved=()) for key, one in change.moved.items()})
    frames = [laid(plain, fine.__getitem__, max(amount, 1e-9)) for amount in AMOUNTS]
    moved: dict[str, Moved] = {**change.moved, **{one.id: one.moved for one in change.appearing}}
    boxes: dict[str, Box] = {}
    for key, one in moved.items():
        chosen = slice(None) if key in healthy else one.numbers
        points = np.concatenate([frame[key].points[chosen] for frame in frames])
        if len(points):
            boxes[key] = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
    whole = (
        np.min([low for low, _ in boxes.values()], axis=0),
        np.max([high for _, high in boxes.values()], axis=0),
    )
    known: dict[str, Standing] = {}

    def standing(key: str) -> Standing:
        if key not in known:
            meshes = [frame[key] for frame in frames] if key in boxes else [body.mesh(key)] * len(AMOUNTS)
            points = [mesh.points for mesh in meshes]
            known[key] = Standing(points, meshes[0].triangles, whole, key, key in boxes)
            known[key].appears = key in healthy
        return known[key]

    return standing, boxes


def _pairs(body: Body, change: Change, boxes: Mapping[str, Box]) -> Iterator[tuple[str, str]]:
    """What moves, with everything else whose surface it may meet; what a variant has stands aside."""
    replaced = {one.instead_of for one in change.appearing}
    for one, (low, high) in boxes.items():
        if one in replaced:
            continue
        for other in (*body.structures, *(appeared.id for appeared in change.appearing)):
            if other in replaced or other == one or (other in boxes and other < one):
                continue
            if other in boxes:
                bounds = np.array(boxes[other])
            elif body.structures[other].variant is None:
                bounds = np.array(body.structures[other].bounds).reshape(3, 2).T
            else:
                continue
            if (bounds[0] <= high).all() and (bounds[1] >= low).all():
                yield one, other


def _deeper(one: Standing, other: Standing, appears: bool) -> tuple[float, int]:
    """How much deeper two structures cross than in the healthy body at most, mm, and at which step.

    What appears crosses nothing in a healthy body, however it begins.
    """
    ways = [_Way(one, other), _Way(other, one)]
    if appears and not other.encloses_all:
        return max(way.deepest(0.0, outside=True) for way in ways)
    if any(way.nested for way in ways):
        ways = [way for way in ways if way.nested]
    healthy = max(way.healthy for way in ways)
    found = max(way.deepest(healthy) for way in ways)
    if found[0] < WHOLE or any(way.nested for way in ways):
        return found
    healthy = max(healthy, _crossing(one, other), _crossing(other, one))
    return max(way.deepest(healthy) for way in ways)


def _crossing(asking: Standing, asked: Standing) -> float:
    """How deep points of one structure lie in another in the whole healthy body at most, mm."""
    points, reach = asking.points[0], REACHES[-1]
    low, high = asked.points[0].min(axis=0), asked.points[0].max(axis=0)
    points = points[((points > low) & (points < high)).all(axis=1)]
    if not len(points):
        return 0.0
    found = Nearness(asked.mesh(0), points.min(axis=0), points.max(axis=0), reach).signed(points)
    return float(-found.min(initial=0))


class _Way:
    """The points of one structure against the surface of another."""

    def __init__(self, asking: Standing, asked: Standing) -> None:
        self._asking, self._asked = asking, asked
        low, high = asked.bounds
        first = asking.points[0]
        near = np.any([((points > low) & (points < high)).all(axis=1) for points in asking.path], axis=0)
        if not asked.moves and not asking.appears:
            near &= np.any([points != first for points in asking.points[1:]], axis=(0, 2))
        else:
            near &= ((first > asked.box[0]) & (first < asked.box[1])).all(axis=1)
        self._chosen = np.flatnonzero(near)
        self.nested = bool(len(self._chosen)) and asking.lies_in(asked)
        self._turn = -1.0 if self.nested else 1.0
        for reach in REACHES:
            self._look(reach)
            if self.healthy < reach - 0.5:
                break

    def _look(self, reach: float) -> None:
        """Measure the healthy body as far as `reach` mm, and what follows too."""
        self._reach = reach
        self._room = self._signed(0, self._chosen)
        self.healthy = float(-self._room.min(initial=0))

    def _signed(self, step: int, chosen: NDArray[np.int64]) -> Array:
        found = self._asked.signed(step, self._reach, self._asking.points[step][chosen])
        return np.where(np.isfinite(found), self._turn * found, self._reach)

    def _sure(self, step: int, chosen: NDArray[np.int64], room: Array) -> Array:
        """Distances with their side told by the whole surface: beside a fold the nearest part may err."""
        inside = Shape(self._asked.mesh(step)).inside(self._asking.points[step][chosen])
        return np.where(inside != self.nested, -1, 1) * np.abs(room)

    def deepest(self, healthy: float, outside: bool = False) -> tuple[float, int]:
        """How much deeper than healthy a point comes to lie at most, mm, and at which step.

        `outside` says that it belongs outside, wherever it begins.
        """
        if outside and self.nested:
            self.nested, self._turn = False, 1.0
            self._look(REACHES[-1])
        found = self._deepest(healthy)
        for reach in REACHES:
            # Half of the reach, because what lies deeper than it is not seen at all.
            if reach > self._reach and found[0] > 0 and healthy + found[0] > self._reach / 2:
                self._look(reach)
                found = max(found, self._deepest(healthy))
        return found

    def _deepest(self, healthy: float) -> tuple[float, int]:
        # Allowed is what is healthy for the pair; for what lies inside, as far as each point was out already.
        allowed = np.maximum(-self._room, 0) if self.nested else np.full(len(self._chosen), max(healthy, 0.0))
        room, worst, at = self._room.copy(), 0.0, 0
        for step in range(1, len(AMOUNTS)):
            before, after = (self._asking.points[i][self._chosen] for i in (step - 1, step))
            room = room - self._asked.nearer(step, before, after)
            doubtful = np.flatnonzero(-room - allowed > max(worst, NOISE))
            if not len(doubtful):
                continue
            room[doubtful] = self._signed(step, self._chosen[doubtful])
            claimed = doubtful[(-room - allowed)[doubtful] > max(worst, NOISE)]
            if len(claimed):
                room[claimed] = self._sure(step, self._chosen[claimed], room[claimed])
                deeper = float((-room - allowed)[claimed].max())
                if deeper > worst:
                    worst, at = deeper, step
        return worst, at
