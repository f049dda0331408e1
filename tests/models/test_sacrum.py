"""The sacrum and coccyx, measured against published dimensions, probed, and fitted between the hip bones."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
import pyvista as pv
from numpy.typing import NDArray

from models import catalogue
from models.mesh import Mesh, point_normals
from models.pipeline.lumbosacral.column import Frame, column, spine, tilted
from models.pipeline.lumbosacral.joints import joint
from models.pipeline.lumbosacral.sacral_plan import (
    canal,
    canal_at,
    channels,
    openings,
    posterior_openings,
)
from models.pipeline.lumbosacral.sacral_shape import figures, plan
from models.pipeline.lumbosacral.sacrum import sacrum
from models.pipeline.shapes.distance import signed, surface
from models.pipeline.shapes.implicit import box, polygon
from models.pipeline.shapes.implicit import surface as drawn

Points = NDArray[np.float64]
FORAMINA = ("s1", "s2", "s3", "s4")
PROBE = {"s1": 5.0, "s2": 5.0, "s3": 4.0, "s4": 4.0}
FRAME = tilted(np.array([0.0, -22.0, 990.0]), 40.0)


class Made(NamedTuple):
    """A sacrum made on its own, between two flat stand-ins for the hip bones."""

    sex: str
    bone: Mesh
    coccyx: Mesh
    hip: Mesh
    drawn: pv.PolyData

    @property
    def local(self) -> Points:
        return FRAME.local(self.bone.points)

    def away(self, points: Points) -> Points:
        return signed(self.bone, points)

    def along(self, start: Points, way: Points) -> float:
        """How far it is from a place to the bone along a direction of the endplate's frame."""
        hits, _ = self.drawn.ray_trace(start, start + 80.0 * way / np.linalg.norm(way))
        return float(np.linalg.norm(np.asarray(hits) - start, axis=1).min(initial=80.0))

    def across(self, start: Points, way: Points) -> float:
        return self.along(start, way) + self.along(start, -way)


def stand_in() -> Mesh:
    """A flat hip bone: a wall that leans and slants as the ilium's auricular surface does."""
    turn = np.radians(12)
    axes = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1.0]])
    middle = np.array([58.0, 15.0, 960.0])
    return drawn(box(middle, [8, 60, 70], 3, axes), middle - 80, middle + 80, 2.0, None)


@pytest.fixture(scope="module", params=["male", "female"])
def made(request: pytest.FixtureRequest) -> Made:
    hip = stand_in()
    bones = sacrum(FRAME, hip, request.param, 1.0, cell=1.0)
    return Made(request.param, bones["sacrum"], bones["coccyx"], hip, surface(bones["sacrum"]))


def published(sex: str, name: str) -> tuple[float, float]:
    rows = figures()["published"]
    mean, spread = {**rows["both"], **rows[sex]}[name]
    return mean - 2 * spread, mean + 2 * spread


def genus(mesh: Mesh) -> float:
    shape = surface(mesh)
    assert shape.n_open_edges == 0
    assert shape.is_manifold
    return 1 - (len(mesh.points) - len(mesh.triangles) / 2) / 2


def pelvic_midline(made: Made) -> Points:
    """The pelvic surface in the midline, from the promontory to the apex, in the endplate's frame."""
    line = plan(made.sex).pelvic
    ahead = np.gradient(line, axis=0)
    before = np.column_stack([ahead[:, 1], -ahead[:, 0]]) / np.linalg.norm(ahead, axis=1)[:, None]
    found = []
    for at, way in zip(line[30:-3:6], before[30:-3:6], strict=True):
        start, toward = FRAME.world(np.array([[0.01, *(at + 12.0 * way)]]))[0], FRAME.axes[:, 1:] @ -way
        found.append(start + made.along(start, toward) * toward)
    return FRAME.local(np.array(found))


