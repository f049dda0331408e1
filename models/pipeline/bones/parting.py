"""Bones drawn apart: where rounding made neighbours meet or overlap, each gives way by half.

Every articulation keeps the space its cartilage fills on a person.
"""

from collections.abc import Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from models.mesh import Mesh, point_normals
from models.pipeline.bones.skeleton import MIRROR
from models.pipeline.shapes.distance import signed, surface

Array = NDArray[np.float64]

GAP = 1.6
"""Least space between two bones, mm; the cartilage of both is 2-4 mm thick."""
ROUNDS, STEP = 18, 0.7
THINNEST = 0.4
"""No point gives way by more than this share of the bone's thickness under it."""


def part(meshes: dict[str, Mesh], still: Collection[str] = ()) -> dict[str, Mesh]:
    """Draw bones apart until none touches another.

    Parameters
    ----------
    meshes
        Left and midline bones by id, LPS, mm; the right side is taken as their mirror image.
    still
        Ids of bones that hold still: their neighbours give way alone.
    """
    giving = {key: _Giving(mesh) for key, mesh in meshes.items() if key not in still}
    standing: dict[str, _Standing] = giving | {key: _Standing(meshes[key]) for key in still}
    twins = [key for key in standing if key.endswith(".left")]
    now: dict[str, _Standing] = standing | {f"{key}*": _mirrored(standing[key].mesh) for key in twins}
    asked = set(giving)
    for _ in range(ROUNDS):
        # In the order given: what gives way first decides what is left for its neighbour.
        lacks = {key: _lack(giving[key].points, _others(now, key)) for key in giving if key in asked}
        moved = [key for key, lack in lacks.items() if lack.any()]
        if not moved:
            break
        for key in moved:
            giving[key].give(lacks[key] / 2)
            if key in twins:
                now[f"{key}*"] = _mirrored(giving[key].mesh)
        # Whoever has no neighbour that moved lacks as little as before.
        names = {name for key in moved for name in (key, f"{key}*") if name in now}
        asked = {key for key, bone in giving.items() if any(_near(bone, now[name]) for name in names)}
    return {key: standing[key].mesh for key in meshes}


def _others(now: dict[str, "_Standing"], bone: str) -> dict[str, "_Standing"]:
    return {key: one for key, one in now.items() if key != bone and _near(now[bone], one)}


class _Standing:
    """A bone as its neighbours meet it."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.box = mesh.points.min(axis=0), mesh.points.max(axis=0)


def _near(one: _Standing, other: _Standing) -> bool:
    """Whether two bones' boxes come nearer to each other than `GAP`."""
    (low, high), (from_, to) = one.box, other.box
    return bool((low - GAP < to).all() and (high + GAP > from_).all())


class _Giving(_Standing):
    """A bone that gives way inward, along its first normals and never through itself."""

    def __init__(self, mesh: Mesh) -> None:
        super().__init__(mesh)
        self.rest, self.points, self.triangles = mesh.points, mesh.points, mesh.triangles
        self.given = np.zeros(len(mesh.points))

    @cached_property
    def normals(self) -> Array:
        return point_normals(Mesh(self.rest, self.triangles))

    @cached_property
    def most(self) -> Array:
        """By how much each point may give way at the most, (n,), mm."""
        return THINNEST * _thickness(Mesh(self.rest, self.triangles), self.normals)

    @cached_property
    def even(self) -> csr_matrix:
        return _evened(Mesh(self.rest, self.triangles))

    def give(self, lack: Array) -> None:
        step = np.clip(lack, 0.0, STEP)
        self.given = np.minimum(self.given + np.maximum(self.even @ step, 0.7 * step), self.most)
        self._place()

    def _place(self) -> None:
        self.points = self.rest - self.given[:, None] * self.normals
        super().__init__(Mesh(self.points, self.triangles))


def _mirrored(left: Mesh) -> _Standing:
    """The right twin of a left bone."""
    return _Standing(Mesh(left.points * MIRROR, left.triangles[:, ::-1]))


def _lack(points: Array, others: dict[str, _Standing]) -> Array:
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
