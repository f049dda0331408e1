"""Zones of the skin on every installed body: where they lie, where they do not, that they hang together."""

import time
from itertools import pairwise

import numpy as np
import pytest

from models.records import DataError
from point_maps import maps
from point_maps.checking.reading import read
from point_maps.solving import zones
from populated import each

DERMATOMES = ("dermatome-l4", "dermatome-l5", "dermatome-s1", "dermatome-s2")
BRANCHES = (
    "saphenous", "lateral-sural", "superficial-fibular", "deep-fibular", "sural", "medial-calcaneal",
    "medial-plantar", "lateral-plantar", "posterior-femoral-cutaneous",
)  # fmt: skip
SIDES = ("left", "right")


@pytest.fixture(scope="module")
def placed(shipped, body):
    return {zone.id: zone for zone in zones.solve(shipped, body)}


@pytest.fixture(scope="module", params=SIDES)
def limb(request, body, placed):
    return Limb(body, placed, request.param)


class Limb:
    """Places of one lower limb, found on its bones apart from the zones' own maps."""

    def __init__(self, body, placed, side):
        self.body, self.placed, self.side = body, placed, side
        self.out = np.array([1.0 if side == "left" else -1.0, 0.0, 0.0])
        self.skin = body.skin.points

    def mark(self, name):
        return np.array(self.body.manifest.landmarks[f"{name}.{self.side}"])

    def bone(self, name):
        return self.body.mesh(f"{name}.{self.side}").points

    def tip(self, name, way):
        points = self.bone(name)
        return points[np.argmax(points @ np.asarray(way, float))]

    def nearest(self, place):
        return int(np.argmin(np.linalg.norm(self.skin - place, axis=1)))

    def weight(self, zone, vertex):
        found = self.placed[f"{zone}.{self.side}"]
        at = found.vertices == vertex
        return float(found.weights[at][0]) if at.any() else 0.0

    def under(self, place):
        """The skin of the sole below a place."""
        near = np.linalg.norm(self.skin[:, :2] - place[:2], axis=1) < 8
        return int(np.flatnonzero(near)[np.argmin(self.skin[near, 2])])

    def over(self, place):
        """The skin of the dorsum above a place."""
        near = (np.linalg.norm(self.skin[:, :2] - place[:2], axis=1) < 8) & (self.skin[:, 2] < place[2] + 40)
        return int(np.flatnonzero(near)[np.argmax(self.skin[near, 2])])

    def key_points(self):
        """The key points of the ISNCSCI."""
        heel = self.bone("calcaneus")
        back = heel[heel[:, 1] > heel[:, 1].max() - 25]
        return {
            "dermatome-l4": self.nearest(self.mark("medial-malleolus-prominence")),
            "dermatome-l5": self.over(self.tip("metatarsal-3", (0, -1, 0))),
            "dermatome-s1": self.nearest(back[np.argmax(back @ self.out)] + 8 * self.out),
            "dermatome-s2": self.nearest(self.mark("popliteal-crease")),
        }


def test_every_dermatome_and_branch_is_there_on_both_sides(placed, shipped):
    wanted = [*DERMATOMES, *(f"skin-of-{branch}" for branch in BRANCHES)]

    assert set(placed) == {f"{zone}.{side}" for zone in wanted for side in SIDES}
    assert all(zone.zone is shipped.zones[zone.id.rpartition(".")[0]] for zone in placed.values())


@pytest.mark.parametrize("zone", DERMATOMES)
def test_a_key_point_lies_in_its_dermatome_and_not_in_another(limb, zone):
    vertex = limb.key_points()[zone]

    assert limb.weight(zone, vertex) > 0.95
    for other in set(DERMATOMES) - {zone}:
        assert limb.weight(other, vertex) < 0.5, other


def test_l5_has_the_great_toe_and_s1_the_little_toe_and_the_outer_sole(limb):
    great, little = (limb.bone(f"foot-distal-phalanx-{ray}").mean(axis=0) for ray in (1, 5))
    outer = limb.bone("metatarsal-5").mean(axis=0)

    assert limb.weight("dermatome-l5", limb.over(great)) > 0.9
    assert limb.weight("dermatome-s1", limb.over(great)) < 0.1
    assert limb.weight("dermatome-s1", limb.nearest(little + 10 * limb.out)) > 0.9
    assert limb.weight("dermatome-s1", limb.under(outer)) > 0.9
    assert limb.weight("dermatome-l5", limb.under(outer)) < 0.3


