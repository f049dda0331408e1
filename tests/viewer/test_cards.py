"""The details card says what a thing is, lights the right path, and names its sources."""

import pytest

from viewer import cards
from viewer.atlas import Atlas


def titles(card: cards.Card) -> list[str]:
    return [section["title"] for section in card["sections"]]


def test_every_entry_has_a_card_whose_references_resolve(atlas: Atlas) -> None:
    for entry in atlas.entries:
        card = cards.card(atlas, entry, "student")
        assert card is not None
        numbers = {source["number"] for source in card["sources"]}
        lines = [line for section in card["sections"] for line in (*section["text"], *section["items"])]
        used = {
            n for line in [*lines, *([card["lead"]] if card["lead"] else [])] for n in line.get("refs", [])
        }
        assert used == numbers, entry
        assert all(section["text"] or section["items"] or section["links"] or section["bullets"]
                   for section in card["sections"]), entry  # fmt: skip


@pytest.mark.parametrize("entry", ["", "nothing", "sacrum.left"])
def test_what_is_not_there_has_no_card(atlas: Atlas, entry: str) -> None:
    assert cards.card(atlas, entry, "student") is None


def test_a_cause_lights_the_path_to_the_toes_on_its_side_only(atlas: Atlas) -> None:
    card = cards.card(atlas, "l5-s1-herniated-disc.right", "student")

    assert card is not None
    assert {"s1-root.right", "sciatic.right", "tibial.right", "lateral-plantar.right"} <= set(card["lit"])
    assert all(nerve.endswith(".right") for nerve in card["lit"])
    assert "When to see a clinician" in titles(card)


def test_a_cause_names_its_level_and_its_roots(atlas: Atlas) -> None:
    card = cards.card(atlas, "l5-s1-herniated-disc.left", "student")

    assert card is not None
    facts = {item["term"]: item["text"] for item in card["sections"][0]["items"]}
    assert facts["Level"] == "L5-S1"
    assert facts["Root that leaves here (exiting)"] == "L5"
    assert facts["Root that passes by (traversing)"] == "S1"


def test_a_region_is_paired_with_the_other_side_as_the_methods_claim(atlas: Atlas) -> None:
    card = cards.card(atlas, "KI3.left", "student")

    assert card is not None
    assert card["claimed"]
    assert all(nerve.endswith(".right") for nerve in card["claimed"])
    [claim] = [section for section in card["sections"] if section["tone"] == "method"]
    assert "method's claim" in claim["text"][0]["text"]


def test_a_region_for_the_front_of_the_leg_does_not_claim_the_trunk(atlas: Atlas) -> None:
    card = cards.card(atlas, "SP6.left", "student")

    assert card is not None
    assert not {"sciatic.right", "tibial.right", "sural.right"} & set(card["claimed"])


def test_a_nerve_leads_to_what_it_comes_from_and_parts_into(atlas: Atlas) -> None:
    card = cards.card(atlas, "tibial.left", "student")

    assert card is not None
    linked = {link["id"] for section in card["sections"] for link in section["links"]}
    assert {"sciatic.left", "medial-plantar.left", "lateral-plantar.left"} <= linked


def test_a_bone_tells_how_near_the_nerve_comes(atlas: Atlas) -> None:
    card = cards.card(atlas, "fibula.right", "student")

    assert card is not None
    [beside] = [section for section in card["sections"] if section["title"] == "The nerve beside it"]
    assert beside["links"][0]["id"].endswith(".right")


def test_a_muscle_and_the_site_where_it_presses_are_two_things(atlas: Atlas) -> None:
    kinds = {entry.kind for key, entry in atlas.entries.items() if key.startswith("piriformis")}

    assert kinds == {"muscle", "site"}


def test_red_flags_name_emergency_care_first(atlas: Atlas) -> None:
    flags = cards.red_flags(atlas, "student")

    assert flags["lines"][0]["urgency"] == "same day, emergency care"
    assert flags["sources"]


def test_the_other_side_is_the_other_side(atlas: Atlas) -> None:
    assert atlas.other_side("KI3.left") == "KI3.right"
    assert atlas.other_side("sacrum") is None
