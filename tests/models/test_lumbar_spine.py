"""The modelled lumbar spine: sizes, passages, gaps, discs and ligaments, measured on its surfaces."""

from typing import NamedTuple

import numpy as np
import pytest

from models.mesh import Mesh
from models.pipeline.lumbosacral import dimensions, vertebra
from models.pipeline.lumbosacral.column import Array, Frame, column, endplates, spine, tilted
from models.pipeline.lumbosacral.disc import discs
from models.pipeline.lumbosacral.flava import flava
from models.pipeline.lumbosacral.joints import disc_depth, disc_frame, joint
from models.pipeline.lumbosacral.vertebra import arch_plan, foramina, lower_facets, vertebrae
from models.pipeline.shapes.distance import Solid, surface
from populated import each

LEVELS = dimensions.VERTEBRAE
PAIRS = dimensions.JOINTS[1:]
BONY = PAIRS[:-1]
"""Pairs of which both bones are made here."""


class Spine(NamedTuple):
    sex: str
    frames: dict[str, Frame]
    bones: dict[str, Mesh]
    discs: dict[str, Mesh]
    flava: dict[str, Mesh]


@pytest.fixture(scope="module", params=["male", "female"])
def lumbar(request: pytest.FixtureRequest) -> Spine:
    sex = request.param
    frames = column(spine(sex), tilted(np.array([0.0, 18.0, 116.0]), 41.0))
    bones = {name.split("-")[0]: mesh for name, mesh in vertebrae(frames, sex, 1.0).items()}
    made = {what["id"]: mesh for what, mesh in discs(frames, frames["s1"], sex, 1.0)}
    sheets = flava(frames, sex, 1.0, {f"{level}-vertebra": bone for level, bone in bones.items()})
    return Spine(sex, frames, bones, made, {what["id"]: mesh for what, mesh in sheets})


SOLIDS: dict[int, tuple[Mesh, Solid]] = {}


def signed(mesh: Mesh, points: Array) -> Array:
    """Signed distance of points to a mesh; what it is looked up in is made once for each mesh."""
    if id(mesh) not in SOLIDS:
        SOLIDS[id(mesh)] = mesh, Solid(surface(mesh))
    return SOLIDS[id(mesh)][1].distances(points)[0]


def free(meshes: list[Mesh], start: Array, way: Array, inside: bool = False) -> float:
    """How far one gets from a place before a bone begins, or, `inside` it, before it ends; mm."""
    steps = np.arange(0.0, 70.0, 0.1)
    depth = np.min([signed(mesh, start + steps[:, None] * way) for mesh in meshes], axis=0)
    met = np.flatnonzero(depth > 0 if inside else depth < 0)
    return float(steps[met[0]]) if len(met) else np.inf


def across(meshes: list[Mesh], middle: Array, way: Array, inside: bool = False) -> float:
    return free(meshes, middle, way, inside) + free(meshes, middle, -way, inside)


# Published means and standard deviations, L1 to L5. L5: Cook and Baker 2021, Int J Spine Surg 15:1072 (CT of
# 196 adults, table 6). The others: Panjabi 1992, Spine 17:299, from memory of the paper, women's less by the
# difference between the sexes at L5.
CANAL_WIDTH = {"male": [(23.7, 2.0), (23.8, 2.0), (24.3, 2.0), (25.4, 2.2), (28.5, 3.2)]}
CANAL_WIDTH["female"] = [(22.0, 2.0), (22.5, 2.0), (23.0, 2.0), (24.2, 2.2), (27.6, 2.9)]
CANAL_DEPTH = {"male": [(19.0, 2.0), (18.2, 2.0), (17.5, 2.0), (18.6, 2.2), (15.9, 2.2)]}
CANAL_DEPTH["female"] = [(18.0, 2.0), (17.4, 2.0), (16.8, 2.0), (17.8, 2.2), (15.1, 1.9)]
PEDICLE_WIDTH = {"male": [(8.6, 1.6), (8.6, 1.6), (10.2, 1.6), (13.0, 2.0), (16.6, 2.3)]}
PEDICLE_WIDTH["female"] = [(7.4, 1.4), (7.8, 1.4), (9.3, 1.5), (11.8, 1.8), (15.1, 1.8)]
PEDICLE_HEIGHT = {"male": [(15.8, 1.5), (15.0, 1.5), (14.4, 1.5), (14.4, 1.5), (13.1, 1.4)]}
PEDICLE_HEIGHT["female"] = [(14.5, 1.4), (14.0, 1.4), (13.6, 1.4), (13.2, 1.4), (12.5, 1.0)]


