"""What the texts of the wrist points state, measured on every installed body and side."""

import numpy as np
import pytest


def test_a_forearm_cun_is_a_twelfth_of_the_forearm(it):
    length = np.linalg.norm(it.mark("elbow-crease") - it.mark("wrist-crease-palmar"))

    assert it.cun("forearm") == pytest.approx(length / 12, rel=0.01)
    assert 17 < it.cun("forearm") < 23


@pytest.mark.parametrize(("upper", "lower"), [("HT4", "HT5"), ("HT5", "HT6"), ("HT6", "HT7")])
def test_heart_points_are_half_a_cun_apart(it, upper, lower):
    apart = np.linalg.norm(it.at(upper) - it.at(lower)) / it.cun("forearm")

    assert apart == pytest.approx(0.5, abs=0.1)
    assert it.above_wrist(upper) - it.above_wrist(lower) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("code", "cun"),
    [("LU9", 0), ("LU8", 1), ("LU7", 1.5), ("LU6", 7), ("LU5", 12), ("PC7", 0), ("PC6", 2)],
)
def test_points_are_as_many_cun_above_the_palmar_crease_as_their_text_says(it, code, cun):
    assert it.above_wrist(code) == pytest.approx(cun, abs=0.1)


@pytest.mark.parametrize(("code", "cun"), [("TE4", 0), ("SI6", 1), ("TE5", 2), ("TE6", 3)])
def test_points_are_as_many_cun_above_the_dorsal_crease_as_their_text_says(it, code, cun):
    assert it.above_wrist(code, "wrist-crease-dorsal") == pytest.approx(cun, abs=0.15)


@pytest.mark.parametrize("code", ["LU7", "LU8", "LU9"])
def test_lung_points_lie_on_the_radial_side_of_the_radius(it, code):
    radius = it.points("radius")
    distal = radius[(radius - it.mark("wrist-crease-palmar")) @ it.proximal < 2 * it.cun("forearm")]
    middle = (distal @ it.radial).min() / 2 + (distal @ it.radial).max() / 2

    assert it.at(code) @ it.radial > middle


@pytest.mark.parametrize("code", ["PC6", "PC7", "TE5", "TE6"])
def test_middle_points_lie_midway_between_radius_and_ulna(it, code):
    level = it.at(code) @ it.proximal
    edges = []
    for bone, outermost in (("radius", np.max), ("ulna", np.min)):
        points = it.points(bone)
        close = points[np.abs(points @ it.proximal - level) < 12]
        edges.append(outermost(close @ it.radial) if len(close) else np.nan)
    if code == "PC7":
        edges = [it.mark(f"{bone}-styloid") @ it.radial for bone in ("radial", "ulnar")]

    assert it.at(code) @ it.radial == pytest.approx(np.mean(edges), abs=3)


def test_te5_lies_opposite_pc6(it):
    apart = it.at("TE5") - it.at("PC6")

    assert abs(apart @ it.radial) < 5
    assert abs(apart @ it.proximal) < 0.15 * it.cun("forearm")
    assert apart @ it.palmar < -20


def test_si6_lies_on_the_back_radial_to_the_head_of_the_ulna(it):
    assert (it.at("SI6") - it.mark("ulnar-head")) @ it.radial > 0
    assert (it.at("SI6") - it.mark("wrist-crease-dorsal")) @ it.palmar < 8


@pytest.mark.parametrize("code", ["HT7", "PC7"])
def test_ht7_and_pc7_are_level_with_the_proximal_edge_of_the_pisiform(it, code):
    edge = (it.points("pisiform") @ it.proximal).max()

    assert it.at(code) @ it.proximal == pytest.approx(edge, abs=3)


def test_ht7_lies_beside_the_pisiform_on_its_radial_side(it):
    pisiform = it.points("pisiform") @ it.radial

    assert pisiform.mean() < it.at("HT7") @ it.radial < pisiform.max() + 4


def test_wrist_points_run_from_thumb_to_little_finger_in_order(it):
    order = [it.at(code) @ it.radial for code in ("LU9", "PC7", "HT7", "SI5")]

    assert order == sorted(order, reverse=True)


def test_si5_and_si4_follow_each_other_down_the_ulnar_edge(it):
    assert it.above_wrist("SI5") > it.above_wrist("SI4") > -2
