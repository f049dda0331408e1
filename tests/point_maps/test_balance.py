"""The tables answer as the published rules say, with side, system, source and standing."""

import re
from typing import get_args

import pytest

from models import catalogue
from point_maps import maps
from point_maps.records.method import PathNerve
from point_maps.records.statements import VOICES, Claim
from point_maps.words import NERVES, Level, Root

CLOCK = ("LU", "LI", "ST", "SP", "HT", "SI", "BL", "KI", "PC", "TE", "GB", "LR")
"""The channels by their hours, the Lung's from 3 to 5 in the morning."""
INNER_OF = {"Taiyang": "Shaoyin", "Shaoyang": "Jueyin", "Yangming": "Taiyin"}
"""The name of the inner channel beside each outer one on the same limb (zang-fu)."""
BRANCHES_TO = {"Taiyang": "Taiyin", "Shaoyang": "Shaoyin", "Yangming": "Jueyin"}
"""The pairs of names that Bie-jing joins."""
GIVEN = {
    "BL": ("SI", "LU", "KI", "LU", "SI"),
    "GB": ("TE", "HT", "LR", "HT", "TE"),
    "ST": ("LI", "PC", "SP", "PC", "LI"),
    "KI": ("HT", "TE", "BL", "LI", "PC"),
}
"""The four rows as published or worked out before this atlas, systems 1 to 5."""
WRIST_AND_ANKLE = {
    "bladder": {"LU7", "LU8", "LU9", "SI4", "SI5", "SI6", "KI3", "KI4", "KI5", "KI6", "KI7"},
    "gallbladder": {"HT4", "HT5", "HT6", "HT7", "TE4", "TE5", "TE6", "LR4", "LR5"},
    "stomach": {"PC6", "PC7", "SP5", "SP6"},
}


@pytest.fixture
def balance(shipped):
    return shipped.balance


@pytest.fixture
def by_code(balance):
    return {channel.code: channel for channel in balance.channels.values()}


@pytest.fixture
def rows(balance):
    """What each system answers, in letters: {'BL': ('SI', 'LU', ...)}."""
    code = {channel.id: channel.code for channel in balance.channels.values()}
    return {
        row.channel.code: tuple(code[cell.use] for cell in row.cells if cell is not None)
        for row in balance.table()
    }


def both_ways(pairs):
    return pairs | {second: first for first, second in pairs.items()}


def used(balance, place, side):
    return {(p.key, p.first_choice) for p in balance.regions_for(place, side)}


def letters(balance, place):
    return {key[:2] for key, _ in used(balance, place, "left")}


# The pairs


@pytest.mark.parametrize("code", GIVEN)
def test_the_rows_of_the_leg_are_those_that_were_found(rows, code):
    assert rows[code] == GIVEN[code]


def test_every_channel_that_runs_through_the_leg_has_a_row(rows, by_code):
    assert set(rows) == {channel.code for channel in by_code.values() if channel.limb == "foot"}
    assert all(len(answers) == 5 for answers in rows.values())


def test_the_hours_of_the_channels_go_once_round_the_clock(by_code):
    starts = [by_code[code].hours[0] for code in CLOCK]

    assert starts == [(3 + 2 * place) % 24 for place in range(12)]
    assert all(by_code[code].hours[1] == (start + 2) % 24 for code, start in zip(CLOCK, starts, strict=True))


def test_system_1_joins_the_two_channels_of_one_name(rows, by_code):
    for code, answers in rows.items():
        sick, treating = by_code[code], by_code[answers[0]]
        assert sick.six_name == treating.six_name
        assert sick.limb != treating.limb


def test_system_2_joins_the_branching_names_between_hand_and_foot(rows, by_code):
    for code, answers in rows.items():
        sick, treating = by_code[code], by_code[answers[1]]
        assert both_ways(BRANCHES_TO)[sick.six_name] == treating.six_name
        assert sick.limb != treating.limb


def test_system_3_joins_the_inner_and_the_outer_channel_of_a_limb(rows, by_code):
    for code, answers in rows.items():
        sick, treating = by_code[code], by_code[answers[2]]
        assert both_ways(INNER_OF)[sick.six_name] == treating.six_name
        assert sick.limb == treating.limb