def test_the_deep_fibular_nerve_has_the_first_web_only(limb):
    toes = [limb.bone(f"foot-proximal-phalanx-{ray}").mean(axis=0) for ray in (1, 2, 3, 4)]
    webs = [limb.nearest((a + b) / 2 + (0, 6, 8)) for a, b in pairwise(toes)]
    zone = limb.placed[f"skin-of-deep-fibular.{limb.side}"]
    span = np.ptp(limb.skin[zone.vertices], axis=0)

    assert limb.weight("skin-of-deep-fibular", webs[0]) > 0.9
    assert limb.weight("skin-of-superficial-fibular", webs[0]) < 0.5
    assert all(limb.weight("skin-of-deep-fibular", web) == 0 for web in webs[1:])
    assert limb.weight("skin-of-superficial-fibular", webs[1]) > 0.9
    assert span[0] < 60
    assert span[1] < 80


def test_sole_heel_and_borders_belong_to_their_branches(limb):
    first, fifth = (limb.tip(f"metatarsal-{ray}", (0, -1, 0)) for ray in (1, 5))
    heel = limb.bone("calcaneus")
    heel = heel[heel[:, 1] > heel[:, 1].max() - 30].mean(axis=0)
    middle = limb.bone("metatarsal-3").mean(axis=0)

    assert limb.weight("skin-of-medial-plantar", limb.under(first)) > 0.9
    assert limb.weight("skin-of-lateral-plantar", limb.under(fifth)) > 0.9
    assert limb.weight("skin-of-medial-calcaneal", limb.under(heel)) > 0.9
    assert limb.weight("skin-of-medial-plantar", limb.under(heel)) < 0.1
    assert limb.weight("skin-of-superficial-fibular", limb.over(middle)) > 0.9
    assert limb.weight("skin-of-sural", limb.nearest(limb.mark("lateral-malleolus") + 12 * limb.out)) > 0.5
    assert limb.weight("skin-of-saphenous", limb.nearest(limb.mark("medial-malleolus-prominence"))) > 0.9


def test_the_back_of_the_thigh_belongs_to_its_nerve_and_the_shin_does_not(limb):
    fold, crease = limb.mark("gluteal-fold"), limb.mark("popliteal-crease")
    thigh = limb.nearest((fold + crease) / 2 + (0, 20, 0))
    shin = limb.nearest((limb.mark("knee-centre") + limb.mark("medial-malleolus")) / 2 + (0, -80, 0))

    assert limb.weight("skin-of-posterior-femoral-cutaneous", thigh) > 0.9
    assert limb.weight("dermatome-s2", thigh) > 0.5
    assert limb.weight("skin-of-posterior-femoral-cutaneous", shin) == 0
    assert limb.weight("dermatome-s2", shin) == 0


def test_zones_are_soft_at_the_edge_and_sure_within(placed):
    for zone in each(placed.values()):
        assert np.all(np.diff(zone.vertices) > 0), zone.id
        assert zone.weights.max() == 1, zone.id
        assert zone.weights.min() > 0, zone.id
        assert ((zone.weights > 0.05) & (zone.weights < 0.95)).sum() > 20, zone.id


def test_each_zone_hangs_together(placed, body):
    triangles = body.skin.triangles
    for zone in each(placed.values()):
        within = np.zeros(len(body.skin.points), bool)
        within[zone.vertices[zone.weights > 0.5]] = True
        largest = biggest_patch(within, triangles)
        assert largest > 0.97 * within.sum(), zone.id


def biggest_patch(within, triangles):
    """How many of some vertices the largest patch of them holds that is joined by triangles."""
    labels = np.where(within, np.arange(len(within)), len(within))
    corners = triangles[within[triangles].all(axis=1)]
    while True:
        lowest = labels[corners].min(axis=1)
        joined = labels.copy()
        for corner in range(3):
            np.minimum.at(joined, corners[:, corner], lowest)
        joined[within] = joined[joined[within]]
        if (joined == labels).all():
            return np.unique(labels[within], return_counts=True)[1].max()
        labels = joined


