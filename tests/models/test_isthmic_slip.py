"""The slip through a gap in the arch: one mesh of L5 becomes two parts, of which the arch stays."""

import numpy as np
import pytest

from models.catalogue import available, load
from models.change import laid
from models.change_file import read
from models.mesh import point_normals
from populated import each

L5 = "l5-vertebra"
CAUSE = "l5-s1-isthmic-spondylolisthesis"
PLACES = [(body, f"{CAUSE}.{side}") for body in available() for side in ("left", "right")]


@pytest.fixture(scope="module", params=PLACES, ids=".".join)
def slip(request):
    """L5 when healthy, parted, and at full amount."""
    body = load(request.param[0])
    change = read(body.causes[request.param[1]])
    change = change._replace(moved={L5: change.moved[L5]}, appearing=())
    return [laid(change, body.mesh, amount)[L5] for amount in (0, change.facts.amounts[0], 1)]


def widths(triangles):
    """How wide triangles, (n, 3, 3), are across their longest side, mm."""
    edges = np.roll(triangles, -1, axis=1) - triangles
    longest = np.linalg.norm(edges, axis=2).max(axis=1)
    return np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1) / np.maximum(longest, 1e-9)


def going(slip):
    """Which points the slip takes along."""
    _, parted, full = slip
    way = np.linalg.norm(full.points - parted.points, axis=1)
    return way > way.max() / 2


def test_the_arch_is_left_behind(slip):
    _, parted, full = slip
    goes = going(slip)
    moved = np.linalg.norm(full.points - parted.points, axis=1)

    assert moved[goes].min() > 5
    assert moved[~goes].max() < 2.5, "worn, where the bones above and below come to lie on it"
    assert parted.points[~goes, 1].max() > parted.points[goes, 1].max() + 10


def test_nothing_that_is_seen_spans_the_gap(slip):
    goes = going(slip)
    for mesh in each(slip[1:]):
        spanning = np.ptp(goes[mesh.triangles].astype(int), axis=1) > 0
        assert spanning.any()
        assert widths(mesh.points[mesh.triangles[spanning]]).max() < 0.06


def test_it_begins_as_a_hairline(slip):
    healthy, parted, _ = slip
    far = healthy.points[np.linalg.norm(parted.points - healthy.points, axis=1) > 3.0]
    for side in each((1, -1)):
        ends = far[side * far[:, 0] > 0]
        assert np.ptp(ends, axis=0).max() < 20, "only the ends of the gap, in the bone, go farther"
    assert np.isfinite(point_normals(parted)).all()
