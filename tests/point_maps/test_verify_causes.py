"""What is asked of the causes that are drawn: the shipped ones keep to it, and each criterion can fail."""

from types import SimpleNamespace

import numpy as np
import pytest

from models import catalogue
from models.change import Appearing, Change, Moved, halve
from models.mesh import Mesh
from point_maps import maps
from point_maps.solving.shapes import Shape
from point_maps.verify import causes, criteria, crossing, drawn, sections, tubes
from point_maps.verify.lines import Unmeasurable
from point_maps.verify.nearness import signed
from populated import each
from viewer.command import verify

MALE = "male"
HERNIA, PIRIFORMIS, STENOSIS, PREGNANCY = (
    "l5-s1-herniated-disc.left",
    "piriformis-syndrome.left",
    "l4-l5-central-stenosis.midline",
    "pregnancy-pelvis.left",
)


@pytest.fixture(scope="module")
def male():
    return catalogue.load(MALE)


def asked(name):
    return next(one for one in criteria.criteria() if one.id == name)


class Altered(drawn.Drawn):
    """A cause that was drawn wrong."""

    def __init__(self, body, place, alter):
        super().__init__(body, place, body.causes[place])
        self.change = alter(self.change)


def scaled(share):
    """All moves so much of what they are."""

    def alter(change):
        moved = {key: one._replace(shifts=one.shifts * share) for key, one in change.moved.items()}
        return change._replace(moved=moved)

    return alter


def recording(**values):
    """Other figures: by key, what the last value is multiplied by."""

    def alter(change):
        figures = [
            figure.model_copy(
                update={
                    "values": (
                        *figure.values[:-1],
                        figure.values[-1] * values.get(figure.key.replace("-", "_"), 1),
                    )
                }
            )
            for figure in change.facts.figures
        ]
        return change._replace(facts=change.facts.model_copy(update={"figures": tuple(figures)}))

    return alter


def squeezed(change):
    """What is pressed shrinks to half its thickness all along."""
    key = change.facts.pressed[0]
    points = catalogue.load(MALE).mesh(key).points
    middle = points.mean(axis=0)
    way = np.linalg.svd(points - middle, full_matrices=False)[2][0]
    across = points - middle - ((points - middle) @ way)[:, None] * way
    frames = len(change.facts.amounts)
    one = Moved((), np.arange(len(points)), np.tile(-across / 2, (frames, 1, 1)))
    return change._replace(moved={**change.moved, key: one})


def pressing_another(change):
    """What is pressed is said to be another root."""
    return change._replace(facts=change.facts.model_copy(update={"pressed": ("l2-root.left",)}))


WRONG = {
    "keeps-its-length": (HERNIA, scaled(12)),
    "keeps-its-section": (HERNIA, squeezed),
    "touches": (HERNIA, scaled(0.3)),
    "touches-a-stretch": (HERNIA, scaled(0.3)),
    "as-recorded": (HERNIA, recording(free_area=1.1)),
    "touches-its-root-only": (HERNIA, pressing_another),
    "spares-the-lower-root": ("l4-l5-far-lateral-disc.left", pressing_another),
    "stands-out": (HERNIA, scaled(0.5)),
    "base": (HERNIA, scaled(0.05)),
    "recess-halved": (HERNIA, scaled(0.3)),
    "little-room-beside-the-foramen": ("l4-l5-far-lateral-disc.left", scaled(0.3)),
    "narrow-recess": ("l4-l5-bone-spur.left", recording(depth=2)),
    "low-foramen": ("l5-s1-foraminal-bone-spur.left", recording(height=1.5)),
    "foramen-narrowed": ("l5-s1-degenerative-disc.left", scaled(0.1)),
    "sac-narrowed": (STENOSIS, scaled(0.3)),
    "slipped": ("l4-l5-degenerative-spondylolisthesis.left", recording(slip=2)),
    "slipped-isthmic": ("l5-s1-isthmic-spondylolisthesis.left", recording(slip=2)),
    "thicker-muscle": (PIRIFORMIS, recording(thickness=1.2)),
    "thicker-tendon": ("hamstring-origin.left", recording(thickness=0.8)),
    "narrow-gap": ("ischiofemoral.left", recording(between_bones=2)),
    "swollen-above": ("fibular-neck.left", recording(section_above=1.5)),
    "wider-symphysis": (PREGNANCY, recording(symphysis=2)),
    "deeper-curve": (PREGNANCY, recording(lordosis=0.8)),
    "spares-the-trunk": (PREGNANCY, recording(head_gap=0.1)),
    "swollen-in-the-tunnel": ("tarsal-tunnel.left", recording(section_above=0.6)),
}
ELSEWHERE = {"starts-healthy", "small", "out-of-bone", "within-the-skin", "apart", "mirrored"}
"""These have tests of their own below."""


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_criterion_fails_where_a_cause_is_drawn_wrong(male, name):
    place, alter = WRONG[name]

    body = male if place in male.causes else catalogue.load("female")

    finding = causes.finding(asked(name), Altered(body, place, alter), None)

    assert finding.measured is not None, finding.trouble
    assert finding.verdict == ("FAIL" if asked(name).gate else "miss"), finding.measured


