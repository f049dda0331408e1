"""How deep structures cross while a cause is drawn on a body, beyond what they do in the healthy body.

Of every two structures, of which one moves, the points of each are asked how deep they lie in the other,
or, where one lies in the other, how far they come out of it. A point is asked again only when it may have
come so far since it was asked; all that are to be asked of one surface are asked at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from models.catalogue import Body
from models.change import Change, Moved, laid
from models.halving import refined
from models.mesh import Mesh
from point_maps.verify.standing import MARGIN, Box, Standing
from point_maps.verify.ways import DEEP, Way, follow, look, rooms

AMOUNTS = tuple(step / 10 for step in range(11))
WHOLE = 0.1
"""From so much on, mm, a pair may cross elsewhere as deep in the healthy body: then all of it is asked."""


class Crossing(NamedTuple):
    """How much deeper two structures cross than in the healthy body, mm, and at which amount that is most."""

    depth: float
    amount: float
    one: str
    other: str


def crossings(body: Body, change: Change, fine: Callable[[str], Mesh]) -> list[Crossing]:
    """The pairs that come to cross deeper than in the healthy body, over 11 amounts, the deepest first.

    `change` and `fine` are what `finely` gives.
    """
    standing, boxes = _standing(body, change, fine)
    met = {pair: _ways(*map(standing, pair)) for pair in _pairs(body, change, boxes)}
    look([way for ways in met.values() for way in ways])
    for ways in met.values():
        # What appears crosses nothing in a healthy body.
        _allow(ways, 0.0 if ways and ways[0].appears else max((way.healthy for way in ways), default=0.0))
    follow([way for ways in met.values() for way in ways])
    for (one, other), ways in met.items():
        if max((way.deeper for way in ways), default=0.0) >= WHOLE and not (
            ways[0].nested or ways[0].appears
        ):
            ends = standing(one), standing(other)
            _allow(ways, max(ways[0].allowed, _crossing(*ends), _crossing(*ends[::-1])))
            follow(ways)
    worst = {pair: max(ways, key=lambda way: way.deeper) for pair, ways in met.items() if ways}
    found = [Crossing(way.deeper, AMOUNTS[way.step], *pair) for pair, way in worst.items() if way.deeper > 0]
    return sorted(found, reverse=True)


def finely(change: Change, healthy: Callable[[str], Mesh]) -> tuple[Change, Callable[[str], Mesh]]:
    """A change that halves nothing any more, and the healthy structures with their edges halved already."""
    fine = {key: refined(healthy(key), one.halved) for key, one in change.moved.items()}
    moved = {key: one._replace(halved=()) for key, one in change.moved.items()}
    return change._replace(moved=moved), lambda key: fine[key] if key in fine else healthy(key)


def _standing(
    body: Body, change: Change, fine: Callable[[str], Mesh]
) -> tuple[Callable[[str], Standing], Mapping[str, Box]]:
    """Every structure at each amount, when it is asked for, and the box in which each that moves does so."""
    healthy = {one.id for one in change.appearing}
    frames = [laid(change, fine, max(amount, 1e-9)) for amount in AMOUNTS]
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


def _ways(one: Standing, other: Standing) -> list[Way]:
    """The points of either against the other; only those inside, where one lies in the other."""
    ways = [way for way in (Way(one, other), Way(other, one)) if len(way.chosen)]
    return [way for way in ways if way.nested] or ways


def _allow(ways: Sequence[Way], depth: float) -> None:
    for way in ways:
        way.allowed = depth


def _crossing(asking: Standing, asked: Standing) -> float:
    """How deep points of one structure lie in another in the whole healthy body at most, mm."""
    points = asking.points[0]
    return float(-rooms(asked.mesh(0), points, np.ones(len(points)), DEEP).min(initial=0))
