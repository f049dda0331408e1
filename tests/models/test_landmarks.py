"""Landmarks lie where their definition says, in anatomy's words."""

import numpy as np
import pytest


@pytest.fixture(params=["left", "right"])
def at(request, ruler):
    """A landmark of one side, with x counted outward from the midline."""
    return lambda name: (
        ruler.landmark(f"{name}.{request.param}") * ((1, 1, 1) if request.param == "left" else (-1, 1, 1))
    )


@pytest.fixture
def of_a_man(ruler):
    """How long a bone is beside that of a man of 1743 mm, whom the lengths below were measured on."""
    return ruler.body.manifest.stature / 1743


def test_hip_joint_centres_lie_80_to_90_mm_from_the_midline(at):
    assert 80 <= at("hip-joint-centre")[0] <= 90


def test_the_greater_trochanter_is_lateral_to_the_hip_and_near_its_height(at):
    assert at("greater-trochanter")[0] > at("hip-joint-centre")[0] + 45
    assert abs(at("greater-trochanter")[2] - at("hip-joint-centre")[2]) < 45


def test_the_lesser_trochanter_is_below_medial_and_behind(at):
    assert at("lesser-trochanter")[2] < at("greater-trochanter")[2] - 15
    assert at("lesser-trochanter")[0] < at("greater-trochanter")[0] - 30
    assert at("lesser-trochanter")[1] > at("hip-joint-centre")[1]


def test_the_ischial_tuberosity_is_the_lowest_of_the_hip_bone_behind_the_hip(at):
    assert at("ischial-tuberosity")[2] < at("hip-joint-centre")[2] - 40
    assert at("ischial-tuberosity")[1] > at("hip-joint-centre")[1]
    assert at("ischial-tuberosity-lateral")[0] > at("ischial-tuberosity")[0]


def test_the_tuberosity_is_about_114_mm_from_the_trochanter(at, of_a_man):
    length = np.linalg.norm(at("ischial-tuberosity") - at("greater-trochanter"))

    assert length == pytest.approx(114 * of_a_man, abs=15)


def test_the_psis_is_about_170_mm_from_the_tuberosity(at, of_a_man):
    assert np.linalg.norm(at("psis") - at("ischial-tuberosity")) == pytest.approx(170 * of_a_man, abs=20)


def test_the_ischial_spine_lies_between_psis_and_tuberosity(at):
    assert at("ischial-tuberosity")[2] < at("ischial-spine")[2] < at("psis")[2]
    assert at("ischial-spine")[1] > at("hip-joint-centre")[1]


def test_the_iliac_crest_is_the_highest_of_the_pelvis(at):
    assert at("iliac-crest")[2] > at("psis")[2] + 20


def test_epicondyles_stand_on_both_sides_of_the_knee(at, of_a_man):
    assert at("medial-epicondyle")[0] < at("knee-centre")[0] < at("lateral-epicondyle")[0]
    breadth = at("lateral-epicondyle")[0] - at("medial-epicondyle")[0]
    assert breadth == pytest.approx(84 * of_a_man, abs=8)


def test_the_fibular_head_is_lateral_behind_and_below_the_joint_line(at):
    assert at("fibular-head")[0] > at("knee-centre")[0] + 15
    assert at("fibular-head")[1] > at("knee-centre")[1]
    assert 25 < at("lateral-epicondyle")[2] - at("fibular-head")[2] < 65


def test_the_lateral_malleolus_reaches_lower_and_farther_back_than_the_medial(at):
    assert at("lateral-malleolus")[2] < at("medial-malleolus")[2] - 5
    assert at("lateral-malleolus")[1] > at("medial-malleolus")[1] + 5


def test_the_achilles_tendon_lies_behind_the_malleolus_at_its_height(at):
    assert at("achilles-anterior")[1] > at("medial-malleolus")[1] + 25
    assert at("achilles-anterior")[2] == pytest.approx(at("medial-malleolus")[2], abs=0.1)


def test_the_navicular_tuberosity_is_in_front_of_and_below_the_medial_malleolus(at):
    assert at("navicular-tuberosity")[1] < at("medial-malleolus")[1] - 12
    assert at("navicular-tuberosity")[2] < at("medial-malleolus")[2]


def test_the_popliteal_crease_is_on_the_skin_behind_the_knee(at):
    assert at("popliteal-crease")[1] > at("knee-centre")[1] + 30
    assert abs(at("popliteal-crease")[2] - at("knee-centre")[2]) < 35


def test_the_gluteal_fold_is_on_the_skin_below_the_tuberosity(at):
    assert -70 < at("gluteal-fold")[2] - at("ischial-tuberosity")[2] < 15
    assert at("gluteal-fold")[1] > at("ischial-tuberosity")[1] + 20


def test_the_wrist_creases_face_each_other_at_the_pisiforms_proximal_edge(at):
    palmar, dorsal = at("wrist-crease-palmar"), at("wrist-crease-dorsal")
    along = palmar - at("elbow-crease")
    along /= np.linalg.norm(along)

    assert 20 < np.linalg.norm(palmar - dorsal) < 55
    assert (at("pisiform") - palmar) @ along == pytest.approx(0, abs=5)


def test_the_radial_styloid_is_on_the_thumb_side_of_the_ulnar(at):
    assert at("radial-styloid")[0] > at("ulnar-styloid")[0] + 35


def test_landmarks_of_the_skin_lie_on_it(at, ruler):
    names = ("popliteal-crease", "gluteal-fold", "wrist-crease-palmar", "wrist-crease-dorsal", "elbow-crease")
    on_left = np.array([at(name) for name in names])

    assert np.abs(ruler.depth(on_left)).max() < 1.0


def test_the_midline_runs_from_l4_down_to_the_promontory(ruler):
    names = ("l4-body", "l5-body", "s1-body")
    heights = [ruler.landmark(f"{name}.midline")[2] for name in names]

    assert heights == sorted(heights, reverse=True)
    assert all(ruler.landmark(f"{name}.midline")[0] == 0 for name in names)
    assert ruler.landmark("l4-spinous.midline")[1] > ruler.landmark("l4-body.midline")[1] + 30
    assert ruler.landmark("vertex.midline")[2] == pytest.approx(ruler.body.manifest.stature, abs=0.5)


def test_a_cun_of_the_forearm_is_17_to_23_mm(ruler):
    assert 17 <= ruler.body.manifest.cun["forearm.left"] <= 23


def test_cun_scales_are_the_same_on_both_sides(ruler):
    cun = ruler.body.manifest.cun

    assert {key.rpartition(".")[0] for key in cun} == {
        "forearm",
        "leg-medial-13",
        "leg-medial-15",
        "leg-lateral-16",
        "foot-3",
    }
    assert all(cun[key] == cun[key.replace(".left", ".right")] for key in cun if key.endswith(".left"))