def test_system_4_is_the_opposite_on_the_clock(rows):
    for code, answers in rows.items():
        assert answers[3] == CLOCK[(CLOCK.index(code) + 6) % 12]


def test_system_5_is_the_neighbour_on_the_clock_across_hand_and_foot(rows, by_code):
    for code, answers in rows.items():
        place = CLOCK.index(code)
        beside = {CLOCK[place - 1], CLOCK[(place + 1) % 12]}
        (other,) = {near for near in beside if by_code[near].limb != by_code[code].limb}
        assert answers[4] == other


def test_every_system_but_the_unread_sixth_answers_every_row(balance):
    for row in balance.table():
        told = {system: cell is not None for system, cell in zip(balance.systems, row.cells, strict=True)}
        assert told == {system: system != "system-6" for system in balance.systems}
    assert [system.number for system in balance.systems.values()] == [1, 2, 3, 4, 5, 6]


def test_the_gallbladder_row_is_dr_tans_own(balance):
    row = [pair for pair in balance.pairs if pair.painful == "gallbladder"]

    assert {pair.standing for pair in row} == {"published"}
    assert all("tan-knee" in pair.sources for pair in row)


def test_of_the_bladder_row_only_what_was_read_is_called_published(balance):
    row = {pair.system: pair.standing for pair in balance.pairs if pair.painful == "bladder"}

    assert row == {
        "system-1": "inferred",
        "system-2": "published",
        "system-3": "published",
        "system-4": "published",
        "system-5": "inferred",
    }


def test_the_table_can_be_asked_for_some_channels_only(balance):
    assert [row.channel.id for row in balance.table(["liver", "bladder"])] == ["liver", "bladder"]


# Sides


def test_the_side_rules_are_dr_tans(balance):
    sides = {system.id: system.side for system in balance.systems.values()}

    assert sides == {
        "system-1": "opposite",
        "system-2": "either",
        "system-3": "opposite",
        "system-4": "either",
        "system-5": "opposite",
        "system-6": "unknown",
    }


