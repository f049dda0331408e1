"""The way of a needle as it is drawn: its plane, its depth and what it passes agree with the body."""

import numpy as np
import pytest

from models.catalogue import available, load
from point_maps import maps
from point_maps.solving import beneath
from populated import each
from viewer.atlas import Atlas
from viewer.cards import needle


@pytest.fixture(scope="module", params=sorted(available()))
def atlas(request):
    return Atlas(load(request.param), maps.load()).solve()


def test_the_plane_holds_the_needle_and_is_square(atlas):
    for placed in each(atlas.regions.values()):
        own = needle.drawn(atlas, placed)
        if own is None:
            assert placed.region.needling is None
            continue
        right, up = np.array(own["right"]), np.array(own["up"])
        assert np.linalg.norm(right) == pytest.approx(1, abs=1e-3)
        assert np.linalg.norm(up) == pytest.approx(1, abs=1e-3)
        assert right @ up == pytest.approx(0, abs=1e-3)
        assert up == pytest.approx(-np.array(beneath.reaches(atlas.body, placed)[0].direction), abs=1e-3)
        assert up @ np.array(placed.normal) > 0.2, "it leads out of the skin"


def test_depths_are_those_of_the_record_on_this_body(atlas):
    placed = atlas.regions["PC6.right"]
    own = needle.drawn(atlas, placed)
    low, high = placed.region.needling.depth_cun
    assert own["cun"] == [low, high]
    assert own["depth"] == pytest.approx([low * placed.cun, high * placed.cun], abs=0.01)


def test_the_median_nerve_lies_under_pc6_and_the_tibial_under_ki3(atlas):
    for region, nerve in (("PC6.left", "median.left"), ("KI3.right", "tibial.right")):
        met = {one["id"]: one for one in needle.drawn(atlas, atlas.regions[region])["met"]}
        assert nerve in met
        assert 3 < met[nerve]["depth"] < 25
        assert [one["depth"] for one in met.values()] == sorted(one["depth"] for one in met.values())
