"""How deep structures cross on the whole way of a change, beyond what they do in the healthy body."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.change import Change, laid
from models.halving import refined
from models.pipeline.causes.measure import Placed, crossing

AMOUNTS = tuple(step / 10 for step in range(11))


def worst_crossings(body: Body, change: Change, count: int = 6) -> list[tuple[float, float, str, str]]:
    """The pairs that cross most beyond the healthy crossing of the same pair, over 11 amounts.

    Returns
    -------
    list
        (depth beyond healthy in mm, amount, structure, structure), the deepest first.
    """
    still: dict[str, Placed] = {}
    healthy: dict[tuple[str, str], float] = {}
    worst: dict[tuple[str, str], tuple[float, float]] = {}
    boxes = _boxes(body, change)
    for amount in AMOUNTS:
        meshes = laid(change, body.mesh, amount)
        moved = {key: Placed(mesh) for key, mesh in meshes.items() if key in boxes}
        for one, other in _pairs(body, change, moved):
            if other not in moved and other not in still:
                still[other] = Placed(body.mesh(other))
            box = np.array([boxes[key] for key in (one, other) if key in boxes])
            box = np.array([box[:, 0].min(axis=0), box[:, 1].max(axis=0)])
            depth = crossing(moved[one], moved.get(other) or still[other], box)
            if amount == 0:
                healthy[one, other] = depth
            beyond = depth - healthy.get((one, other), 0.0)
            if beyond > worst.get((one, other), (0.0, 0.0))[0]:
                worst[one, other] = beyond, amount
    rows = sorted(((beyond, amount, *pair) for pair, (beyond, amount) in worst.items()), reverse=True)
    return rows[:count]


def _boxes(body: Body, change: Change) -> dict[str, NDArray[np.float64]]:
    """Where each structure changes on its way: the lowest and the highest corner, (2, 3), mm."""
    boxes = {}
    appearing = {one.id: (one.mesh, one.moved) for one in change.appearing}
    for key, (mesh, moved) in {
        **{key: (body.mesh(key), moved) for key, moved in change.moved.items()},
        **appearing,
    }.items():
        points = refined(mesh, moved.halved).points
        places = np.concatenate([points[moved.numbers] + shift for shift in (0, *moved.shifts)])
        places = points if key in appearing else places
        if len(places):
            boxes[key] = np.array([places.min(axis=0) - 1, places.max(axis=0) + 1])
    return boxes


def _pairs(body: Body, change: Change, moved: Mapping[str, Placed]) -> Iterator[tuple[str, str]]:
    """What moves, with everything else it may meet on its way; what a variant has stands aside."""
    replaced = {one.instead_of for one in change.appearing}
    for one, placed in moved.items():
        low, high = placed.mesh.points.min(axis=0), placed.mesh.points.max(axis=0)
        for other in (*body.structures, *(appeared.id for appeared in change.appearing)):
            if other in moved:
                if other <= one or {one, other} & replaced:
                    continue
                yield one, other
            elif (
                other in body.structures and other not in replaced and body.structures[other].variant is None
            ):
                bounds = np.array(body.structures[other].bounds).reshape(3, 2)
                if other != "skin" and (bounds[:, 0] <= high).all() and (bounds[:, 1] >= low).all():
                    yield one, other
