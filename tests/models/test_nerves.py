"""The course of the nerve against the literature (docs/anatomy.md numbers the checks)."""

import numpy as np
import pytest

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


def length(line):
    return np.linalg.norm(np.diff(line, axis=0), axis=1).sum()


def test_all_nerves_are_there_with_the_nerve_they_leave(ruler, side):
    found = {key: nerve for key, nerve in ruler.body.nerves.items() if nerve.side == side}

    assert {key.rpartition(".")[0] for key in found} == set(NERVES)
    for key, nerve in found.items():
        parent = NERVES[key.rpartition(".")[0]]
        assert nerve.parent == (parent and f"{parent}.{side}")


def test_no_nerve_enters_a_bone(ruler, side):
    for nerve in NERVES:
        surface = ruler.mesh(f"{nerve}.{side}").points
        low, high = surface.min(axis=0), surface.max(axis=0)
        for bone in ruler.bones():
            box = np.array(ruler.body.structures[bone].bounds).reshape(3, 2)
            if np.all(box[:, 0] < high) and np.all(box[:, 1] > low):
                assert ruler.away(surface, bone).min() > 0, (nerve, bone)


def test_no_nerve_leaves_the_skin(ruler, side):
    for nerve in NERVES:
        assert ruler.depth(ruler.mesh(f"{nerve}.{side}").points).min() > 0, nerve


def test_nerves_are_continuous_and_turn_smoothly(ruler, side):
    for nerve in NERVES:
        line = ruler.line(f"{nerve}.{side}")
        steps = np.diff(line, axis=0)
        lengths = np.linalg.norm(steps, axis=1)
        turn = np.degrees(
            np.arccos(
                np.clip(np.einsum("ij,ij->i", steps[1:], steps[:-1]) / lengths[1:] / lengths[:-1], -1, 1)
            )
        )
        assert lengths.max() < 5, nerve
        assert (turn / (lengths[1:] + lengths[:-1]) * 2 * 10).max() < 60, nerve


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


def test_roots_leave_below_their_pedicles_and_in_front_of_the_sacrum(ruler, side):
    l4, l5, s1 = (ruler.landmark(f"{name}.midline") for name in ("l4-body", "l5-body", "s1-body"))

    assert l5[2] < ruler.line(f"l4-root.{side}")[0][2] < l4[2]
    assert s1[2] < ruler.line(f"l5-root.{side}")[0][2] < l5[2]
    heights = [ruler.line(f"s{i}-root.{side}")[0][2] for i in (1, 2, 3)]
    assert heights == sorted(heights, reverse=True)


def test_roots_grow_shorter_and_splay_more_from_l4_to_s3(ruler, side):  # checks 5 and 6
    trunk = length(ruler.line(f"lumbosacral-trunk.{side}"))
    goal = ruler.line(f"sciatic.{side}")[0]
    starts = [ruler.line(f"{root}-root.{side}")[0] for root in ("l4", "l5", "s1", "s2", "s3")]
    lengths = [length(ruler.line(f"{root}-root.{side}")) for root in ("l4", "l5", "s1", "s2", "s3")]
    rami = [lengths[0] + trunk, lengths[1] + trunk, *lengths[2:]]
    splay = [np.degrees(np.arcsin(abs((goal - at)[0]) / np.linalg.norm(goal - at))) for at in starts]

    assert rami == sorted(rami, reverse=True)
    assert splay == sorted(splay)
    assert 7 <= splay[0] <= 27
    assert 34 <= splay[-1] <= 76


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
    for point in line[:40]:
        beside = piriformis[np.abs(piriformis[:, 0] - point[0]) < 6]
        if len(beside) and point[1] > beside[:, 1].min():
            assert point[2] < beside[:, 2].max()
    gluteus = ruler.mesh(f"gluteus-maximus.{side}").points
    covered = line[(line[:, 2] < gluteus[:, 2].max() - 50) & (line[:, 2] > gluteus[:, 2].min() + 60)]
    for point in covered:
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
    assert 0.25 <= behind / (behind + before) <= 0.48
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


def test_the_common_fibular_nerve_winds_round_the_fibular_neck(ruler, side):  # checks 32, 33, 35
    apex = ruler.landmark(f"fibular-head.{side}")
    line = ruler.line(f"common-fibular.{side}")
    neck = line[np.abs(line[:, 2] - (apex[2] - 20.7)).argmin()]

    assert 80 <= line[0][2] - apex[2] <= 139
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
