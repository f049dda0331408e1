"""Source bones made whole: one closed surface each, where the source has slits, doubled walls and loose ends.

Triangles that make an edge ambiguous are taken out, what remains is turned one way, every hole is closed.
"""

import igl
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from models.mesh import Mesh

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
ROUNDS = 20


def mended(mesh: Mesh) -> Mesh:
    """The largest part of a mesh as one closed surface that faces outward.

    Raises
    ------
    ValueError
        If holes are left that cannot be closed.
    """
    points, triangles = mesh
    if not _is_closed(triangles):
        for _ in range(ROUNDS):
            triangles = igl.bfs_orient(_pruned(points, _without_doubles(triangles)))[0].astype(np.int64)
            points, triangles = _split(points, triangles)
            triangles = _largest(points, triangles)
            triangles = _filled(points, triangles)
            if _is_closed(triangles):
                break
        else:
            msg = "must be one closed surface; got holes that cannot be closed"
            raise ValueError(msg)
    used = np.unique(triangles)
    number = np.full(len(points), -1)
    number[used] = np.arange(len(used))
    points, triangles = points[used], number[triangles]
    return Mesh(points, triangles if volume(points, triangles) > 0 else triangles[:, ::-1])


def volume(points: Array, triangles: Ints) -> float:
    """The volume a closed surface encloses, mm3; negative if it faces inward."""
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def _directed(triangles: Ints) -> Ints:
    return np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])


def _is_closed(triangles: Ints) -> bool:
    """Whether every edge has one triangle on either side."""
    edges = _directed(triangles)
    unique, count = np.unique(edges, axis=0, return_counts=True)
    both_ways = np.unique(np.vstack([unique, unique[:, ::-1]]), axis=0)
    return bool((count == 1).all()) and len(both_ways) == len(unique)


def _without_doubles(triangles: Ints) -> Ints:
    _, first = np.unique(np.sort(triangles, axis=1), axis=0, return_index=True)
    return triangles[np.sort(first)]


def _pruned(points: Array, triangles: Ints) -> Ints:
    """Without the smallest triangles at edges that more than two share."""
    while True:
        _, edge, count = np.unique(
            np.sort(_directed(triangles), axis=1), axis=0, return_inverse=True, return_counts=True
        )
        crowded = (count[edge.reshape(3, -1)] > 2).any(axis=0)
        if not crowded.any():
            return triangles
        a, b, c = (points[triangles[:, corner]] for corner in range(3))
        area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
        area[~crowded] = np.inf
        triangles = np.delete(triangles, np.argmin(area), axis=0)


def _split(points: Array, triangles: Ints) -> tuple[Array, Ints]:
    """Points where separate fans of triangles meet, given to each fan apart."""
    faces, origin = igl.split_nonmanifold(triangles)[:2]
    return points[origin], faces.astype(np.int64)


def _largest(points: Array, triangles: Ints) -> Ints:
    a, b = triangles[:, [0, 1]].ravel(), triangles[:, [1, 2]].ravel()
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(len(points),) * 2)
    label = connected_components(graph, directed=False)[1][triangles[:, 0]]
    return triangles[label == np.bincount(label).argmax()]


def _filled(points: Array, triangles: Ints) -> Ints:
    """Every hole closed by triangles between the points of its rim."""
    edges = {(int(a), int(b)) for a, b in _directed(triangles)}
    following = {b: a for a, b in edges if (b, a) not in edges}
    more: list[list[int]] = []
    while following:
        here, rim = next(iter(following)), []
        while here in following:
            rim.append(here)
            here = following.pop(here)
        more += _sewn(points, rim, edges)
    return np.vstack([triangles, np.array(more, np.int64).reshape(-1, 3)])


def _sewn(points: Array, rim: list[int], edges: set[tuple[int, int]]) -> list[list[int]]:
    """Triangles across a hole, the shortest stitch first, so that a slit closes like a seam."""
    made = []
    while len(rim) > 2:
        corners = [(rim[i - 1], rim[i], rim[(i + 1) % len(rim)]) for i in range(len(rim))]
        # A stitch where an edge runs already would make a third wall there.
        free = [i for i, (a, _, c) in enumerate(corners) if len(rim) == 3 or not {(a, c), (c, a)} & edges]
        stitch = [float(np.linalg.norm(points[a] - points[c])) for a, _, c in corners]
        best = min(free or range(len(rim)), key=stitch.__getitem__)
        a, b, c = corners[best]
        made.append([a, b, c])
        edges.update({(a, c), (c, a)})
        rim = [] if len(rim) == 3 else [*rim[:best], *rim[best + 1 :]]
    return made
