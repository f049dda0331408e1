"""Checks 52 to 60: the regions of the inner ankle, and what a needle would meet."""

import numpy as np
from numpy.typing import NDArray

from point_maps.verify.lines import at_height
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
MEDIAL_BACK = np.array([-1.0, 1.0, 0.0]) / np.sqrt(2)
SLAB = 10.0
"""How thick a slice of a bone is looked at, mm."""


@check(52)
def ki3_height(it: OneSide) -> Measures:
    """Measure KI3 above the prominence of the inner ankle."""
    return {"": _above(it, "KI3")}


@check(53)
def ki3_between(it: OneSide) -> Measures:
    """Measure where between the prominence of the inner ankle and the Achilles tendon KI3 lies, level."""
    point = it.at("KI3")
    tendon = it.shape("calcaneal-tendon").cut(point[2])
    front = tendon[np.argmin(tendon[:, 1])]
    prominence = it.mark("medial-malleolus-prominence")
    return {"": share(point[:2], prominence[:2], front[:2])}


@check(54)
def ki3_over_the_nerve(it: OneSide) -> Measures:
    """Measure from KI3 level to the middle of the tibial nerve."""
    point = it.at("KI3")
    return {"": float(np.linalg.norm((at_height(it.line("tibial"), point[2]) - point)[:2]))}


@check(55)
def kidney_points_below(it: OneSide) -> Measures:
    """Measure KI6 below the ankle and KI5 below KI3 in cun, and KI4 between them and behind."""
    cun = it.cun("foot-3")
    below = it.mark("medial-malleolus-prominence")[2] - it.at("KI6")[2]
    ki3, ki4, ki5 = (it.at(code) for code in ("KI3", "KI4", "KI5"))
    return {
        "KI6": float(below / cun),
        "KI5": float((ki3 - ki5)[2] / cun),
        "KI4 between": float((ki3 - ki4)[2] / (ki3 - ki5)[2]),
        "KI4 behind": float(ki4[1] - max(ki3[1], ki5[1])),
    }


@check(56)
def kidney_points_above(it: OneSide) -> Measures:
    """Measure KI7 and KI8 above the ankle in cun, KI8 behind the tibia, KI7 before the tendon."""
    cun = it.cun("leg-medial-13")
    point = it.at("KI7")
    tendon = it.shape("calcaneal-tendon").cut(point[2])
    return {
        **{code: _above(it, code) / cun for code in ("KI7", "KI8")},
        "KI8 behind the tibia": _behind_the_tibia(it, "KI8"),
        "KI7 before the tendon": float(tendon[:, 1].min() - point[1]),
    }


@check(57)
def spleen_6(it: OneSide) -> Measures:
    """Measure SP6 above the ankle and above KI8 in cun, and how far behind the tibia's inner border."""
    cun = it.cun("leg-medial-13")
    return {
        "SP6": _above(it, "SP6") / cun,
        "above KI8": float((it.at("SP6") - it.at("KI8"))[2] / cun),
        "behind the tibia": _behind_the_tibia(it, "SP6"),
    }


@check(58)
def spleen_5(it: OneSide) -> Measures:
    """Measure where between navicular and ankle SP5 lies, and the steps from LR4 back to it and to KI6."""
    ends = it.mark("navicular-tuberosity"), it.mark("medial-malleolus-prominence")
    lr4, sp5, ki6 = (it.at(code)[1] for code in ("LR4", "SP5", "KI6"))
    return {
        "share": share(it.at("SP5"), *ends),
        "LR4-SP5": float(sp5 - lr4),
        "SP5-KI6": float(ki6 - sp5),
    }


@check(59)
def liver_4(it: OneSide) -> Measures:
    """Measure where between SP5 and ST41 LR4 lies."""
    guide = it.solver.places.spot("ST41").centre * it.flip
    return {"": share(it.at("LR4"), it.at("SP5"), guide)}


@check(60)
def needles_that_meet_bone(it: OneSide) -> Measures:
    """Count ways of needling that at their deepest enter bone: own ones, other sources', and untold ones."""
    met = {"own": 0, "others": 0, "untold": 0}
    for code, region in it.map.regions.items():
        for number, way in enumerate(region.needling.ways if region.needling else ()):
            depth = way.depth_cun[1] * it.regions[code].cun
            if _bone(it, it.at(code), np.array(it.regions[code].needles[number]) * it.flip, depth) < depth:
                met["others" if number else "own"] += 1
                met["untold"] += way.at_bone is None
    return {label: float(count) for label, count in met.items()}


def _bone(it: OneSide, start: Array, way: Array, depth: float) -> float:
    """How far along a needle bone begins, mm; infinite if there is none down to a depth."""
    low, high = np.minimum(start, start + depth * way), np.maximum(start, start + depth * way)
    bones = [it.shape(bone) for bone in it.bones()]
    near = [bone for bone in bones if np.all(bone.bounds[0] < high) and np.all(bone.bounds[1] > low)]
    return min((bone.first_hit(start, way) for bone in near), default=float("inf"))


def share(point: Array, start: Array, end: Array) -> float:
    """How far along the line from start to end a point lies, level with it."""
    return float((point - start) @ (end - start) / ((end - start) @ (end - start)))


def _above(it: OneSide, code: str) -> float:
    """How far a region lies above the prominence of the inner ankle, mm."""
    return float(it.at(code)[2] - it.mark("medial-malleolus-prominence")[2])


def _behind_the_tibia(it: OneSide, code: str) -> float:
    """How far behind the tibia's inner border a region lies, mm."""
    point = it.at(code)
    tibia = it.shape("tibia").level(point[2], SLAB)
    return float(point[1] - tibia[np.argmax(tibia @ MEDIAL_BACK)][1])
