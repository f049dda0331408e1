"""The numpy geometry of the checks against libigl and VTK, and against shapes whose measures are known."""

import igl
import numpy as np
import pytest
import pyvista as pv

from models import catalogue
from models.mesh import Mesh
from point_maps.solving.shapes import Shape
from point_maps.verify import lines
from point_maps.verify.inside import Inside
from point_maps.verify.lines import Unmeasurable
from point_maps.verify.nearness import gaps, nearest, signed
from populated import each

BONES = ("sacrum", "hip-bone.left", "l5-vertebra", "calcaneus.left")


@pytest.fixture(scope="module", params=BONES)
def bone(request):
    return catalogue.load("male").mesh(request.param)


@pytest.fixture(scope="module")
def around(bone):
    """Points in and round a bone."""
    random = np.random.default_rng(7)
    low, high = bone.points.min(axis=0) - 15, bone.points.max(axis=0) + 15
    return low + random.random((300, 3)) * (high - low)


def test_inside_agrees_with_winding_numbers_of_igl(bone, around):
    wanted = igl.winding_number(bone.points, bone.triangles, around) > 0.5

    assert wanted.any()
    assert np.array_equal(Shape(bone).inside(around), wanted)


def test_lines_through_points_agree_with_winding_numbers_of_igl(bone, around):
    steps = np.array([[0, 0, 0], [0.001, 0, 0], [0, 0.001, 0]])
    asked = np.concatenate([around, *(bone.points[::7] + step for step in steps)])
    far = igl.point_mesh_squared_distance(asked, bone.points, bone.triangles)[0] > 1e-9
    wanted = igl.winding_number(bone.points, bone.triangles, asked) > 0.5

    assert far.sum() > len(around)
    assert np.array_equal(Inside(bone)(asked)[far], wanted[far])
    assert not Inside(bone)(np.zeros((0, 3))).any()


def test_near_distances_agree_with_those_of_igl(bone, around):
    reach = 4.0
    squared, numbers, _ = igl.point_mesh_squared_distance(around, bone.points, bone.triangles)
    far, near = np.sqrt(squared), squared < reach**2

    found, triangles = nearest(bone, around, reach)

    assert near.sum() > 10
    assert np.allclose(found[near], far[near], atol=1e-6)
    assert np.isinf(found[~near]).all()
    assert (triangles[~near] == -1).all()
    assert np.allclose(gaps(around, bone.points[bone.triangles[numbers]]), far, atol=1e-6)
    assert np.allclose(gaps(around[near], bone.points[bone.triangles[triangles[near]]]), far[near], atol=1e-6)
    inside = igl.winding_number(bone.points, bone.triangles, around) > 0.5
    assert np.array_equal(signed(bone, around, reach) < 0, near & inside)


def test_gaps_agree_with_distances_of_igl(bone, around):
    squared, *_ = igl.point_mesh_squared_distance(around, bone.points, bone.triangles)

    assert np.allclose(Shape(bone).gap(around), np.sqrt(squared), atol=1e-6)


def test_rays_agree_with_those_of_vtk(bone, around):
    shape, wanted = Shape(bone), pv.PolyData.from_regular_faces(bone.points, bone.triangles)
    for start, aim in each(zip(around[:60], around[60:120], strict=True)):
        met, _ = wanted.ray_trace(start, start + 3 * (aim - start))
        far = np.sort(np.linalg.norm(met - start, axis=1))
        assert shape.first_hit(start, aim - start) == pytest.approx(far[0] if len(far) else np.inf, abs=0.01)


def test_the_part_of_a_surface_in_a_box_answers_for_the_whole_there(bone, around):
    shape, reach = Shape(bone), 20.0
    for start, aim in each(zip(around[:60], around[60:120], strict=True)):
        part = shape.within(start - reach, start + reach)
        far, gap = shape.first_hit(start, aim - start), shape.gap(start[None])[0]
        assert len(part.triangles) < len(shape.triangles)
        assert part.first_hit(start, aim - start) == pytest.approx(far) or far > reach
        assert part.gap(start[None])[0] == pytest.approx(gap) or gap > reach
        assert shape.gap(start[None], most=gap + 0.1)[0] == gap
        assert shape.gap(start[None], most=gap / 2)[0] in (gap, np.inf)


@pytest.fixture
def cube():
    """A cube of 20 mm round the origin."""
    corner = np.array([[x, y, z] for x in (-10, 10) for y in (-10, 10) for z in (-10, 10)], float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return Shape(
        Mesh(corner, np.array([t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))], np.int64))
    )


def test_a_cube_is_measured_exactly(cube):
    asked = np.array([[0, 0, 0], [9, 9, 9], [11, 0, 0], [13, 14, 0], [0, 0, -30]], float)

    assert cube.inside(asked).tolist() == [True, True, False, False, False]
    assert Inside(Mesh(cube.points, cube.triangles))(asked).tolist() == [True, True, False, False, False]
    assert np.allclose(cube.gap(asked), [10, 1, 1, 5, 20])
    assert cube.first_hit(np.zeros(3), lines.OUT) == pytest.approx(10)
    assert np.allclose(cube.hits(np.array([0, -30, 1.0]), lines.BACK), [20, 40])
    assert cube.first_hit(np.array([0, 0, 30.0]), lines.UP) == np.inf
    assert np.allclose(cube.facing(cube.nearest(np.array([30.0, 1, 2]))), lines.OUT)
    assert np.allclose(cube.cut(3.0)[:, 2], 3)
    assert len(cube.cut(11.0)) == 0


def test_a_triangle_without_area_is_as_far_as_its_edges():
    flat = Shape(Mesh(np.array([[0, 0, 0], [10, 0, 0], [20, 0, 0]], float), np.array([[0, 1, 2]], np.int64)))

    asked = np.array([[5, 3, 4], [30, 0, 0]], float)
    assert np.allclose(flat.gap(asked), [5, 10])
    assert np.allclose(gaps(asked, flat.corners[[0, 0]]), [5, 10])


@pytest.fixture
def bent():
    """A course 30 mm down, then 40 mm down and outward."""
    return np.array([[0, 0, 100], [0, 0, 85], [0, 0, 70], [24, 0, 38]], float)


def test_courses_are_measured_exactly(bent):
    assert lines.length(bent) == pytest.approx(70)
    assert np.allclose(lines.at_height(bent, 54), [12, 0, 54])
    assert lines.where_at_height(bent, 85) == pytest.approx(1)
    assert lines.length(lines.from_place(bent, 1.5)) == pytest.approx(47.5)
    assert lines.crossing(bent, np.array([-6, 0, 54.0]), np.array([30, 0, 54.0]), (0, 2)) == pytest.approx(
        0.5
    )
    assert np.allclose(lines.direction_at(bent, 2.5), [0.6, 0, -0.8])
    assert lines.angle(np.array([0, 0, 1.0]), np.array([0, 1.0, -1.0])) == pytest.approx(45)
    assert lines.sharpest_turn(bent[1:]) == pytest.approx(np.degrees(np.arccos(0.8)) / 55 * 20)


def test_what_a_course_does_not_do_is_said(bent):
    with pytest.raises(Unmeasurable, match="at the height 20"):
        lines.at_height(bent, 20)
    with pytest.raises(Unmeasurable, match="does not cross"):
        lines.crossing(bent, np.array([40, 0, 54.0]), np.array([60, 0, 54.0]), (0, 2))
