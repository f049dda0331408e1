"""Middle lines of the thin strands of roots in the sac, found from their meshes."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.mesh import Mesh

Array = NDArray[np.float64]

NEAR = 16
"""How many points of a strand tell where its middle is at a height: some rings of four."""


def axes_of(mesh: Mesh) -> Array:
    """For each point of strands that run up and down, the middle of its strand at its height, (n, 3), mm."""
    count = len(mesh.points)
    ends = np.vstack([mesh.triangles[:, [0, 1]], mesh.triangles[:, [1, 2]]])
    _, strand = connected_components(
        coo_array((np.ones(len(ends)), ends.T), shape=(count, count)), directed=False
    )
    middles = mesh.points.copy()
    for number in range(strand.max() + 1):
        members = np.flatnonzero(strand == number)
        points = mesh.points[members]
        for member, point in zip(members, points, strict=True):
            aside = np.linalg.norm(points - point, axis=1)
            near = points[np.argsort(aside)[:NEAR]]
            middles[member, :2] = _at(near, point[2])
    return middles


def _at(near: Array, height: float) -> Array:
    """Where a straight line through points is at a height: left and back, mm."""
    rise = near[:, 2] - near[:, 2].mean()
    slope = rise @ (near[:, :2] - near[:, :2].mean(axis=0)) / max(float(rise @ rise), 1e-9)
    return np.asarray(near[:, :2].mean(axis=0) + (height - near[:, 2].mean()) * slope)
