"""The course of the nerve against the literature (docs/anatomy.md numbers the checks)."""

import numpy as np
import pytest

from populated import each

NERVES = {
    "l4-root": None,
    "l5-root": None,
    "s1-root": None,
    "s2-root": None,
    "s3-root": None,
    "lumbosacral-trunk": "l5-root",
    "sciatic": "lumbosacral-trunk",
    "tibial": "sciatic",
    "common-fibular": "sciatic",
    "superficial-fibular": "common-fibular",
    "deep-fibular": "common-fibular",
    "sural": "tibial",
    "medial-plantar": "tibial",
    "lateral-plantar": "tibial",
}
"""What programs rely on."""
BESIDE = {
    "l2-root": None,
    "l3-root": None,
    "superior-gluteal": "lumbosacral-trunk",
    "inferior-gluteal": "s1-root",
    "posterior-femoral-cutaneous": "s2-root",
    "pudendal": "s3-root",
    "medial-calcaneal": "tibial",
    "inferior-calcaneal": "lateral-plantar",
}
RAMI = ("l4", "l5", "s1", "s2", "s3")
PLEXUS = {"male": {"L4": (7, 22), "S3": (33, 70)}, "female": {"L4": (7, 27), "S3": (34, 76)}}
"""Angles to the sagittal plane, means and two deviations either way, Ebraheim 1997."""


@pytest.fixture(params=["left", "right"])
def side(request):
    return request.param


@pytest.fixture
def outward(side):
    """Makes x count outward from the midline on either side."""
    return np.array((1, 1, 1) if side == "left" else (-1, 1, 1))


def crossing(line, start, end):
    """Where a line, seen from behind, crosses the way from one landmark to another: the share of the way."""
    shares = np.linspace(0, 1, 801)
    way = start + shares[:, None] * (end - start)
    gaps = np.linalg.norm(line[None, :, ::2] - way[:, None, ::2], axis=2).min(axis=1)
    return shares[gaps.argmin()]


