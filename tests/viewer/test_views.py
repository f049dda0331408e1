"""Each named view looks from where its name says, on the side it is asked for."""

import pytest

from viewer.atlas import Atlas, views


@pytest.mark.parametrize(
    ("view", "eye"),
    [("front", (0, -1, 0)), ("back", (0, 1, 0)), ("left", (1, 0, 0)), ("right", (-1, 0, 0))],
)
def test_the_eye_stands_on_the_named_side(atlas: Atlas, view: str, eye: tuple[int, int, int]) -> None:
    seen = atlas.views[view]["left"]
    towards = views.direction(seen.azimuth, seen.elevation)

    assert sum(a * b for a, b in zip(towards, eye, strict=True)) > 0.95


@pytest.mark.parametrize("view", ["buttock", "popliteal-fossa", "knee", "wrist", "inner-ankle"])
def test_parts_of_a_limb_are_seen_on_the_side_asked_for(atlas: Atlas, view: str) -> None:
    left, right = atlas.views[view]["left"], atlas.views[view]["right"]

    assert left.focal[0] > 20
    assert right.focal[0] == pytest.approx(-left.focal[0], abs=3)


def test_the_inner_ankle_is_seen_from_the_midline_with_the_other_leg_out_of_the_way(atlas: Atlas) -> None:
    seen = atlas.views["inner-ankle"]["left"]

    assert views.direction(seen.azimuth, seen.elevation)[0] < -0.6
    assert seen.cut is not None
    assert seen.cut < 2 * seen.focal[0]


def test_the_sacrum_is_seen_from_the_front_with_the_pubis_out_of_the_way(atlas: Atlas) -> None:
    seen = atlas.views["sacrum"]["left"]
    front = atlas.body.structures["hip-bone.left"].bounds[2]

    assert views.direction(seen.azimuth, seen.elevation)[1] < -0.9
    assert seen.cut is not None
    assert seen.focal[1] - seen.cut > front


def test_the_spine_is_seen_from_the_side_between_the_hip_bones(atlas: Atlas) -> None:
    for side, sign in (("left", 1), ("right", -1)):
        seen = atlas.views["lower-back-side"][side]
        assert sign * views.direction(seen.azimuth, seen.elevation)[0] > 0.9


def test_the_hollow_of_the_knee_is_seen_from_behind(atlas: Atlas) -> None:
    seen = atlas.views["popliteal-fossa"]["right"]

    assert views.direction(seen.azimuth, seen.elevation)[1] > 0.9
    assert seen.focal[0] < -20


def test_the_palm_is_seen_from_its_front(atlas: Atlas) -> None:
    seen = atlas.views["wrist"]["right"]

    assert views.direction(seen.azimuth, seen.elevation)[1] < -0.5


def test_the_whole_body_fits_the_whole_body_views(atlas: Atlas) -> None:
    low, high = atlas.body.structures["skin"].bounds[4:]

    assert atlas.views["front"]["left"].height > high - low


@pytest.mark.parametrize(("azimuth", "elevation"), [(0.0, 0.0), (90.0, 20.0), (-135.0, -40.0)])
def test_angles_undo_a_direction(azimuth: float, elevation: float) -> None:
    assert views.angles(*views.direction(azimuth, elevation)) == pytest.approx((azimuth, elevation))
