"""The details card says to each of three readers what a thing is, lights its path, and names its sources."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.catalogue import bodies_with
from point_maps.records.learning import URGENCIES
from point_maps.records.statements import VOICES, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards, pairings
from viewer.cards.writer import Card


def made(atlas: Atlas, entry: str, voice: Voice = "student") -> Card:
    card = cards.card(atlas, entry, voice)
    assert card is not None
    return card


def titles(card: Card) -> list[str]:
    return [section["title"] for section in card["sections"]]


def keys(card: Card) -> list[str]:
    return [section["key"] for section in card["sections"]]


def section(card: Card, key: str) -> dict[str, Any]:
    [found] = [one for one in card["sections"] if one["key"] == key]
    return found


def linked(card: Card) -> set[str]:
    ways = [one["links"] for one in card["sections"]]
    ways += [item["links"] for one in card["sections"] for item in one["items"]]
    return {link["id"] for links in ways for link in links}


def lines(card: Card) -> Iterator[dict[str, Any]]:
    """Every line of a card in the order it is read."""
    if card["lead"]:
        yield card["lead"]
    if "sure" in card:
        yield card["sure"]
        yield from card["sure"]["ways"]
    for one in card["sections"]:
        yield from one["text"]
        for item in one["items"]:
            yield item
            yield from item["lines"]


def words(card: Card) -> int:
    texts = [line["text"] for line in lines(card)]
    terms = [item["term"] for one in card["sections"] for item in one["items"]]
    bullets = [bullet for one in card["sections"] for bullet in one["bullets"]]
    return len(" ".join([*texts, *terms, *bullets]).split())


@pytest.mark.parametrize("voice", VOICES)
def test_every_entry_has_a_card_whose_references_resolve(atlas: Atlas, voice: Voice) -> None:
    for entry in each(atlas.entries):
        card = made(atlas, entry, voice)
        numbers = [source["number"] for source in card["sources"]]
        used = [number for line in [*lines(card), card["care"] or {}] for number in line.get("refs", [])]
        assert list(dict.fromkeys(used)) == numbers == list(range(1, len(numbers) + 1)), entry
        assert all(
            one["text"] or one["items"] or one["links"] or one["bullets"] or one["pages"]
            for one in card["sections"]
        ), entry
        assert linked(card) <= set(atlas.entries), entry
        assert all(source["url"] == "" or source["url"].startswith("https://") for source in card["sources"])


@pytest.mark.parametrize("voice", VOICES)
def test_no_reader_finds_an_empty_card(atlas: Atlas, voice: Voice) -> None:
    for entry in each(atlas.entries.values()):
        card = made(atlas, entry.id, voice)
        assert card["title"], entry.id
        assert card["lead"], entry.id
        assert words(card) > 5, entry.id


@pytest.mark.parametrize("entry", ["", "nothing", "sacrum.left"])
def test_what_is_not_there_has_no_card(atlas: Atlas, entry: str) -> None:
    assert cards.card(atlas, entry, "student") is None


def test_a_cause_lights_the_path_to_the_toes_on_its_side_only(atlas: Atlas) -> None:
    card = made(atlas, "l5-s1-herniated-disc.right")

    assert {"s1-root.right", "sciatic.right", "tibial.right", "lateral-plantar.right"} <= set(card["lit"])
    assert all(nerve.endswith(".right") for nerve in card["lit"])
    assert "When should it be seen?" in titles(card)


@pytest.mark.parametrize("voice", VOICES)
def test_every_cause_tells_when_to_be_seen_and_leads_to_the_red_flags(atlas: Atlas, voice: Voice) -> None:
    for entry in each(atlas.sites):
        care = section(made(atlas, entry, voice), "care")
        assert care["tone"] == "care"
        assert "red-flags" in care["pages"]


def test_a_cause_names_its_level_and_its_roots(atlas: Atlas) -> None:
    card = made(atlas, "l5-s1-herniated-disc.left")

    facts = {item["term"]: item["text"] for item in section(card, "where")["items"]}
    assert facts["Level"] == "L5-S1"
    assert facts["Root that leaves here (exiting)"] == "L5"
    assert facts["Root that passes by (traversing)"] == "S1"


@pytest.mark.parametrize("voice", VOICES)
def test_each_treatment_of_a_cause_says_what_it_can_and_cannot_do(atlas: Atlas, voice: Voice) -> None:
    for entry, placed in each(atlas.sites.items()):
        items = section(made(atlas, entry, voice), "treatments")["items"]
        assert len(items) == len(placed.site.treatments)
        for item, key in each(zip(items, placed.site.treatments, strict=True)):
            treatment = atlas.map.treatments[key]
            said = {line["term"]: line["text"] for line in item["lines"]}
            assert said["It can"] == treatment.can.said(voice)
            assert said["It cannot"] == treatment.cannot.said(voice)
            assert [link["id"] for link in item["links"]] == [key]


def test_a_region_is_paired_with_the_other_side_as_the_methods_claim(atlas: Atlas) -> None:
    card = made(atlas, "KI3.left")

    assert card["claimed"]
    assert all(nerve.endswith(".right") for nerve in card["claimed"])
    claim = section(card, "method")
    assert claim["tone"] == "method"
    assert "No research has tested it." in claim["text"][0]["text"]


def test_a_region_for_the_front_of_the_leg_does_not_claim_the_trunk(atlas: Atlas) -> None:
    card = made(atlas, "SP6.left")

    assert not {"sciatic.right", "tibial.right", "sural.right"} & set(card["claimed"])


@pytest.mark.parametrize(("region", "nerve"), [("KI3.left", "tibial.left"), ("PC6.right", "median.right")])
def test_a_region_tells_how_far_the_nerve_is_on_this_body(atlas: Atlas, region: str, nerve: str) -> None:
    measured = section(made(atlas, region, "clinician"), "measured")

    [apart] = [item for item in measured["items"] if [link["id"] for link in item["links"]] == [nerve]]
    assert 2 <= float(re.search(r"(\d+) mm from the middle", apart["text"])[1]) <= 30  # type: ignore[index]


@pytest.mark.parametrize("voice", VOICES)
def test_pregnancy_comes_first_on_the_pregnant_body(atlas_of: Callable[[str], Atlas], voice: Voice) -> None:
    pregnant = atlas_of("female-pregnant")

    assert keys(made(pregnant, "SP6.left", voice))[0] == "cautions"
    first = section(made(pregnant, "SP6.left", voice), "cautions")["text"][0]["text"]
    assert "pregnan" in first.casefold()


def test_a_nerve_leads_to_what_it_comes_from_and_parts_into(atlas: Atlas) -> None:
    found = linked(made(atlas, "tibial.left"))

    assert {"sciatic.left", "medial-plantar.left", "lateral-plantar.left"} <= found


def test_a_bone_tells_how_near_the_nerve_comes(atlas: Atlas) -> None:
    beside = section(made(atlas, "fibula.right"), "beside")

    assert beside["links"][0]["id"].endswith(".right")


def test_a_muscle_and_the_site_where_it_presses_are_two_things(atlas: Atlas) -> None:
    kinds = {entry.kind for key, entry in atlas.entries.items() if key.startswith("piriformis")}

    assert kinds == {"muscle", "site"}


def test_red_flags_name_the_most_urgent_first(atlas: Atlas) -> None:
    flags = cards.red_flags(atlas, "student")

    told = [line["urgency"] for line in flags["lines"]]
    assert told == sorted(told, key=URGENCIES.index)
    assert set(told) == set(URGENCIES)
    assert flags["sources"]


def test_the_other_side_is_the_other_side(atlas: Atlas) -> None:
    assert atlas.other_side("KI3.left") == "KI3.right"
    assert atlas.other_side("sacrum") is None


@pytest.mark.parametrize("voice", ["student", "clinician"])
def test_a_region_tells_the_depth_of_a_structure_once(atlas: Atlas, voice: Voice) -> None:
    for region in each(atlas.regions):
        card = made(atlas, region, voice)
        told = [item["term"] for part in card["sections"] if part["key"] in ("met", "measured")
                for item in part["items"]]  # fmt: skip
        assert len(told) == len(set(told)), region
        first = keys(card)[:2]
        assert "found" in first, region
        assert "measured" not in keys(card) or "measured" in first, region


def test_a_region_names_each_painful_place_once(atlas: Atlas) -> None:
    for region, placed in each(atlas.regions.items()):
        paired = atlas.map.balance.places_for(placed.region.code, placed.side)
        said = section(made(atlas, region), "method")["items"]
        linked_to = [link["id"] for item in said for link in item["links"]]
        wanted = {atlas.topic("territory", one.territory, one.pain_side) for one in paired}
        assert set(linked_to) == wanted
        assert len({(item["term"], item["text"], item["mark"]) for item in said}) == len(said)


SHORT = ("first-short", "also-short", "off-level-short")
"""The groups of regions on a patient's card of a place."""


