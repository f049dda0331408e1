"""Pregnancy: the woman comes to stand as the pregnant body does, and the child lies in the womb."""

import numpy as np
import pytest

from models.catalogue import load
from models.change import laid
from models.change_file import read
from populated import each

SIDES = ("left", "right")
NEAR = 1.0
"""What is no farther off than this lies alike, mm."""


@pytest.fixture(scope="module")
def woman():
    return load("female")


@pytest.fixture(scope="module")
def becomes():
    return load("female-pregnant")


@pytest.fixture(scope="module", params=SIDES)
def full(request, woman):
    """What changes and appears, at full amount, by id."""
    change = read(woman.causes[f"pregnancy-pelvis.{request.param}"])
    return laid(change, woman.mesh, 1)


def middle_line(mesh):
    """The points near the midline in front of the belly, mm."""
    aside, depth, height = mesh.points.T
    return mesh.points[(np.abs(aside) < 8) & (depth < -60) & (height > 850) & (height < 1080)]


def test_the_belly_goes_out_to_where_that_of_the_pregnant_body_is(full, woman, becomes):
    skins = woman.mesh("skin"), full["skin"], becomes.mesh("skin")
    before, after, wanted = (middle_line(skin)[:, 1].min() for skin in skins)

    assert after == pytest.approx(wanted, abs=3 * NEAR)
    assert after < before - 60


def test_the_column_comes_to_stand_as_that_of_the_pregnant_body(full, becomes):
    for level in each(range(1, 6)):
        key = f"l{level}-vertebra"
        assert full[key].points.mean(axis=0) == pytest.approx(becomes.mesh(key).points.mean(axis=0), abs=NEAR)


def test_head_arms_and_legs_stay(full):
    moved = {key.partition(".")[0] for key in full}

    assert not moved & {"skull", "humerus", "femur", "scapula", "t5-vertebra"}


def test_the_child_lies_in_the_womb_and_the_womb_in_the_belly(full):
    inner, outer, skin = (full[key].points for key in ("child", "womb", "skin"))
    trunk = skin[(np.abs(skin[:, 0]) < 150) & (skin[:, 2] > 800) & (skin[:, 2] < 1200)]

    for within, around in each([(inner, outer), (outer, trunk)]):
        assert (within.min(axis=0) > around.min(axis=0)).all()
        assert (within.max(axis=0) < around.max(axis=0)).all()