def promontory(made: Made) -> Points:
    middle = made.local[np.abs(made.local[:, 0]) < 1.0]
    front = middle[(middle[:, 2] > -8) & (middle[:, 1] < 0)]
    return front[front[:, 1].argmin()]


def apex(made: Made) -> Points:
    return pelvic_midline(made)[-1]


def test_every_surface_is_closed_and_the_foramina_and_the_canal_are_open(made: Made) -> None:
    # The canal is one hole through the bone; each of the 8 channels adds one in front and one behind.
    assert genus(made.bone) == 17
    assert genus(made.coccyx) == 0
    assert 8_000 < len(made.bone.triangles) <= 10_000
    assert len(made.coccyx.triangles) <= 1_200


def test_halves_are_mirror_images(made: Made) -> None:
    for mesh in (made.bone, made.coccyx):
        points = {tuple(point) for point in np.round(mesh.points, 6)}
        assert {(-x + 0.0, y, z) for x, y, z in points} == {(x + 0.0, y, z) for x, y, z in points}


def test_the_same_figures_make_the_same_bone() -> None:
    first, again = (sacrum(FRAME, stand_in(), "male", 1.0, cell=2.0) for _ in range(2))
    for name in ("sacrum", "coccyx"):
        assert np.array_equal(first[name].points, again[name].points)
        assert np.array_equal(first[name].triangles, again[name].triangles)


def test_length_curve_and_breadth_are_those_of_the_sex(made: Made) -> None:
    low, high = published(made.sex, "length")
    assert low < np.linalg.norm(apex(made) - promontory(made)) < high
    low, high = published(made.sex, "curved-length")
    line = np.vstack([promontory(made), pelvic_midline(made)[::4], apex(made)])
    assert low < np.linalg.norm(np.diff(line, axis=0), axis=1).sum() < high
    low, high = published(made.sex, "breadth")
    assert low < np.ptp(made.bone.points[:, 0]) < high


def test_endplate_is_oval_and_flat(made: Made) -> None:

    def edge(way: Points) -> float:
        """How far out along the plate its surface stays within 1.2 mm of the plane."""
        for out in np.arange(10.0, 40.0, 0.25):
            above = FRAME.world((way * out + [0.01, 0, 9.0])[None])[0]
            if made.along(above, -FRAME.axes[:, 2]) > 10.2:
                return float(out)
        return np.inf

    width = 2 * edge(np.array([1.0, -0.12, 0.0]))
    depth = edge(np.array([0.0, -1.0, 0.0])) + edge(np.array([0.0, 1.0, 0.0]))
    low, high = published(made.sex, "endplate-width")
    assert low < width < high
    low, high = published(made.sex, "endplate-depth")
    assert low < depth < high
    rings = [(r * np.cos(a), r * np.sin(a)) for r in (0.2, 0.5, 0.75) for a in np.linspace(-1.5, 1.5, 7)]
    heights = []
    for left, back in rings:
        above = FRAME.world(np.array([[left * width / 2 + 0.01, back * depth / 2, 9.0]]))[0]
        heights.append(9.0 - made.along(above, -FRAME.axes[:, 2]))
    assert -2.0 < min(heights) < max(heights) < 0.3


@pytest.mark.parametrize("foramen", FORAMINA)
def test_a_probe_passes_from_the_canal_through_every_channel(made: Made, foramen: str) -> None:
    number = int(foramen[1])
    way_out = openings(FRAME, made.sex, 1.0)[foramen]
    start = canal_at(FRAME, made.sex, 1.0, number - 0.35)[0]
    bends = [start, *channels(FRAME, made.sex, 1.0)[foramen], way_out.world(np.array([[10.0, 0, 0]]))[0]]
    path = np.vstack([np.linspace(a, b, 40) for a, b in pairwise(bends)])
    assert made.away(path).min() > PROBE[foramen] / 2
    back = posterior_openings(FRAME, made.sex, 1.0)[foramen]
    path = np.linspace(bends[2], back.world(np.array([[6.0, 0, 0]]))[0], 60)
    assert made.away(path).min() > 2.0


