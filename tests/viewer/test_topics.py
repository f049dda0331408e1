"""Signs, treatments and the Balance Method's places can be chosen, and show what belongs to them."""

from typing import get_args

import pytest

from point_maps.records.statements import VOICES, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.atlas.topics import TopicKind
from viewer.cards import cards, pages
from viewer.cards.writer import Card
from viewer.edition import library, outline, start
from viewer.edition.compact_json import compact


def made(atlas: Atlas, entry: str, voice: Voice = "student") -> Card:
    card = cards.card(atlas, entry, voice)
    assert card is not None
    return card


def test_every_record_is_an_entry_on_each_side(atlas: Atlas) -> None:
    balance = atlas.map.balance
    for kind, records in (
        ("sign", atlas.map.signs), ("territory", balance.territories), ("prong", balance.prongs),
    ):  # fmt: skip
        for record in each(records):
            for side in ("left", "right"):
                key = atlas.topic(kind, record, side)  # type: ignore[arg-type]
                assert atlas.entries[key].side == side
                assert atlas.entries[key].kind == kind
    for record in each(atlas.map.treatments):
        assert atlas.entries[atlas.topic("treatment", record)].kind == "treatment"


def test_two_records_of_one_name_are_two_entries(atlas: Atlas) -> None:
    assert len(atlas.topics) == len({(one.kind, one.stem, one.side) for one in atlas.topics.values()})
    assert not set(atlas.topics) & {*atlas.body.structures, *atlas.sites, *atlas.regions}


def test_the_aims_come_first_under_the_balance_method(atlas: Atlas) -> None:
    groups = [group for group in outline.outline(atlas) if group["over"] == "Balance Method"]

    assert [group["title"] for group in groups] == ["The two aims", "Painful places"]
    assert {row["key"] for row in groups[0]["rows"]} == set(atlas.map.balance.prongs)


def test_the_list_holds_every_topic(atlas: Atlas) -> None:
    listed = {key for group in outline.outline(atlas) for row in group["rows"] for key in row["ids"]}

    assert set(atlas.topics) <= listed
    assert {topic.kind for topic in atlas.topics.values()} == set(get_args(TopicKind))


def test_a_sign_lights_its_nerves_and_zones_on_its_side(atlas: Atlas) -> None:
    for sign in each(atlas.map.signs.values()):
        card = made(atlas, atlas.topic("sign", sign.id, "right"))
        assert set(card["lit"]) == {f"{nerve}.right" for nerve in sign.nerves}
        assert set(card["zones"]) == {f"{zone}.right" for zone in sign.zones}
        ways = [one["links"] for s in card["sections"] for one in (s, *s["items"])]
        linked = {link["id"] for links in ways for link in links}
        for site in each(sign.sites):
            assert linked & {f"{site}.right", f"{site}.midline"}, site


@pytest.mark.parametrize("voice", VOICES)
def test_a_treatment_says_what_it_can_and_what_it_cannot(atlas: Atlas, voice: Voice) -> None:
    for treatment in each(atlas.map.treatments.values()):
        card = made(atlas, atlas.topic("treatment", treatment.id), voice)
        said = {section["key"]: section["text"][0]["text"] for section in card["sections"] if section["text"]}
        assert said["can"] == treatment.can.said(voice)
        assert said["cannot"] == treatment.cannot.said(voice)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_painful_place_lights_what_the_tables_answer(atlas: Atlas, side: str) -> None:
    balance = atlas.map.balance
    for territory in each(balance.territories):
        pairings = balance.regions_for(territory, side)  # type: ignore[arg-type]
        first = {one.key for one in pairings if one.choice == "first"}
        also = {one.key for one in pairings if one.choice == "also"} - first
        card = made(atlas, atlas.topic("territory", territory, side))  # type: ignore[arg-type]
        assert set(card["paired"]["first"]) == first
        assert set(card["paired"]["also"]) == also
        assert all(not key.endswith(f".{side}") for key in first)
        named = [key for tag in card["tags"] if tag["mark"] == "first" for key in tag["ids"]]
        assert set(named) == first


def test_the_first_choice_and_the_other_are_told_apart_in_words(atlas: Atlas) -> None:
    card = made(atlas, "back-of-thigh-and-calf.right")

    titles = [section["title"] for section in card["sections"]]
    assert {
        "Which regions come first, on the other side?",
        "Which are allowed too, on the same side?",
    } <= set(titles)
    assert "Which fit by channel, at another level?" in titles
    assert all("also allowed" in tag["text"] for tag in card["tags"] if tag["mark"] == "also")
    assert {one["mark"] for one in card["legend"]} == {"claimed", "first", "also"}


def test_each_pairing_names_its_system_and_its_sources(atlas: Atlas) -> None:
    card = made(atlas, "back-of-thigh-and-calf.left", "clinician")

    items = [item for s in card["sections"] if s["key"] in ("first", "also") for item in s["items"]]
    assert items
    assert all("System" in item["text"] and item["refs"] and item["links"] for item in items)


