"""Each of the 62 checks, made to fail by one thing moved to where it does not belong."""

import pytest

from models import catalogue
from point_maps.checking.reading import Reading
from point_maps.verify.findings import _finding
from point_maps.verify.ranges import COUNT, checks
from point_maps.verify.registry import CHECKS
from point_maps.verify.side import OneSide

WRONG = {
    1: ("move", "l4-root", 0, -80, 0),
    2: ("move", "s1-root", 60, 0, 0),
    3: ("stretch", "lumbosacral-trunk", 5, 5, 5),
    4: ("stretch", "s3-root", 4, 4, 4),
    5: ("stretch", "s3-root", 6, 6, 6),
    6: ("stretch", "s3-root", 0.01, 1, 1),
    7: ("swell", "lumbosacral-trunk", 2, 2),
    8: ("move", "l5-root,lumbosacral-trunk,sciatic", -40, 0, 0),
    9: ("move", "lumbosacral-trunk", 0, -40, 0),
    10: ("move", "sciatic", 0, 0, 90),
    11: ("mark", "psis", 90, 0, 0),
    12: ("mark", "greater-trochanter", -60, 0, 0),
    13: ("mark", "ischial-tuberosity-lateral", 20, 0, 0),
    14: ("swell", "sciatic", 20, 20),
    15: ("move", "sciatic", -50, 0, 0),
    16: ("stretch", "sciatic", 4, 1, 1),
    17: ("move", "sciatic", 0, -60, 0),
    18: ("move", "sciatic", -40, 0, 0),
    19: ("move", "sciatic", -40, 0, 0),
    20: ("move", "sciatic", 0, -60, 0),
    21: ("move", "sciatic", 0, -60, 0),
    22: ("swell", "sciatic", 2, 2),
    23: ("swell", "sciatic", 2, 2),
    24: ("swell", "sciatic", 2, 2),
    25: ("swell", "sciatic", 1, 4),
    26: ("stretch", "sciatic", 1, 1, 1.8),
    27: ("mark", "popliteal-crease", 0, 0, 150),
    28: ("mark", "popliteal-crease", 0, 0, 150),
    29: ("move", "sciatic", 0, -60, 0),
    30: ("move", "tibial", 40, 0, 0),
    31: ("swell", "common-fibular", 4, 4),
    32: ("mark", "fibular-head", 0, 0, -120),
    33: ("move", "common-fibular", 15, 0, 0),
    34: ("mark", "fibular-head", 0, 0, 80),
    35: ("mark", "fibular-head", 0, 0, 60),
    36: ("mark", "fibular-head", 0, 0, 120),
    37: ("stretch", "common-fibular", 1, 8, 1),
    38: ("mark", "medial-malleolus-prominence", 0, -20, 0),
    39: ("move", "tibial", 25, 0, 0),
    40: ("mark", "medial-malleolus", 0, 50, 0),
    41: ("move", "tibial", 0, -45, 0),
    42: ("move", "tibial", 0, 0, 80),
    43: ("move", "tibial", 0, 0, 80),
    44: ("move", "medial-calcaneal", 0, 0, 60),
    45: ("shift", "HT5", 0, -6, 0),
    46: ("cun", "forearm", 1.5),
    47: ("shift", "HT5", 0, 0, 12),
    48: ("shift", "LU7", 0, 0, 20),
    49: ("shift", "PC6", 0, 0, 20),
    50: ("shift", "SI6", 0, 0, 20),
    51: ("shift", "HT7", 0, 0, 10),
    52: ("shift", "KI3", 0, 0, 10),
    53: ("shift", "KI3", 0, 30, 0),
    54: ("shift", "KI3", 0, 40, 0),
    55: ("shift", "KI6", 0, 0, -20),
    56: ("shift", "KI7", 0, 0, 20),
    57: ("shift", "SP6", 0, 0, 30),
    58: ("shift", "SP5", 0, -60, 0),
    59: ("shift", "LR4", 30, 0, 30),
    60: ("shift", "SP5", 6, 0, 8),
    61: ("mark", "hip-joint-centre", 5, 0, 0),
    62: ("map", "without balance.toml"),
}


@pytest.fixture(scope="module")
def male():
    return catalogue.load("male")


@pytest.fixture(scope="module")
def sound(male, shipped):
    """One side as it is: what it has measured for one check it need not measure for another."""
    return OneSide(male, shipped, "left")


def found(number, it):
    check = next(check for check in checks() if check.number == number)
    return _finding(check, it, "male")


def wronged(alter, male, shipped, how, *what):
    """One side of the body, or a map, with one thing wrong."""
    if how == "shift":
        return alter.Shifted(male, shipped, {what[0]: what[1:]})
    if how == "map":
        left = [reading for reading in shipped.readings if reading.path.name != what[0].split()[-1]]
        return OneSide(male, type(shipped)([Reading(*reading) for reading in left]), "left")
    body = alter.Altered(male)
    getattr(alter, how)(*what)(body)
    return OneSide(body, shipped, "left")


@pytest.mark.parametrize("number", sorted(WRONG))
def test_a_check_fails_when_what_it_looks_at_is_wrong(number, alter, male, shipped, sound):
    before = found(number, sound)
    after = found(number, wronged(alter, male, shipped, *WRONG[number]))

    assert after.verdict == ("FAIL" if after.check.gate or after.trouble else "miss")
    assert (after.measured, after.trouble) != (before.measured, before.trouble)


def test_every_check_has_something_that_makes_it_fail():
    assert sorted(WRONG) == sorted(CHECKS) == [check.number for check in checks()] == [*range(1, COUNT + 1)]
