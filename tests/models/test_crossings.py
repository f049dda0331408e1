"""What lies in the vertebral canal and beside it crosses nothing, on shipped surfaces, between points too."""

import numpy as np
import pytest

from models.pipeline.shapes.yielding import Skin
from populated import each

MOST = 0.3
"""No deeper, mm."""
LEVELS = ("l2", "l3", "l4", "l5", "s1", "s2", "s3")
FLAVA = [f"{pair}-flavum.left" for pair in ("l1-l2", "l2-l3", "l3-l4", "l4-l5", "l5-s1")]
SOFT = [*FLAVA, "psoas-major.left", "multifidus.left"]
FIRM = [
    *(f"l{number}-vertebra" for number in range(1, 6)),
    "sacrum",
    "l3-l4-disc",
    "l4-l5-disc",
    "l5-s1-disc",
]


@pytest.fixture(scope="module")
def places(ruler):
    """Places all over a structure, (n, 3), mm."""
    known = {}

    def found(structure):
        if structure not in known:
            mesh = ruler.mesh(structure)
            known[structure] = Skin(mesh).at(mesh.points)
        return known[structure]

    return found


@pytest.fixture
def depth(ruler, places):
    """How deep two structures lie in each other, mm."""

    def found(one, other):
        return max(_deepest(ruler, places(one), other), _deepest(ruler, places(other), one))

    return found


def _deepest(ruler, points, structure):
    mesh = ruler.mesh(structure).points
    points = points[((points > mesh.min(axis=0)) & (points < mesh.max(axis=0))).all(axis=1)]
    return -ruler.away(points, structure).min(initial=0.0) if len(points) else 0.0


@pytest.mark.parametrize("level", LEVELS)
def test_roots_and_their_covers_cross_no_ligament_muscle_disc_or_bone(depth, level):
    parts = [f"{level}-{part}.left" for part in ("root-sleeve", "ganglion", "root", "rootlets")]
    crossed = {(part, other): depth(part, other) for part in parts for other in (*SOFT, *FIRM)}

    assert {pair: far for pair, far in each(crossed.items()) if far > MOST} == {}


def test_the_sac_crosses_no_ligament_disc_or_bone(depth):
    both = [*FLAVA, *(flavum.replace("left", "right") for flavum in FLAVA)]
    crossed = {other: depth("dural-sac", other) for other in (*both, *FIRM)}

    assert {other: far for other, far in each(crossed.items()) if far > MOST} == {}


@pytest.mark.parametrize("level", [*LEVELS, "s4", "s5"])
def test_strands_stay_in_the_sac_and_the_covers_of_their_root(ruler, places, level):
    covers = [f"{level}-{part}.left" for part in ("root-sleeve", "ganglion") if level in LEVELS]
    strands = places(f"{level}-rootlets.left")
    out = np.min([ruler.away(strands, tube) for tube in ("dural-sac", *covers)], axis=0)

    assert out.max() <= MOST
