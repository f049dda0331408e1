"""Meshes stay closed when they come to the grid, though points fall together there."""

from collections import Counter

import numpy as np
import pyvista as pv

from models.mesh import GRID, Mesh, decode, encode
from models.pipeline.shapes.grid import settled


def box(low, high) -> Mesh:
    solid = pv.Box((low[0], high[0], low[1], high[1], low[2], high[2])).triangulate().clean()
    return Mesh(np.asarray(solid.points, float), solid.regular_faces.astype(np.int64))


def together(*meshes: Mesh) -> Mesh:
    shifts = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    triangles = [mesh.triangles + shift for mesh, shift in zip(meshes, shifts, strict=True)]
    return Mesh(np.vstack([mesh.points for mesh in meshes]), np.vstack(triangles))


def is_closed(mesh: Mesh) -> bool:
    edges = Counter((int(row[k]), int(row[(k + 1) % 3])) for row in mesh.triangles for k in range(3))
    return all(count == 1 and edges[b, a] == 1 for (a, b), count in edges.items())


def volume(mesh: Mesh) -> float:
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def test_two_boxes_with_a_face_in_common_stay_two():
    pair = together(box((0, 0, 0), (1, 1, 1)), box((1, 0, 0), (2, 1, 1)))
    touching = Mesh(pair.points, np.random.default_rng(0).permutation(pair.triangles))
    assert not is_closed(decode(encode(touching))), "Draco sews them together, or the test tests nothing"

    mesh = settled(touching)

    assert is_closed(mesh)
    assert is_closed(decode(encode(mesh)))
    assert abs(volume(decode(encode(mesh))) - 2) < 2 * GRID
    assert len(decode(encode(mesh)).triangles) == 24


def test_which_of_two_is_moved_does_not_depend_on_their_order():
    first, second = box((0, 0, 0), (1, 1, 1)), box((1, 0, 0), (2, 1, 1))

    assert encode(settled(together(first, second))) == encode(settled(together(second, first)))


def test_neighbours_that_fall_together_become_one_point():
    ball = pv.Sphere(radius=5, theta_resolution=12, phi_resolution=12).triangulate()
    points = np.asarray(ball.points, float)
    triangles = ball.regular_faces.astype(np.int64)
    first, second, _ = triangles[40]
    points[second] = points[first] + 0.01
    mesh = settled(Mesh(points, triangles))

    assert len(mesh.triangles) == len(triangles) - 2
    assert len(mesh.points) == len(points) - 1
    assert is_closed(mesh)


def test_the_same_surface_gives_the_same_bytes_in_whatever_order_it_comes():
    mesh = settled(box((0, 0, 0), (3, 4, 5)))
    order = np.array([3, 1, 7, 0, 2, 6, 5, 4])
    other = Mesh(mesh.points[order], np.roll(np.argsort(order)[mesh.triangles], 1, axis=1)[::-1])

    assert encode(settled(other)) == encode(mesh)
    assert encode(settled(decode(encode(mesh)))) == encode(mesh)
