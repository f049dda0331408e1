"""What is told of the method says how it is known, by whom, and never more than that."""

import re

from models import catalogue
from point_maps.records.statements import VOICES, Claim
from populated import each

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
    pairings = [
        (territory, p) for territory in balance.territories for p in balance.regions_for(territory, "left")
    ]
    for _, pairing in each(pairings):
        assert pairing.sources
    for territory, pairing in each((key, p) for key, p in pairings if p.standing == "published"):
        told = [named for named in balance.named_for(pairing.region) if named.school == "Balance Method"]
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
    for prong in each(balance.prongs):
        for pairing in each(balance.regions_in(prong, "right")):
            territory = balance.territories[pairing.territory]
            links = [territory.claim, pairing.reach.claim, *filter(None, [territory.level])]
            assert all(order.index(pairing.standing) >= order.index(link.standing) for link in each(links))


def test_no_pairing_comes_twice(balance):
    for territory in each(balance.territories):
        found = [(p.key, p.territory, p.pain_side) for p in balance.regions_for(territory, "midline")]
        assert len(found) == len(set(found))


def test_every_pairing_names_sources_that_exist(shipped, balance):
    pairings = [p for territory in balance.territories for p in balance.regions_for(territory, "midline")]
    for pairing in each(pairings):
        assert all(shipped.source(mention) for mention in each(pairing.sources))


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
    assert balance.named["wellness-page-low-back"].school == "other"


def test_one_pages_own_pair_is_not_called_classical(balance, shipped):
    """KI4's classical partner is the source point of the Bladder channel, BL64."""
    page = balance.named["wellness-page-low-back"]

    assert set(page.points) == {"KI4", "BL61"}
    for said in (page.as_told.text, page.as_told.said("clinician")):
        assert "BL64" in said
    note = shipped.regions["KI4"].note
    assert "BL64" in note.text
    assert not any("BL61" in note.said(voice) or "classical pair" in note.said(voice) for voice in VOICES)


def test_the_pair_the_school_prints_as_its_example_is_published(balance):
    (pair,) = [one for one in balance.pairs if (one.painful, one.system) == ("liver", "system-4")]

    assert (pair.use, pair.standing, pair.sources) == (
        "small-intestine",
        "published",
        ("tan-school-systems",),
    )


def test_a_named_point_lies_on_a_channel_its_systems_give(balance):
    code = {channel.id: channel.code for channel in balance.channels.values()}
    for named in each(balance.named.values()):
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
    for record in each(tables(balance)):
        for claim in each(claims(record)):
            assert claim.patient, claim.text
            assert claim.clinician, claim.text
    for pair in each(balance.pairs):
        assert pair.because
        assert pair.because.patient
        assert pair.because.clinician


def test_the_bodies_hold_the_nerves_the_silences_name(balance):
    known = {key.rpartition(".")[0] for name in catalogue.available() for key in catalogue.load(name).nerves}
    named = {place for silence in balance.silences.values() for place in silence.places}

    assert named <= known | set(balance.territories) | set(balance.channels)
