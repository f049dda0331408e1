"""Edges of a mesh halved where it is too coarse to bend: more points, the same shape."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh

Numbers = NDArray[np.int64]


def halve(mesh: Mesh, chosen: Numbers) -> Mesh:
    """Halve every edge between two of the chosen points; the shape stays as it is.

    New points follow the old ones, in the order of their edges (lesser number, then greater). Triangles keep
    their places: two, three or four stand where one was.
    """
    within = np.zeros(len(mesh.points), bool)
    within[chosen] = True
    corners = mesh.triangles
    ends = np.stack([corners, np.roll(corners, -1, axis=1)], axis=2)
    ends.sort(axis=2)
    split = np.asarray(within[ends].all(axis=2))
    edges, place = np.unique(ends[split], axis=0, return_inverse=True)
    middle = np.full(split.shape, -1, np.int64)
    middle[split] = len(mesh.points) + place.ravel()
    points = np.concatenate([mesh.points, (mesh.points[edges[:, 0]] + mesh.points[edges[:, 1]]) / 2])
    return Mesh(points, np.array(list(_parts(corners, middle, split)), np.int64).reshape(-1, 3))


def _parts(corners: Numbers, middle: Numbers, split: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    for triangle, halves, is_split in zip(corners.tolist(), middle.tolist(), split.tolist(), strict=True):
        count = sum(is_split)
        if count == 0:
            yield tuple(triangle)
            continue
        # Turned so that with one halved edge it is the first, and with two the last is whole.
        turn = is_split.index(True) if count == 1 else is_split.index(False) + 1 if count == 2 else 0
        a, b, c = triangle[turn:] + triangle[:turn]
        ab, bc, ca = halves[turn:] + halves[:turn]
        if count == 1:
            yield from ((a, ab, c), (ab, b, c))
        elif count == 2:
            yield from ((ab, b, bc), (a, ab, bc), (a, bc, c))
        else:
            yield from ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))


def refined(mesh: Mesh, halved: tuple[Numbers, ...]) -> Mesh:
    """A mesh after all rounds of halving."""
    for chosen in halved:
        mesh = halve(mesh, chosen)
    return mesh
