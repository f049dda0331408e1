"""Bones drawn apart: where rounding made neighbours meet or overlap, each gives way by half.

Every articulation keeps the space its cartilage fills on a person.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from models.mesh import Mesh, point_normals
from models.pipeline.distance import signed, surface
from models.pipeline.skeleton import MIRROR

Array = NDArray[np.float64]

GAP = 1.6
"""Least space between two bones, mm; the cartilage of both is 2-4 mm thick."""
ROUNDS, STEP = 18, 0.7
THINNEST = 0.4
"""No point gives way by more than this share of the bone's thickness under it."""


def part(meshes: dict[str, Mesh]) -> dict[str, Mesh]:
    """Draw bones apart until none touches another.

    Parameters
    ----------
    meshes
        Left and midline bones by id, LPS, mm; the right side is taken as their mirror image.
    """
    giving = {key: _Giving(mesh) for key, mesh in meshes.items()}
    twins = [key for key in giving if key.endswith(".left")]
    now = giving | {f"{key}*": _Mirrored(giving[key]) for key in twins}
    for _ in range(ROUNDS):
        lacks = {
            key: _lack(bone.points, {name: one for name, one in now.items() if name != key})
            for key, bone in giving.items()
        }
        if not any(lack.any() for lack in lacks.values()):
            break
        for key, lack in lacks.items():
            if lack.any():
                giving[key].give(lack / 2)
                if key in twins:
                    now[f"{key}*"] = _Mirrored(giving[key])
    return {key: bone.mesh for key, bone in giving.items()}


class _Giving:
    """A bone that gives way inward, along its first normals and never through itself."""

    def __init__(self, mesh: Mesh) -> None:
        self.rest, self.triangles = mesh.points, mesh.triangles
        self.normals = point_normals(mesh)
        self.most = THINNEST * _thickness(mesh, self.normals)
        self.even = _evened(mesh)
        self.given = np.zeros(len(mesh.points))
        self._place()

    def give(self, lack: Array) -> None:
        step = np.clip(lack, 0.0, STEP)
        self.given = np.minimum(self.given + np.maximum(self.even @ step, 0.7 * step), self.most)
        self._place()

    def _place(self) -> None:
        self.points = self.rest - self.given[:, None] * self.normals
        self.box = self.points.min(axis=0), self.points.max(axis=0)
        self.mesh = Mesh(self.points, self.triangles)


class _Mirrored:
    """The right twin of a left bone, as its neighbours meet it."""

    def __init__(self, left: _Giving) -> None:
        self.mesh = Mesh(left.points * MIRROR, left.triangles[:, ::-1])
        self.box = self.mesh.points.min(axis=0), self.mesh.points.max(axis=0)


def _lack(points: Array, others: dict[str, _Giving | _Mirrored]) -> Array:
    """By how much each point falls short of `GAP` from its nearest neighbour, (n,), mm."""
    lack = np.zeros(len(points))
    for other in others.values():
        low, high = other.box
        near = ((points > low - GAP) & (points < high + GAP)).all(axis=1)
        if near.any():
            lack[near] = np.maximum(lack[near], GAP - signed(other.mesh, points[near]))
    return lack


def _thickness(mesh: Mesh, normals: Array) -> Array:
    """How far it is through the bone under each point, (n,), mm."""
    closed = surface(mesh)
    through = np.full(len(mesh.points), 60.0)
    for i, (point, normal) in enumerate(zip(mesh.points, normals, strict=True)):
        hits, _ = closed.ray_trace(point - 0.05 * normal, point - 60.0 * normal, first_point=True)
        if len(hits):
            through[i] = np.linalg.norm(np.asarray(hits) - point)
    return through


def _evened(mesh: Mesh) -> csr_matrix:
    """Mean over a point and its neighbours, twice: what gives way does so softly."""
    count = len(mesh.points)
    edges = np.vstack([mesh.triangles[:, [0, 1]], mesh.triangles[:, [1, 2]], mesh.triangles[:, [2, 0]]])
    near = csr_matrix((np.ones(len(edges)), edges.T), shape=(count, count))
    near = ((near + near.T + diags(np.ones(count))) > 0).astype(float)
    mean = diags(1 / np.asarray(near.sum(axis=1)).ravel()) @ near
    return mean @ mean
