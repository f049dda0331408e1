"""A card first says what a person asks, in at most 60 words, with one thing to do and when to be seen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models import catalogue
from point_maps.records.statements import VOICES, Statement, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.cards import cards, pages, plans
from viewer.cards.onward import WAYS
from viewer.cards.sentences import FIRST_WORDS, FOOT_WORDS, apart, sentences, urgent
from viewer.cards.writer import Card, Writer


@pytest.fixture(scope="module", params=catalogue.available())
def body_atlas(request: pytest.FixtureRequest, atlas_of: Callable[[str], Atlas]) -> Atlas:
    return atlas_of(request.param)


def made(atlas: Atlas, entry: str, voice: Voice = "student") -> Card:
    card = cards.card(atlas, entry, voice)
    assert card is not None
    return card


def told(card: Card) -> Iterator[str]:
    """Every text of a card that leans on sources or on the body."""
    yield card["lead"]["text"]
    for section in card["sections"]:
        yield from (line["text"] for line in section["text"])


def count(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("voice", VOICES)
def test_a_card_says_at_most_sixty_words_before_anything_is_opened(body_atlas: Atlas, voice: Voice) -> None:
    for entry in each(body_atlas.entries):
        card = made(body_atlas, entry, voice)
        assert 3 < count(card["lead"]["text"]) <= FIRST_WORDS, entry
        assert count(card["detail"]) <= FIRST_WORDS, entry


def record(atlas: Atlas, entry: Entry) -> Statement | None:
    """What the record of an entry says of it first; None where there is no record."""
    if entry.id in atlas.sites:
        return atlas.sites[entry.id].site.happens
    if entry.id in atlas.regions:
        return atlas.regions[entry.id].region.location
    if topic := atlas.topics.get(entry.id):
        named = {"sign": "about", "treatment": "how", "territory": "claim", "prong": "aim"}
        found: Statement = getattr(topic.record, named[topic.kind])
        return found
    if entry.kind == "zone":
        return next(zone.zone.where for zone in atlas.zones if zone.id == entry.id)
    if entry.variant or entry.kind == "variant":
        return atlas.variants[entry.variant or entry.id.removeprefix("variant-")].what
    known = atlas.map.nerves.get(entry.id.rpartition(".")[0])
    return known.what if known else atlas.map.remarks.get(entry.id)


@pytest.mark.parametrize("voice", VOICES)
def test_nothing_that_the_record_says_first_is_lost(atlas: Atlas, voice: Voice) -> None:
    recorded = [(entry, record(atlas, entry)) for entry in atlas.entries.values()]
    for entry, statement in each([(entry, said) for entry, said in recorded if said]):
        card = made(atlas, entry.id, voice)
        assert statement.said(voice).startswith(card["lead"]["text"]), entry.id
        assert statement.said(voice) in " ".join(told(card)), entry.id
        assert card["lead"]["refs"], entry.id


def test_what_no_record_tells_is_measured_on_the_body(body_atlas: Atlas) -> None:
    for entry in each([one for one in body_atlas.entries.values() if not record(body_atlas, one)]):
        said = made(body_atlas, entry.id)["lead"]
        assert said["refs"] == [], entry.id
        if cards.plan_of(body_atlas, entry) == "structure":
            assert "this body" in said["text"], entry.id


def test_what_is_too_long_goes_on_under_a_heading_with_the_same_sources(atlas: Atlas) -> None:
    writer = Writer(atlas.map, "student")
    text = " ".join(f"Sentence {number} is seven words long here." for number in range(12))

    lead = writer.lead({"text": text, "refs": ("moore-anatomy",)})
    [more] = writer.sections(plans.plan("site", "student"))

    assert lead is not None
    assert count(lead["text"]) <= FIRST_WORDS
    assert f"{lead['text']} {more['text'][0]['text']}" == text
    assert lead["refs"] == more["text"][0]["refs"] == ("moore-anatomy",)
    assert more["title"] == "More about it"


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One. Two. Three.", "One. Two.", "Three."),
        ("It is 9.1 mm deep. Then.", "It is 9.1 mm deep.", "Then."),
        ("A first sentence of many words.", "A first sentence of many words.", ""),
    ],
)
def test_a_text_is_parted_between_sentences(text: str, first: str, rest: str) -> None:
    assert apart(text, 2 if "One" in text else 5) == (first, rest)
    assert " ".join(sentences(text)) == text


def exists(atlas: Atlas, card: Card) -> bool:
    """Whether what the button leads to is there."""
    step = card["next"]
    there: dict[str, Any] = {
        "select": {*atlas.entries} - {card["id"]},
        "fly": {*atlas.entries},
        "isolate": {entry.id for entry in atlas.entries.values() if entry.layer},
        "way": {*WAYS.values()},
        "open": {*pages.TITLES, "red-flags"},
        "close_up": {f"{one['view']}.{one['side']}" for one in card["close_ups"]},
        "story": {*atlas.map.stories},
    }
    return step["to"] in there[step["do"]]


@pytest.mark.parametrize("voice", VOICES)
def test_each_card_has_one_next_thing_that_is_there(body_atlas: Atlas, voice: Voice) -> None:
    for entry in each(body_atlas.entries.values()):
        card = made(body_atlas, entry.id, voice)
        assert (card["next"] is None) == (entry.kind == "skin"), entry.id
        if card["next"]:
            assert exists(body_atlas, card), entry.id
            assert count(card["next"]["label"].partition(":")[0]) <= 7, entry.id


@pytest.mark.parametrize(
    ("entry", "do", "to"),
    [
        ("l5-s1-herniated-disc.right", "select", "dermatome-s1.right"),
        ("tarsal-tunnel.left", "select", "skin-of-medial-plantar.left"),
        ("piriformis-syndrome.left", "select", "skin-of-posterior-femoral-cutaneous.left"),
        ("tibial.left", "select", "tarsal-tunnel.left"),
        ("sciatic.left", "way", "presses"),
        ("sural.right", "select", "skin-of-sural.right"),
        ("dermatome-s1.left", "select", "s1-root.left"),
        ("skin-of-sural.left", "select", "sural.left"),
        ("KI3.left", "select", "low-back-beside-spine.right"),
        ("KI8.left", "fly", "KI8.left"),
        ("one-sided-buttock-pain.left", "select", "skin-of-posterior-femoral-cutaneous.left"),
        ("acupuncture", "open", "evidence"),
        ("exercise", "way", "presses"),
        ("piriformis.left", "select", "piriformis-syndrome.left"),
        ("scaphoid.left", "select", "superficial-radial.left"),
        ("skull", "isolate", "skull"),
        ("piriformis-type-b.left", "select", "variant-piriformis-type-b"),
        ("back-of-thigh-and-calf.left", "close_up", "wrist.right"),
    ],
)
def test_the_next_thing_is_what_one_would_ask(atlas: Atlas, entry: str, do: str, to: str) -> None:
    step = made(atlas, entry)["next"]

    assert (step["do"], step["to"]) == (do, to)


def test_what_is_felt_is_felt_on_the_side_that_is_pressed(body_atlas: Atlas) -> None:
    for entry in each(body_atlas.sites):
        side = body_atlas.entries[entry].side
        to = body_atlas.entries[made(body_atlas, entry)["next"]["to"]]
        assert to.kind == "zone", entry
        assert side in ("midline", to.side), entry


@pytest.mark.parametrize("voice", VOICES)
def test_every_cause_and_sign_says_at_its_foot_when_to_be_seen(atlas: Atlas, voice: Voice) -> None:
    for entry in each(atlas.entries.values()):
        care = made(atlas, entry.id, voice)["care"]
        if entry.kind not in ("site", "sign"):
            assert care is None, entry.id
            continue
        record = atlas.sites[entry.id].site if entry.kind == "site" else atlas.topics[entry.id].record
        whole = record.needs_care.said(voice)  # type: ignore[union-attr]
        assert 5 < count(care["text"]) <= FOOT_WORDS, entry.id
        assert set(sentences(care["text"])) <= set(sentences(whole)), entry.id
        assert ("emergency" in care["text"]) == ("emergency" in whole), entry.id
        assert care["refs"], entry.id


def test_the_most_urgent_sentence_is_kept() -> None:
    wait = "See a clinician if it lasts for many weeks and does not become better by itself."
    urgently = "Growing weakness, numbness or a change of the bladder needs emergency care the same day."

    assert urgent(f"{wait} {urgently}") == urgently
    assert urgent(wait) == wait


def test_a_card_names_the_way_in_that_it_belongs_to(atlas: Atlas) -> None:
    ways = {
        "sciatic.left": "follow",
        "variant-bifurcation-high": "follow",
        "dermatome-l5.left": "hurts",
        "burning-leg-pain.left": "hurts",
        "sole.left": "hurts",
        "tarsal-tunnel.left": "presses",
        "exercise": "presses",
        "KI3.left": "points",
        "sacrum": "",
        "skin": "",
    }
    for entry, way in each(ways.items()):
        assert made(atlas, entry)["ways"] == way, entry