@pytest.mark.parametrize("level", LEVELS)
def test_canal_is_as_wide_and_deep_as_published(lumbar: Spine, level: str) -> None:
    frame, bone = lumbar.frames[level], [lumbar.bones[level]]
    shape, (left, back, _) = arch_plan(lumbar.frames, level, lumbar.sex, 1.0), frame.axes.T
    wide = across(bone, frame.world(np.array([0.0, shape.wall + 5.0, shape.pedicle[2]])), left)
    deep = min(
        across(bone, frame.world(np.array([0.0, shape.wall + 8.0, z])), back) for z in np.arange(-10.0, 3.0)
    )
    number = LEVELS.index(level)
    mean, spread = CANAL_WIDTH[lumbar.sex][number]
    assert abs(wide - mean) < 2 * spread, f"{level}: canal {wide:.1f} mm wide"
    mean, spread = CANAL_DEPTH[lumbar.sex][number]
    assert abs(deep - mean) < 2 * spread, f"{level}: canal {deep:.1f} mm deep"


@pytest.mark.parametrize("level", LEVELS)
def test_pedicle_is_as_wide_and_high_as_published(lumbar: Spine, level: str) -> None:
    frame, bone = lumbar.frames[level], [lumbar.bones[level]]
    shape = arch_plan(lumbar.frames, level, lumbar.sex, 1.0)
    turn = np.radians(shape.size.pedicle_angle)
    along = [frame.world(shape.pedicle + np.array([k * np.tan(turn), k, 0.0])) for k in np.arange(-5.0, 4.0)]
    wide = min(across(bone, place, frame.axes[:, 0], inside=True) for place in along) * np.cos(turn)
    high = min(across(bone, place, frame.axes[:, 2], inside=True) for place in along)
    number = LEVELS.index(level)
    mean, spread = PEDICLE_WIDTH[lumbar.sex][number]
    assert abs(wide - mean) < 2 * spread, f"{level}: pedicle {wide:.1f} mm wide"
    mean, spread = PEDICLE_HEIGHT[lumbar.sex][number]
    assert abs(high - mean) < 2 * spread, f"{level}: pedicle {high:.1f} mm high"


@pytest.mark.parametrize("level", LEVELS)
def test_body_fills_the_column_between_its_discs(lumbar: Spine, level: str) -> None:
    frame, bone = lumbar.frames[level], lumbar.bones[level]
    spec = dimensions.vertebra(level, lumbar.sex, 1.0)
    # Beside the middle of the endplate, on its rim, where it is not dished.
    for end, sign, width in zip(
        endplates(lumbar.frames, level), (1, -1), (spec.upper_width, spec.lower_width), strict=True
    ):
        rim = end.world(np.array([[width / 2 - 2.5, 0.0, 0.0], [2.5 - width / 2, 0.0, 0.0]]))
        assert np.abs(signed(bone, rim)).max() < 0.5
        assert signed(bone, rim + sign * end.axes[:, 2]).min() > 0.5
    seen = frame.local(bone.points)
    body = seen[seen[:, 1] < 5.0]
    waist = np.ptp(body[np.abs(body[:, 2]) < 2.0][:, 0])
    ends = [np.ptp(body[sign * body[:, 2] > frame.height / 2 - 3.5][:, 0]) for sign in (1, -1)]
    assert ends[0] == pytest.approx(spec.upper_width, abs=1.5)
    assert ends[1] == pytest.approx(spec.lower_width, abs=1.5)
    assert min(ends) - 10.0 < waist < min(ends) - 1.5, f"{level}: no waist"
    assert np.ptp(seen[:, 0]) == pytest.approx(spec.costal_span, abs=1.5)


