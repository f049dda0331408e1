"""What is cached for ever under an address stays the same for ever: what differs has another address."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from point_maps import maps
from viewer.atlas import Atlas
from viewer.edition.library import make
from viewer.page import assets

Fetched = dict[str, tuple[str, str]]
GUIDE = (Path(__file__).parents[2] / "docs" / "point-maps.md").read_text("utf-8")
MINE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]
ON_THE_BODY = ("regions", "sites", "zones", "load-line")
"""What is placed on a body: its addresses depend on the map."""
MOVED = {
    "a region": ("cun = 5, toward", "cun = 6, toward", "regions"),
    "the size of a region": ("radius = { mm = 12", "radius = { mm = 16", "regions"),
    "a cause": ('"l5-root", at = 0.25', '"l5-root", at = 0.4', "sites"),
    "the size of a cause": ("extent_mm = [8, 6]", "extent_mm = [12, 9]", "sites"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Atlas]:
    """Makes an atlas with one map file beside those that are shipped."""
    folder = tmp_path_factory.mktemp("maps")

    def with_map(text: str) -> Atlas:
        (folder / "my-map.toml").write_text(text, "utf-8")
        return make("male", maps.load([folder / "my-map.toml"]))

    return with_map


def fetched(first: Atlas, serve: Callable[..., None]) -> Fetched:
    """Each draw group's address and a sum of what is fetched from there."""
    got: Fetched = {}

    async def visit(server: Any) -> None:
        server.site.warming.cancel()  # its words would be written as well, which nobody asks for here
        for pack in (await server.start())["packs"]:
            async with server.client.get(f"{server.url}/{pack['url']}") as answer:
                assert answer.status == 200
                assert "immutable" in answer.headers["Cache-Control"]
                got[pack["group"]] = pack["url"], hashlib.sha256(await answer.read()).hexdigest()

    serve(visit, first=first)
    return got


@pytest.fixture(scope="module")
def before(made: Callable[[str], Atlas], serving: Callable[..., None]) -> Fetched:
    return fetched(made(MINE), serving)


@pytest.mark.parametrize(("old", "new", "layer"), MOVED.values(), ids=MOVED)
def test_what_is_moved_or_resized_is_fetched_from_another_address(
    made: Callable[[str], Atlas],
    serving: Callable[..., None],
    before: Fetched,
    old: str,
    new: str,
    layer: str,
) -> None:
    assert old in MINE
    after = fetched(made(MINE.replace(old, new)), serving)

    changed = {group for group in after if after[group][1] != before[group][1]}
    assert {group.partition(".")[0] for group in changed} == {layer}
    for group in changed:
        assert after[group][0] != before[group][0], f"{group} differs, and caches would keep the old one"


def test_what_stays_is_not_fetched_again(
    made: Callable[[str], Atlas], serving: Callable[..., None], before: Fetched
) -> None:
    again = fetched(made(MINE), serving)
    moved = fetched(made(MINE.replace("cun = 5, toward", "cun = 6, toward")), serving)

    assert again == before
    structures = [group for group in before if group.partition(".")[0] not in ON_THE_BODY]
    assert len(structures) > 10
    assert {group: moved[group] for group in structures} == {group: before[group] for group in structures}


def test_every_address_bears_a_sum_of_its_own(before: Fetched) -> None:
    sums = [
        re.fullmatch(r"geometry/male/[\w.-]+\.([0-9a-f]{12})\.(pack|bin)", url) for url, _ in before.values()
    ]
    assert all(sums)
    assert len({found[1] for found in sums if found}) == len(before)


@pytest.mark.parametrize("name", ["start.js", "atlas.css", "template.js", "vue.js", "search/rank.js"])
def test_another_file_of_the_page_has_another_address(name: str) -> None:
    files = assets.load()
    other = assets.Assets({**files.files, name: files.files[name] + b"\n"})

    assert other.url(name) != files.url(name)
    assert assets.Assets(files.files).url(name) == files.url(name)


def test_every_file_of_the_page_is_sent_as_what_it_is_and_kept_for_ever(serving: Callable[..., None]) -> None:
    async def visit(server: Any) -> None:
        files = assets.load()
        for name in ("start.js", "atlas.css", "icon.svg", "preview.jpg"):
            async with server.client.get(f"{server.url}/{files.url(name)}") as answer:
                assert answer.headers["Content-Type"] == assets.TYPES[f".{name.rpartition('.')[2]}"]
                assert "immutable" in answer.headers["Cache-Control"]
                assert await answer.read() == files.files[name]
            async with server.client.head(f"{server.url}/{files.url(name)}") as answer:
                assert (answer.status, await answer.read()) == (200, b"")

    serving(visit)
