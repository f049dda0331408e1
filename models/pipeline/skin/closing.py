"""One closed skin: what lies hidden inside mouth and eye sockets is left out, lids and lips are closed."""

import numpy as np
import pyvista as pv
import vtk
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from models.mesh import Mesh, point_normals
from models.pipeline.skin.makehuman import BaseMesh

Array = NDArray[np.float64]
RAYS = 120
SEEN = 3
"""A point from which at most this many of `RAYS` rays reach the open is inside."""


def hidden(base: BaseMesh, points: Array, triangles: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which points of the head lie inside the mouth, the nose or an eye socket, (n,)."""
    surface = vtk.vtkOBBTree()
    surface.SetDataSet(_polydata(points, triangles))
    surface.BuildLocator()
    normals, directions = point_normals(Mesh(points, triangles)), _sphere(RAYS)
    crossings = vtk.vtkPoints()
    inside = np.zeros(len(points), bool)
    used = np.zeros(len(points), bool)
    used[triangles] = True
    crown = points[used, 2].max()
    for i in np.flatnonzero(used & (points[:, 2] > crown - 280.0) & (np.abs(points[:, 0]) < 120.0)):
        start = points[i] + 0.3 * normals[i]
        rays = start + 600.0 * directions[directions @ normals[i] > 0.05]
        seen = sum(surface.IntersectWithLine(start, ray, crossings, None) == 0 for ray in rays)
        inside[i] = seen <= SEEN
    for side in "lr":
        eye = points[np.unique(base.faces[f"helper-{side}-eye"])]
        centre, radius = (eye.max(axis=0) + eye.min(axis=0)) / 2, np.ptp(eye[:, 0]) / 2
        inside |= used & (np.linalg.norm(points - centre, axis=1) < 1.06 * radius)
    return inside


def _polydata(points: Array, triangles: NDArray[np.int64]) -> vtk.vtkPolyData:
    return pv.PolyData.from_regular_faces(points, triangles)


def _sphere(count: int) -> Array:
    """Directions spread evenly over a sphere, (count, 3): a Fibonacci spiral."""
    step = np.arange(count)
    polar, turn = np.arccos(1 - 2 * (step + 0.5) / count), np.pi * (1 + 5**0.5) * step
    return np.stack([np.cos(turn) * np.sin(polar), np.sin(turn) * np.sin(polar), np.cos(polar)], axis=1)


def close_openings(
    points: Array, triangles: NDArray[np.int64], hidden: NDArray[np.bool_]
) -> tuple[Mesh, NDArray[np.int64]]:
    """Leave out the hidden inside of mouth and eye sockets and close the lids and lips with a fan.

    Returns
    -------
    The closed surface, and for each of its points the base point it was (-1 for a new one).
    """
    triangles = triangles[~hidden[triangles].any(axis=1)]
    triangles = _largest(triangles, len(points))
    used = np.unique(triangles)
    number = np.full(len(points), -1)
    number[used] = np.arange(len(used))
    shell, origin, faces = points[used], used, number[triangles]
    for loop in _rims(faces):
        eye = len(loop) < 36
        centre = shell[loop].mean(axis=0) - ((0.0, 3.5, 0.0) if eye else (0.0, -0.5, 0.0))
        shell, origin = np.vstack([shell, centre]), np.append(origin, -1)
        fan = [[a, b, len(shell) - 1] for a, b in zip(loop, [*loop[1:], loop[0]], strict=True)]
        faces = np.vstack([faces, fan])
    return Mesh(shell, faces), origin


def _largest(triangles: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    a, b = triangles[:, [0, 1]].ravel(), triangles[:, [1, 2]].ravel()
    label = connected_components(coo_matrix((np.ones(len(a)), (a, b)), shape=(count, count)), directed=False)[
        1
    ]
    biggest = np.bincount(label[triangles[:, 0]]).argmax()
    return triangles[label[triangles[:, 0]] == biggest]


def _rims(triangles: NDArray[np.int64]) -> list[list[int]]:
    """The open rims of a surface, each as a loop that continues its triangles' sense."""
    edges = {(int(f[i]), int(f[(i + 1) % 3])) for f in triangles for i in range(3)}
    following = {b: a for a, b in edges if (b, a) not in edges}
    rims = []
    while following:
        here, rim = next(iter(following)), []
        while here in following:
            rim.append(here)
            here = following.pop(here)
        rims.append(rim)
    return rims
