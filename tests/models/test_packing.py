"""Muscles compete for room: each has its volume, none crosses another, a plate is closed."""

import numpy as np
import pytest

from models.pipeline.muscles import drawing, lattice, packing, sheet
from models.pipeline.shapes.distance import Solid, surface

BLOCKS = np.indices((4, 4, 4)).reshape(3, -1).T.astype(np.int64)
WIDTH = 4 * lattice.REACH
WANTED = (8_000.0, 17_000.0)


def slabs():
    """Two muscles side by side along x, 8 mm from the walls of a box that holds a little more than both."""
    points = lattice.corners(BLOCKS)
    wall = 8.0 - np.minimum(points, WIDTH - points).min(axis=1)
    half = np.full(len(points), 6.0)
    return [
        packing.claim(BLOCKS, np.abs(points[:, 0] - middle), half, wall, volume)
        for middle, volume in zip((18.0, 30.0), WANTED, strict=True)
    ]


@pytest.fixture(scope="module")
def claims():
    return slabs()


@pytest.fixture(scope="module")
def meshes(claims):
    shares = packing.shared(claims)
    return [
        drawing.drawn(claim.blocks, share.own, share.border, claim.hard, claim.volume, 3000)
        for claim, share in zip(claims, shares, strict=True)
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_each_has_the_volume_it_wants(meshes, which):
    wanted = WANTED[which]

    assert sheet.volume_of(meshes[which]) == pytest.approx(wanted, rel=0.08)


def test_no_place_is_given_to_two(claims):
    one, other = packing.shared(claims)

    room = claims[0].hard < 0  # the same for both

    assert np.maximum(one.border, other.border)[room].min() >= packing.NEIGHBOUR_GAP / 2 - 1e-3


def test_neighbours_do_not_cross(meshes):
    one, other = meshes

    assert Solid(surface(one)).distances(other.points)[0].min() > -0.05


def test_a_plate_is_closed_and_as_thick_as_it_says():
    long, wide = np.linspace(0, 100, sheet.LONG), np.linspace(-20, 20, sheet.WIDE)
    grid = np.stack(np.meshgrid(wide, long, indexing="xy"), axis=-1)
    points = np.concatenate([grid, np.zeros((*grid.shape[:2], 1))], axis=2)
    plate = sheet.plate(sheet.Sheet(points, np.full(points.shape[:2], 0.5)), np.array([0.0, 0.0, 1.0]))
    drawn = surface(plate)

    assert drawn.n_open_edges == 0
    assert drawn.is_manifold
    assert np.ptp(plate.points[:, 2]) == pytest.approx(1.0)
    assert sheet.volume_of(plate) == pytest.approx(100 * 40 * 1.0, rel=0.1)
