"""What is drawn: discs that hug the skin with a round rim, and closed marks."""

import numpy as np
import pytest

from models.mesh import Mesh
from point_maps.solving.patch import FINENESS, LIFT, marker, patch
from point_maps.solving.surfaces import Surface
from populated import each


def facing(mesh: Mesh) -> np.ndarray:
    a, b, c = mesh.points[mesh.triangles].transpose(1, 0, 2)
    return np.cross(b - a, c - a)


def rim(mesh: Mesh) -> np.ndarray:
    """The points on edges that only one triangle has."""
    edges = np.sort(mesh.triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    unique, count = np.unique(edges, axis=0, return_counts=True)
    assert count.max() == 2
    return unique[count == 1]


def area(mesh: Mesh) -> float:
    return float(np.linalg.norm(facing(mesh), axis=1).sum() / 2)


@pytest.fixture(params=["LU7", "LU6", "SI4", "KI3", "LR4", "KI4"])
def region(request, shipped_on_cylinders):
    return shipped_on_cylinders.regions[f"{request.param}.right"]


def test_the_rim_is_as_far_from_the_centre_as_the_radius(region, cylinders):
    mesh = patch(cylinders, region)

    away = np.linalg.norm(mesh.points[np.unique(rim(mesh))] - region.centre, axis=1)
    assert np.abs(away - region.radius).max() < LIFT + 0.05


def test_the_rim_is_one_closed_ring(region, cylinders):
    mesh = patch(cylinders, region)

    _, count = np.unique(rim(mesh), return_counts=True)
    assert (count == 2).all()
    euler = len(mesh.points) - len(np.unique(np.sort(_edges(mesh), axis=1), axis=0)) + len(mesh.triangles)
    assert euler == 1


def _edges(mesh: Mesh) -> np.ndarray:
    return mesh.triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)


def test_it_lies_a_little_outside_the_skin_and_faces_outward(region, cylinders):
    mesh = patch(cylinders, region)
    skin = Surface(cylinders.skin)

    for corner in mesh.points[:: max(1, len(mesh.points) // 25)]:
        inward = skin.way_out(corner - 2.0 * np.array(region.normal), np.array(region.normal), 20)
        assert inward
        assert 0.2 < (corner - inward.point) @ inward.normal < LIFT + 0.05
    assert (facing(mesh) @ np.array(region.normal) > 0).all()


def test_nothing_of_it_lies_on_the_other_side_of_the_limb(region, cylinders):
    mesh = patch(cylinders, region)

    assert ((mesh.points - region.centre) @ np.array(region.normal) > -region.radius).all()
    assert area(mesh) < 1.25 * np.pi * region.radius**2


def test_its_triangles_are_fine_and_few(region, cylinders):
    mesh = patch(cylinders, region)

    longest = np.linalg.norm(np.diff(mesh.points[_edges(mesh)], axis=1), axis=2).max()
    assert longest < 1.1 * region.radius / FINENESS
    assert len(mesh.triangles) < 1500


def test_the_same_region_gives_the_same_patch(region, cylinders):
    first, second = patch(cylinders, region), patch(cylinders, region)

    assert (first.points == second.points).all()
    assert (first.triangles == second.triangles).all()


def test_a_mark_is_closed_and_faces_outward(shipped_on_cylinders):
    site = shipped_on_cylinders.sites["fibular-neck.left"]

    mesh = marker(site)

    _, count = np.unique(np.sort(_edges(mesh), axis=1), axis=0, return_counts=True)
    assert (count == 2).all()
    a, b, c = (mesh.points[mesh.triangles] - site.centre).transpose(1, 0, 2)
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6
    long, wide = site.site.extent_mm
    assert volume == pytest.approx(4 / 3 * np.pi * long * wide**2, rel=0.08)


def test_a_mark_lies_along_the_nerve(shipped_on_cylinders):
    site = shipped_on_cylinders.sites["piriformis-syndrome.left"]

    mesh = marker(site)

    along = (mesh.points - site.centre) @ np.array(site.direction)
    assert along.max() == pytest.approx(site.site.extent_mm[0])


def test_patches_on_an_installed_body_are_whole_discs(placement, body):
    for region in each(placement.regions.values()):
        mesh = patch(body, region)

        assert 0.8 < area(mesh) / (np.pi * region.radius**2) < 1.5, region.id
        points, count = np.unique(rim(mesh), return_counts=True)
        assert (count == 2).all(), region.id
        away = np.linalg.norm(mesh.points[points] - region.centre, axis=1)
        assert np.abs(away - region.radius).max() < LIFT + 0.1, region.id
