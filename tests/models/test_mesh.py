import DracoPy
import numpy as np
import pytest
import pyvista as pv

from models import vtp
from models.catalogue import Body
from models.mesh import (
    GRID,
    Mesh,
    MeshError,
    decode,
    encode,
    join,
    occlusion,
    point_normals,
    read,
    split,
    tissue,
)
from populated import each

SQUARE = Mesh(
    np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]]),
    np.array([[0, 1, 2], [0, 2, 3]]),
)
LIGHT = np.array([0, 7, 128, 255], np.uint8)
CLOUD = DracoPy.encode(SQUARE.points.astype("f4"))


def by_place(points: np.ndarray, values: np.ndarray) -> dict[tuple[float, ...], int]:
    return {tuple(point): int(value) for point, value in zip(points.tolist(), values, strict=True)}


def corners(mesh: Mesh) -> set[frozenset[tuple[float, ...]]]:
    return {frozenset(map(tuple, rows.tolist())) for rows in mesh.points[mesh.triangles]}


def test_a_mesh_comes_back_as_it_was_written_whatever_the_order():
    again = decode(encode(SQUARE))

    assert again.points.shape == SQUARE.points.shape
    assert corners(again) == corners(SQUARE)
    assert np.allclose(point_normals(again), [0, 0, 1]), "it faces the same way"


def test_its_occlusion_stays_with_its_points():
    content = encode(SQUARE, LIGHT)
    kept = occlusion(content)

    assert kept is not None
    assert by_place(decode(content).points, kept) == by_place(SQUARE.points, LIGHT)
    assert occlusion(encode(SQUARE)) is None


def test_its_tissue_stays_with_its_points_with_and_without_occlusion():
    made_of = np.stack([LIGHT, LIGHT[::-1]], axis=1)
    for content in (encode(SQUARE, LIGHT, made_of), encode(SQUARE, None, made_of)):
        kept = tissue(content)

        assert kept is not None
        for number in range(2):
            assert by_place(decode(content).points, kept[:, number]) == by_place(
                SQUARE.points, made_of[:, number]
            )
    assert tissue(encode(SQUARE, LIGHT)) is None


def test_points_lie_on_the_grid_and_no_farther_than_half_of_it():
    crooked = Mesh(SQUARE.points * [1, 1, 0] + [400.0371, -250.99, 1700.06], SQUARE.triangles)

    again = decode(encode(crooked))

    assert np.all(again.points % GRID == 0)
    away = np.linalg.norm(again.points[:, None] - crooked.points, axis=2).min(axis=1)
    assert 0 < away.max() <= GRID / 2 * 3**0.5


def test_what_was_written_once_is_the_same_on_the_grid_when_it_is_written_again(body: Body):
    for structure in each(["skin", "sacrum", "sciatic.left"]):
        mesh = body.mesh(structure)
        again = decode(encode(mesh))

        assert np.all(mesh.points % GRID == 0)
        assert {*map(tuple, again.points.tolist())} == {*map(tuple, mesh.points.tolist())}


def test_joined_files_come_apart_as_they_were():
    files = [encode(SQUARE, LIGHT), encode(Mesh(SQUARE.points + 100.0, SQUARE.triangles))]

    assert split(join(files)) == files


OTHERS = [lambda data: data[:-1], lambda data: data + b"\0", lambda _: b"", lambda _: b"\xff" * 9]


@pytest.mark.parametrize("change", OTHERS)
def test_what_was_not_joined_is_refused(change):
    with pytest.raises(MeshError, match=r"joined by models\.mesh"):
        split(change(join([encode(SQUARE), encode(SQUARE)])))


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 400, b"<VTKFile>", b"DRACO", encode(SQUARE)[:-12], CLOUD, vtp.encode(SQUARE)]
)
def test_other_bytes_are_refused_with_the_file_named(tmp_path, content):
    path = tmp_path / "broken.drc"
    path.write_bytes(content)

    with pytest.raises(MeshError, match=r"broken\.drc"):
        read(path)
    with pytest.raises(MeshError):
        occlusion(content)


def test_pyvista_reads_what_is_written_for_other_programs(tmp_path):
    path = tmp_path / "square.vtp"
    path.write_bytes(vtp.encode(SQUARE, LIGHT))

    mesh = pv.read(path)

    assert mesh.n_cells == 2
    assert mesh.area == pytest.approx(100.0)
    assert mesh.point_data["occlusion"].tolist() == LIGHT.tolist()
    assert mesh.point_data["occlusion"].dtype == np.uint8
