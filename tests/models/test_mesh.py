import numpy as np
import pytest
import pyvista as pv

from models.mesh import GRID, Mesh, MeshError, decode, encode, join, point_normals, read

SQUARE = Mesh(
    np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]]),
    np.array([[0, 1, 2], [0, 2, 3]]),
)
STRIP = [np.array([1, 2, 0, 3])]


def test_a_mesh_comes_back_as_it_was_written():
    again = decode(encode(SQUARE))

    assert np.array_equal(again.points, SQUARE.points)
    assert np.array_equal(again.triangles, SQUARE.triangles)


def test_strips_come_back_as_triangles_that_face_the_same_way():
    again = decode(encode(SQUARE, STRIP))

    assert len(again.triangles) == 2
    assert np.allclose(point_normals(again), point_normals(SQUARE))


def test_pyvista_reads_what_is_written(tmp_path):
    path = tmp_path / "square.vtp"
    path.write_bytes(encode(SQUARE, STRIP))

    mesh = pv.read(path).triangulate()

    assert mesh.n_cells == 2
    assert mesh.area == pytest.approx(100.0)


def test_points_lie_on_the_grid_and_no_farther_than_half_of_it():
    crooked = Mesh(SQUARE.points + 0.0371, SQUARE.triangles)

    again = decode(encode(crooked))

    assert np.all(again.points % GRID == 0)
    assert np.abs(again.points - crooked.points).max() <= GRID / 2


def test_joined_files_hold_a_piece_each(tmp_path):
    path = tmp_path / "both.vtp"
    far = Mesh(SQUARE.points + 100.0, SQUARE.triangles)
    path.write_bytes(join([encode(SQUARE, STRIP), encode(far)]))

    both = pv.read(path).triangulate()

    assert path.read_bytes().count(b"<Piece ") == 2
    assert both.n_cells == 4
    assert both.bounds[1] == pytest.approx(110.0)


@pytest.mark.parametrize("content", [b"", b"\x00" * 400, b"<VTKFile>", encode(SQUARE)[:-120]])
def test_other_bytes_are_refused_with_the_file_named(tmp_path, content):
    path = tmp_path / "broken.vtp"
    path.write_bytes(content)

    with pytest.raises(MeshError, match=r"broken\.vtp"):
        read(path)
