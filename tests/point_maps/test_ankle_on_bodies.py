"""What the texts of the ankle points state, measured on every installed body and side."""

import numpy as np
import pytest

from populated import each


def behind_the_tibia(it, code):
    """mm behind the inner border of the tibia at the height of a region."""
    tibia = it.points("tibia")
    level = tibia[np.abs(tibia[:, 2] - it.at(code)[2]) < 10]
    medially = np.array([-1.0 if it.side == "left" else 1.0, 1.0, 0.0]) / np.sqrt(2)
    return it.at(code)[1] - level[np.argmax(level @ medially)][1]


def test_the_prominence_of_the_ankle_bone_lies_above_its_tip(it):
    """What the standard counts from, and what it is often mistaken for, are different places."""
    assert 4 < (it.mark("medial-malleolus-prominence") - it.mark("medial-malleolus"))[2] < 9


def test_ki3_is_level_with_the_ankle_bones_prominence_and_midway_to_the_achilles_tendon(it, rulers):
    prominence, front = it.mark("medial-malleolus-prominence"), it.section("calcaneal-tendon", "KI3", it.up)
    tendon = it.at("KI3") + front[np.argmin(front[:, 1])]

    assert abs(it.above_ankle("KI3")) < 1
    assert rulers.share(it.at("KI3")[:2], prominence[:2], tendon[:2]) == pytest.approx(0.5, abs=0.05)


def test_ki3_lies_over_the_tibial_nerve(it):
    line = np.array(it.body.nerves[f"tibial.{it.side}"].centreline)[::-1]
    height = it.at("KI3")[2]
    level = [np.interp(height, line[:, 2], line[:, axis]) for axis in (0, 1)]

    assert (np.diff(line[line[:, 2] < height + 50, 2]) > 0).all()
    assert np.linalg.norm(it.at("KI3")[:2] - level) < 12.5


def test_ki6_is_a_cun_below_the_ankle_bone(it):
    below = it.mark("medial-malleolus-prominence")[2] - it.at("KI6")[2]

    assert below / it.cun("foot-3") == pytest.approx(1, abs=0.15)


def test_ki5_is_a_cun_below_ki3_and_ki4_between_and_behind(it):
    assert (it.at("KI3") - it.at("KI5"))[2] / it.cun("foot-3") == pytest.approx(1, abs=0.15)
    assert it.at("KI5")[2] < it.at("KI4")[2] < it.at("KI3")[2]
    assert it.at("KI4")[1] > max(it.at("KI3")[1], it.at("KI5")[1])


def test_ki7_and_ki8_are_two_cun_above_the_ankle_bones_prominence(it):
    cun = it.cun("leg-medial-13")

    assert it.above_ankle("KI7") / cun == pytest.approx(2, abs=0.05)
    assert it.above_ankle("KI8") / cun == pytest.approx(2, abs=0.05)
    assert it.at("KI8")[1] < it.at("KI7")[1]


def test_ki8_lies_just_behind_the_tibia_and_not_half_a_cun_before_the_tendon(it):
    """The standard's definition; its remark, half a cun in front of KI7, is another place."""
    assert 0 < behind_the_tibia(it, "KI8") < 8
    assert np.linalg.norm(it.at("KI8") - it.at("KI7")) > it.cun("leg-medial-13")


def test_kidney_points_lie_in_front_of_the_achilles_tendon_or_at_its_edge(it):
    ahead = {code: -it.section("calcaneal-tendon", code, it.up)[:, 1].min() for code in ("KI3", "KI4", "KI7")}

    assert ahead["KI3"] < -10
    assert ahead["KI4"] == pytest.approx(0, abs=6)
    assert ahead["KI7"] == pytest.approx(0, abs=8)


def test_ki4_lies_above_the_heel_bone(it):
    heel = it.points("calcaneus")
    behind = heel[heel[:, 1] > it.at("KI4")[1] - 5]

    assert it.at("KI4")[2] > behind[:, 2].max() - 6


def test_sp6_is_three_cun_above_the_ankle_just_behind_the_tibia(it):
    cun = it.cun("leg-medial-13")

    assert it.above_ankle("SP6") / cun == pytest.approx(3, abs=0.05)
    assert (it.at("SP6") - it.at("KI8"))[2] / cun == pytest.approx(1, abs=0.05)
    assert 0 < behind_the_tibia(it, "SP6") < 8


def test_sp5_lies_midway_between_navicular_and_ankle_bone(it, rulers):
    ends = it.mark("navicular-tuberosity"), it.mark("medial-malleolus-prominence")

    assert rulers.share(it.at("SP5"), *ends) == pytest.approx(0.5, abs=0.02)


def test_st41_lies_in_front_of_the_ankle_beside_the_big_toes_tendon(it):
    tendon = it.points("extensor-hallucis-longus-tendon")
    st41 = it.solver.places.spot("ST41").centre
    beside = tendon[np.abs(tendon[:, 2] - st41[2]) < 3] @ it.medial - st41 @ it.medial

    assert 0 < beside.min() < 8


def test_lr4_lies_between_sp5_and_st41_at_the_tendons_inner_edge_and_says_why(it, rulers, shipped):
    st41 = it.solver.places.spot("ST41").centre
    share = rulers.share(it.at("LR4"), it.at("SP5"), st41)
    tendon = it.section("tibialis-anterior-tendon", "LR4", it.up) @ it.medial
    off = (0.5 - share) * (st41 - it.at("SP5"))

    assert share == pytest.approx(0.5, abs=0.15)
    assert tendon.max() == pytest.approx(0, abs=1)
    assert tendon.min() < off @ it.medial < tendon.max() - 3, "the midpoint lies on the tendon"
    assert np.linalg.norm(off) == pytest.approx(4, abs=1)
    assert "4 mm nearer to SP5" in shipped.regions["LR4"].note.text


def test_lr4_lies_between_tibialis_anterior_and_the_great_saphenous_vein(it):
    tendon, vein = (
        it.section(structure, "LR4", it.up) @ it.medial
        for structure in ("tibialis-anterior-tendon", "great-saphenous-vein")
    )

    assert tendon.max() < 1
    assert vein.min() > 0


def test_liver_spleen_and_kidney_follow_from_front_to_back(it):
    order = [it.at(code)[1] for code in ("LR4", "SP5", "KI6", "KI3", "KI4")]

    assert order == sorted(order)


def test_lr5_lies_on_the_inner_face_of_the_tibia(it):
    tibia = it.points("tibia")
    level = tibia[np.abs(tibia[:, 2] - it.at("LR5")[2]) < 10]

    assert it.above_ankle("LR5") / it.cun("leg-medial-13") == pytest.approx(5, abs=0.05)
    assert level[:, 1].min() < it.at("LR5")[1] < level[:, 1].max()
    assert np.linalg.norm(level - it.at("LR5"), axis=1).min() < 15


def test_ankle_points_lie_on_the_inner_side(it):
    middle = (it.mark("medial-malleolus") + it.mark("lateral-malleolus"))[0] / 2
    for code, region in each(it.regions.items()):
        if code[:2] in {"KI", "SP"}:
            assert abs(region.centre[0]) < abs(middle), code
            assert region.centre[0] * middle > 0, code
