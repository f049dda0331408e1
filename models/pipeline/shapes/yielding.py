"""A soft surface that gives way to firmer ones: where they come too near, its skin is drawn inward."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.shapes.distance import Solid, surface
from models.pipeline.shapes.pushing import taken_along

Array = NDArray[np.float64]

FINE = 0.8
"""Surfaces are asked at places so far apart, mm: also what is flat between its points may be pierced."""
PASSES = 30
STILL = 0.02
"""Nothing gives way any further where nothing lacks more than this, mm."""
NEAR = 3.0
"""What was farther than this from what is firm does not come to it, mm."""


class Skin:
    """Places all over the triangles of a mesh, which go where its points go."""

    def __init__(self, mesh: Mesh) -> None:
        corners = mesh.points[mesh.triangles]
        longest = np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2).max(axis=1)
        parts = np.ceil(longest / FINE).astype(int).clip(1)
        triangles, shares = [], []
        for count in np.unique(parts):
            grid = [(i, j, count - i - j) for i in range(count + 1) for j in range(count + 1 - i)]
            some = np.flatnonzero(parts == count)
            triangles.append(np.repeat(some, len(grid)))
            shares.append(np.tile(np.array(grid) / count, (len(some), 1)))
        self._share, self._corners = np.concatenate(shares), mesh.triangles[np.concatenate(triangles)]

    def at(self, points: Array, which: slice | NDArray[np.int64] = slice(None)) -> Array:
        """Where the places, or some of them, are, (k, 3), mm, when the points of the mesh are there."""
        return np.asarray(np.einsum("kc,kcd->kd", self._share[which], points[self._corners[which]]))

    def outward(self, points: Array, which: NDArray[np.int64]) -> Array:
        """Unit vectors out of the mesh at some places, (k, 3)."""
        a, b, c = points[self._corners[which]].transpose(1, 0, 2)
        normals = np.cross(b - a, c - a)
        return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


class _Firm(NamedTuple):
    """Something firm, the places of the soft skin that may come to it, and its own that lie in that."""

    solid: Solid
    near: NDArray[np.int64]
    within: Array


def yielded(soft: Mesh, firm: Iterable[Mesh], gap: float, spread: float, most: float = np.inf) -> Mesh:
    """A mesh with its skin drawn inward until firm ones are `gap` mm off, if that is no farther than `most`.

    `spread` is how far, mm, what gives way takes its surroundings along (standard deviation of a Gaussian).
    """
    skin, points = Skin(soft), soft.points
    beside = list(_beside(soft, skin, firm))
    for _ in range(PASSES):
        places, ways = _ways(Mesh(points, soft.triangles), skin, beside, gap)
        shift = taken_along(points, places, ways, spread) - soft.points
        far = np.linalg.norm(shift, axis=1, keepdims=True)
        before, points = points, soft.points + shift * np.minimum(1.0, most / np.maximum(far, 1e-9))
        if np.abs(points - before).max() < STILL:
            break
    return Mesh(points, soft.triangles)


def _beside(soft: Mesh, skin: Skin, firm: Iterable[Mesh]) -> Iterable[_Firm]:
    """The firm ones that lie at a soft one."""
    own, here = Solid(surface(soft)), skin.at(soft.points)
    low, high = here.min(axis=0) - NEAR, here.max(axis=0) + NEAR
    for one in firm:
        if (one.points.max(axis=0) < low).any() or (one.points.min(axis=0) > high).any():
            continue
        solid, there = Solid(surface(one)), _places(one, low, high)
        near = np.flatnonzero(solid.beside(here, NEAR))
        near = near[solid.distances(here[near])[0] < NEAR]
        there = there[own.beside(there, 0.0)]
        within = there[own.distances(there)[0] < 0] if len(there) else there
        if len(near):
            yield _Firm(solid, near, within)


def _places(mesh: Mesh, low: Array, high: Array) -> Array:
    """Places of a mesh on triangles that may reach into a box, (k, 3), mm."""
    corners = mesh.points[mesh.triangles]
    within = (corners.min(axis=1) < high).all(axis=1) & (corners.max(axis=1) > low).all(axis=1)
    if not within.any():
        return np.zeros((0, 3))
    return Skin(Mesh(mesh.points, mesh.triangles[within])).at(mesh.points)


def _ways(soft: Mesh, skin: Skin, firm: list[_Firm], gap: float) -> tuple[Array, Array]:
    """Places of a skin at which firm ones come nearer than `gap`, and the ways inward that lack there."""
    own = Solid(surface(soft))
    places, ways = [np.zeros((0, 3))], [np.zeros((0, 3))]
    for solid, near, within in firm:
        here = skin.at(soft.points, near)
        lack = gap - solid.distances(here)[0]
        short = lack > 0
        places.append(here[short])
        ways.append(-skin.outward(soft.points, near[short]) * lack[short, None])
        if len(within):
            # What lies in it altogether does not come to its skin.
            distance, nearest = own.distances(within)
            deep = distance < -STILL
            places.append(nearest[deep])
            ways.append((within - nearest)[deep] * (1 - gap / distance[deep, None]))
    return np.concatenate(places), np.concatenate(ways)
