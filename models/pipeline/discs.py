"""Lumbar intervertebral discs: each fills the space between two facing endplates."""

from typing import Any

import igl
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from models.mesh import Mesh

Array = NDArray[np.float64]

LEVELS = (("t12", "l1"), ("l1", "l2"), ("l2", "l3"), ("l3", "l4"), ("l4", "l5"), ("l5", "s1"))
BODY_SHARE = 0.42
"""The part of a vertebra, from the front, that is its body (Gray's Anatomy)."""


def discs(bones: dict[str, Mesh]) -> list[tuple[dict[str, Any], Mesh]]:
    """The discs from T12-L1 to L5-S1, each with what it is called."""
    made = []
    for upper, lower in LEVELS:
        above = _endplate(bones[f"{upper}-vertebra"].points, lowest=True)
        lower_bone = bones["sacrum" if lower == "s1" else f"{lower}-vertebra"].points
        width = np.ptp(above[:, 0]) / 2
        below = _endplate(lower_bone, lowest=False, width=width if lower == "s1" else None)
        names = (upper.upper(), lower.upper())
        what = {
            "id": f"{upper}-{lower}-disc",
            "name": f"Intervertebral disc {'-'.join(names)}",
            "latin": f"Discus intervertebralis {'-'.join(names)}",
            "also_called": [f"{''.join(names)} disc", "disc", "disk", "slipped disc"],
        }
        made.append((what, _between(above, below)))
    return made


def _endplate(vertebra: Array, lowest: bool, width: float | None = None) -> Array:
    """The rim of the upper or lower end of a vertebral body."""
    front = vertebra[:, 1].min()
    if width is None:
        body = vertebra[vertebra[:, 1] < front + BODY_SHARE * np.ptp(vertebra[:, 1])]
        height = body[:, 2]
        edge = 5.0
    else:
        # The sacrum's body is as wide as the disc above it and lies in the middle of its base.
        top = vertebra[vertebra[:, 2] > vertebra[:, 2].max() - 26.0]
        body = top[(np.abs(top[:, 0]) < width) & (top[:, 1] < top[:, 1].min() + 2.0 * width * 0.72)]
        height = body[:, 2]
        edge = 12.0
    return body[height < height.min() + edge] if lowest else body[height > height.max() - edge]


def _between(above: Array, below: Array) -> Mesh:
    hull = ConvexHull(np.vstack([above, below]))
    used = np.unique(hull.simplices)
    number = np.full(hull.points.shape[0], -1)
    number[used] = np.arange(len(used))
    points, triangles = hull.points[used], number[hull.simplices].astype(np.int64)
    inward = (
        np.einsum(
            "ij,ij->i", _normals(points, triangles), points[triangles].mean(axis=1) - points.mean(axis=0)
        )
        < 0
    )
    triangles[inward] = triangles[inward][:, ::-1]
    return Mesh(*igl.loop(points, triangles, 2))


def _normals(points: Array, triangles: NDArray[np.int64]) -> Array:
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    return np.cross(b - a, c - a)