def test_every_criterion_has_something_that_makes_it_fail():
    assert {one.id for one in criteria.criteria()} == WRONG.keys() | ELSEWHERE
    known = {
        place.rpartition(".")[0]
        for body in map(catalogue.load, catalogue.available())
        for place in body.causes
    }
    undrawn = {one.id for one in criteria.criteria() if one.causes and not known & set(one.causes)}
    assert not undrawn


def test_the_criteria_are_in_order():
    sources = set(maps.load().sources)
    for one in each(criteria.criteria()):
        assert one.measure in criteria.MEASURES
        assert one.high >= one.low
        assert not one.source or one.source in sources, one.id
        assert one.figure or one.measure not in ("figure", "growth")


def test_at_amount_0_it_must_be_the_healthy_mesh(male, monkeypatch):
    it = drawn.Drawn(male, PIRIFORMIS, male.causes[PIRIFORMIS])
    laid = drawn.laid
    monkeypatch.setattr(drawn, "laid", lambda change, healthy, _: laid(change, healthy, 0.01))

    assert causes.finding(asked("starts-healthy"), it, None).verdict == "FAIL"


def test_a_file_may_not_be_large(male, tmp_path):
    path = tmp_path / "large.change"
    path.write_bytes(bytes(120_001))

    assert causes.finding(asked("small"), drawn.Drawn(male, HERNIA, path), None).verdict == "FAIL"


def test_what_is_no_change_fails_what_is_measured_of_it(male, tmp_path):
    path = tmp_path / "rubbish.change"
    path.write_bytes(b"rubbish")

    finding = causes.finding(asked("stands-out"), drawn.Drawn(male, HERNIA, path), None)

    assert finding.verdict == "FAIL"
    assert "must be a change" in finding.trouble


def test_the_right_side_must_mirror_the_left(male):
    left = drawn.Drawn(male, PIRIFORMIS, male.causes[PIRIFORMIS])
    right = PIRIFORMIS.replace("left", "right")
    good, bad = (Altered(male, right, recording(section=share)) for share in (1, 1.3))

    assert causes.finding(asked("mirrored"), left, good).verdict == "pass"
    assert causes.finding(asked("mirrored"), left, bad).verdict == "FAIL"
    assert "the other side is not drawn" in causes.finding(asked("mirrored"), left, None).trouble


def box(low, high, count=8):
    """A closed box with so many squares along each edge."""
    steps = np.linspace(0, 1, count + 1)
    u, v = (side.ravel() for side in np.meshgrid(steps, steps, indexing="ij"))
    points, triangles = [], []
    at = np.arange((count + 1) ** 2).reshape(count + 1, -1)
    a, b, c, d = (part.ravel() for part in (at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]))
    square = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    for axis in range(3):
        for end in (0, 1):
            face = np.empty((len(u), 3))
            face[:, axis], face[:, axis - 2], face[:, axis - 1] = end, u, v
            triangles.append((square if end else square[:, ::-1]) + len(u) * len(points))
            points.append(face)
    points, place = np.unique(np.concatenate(points).round(9), axis=0, return_inverse=True)
    return Mesh(np.array(low) + points * (np.array(high) - low), place.ravel()[np.concatenate(triangles)])


def boxes(shift, **at):
    """A body of boxes 10 mm wide, of which `disc` goes by a shift; others stand where they are told to."""
    meshes = {"disc": box((0, 0, 0), (10, 10, 10))}
    meshes |= {key: box(low, np.array(low) + 10.0) for key, low in at.items()}
    structures = {
        key: SimpleNamespace(
            system="bone" if key == "bone" else "nerve",
            variant=None,
            bounds=np.stack([mesh.points.min(axis=0), mesh.points.max(axis=0)], 1).ravel(),
        )
        for key, mesh in meshes.items()
    }
    count = len(meshes["disc"].points)
    moved = Moved((), np.arange(count), np.tile(np.array(shift, float), (1, count, 1)))
    facts = SimpleNamespace(amounts=(1.0,))
    return SimpleNamespace(structures=structures, mesh=meshes.__getitem__), Change(facts, {"disc": moved})