def test_zones_stay_on_their_side_and_off_arms_and_trunk(placed, body):
    wrist, crest = (
        body.manifest.landmarks[name] for name in ("wrist-crease-palmar.left", "iliac-crest.left")
    )
    for zone in each(placed.values()):
        points = body.skin.points[zone.vertices]
        assert np.all(points[:, 0] * (1 if zone.side == "left" else -1) > 0), zone.id
        assert points[:, 2].max() < crest[2] + 20, zone.id
        assert np.linalg.norm(points[:, [0, 2]] * (1, 1) - [wrist[0], wrist[2]], axis=1).min() > 60, zone.id


def test_left_mirrors_right(placed, body):
    for key in (*DERMATOMES, *(f"skin-of-{branch}" for branch in BRANCHES)):
        left, right = (placed[f"{key}.{side}"] for side in SIDES)
        spread = [
            np.sort(np.abs(body.skin.points[zone.vertices[zone.weights > 0.5]]), axis=0).mean(axis=0)
            for zone in (left, right)
        ]
        assert len(left.vertices) == pytest.approx(len(right.vertices), rel=0.02), key
        assert np.allclose(*spread, atol=1.0), key


def test_zones_light_nerves_of_their_side_that_the_body_has(placed, body):
    for zone in placed.values():
        assert zone.nerves, zone.id
        assert all(nerve in body.nerves and nerve.endswith(f".{zone.side}") for nerve in zone.nerves), zone.id
    for root in ("l4", "l5", "s1", "s2"):
        assert f"{root}-root.left" in placed[f"dermatome-{root}.left"].nerves


def test_every_zone_says_how_far_it_can_be_relied_on(placed):
    for zone in each(placed.values()):
        assert zone.sources
        hedged = ("overlap", "differ", "not in all")
        assert any(word in zone.caveat.text for word in hedged), zone.id


def test_weights_anywhere_agree_with_those_at_the_points(placed, body):
    zone = placed["dermatome-l5.left"]
    some = zone.vertices[::50]

    again = zones.weights(zone.zone, body, "left", body.skin.points[some])

    assert np.allclose(again, zone.weights[::50])


def test_zones_are_quick(shipped, body):
    start = time.process_time()
    found = zones.solve(shipped, body)

    assert (time.process_time() - start) / len(found) < 0.3


def test_a_body_without_feet_is_said_to_lack_them(shipped, cylinders):
    with pytest.raises(DataError, match="needs the structure 'metatarsal-2'"):
        zones.solve(shipped, cylinders)


PART = '[[zone]]\nid = "own"\npart = [{ on = "limb", edges = [%s] }]\n'


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ('["leg 0.5", 0.0, 90.0], ["leg 0.2", 0.0, 90.0]', "must rise from row to row"),
        ('["leg 0.1", 90.0, 0.0], ["leg 0.2", 0.0, 90.0]', "must hold a smaller and then a larger bound"),
        ('["heel 0.1", 0.0, 90.0], ["heel 0.2", 0.0, 90.0]', "must name stretches of the limb"),
        ('["shin 0.1", 0.0, 90.0], ["leg 0.2", 0.0, 90.0]', "such as 'leg 0.5'"),
        ('["leg 1.5", 0.0, 90.0], ["leg 0.2", 0.0, 90.0]', "such as 'leg 0.5'"),
        ('["leg 0.5", 0.0, 90.0]', "at least 2"),
        ('["leg 0.5", 0.0, 900.0], ["leg 0.6", 0.0, 90.0]', "must be at most 720"),
    ],
)
def test_a_part_written_wrongly_is_explained(written, edges, told):
    problems = [str(problem) for problem in read(written(PART % edges)).problems]

    assert any(told in problem for problem in problems), problems


def test_two_zones_may_not_share_an_id(tmp_path):
    text = (maps.DATA / "zones.toml").read_text(encoding="utf-8")
    (tmp_path / "again.toml").write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match="must be a key of its own"):
        maps.load([tmp_path / "again.toml"])
