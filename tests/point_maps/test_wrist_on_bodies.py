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


@pytest.mark.parametrize(("code", "within"), [("PC6", 5), ("PC7", 5), ("TE5", 3), ("TE6", 3)])
def test_middle_points_lie_midway_between_radius_and_ulna(it, code, within):
    level = it.at(code) @ it.proximal
    edges = []
    for bone, outermost in (("radius", np.max), ("ulna", np.min)):
        points = it.points(bone)
        close = points[np.abs(points @ it.proximal - level) < 12]
        edges.append(outermost(close @ it.radial) if len(close) else np.nan)
    if code == "PC7":
        edges = [it.mark(f"{bone}-styloid") @ it.radial for bone in ("radial", "ulnar")]

    assert it.at(code) @ it.radial == pytest.approx(np.mean(edges), abs=within)


def across(it, structure, code):
    """How far radial of a region a structure begins and ends, at the region's level, mm."""
    section = it.section(structure, code, it.proximal) @ it.radial
    return section.min(), section.max()


@pytest.mark.parametrize("code", ["PC6", "PC7"])
def test_pericardium_points_lie_between_the_two_tendons(it, code):
    assert across(it, "palmaris-longus-tendon", code)[1] < 1.5
    assert across(it, "flexor-carpi-radialis-tendon", code)[0] > 3


@pytest.mark.parametrize("code", ["HT4", "HT5", "HT6"])
def test_heart_points_lie_at_the_radial_edge_of_the_tendon(it, code):
    assert across(it, "flexor-carpi-ulnaris-tendon", code)[1] == pytest.approx(0, abs=1.5)
    assert it.at(code) @ it.palmar > it.at("TE5") @ it.palmar + 20


def test_lu7_lies_in_the_groove_between_the_tendons_to_the_thumb(it):
    abductor, extensor = (
        it.section(f"{tendon}-tendon", "LU7", it.proximal) @ it.palmar
        for tendon in ("abductor-pollicis-longus", "extensor-pollicis-brevis")
    )

    assert extensor.mean() < extensor.max() < 0.5
    assert -0.5 < abductor.min() < abductor.mean()


def test_lu8_lies_between_the_radius_and_its_artery(it):
    artery = across(it, "radial-artery", "LU8")
    radius = across(it, "radius", "LU8")

    assert np.mean(artery) < 0 < radius[1] + 1


def test_lu9_lies_between_styloid_and_scaphoid_over_the_artery(it):
    styloid, scaphoid = (
        (it.mark(name) - it.at("LU9")) @ it.radial for name in ("radial-styloid", "scaphoid-tubercle")
    )

    assert scaphoid < 0 < styloid
    assert np.mean(across(it, "radial-artery", "LU9")) == pytest.approx(0, abs=3)


def test_heart_points_lie_level_with_the_head_of_the_ulna(it):
    head = (it.mark("ulnar-head") - it.mark("wrist-crease-palmar")) @ it.proximal / it.cun("forearm")

    assert it.above_wrist("HT6") - 0.5 < head < it.above_wrist("HT4") + 0.5


def test_te5_lies_opposite_pc6(it):
    apart = it.at("TE5") - it.at("PC6")

    assert abs(apart @ it.radial) < 5
    assert abs(apart @ it.proximal) < 0.15 * it.cun("forearm")
    assert apart @ it.palmar < -20


def test_te6_lies_in_line_with_te5(it):
    assert abs((it.at("TE6") - it.at("TE5")) @ it.radial) < 5


def test_te4_lies_in_line_with_the_fourth_metacarpal_or_between_it_and_its_neighbours(it):
    third, fifth = ((it.points(f"metacarpal-{n}") - it.at("TE4")) @ it.radial for n in (3, 5))

    assert fifth.mean() < 0 < third.max()


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
