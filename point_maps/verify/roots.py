"""Checks 1 to 9: the roots, their foramina and the lumbosacral trunk."""

import numpy as np
from numpy.typing import NDArray

from point_maps.solving.shapes import Shape
from point_maps.verify.foramina import LUMBAR, ROOTS, SACRAL, ramus_length, splay, way_out
from point_maps.verify.lines import BACK, Unmeasurable, at, fine, length
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

Array = NDArray[np.float64]
JOINT = 6.0
"""Sacrum this near to the hip bone, mm, is its joint face."""
AFTER = 6
"""So many mm past its foramen a sacral root must have the sacrum behind it."""
SLAB = 3.0


@check(1)
def lumbar_roots(it: OneSide) -> Measures:
    """Count roots L4 and L5 that miss their foramen, and points of any nerve in bone."""
    amiss = sum(not _passes(it, root) for root in LUMBAR)
    return {"roots amiss": amiss, "points in bone": points_in_bone(it)}


@check(2)
def sacral_roots(it: OneSide) -> Measures:
    """Count roots S1 to S3 that do not leave forward through a foramen of their own, from above downward."""
    amiss = 0
    last = np.inf
    for root in SACRAL:
        if not _passes(it, root):
            amiss += 1
            continue
        line = fine(it.line(f"{root}-root"))
        out = line[way_out(it, root)]
        after = line[min(way_out(it, root) + AFTER, len(line) - 1)]
        forward = it.shape("sacrum").first_hit(after, BACK) < np.inf
        amiss += int(not forward or out[2] >= last)
        last = out[2]
    return {"": float(amiss)}


@check(3)
def length_of_l4(it: OneSide) -> Measures:
    """Measure the ramus of L4 from its foramen to the plexus."""
    return {"": ramus_length(it, "l4")}


@check(4)
def length_of_s3(it: OneSide) -> Measures:
    """Measure the ramus of S3 from its foramen to the plexus."""
    return {"": ramus_length(it, "s3")}


@check(5)
def order_of_rami(it: OneSide) -> Measures:
    """Count neighbours from L4 to S3 whose length does not fall, or whose angle does not rise."""
    lengths = [ramus_length(it, root) for root in ROOTS]
    angles = [splay(it, root) for root in ROOTS]
    return {
        "lengths": float((np.diff(lengths) >= 0).sum()),
        "angles": float((np.diff(angles) <= 0).sum()),
    }


@check(6)
def angles(it: OneSide) -> Measures:
    """Measure how far the rami of L4 and S3 splay from the sagittal plane."""
    return {"L4": splay(it, "l4"), "S3": splay(it, "s3")}


@check(7)
def trunk_size(it: OneSide) -> Measures:
    """Measure the lumbosacral trunk: its length, and its width half way."""
    line, width = it.line("lumbosacral-trunk"), it.width("lumbosacral-trunk")
    return {"length": length(line), "width": float(at(width, (len(width) - 1) / 2))}


@check(8)
def trunk_to_joint(it: OneSide) -> Measures:
    """Measure from the trunk to the front edge of the sacroiliac joint, medial of it."""
    line = fine(it.line("lumbosacral-trunk"))
    front = _joint_front(it.shape("sacrum"), it.shape("hip-bone"))
    gaps = np.linalg.norm(line[:, None] - front, axis=2)
    place, edge = np.unravel_index(np.argmin(gaps), gaps.shape)
    return {"": float(gaps[place, edge] * np.sign(front[edge, 0] - line[place, 0]))}


@check(9)
def trunk_to_ala(it: OneSide) -> Measures:
    """Measure the gap between the trunk and the sacrum where it is smallest."""
    line, thick = it.line("lumbosacral-trunk"), it.thickness("lumbosacral-trunk")
    return {"": float((it.shape("sacrum").gap(line) - thick / 2).min())}


def _passes(it: OneSide, root: str) -> bool:
    try:
        way_out(it, root)
    except Unmeasurable as reason:
        if "does not pass" in str(reason):
            return False
        raise
    return True


def points_in_bone(it: OneSide) -> float:
    """How many points of the courses of this side's nerves lie inside a bone."""
    courses = [
        np.array(nerve.centreline) * it.flip
        for key, nerve in it.body.nerves.items()
        if key.endswith(f".{it.side}")
    ]
    points = np.vstack(courses)
    return float(sum(it.shape(bone).inside(points).sum() for bone in it.bones()))


def _joint_front(sacrum: Shape, hip: Shape) -> Array:
    """The front edge of the sacroiliac joint: the foremost place of its face at each level, (k, 3)."""
    low, high = hip.bounds
    near = sacrum.points[np.all((sacrum.points > low - JOINT) & (sacrum.points < high + JOINT), axis=1)]
    lowest, highest = sacrum.bounds
    facing = hip.within(lowest - JOINT, highest + JOINT)
    face = near[facing.gap(near, JOINT) < JOINT] if len(near) else near
    if not len(face):
        msg = "the sacrum does not come near the hip bone"
        raise Unmeasurable(msg)
    levels = np.round(face[:, 2] / SLAB)
    rows = [face[levels == level] for level in np.unique(levels)]
    return np.array([row[np.argmin(row[:, 1])] for row in rows])
