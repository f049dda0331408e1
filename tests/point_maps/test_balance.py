"""The tables answer as the published rules say, with side, system, source and standing."""

import pytest


@pytest.fixture
def balance(shipped):
    return shipped.balance


def used(balance, place, side):
    return {(p.key, p.first_choice) for p in balance.regions_for(place, side)}


def test_low_back_pain_pairs_with_lung_small_intestine_and_kidney(balance):
    channels = {key[:2] for key, _ in used(balance, "L5-S1", "left")}

    assert channels == {"LU", "SI", "KI"}


def test_pain_at_the_outer_leg_pairs_with_heart_triple_energizer_and_liver(balance):
    channels = {key[:2] for key, _ in used(balance, "common-fibular", "right")}

    assert channels == {"HT", "TE", "LR"}


def test_the_other_side_is_the_first_choice(balance):
    for pairing in balance.regions_for("leg-path", "left"):
        assert pairing.first_choice == (pairing.region_side == "right")


def test_only_lung_heart_and_the_like_of_systems_2_and_4_may_stay_on_the_same_side(balance):
    same = {key[:2] for key, first in used(balance, "lower-back", "left") if not first}

    assert same == {"LU"} | {"TE"}  # TE serves the deep ache by system 2
    assert {key[:2] for key, first in used(balance, "gallbladder", "left") if not first} == {"HT"}


def test_spleen_and_pericardium_never_serve_bladder_or_gallbladder(balance):
    for channel in ("bladder", "gallbladder"):
        assert not {p.region for p in balance.regions_for(channel, "left")} & {"SP5", "SP6", "PC6", "PC7"}


def test_spleen_and_pericardium_say_so_on_their_own_cards(shipped):
    for code in ("SP5", "SP6", "PC6", "PC7"):
        note = shipped.regions[code].note
        assert note
        assert "not with the Bladder or Gallbladder channels" in note.text


def test_the_gallbladder_row_is_dr_tans_own(balance):
    row = {pair.system: (pair.use, pair.standing) for pair in balance.pairs if pair.painful == "gallbladder"}

    assert row == {
        "system-1": ("triple-energizer", "published"),
        "system-2": ("heart", "published"),
        "system-3": ("liver", "published"),
        "system-4": ("heart", "published"),
        "system-5": ("triple-energizer", "published"),
    }


def test_systems_2_and_4_allow_either_side(balance):
    sides = {system.id: system.side for system in balance.systems.values()}

    assert sides == {
        "system-1": "opposite",
        "system-2": "either",
        "system-3": "opposite",
        "system-4": "either",
        "system-5": "opposite",
    }


def test_wrist_and_ankle_points_taken_by_substitution_say_that_they_are_inferred(balance):
    standing = {p.region: p.standing for p in balance.regions_for("L5-S1", "left")}

    assert standing["LU7"] == "published"
    assert standing["LU9"] == standing["KI3"] == standing["SI6"] == "inferred"


def test_every_pairing_names_sources_that_exist(shipped, balance):
    for territory in balance.territories:
        for pairing in balance.regions_for(territory, "midline"):
            assert pairing.sources
            assert all(shipped.source(mention) for mention in pairing.sources)


def test_asking_from_the_region_gives_back_the_same_pairings(balance, shipped):
    there = {p for t in balance.territories for s in ("left", "right") for p in balance.regions_for(t, s)}
    back = {p for code in shipped.regions for s in ("left", "right") for p in balance.places_for(code, s)}

    assert there == back


def test_a_region_on_the_left_serves_first_the_right(balance):
    answers = balance.places_for("KI3", "left")

    assert {answer.pain_side for answer in answers} == {"right"}
    assert {"low-back-beside-spine", "back-of-thigh-and-calf"} <= {answer.territory for answer in answers}


def test_pain_on_the_midline_asks_for_both_sides(balance):
    both = used(balance, "L4-L5", "midline")

    assert both == used(balance, "L4-L5", "left") | used(balance, "L4-L5", "right")


def test_an_unknown_place_names_the_nearest(balance):
    with pytest.raises(KeyError, match=r"got 'sciattic'.*nearest: sciatic"):
        balance.regions_for("sciattic", "left")


def test_every_stretch_of_the_nerve_and_every_site_has_an_answer(shipped, balance):
    for nerve in shipped.nerves:
        assert balance.territories_of(nerve)
    for site in shipped.sites.values():
        assert balance.regions_for(site.level or site.nerves[0], "left")


def test_both_prongs_have_territories_and_regions(balance):
    assert set(balance.prongs) == {"lower-back", "leg-path"}
    for prong in balance.prongs:
        assert balance.regions_for(prong, "left")


def test_contradictions_are_told_with_every_view(balance):
    assert all(len(entry.views) >= 2 for entry in balance.disagreements.values())
    assert "which-side" in balance.disagreements
