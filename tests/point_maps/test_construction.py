"""The way to every region, on every installed body: on the skin, as long as told, ending in the region."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from point_maps.records.anchors import Step
from point_maps.solving.construction import construction
from point_maps.solving.places import Places, Surfaces
from populated import each

NEAR = 1.5
"""Mm by which a curved skin may differ between the places of a line."""


@pytest.fixture(scope="module", params=["left", "right"])
def ways(request, shipped, body):
    places = Places(shipped, Surfaces(body), request.param)
    return {
        code: (places, region, construction(places, region.anchor))
        for code, region in shipped.regions.items()
    }


def test_every_mark_and_line_lies_on_the_skin(ways, body):
    skin = body.skin
    corners = skin.points[skin.triangles]
    tree = cKDTree(corners.mean(axis=1))
    for code, (_, _, built) in each(ways.items()):
        marks = [mark for mark in (built.start, *built.beside) if mark]
        lines = [line.points for line in (built.ruler, built.line) if line]
        for point in each([*(mark.at for mark in marks), *np.concatenate([np.zeros((0, 3)), *lines])]):
            near = corners[tree.query(point, k=12)[1]]
            normal = np.cross(near[:, 1] - near[:, 0], near[:, 2] - near[:, 0])
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            away = np.abs(np.einsum("ij,ij->i", point - near[:, 0], normal))
            assert away.min() < 0.5, (code, point)


def test_a_ruler_is_as_long_as_its_cun_and_ends_level_with_the_region(ways):
    counted = {code: way for code, way in ways.items() if way[2].ruler}
    for code, (places, region, built) in each(counted.items()):
        axis = places.frame(region.anchor.limb).axis
        step, points = built.ruler.step, built.ruler.points
        one = places.scale(step.scale) if step.scale else 1.0
        wanted = one * (step.cun if step.cun is not None else step.mm)
        assert built.ruler.mm == pytest.approx(wanted), code
        assert abs((points[-1] - points[0]) @ axis) == pytest.approx(wanted, abs=0.1), code
        assert points[-1] @ axis == pytest.approx(places.spot(code).centre @ axis, abs=NEAR), code
        if step.cun:
            assert len(points) == int(np.ceil(2 * step.cun)) + 1, (
                f"{code}: one for each half cun, and the end"
            )


def test_a_region_lies_where_its_line_says(ways):
    between = {code: way for code, way in ways.items() if way[2].line}
    for code, (places, _, built) in each(between.items()):
        points, share = built.line.points, built.line.share
        shares = np.linspace(0, 1, 400) if share is None else np.array([share])
        known = np.linspace(0, 1, len(points))
        there = np.stack([np.interp(shares, known, row) for row in points.T], axis=1)
        assert np.linalg.norm(there - places.spot(code).centre, axis=1).min() < NEAR, code


def test_a_finger_feels_what_the_anchor_names(ways):
    for code, (places, region, built) in each(ways.items()):
        assert all(places.surfaces.known(name, places.side) for name in built.felt), code
        across = region.anchor.across
        assert bool(built.aside) == isinstance(across, Step), code
    assert {"tibia", "calcaneal-tendon"} == set(ways["KI3"][2].felt)
    assert {"palmaris-longus-tendon", "flexor-carpi-radialis-tendon"} == set(ways["PC6"][2].felt)


def test_what_is_found_first_is_not_named_twice(ways):
    for code, (_, _, built) in each(ways.items()):
        names = [mark.name for mark in (built.start, *built.beside) if mark]
        assert len(names) == len(set(names)), code
    built = ways["KI3"][2]
    assert built.start is None
    assert [mark.name for mark in built.beside] == ["medial-malleolus-prominence", "achilles-anterior"]
    assert built.line.share == 0.5
