"""Torn and doubled surfaces come out whole, and as they were where nothing was wrong."""

import numpy as np
import pytest
import pyvista as pv

from models.mesh import Mesh
from models.pipeline.bones.mending import mended, volume


@pytest.fixture
def ball() -> Mesh:
    sphere = pv.Sphere(radius=10, theta_resolution=24, phi_resolution=24).clean()
    return Mesh(np.asarray(sphere.points, float), sphere.regular_faces.astype(np.int64))


def is_closed(mesh: Mesh) -> bool:
    surface = pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)
    return surface.n_open_edges == 0 and bool(surface.is_manifold)


def test_a_whole_surface_stays_as_it_is(ball):
    whole = mended(ball)

    assert np.array_equal(whole.points, ball.points)
    assert np.array_equal(whole.triangles, ball.triangles)


def test_a_surface_that_faces_inward_is_turned(ball):
    assert volume(*mended(Mesh(ball.points, ball.triangles[:, ::-1]))) == pytest.approx(volume(*ball))


def test_holes_are_closed(ball):
    torn = np.delete(ball.triangles, [0, 1, 2, 300, 301, 500, 640], axis=0)

    whole = mended(Mesh(ball.points, torn))

    assert is_closed(whole)
    assert volume(*whole) == pytest.approx(volume(*ball), rel=0.02)


def test_a_slit_closes_like_a_seam(ball):
    middle = ball.points[ball.triangles].mean(axis=1)
    slit = (np.abs(middle[:, 0]) < 1.0) & (middle[:, 1] > 0) & (np.abs(middle[:, 2]) < 8)

    whole = mended(Mesh(ball.points, ball.triangles[~slit]))

    assert is_closed(whole)
    assert volume(*whole) == pytest.approx(volume(*ball), rel=0.03)


def test_doubled_walls_fins_and_loose_ends_are_left_out(ball):
    count = len(ball.points)
    points = np.vstack([ball.points, [[30, 0, 0], [31, 0, 0], [30, 1, 0], [0, 0, 14]]])
    a, b, _ = ball.triangles[200]
    more = [ball.triangles[100], ball.triangles[101][::-1], [count, count + 1, count + 2], [a, b, count + 3]]

    whole = mended(Mesh(points, np.vstack([ball.triangles, more])))

    assert is_closed(whole)
    assert volume(*whole) == pytest.approx(volume(*ball), rel=0.02)


def test_mixed_windings_are_brought_to_face_outward(ball):
    triangles = ball.triangles.copy()
    triangles[::3] = triangles[::3, ::-1]

    whole = mended(Mesh(ball.points, triangles))

    assert is_closed(whole)
    assert volume(*whole) == pytest.approx(volume(*ball))
