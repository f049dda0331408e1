"""The pairs and sides of the Balance Method are those of its published rules."""

import pytest

from populated import each

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
    return {(p.key, p.choice) for p in balance.regions_for(place, side)}


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
    for code, answers in each(rows.items()):
        sick, treating = by_code[code], by_code[answers[0]]
        assert sick.six_name == treating.six_name
        assert sick.limb != treating.limb


def test_system_2_joins_the_branching_names_between_hand_and_foot(rows, by_code):
    for code, answers in each(rows.items()):
        sick, treating = by_code[code], by_code[answers[1]]
        assert both_ways(BRANCHES_TO)[sick.six_name] == treating.six_name
        assert sick.limb != treating.limb


def test_system_3_joins_the_inner_and_the_outer_channel_of_a_limb(rows, by_code):
    for code, answers in each(rows.items()):
        sick, treating = by_code[code], by_code[answers[2]]
        assert both_ways(INNER_OF)[sick.six_name] == treating.six_name
        assert sick.limb == treating.limb


def test_system_4_is_the_opposite_on_the_clock(rows):
    for code, answers in each(rows.items()):
        assert answers[3] == CLOCK[(CLOCK.index(code) + 6) % 12]


def test_system_5_is_the_neighbour_on_the_clock_across_hand_and_foot(rows, by_code):
    for code, answers in each(rows.items()):
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
    for pairing in each(balance.regions_in(prong, side)):
        assert pairing.pain_side == side
        assert (pairing.choice == "also") == (pairing.region_side == side)


def test_the_same_side_is_allowed_by_systems_2_and_4_alone(balance):
    same = [p for place in balance.prongs for p in balance.regions_for(place, "left") if p.choice == "also"]

    assert same
    assert {system for pairing in same for system in pairing.systems} == {"system-2", "system-4"}
    assert {key[:2] for key, choice in used(balance, "bladder", "left") if choice == "also"} == {"LU"}
    assert {key[:2] for key, choice in used(balance, "gallbladder", "left") if choice == "also"} == {"HT"}


def test_left_and_right_answer_alike(balance):
    swap = {"left": "right", "right": "left"}
    for territory in each(balance.territories):
        left = {(p.region, p.region_side, p.choice) for p in balance.regions_for(territory, "left")}
        right = {(p.region, swap[p.region_side], p.choice) for p in balance.regions_for(territory, "right")}
        assert left == right


def test_pain_on_the_midline_asks_for_both_sides(balance):
    both = used(balance, "L4-L5", "midline")

    assert both == used(balance, "L4-L5", "left") | used(balance, "L4-L5", "right")


def test_the_rules_of_side_stand_as_data(balance):
    rules = {practice.id for practice in balance.practices.values() if practice.about == "side"}

    assert {"other-side-first", "side-by-system", "more-tender-side", "both-sides-split"} <= rules
