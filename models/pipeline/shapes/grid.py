"""Meshes on the grid in which they are written, such that they stay what they are.

Draco takes points that fall together for one, and may sew parts of a surface to each other that only touch.
"""

import numpy as np
from numpy.typing import NDArray

from models.mesh import GRID, Mesh, point_normals

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


def settled(mesh: Mesh) -> Mesh:
    """The mesh with its points on the grid.

    Neighbours that fall together become one point, and the triangles between them, which have no area, are
    left out. Where an edge falls on another one, it is moved by a step of the grid, into the solid. The order
    of points and triangles follows from where they lie: the same surface gives the same bytes.
    """
    mesh = _by_place(_joined(Mesh(np.round(mesh.points / GRID) * GRID, mesh.triangles)))
    while len(crowded := _crowded(mesh)):
        inward = -point_normals(mesh)[crowded]
        main = np.abs(inward).argmax(axis=1)
        points = mesh.points.copy()
        points[crowded, main] += np.sign(inward[np.arange(len(main)), main]) * GRID
        mesh = Mesh(points, mesh.triangles)
    return _ordered(mesh)


def _joined(mesh: Mesh) -> Mesh:
    """The mesh without edges that have no length."""
    place, triangles = _places(mesh.points), mesh.triangles
    while True:
        edges = _edges(triangles)
        short = edges[(place[edges[:, 0]] == place[edges[:, 1]]) & (edges[:, 0] != edges[:, 1])]
        if not len(short):
            break
        number = np.arange(len(mesh.points))
        np.minimum.at(number, short.max(axis=1), short.min(axis=1))
        triangles = number[triangles]
    ends = np.sort(triangles, axis=1)
    kept = triangles[(ends[:, 0] != ends[:, 1]) & (ends[:, 1] != ends[:, 2])]
    used, again = np.unique(kept, return_inverse=True)
    return Mesh(mesh.points[used], again.reshape(-1, 3))


def _by_place(mesh: Mesh) -> Mesh:
    """The mesh with its points by where they lie, and those that fall together by where they face."""
    facing = np.round(point_normals(mesh), 6)
    order = np.lexsort([*facing.T[::-1], *mesh.points.T[::-1]])
    return Mesh(mesh.points[order], np.argsort(order)[mesh.triangles])


def _ordered(mesh: Mesh) -> Mesh:
    """The mesh by place: its points, the corners of its triangles, and its triangles."""
    points, number = np.unique(mesh.points, axis=0, return_inverse=True)
    corners = number.ravel()[mesh.triangles]
    turn = (corners.argmin(axis=1)[:, None] + np.arange(3)) % 3
    corners = np.take_along_axis(corners, turn, axis=1)
    return Mesh(points, corners[np.lexsort(corners.T[::-1])])


def _crowded(mesh: Mesh) -> Numbers:
    """Points to move: ends of edges that fall on others, but for the first point at each place."""
    place = _places(mesh.points)
    edges = _edges(mesh.triangles)
    where, count = np.unique(np.sort(place[edges], axis=1), axis=0, return_counts=True)
    crowded = np.isin(place, where[count > 2])
    first = np.unique(place, return_index=True)[1]
    crowded[first] = False
    return np.flatnonzero(crowded)


def _places(points: Array) -> Numbers:
    """The same number for points that fall together, (n,)."""
    return np.unique(points, axis=0, return_inverse=True)[1].ravel()


def _edges(triangles: Numbers) -> Numbers:
    return np.concatenate([triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
