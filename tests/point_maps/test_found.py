"""How a card tells a region is found: the words of its record, and the measures of the body."""

from typing import get_args

import numpy as np
import pytest

from point_maps.solving.found import found
from point_maps.solving.scales import scales
from point_maps.words import Scale
from populated import each


def rules(body, region):
    return {rule.part: rule for rule in found(body, region)}


def test_a_level_tells_its_scale_its_cun_and_what_it_comes_to(cylinders, shipped_on_cylinders):
    level = rules(cylinders, shipped_on_cylinders.regions["LU7.left"])["level"]

    assert level.says == "1.5 cun proximal of the palmar wrist crease"
    assert level.here == (
        "forearm scale: elbow crease to palmar wrist crease = 12 cun; "
        "1 cun = 20.0 mm on this body, so 30.0 mm"
    )


def test_a_place_between_two_landmarks_tells_how_far_they_are_apart(cylinders, shipped_on_cylinders):
    across = rules(cylinders, shipped_on_cylinders.regions["KI3.right"])["across"]

    assert across.says.startswith(
        "midway between the most prominent place of the medial malleolus and the front of the Achilles"
    )
    assert across.here == f"{np.hypot(75 - 46, 40):.1f} mm apart on this body"


def test_a_region_without_a_level_has_two_steps(cylinders, shipped_on_cylinders):
    steps = found(cylinders, shipped_on_cylinders.regions["SI4.left"])

    assert [step.part for step in steps] == ["across", "facing"]
    assert (
        steps[0].says
        == "midway between the distal end of the triquetrum and the proximal end of the fifth metacarpal"
    )
    assert steps[1].says == "out to the skin on the ulnar side"


def test_joined_directions_read_as_one_word_where_there_is_one(cylinders, shipped_on_cylinders):
    assert rules(cylinders, shipped_on_cylinders.regions["LR4.left"])["facing"].says.endswith(
        "anteromedial side"
    )
    assert (
        "posteromedial edge of the tibia"
        in rules(cylinders, shipped_on_cylinders.regions["SP6.left"])["across"].says
    )
    assert (
        "palmar and radial side" in rules(cylinders, shipped_on_cylinders.regions["LU6.left"])["facing"].says
    )


def test_every_region_is_told_on_every_body_in_words_without_ids(placement, body):
    for region in each(placement.regions.values()):
        steps = found(body, region)
        assert steps[-1].part == "facing"
        for step in each(steps):
            assert "_" not in step.says
            assert "-" not in step.says.replace("foot-3", ""), (region.id, step.says)
            assert not step.says[0].isupper() or step.says[:2].isupper()


def test_what_is_told_of_a_level_leads_to_the_region(placement, body):
    for region in each(placement.regions.values()):
        level = rules(body, region).get("level")
        anchor = region.region.anchor
        if (
            level is None
            or not level.here
            or anchor.level.of not in {"wrist-crease-palmar", "medial-malleolus"}
        ):
            continue
        told = float(level.here.rpartition("so ")[2].removesuffix(" mm"))
        mark = np.array(body.manifest.landmarks[f"{anchor.level.of}.{region.side}"])
        if anchor.limb == "lower-leg":
            measured = region.centre[2] - mark[2]
        else:
            axis = np.array(body.manifest.landmarks[f"elbow-crease.{region.side}"]) - mark
            measured = (np.array(region.centre) - mark) @ axis / np.linalg.norm(axis)
        assert measured == pytest.approx(told, abs=0.1), region.id


def test_there_is_a_measure_for_every_scale():
    assert set(scales()) == set(get_args(Scale))


@pytest.mark.parametrize("scale", ["forearm", "leg-lateral-16", "foot-3"])
def test_a_scale_is_what_its_table_says(body, scale):
    measure = scales()[scale]
    for side in ("left", "right"):
        marks = body.manifest.landmarks
        start, end = (
            np.array(marks[f"{name}.{side}"] if name != "sole" else (0, 0, 0)) for name in measure.marks
        )
        length = np.linalg.norm(start - end) if measure.along == "limb" else abs((start - end)[2])
        assert length / measure.cun == pytest.approx(body.manifest.cun[f"{scale}.{side}"], abs=0.01)


def test_both_inner_leg_scales_end_at_the_ankle_and_begin_where_they_say(body):
    for side in ("left", "right"):
        ankle = body.manifest.landmarks[f"medial-malleolus-prominence.{side}"][2]
        tops = {
            scale: ankle + scales()[scale].cun * body.manifest.cun[f"{scale}.{side}"]
            for scale in ("leg-medial-13", "leg-medial-15")
        }
        patella = body.mesh(f"patella.{side}").points[:, 2]
        tibia = body.mesh(f"tibia.{side}").points[:, 2]
        assert tops["leg-medial-15"] == pytest.approx(patella.min(), abs=0.3)
        assert tibia.max() - 80 < tops["leg-medial-13"] < tibia.max() - 15