def crossings(body, change):
    return crossing.crossings(body, change, body.mesh)


@pytest.mark.parametrize(("shift", "deep"), [(0.9, 0), (1.5, 0.5), (3.0, 2.0)])
def test_what_comes_to_cross_is_told(shift, deep):
    body, change = boxes((shift, 0, 0), bone=(11, 0.3, 0.3), far=(40, 0, 0))

    found = crossings(body, change)

    assert [(one.one, one.other) for one in found] == ([("disc", "bone")] if deep else [])
    assert sum(one.depth for one in found) == pytest.approx(deep, abs=1e-6)


def test_what_crosses_when_healthy_may_go_on_to():
    body, change = boxes((1, 0, 0), bone=(8, 0.3, 0.3))

    assert [one.depth for one in crossings(body, change)] == [pytest.approx(1)]
    assert crossings(body, boxes((-1, 0, 0))[1]) == []


def test_what_appears_may_not_begin_in_anything():
    body, change = boxes((0.1, 0, 0), nerve=(5, 5, 5))
    still = Moved((), np.zeros(0, int), np.zeros((1, 0, 3)))
    band = Appearing("band", "", "", "ligament", "", box((8, 8, 8), (9, 9, 9), 2), still)

    found = crossings(body, change._replace(appearing=(band,)))

    assert {(one.one, one.other): round(one.depth, 6) for one in found if "band" in one}[
        ("band", "nerve")
    ] == 4


def test_what_lies_inside_may_not_come_out():
    body, change = boxes((7, 0, 0))
    body.structures["sac"] = SimpleNamespace(system="dura", variant=None, bounds=(-5, 15, -5, 15, -5, 15))
    meshes = {"disc": body.mesh("disc"), "sac": box((-5, -5, -5), (15, 15, 15))}

    found = crossings(SimpleNamespace(structures=body.structures, mesh=meshes.__getitem__), change)

    assert found[0].depth == pytest.approx(2)


def test_what_has_left_its_tube_when_healthy_may_go_on():
    body, change = boxes((3, 0, 0))
    body.structures["sac"] = SimpleNamespace(system="dura", variant=None, bounds=(-7, 13, -5, 15, -5, 15))
    sac = box((-5, -5, -5), (10.1, 15, 15))
    # Slanted: what is out of it is in the box around it.
    sac = Mesh(sac.points + (sac.points[:, 1:2] - 5) * [0.2, 0, 0], sac.triangles)
    meshes = {"disc": body.mesh("disc"), "sac": sac}
    out = np.flatnonzero(~Shape(sac).inside(meshes["disc"].points))
    change = change._replace(moved={"disc": Moved((), out, change.moved["disc"].shifts[:, out])})

    found = crossings(SimpleNamespace(structures=body.structures, mesh=meshes.__getitem__), change)

    assert len(out) > 20
    assert found == []


def turning(degrees, **slips):
    """A body of boxes that turn together about an axis far away, some of which slip sideways as well."""
    body, change = boxes((0, 0, 0), bone=(10.5, 0.3, 0.3), nerve=(0.2, 0.2, 10.2))
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    moved = {}
    for key in body.structures:
        away = body.mesh(key).points - [0, 0, 500]
        shifts = [away @ (turn if at == 1 else np.eye(3)) - away + [slips.get(key, 0), 0, 0] for at in (0, 1)]
        moved[key] = Moved((), np.arange(len(away)), np.array(shifts[1:]))
    return body, change._replace(moved=moved)


def test_what_turns_together_stays_apart_but_for_what_slips():
    assert crossings(*turning(8)) == []

    found = crossings(*turning(8, bone=-2))

    assert {(one.one, one.other) for one in found} == {("bone", "disc"), ("bone", "nerve")}
    assert found[0].depth == pytest.approx(1.5, abs=0.1)


def test_what_goes_in_at_one_stroke_is_told():
    body, change = boxes((120, 0, 0), bone=(69, 0.3, 0.3))

    deepest = crossings(body, change)[0]

    assert (deepest.amount, deepest.depth) == (0.6, pytest.approx(4, abs=1))


