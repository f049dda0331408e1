"""Nerves and signs: roots side by side, published figures, and ties that are true of the anatomy."""

import re

import pytest

from point_maps.checking.reading import read
from point_maps.words import NERVES, onward
from populated import each

TIES = ("roots", "nerves", "zones", "sites")

SIGNS = {
    "low-back-pain-sitting": {"l5-root", "s1-root"},
    "burning-leg-pain": {"l4-root", "l5-root", "s1-root", "s2-root"},
    "numbness-weakness": {"l4-root", "l5-root", "s1-root", "common-fibular", "deep-fibular"},
    "one-sided-buttock-pain": {"sciatic", "l5-root", "s1-root"},
    "sharp-pain-standing": {"l5-root", "s1-root"},
}
"""The signs of the mission, and nerves each must light at the least."""

LEVELS = {
    "l4-root": ("medial malleolus", "quadriceps", "patellar"),
    "l5-root": ("third metatarsophalangeal", "ehl", "none reliable"),
    "s1-root": ("lateral heel", "gastrocnemius", "ankle jerk"),
    "s2-root": ("popliteal fossa", "knee flexion", "ankle jerk"),
    "s3-root": ("ischial tuberosity", "none testable", "anal reflex"),
}
"""Key point, muscle and reflex of each root (ISNCSCI; Moore)."""

FIGURES = {
    ("lumbosacral-trunk", "what"): ("30.0", "9.0", "32.0", "11.4"),
    ("l4-root", "runs"): ("93.8", "108.7"),
    ("s1-root", "what"): ("9.8", "8.6"),
    ("s3-root", "what"): ("43.7", "49.0"),
    ("sciatic", "what"): ("15.55", "52.7", "44.4"),
    ("sciatic", "runs"): ("48 %", "12 mm", "65.4", "85 to 90 %"),
    ("sciatic", "matters"): ("40 %", "4 to 6 %"),
    ("tibial", "runs"): ("21.7", "24.2", "19.9", "9.1", "60 %"),
    ("common-fibular", "what"): ("120.6", "3.7"),
    ("common-fibular", "runs"): ("20.7", "32 mm", "38 mm"),
    ("deep-fibular", "runs"): ("70 mm",),
}
"""Published figures that a clinician finds on the cards of the nerve."""


@pytest.fixture(scope="module")
def origins(shipped):
    return [(sign, origin) for sign in shipped.signs.values() for origin in sign.origin]


@pytest.fixture(scope="module")
def carried(body):
    """The roots of each nerve, by its id without a side, as the body holds them."""
    return {
        key.removesuffix(".left"): set(nerve.roots)
        for key, nerve in body.nerves.items()
        if key.endswith(".left")
    }


# Nerves


def test_roots_stand_side_by_side_with_key_point_muscle_and_reflex(shipped):
    assert {key for key, card in shipped.nerves.items() if card.level} == set(LEVELS)
    for key, (point, muscle, reflex) in LEVELS.items():
        level = shipped.nerves[key].level
        assert point in level.key_point.said("clinician").lower()
        assert muscle in level.weak.said("clinician").lower()
        assert reflex in level.reflex.said("clinician").lower()


@pytest.mark.parametrize("root", ["l4", "l5", "s1", "s2"])
def test_the_key_point_of_a_root_is_where_its_dermatome_is_tested(shipped, root):
    point, _, _ = LEVELS[f"{root}-root"]

    assert point in shipped.zones[f"dermatome-{root}"].tested.said("clinician")


def test_the_table_of_levels_is_that_of_the_standard(shipped):
    level = {key: shipped.nerves[key].level for key in LEVELS}

    assert "knee jerk" in level["l4-root"].reflex.text
    assert "big toe" in level["l5-root"].weak.text
    assert "tiptoe" in level["s1-root"].weak.text
    assert "None" in level["l5-root"].reflex.text


@pytest.mark.parametrize(("nerve", "field"), FIGURES)
def test_cards_of_the_nerve_hold_the_published_figures(shipped, nerve, field):
    said = getattr(shipped.nerves[nerve], field).said("clinician")

    assert [figure for figure in each(FIGURES[nerve, field]) if figure not in said] == []


