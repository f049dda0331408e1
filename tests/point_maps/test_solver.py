"""The anchor grammar against a body whose every measure is known."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from models.catalogue import Body
from models.records import DataError
from point_maps.records.anchors import NerveAnchor, SkinAnchor
from point_maps.solving import solve
from point_maps.solving.frames import MissingError, frame
from point_maps.solving.places import Places, Surfaces

NEAR = 0.35
"""mm: the skin's 96 sides and the mesh file's grid of 1/16 mm."""


@pytest.fixture(scope="module")
def left(shipped, cylinders) -> Places:
    return Places(shipped, Surfaces(cylinders), "left")


def on_skin(places: Places, **anchor: object) -> np.ndarray:
    return places.on_skin(SkinAnchor.model_validate(anchor)).centre


def test_a_level_and_a_landmark_meet_the_skin_where_the_text_says(left, limbs):
    found = on_skin(
        left,
        limb="forearm",
        level={"of": "wrist-crease-palmar", "cun": 1.5, "toward": "proximal", "scale": "forearm"},
        across="radial-styloid",
        facing="radial",
    )

    assert_allclose(found, limbs.arm_place(30, 0, 30), atol=NEAR)


def test_facing_turns_round_the_limb(left, limbs):
    level = {"of": "wrist-crease-palmar", "cun": 2, "toward": "proximal", "scale": "forearm"}
    place = {"between": ["radial-styloid", "ulnar-styloid"], "at": 0.5}
    expected = {"palmar": (0, 30), "dorsal": (0, -30)}

    for facing, (radial, palmar) in expected.items():
        found = on_skin(left, limb="forearm", level=level, across=place, facing=facing)
        assert_allclose(found, limbs.arm_place(radial, palmar, 40), atol=NEAR)


def test_two_directions_mix_in_equal_parts(left, limbs):
    found = on_skin(
        left,
        limb="forearm",
        level="wrist-crease-palmar",
        across={"of": "wrist-crease-palmar", "mm": 30, "toward": "dorsal"},
        facing="palmar-radial",
    )

    assert_allclose(found, limbs.arm_place(30 * np.sqrt(0.5), 30 * np.sqrt(0.5), 0), atol=NEAR)


def test_an_edge_is_looked_for_at_the_level(left, limbs):
    level = {"of": "wrist-crease-palmar", "cun": 3, "toward": "proximal", "scale": "forearm"}

    found = on_skin(left, limb="forearm", level=level, across="radial edge of ulna", facing="dorsal")

    assert_allclose(found, limbs.arm_place(-8, -np.sqrt(900 - 64), 60), atol=NEAR)


def test_an_end_is_the_outermost_place_of_the_whole_bone(left, limbs):
    across = {"between": ["distal end of triquetrum", "proximal end of metacarpal-5"], "at": 0.5}

    found = on_skin(left, limb="forearm", across=across, facing="ulnar")

    assert_allclose(found @ limbs.ARM[:, 2], limbs.arm_place(0, 0, -18) @ limbs.ARM[:, 2], atol=NEAR)


def test_between_without_a_share_is_where_the_line_meets_the_level(left, limbs):
    level = {"of": "wrist-crease-palmar", "cun": 6, "toward": "proximal", "scale": "forearm"}
    across = {"between": ["radial-styloid", "elbow-crease"]}

    found = on_skin(left, limb="forearm", level=level, across=across, facing="radial")

    share = (120 + 2) / 242
    assert_allclose(found, limbs.arm_place(np.sqrt(900 - (30 * share) ** 2), 30 * share, 120), atol=NEAR)


def test_a_midpoint_stays_in_the_middle_on_the_skin(left):
    across = {"between": ["medial-malleolus", "achilles-anterior"], "at": 0.5}
    start, end = np.array([50.0, 0, 75]), np.array([75.0, 40, 75])

    found = on_skin(left, limb="lower-leg", level="medial-malleolus", across=across, facing="medial")

    share = (found - start) @ (end - start) / ((end - start) @ (end - start))
    assert share == pytest.approx(0.5, abs=0.005)
    assert found[2] == pytest.approx(75, abs=0.01)
    assert np.hypot(found[0] - 85, found[1]) == pytest.approx(45, abs=NEAR)


def test_the_skin_of_the_other_limb_is_never_met(left):
    level = {"of": "medial-malleolus", "cun": 4, "toward": "proximal", "scale": "leg-medial-13"}

    found = on_skin(left, limb="lower-leg", level=level, across="posterior edge of skin", facing="medial")

    assert found[0] > 0


def test_cun_follow_the_scale_that_is_named(left):
    heights = [
        on_skin(
            left,
            limb="lower-leg",
            level={"of": "medial-malleolus", "cun": 5, "toward": "proximal", "scale": scale},
            across="medial edge of tibia",
            facing="medial",
        )[2]
        for scale in ("leg-medial-13", "leg-medial-15")
    ]

    assert_allclose(heights, [75 + 125, 75 + 120], atol=0.01)


def test_a_step_back_along_a_nerve_is_the_nearest_place_of_it(left):
    anchor = NerveAnchor.model_validate(
        {
            "nerve": "common-fibular",
            "limb": "lower-leg",
            "nearest": {"of": "fibular-head", "mm": 10, "toward": "distal"},
        }
    )

    centre, direction, _ = left.on_nerve(anchor)

    line = np.array([(85.0, 30, 520), (125, 15, 420)])
    step = (line[1] - line[0]) / np.linalg.norm(line[1] - line[0])
    wanted = line[0] + ((np.array([122.0, 10, 420]) - line[0]) @ step) * step
    assert_allclose(centre, wanted, atol=0.01)
    assert_allclose(direction, step, atol=1e-6)


def test_a_share_of_a_nerve_is_measured_along_it(left):
    anchor = NerveAnchor.model_validate({"nerve": "tibial", "at": 0.25})

    centre, *_ = left.on_nerve(anchor)

    assert_allclose(centre, [82.5, 25.5, 405], atol=0.01)


def test_directions_follow_the_hanging_arm_not_the_space(cylinders, limbs):
    forearm = frame(cylinders, "forearm", "left")

    for word, column in {"radial": 0, "dorsal": 1, "proximal": 2}.items():
        assert_allclose(forearm.unit[word], limbs.ARM[:, column], atol=1e-6)


def test_both_sides_come_from_one_record(shipped_on_cylinders):
    for key, region in shipped_on_cylinders.regions.items():
        if key.endswith(".left"):
            other = shipped_on_cylinders.regions[f"{region.code}.right"]
            assert_allclose(np.array(region.centre) * (-1, 1, 1), other.centre, atol=0.01)
            assert_allclose(np.array(region.normal) * (-1, 1, 1), other.normal, atol=0.01)


def test_placing_twice_gives_the_same(shipped, cylinders, shipped_on_cylinders):
    again = solve.place(shipped, Body(cylinders.folder))

    assert again.regions == shipped_on_cylinders.regions
    assert again.sites == shipped_on_cylinders.sites


def test_a_missing_landmark_is_named_with_the_file(shipped, cylinders):
    poor = Body(cylinders.folder)
    marks = {k: v for k, v in poor.manifest.landmarks.items() if not k.startswith("pisiform")}
    poor.manifest = poor.manifest.model_copy(
        update={"landmarks": {k: v for k, v in marks.items() if "navicular" not in k}, "nerves": ()}
    )

    with pytest.raises(DataError) as caught:
        solve.place(shipped, poor)

    told = "\n".join(caught.value.problems)
    assert re.search(
        r"SP\.toml, line \d+: .*SP5, anchor: needs the landmark 'navicular-tuberosity' \(left\)", told
    )
    assert re.search(r"leg\.toml, line \d+: .*tarsal-tunnel, anchor: needs the nerve 'tibial\.right'", told)
    assert len(caught.value.problems) == len(set(caught.value.problems))


def test_an_unknown_structure_names_the_nearest(left):
    with pytest.raises(MissingError, match=r"needs the structure 'tibja' \(left\).*nearest: tibia"):
        on_skin(
            left, limb="lower-leg", level="medial-malleolus", across="medial edge of tibja", facing="medial"
        )


def test_a_line_that_never_meets_the_level_says_so(left):
    level = {"of": "wrist-crease-palmar", "cun": 3, "toward": "proximal", "scale": "forearm"}
    across = {"between": ["wrist-crease-palmar", "wrist-crease-dorsal"]}

    with pytest.raises(MissingError, match="two places at different levels"):
        on_skin(left, limb="forearm", level=level, across=across, facing="radial")


def test_a_facing_that_never_meets_the_skin_says_so(left):
    with pytest.raises(MissingError, match="must meet the skin going proximal"):
        on_skin(left, limb="forearm", level="pisiform", across="pisiform", facing="proximal")


def test_an_edge_where_the_bone_is_not_says_so(left):
    level = {"of": "wrist-crease-palmar", "cun": 3, "toward": "distal", "scale": "forearm"}

    with pytest.raises(MissingError, match="must lie at a level where 'radius' is"):
        on_skin(left, limb="forearm", level=level, across="radial edge of radius", facing="radial")


def test_a_pressed_root_lights_only_what_carries_its_fibres(shipped_on_cylinders):
    disc = shipped_on_cylinders.sites["l4-l5-herniated-disc.left"]

    assert disc.nerves == ("l5-root.left",)
    assert disc.path[:3] == ("l5-root.left", "lumbosacral-trunk.left", "sciatic.left")
    assert "sural.left" not in disc.path
    assert "superficial-fibular.left" in disc.path
    assert not any(nerve.endswith("right") for nerve in disc.path)


def test_a_branch_that_left_before_the_site_is_spared(shipped_on_cylinders):
    ankle = shipped_on_cylinders.sites["tarsal-tunnel.left"]

    assert ankle.path == ("tibial.left", "medial-plantar.left", "lateral-plantar.left")


def test_the_middle_of_a_midline_structure_is_on_the_midline(shipped_on_cylinders):
    left, right = (
        shipped_on_cylinders.sites[f"l5-s1-herniated-disc.{side}"].centre for side in ("left", "right")
    )

    assert_allclose(np.array(left) * (-1, 1, 1), right, atol=0.1)
    assert_allclose(
        left, [0.4 * 18 * np.sqrt(0.5), 12 + 18 * (1 - 0.4 * (1 - np.sqrt(0.5))) + 2, 985], atol=0.4
    )


def test_a_midline_site_presses_on_both_sides(shipped_on_cylinders):
    canal = shipped_on_cylinders.sites["l4-l5-central-stenosis.midline"]

    assert canal.centre[0] == pytest.approx(0)
    assert {"l5-root.left", "l5-root.right"} <= set(canal.nerves)
    assert {"lateral-plantar.left", "lateral-plantar.right"} <= set(canal.path)


def test_a_direction_said_twice_weighs_double(cylinders):
    trunk = frame(cylinders, "trunk", "left")

    assert_allclose(trunk.toward("posterior-posterior-lateral"), np.array([1, 2, 0]) / np.sqrt(5))
    assert_allclose(trunk.toward("posterolateral"), np.array([1, 1, 0]) / np.sqrt(2))