def test_what_lies_in_another_is_told_by_its_surface_not_by_its_points():
    rod = box((1, 4, 4), (11, 6, 6), 4)
    for _ in range(3):
        rod = halve(rod, np.flatnonzero(rod.points[:, 0] > 9.9))
    meshes = {"disc": rod, "sac": box((0, 0, 0), (10, 10, 10))}
    body, change = boxes((0, 5, 0))
    body.structures["sac"] = SimpleNamespace(system="dura", variant=None, bounds=(0, 10, 0, 10, 0, 10))
    count = len(rod.points)
    change = change._replace(moved={"disc": Moved((), np.arange(count), np.tile([0.0, 5, 0], (1, count, 1)))})

    found = crossings(SimpleNamespace(structures=body.structures, mesh=meshes.__getitem__), change)

    assert (rod.points[:, 0] < 10).mean() < 0.5
    assert [one.depth for one in found] == [pytest.approx(1)]


@pytest.mark.parametrize(("other", "name"), [("bone", "out-of-bone"), ("nerve", "apart")])
def test_crossing_fails_its_criterion(male, other, name):
    it = drawn.Drawn(male, HERNIA, male.causes[HERNIA])
    it.body, it.change = boxes((1.5, 0, 0), **{other: (11, 0.3, 0.3)})

    assert causes.finding(asked(name), it, None).verdict == "FAIL"
    assert {causes.finding(asked(one), it, None).verdict for one in ("out-of-bone", "apart")} == {
        "pass",
        "FAIL",
    }


def test_what_comes_out_of_the_skin_fails_its_criterion(male):
    it = drawn.Drawn(male, HERNIA, male.causes[HERNIA])
    it.body, it.change = boxes((1.5, 0, 0))
    skin, mesh = box((-1, -1, -1), (11, 11, 11)), it.body.mesh
    bounds = (-1, 11, -1, 11, -1, 11)
    it.body.structures["skin"] = SimpleNamespace(system="skin", variant=None, bounds=bounds)
    it.body.mesh = lambda key: skin if key == "skin" else mesh(key)

    found = {
        name: causes.finding(asked(name), it, None) for name in ("within-the-skin", "apart", "out-of-bone")
    }

    assert {name: one.verdict for name, one in found.items()} == {
        "within-the-skin": "FAIL", "apart": "pass", "out-of-bone": "pass",
    }  # fmt: skip
    assert found["within-the-skin"].measured == pytest.approx(0.5)


def test_distances_are_signed_as_far_as_they_reach():
    points = np.array(
        [[5, 5, 11], [11, 11, 5], [5, 5, 9.5], [9, 9, 9], [5, 5, 5], [5, 5, 13], [90, 0, 0]], float
    )

    wanted = [1, np.sqrt(2), -0.5, -1, np.inf, np.inf, np.inf]
    assert np.allclose(signed(box((0, 0, 0), (10, 10, 10)), points, 2.0), wanted)


def test_sections_are_measured_exactly():
    mesh = box((0, 0, 0), (10, 6, 4))

    area, middle = sections.area_and_middle(mesh, np.array([5.0, 2, 2]), np.array([1.0, 0, 0]), 50)

    assert area == pytest.approx(24)
    assert np.allclose(middle, [5, 3, 2])
    assert sections.area_and_middle(mesh, np.full(3, 50.0), np.array([1.0, 0, 0]), 50)[0] == 0


def test_room_is_what_lies_between_in_the_circle_of_the_window():
    meshes = {
        "nerve": box((-1, -1, -5), (1, 1, 5)),
        "left": box((-20, -20, -5), (-5, 20, 5)),
        "right": box((8, -20, -5), (20, 20, 5)),
    }
    section = SimpleNamespace(
        origin=(0, 0, 0), right=(1, 0, 0), up=(0, 1, 0), width=40.0, height=30.0,
        seed="nerve", walls=("left", "right"),
    )  # fmt: skip
    moved = {**meshes, "right": box((2, -20, -5), (20, 20, 5))}
    parted = {**meshes, "right": box((0.5, -20, -5), (20, 20, 5)), "left": box((-20, -20, -5), (-0.5, 20, 5))}

    def between(low, high, radius=15):
        return np.sqrt(radius**2 - np.linspace(low, high, 20001) ** 2).mean() * 2 * (high - low)

    def left(now):
        return sections.room_left(section, meshes.__getitem__, now.__getitem__)

    assert left(meshes) == pytest.approx(between(-5, 8), rel=0.01)
    assert left(moved) == pytest.approx(between(-5, 2), rel=0.01)
    assert left(parted) == pytest.approx(between(-0.5, 0.5), rel=0.15)


def test_room_that_the_seed_does_not_reach_is_not_counted():
    meshes = {"nerve": box((-1, -1, -5), (1, 1, 5)), "wall": box((4, -20, -5), (6, 20, 5))}
    section = SimpleNamespace(
        origin=(0, 0, 0),
        right=(1, 0, 0),
        up=(0, 1, 0),
        width=20.0,
        height=20.0,
        seed="nerve",
        walls=("wall",),
    )
    found = sections.room_left(section, meshes.__getitem__, meshes.__getitem__)

    wanted = np.sqrt(100 - np.linspace(-10, 4, 20001) ** 2).mean() * 2 * 14
    assert found == pytest.approx(wanted, rel=0.01)


