"""A field asked closely only where its surface runs: exact there, found whole, elsewhere of its sign."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.pipeline.shapes.implicit import Field, capsule, ellipsoid, union
from models.pipeline.shapes.sampling import sampled

Array = NDArray[np.float64]
START, SHAPE, CELL = np.array([-20.0, -15.0, -12.0]), (57, 44, 35), 0.7
BALL_WITH_A_WIRE = union(ellipsoid([-8.0, 0, 0], [6.0] * 3), capsule([-8.0, 0, 0], [15.0, 9.0, 4.0], 0.8))
FIELDS: dict[str, Field] = {
    "distances": BALL_WITH_A_WIRE,
    "far too large": lambda at: 9.0 * BALL_WITH_A_WIRE(at),
    "far too small": lambda at: 0.2 * BALL_WITH_A_WIRE(at),
}


def everywhere(field: Field) -> Array:
    places = START + np.indices(SHAPE).reshape(3, -1).T * CELL
    return field(places).reshape(SHAPE)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_it_is_exact_where_the_sign_changes_and_of_the_right_sign_elsewhere(field: Field) -> None:
    found, wanted = sampled(field, START, SHAPE, CELL), everywhere(field)

    assert np.array_equal(found < 0, wanted < 0)
    for axis in range(3):
        ahead, behind = (np.take(wanted < 0, range(i, SHAPE[axis] - 1 + i), axis) for i in (0, 1))
        at = np.argwhere(ahead != behind)
        assert len(at) > 100
        for end in (at, at + np.eye(3, dtype=int)[axis]):
            assert np.array_equal(found[tuple(end.T)], wanted[tuple(end.T)])


def test_most_places_are_never_asked_about() -> None:
    asked = []

    def counted(at: Array) -> Array:
        asked.append(len(at))
        return BALL_WITH_A_WIRE(at)

    sampled(counted, START, SHAPE, CELL)

    assert sum(asked) < np.prod(SHAPE) / 3
