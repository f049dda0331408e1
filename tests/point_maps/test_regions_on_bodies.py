"""Every region on every installed body: on the skin, facing outward, mirrored."""

import numpy as np
import pytest

from populated import each

SIDES = ("left", "right")


def test_every_region_lies_on_the_skin_and_faces_outward(it, rulers):
    corners = it.body.skin.points[it.body.skin.triangles]
    facing = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    for region in each(it.regions.values()):
        near = np.flatnonzero(np.linalg.norm(corners.mean(axis=1) - region.centre, axis=1) < 30)
        gap, triangle = min(
            (distance_to_triangle(np.array(region.centre), corners[index], rulers.share), index)
            for index in near
        )
        assert gap < 1.0, region.id
        normal = facing[triangle] / np.linalg.norm(facing[triangle])
        assert normal @ np.array(region.normal) > 0.8, region.id
        assert np.linalg.norm(region.normal) == pytest.approx(1)


def distance_to_triangle(point, corners, share):
    """The distance from a point to a triangle, by the closest of its plane, edges and corners."""
    a, b, c = corners
    matrix = np.stack([b - a, c - a], axis=1)
    u, v = np.linalg.lstsq(matrix, point - a, rcond=None)[0]
    if u >= 0 and v >= 0 and u + v <= 1:
        return float(np.linalg.norm(a + matrix @ (u, v) - point))
    ends = [(a, b), (b, c), (c, a)]
    return min(
        float(np.linalg.norm(p + np.clip(share(point, p, q), 0, 1) * (q - p) - point)) for p, q in ends
    )


def test_left_mirrors_right(shipped, body, rulers):
    left, right = (rulers.Measured(shipped, body, side) for side in SIDES)
    for code in each(left.regions):
        assert np.linalg.norm(left.at(code) * (-1, 1, 1) - right.at(code)) < 2.0, code
        own, other = left.regions[code], right.regions[code]
        assert np.array(own.normal) * (-1, 1, 1) @ np.array(other.normal) > np.cos(np.radians(3)), code
        assert own.cun == pytest.approx(other.cun), code
        for needle, fellow in each(zip(own.needles, other.needles, strict=True)):
            assert np.array(needle) * (-1, 1, 1) @ np.array(fellow) > np.cos(np.radians(3)), code
