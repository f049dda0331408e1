"""Whatever place of the back and leg is asked about, the tables answer, or say why not."""

from typing import get_args

import pytest

from point_maps import maps
from point_maps.records.method import PathNerve
from point_maps.records.statements import VOICES
from point_maps.words import NERVES, Level, Root
from populated import each

WRIST_AND_ANKLE = {
    "bladder": {"LU7", "LU8", "LU9", "SI4", "SI5", "SI6", "KI3", "KI4", "KI5", "KI6", "KI7"},
    "gallbladder": {"HT4", "HT5", "HT6", "HT7", "TE4", "TE5", "TE6", "LR4", "LR5"},
    "stomach": {"PC6", "PC7", "LI5", "LI6", "SP5", "SP6"},
}


def used(balance, place, side):
    return {(p.key, p.choice) for p in balance.regions_for(place, side)}


def letters(balance, place):
    return {key[:2] for key, _ in used(balance, place, "left")}


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
    for territory in each(balance.territories.values()):
        assert territory.fits is None or territory.fits.standing == "inferred"
        if territory.nerves or territory.zones or territory.levels:
            assert territory.fits, f"{territory.id}: why its zones and nerves are counted there"


@pytest.mark.parametrize("channel", WRIST_AND_ANKLE)
def test_the_sets_at_wrist_and_inner_ankle_are_those_worked_out(balance, channel):
    shown = {p.region for p in balance.regions_for(channel, "left")} - {"LU5", "LU6"}

    assert shown == WRIST_AND_ANKLE[channel]


FRONT = ("SP5", "SP6", "PC6", "PC7", "LI5", "LI6")


def test_spleen_pericardium_and_large_intestine_never_serve_bladder_or_gallbladder(balance):
    for channel in ("bladder", "gallbladder"):
        assert not {p.region for p in balance.regions_for(channel, "left")} & set(FRONT)
    assert {balance.territories[p.territory].channel for p in balance.places_for("SP6", "left")} == {
        "stomach"
    }


def test_spleen_and_pericardium_say_so_on_their_own_cards(shipped):
    for code in FRONT:
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
    for place in each(everywhere(shipped)):
        answers, silences = balance.regions_for(place, "left"), balance.silent(place)
        assert answers or silences or place in arms, place
        assert all(shipped.source(mention) for silence in silences for mention in silence.because.sources)


def test_every_nerve_a_body_holds_can_be_asked_about(balance, body):
    stems = {nerve.rpartition(".")[0] for nerve in body.nerves}

    assert not {stem for stem in each(stems) if not balance.knows(stem)}


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


# Levels: what the formats lay over a painful place, and what they do not


def chosen(balance, place, choice="first"):
    return {p.region for p in balance.regions_for(place, "right") if p.choice == choice}


def test_every_channel_a_pair_uses_has_regions_or_a_silence(balance):
    """No answer of the tables ends in nothing: the Bladder and Gallbladder channels pass the outer ankle."""
    reached = {(reach.channel, painful) for reach in balance.reaches for painful in reach.painful}
    outside = {"bladder", "gallbladder", "stomach"}

    missing = {(pair.use, pair.painful) for pair in balance.pairs} - reached
    assert {use for use, _ in missing} <= outside, missing


@pytest.mark.parametrize(
    ("place", "first", "off_level"),
    [
        ("back-of-thigh-and-calf", {"LU6", "KI7"},
         {"LU7", "LU8", "LU9", "SI4", "SI5", "SI6", "KI3", "KI4", "KI5", "KI6"}),
        ("outer-lower-leg", {"TE5", "TE6", "LR5"}, {"HT4", "HT5", "HT6", "HT7", "TE4", "LR4"}),
        ("outer-hip-and-thigh", {"HT4", "TE5", "TE6"}, {"HT5", "HT6", "HT7", "TE4", "LR4", "LR5"}),
        ("front-of-shin", {"PC6", "LI6", "SP6"}, {"PC7", "LI5", "SP5"}),
        (
            "heel-and-outer-foot",
            {"LU7", "LU8", "LU9", "SI4", "SI5", "SI6", "KI3", "KI4", "KI5", "KI6"},
            {"KI7"},
        ),
        ("low-back-beside-spine",
         {"LU5", "LU6", "LU7", "LU8", "LU9", "SI4", "SI5", "SI6", "KI3", "KI4", "KI5", "KI6", "KI7"}, set()),
        ("sole", set(), {"HT4", "HT5", "HT6", "HT7", "TE4", "TE5", "TE6", "PC6", "PC7", "LI5", "LI6"}),
    ],
)  # fmt: skip
def test_a_region_is_a_first_choice_only_where_a_format_lays_it_or_somebody_named_it(
    balance, place, first, off_level
):
    assert chosen(balance, place) == first
    assert chosen(balance, place, "off-level") == off_level


def test_no_first_choice_lacks_both_a_format_and_a_name(balance):
    silent = {key for key, one in balance.territories.items() if not one.parts}
    answers = [one for key in set(balance.territories) - silent for one in balance.regions_for(key, "left")]

    assert silent == {"on-the-spine"}, "no channel is paired with it, so nothing is chosen"
    assert not balance.regions_for("on-the-spine", "left")
    for pairing in each(answers):
        named = pairing.reach.claim.standing == "published"
        assert (pairing.choice != "off-level") == bool(named or pairing.formats), pairing


def test_thigh_and_calf_are_laid_on_the_forearm_and_not_on_wrist_or_ankle(balance):
    over = {"wrist": set(), "forearm": set(), "ankle": set()}
    for one in balance.formats.values():
        for likeness in one.lays:
            for part in set(likeness.of) & set(over):
                over[part] |= set(likeness.over)

    assert {"thigh", "lower leg"} <= over["forearm"]
    assert not {"thigh", "lower leg"} & (over["wrist"] | over["ankle"])


def test_the_disagreement_on_the_leg_is_told_with_who_says_what(balance):
    told = balance.disagreements["wrist-and-ankle-for-the-leg"]

    assert {"wrist-ankle-page", "perry-balancing", "nine-images"} <= {
        m for v in told.views for m in v.sources
    }


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


def tables(balance):
    for part in (
        balance.prongs, balance.channels, balance.systems, balance.territories, balance.formats,
        balance.practices, balance.named, balance.silences, balance.disagreements,
    ):  # fmt: skip
        yield from part.values()
    yield from balance.reaches