def rays(made: Made, opening: Frame) -> Points:
    """Diameters of an opening, mm, (8,), a little way inside it."""
    middle = opening.world(np.array([[-4.0, 0.0, 0.0]]))[0]
    turns = np.linspace(0, np.pi, 8, endpoint=False)
    ways = np.cos(turns)[:, None] * opening.axes[:, 1] + np.sin(turns)[:, None] * opening.axes[:, 2]
    return np.array([made.across(middle, way) for way in ways])


def test_foramina_have_published_sizes_and_places(made: Made) -> None:
    front = {name: np.median(rays(made, frame)) for name, frame in openings(FRAME, made.sex, 1.0).items()}
    low, high = published(made.sex, "anterior-foramen-s1")
    assert low < front["s1"] < high
    means = [front[name] for name in FORAMINA]
    assert means == sorted(means, reverse=True)
    assert all(
        rays(made, posterior_openings(FRAME, made.sex, 1.0)[name]).min()
        < rays(made, openings(FRAME, made.sex, 1.0)[name]).min()
        for name in FORAMINA
    )
    assert 6.5 < means[3] < 11
    low, high = published(made.sex, "posterior-s1-offset")
    assert low < posterior_openings(FRAME, made.sex, 1.0)["s1"].origin[0] < high
    for frame in openings(FRAME, made.sex, 1.0).values():
        # Round, and facing the pelvis: forward and to the side.
        across = rays(made, frame)
        assert across.max() < 1.4 * across.min()
        assert frame.axes[1, 0] < -0.2
        assert frame.axes[0, 0] > 0


def test_canal_is_wide_above_and_narrow_below(made: Made) -> None:
    here = plan(made.sex)
    depths = []
    for level in (0.6, 1.5, 2.5, 3.5):
        middle, _, _ = canal_at(FRAME, made.sex, 1.0, level)
        near = canal_at(FRAME, made.sex, 1.0, level + 0.02)[0] - middle
        back = np.cross([1.0, 0.0, 0.0], -near)
        depths.append(made.across(middle, back))
    low, high = published(made.sex, "canal-depth-s1")
    assert low < depths[0] < high
    assert depths == sorted(depths, reverse=True)
    low, high = published(made.sex, "hiatus-depth")
    assert low < depths[-1] < high
    floor = here.bent(np.array([[0.0, 1.8, float(here.down(0.25))]]))
    low, high = published(made.sex, "canal-width-s1")
    assert low < made.across(FRAME.world(floor)[0], np.array([1.0, 0.0, 0.0])) < high
    assert made.away(canal(FRAME, made.sex, 1.0)).min() > 2.0


def test_hiatus_is_open_behind_between_its_cornua(made: Made) -> None:
    here = plan(made.sex)
    levels = np.linspace(3.2, 4.95, 60)
    open_behind = []
    for level in levels:
        at = here.bent(np.array([[0.0, 1.5, float(here.down(level))]]))
        out = here.bent(np.array([[0.0, 30.0, float(here.down(level))]]))
        start, end = FRAME.world(at)[0], FRAME.world(out)[0]
        open_behind.append(len(made.drawn.ray_trace(start, end)[0]) == 0)
    first = float(levels[open_behind.index(True)])
    assert all(open_behind[open_behind.index(True) :])
    low, high = published(made.sex, "hiatus-length")
    assert low < float(here.down(5.0) - here.down(first)) < high
    # The cornua stand beside it.
    cornu = here.bent(
        np.array([[here.table["intermediate-crest"]["offset"][-1], 5.0, float(here.down(4.7))]])
    )
    assert made.away(FRAME.world(cornu))[0] < 0


