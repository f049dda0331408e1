"""The coccyx: four segments below the sacrum's apex."""

import numpy as np

from models.mesh import Mesh
from models.pipeline.lumbosacral.halves import drawn
from models.pipeline.lumbosacral.sacral_shape import Plan
from models.pipeline.shapes.implicit import (
    Array,
    Field,
    capsule,
    ellipsoid,
    grown,
    half_space,
    union,
    without,
)

GAP = 2.0
"""Between the sacrum's apex and the first segment, mm."""

TRIANGLES = 1_200


def coccyx(here: Plan, sacrum: Field, cell: float) -> Mesh:
    """Model the coccyx below a sacrum, in the endplate's frame, at the mean size of the plan's sex."""
    table = here.table["coccyx"]
    start = here.bent(np.array([[0.0, here.front(5.0) / 2, here.levels[-1] + GAP]]))[0]
    run = here.bent(np.array([[0.0, here.front(5.0) / 2, here.levels[-1] + GAP + 1.0]]))[0] - start
    lean = float(np.arctan2(run[1], -run[2]))
    parts: list[Field] = []
    place = start
    for height, width, depth, turn in zip(
        table["height"], table["width"], table["depth"], table["turn"], strict=True
    ):
        lean += np.radians(turn)
        down = np.array([0.0, np.sin(lean), -np.cos(lean)])
        back = np.array([0.0, np.cos(lean), np.sin(lean)])
        axes = np.column_stack([[1.0, 0.0, 0.0], back, down])
        parts.append(ellipsoid(place + down * height / 2, [width / 2, depth / 2, height * 0.62], axes))
        if not parts[1:]:
            parts += [
                capsule(place + down * 3.5 + [5.0, 0, 0], place + down * 2.6 + [11.5, 0, 0], 2.4, 1.6),
                capsule(
                    place + down * 4.0 + back * 3.0 + [5.6, 0, 0],
                    place - down * 1.5 + back * 6.0 + [6.4, 0, 0],
                    2.0,
                    1.3,
                ),
            ]
        place = place + down * height
    top = half_space(start, -run)
    body = without(union(*parts[:2], blend=2.5), lambda at: -top(at), blend=2.0)
    body = union(body, *parts[2:], blend=2.5)
    body = without(body, grown(sacrum, GAP - 0.4), blend=0.6)
    low, high = _box(start, place)
    return drawn(body, low, high, min(cell, 0.6), TRIANGLES)


def _box(start: Array, end: Array) -> tuple[Array, Array]:
    low, high = np.minimum(start, end) - 14.0, np.maximum(start, end) + 14.0
    return np.array([0.0, *low[1:]]), np.array([20.0, *high[1:]])