def turns(line):
    """How sharply a line turns at each of its inner points, degrees per cm."""
    steps = np.diff(line, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    cosine = np.einsum("ij,ij->i", steps[1:], steps[:-1]) / lengths[1:] / lengths[:-1]
    return np.degrees(np.arccos(np.clip(cosine, -1, 1))) / (lengths[1:] + lengths[:-1]) * 20


def meets(ruler, structure, point, toward):
    """How far it is from a point to a structure in a direction, mm; infinite beyond 200 mm."""
    toward = np.asarray(toward, float) / np.linalg.norm(toward)
    hits, _ = ruler.surface(structure).ray_trace(point, point + 200 * toward)
    return np.linalg.norm(np.asarray(hits).reshape(-1, 3) - point, axis=1).min(initial=np.inf)


def nerves_of(side):
    """Every nerve of the sciatic tree and beside it on one side."""
    return [f"{nerve}.{side}" for nerve in {**NERVES, **BESIDE}]


def length(line):
    return np.linalg.norm(np.diff(line, axis=0), axis=1).sum()


def test_all_nerves_are_there_with_the_nerve_they_leave(ruler, side):
    for nerve, parent in {**NERVES, **BESIDE}.items():
        assert ruler.body.nerves[f"{nerve}.{side}"].parent == (parent and f"{parent}.{side}")


def test_no_nerve_enters_a_bone(ruler, side):
    for nerve in each(nerves_of(side)):
        surface = ruler.mesh(nerve).points
        low, high = surface.min(axis=0), surface.max(axis=0)
        for bone in each(ruler.bones()):
            box = np.array(ruler.body.structures[bone].bounds).reshape(3, 2)
            if np.all(box[:, 0] < high) and np.all(box[:, 1] > low):
                assert ruler.away(surface, bone).min() > 0, (nerve, bone)


def test_no_nerve_leaves_the_skin(ruler, side):
    for nerve in each(nerves_of(side)):
        assert ruler.depth(ruler.mesh(nerve).points).min() > 0, nerve


def test_nerves_are_continuous_and_turn_smoothly(ruler, side):  # check 61
    for nerve in each(nerves_of(side)):
        line = ruler.line(nerve)

        assert np.linalg.norm(np.diff(line, axis=0), axis=1).max() < 5, nerve
        assert turns(line).max() < 60, nerve


def test_every_branch_begins_on_the_nerve_it_leaves(ruler, side):
    for nerve, parent in {**NERVES, **BESIDE}.items():
        if parent and nerve != "lumbosacral-trunk":
            start = ruler.line(f"{nerve}.{side}")[0]

            assert np.linalg.norm(ruler.line(f"{parent}.{side}") - start, axis=1).min() < 1, nerve


@pytest.mark.parametrize(
    ("end_of", "start_of"),
    [
        ("l4-root", "lumbosacral-trunk"),
        ("l5-root", "lumbosacral-trunk"),
        ("lumbosacral-trunk", "sciatic"),
        ("sciatic", "tibial"),
        ("sciatic", "common-fibular"),
        ("common-fibular", "superficial-fibular"),
        ("common-fibular", "deep-fibular"),
        ("tibial", "medial-plantar"),
        ("tibial", "lateral-plantar"),
    ],
)
def test_each_branch_begins_where_its_trunk_ends(ruler, side, end_of, start_of):
    gap = ruler.line(f"{end_of}.{side}")[-1] - ruler.line(f"{start_of}.{side}")[0]

    assert np.linalg.norm(gap) < 1


def test_sacral_roots_join_where_the_trunk_begins_and_the_sural_leaves_the_tibial(ruler, side):
    start = ruler.line(f"sciatic.{side}")[0]
    sural = ruler.line(f"sural.{side}")[0]

    assert all(np.linalg.norm(ruler.line(f"s{i}-root.{side}")[-1] - start) < 1 for i in (1, 2, 3))
    assert np.linalg.norm(ruler.line(f"tibial.{side}") - sural, axis=1).min() < 1


@pytest.mark.parametrize(
    ("root", "above", "below"),
    [
        ("l2", "l2-vertebra", "l3-vertebra"),
        ("l3", "l3-vertebra", "l4-vertebra"),
        ("l4", "l4-vertebra", "l5-vertebra"),
        ("l5", "l5-vertebra", "sacrum"),
    ],
)
def test_lumbar_roots_leave_below_their_own_pedicle(ruler, side, outward, root, above, below):  # check 1
    ganglion = ruler.mesh(f"{root}-ganglion.{side}").points.mean(axis=0)

    assert meets(ruler, above, ganglion, (0, 0, 1)) < 15
    assert meets(ruler, below, ganglion, (0, 0, -1)) < 30
    assert meets(ruler, above, ganglion, outward * (1, 0, 0)) > 100


@pytest.mark.parametrize("root", ["s1", "s2", "s3"])
def test_sacral_roots_leave_by_their_anterior_foramina(ruler, side, root):  # check 2
    line = ruler.line(f"{root}-root.{side}")
    turns_ = np.radians(np.arange(0, 360, 30))
    way = np.gradient(line, axis=0)
    walled = []
    for point, along in zip(line, way, strict=True):
        along = along / np.linalg.norm(along)
        aside = np.cross(along, (0, 0, 1))
        aside /= np.linalg.norm(aside)
        other = np.cross(along, aside)
        met = [meets(ruler, "sacrum", point, np.cos(t) * aside + np.sin(t) * other) < 16 for t in turns_]
        walled.append(sum(met) >= 9)
    leaves = np.flatnonzero(walled)[-1]

    assert walled[0]
    assert leaves < len(line) / 2
    assert meets(ruler, "sacrum", line[leaves + 2], (0, 1, 0)) < 60


@pytest.mark.parametrize("root", RAMI)
def test_a_probe_of_4_mm_passes_where_a_root_passes(ruler, side, root):
    line = ruler.line(f"{root}-root.{side}")
    bones = [bone for bone in ruler.bones() if "vertebra" in bone or bone == "sacrum"]

    assert min(ruler.away(line, bone).min() for bone in bones) >= 2


@pytest.mark.parametrize("root", RAMI)
def test_the_wall_of_a_root_keeps_half_a_millimetre_from_bone(ruler, side, root):
    wall = ruler.mesh(f"{root}-root.{side}").points
    bones = [bone for bone in ruler.bones() if "vertebra" in bone or bone == "sacrum"]

    assert min(ruler.away(wall, bone).min() for bone in bones) >= 0.5


def test_roots_grow_shorter_and_splay_more_from_l4_to_s3(ruler, side):  # checks 3 to 6
    trunk = length(ruler.line(f"lumbosacral-trunk.{side}"))
    goal = ruler.line(f"sciatic.{side}")[0]
    lines = {root: ruler.line(f"{root}-root.{side}") for root in RAMI}
    rami = [length(line) + (trunk if root in {"l4", "l5"} else 0) for root, line in lines.items()]
    ways = [goal - line[0] for line in lines.values()]
    splay = [np.degrees(np.arcsin(abs(way[0]) / np.linalg.norm(way))) for way in ways]

    assert rami[:4] == sorted(rami[:4], reverse=True)
    # The first 8 mm or so lie in the foramen.
    assert 80 <= rami[0] <= 134
    assert 34 <= rami[-1] <= 64
    assert splay == sorted(splay)
    low, high = PLEXUS[ruler.body.manifest.sex]["L4"]
    assert low <= splay[0] <= high


def test_the_lumbosacral_trunk_is_as_long_and_wide_as_published(ruler, side):  # checks 7, 9
    nerve = ruler.body.nerves[f"lumbosacral-trunk.{side}"]
    line, thickness = np.array(nerve.centreline), np.array(nerve.thickness)

    assert 12 <= length(line) <= 48
    assert 8 <= max(nerve.width) <= 15
    assert 0 <= (ruler.away(line, "sacrum") - thickness / 2).min() <= 6


def test_the_trunk_crosses_the_line_from_psis_to_tuberosity_near_its_upper_third(ruler, side):  # check 11
    psis, tuberosity = (ruler.landmark(f"{name}.{side}") for name in ("psis", "ischial-tuberosity"))

    assert 0.20 <= crossing(ruler.line(f"sciatic.{side}"), psis, tuberosity) <= 0.43


def test_the_trunk_passes_midway_between_tuberosity_and_trochanter(ruler, side):  # check 12
    tuberosity, trochanter = (
        ruler.landmark(f"{name}.{side}") for name in ("ischial-tuberosity", "greater-trochanter")
    )

    assert 0.40 <= crossing(ruler.line(f"sciatic.{side}"), tuberosity, trochanter) <= 0.56


def test_the_trunk_passes_8_to_16_mm_lateral_to_the_tuberosity(ruler, side):  # check 13
    nerve, lateral = (
        ruler.body.nerves[f"sciatic.{side}"],
        ruler.landmark(f"ischial-tuberosity-lateral.{side}"),
    )
    line = np.array(nerve.centreline)
    at = np.abs(line[:, 2] - lateral[2]).argmin()

    assert 8 <= abs(line[at, 0]) - nerve.width[at] / 2 - abs(lateral[0]) <= 16


def test_below_piriformis_the_trunk_runs_down_75_to_115_mm_from_the_midline(ruler, side):  # checks 15, 16
    line = ruler.line(f"sciatic.{side}")
    tuberosity, spine = (
        ruler.landmark(f"{name}.{side}")[2] for name in ("ischial-tuberosity", "ischial-spine")
    )
    part = line[(line[:, 2] < spine - 10) & (line[:, 2] > tuberosity - 20)]
    run = part[-1] - part[0]

    assert np.abs(part[:, 0]).min() >= 75
    assert np.abs(part[:, 0]).max() <= 115
    assert abs(np.degrees(np.arctan2(abs(run[0]), -run[2]))) <= 14


def test_the_trunk_leaves_below_piriformis_and_runs_in_front_of_gluteus_maximus(ruler, side):  # checks 10, 17
    line = ruler.line(f"sciatic.{side}")
    piriformis = ruler.mesh(f"piriformis.{side}").points
    for point in each(line[:40]):
        beside = piriformis[np.abs(piriformis[:, 0] - point[0]) < 6]
        if len(beside) and point[1] > beside[:, 1].min():
            assert point[2] < beside[:, 2].max()
    gluteus = ruler.mesh(f"gluteus-maximus.{side}").points
    covered = line[(line[:, 2] < gluteus[:, 2].max() - 50) & (line[:, 2] > gluteus[:, 2].min() + 60)]
    for point in each(covered):
        behind = gluteus[np.linalg.norm(gluteus[:, ::2] - point[::2], axis=1) < 12]
        assert len(behind) == 0 or behind[:, 1].max() > point[1]


def test_the_trunk_lies_a_quarter_to_half_of_the_thigh_deep(ruler, side, outward):  # checks 18, 20, 21
    trochanter = ruler.landmark(f"lesser-trochanter.{side}")
    line = ruler.line(f"sciatic.{side}")
    point = line[np.abs(line[:, 2] - trochanter[2]).argmin()]
    behind, before = ruler.hit(point, (0, 1, 0)), ruler.hit(point, (0, -1, 0))
    femur = ruler.mesh(f"femur.{side}").points * outward
    level = femur[np.abs(femur[:, 2] - trochanter[2]) < 8]

    assert 36 <= behind <= 94
    assert 0.18 <= behind / (behind + before) <= 0.48
    assert -19 <= level[:, 0].min() - (point * outward)[0] <= 12


def test_the_trunk_is_as_wide_as_published_and_grows_rounder(ruler, side):  # checks 22, 23, 24, 25
    nerve = ruler.body.nerves[f"sciatic.{side}"]
    width, thickness = np.array(nerve.width), np.array(nerve.thickness)
    height = np.array(nerve.centreline)[:, 2]
    area = np.pi / 4 * width * thickness
    fold, crease = (ruler.landmark(f"{name}.{side}")[2] for name in ("gluteal-fold", "popliteal-crease"))
    below = height < ruler.landmark(f"ischial-spine.{side}")[2]

    assert 10 <= width[below][0] <= 20
    assert 40 <= area[np.abs(height - fold).argmin()] <= 75
    assert 33 <= area[np.abs(height - (fold + crease) / 2).argmin()] <= 60
    assert np.all(np.diff((width / thickness)[below]) <= 1e-6)


def test_the_trunk_parts_4_to_9_cm_above_the_popliteal_crease(ruler, side):  # checks 26, 27, 28, 29
    end = ruler.line(f"sciatic.{side}")[-1]
    crease, trochanter = (
        ruler.landmark(f"{name}.{side}")[2] for name in ("popliteal-crease", "greater-trochanter")
    )

    assert 40 <= end[2] - crease <= 90
    assert (end[2] - crease) / (trochanter - crease) <= 0.28
    assert 7 <= ruler.hit(end, (0, 1, 0)) <= 35
    assert 180 <= length(ruler.line(f"sciatic.{side}")) <= 480


def test_the_tibial_nerve_runs_through_the_middle_of_the_popliteal_fossa(ruler, side):  # check 30
    medial, lateral = (abs(ruler.landmark(f"{name}-epicondyle.{side}")[0]) for name in ("medial", "lateral"))
    line = ruler.line(f"tibial.{side}")
    at = line[np.abs(line[:, 2] - ruler.landmark(f"knee-centre.{side}")[2]).argmin()]

    assert 1 / 3 <= (abs(at[0]) - medial) / (lateral - medial) <= 2 / 3


def test_the_tibial_nerve_passes_behind_the_medial_malleolus(ruler, side):  # checks 38, 39
    prominence = ruler.landmark(f"medial-malleolus-prominence.{side}")
    line = ruler.line(f"tibial.{side}")
    at = line[np.abs(line[:, 2] - prominence[2]).argmin()]

    assert at[1] > prominence[1] + 8
    assert 14 <= np.linalg.norm(at - prominence) <= 30
    assert 4 <= ruler.depth(at[None])[0] <= 15


def test_the_common_fibular_nerve_winds_round_the_fibular_neck(ruler, side):  # checks 31, 32, 33, 35
    apex = ruler.landmark(f"fibular-head.{side}")
    line = ruler.line(f"common-fibular.{side}")
    neck = line[np.abs(line[:, 2] - (apex[2] - 20.7)).argmin()]

    assert 85 <= line[0][2] - apex[2] <= 139
    assert 90 <= length(line) <= 150
    assert ruler.away(neck[None], f"fibula.{side}")[0] <= 6
    assert abs(neck[0]) > abs(apex[0])
    assert 19 <= apex[2] - line[-1][2] <= 56
    assert line[-1][1] < apex[1]


def test_the_plantar_nerves_part_near_the_tip_of_the_medial_malleolus(ruler, side):  # check 43
    split = ruler.line(f"tibial.{side}")[-1]

    assert -15 <= split[2] - ruler.landmark(f"medial-malleolus.{side}")[2] <= 10


def test_branches_reach_the_foot(ruler, side):
    for nerve in ("superficial-fibular", "deep-fibular", "sural", "medial-plantar", "lateral-plantar"):
        assert ruler.line(f"{nerve}.{side}")[-1][2] < 45, nerve