def test_the_male_sacrum_is_the_longer_and_the_female_the_broader(made: Made) -> None:
    ratio = np.ptp(made.bone.points[:, 0]) / np.linalg.norm(apex(made) - promontory(made))
    assert ratio < 1.06 if made.sex == "male" else ratio > 1.06
    # Deepest part of the pelvic concavity: at S3 in the male, below it in the female, flat above.
    line, chord = pelvic_midline(made)[:, 1:], (apex(made) - promontory(made))[1:]
    side = np.array([-chord[1], chord[0]]) / np.linalg.norm(chord)
    deep = (line - promontory(made)[1:]) @ side
    along = (line - promontory(made)[1:]) @ chord / (chord @ chord)
    even = np.polynomial.Polynomial.fit(along, deep, 5)
    steps = np.linspace(0.2, 0.9, 141)
    deepest = steps[even(steps).argmax()]
    assert 11 < deep.max() < 24
    assert deepest < 0.64 if made.sex == "male" else deepest > 0.64


def test_superior_facets_face_those_of_l5_across_the_joint_space(made: Made) -> None:
    frames = column(spine(made.sex), FRAME)
    meeting = joint(frames, "l5", "s1", made.sex, 1.0)
    near = np.stack(np.meshgrid(np.linspace(-0.25, 0.25, 5), np.linspace(-0.25, 0.25, 5)), -1).reshape(-1, 2)
    flat = near * (meeting.width, meeting.height)
    bulge = meeting.radius - np.sqrt(meeting.radius**2 - flat[:, 0] ** 2)
    middle = meeting.frame.world(np.column_stack([flat[:, 0], bulge, flat[:, 1]]))
    gap = made.away(middle)
    assert gap.min() > 0.5
    assert gap.max() < 1.7
    facing = meeting.frame.axes[:, 1]
    assert facing[1] > 0.4
    assert facing[0] < -0.3


def test_the_joint_space_is_even_over_the_auricular_surface(made: Made) -> None:
    local, out = made.local, point_normals(made.bone) @ FRAME.axes
    ear = polygon(figures()["auricular"]["outline"], local[:, 1:])
    gap = signed(made.hip, made.bone.points)
    assert gap.min() > 2.0
    joint_side = gap[(ear < -3) & (out[:, 0] > 0.8) & (local[:, 0] > 30)]
    assert len(joint_side) > 10
    low, high = published(made.sex, "joint-space")
    assert low < np.percentile(joint_side, 5) < np.percentile(joint_side, 90) < high


def test_coccyx_hangs_below_the_apex_and_curves_forward(made: Made) -> None:
    gap = made.away(made.coccyx.points)
    assert 0.8 < gap.min() < 3.0
    local = FRAME.local(made.coccyx.points)
    tip, top = made.coccyx.points[local[:, 2].argmin()], made.coccyx.points[local[:, 2].argmax()]
    assert tip[1] < top[1]
    low, high = published(made.sex, "coccyx")
    assert low < np.linalg.norm(tip - top) < high


@pytest.fixture(params=catalogue.available())
def shipped(request: pytest.FixtureRequest) -> catalogue.Body:
    return catalogue.load(request.param)


def test_shipped_sacrum_has_its_foramina_and_is_symmetric(shipped: catalogue.Body) -> None:
    assert genus(shipped.mesh("sacrum")) == 17
    assert genus(shipped.mesh("coccyx")) == 0
    for name in ("sacrum", "coccyx"):
        points = {tuple(point) for point in shipped.mesh(name).points}
        assert {(-x + 0.0, y, z) for x, y, z in points} == {(x + 0.0, y, z) for x, y, z in points}


def test_shipped_sacrum_touches_neither_hip_bone_nor_l5(shipped: catalogue.Body) -> None:
    bone = shipped.mesh("sacrum")
    gap = signed(shipped.mesh("hip-bone.left"), bone.points)
    assert 1.8 < gap.min() < 3.2
    assert (gap < 3.2).sum() > 60  # a joint, not a point of contact
    facet = signed(bone, shipped.mesh("l5-vertebra").points)
    assert 0.8 < facet.min() < 3.2
    assert signed(bone, shipped.mesh("coccyx").points).min() > 0.8