@pytest.mark.parametrize("prong", ["lower-back", "leg-path"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_other_side_is_the_first_choice(balance, prong, side):
    for pairing in balance.regions_in(prong, side):
        assert pairing.pain_side == side
        assert pairing.first_choice == (pairing.region_side != side)


def test_the_same_side_is_allowed_by_systems_2_and_4_alone(balance):
    same = [p for place in balance.prongs for p in balance.regions_for(place, "left") if not p.first_choice]

    assert same
    assert {system for pairing in same for system in pairing.systems} == {"system-2", "system-4"}
    assert {key[:2] for key, first in used(balance, "bladder", "left") if not first} == {"LU"}
    assert {key[:2] for key, first in used(balance, "gallbladder", "left") if not first} == {"HT"}


def test_left_and_right_answer_alike(balance):
    swap = {"left": "right", "right": "left"}
    for territory in balance.territories:
        left = {(p.region, p.region_side, p.first_choice) for p in balance.regions_for(territory, "left")}
        right = {
            (p.region, swap[p.region_side], p.first_choice) for p in balance.regions_for(territory, "right")
        }
        assert left == right


def test_pain_on_the_midline_asks_for_both_sides(balance):
    both = used(balance, "L4-L5", "midline")

    assert both == used(balance, "L4-L5", "left") | used(balance, "L4-L5", "right")


def test_the_rules_of_side_stand_as_data(balance):
    rules = {practice.id for practice in balance.practices.values() if practice.about == "side"}

    assert {"other-side-first", "side-by-system", "more-tender-side", "both-sides-split"} <= rules


# Places


def test_low_back_pain_pairs_with_lung_small_intestine_and_kidney(balance):
    assert letters(balance, "L5-S1") == {"LU", "SI", "KI"}


def test_pain_at_the_outer_leg_pairs_with_heart_triple_energizer_and_liver(balance):
    assert letters(balance, "outer-lower-leg") == {"HT", "TE", "LR"}
    assert letters(balance, "common-fibular") == {"HT", "TE", "LR"}


def test_zones_are_counted_to_channels_by_where_they_lie(balance):
    channels = {
        zone: {territory.channel for territory in balance.territories_of(zone)}
        for zone in ("dermatome-l4", "dermatome-l5", "dermatome-s1", "skin-of-medial-plantar")
    }

    assert channels == {
        "dermatome-l4": {"stomach", "spleen"},
        "dermatome-l5": {"gallbladder"},
        "dermatome-s1": {"bladder"},
        "skin-of-medial-plantar": {"kidney"},
    }


def test_no_teacher_is_said_to_equate_a_root_with_a_channel(balance):
    for territory in balance.territories.values():
        assert territory.fits is None or territory.fits.standing == "inferred"
        if territory.nerves or territory.zones or territory.levels:
            assert territory.fits, f"{territory.id}: why its zones and nerves are counted there"


@pytest.mark.parametrize("channel", WRIST_AND_ANKLE)
def test_the_sets_at_wrist_and_inner_ankle_are_those_worked_out(balance, channel):
    shown = {p.region for p in balance.regions_for(channel, "left")} - {"LU5", "LU6"}

    assert shown == WRIST_AND_ANKLE[channel]


def test_spleen_and_pericardium_never_serve_bladder_or_gallbladder(balance):
    for channel in ("bladder", "gallbladder"):
        assert not {p.region for p in balance.regions_for(channel, "left")} & {"SP5", "SP6", "PC6", "PC7"}
    assert {balance.territories[p.territory].channel for p in balance.places_for("SP6", "left")} == {
        "stomach"
    }


def test_spleen_and_pericardium_say_so_on_their_own_cards(shipped):
    for code in ("SP5", "SP6", "PC6", "PC7"):
        note = shipped.regions[code].note
        assert note
        assert "not with the Bladder or Gallbladder channels" in note.text


def everywhere(shipped):
    """Every place of the back and leg that the atlas can be asked about."""
    words = {word for part in get_args(PathNerve) for word in get_args(part)}
    assert words >= set(NERVES)
    places = {*words, *get_args(Level), *get_args(Root), *shipped.zones, *shipped.sites}
    tables = shipped.balance
    return sorted(places | set(tables.territories) | set(tables.prongs) | set(tables.channels))


def test_every_place_is_answered_or_its_silence_explained(shipped, balance):
    arms = {channel.id for channel in balance.channels.values() if channel.limb == "hand"}
    for place in everywhere(shipped):
        answers, silences = balance.regions_for(place, "left"), balance.silent(place)
        assert answers or silences or place in arms, place
        assert all(shipped.source(mention) for silence in silences for mention in silence.because.sources)


def test_every_nerve_a_body_holds_can_be_asked_about(balance, body):
    stems = {nerve.rpartition(".")[0] for nerve in body.nerves}

    assert not {stem for stem in stems if not balance.knows(stem)}


def test_every_place_on_the_spine_tells_that_the_tables_are_silent_there(balance):
    for place in ("on-the-spine", "governor-vessel", *get_args(Level)):
        assert "spine-line" in {silence.id for silence in balance.silent(place)}
    assert balance.regions_for("on-the-spine", "midline") == []


def test_numbness_between_the_legs_is_no_matter_for_needles(balance):
    (saddle,) = [silence for silence in balance.silent("s3-root") if silence.id == "saddle"]

    assert all("same" in saddle.because.said(voice) for voice in VOICES)
    assert "saddle" in {silence.id for silence in balance.silent("l4-l5-central-stenosis")}


def test_a_site_asks_for_both_prongs(balance):
    prongs = {territory.prong for territory in balance.territories_of("l5-s1-herniated-disc")}

    assert prongs == {"lower-back", "leg-path"}
    assert {t.id for t in balance.territories_of("tarsal-tunnel")} == {"sole"}


def test_an_unknown_place_names_the_nearest(balance):
    with pytest.raises(KeyError, match=r"got 'sciattic'.*nearest: sciatic"):
        balance.regions_for("sciattic", "left")
    with pytest.raises(KeyError, match=r"got 'leg-pat'.*nearest: leg-path"):
        balance.prong("leg-pat")


def test_a_zone_of_ones_own_that_no_territory_lists_has_no_answer_and_no_error(written):
    zone = (
        '[[zone]]\nid = "own-zone"\nname = "Own"\nplain_name = "Own"\nalso_called = []\nkind = "dermatome"\n'
        'colour = "l5"\nroots = ["L5"]\nnerves = ["l5-root"]\nsoft_mm = 10.0\n'
        + "".join(
            f'{key} = {{ text = "Here.", sources = ["isncsci"] }}\n'
            for key in ("where", "tested", "meets", "caveat")
        )
        + '[[zone.part]]\non = "limb"\nedges = [["leg 0.2", 0.0, 90.0], ["leg 0.4", 0.0, 90.0]]\n'
    )

    own = maps.load([written(zone)]).balance

    assert own.regions_for("own-zone", "left") == []
    assert own.silent("own-zone") == ()


# The two prongs


def test_both_prongs_have_aims_territories_regions_and_honest_physiology(balance):
    assert set(balance.prongs) == {"lower-back", "leg-path"}
    for prong in balance.prongs.values():
        assert balance.territories_in(prong.id)
        assert balance.regions_in(prong.id, "left")
        assert prong.limits
        assert "animals" in prong.limits.said("patient")
        assert {t.prong for t in balance.territories_in(prong.id)} == {prong.id}


def test_together_the_prongs_hold_every_territory(balance):
    held = [territory.id for prong in balance.prongs for territory in balance.territories_in(prong)]

    assert sorted(held) == sorted(balance.territories)


# What is told of where it comes from


def claims(value):
    if isinstance(value, Claim):
        yield value
    for field in type(value).model_fields:
        part = getattr(value, field)
        for one in part if isinstance(part, tuple) else (part,):
            if hasattr(type(one), "model_fields"):
                yield from claims(one)


def tables(balance):
    for part in (
        balance.prongs, balance.channels, balance.systems, balance.territories, balance.formats,
        balance.practices, balance.named, balance.silences, balance.disagreements,
    ):  # fmt: skip
        yield from part.values()
    yield from balance.reaches


def test_inference_is_never_called_published(balance):
    told = [(c.standing, c.sources, c.text) for record in tables(balance) for c in claims(record)]
    told += [(pair.standing, pair.sources, str(pair)) for pair in balance.pairs]

    assert len(told) > 100
    for standing, sources, text in told:
        named = {mention.partition(":")[0] for mention in sources}
        assert not (standing == "published" and "atlas-inference" in named), text
        assert standing != "inferred" or "atlas-inference" in named, text


def test_only_what_somebody_named_reaches_a_region_as_published(balance):
    """Every pairing called published ends at a point that a record of [[named]] bears out."""
    for territory in balance.territories:
        for pairing in balance.regions_for(territory, "left"):
            assert pairing.sources
            if pairing.standing == "published":
                told = [
                    named for named in balance.named_for(pairing.region) if named.school == "Balance Method"
                ]
                channel = balance.territories[territory].channel
                assert any(channel in named.painful for named in told), pairing.key


def test_wrist_and_ankle_points_taken_by_substitution_say_that_they_are_inferred(balance):
    standing = {p.region: p.standing for p in balance.regions_for("L5-S1", "left")}

    assert standing["LU7"] == standing["LU5"] == "published"
    assert standing["LU9"] == standing["KI3"] == standing["SI6"] == "inferred"
    assert {p.standing for p in balance.regions_for("back-of-thigh-and-calf", "left")} == {"inferred"}


def test_the_best_known_stands_first_among_the_first_choices(balance):
    first = [p.standing for p in balance.regions_for("L5-S1", "left") if p.first_choice]

    assert first == sorted(first, key=("published", "traditional", "inferred", "disputed").index)


def test_a_pairing_is_no_better_known_than_any_link_to_it(balance):
    order = ("published", "traditional", "inferred", "disputed")
    for prong in balance.prongs:
        for pairing in balance.regions_in(prong, "right"):
            territory = balance.territories[pairing.territory]
            links = [territory.claim, pairing.reach.claim, *filter(None, [territory.level])]
            assert all(order.index(pairing.standing) >= order.index(link.standing) for link in links)


def test_no_pairing_comes_twice(balance):
    for territory in balance.territories:
        found = [(p.key, p.territory, p.pain_side) for p in balance.regions_for(territory, "midline")]
        assert len(found) == len(set(found))


def test_every_pairing_names_sources_that_exist(shipped, balance):
    for territory in balance.territories:
        for pairing in balance.regions_for(territory, "midline"):
            assert all(shipped.source(mention) for mention in pairing.sources)


def test_asking_from_the_region_gives_back_the_same_pairings(balance, shipped):
    there = {p for t in balance.territories for s in ("left", "right") for p in balance.regions_for(t, s)}
    back = {p for code in shipped.regions for s in ("left", "right") for p in balance.places_for(code, s)}

    assert there == back


def test_a_region_on_the_left_serves_first_the_right(balance):
    answers = balance.places_for("KI3", "left")

    assert {answer.pain_side for answer in answers} == {"right"}
    assert {"low-back-beside-spine", "back-of-thigh-and-calf"} <= {answer.territory for answer in answers}


def test_the_clinics_page_is_told_to_name_no_points_and_no_side(balance):
    page = balance.named["wrist-ankle-page-sciatica"]

    assert page.points == ()
    assert (page.pain_side, page.needled) == ("not told", "not told")
    assert "no points" in page.as_told.text


def test_the_points_that_were_named_stand_as_they_were_told(balance):
    told = {named.id: (set(named.points), named.needled) for named in balance.named.values()}

    assert told["tona-lung"] == ({"LU5", "LU6", "LU7"}, "right")
    assert told["tona-heart"] == ({"HT3", "HT4"}, "left")
    assert told["wong-low-back"] == ({"LU5", "LU6", "SI3"}, "opposite")
    assert told["synchronize-sciatica"] == (set(), "opposite")
    assert told["tan-knee-system-1"] == ({"TE10"}, "opposite")
    assert told["tan-knee-system-2"] == ({"HT3"}, "either")
    assert told["tan-knee-system-3"] == ({"LR7", "LR8"}, "opposite")
    assert len(told["tan-twelve-points"][0]) == 12
    assert balance.named["classical-low-back"].school == "other"


def test_a_named_point_lies_on_a_channel_its_systems_give(balance):
    code = {channel.id: channel.code for channel in balance.channels.values()}
    for named in balance.named.values():
        given = {
            code[p.use] for p in balance.pairs if p.system in named.systems and p.painful in named.painful
        }
        assert not named.systems or {re.sub(r"\d", "", point) for point in named.points} <= given


def test_contradictions_are_told_with_every_view(balance):
    assert all(len(entry.views) >= 2 for entry in balance.disagreements.values())
    assert set(balance.disagreements) >= {
        "which-side", "low-back-on-the-forearm", "what-system-5-is", "how-many-systems", "which-points",
    }  # fmt: skip


def test_the_forearm_ruler_calls_itself_illustrative(balance):
    ruler = balance.formats["forearm-ruler"]

    assert ruler.claim.standing == "inferred"
    assert all("illustrat" in ruler.claim.said(voice).casefold() for voice in VOICES)


def test_every_sentence_of_the_tables_has_three_voices(balance):
    for record in tables(balance):
        for claim in claims(record):
            assert claim.patient, claim.text
            assert claim.clinician, claim.text
    for pair in balance.pairs:
        assert pair.because
        assert pair.because.patient
        assert pair.because.clinician


def test_the_bodies_hold_the_nerves_the_silences_name(balance):
    known = {key.rpartition(".")[0] for name in catalogue.available() for key in catalogue.load(name).nerves}
    named = {place for silence in balance.silences.values() for place in silence.places}

    assert named <= known | set(balance.territories) | set(balance.channels)