@pytest.mark.parametrize(
    "place",
    ["sciatic.right", "tibial.right", "l5-root.right", "l5-s1-herniated-disc.right", "dermatome-s1.right"],
)
def test_nerves_levels_and_zones_lead_to_the_painful_place_on_their_side(atlas: Atlas, place: str) -> None:
    for voice in each(VOICES):
        keys = ("method", "method-short")
        found = [s for s in made(atlas, place, voice)["sections"] if s["key"] in keys]
        ways = {link["id"] for section in found for link in section["links"]}
        kinds = {atlas.entries[way].kind for way in ways}
        if atlas.entries[place].kind in ("nerve", "zone") and voice == "patient":
            continue  # a patient's card of these is about the body alone
        assert kinds == {"territory"}
        assert all(way.endswith(".right") for way in ways)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", ["evidence", "method"])
def test_a_page_has_parts_whose_references_resolve(atlas: Atlas, name: str, voice: Voice) -> None:
    page = pages.page(atlas, name, voice)

    assert page is not None
    assert page["voice"] == voice
    numbers = [source["number"] for source in page["sources"]]
    used = set(_refs(page["parts"]))
    assert used == set(numbers)
    for part in page["parts"]:
        assert part.get("blocks") or part.get("table")


def _refs(value: object) -> list[int]:
    if isinstance(value, dict):
        own = list(value.get("refs", []))
        return own + [number for part in value.values() for number in _refs(part)]
    return [number for part in value for number in _refs(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("voice", VOICES)
def test_the_evidence_begins_with_the_bottom_line_and_hides_nothing(atlas: Atlas, voice: Voice) -> None:
    page = pages.page(atlas, "evidence", voice)

    assert page is not None
    keys = [part["key"] for part in page["parts"]]
    assert keys == ["summary", "trials", "guidelines", "claims", "laboratory", "gaps", "harms"]
    told = {line["text"] for part in page["parts"] for block in part["blocks"] for line in block["text"]}
    for finding in atlas.map.evidence.values():
        assert {finding.finding.said(voice), finding.limits.said(voice)} <= told


def test_the_method_page_holds_every_pair_and_every_disagreement(atlas: Atlas) -> None:
    page = pages.page(atlas, "method", "student")
    balance = atlas.map.balance

    assert page is not None
    parts = {part["key"]: part for part in page["parts"]}
    rows = {row["short"]: row["cells"] for row in parts["table"]["table"]["rows"]}
    bladder = {cell["short"] for cell in rows["BL"] if cell}
    assert {"LU", "SI", "KI"} <= bladder
    assert all(cell["standing"] for cells in rows.values() for cell in cells if cell)
    assert len(parts["disagreements"]["blocks"]) == len(balance.disagreements)
    assert all(len(block["columns"]) >= 2 for block in parts["disagreements"]["blocks"])
    assert len(parts["formats"]["blocks"]) == len(balance.formats)


@pytest.mark.parametrize("name", ["", "about", "red-flags", "../evidence", None, 3, ["evidence"], {"a": 1}])
def test_what_is_no_page_is_none(atlas: Atlas, name: object) -> None:
    assert pages.page(atlas, name, "student") is None


def test_what_is_sent_at_the_start_stays_small(atlas: Atlas) -> None:
    """Every entry, the list and how causes are looked at; the words come in a file for each voice."""
    offered = library.Library(atlas)
    first = start.start(atlas, offered.bodies, offered.default, {})

    assert not {"evidence", "method", "pages", "red_flags"} & set(first)
    assert len(b"".join(compact(first.items()))) < 250_000


@pytest.mark.parametrize("voice", VOICES)
def test_what_fits_by_its_channel_only_is_told_apart_and_not_lit(atlas: Atlas, voice: Voice) -> None:
    card = made(atlas, "back-of-thigh-and-calf.right", voice)
    sections = {section["key"].removesuffix("-short"): section for section in card["sections"]}
    linked = {
        key: {link["id"] for item in sections[key]["items"] for link in item["links"]}
        for key in ("first", "off-level")
    }

    assert "KI3.left" in linked["off-level"]
    assert linked["first"] == {"LU6.left", "KI7.left"} == set(card["paired"]["first"])
    assert not linked["off-level"] & {*card["paired"]["first"], *card["paired"]["also"]}
    assert "another level" in sections["off-level"]["text"][0]["text"]
    assert sections["off-level"]["text"][0]["refs"]


def test_a_place_that_only_a_hand_stands_for_says_so(atlas: Atlas) -> None:
    card = made(atlas, "sole.right")

    silent = next(section for section in card["sections"] if section["key"] == "silent")
    assert "hand" in silent["text"][0]["text"]
    assert card["paired"] == {"first": [], "also": []}