def test_processes_are_in_the_order_an_anatomist_knows(lumbar: Spine) -> None:
    spans = [np.ptp(lumbar.bones[level].points[:, 0]) for level in LEVELS]
    assert spans[2] == max(spans)
    seen = [lumbar.frames[level].local(lumbar.bones[level].points) for level in LEVELS]
    back = [points[:, 1].max() for points in seen]
    assert back[4] == min(back)
    rise = [points[points[:, 0].argmax(), 2] for points in seen]
    assert rise[3] > max(rise[:3]), "the costal process of L4 tilts up"


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_foramen_passes_a_probe_of_five_millimetres(lumbar: Spine, pair: tuple[str, str]) -> None:
    opening = foramina(lumbar.frames, lumbar.sex, 1.0)["-".join(pair)]
    bones = [lumbar.bones[level] for level in pair if level in lumbar.bones]
    # Straight from the middle of the canal to well outside, below the upper pedicle.
    way = np.linspace(2.0 - opening.origin[0], 22.0, 60)[:, None] * opening.axes[:, 0]
    room = [
        min(signed(bone, opening.origin + way + opening.axes @ [0.0, y, z]).min() for bone in bones)
        for y in (-2.0, 0.0)
        for z in (0.0, 2.0, 4.0)
    ]
    assert max(room) > 2.5, f"{pair}: only {2 * max(room):.1f} mm"


@pytest.mark.parametrize("pair", BONY, ids="-".join)
def test_foramen_is_a_keyhole_of_published_size(lumbar: Spine, pair: tuple[str, str]) -> None:
    opening = foramina(lumbar.frames, lumbar.sex, 1.0)["-".join(pair)]
    bones = [lumbar.bones[level] for level in pair]
    _, back, up = opening.axes.T
    high = across(bones, opening.origin, up)
    # Height 16 to 23 mm, upper width 7 to 12 mm: Stephens 1991, Spine; Hasegawa 1995, J Bone Joint Surg Am;
    # Senoo 2014, Spine 39:E929 (from memory of the papers).
    assert 16.0 < high < 23.0, f"{pair}: {high:.1f} mm high"
    above = across(bones, opening.origin + 0.28 * high * up, back)
    depth = disc_depth(*pair, lumbar.sex, 1.0)
    disc = disc_frame(lumbar.frames, *pair)
    below = free(bones[1:], disc.world(np.array([opening.origin[0], 0.48 * depth, 0.0])), back)
    assert 6.5 < above < 12.5, f"{pair}: {above:.1f} mm wide under the pedicle"
    assert 4.0 < below < 12.0, f"{pair}: {below:.1f} mm between disc and superior articular process"


@pytest.mark.parametrize("pair", BONY, ids="-".join)
def test_neighbours_keep_a_joint_space(lumbar: Spine, pair: tuple[str, str]) -> None:
    upper, lower = (lumbar.bones[level] for level in pair)
    assert min(signed(upper, lower.points).min(), signed(lower, upper.points).min()) > 1.5
    facet = joint(lumbar.frames, *pair, lumbar.sex, 1.0)
    # Along the middle of the gap, over the middle half of the facets.
    turn, up = np.meshgrid(
        np.linspace(-0.3, 0.3, 7) * facet.width / facet.radius, np.linspace(-0.3, 0.3, 7) * facet.height
    )
    curve = facet.radius * np.stack([np.sin(turn), 1.0 - np.cos(turn), up / facet.radius], axis=-1).reshape(
        -1, 3
    )
    places = facet.frame.world(curve)
    gap = signed(upper, places) + signed(lower, places)
    assert gap.min() > 1.5
    assert np.median(gap) < 2.5
    assert np.quantile(gap, 0.9) < 3.0


