"""Checks 10 to 17: the way out of the pelvis and through the buttock."""

import numpy as np
from numpy.typing import NDArray

from point_maps.verify.exit import leaving
from point_maps.verify.lines import BACK, FRONT, OUT, Unmeasurable, at, at_height, crossing, where_at_height
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
BEFORE = (
    "hip-bone", "femur", "gemellus-superior", "obturator-internus", "gemellus-inferior", "quadratus-femoris",
    "adductor-magnus", "sacrospinous-ligament", "gluteus-minimus",
)  # fmt: skip
"""What may lie in front of the nerve in the buttock."""
NEEDED = ("gemellus-superior", "obturator-internus", "gemellus-inferior", "quadratus-femoris")
BELOW = 20.0
"""The stretch below piriformis ends this far below the lowest point of the tuberosity, mm."""
FROM_BEHIND = (0, 2)
CLEAR = 20.0
"""So many mm below the border the whole width of the nerve has come out from under piriformis."""
TROCHANTER = 25.0
"""How far medial of its most lateral point the greater trochanter's tip lies at most, mm."""
REST = 30.0
"""Gluteus maximus may lie before the nerve only farther than this, mm: round the side of the thigh."""
SKIM = 3.0
"""A nerve as thick as this may overlap its neighbour by so many mm before the order counts as wrong."""


@check(10)
def below_piriformis(it: OneSide) -> Measures:
    """Measure how far caudal of piriformis' axis the nerve leaves; count its points in it or on its back."""
    found = leaving(it)
    line = it.line("sciatic")
    inside = it.shape("piriformis").inside(line).sum()
    place = line[found.border]
    sacrum = it.shape("sacrum").level(place[2], 6)
    beside = len(sacrum) == 0 or sacrum[:, 0].max() < place[0]
    framed = beside and min(it.shape("hip-bone").first_hit(place, way) for way in (OUT, FRONT)) < 60
    return {
        "below": found.caudal,
        "points in or on the muscle": float(inside + found.over),
        "outside the foramen": float(not framed),
    }


@check(11)
def between_psis_and_tuberosity(it: OneSide) -> Measures:
    """Measure where, from behind, the nerve crosses the line from the PSIS to the tuberosity."""
    ends = it.mark("psis"), it.mark("ischial-tuberosity")
    path = np.vstack([it.line("lumbosacral-trunk"), it.line("sciatic")])
    return {"": crossing(path, *ends, FROM_BEHIND)}


@check(12)
def between_tuberosity_and_trochanter(it: OneSide) -> Measures:
    """Measure where, from behind, the nerve crosses the line from the tuberosity to the trochanter."""
    ends = it.mark("ischial-tuberosity"), it.mark("greater-trochanter")
    return {"": crossing(it.line("sciatic"), *ends, FROM_BEHIND)}


@check(13)
def beside_the_tuberosity(it: OneSide) -> Measures:
    """Measure from the nerve's medial edge to the most lateral point of the tuberosity."""
    bone = it.mark("ischial-tuberosity-lateral")
    place = where_at_height(it.line("sciatic"), bone[2])
    edge = at(it.line("sciatic"), place)[0] - at(it.width("sciatic"), place) / 2
    return {"": float(edge - bone[0])}


@check(14)
def to_the_trochanter(it: OneSide) -> Measures:
    """Measure from the nerve's lateral edge at the lower border of piriformis to the trochanter's tip."""
    border = leaving(it).border
    away = np.linalg.norm(it.line("sciatic")[border] - _tip(it))
    return {"": float(away - it.width("sciatic")[border] / 2)}


@check(15)
def from_the_midline(it: OneSide) -> Measures:
    """Measure how near to and how far from the midline the nerve runs below piriformis."""
    part = _below_piriformis(it, CLEAR)
    return {"nearest": float(part[:, 0].min()), "farthest": float(part[:, 0].max())}


@check(16)
def parallel_to_the_midline(it: OneSide) -> Measures:
    """Measure how far that stretch leans outward."""
    part = _below_piriformis(it, CLEAR)
    run = part[-1] - part[0]
    return {"": float(np.degrees(np.arctan2(run[0], -run[2])))}


@check(17)
def layers_of_the_buttock(it: OneSide) -> Measures:
    """Count points below piriformis whose neighbours stand in the wrong order, and points in bone."""
    part = _below_piriformis(it)
    for name in NEEDED:
        it.shape(name)
    amiss = sum(not _in_order(it, point) for point in part)
    in_bone = sum(it.shape(bone).inside(it.line("sciatic")).sum() for bone in ("hip-bone", "femur"))
    return {"points out of order": float(amiss), "points in bone": float(in_bone)}


def _tip(it: OneSide) -> Array:
    """The tip of the greater trochanter: the highest point of the femur beside its head."""
    femur = it.shape("femur").points
    beside = femur[femur[:, 0] > it.mark("greater-trochanter")[0] - TROCHANTER]
    tip: Array = beside[np.argmax(beside[:, 2])]
    return tip


def _below_piriformis(it: OneSide, clear: float = 0.0) -> Array:
    """The course from the lower border of piriformis, or mm below it, to just below the tuberosity."""
    line = it.line("sciatic")
    border = leaving(it).border
    start = border + int((line[border:, 2] > line[border, 2] - clear).sum()) if clear else border
    end = at_height(line, it.mark("ischial-tuberosity")[2] - BELOW)
    part: Array = line[start:][line[start:, 2] > end[2]]
    if len(part) < 2:
        msg = "the nerve leaves piriformis below the tuberosity"
        raise Unmeasurable(msg)
    return part


def _in_order(it: OneSide, point: Array) -> bool:
    """Whether gluteus maximus lies behind a point and not before it, and something to rest on before it."""
    gluteus = it.shape("gluteus-maximus")
    face = point + SKIM * FRONT
    before = min(it.shape(name).first_hit(point, FRONT) for name in BEFORE if it.has(name))
    within = sum(_depth_inside(it, name, point) for name in ("quadratus-femoris", "obturator-internus"))
    covered = min(gluteus.first_hit(face, BACK), it.skin.first_hit(point, BACK)) < np.inf
    return within == 0 and covered and before < np.inf and gluteus.first_hit(face, FRONT) > REST


def _depth_inside(it: OneSide, muscle: str, point: Array) -> float:
    """How deep a point lies in a muscle it should lie behind, mm, beyond skimming it."""
    shape = it.shape(muscle)
    if not shape.inside(point[None])[0]:
        return 0.0
    return max(0.0, float(shape.gap(point[None])[0]) - SKIM)
