"""Checks 38 to 44: the tibial nerve behind the inner ankle, and where it parts."""

import numpy as np
from numpy.typing import NDArray

from point_maps.verify.lines import Unmeasurable, at_height
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]


@check(38)
def from_the_malleolus(it: OneSide) -> Measures:
    """Measure from the tibial nerve to the prominence of the inner ankle, at its height."""
    return {"": float(np.linalg.norm(_nerve(it) - it.mark("medial-malleolus-prominence")))}


@check(39)
def depth_behind_the_ankle(it: OneSide) -> Measures:
    """Measure how deep the middle of the nerve lies there."""
    return {"": float(it.skin.gap(_nerve(it)[None])[0])}


@check(40)
def on_the_way_to_the_heel(it: OneSide) -> Measures:
    """Measure where, from inside, the nerve parts along the line from the inner ankle to the heel bone."""
    start, way = _axis(it)
    return {"": float((it.line("tibial")[-1][1:] - start) @ way / (way @ way))}


@check(41)
def artery_in_front(it: OneSide) -> Measures:
    """Measure how far in front of the nerve the middle of the posterior tibial artery lies."""
    nerve = _nerve(it)
    section = it.shape("posterior-tibial-artery").cut(nerve[2])
    if not len(section):
        msg = "the posterior tibial artery does not reach the ankle"
        raise Unmeasurable(msg)
    near = section[np.linalg.norm(section - nerve, axis=1) < 30]
    if not len(near):
        msg = "the posterior tibial artery lies more than 30 mm from the nerve"
        raise Unmeasurable(msg)
    return {"": float(nerve[1] - near[:, 1].mean())}


@check(42)
def division_above_the_axis(it: OneSide) -> Measures:
    """Measure how far above the line from inner ankle to heel bone, seen from inside, the nerve parts."""
    start, way = _axis(it)
    up = np.array([-way[1], way[0]]) / np.linalg.norm(way)
    return {"": float((it.line("tibial")[-1][1:] - start) @ (up if up[1] > 0 else -up))}


@check(43)
def division_against_the_tip(it: OneSide) -> Measures:
    """Measure how far above the tip of the inner ankle the nerve parts."""
    return {"": float(it.line("tibial")[-1][2] - it.mark("medial-malleolus")[2])}


@check(44)
def branches_to_the_heel(it: OneSide) -> Measures:
    """Measure how far above the tip of the inner ankle the branches to the heel leave."""
    tip = it.mark("medial-malleolus")[2]
    return {
        "medial": float(it.line("medial-calcaneal")[0][2] - tip),
        "inferior": float(it.line("inferior-calcaneal")[0][2] - tip),
    }


def _axis(it: OneSide) -> tuple[Array, Array]:
    """The malleolar-calcaneal axis from inside: the tip of the inner ankle, and the way to the heel bone."""
    start, end = (it.mark(name)[1:] for name in ("medial-malleolus", "calcaneus-posterior"))
    return start, end - start


def _nerve(it: OneSide) -> Array:
    return at_height(it.line("tibial"), it.mark("medial-malleolus-prominence")[2])
