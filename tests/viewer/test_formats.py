"""The formats of the Balance Method on every body: what is laid and where it is pinned, as recorded."""

import numpy as np
import pytest

from models.catalogue import available, load
from point_maps import maps
from populated import each
from viewer.atlas import formats


@pytest.fixture(scope="module", params=sorted(available()))
def body(request):
    return load(request.param)


@pytest.fixture(scope="module")
def records():
    return maps.load().balance.formats


@pytest.fixture(scope="module")
def laid(body, records):
    return dict(formats.laid(body, records))


def test_image_and_mirror_are_drawn_both_ways_up_and_what_has_no_pin_is_only_told(laid, records):
    assert list(laid) == ["image", "reverse-image", "mirror", "reverse-mirror"]
    assert set(laid) < set(records)


def test_each_line_is_pinned_where_its_record_says(laid, records):
    for key, one in each(laid.items()):
        for line in each(one["lines"]):
            pinned = records[key].lays[line["line"]].pinned
            assert (pinned.at, pinned.source) == (line["at"], line["source"])
        assert [line["at"] for line in one["lines"]] == sorted(
            (line["at"] for line in one["lines"]), key=formats.JOINTS.index
        )


def test_what_is_laid_is_there_on_this_body(laid, body):
    for one in each(laid.values()):
        for side, parts in each(one["parts"].items()):
            assert len(parts) > 15
            assert all(body.structures[part].system == "bone" for part in parts)
            if one["of"] == "leg":
                assert {body.structures[part].side for part in parts} == {formats.OTHER[side]}, (
                    "the one that hurts"
                )


@pytest.mark.parametrize("side", ["left", "right"])
def test_joints_lie_in_the_limb_and_in_order(laid, side):
    outward = 1 if side == "left" else -1
    for one in each(laid.values()):
        arm = np.array(one["limbs"][side]["arm"]["target"]["points"])
        assert (np.diff(arm[:, 2]) < 0).all(), "from the shoulder down"
        assert (np.diff(arm[:, 0] * outward) > 0).all(), "and outward"
        back = np.array(one["limbs"][side]["arm"]["target"]["back"])
        assert np.linalg.norm(back) == pytest.approx(1, abs=0.01)
        assert back[1] > 0, "the back of the wrist looks backward"


def test_the_wrist_stands_for_the_lumbosacral_level_and_the_elbow_for_l2(laid, body):
    image = laid["image"]
    sources = {line["source"]: i for i, line in enumerate(image["lines"])}
    points = np.array(image["limbs"]["left"]["arm"]["source"]["points"])
    marks = body.manifest.landmarks
    assert marks["s1-body.midline"][2] < points[sources["l5-s1"]][2] < marks["l5-body.midline"][2]
    low, high = body.structures["l2-vertebra"].bounds[4:]
    assert low < points[sources["l2"]][2] < high
    wrist = np.array(image["limbs"]["left"]["arm"]["target"]["points"])[sources["l5-s1"]]
    assert np.linalg.norm(wrist - marks["wrist-crease-palmar.left"]) < 40
