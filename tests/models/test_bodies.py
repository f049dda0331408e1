"""Man, woman, woman with child: what makes each of them, and the line of gravity they are compared by."""

import numpy as np
import pytest

from models.catalogue import Body

STATURE = {"male": (1650, 1800), "female": (1550, 1680)}
"""Mean of young adults of many countries, give or take an inch or two (NCD-RisC 2016, eLife 5:e13410)."""
WRIST = {"male": (54, 64), "female": (47, 58)}
"""Breadth of the wrist over the styloids with its skin, mm: 51-66 and 45-59 (ANSUR II 2012)."""


def breadth(ruler, bone: str) -> float:
    return float(2 * ruler.mesh(f"{bone}.left").points[:, 0].max())


def length(ruler, bone: str) -> float:
    return float(np.ptp(ruler.mesh(f"{bone}.left").points[:, 2]))


def lean(ruler) -> float:
    """How far the trunk's skin reaches in front of the pubic symphysis, mm."""
    skin, front = ruler.mesh("skin").points, ruler.landmark("symphysis-upper.left")
    trunk = skin[(np.abs(skin[:, 0]) < 60) & (skin[:, 2] > front[2]) & (skin[:, 2] < front[2] + 320)]
    return float(front[1] - trunk[:, 1].min())


def test_there_are_a_man_a_woman_and_a_woman_with_child(bodies):
    assert set(bodies) == {"female", "female-pregnant", "male"}
    assert {name: ruler.body.manifest.sex for name, ruler in bodies.items()} == {
        "female": "female",
        "female-pregnant": "female",
        "male": "male",
    }


def test_stature_is_that_of_an_adult(body: Body):
    low, high = STATURE[body.manifest.sex]

    assert low <= body.manifest.stature <= high


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_wrist_is_as_broad_as_an_adults(ruler, side):
    radial, ulnar = ruler.landmark(f"radial-styloid.{side}"), ruler.landmark(f"ulnar-head.{side}")
    out = (radial - ulnar) / np.linalg.norm(radial - ulnar)
    middle = (radial + ulnar) / 2
    low, high = WRIST[ruler.body.manifest.sex]

    assert low <= ruler.hit(middle, out) + ruler.hit(middle, -out) <= high


def test_a_womans_pelvis_is_the_broader_one_and_her_shoulders_are_the_narrower(bodies):
    man, woman = bodies["male"], bodies["female"]
    stature = woman.body.manifest.stature / man.body.manifest.stature

    assert breadth(woman, "hip-bone") / breadth(man, "hip-bone") > stature + 0.02
    assert breadth(woman, "scapula") / breadth(man, "scapula") < stature - 0.01
    assert length(woman, "femur") / length(man, "femur") == pytest.approx(stature, abs=0.03)


def test_the_woman_with_child_is_the_same_woman(bodies):
    woman, with_child = bodies["female"], bodies["female-pregnant"]

    for bone in ("femur", "tibia", "humerus", "scapula"):
        assert length(with_child, bone) == pytest.approx(length(woman, bone), rel=0.03), bone
    assert lean(with_child) > lean(woman) + 80


def test_under_the_load_the_pelvis_tilts_and_the_lordosis_grows(bodies):
    woman, with_child = bodies["female"], bodies["female-pregnant"]

    def slope(ruler) -> float:
        along = ruler.landmark("asis.left") - ruler.landmark("symphysis-upper.left")
        return float(np.degrees(np.arctan2(along[1], along[2])))

    assert 2 < slope(woman) - slope(with_child) < 6
    for level in ("l4-body.midline", "l5-body.midline"):
        ahead = with_child.landmark(level) - with_child.landmark("hip-joint-centre.left")
        before = woman.landmark(level) - woman.landmark("hip-joint-centre.left")
        assert ahead[1] < before[1] - 3


def test_the_line_of_gravity_is_plumb_through_the_centre_of_mass(ruler):
    (line,) = ruler.body.manifest.lines
    points = np.array(line.points)
    corners = ruler.mesh("skin").points[ruler.mesh("skin").triangles]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
    centre = (corners.sum(axis=1) / 4 * volume[:, None]).sum(axis=0) / volume.sum()

    assert np.ptp(points[:, :2], axis=0) == pytest.approx(0)
    assert points[:, 2].min() == 0
    assert points[0, 2] == pytest.approx(ruler.body.manifest.stature, abs=0.5)
    assert points[1] == pytest.approx([0, *centre[1:]], abs=0.5)


def test_the_body_stands_over_its_feet(ruler):
    (line,) = ruler.body.manifest.lines
    depth = line.points[0][1]
    toes = ruler.mesh("foot-distal-phalanx-1.left").points[:, 1].min()

    assert toes < depth < ruler.landmark("calcaneus-posterior.left")[1]
    assert line.ahead["ankle-joint-centre"] > 0
    hip = ruler.landmark("hip-joint-centre.left")[1]
    assert line.ahead["hip-joint-centre"] == pytest.approx(hip - depth, abs=0.2)


def test_the_trunk_leans_back_so_that_the_line_of_gravity_stays(bodies):
    lines = {name: ruler.body.manifest.lines[0].ahead for name, ruler in bodies.items()}
    moved = lines["female-pregnant"]["ankle-joint-centre"] - lines["female"]["ankle-joint-centre"]

    assert abs(moved) < 10
    assert lines["female-pregnant"]["l5-s1-disc"] > 15