def test_a_patient_reads_how_each_pairing_is_known(atlas: Atlas) -> None:
    seen = []
    for territory in each([key for key in atlas.entries if atlas.entries[key].kind == "territory"]):
        card = made(atlas, territory, "patient")
        found = pairings.answer(atlas, atlas.topics[territory].stem, atlas.topics[territory].side).pairings
        parts = [one for one in card["sections"] if one["key"] in SHORT]
        items = [item for part in parts for item in part["items"]]
        assert bool(items) == bool(found)
        for item in items:
            ids = {link["id"] for link in item["links"]}
            seen += [(one.standing, item["text"].casefold()) for one in found if one.key in ids]
    for standing, text in each(seen):
        assert pairings.PLAINLY[standing] in text


@pytest.mark.parametrize("voice", VOICES)
def test_no_card_says_its_title_twice(atlas: Atlas, voice: Voice) -> None:
    twice = [
        entry.id
        for entry in each(atlas.entries.values())
        if len({line.casefold() for line in entry.titles(voice)}) == 1
    ]

    assert not twice


def test_a_cause_that_is_drawn_on_another_body_leads_there(atlas: Atlas) -> None:
    told = {
        entry: [body for one in made(atlas, entry, "patient")["sections"] for body in one["bodies"]]
        for entry in atlas.sites
    }
    elsewhere = {entry for entry in atlas.sites if entry not in atlas.changes and bodies_with(entry)}
    assert "pregnancy-pelvis.left" in elsewhere
    for entry, bodies in told.items():
        assert bodies == (list(bodies_with(entry)) if entry in elsewhere else []), entry
