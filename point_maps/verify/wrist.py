"""Checks 45 to 51: regions lie on the skin, and those of the wrist where their texts say."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from point_maps.solving.shapes import Shape
from point_maps.verify.lines import Unmeasurable
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
SLAB = 12.0
"""Bone within this many mm of a level along the forearm counts as at it."""


class Forearm(NamedTuple):
    """Unit directions of the forearm, from its landmarks alone."""

    proximal: Array
    radial: Array
    palmar: Array


@lru_cache(maxsize=16)
def forearm(it: OneSide) -> Forearm:
    """The directions of the forearm: proximal from crease to crease, radial from styloid to styloid."""
    proximal = it.mark("elbow-crease") - it.mark("wrist-crease-palmar")
    proximal = proximal / np.linalg.norm(proximal)
    radial = it.mark("radial-styloid") - it.mark("ulnar-styloid")
    radial = radial - (radial @ proximal) * proximal
    radial = radial / np.linalg.norm(radial)
    palmar = np.cross(proximal, radial)
    out = palmar @ (it.mark("wrist-crease-palmar") - it.mark("wrist-crease-dorsal"))
    return Forearm(proximal, radial, palmar * np.sign(out))


@check(45)
def on_the_skin(it: OneSide) -> Measures:
    """Measure the largest gap of a region's centre to the skin, and how far its normal leans from it."""
    skin = it.skin
    gaps, facing = [], []
    for code in it.map.regions:
        centre, normal = it.at(code), np.array(it.regions[code].normal) * it.flip
        gaps.append(float(skin.gap(centre[None])[0]))
        facing.append(float(skin.facing(skin.nearest(centre)) @ normal))
    return {"gap": max(gaps), "facing": min(facing)}


@check(46)
def forearm_cun(it: OneSide) -> Measures:
    """Measure the forearm's cun, and twelve of them against the forearm."""
    cun = it.cun("forearm")
    length = np.linalg.norm(it.mark("elbow-crease") - it.mark("wrist-crease-palmar"))
    return {"mm": cun, "cun in the forearm": float(length / cun)}


@check(47)
def heart_points(it: OneSide) -> Measures:
    """Measure the steps from HT4 to HT7, in cun."""
    steps = [("HT4", "HT5"), ("HT5", "HT6"), ("HT6", "HT7")]
    return {f"{a}-{b[2:]}": above(it, a) - above(it, b) for a, b in steps}


@check(48)
def lung_points(it: OneSide) -> Measures:
    """Measure LU7, LU8 and LU9 above the crease in cun, and how far radial of the radius' middle they lie."""
    radius = it.shape("radius").points
    arm = forearm(it)
    distal = radius[(radius - it.mark("wrist-crease-palmar")) @ arm.proximal < 2 * it.cun("forearm")]
    across = distal @ arm.radial
    middle = (across.min() + across.max()) / 2
    sides = {f"{code} radial": float(it.at(code) @ arm.radial - middle) for code in ("LU8", "LU9")}
    return {code: above(it, code) for code in ("LU7", "LU8", "LU9")} | sides


@check(49)
def middle_points(it: OneSide) -> Measures:
    """Measure PC6, PC7, TE5 above their creases in cun, and how far from mid-width and each other."""
    arm = forearm(it)
    apart = (it.at("TE5") - it.at("PC6")) @ arm.radial
    styloids = [it.mark(f"{bone}-styloid") @ arm.radial for bone in ("radial", "ulnar")]
    return {
        "PC6": above(it, "PC6"),
        "PC7": above(it, "PC7"),
        "TE5": above(it, "TE5", "wrist-crease-dorsal"),
        "PC6 aside": abs(float(it.at("PC6") @ arm.radial - _mid_width(it, "PC6"))),
        "PC7 aside": abs(float(it.at("PC7") @ arm.radial - np.mean(styloids))),
        "TE5 from PC6": abs(float(apart)),
    }


@check(50)
def small_intestine_6(it: OneSide) -> Measures:
    """Measure SI6 above the dorsal crease in cun, and how far radial of the head of the ulna."""
    radial = (it.at("SI6") - it.mark("ulnar-head")) @ forearm(it).radial
    return {"SI6": above(it, "SI6", "wrist-crease-dorsal"), "radial": float(radial)}


@check(51)
def level_with_the_pisiform(it: OneSide) -> Measures:
    """Measure how far proximal of the pisiform's proximal edge HT7 and PC7 lie."""
    arm = forearm(it)
    edge = (it.shape("pisiform").points @ arm.proximal).max()
    return {code: float(it.at(code) @ arm.proximal - edge) for code in ("HT7", "PC7")}


def above(it: OneSide, code: str, crease: str = "wrist-crease-palmar") -> float:
    """Cun above a wrist crease, along the forearm."""
    return float((it.at(code) - it.mark(crease)) @ forearm(it).proximal / it.cun("forearm"))


def _mid_width(it: OneSide, code: str) -> float:
    """The middle between the outer edges of radius and ulna at a region's level, along radial."""
    arm = forearm(it)
    level = float(it.at(code) @ arm.proximal)
    radius, ulna = (_slab(it.shape(bone), arm.proximal, level) @ arm.radial for bone in ("radius", "ulna"))
    return float((radius.max() + ulna.min()) / 2)


def _slab(bone: Shape, axis: Array, level: float) -> Array:
    near: Array = bone.points[np.abs(bone.points @ axis - level) < SLAB]
    if not len(near):
        msg = "the forearm's bones do not reach that level"
        raise Unmeasurable(msg)
    return near
