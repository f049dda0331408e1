"""A region counted by the fingers of its own body: as wide as fingers are, and along the same line."""

import numpy as np
import pytest

from point_maps.records.anchors import Step
from point_maps.solving.fingers import by_fingers
from point_maps.solving.places import Places, Surfaces
from populated import each

THUMB, FOUR = (15.0, 25.0), (52.0, 85.0)
"""Between a small woman's and a large man's, mm: thumb at its joint, four fingers at their middle joints."""


@pytest.fixture(scope="module", params=["left", "right"])
def counts(request, shipped, body):
    places = Places(shipped, Surfaces(body), request.param)
    found = {code: by_fingers(places, region.anchor) for code, region in shipped.regions.items()}
    return places, found


def counted_in_cun(region):
    level = region.anchor.level
    return level.cun if isinstance(level, Step) else None


def test_what_is_counted_in_cun_can_be_counted_by_fingers_and_nothing_else(counts, shipped):
    _, found = counts
    for code, region in each(shipped.regions.items()):
        assert (found[code] is not None) == bool(counted_in_cun(region)), code


def test_fingers_are_as_wide_as_fingers_are(counts):
    _, found = counts
    for count in each([count for count in found.values() if count]):
        low, high = FOUR if count.by == "four" else THUMB
        assert low < count.breadth < high
        assert count.mm == pytest.approx(count.cun * count.breadth / (3 if count.by == "four" else 1))
        assert (count.by == "four") == (count.cun >= 3)


def test_the_place_moves_along_the_limb_by_what_the_two_counts_differ(counts, shipped):
    places, found = counts
    for code, count in each([(code, count) for code, count in found.items() if count]):
        anchor = shipped.regions[code].anchor
        axis, way = places.frame(anchor.limb).axis, places.frame(anchor.limb).toward(anchor.level.toward)
        by_bone = anchor.level.cun * places.scale(anchor.level.scale)
        moved = (count.place - places.spot(code).centre) @ axis
        assert moved == pytest.approx((count.mm - by_bone) * np.sign(way @ axis), abs=2.5), code


def test_left_and_right_hands_count_alike(shipped, body):
    one, other = (
        by_fingers(Places(shipped, Surfaces(body), side), shipped.regions["PC6"].anchor)
        for side in ("left", "right")
    )
    assert one.breadth == pytest.approx(other.breadth, abs=0.2)


def test_a_body_without_finger_bones_counts_by_bone_alone(shipped, body, monkeypatch):
    surfaces = Surfaces(body)
    known = surfaces.known
    monkeypatch.setattr(
        surfaces, "known", lambda name, side: None if "phalanx" in name else known(name, side)
    )

    assert by_fingers(Places(shipped, surfaces, "left"), shipped.regions["PC6"].anchor) is None
