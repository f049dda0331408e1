"""A thigh that is turned in its joint: how far, and on which side which way."""

import numpy as np
import pytest

from models.pipeline.causes.turn import Turn, enough

CENTRE = np.array([85.0, -45.0, 890.0])
POINTS = CENTRE + np.array([[0.0, -30, -40], [30, 10, -400], [0, 0, -800]])


@pytest.fixture
def turn() -> Turn:
    return Turn(CENTRE, np.radians([0.0, 0.0, 30.0]))


def test_what_turns_with_the_bone_keeps_its_shape(turn):
    there = turn(POINTS)

    assert np.linalg.norm(there - CENTRE, axis=1) == pytest.approx(np.linalg.norm(POINTS - CENTRE, axis=1))
    assert np.linalg.norm(there[0] - there[1]) == pytest.approx(np.linalg.norm(POINTS[0] - POINTS[1]))


def test_the_front_of_the_left_thigh_goes_to_the_left(turn):
    assert turn(POINTS)[0, 0] > POINTS[0, 0]


def test_what_has_no_share_stays(turn):
    assert turn(POINTS, np.array([0.0, 0.5, 1.0]))[0] == pytest.approx(POINTS[0])
    assert turn(POINTS, 0.5) == pytest.approx(turn.part(0.5)(POINTS))


def test_it_turns_no_further_than_is_enough(turn):
    found = enough(turn, lambda part: part(POINTS)[0, 0] >= POINTS[0, 0] + 6)

    assert found(POINTS)[0, 0] == pytest.approx(POINTS[0, 0] + 6, abs=0.01)


def test_it_turns_all_the_way_where_that_is_not_enough(turn):
    assert np.degrees(np.linalg.norm(enough(turn, lambda _: False).whole)) == pytest.approx(30, abs=0.01)