def test_facets_turn_from_sagittal_to_coronal_downward(lumbar: Spine) -> None:
    normals = [joint(lumbar.frames, *pair, lumbar.sex, 1.0).frame.axes[:, 1] for pair in PAIRS]
    sideways = [-normal[0] for normal in normals]
    assert sideways == sorted(sideways, reverse=True)
    facet, (width, height) = lower_facets(lumbar.frames, lumbar.sex, 1.0)
    assert facet.axes[0, 2] > 0.4
    assert facet.axes[1, 2] < -0.4, "faces forward and to the side"
    assert 13 < width < 19
    assert 13 < height < 19
    assert abs(signed(lumbar.bones["l5"], facet.origin[None])[0]) < 0.5


def test_surfaces_are_closed_symmetric_and_small(lumbar: Spine) -> None:
    for mesh in (*lumbar.bones.values(), *lumbar.discs.values(), *lumbar.flava.values()):
        drawn = surface(mesh)
        assert drawn.is_manifold
        assert drawn.n_open_edges == 0
        assert drawn.volume > 0
    for mesh in (*lumbar.bones.values(), *lumbar.discs.values()):
        mirrored = mesh.points * (-1, 1, 1)
        order, other = np.lexsort(mesh.points.round(6).T), np.lexsort(mirrored.round(6).T)
        np.testing.assert_allclose(mesh.points[order], mirrored[other], atol=2e-6)
    assert sum(len(bone.triangles) for bone in lumbar.bones.values()) <= 5 * 5500


def test_discs_touch_their_bones_but_do_not_enter_them(lumbar: Spine) -> None:
    for upper, lower in each(dimensions.JOINTS):
        ring, core = (lumbar.discs[f"{upper}-{lower}-{kind}"] for kind in ("disc", "nucleus"))
        for level in each({upper, lower} & set(LEVELS)):
            bone = lumbar.bones[level]
            depth = min(
                signed(bone, ring.points).min(),
                signed(ring, bone.points).min(),
                signed(bone, core.points).min(),
            )
            assert depth > -0.3, f"{upper}-{lower}: {-depth:.2f} mm inside {level}"
            assert np.abs(signed(bone, ring.points)).min() < 0.3
        assert signed(ring, core.points).min() > -0.3
        share = surface(core).volume / (surface(core).volume + surface(ring).volume)
        assert 0.15 < share < 0.45, "a nucleus is about a quarter to a third of its disc"


def test_flava_leave_the_canal_its_depth(lumbar: Spine) -> None:
    for upper, lower in each(PAIRS):
        sheet = lumbar.flava[f"{upper}-{lower}-flavum"]
        for level in each({upper, lower} & set(LEVELS)):
            assert signed(lumbar.bones[level], sheet.points).min() > -0.3
        frame, shape = lumbar.frames[upper], arch_plan(lumbar.frames, upper, lumbar.sex, 1.0)
        seen = frame.local(sheet.points)
        middle = seen[np.abs(seen[:, 0]) < 3.0]
        assert middle[:, 1].min() - shape.wall > 13.0, "12 mm is relative stenosis"
        assert np.ptp(seen[:, 2]) > 12.0
        assert sheet.points[:, 0].min() > 0.0


@pytest.mark.parametrize("lordosis", [45.0, 60.0, 72.0])
def test_lordosis_is_made_by_the_discs(lordosis: float) -> None:
    frames = column(spine("female", lordosis), tilted(np.zeros(3), 41.0))
    assert 41.0 - endplates(frames, "l1")[0].lean == pytest.approx(lordosis)
    assert frames["l5"].wedge == column(spine("female"), tilted(np.zeros(3), 41.0))["l5"].wedge


def test_same_input_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vertebra, "CELL", 1.8)  # the same steps on fewer samples
    frames = column(spine("male"), tilted(np.zeros(3), 41.0))
    first, second = (vertebrae(frames, "male", 1.0) for _ in range(2))
    for name in each(first):
        np.testing.assert_array_equal(first[name].points, second[name].points)
        np.testing.assert_array_equal(first[name].triangles, second[name].triangles)