def test_the_drawn_nerve_has_the_roots_that_its_card_names(shipped, carried):
    for nerve in ("tibial", "common-fibular", "sciatic"):
        card = shipped.nerves[nerve]
        first, last = re.search(r"(L4) to (S\d)", card.what.text).groups()
        assert {first, last} <= carried[nerve]
        assert max(carried[nerve]) == last


# Signs


def test_the_signs_of_the_mission_light_their_nerves(shipped):
    assert set(shipped.signs) == set(SIGNS)
    for key, least in SIGNS.items():
        sign = shipped.signs[key]
        assert least <= set(sign.nerves), key
        assert sign.zones, key
        assert len(sign.origin) >= 4, key
        assert sign.needs_care, key


def test_a_sign_lights_what_its_origins_light_and_no_more(shipped):
    for key, sign in each(shipped.signs.items()):
        for field in TIES:
            together = {name for origin in sign.origin for name in getattr(origin, field)}
            assert set(getattr(sign, field)) == together, (key, field)


def test_each_nerve_of_an_origin_carries_its_roots(origins, carried):
    for sign, origin in each(origins):
        for nerve in each(origin.nerves):
            assert carried[nerve] & set(origin.roots), (sign.id, origin.name, nerve)
        assert set(origin.roots) <= set.union(*(carried[nerve] for nerve in origin.nerves)), origin.name


def test_each_zone_of_an_origin_shares_a_root_and_lies_on_its_way(shipped, origins):
    """But for the posterior femoral cutaneous nerve, which runs beside the sciatic nerve."""
    for sign, origin in each(origins):
        ways = {*onward(origin.nerves), "medial-calcaneal", "inferior-calcaneal"}
        for name in each(origin.zones):
            zone = shipped.zones[name]
            assert set(zone.roots) & set(origin.roots), (sign.id, origin.name, name)
            if zone.kind == "dermatome":
                assert set(zone.roots) <= set(origin.roots), (sign.id, origin.name, name)
            elif name != "skin-of-posterior-femoral-cutaneous":
                assert ways & set(zone.nerves), (sign.id, origin.name, name)


def test_each_site_of_an_origin_presses_its_nerve_and_roots(shipped, origins):
    for sign, origin in each(origins):
        for name in each(origin.sites):
            site = shipped.sites[name]
            assert set(site.nerves) & set(origin.nerves), (sign.id, origin.name, name)
            assert set(site.roots) & set(origin.roots), (sign.id, origin.name, name)


def test_every_cause_can_be_reached_from_some_sign(shipped):
    assert {name for sign in shipped.signs.values() for name in sign.sites} == set(shipped.sites)


def test_weakness_is_told_root_by_root(shipped):
    told = {origin.name: origin for origin in shipped.signs["numbness-weakness"].origin}
    by_root = {
        "L4": ("knee", "gives way", ("L4",)),
        "L5": ("foot", "does not lift", ("L5",)),
        "S1": ("tiptoe", "does not rise", ("S1",)),
    }
    for root, (trouble, sign, roots) in by_root.items():
        name = next(name for name in told if name.startswith(f"Root {root}"))
        assert trouble in name
        assert sign in told[name].told.text
        assert told[name].roots == roots
    fibular = told["Common fibular nerve at the outer knee"].told.text
    assert "turns inward with full strength" in fibular


def test_origins_name_only_what_their_sign_names(written):
    text = """
[[sign]]
id = "own"
name = "Own"
also_called = []
about = { text = "A.", sources = ["who-2008"] }
other_reasons = { text = "A.", sources = ["who-2008"] }
roots = ["L5"]
nerves = ["l5-root"]
sites = ["fibular-neck"]
[[sign.origin]]
name = "Root S1"
roots = ["S1"]
nerves = ["l5-root"]
told = { text = "A.", sources = ["who-2008"] }
"""
    problems = [str(problem) for problem in read(written(text)).problems]

    assert len(problems) == 1
    assert "sign 1" in problems[0]
    assert "must list what its origins name; got 'S1' of 'Root S1'" in problems[0]
    assert "Add it there" in problems[0]


def test_every_stretch_and_zone_is_lit_by_some_sign(shipped):
    lit = {name for sign in shipped.signs.values() for name in (*sign.nerves, *sign.zones)}

    assert lit >= {*NERVES, *shipped.zones}
