"""Checks 31 to 37: the common fibular nerve and its branches round the fibula."""

import numpy as np
from numpy.typing import NDArray

from point_maps.verify.lines import OUT, Unmeasurable, angle, at, fine, length
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
STRETCH = 15.0
"""The direction at the neck is that of the course within this many mm of it."""
COVER = 15.0
"""Muscle within this many mm outside a nerve covers it."""


@check(31)
def size_of_the_common_fibular(it: OneSide) -> Measures:
    """Measure its length, and the diameter of a round nerve of its section half way."""
    round_ = np.sqrt(it.width("common-fibular") * it.thickness("common-fibular"))
    return {"length": length(it.line("common-fibular")), "diameter": float(np.median(round_))}


@check(32)
def origin_above_the_head(it: OneSide) -> Measures:
    """Measure how far above the apex of the fibula it begins."""
    return {"": float(it.line("common-fibular")[0][2] - it.mark("fibular-head")[2])}


@check(33)
def on_the_neck(it: OneSide) -> Measures:
    """Measure how far below the apex it crosses the rear border of the fibula, and its gap to the bone."""
    neck = at(it.line("common-fibular"), _neck(it))
    gap = it.shape("fibula").gap(neck[None])[0]
    return {"below": float(it.mark("fibular-head")[2] - neck[2]), "gap": float(gap)}


@check(34)
def opening_of_the_tunnel(it: OneSide) -> Measures:
    """Measure how far below the apex it comes to lie under fibularis longus."""
    muscle = it.shape("fibularis-longus")
    for nerve in ("common-fibular", "superficial-fibular"):
        line = it.line(nerve)
        for point in line[line[:, 2] < it.mark("fibular-head")[2]]:
            if muscle.inside(point[None])[0] or muscle.first_hit(point, OUT) < COVER:
                return {"": float(it.mark("fibular-head")[2] - point[2])}
    msg = "the nerve does not come under fibularis longus"
    raise Unmeasurable(msg)


@check(35)
def division_below_the_head(it: OneSide) -> Measures:
    """Measure how far below the apex it parts."""
    return {"": float(it.mark("fibular-head")[2] - it.line("common-fibular")[-1][2])}


@check(36)
def through_the_septum(it: OneSide) -> Measures:
    """Measure how far below the apex the deep branch comes in front of the fibula."""
    line = it.line("deep-fibular")
    for point in line:
        bone = it.shape("fibula").cut(point[2])
        if len(bone) and point[1] < bone[:, 1].min():
            return {"": float(it.mark("fibular-head")[2] - point[2])}
    msg = "the deep branch does not come in front of the fibula"
    raise Unmeasurable(msg)


@check(37)
def angle_to_the_fibula(it: OneSide) -> Measures:
    """Measure, from the side, the angle between fibula and nerve where it reaches the neck."""
    bone = it.shape("fibula").points
    axis = np.linalg.svd(bone - bone.mean(axis=0), full_matrices=False)[2][0]
    line = it.line("common-fibular")
    here = at(line, _neck(it))
    near = fine(line)[np.linalg.norm(fine(line) - here, axis=1) < STRETCH]
    return {"": angle((near[-1] - near[0])[1:], axis[1:])}


def _neck(it: OneSide) -> float:
    """The place where the nerve comes forward of the fibula's rear border."""
    line = it.line("common-fibular")
    fibula = it.shape("fibula")
    for i, point in enumerate(line):
        bone = fibula.cut(point[2])
        if len(bone) and point[1] < bone[:, 1].max():
            return float(i)
    msg = "the nerve does not cross the rear border of the fibula"
    raise Unmeasurable(msg)
