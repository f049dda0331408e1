"""How deep structures cross while a cause is drawn on a body, beyond what they do in the healthy body.

Of every two structures, of which one moves, the points of each are asked how deep they lie in the other,
or, where one lies in the other, how far they come out of it. All that may come to a surface ask together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from models.catalogue import Body
from models.change import Change, Moved, laid
from models.halving import refined
from models.mesh import Mesh
from point_maps.verify.standing import Box, Standing
from point_maps.verify.ways import NOISE, Way, ways

AMOUNTS = tuple(step / 10 for step in range(11))
MARGIN = 1.0
"""So far around what moves, mm, structures are looked at."""


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
    standing, boxes = _standing(change, fine)
    pairs = list(_pairs(body, change, boxes))
    asking = defaultdict(list)
    for one, other in (*pairs, *(pair[::-1] for pair in pairs)):
        if not standing(one).encloses_all:
            asking[other].append(one)
    met: dict[tuple[str, str], Way] = {}
    for asked, some in asking.items():
        found = ways(standing(asked), [standing(one) for one in some], len(AMOUNTS))
        met |= {(one, asked): way for one, way in zip(some, found, strict=True)}
    crossed = (_crossing(pair, [met[way] for way in (pair, pair[::-1]) if way in met]) for pair in pairs)
    return sorted((one for one in crossed if one.depth > NOISE), reverse=True)


def finely(change: Change, healthy: Callable[[str], Mesh]) -> tuple[Change, Callable[[str], Mesh]]:
    """A change that halves nothing any more, and the healthy structures with their edges halved already."""
    fine = {key: refined(healthy(key), one.halved) for key, one in change.moved.items()}
    moved = {key: one._replace(halved=()) for key, one in change.moved.items()}
    return change._replace(moved=moved), lambda key: fine[key] if key in fine else healthy(key)


def _standing(
    change: Change, fine: Callable[[str], Mesh]
) -> tuple[Callable[[str], Standing], Mapping[str, Box]]:
    """Every structure at each amount, when it is asked for, and the box in which each that moves does so."""
    appearing = {one.id for one in change.appearing}
    frames = [laid(change, fine, max(amount, 1e-9)) for amount in AMOUNTS]
    moved: dict[str, Moved] = {**change.moved, **{one.id: one.moved for one in change.appearing}}
    boxes: dict[str, Box] = {}
    for key, one in moved.items():
        chosen = slice(None) if key in appearing else one.numbers
        points = np.concatenate([frame[key].points[chosen] for frame in frames])
        if len(points):
            boxes[key] = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
    known: dict[str, Standing] = {}

    def standing(key: str) -> Standing:
        if key not in known:
            meshes = [frame[key] for frame in frames] if key in boxes else [fine(key)]
            points = [mesh.points for mesh in meshes]
            known[key] = Standing(points, meshes[0].triangles, key == "skin", key in appearing)
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


def _crossing(pair: tuple[str, str], met: list[Way]) -> Crossing:
    """How much deeper a pair crosses, by how the points of either go, or of that which lies in the other."""
    met = [way for way in met if way.nested] or met
    worst = max(met, key=lambda way: way.deepest)
    return Crossing(worst.deepest - max(way.healthy for way in met), AMOUNTS[worst.step], *pair)
