"""Each of three readers finds other sections on a card, of another length, in another order."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from point_maps.records.statements import VOICES, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards, plans
from viewer.cards.writer import Card


def made(atlas: Atlas, entry: str, voice: Voice = "student") -> Card:
    card = cards.card(atlas, entry, voice)
    assert card is not None
    return card


def keys(card: Card) -> list[str]:
    return [section["key"] for section in card["sections"]]


def section(card: Card, key: str) -> dict[str, Any]:
    [found] = [one for one in card["sections"] if one["key"] == key]
    return found


def lines(card: Card) -> Iterator[dict[str, Any]]:
    """Every line of a card in the order it is read."""
    if card["lead"]:
        yield card["lead"]
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


def test_every_kind_of_card_is_planned_for_every_reader(atlas: Atlas) -> None:
    kinds = {cards.plan_of(atlas, entry) for entry in atlas.entries.values()}

    assert kinds <= set(plans.kinds())
    assert all(plans.plan(kind, voice).headings for kind in plans.kinds() for voice in VOICES)


def test_what_is_planned_is_written_somewhere(atlas: Atlas) -> None:
    """A heading in plans.toml under a name that no card writes would never be seen."""
    written: dict[str, set[str]] = {}
    for voice in VOICES:
        for entry in atlas.entries.values():
            kind = cards.plan_of(atlas, entry)
            written.setdefault(f"{kind}.{voice}", set()).update(keys(made(atlas, entry.id, voice)))
    rare = {"more", "silent", "also", "also-short", "note", "variant", "sites"}
    for kind in each({name.partition(".")[0] for name in written}):
        for voice in each(VOICES):
            planned = set(plans.plan(kind, voice).headings)
            assert planned - written[f"{kind}.{voice}"] <= rare, f"{kind}.{voice}"


@pytest.mark.parametrize("kind", ["site", "region", "nerve", "zone", "variant", "territory", "prong"])
def test_a_patient_reads_less_than_a_student(atlas: Atlas, kind: str) -> None:
    entries = [entry.id for entry in atlas.entries.values() if cards.plan_of(atlas, entry) == kind]
    assert entries
    longer = [e for e in entries if words(made(atlas, e, "patient")) >= words(made(atlas, e, "student"))]
    assert longer == []


@pytest.mark.parametrize(
    "kind", ["site", "region", "nerve", "zone", "variant", "sign", "treatment", "territory"]
)
def test_each_reader_finds_other_sections(kind: str) -> None:
    plain = [tuple(plans.plan(kind, voice).headings.items()) for voice in VOICES]

    assert len(set(plain)) == len(VOICES)


def test_a_patient_reads_no_roots_no_depths_no_layers(atlas: Atlas) -> None:
    for entry in atlas.entries.values():
        card = made(atlas, entry.id, "patient")
        assert not {"where", "belongs", "under", "met", "measured", "needling", "known"} & set(keys(card))
    region = made(atlas, "KI3.left", "patient")
    assert section(region, "trained")["text"][0]["text"] == "Needling is for trained practitioners."
    assert not any(
        re.search(r"\bcun\b.*\b(perpendicular|oblique|flat)\b", line["text"]) for line in lines(region)
    )


@pytest.mark.parametrize(
    ("entry", "plain", "term"),
    [
        ("l5-s1-herniated-disc.left", "plain_name", "name"),
        ("piriformis-syndrome.right", "plain_name", "name"),
    ],
)
def test_a_patient_reads_the_plain_name_first_a_clinician_the_term(
    atlas: Atlas, entry: str, plain: str, term: str
) -> None:
    site = atlas.sites[entry].site
    patient, clinician = made(atlas, entry, "patient"), made(atlas, entry, "clinician")

    assert (patient["title"], patient["detail"]) == (getattr(site, plain), getattr(site, term))
    assert (clinician["title"], clinician["detail"]) == (getattr(site, term), getattr(site, plain))


def test_a_clinician_reads_levels_first(atlas: Atlas) -> None:
    card = made(atlas, "l5-s1-herniated-disc.left", "clinician")

    assert keys(card)[0] == "where"


@pytest.mark.parametrize("voice", ["patient", "student"])
def test_a_patient_and_a_student_open_what_they_ask(voice: Voice) -> None:
    pages = ("evidence", "method", "safety")
    headings = [title for kind in plans.kinds() if kind not in pages
                for key, title in plans.plan(kind, voice).headings.items() if key != plans.MORE]  # fmt: skip

    assert len(headings) > 50
    assert [title for title in headings if not title.endswith("?")] == []


def test_every_reader_is_told_each_next_thing() -> None:
    patient, student, clinician = (plans.labels(voice) for voice in VOICES)

    assert patient.keys() == student.keys() == clinician.keys()
    assert all(len(label.split()) <= 7 for label in (*patient.values(), *student.values()))
