"""Checks 18 to 30: the trunk in the thigh, its size, and where it parts."""

import numpy as np

from point_maps.verify.exit import leaving
from point_maps.verify.lines import (
    BACK,
    FRONT,
    Unmeasurable,
    at,
    at_height,
    from_place,
    length,
    where_at_height,
)
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

BELOW_LESSER = 40.0


@check(18)
def medial_of_the_femur(it: OneSide) -> Measures:
    """Measure how far medial of the femur's medial border the nerve lies at the lesser trochanter."""
    return {"": _medial_offset(it, it.mark("lesser-trochanter")[2])}


@check(19)
def medial_of_the_femur_lower_down(it: OneSide) -> Measures:
    """Measure the same 4 cm lower."""
    return {"": _medial_offset(it, it.mark("lesser-trochanter")[2] - BELOW_LESSER)}


@check(20)
def depth_at_the_lesser_trochanter(it: OneSide) -> Measures:
    """Measure from the nerve straight back to the skin at the lesser trochanter."""
    return {"": it.skin.first_hit(_at_lesser(it), BACK)}


@check(21)
def share_of_the_thigh(it: OneSide) -> Measures:
    """Measure that depth as a share of the thigh from front to back."""
    behind, before = (it.skin.first_hit(_at_lesser(it), way) for way in (BACK, FRONT))
    return {"": behind / (behind + before)}


@check(22)
def width_at_piriformis(it: OneSide) -> Measures:
    """Measure the width at the lower border of piriformis."""
    return {"": float(at(it.width("sciatic"), leaving(it).border))}


@check(23)
def section_at_the_gluteal_fold(it: OneSide) -> Measures:
    """Measure the section at the gluteal fold, as an ellipse."""
    return {"": _section(it, it.mark("gluteal-fold")[2])}


@check(24)
def section_at_mid_thigh(it: OneSide) -> Measures:
    """Measure the section halfway from the gluteal fold to the popliteal crease."""
    return {"": _section(it, (it.mark("gluteal-fold")[2] + it.mark("popliteal-crease")[2]) / 2)}


@check(25)
def from_flat_to_round(it: OneSide) -> Measures:
    """Measure the most that width to thickness rises anywhere below piriformis."""
    start = leaving(it).border
    flatness = (it.width("sciatic") / it.thickness("sciatic"))[start:]
    return {"": float(max(np.diff(flatness).max(), 0.0))}


@check(26)
def length_of_the_trunk(it: OneSide) -> Measures:
    """Measure from where the nerve leaves the pelvis to where it parts."""
    return {"": length(from_place(it.line("sciatic"), leaving(it).border))}


@check(27)
def height_of_the_division(it: OneSide) -> Measures:
    """Measure how far above the popliteal crease the nerve parts."""
    return {"": _above_crease(it)}


@check(28)
def share_of_the_division(it: OneSide) -> Measures:
    """Measure that height as a share of the way from crease to greater trochanter."""
    thigh = it.mark("greater-trochanter")[2] - it.mark("popliteal-crease")[2]
    return {"": _above_crease(it) / thigh}


@check(29)
def depth_of_the_division(it: OneSide) -> Measures:
    """Measure from the division straight back to the skin."""
    return {"": it.skin.first_hit(it.line("sciatic")[-1], BACK)}


@check(30)
def middle_of_the_popliteal_fossa(it: OneSide) -> Measures:
    """Measure where between the epicondyles the tibial nerve passes, from the medial one."""
    medial, lateral = it.mark("medial-epicondyle")[0], it.mark("lateral-epicondyle")[0]
    nerve = at_height(it.line("tibial"), it.mark("knee-centre")[2])
    return {"": float((nerve[0] - medial) / (lateral - medial))}


def _medial_offset(it: OneSide, height: float) -> float:
    femur = it.shape("femur").cut(height)
    if not len(femur):
        msg = "the femur is not at that height"
        raise Unmeasurable(msg)
    return float(femur[:, 0].min() - at_height(it.line("sciatic"), height)[0])


def _at_lesser(it: OneSide) -> np.ndarray:
    return at_height(it.line("sciatic"), it.mark("lesser-trochanter")[2])


def _section(it: OneSide, height: float) -> float:
    place = where_at_height(it.line("sciatic"), height)
    return float(np.pi / 4 * at(it.width("sciatic"), place) * at(it.thickness("sciatic"), place))


def _above_crease(it: OneSide) -> float:
    return float(it.line("sciatic")[-1][2] - it.mark("popliteal-crease")[2])
