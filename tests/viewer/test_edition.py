"""An edition is all that a page can know ahead: the same files live and in a folder, under true names."""

import copy
import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from expanded import expanded
from models import catalogue
from models.catalogue import Body
from point_maps import maps
from point_maps.records.statements import VOICES, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.atlas.packs import Packs, Places
from viewer.cards import cards
from viewer.edition import edition as editions
from viewer.edition import library, relations, words
from viewer.edition.edition import START, Edition, linked

Serving = Callable[..., Any]
OWN = """title = "Own"
version = "1"
licence = "CC0"

[[source]]
id = "own-notes"
kind = "teaching"
citation = "Notes of my own course."
read = "full text"
"""


def read(edition: Edition, address: str) -> bytes:
    return gzip.decompress(edition.packed(address))


@pytest.fixture(scope="module")
def files(alone: Edition) -> dict[str, Any]:
    """Every file that is JSON, by its plain name."""
    json_files = [address for address in alone.addresses if address.endswith(".json")]
    return {address.rpartition("/")[2]: expanded(read(alone, address)) for address in json_files}


def test_every_file_is_served_byte_for_byte_and_lies_in_an_exported_folder(
    serving: Serving, alone: Edition, exported: Path
) -> None:
    async def visit(server: Any) -> None:
        for address in each(alone.addresses):
            content = read(alone, address)
            async with server.client.get(f"{server.url}/{address}") as answer:
                assert answer.status == 200, address
                assert "immutable" in answer.headers["Cache-Control"]
                assert await answer.read() == content, address
            assert (exported / address).read_bytes() == content, address

    serving(visit, only=["male"])


def test_the_same_input_gives_the_same_bytes(alone: Edition, exported: Path) -> None:
    """The folder was written from a body and a map that were read anew."""
    lies = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}

    assert {name for name in lies if name.startswith(("edition/", "geometry/"))} == set(alone.addresses)
    for address in each(alone.addresses):
        assert (exported / address).read_bytes() == read(alone, address), address


def test_an_edition_holds_just_what_its_first_file_leads_to(alone: Edition, files: dict[str, Any]) -> None:
    start = files[START]
    named = [
        *(link["start"] for link in start["bodies"] if link["id"] == start["body"]),
        start["files"]["relations"], start["files"]["search"], start["files"]["courses"],
        start["files"]["formats"],
        *start["files"]["words"].values(),
        *(pack["url"] for pack in start["packs"]), *(cause["url"] for cause in start["changes"].values()),
        *(cause["picture"] for cause in start["changes"].values()),
    ]  # fmt: skip

    assert sorted(named) == sorted(alone.addresses)
    assert len(set(named)) == len(named)
    assert set(start["files"]["words"]) == set(VOICES)


def test_all_files_name_the_same_things(files: dict[str, Any]) -> None:
    start = files[START]
    entries, views = set(start["entries"]), set(start["views"])
    layers = {layer["id"] for layer in start["layers"]}

    drawn = [key for pack in start["packs"] for key in pack["ids"]]
    assert sorted(drawn) == sorted(
        key
        for key, entry in start["entries"].items()
        if (entry["layer"] and entry["kind"] != "variant") or entry["kind"] == "territory"
    )
    assert {key for group in start["outline"] for row in group["rows"] for key in row["ids"]} <= entries
    assert {entry["layer"] for entry in start["entries"].values()} <= {*layers, ""}
    assert set(start["zones"]) <= entries
    for entry, own in each(files["relations.json"].items()):
        assert entry in entries
        named = [*own.get("lit", []), *own.get("claimed", []), *own.get("zones", []), *own.get("served", [])]
        named += [key for keys in own.get("paired", {}).values() for key in keys]
        named += [key for tag in own.get("tags", []) for key in tag["ids"]]
        assert set(named) <= entries, entry
        assert {one["view"] for one in own.get("close_ups", [])} <= views, entry
    stories = {story["id"] for story in start["stories"]}
    for voice in VOICES:
        texts = files[f"words-{voice}.json"]
        assert {name.removeprefix("card/") for name in texts if name.startswith("card/")} == entries
        assert {name.removeprefix("story/") for name in texts if name.startswith("story/")} == stories
        assert None not in texts.values()