def test_a_tube_that_bows_gets_longer_and_one_that_is_pinched_thinner():
    mesh = box((-1, -1, 0), (1, 1, 40), 24)
    tube = tubes.Tube(mesh, np.arange(len(mesh.points)))
    along = np.sin(mesh.points[:, 2:] / 40 * np.pi)

    bowed = Mesh(mesh.points + along * [8, 0, 0], mesh.triangles)
    pinched = Mesh(mesh.points * np.hstack([1 - along / 4, 1 + 0 * along, 1 + 0 * along]), mesh.triangles)

    assert tube.longer(mesh) == pytest.approx(0, abs=1e-6)
    assert tube.longer(bowed) == pytest.approx(9.4, abs=1.5)
    assert tube.thinner(mesh) == pytest.approx(0, abs=1e-6)
    assert tube.thinner(pinched) == pytest.approx(25, abs=2)


def test_a_tube_is_followed_round_a_bend_and_no_farther_than_it_moves():
    mesh = box((-1, -1, 0), (1, 1, 200), 60)
    bent = Mesh(mesh.points + np.sin(mesh.points[:, 2:] / 200 * np.pi) * [60, 0, 0], mesh.triangles)
    arc = np.hypot(1, 60 * np.pi / 200 * np.cos(np.linspace(0, np.pi, 999))).mean() * 200
    whole = tubes.Tube(bent, np.arange(len(bent.points)))
    half = tubes.Tube(bent, np.flatnonzero(bent.points[:, 2] < 100))
    longer = Mesh(bent.points * 1.04, mesh.triangles)

    assert whole.length == pytest.approx(arc, abs=8)
    assert half.length == pytest.approx(arc / 2 + tubes.BEFORE, abs=6)
    assert whole.longer(longer) == pytest.approx(4, abs=0.1)


def test_a_nerve_without_a_tube_is_said(male):
    with pytest.raises(Unmeasurable, match="no nerve is pressed"):
        _ = drawn.Drawn(male, STENOSIS, male.causes[STENOSIS]).longer


def a_finding(name, measured, place=HERNIA):
    return causes.Finding(asked(name), place, measured, "" if measured is not None else "no nerve is pressed")


def test_the_table_names_each_cause_once_and_says_why():
    rows = [
        a_finding("touches", 0.1),
        a_finding("stands-out", 12.0),
        a_finding("base", 9.0),
        a_finding("apart", None),
    ]

    lines = causes.table(MALE, rows).splitlines()

    assert lines[0] == "male, causes: 1 causes; 1 of 4 criteria pass; 1 of 3 gates; 1 missed, 2 failed"
    assert [line.split()[-1] for line in lines[3:7]] == ["pass", "FAIL", "miss", "FAIL"]
    assert sum(line.startswith("l5-s1-herniated-disc") for line in lines) == 1
    assert "0.10 mm, left" in lines[3]
    assert lines[8] == f"FAIL {HERNIA}, apart: cannot measure: no nerve is pressed."
    assert lines[9].startswith("* stands-out: the source does not say the size")


@pytest.mark.parametrize(("measured", "code"), [(0.1, 0), (0.9, 1)])
def test_a_failed_gate_is_the_exit_code(monkeypatch, capsys, measured, code):
    monkeypatch.setattr(
        causes, "measured", lambda names: [(name, [a_finding("touches", measured)]) for name in names]
    )

    assert verify.run(MALE, "causes") == code
    assert "male, causes:" in capsys.readouterr().out


def test_both_are_measured_where_no_part_is_named(monkeypatch):
    told = []
    monkeypatch.setattr(verify.verify, "run", lambda bodies: told.append(("anatomy", *bodies)) or 1)
    monkeypatch.setattr(causes, "run", lambda bodies: told.append(("causes", *bodies)) or 0)

    assert verify.run(MALE) == 1
    assert told == [("anatomy", MALE), ("causes", MALE)]
    assert verify.run(MALE, "anatomy") == 1
    assert told[2:] == [("anatomy", MALE)]
    assert verify.run(MALE, "causes") == 0


def test_a_shipped_cause_passes_its_gates(male):
    found = causes.find(male, ["piriformis-syndrome"])

    assert [(one.what.id, one.measured, one.trouble) for one in each(found) if one.verdict == "FAIL"] == []