SAID = ("title", "lead", "sections", "sources", "legend")
FEW = (
    "KI3.left", "l5-s1-herniated-disc.left", "sciatic.right", "back-of-thigh-and-calf.right", "leg-path.left",
    "burning-leg-pain.right", "dermatome-s1.left", "sacrum", "acupuncture",
)  # fmt: skip


def texts(value: Any) -> Iterator[str]:
    """All that is said somewhere in a card or page."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def test_nothing_that_is_read_stands_in_the_relations_and_nothing_that_is_drawn_in_the_words(
    files: dict[str, Any],
) -> None:
    related = json.dumps(files["relations.json"], ensure_ascii=False)
    for own in each(files["relations.json"].values()):
        assert set(own) <= set(relations.RELATIONS)
        assert not set(own) & set(SAID)
    for voice in each(VOICES):
        said = {line for line in texts(files[f"words-{voice}.json"]) if len(line) > 30}
        assert len(said) > 500
        assert not [line for line in said if line in related]
        for name, text in files[f"words-{voice}.json"].items():
            assert not name.startswith("card/") or not set(text) & set(relations.RELATIONS), name


@pytest.mark.parametrize("voice", VOICES)
def test_what_lights_and_pairs_is_the_same_for_every_reader(
    atlas: Atlas, files: dict[str, Any], voice: Voice
) -> None:
    for entry in each(FEW):
        card = cards.card(atlas, entry, voice)
        assert card
        assert json.loads(json.dumps(relations.of_card(card))) == files["relations.json"].get(entry, {})
        assert {*relations.of_card(card), *relations.without(card)} <= set(card)


@pytest.mark.parametrize(
    "name", ["", "card", "card/", "card/nothing", "page/about", "story/", "red-flags/x", "x"]
)
def test_what_is_no_text_is_none(atlas: Atlas, name: str) -> None:
    assert words.text(atlas, name, "student") is None


def test_what_has_no_relations_lights_nothing_but_itself(atlas: Atlas, files: dict[str, Any]) -> None:
    silent = [key for key, entry in atlas.entries.items() if entry.kind in relations.SILENT]

    assert not set(silent) & set(files["relations.json"])
    # Every tenth, and each kind: to write all of their cards takes long.
    first = {atlas.entries[key].kind: key for key in silent}
    for entry in each([*silent[::10], *first.values()]):
        assert relations.of_card(cards.card(atlas, entry, "student") or {}) == {}, entry


def test_a_file_that_nobody_waits_for_is_given_up_and_can_be_made_later(atlas: Atlas) -> None:
    edition, ended = library.Library(atlas, only=["male"]).made("male"), threading.Event()
    ended.set()
    with pytest.raises(editions.Ended):
        edition.packed(edition.files["relations"], ended)
    ended.clear()
    assert edition.packed(edition.files["relations"], ended)


def test_a_page_finds_ready_first_what_it_asks_for_first(alone: Edition) -> None:
    names = [address.rpartition("/")[2] for address in alone.addresses]
    kinds = [name for name in names if not name.endswith((".change", ".webp"))]

    assert names[: len(kinds)] == kinds, "a cause is asked for when it is chosen"
    assert kinds[0] == "start.json"
    assert kinds[-7:] == [
        "relations.json", "search.json", "words-student.json", "words-patient.json", "words-clinician.json",
        "courses.json", "formats.json",
    ]  # fmt: skip


def test_a_file_that_an_edition_does_not_have_is_not_made(alone: Edition) -> None:
    with pytest.raises(KeyError):
        alone.packed("edition/male/000000000000/start.json")


def test_an_address_is_short_and_says_what_it_is_of(alone: Edition) -> None:
    own = re.compile(r"edition/male/[0-9a-f]{12}/(start|relations|search|courses|formats|words-\w+)\.json")
    geometry = re.compile(r"geometry/male/[\w.-]+\.[0-9a-f]{12}\.(pack|bin|change|webp)")

    assert all(own.fullmatch(address) or geometry.fullmatch(address) for address in each(alone.addresses))
    assert len({address.split("/")[2] for address in alone.addresses if address.startswith("edition/")}) == 1


def other_mesh(body: Body) -> Body:
    """The same body with one structure that was made anew."""
    first, *rest = body.manifest.structures
    changed = copy.copy(body)
    new = first.model_copy(update={"sha256": "0" * 64})
    changed.manifest = body.manifest.model_copy(update={"structures": (new, *rest)})
    changed.__dict__.pop("structures", None)
    return changed


def test_another_map_body_home_or_code_makes_other_addresses(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    male, female = atlas.body, catalogue.load("female")
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    own = maps.load([tmp_path / "own.toml"])

    usual = linked([male, female], atlas.map, "male")
    assert linked([male, female], maps.load(), "male") == usual
    others = [
        linked([male, female], own, "male"),
        linked([other_mesh(male), female], atlas.map, "male"),
        # The first file of each body leads to the others, and says which one an address without a body means.
        linked([male, other_mesh(female)], atlas.map, "male"),
        linked([male, female], atlas.map, "female"),
        linked([male], atlas.map, "male"),
    ]
    monkeypatch.setattr(editions, "_code", lambda: "other code")
    others.append(linked([male, female], atlas.map, "male"))

    starts = [link.start for links in (usual, *others) for link in links]
    assert len(set(starts)) == len(starts)


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("viewer/cards/cards.py", True),
        ("viewer/cards/plans.toml", True),
        ("point_maps/maps.py", True),
        ("models/mesh.py", True),
        ("models/pipeline/run.py", False),  # it writes bodies, which have sums of their own
        ("point_maps/data/balance.toml", False),  # the map has a sum of its own
        ("viewer/web/start.js", False),  # as have the page's files
    ],
)
def test_the_code_that_writes_the_files_counts_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, counts: bool
) -> None:
    def summed() -> str:
        return editions._code.__wrapped__()

    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("one")
    monkeypatch.setattr(editions, "CODE", tmp_path)
    before = summed()
    assert summed() == before
    path.write_text("other")
    assert (summed() != before) == counts


def test_a_map_of_ones_own_makes_another_edition_and_keeps_the_geometry_of_the_body(
    atlas: Atlas, alone: Edition, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    own = library.Library(library.make("male", maps.load([tmp_path / "own.toml"])), only=["male"]).made(
        "male"
    )

    ours, theirs = set(own.addresses), set(alone.addresses)
    assert not {one for one in ours & theirs if one.startswith("edition/")}
    placed = [
        pack.url for pack in atlas.packs.all if pack.layer in ("regions", "sites", "zones", "load-line")
    ]
    kept = {pack.url for pack in atlas.packs.all} - set(placed)
    kept |= {one.url for cause in atlas.changes.values() for one in (cause.file, cause.picture) if one}
    assert kept
    assert kept == ours & theirs
    assert set(expanded(read(own, own.address(START)))["entries"]) == set(atlas.entries)


@pytest.mark.parametrize("layer", ["regions", "sites", "zones"])
def test_what_is_drawn_on_a_body_has_an_address_that_depends_on_the_map(atlas: Atlas, layer: str) -> None:
    def urls(digest: str) -> dict[str, str]:
        zones = {zone.id: zone for zone in atlas.zones}
        packs = Packs(atlas.body, Places(atlas.sites, atlas.regions, zones, atlas.lines, digest))
        return {pack.group: pack.url for pack in packs.all if pack.layer == layer}

    one, other = urls("one"), urls("other")
    assert one.keys() == other.keys()
    for group in each(one):
        assert one[group] != other[group], group
    assert urls("one") == one
