"""What is exported is whole, is what it says, takes nobody's file away, and is the same each time."""

import gzip
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import pyvista as pv

from expanded import expanded
from models import catalogue
from models.records import DataError
from point_maps import maps
from populated import each
from viewer.__main__ import main
from viewer.atlas import Atlas
from viewer.edition.edition import START, Edition
from viewer.edition.library import Library
from viewer.export import one_file as pages
from viewer.export import site as sites
from viewer.export import written
from viewer.page import assets

URL = "https://atlas.example.org/course/"


@pytest.fixture
def quick(atlas: Atlas, alone: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made of the body is there already: only the writing is done again."""
    for module in (pages, sites):
        monkeypatch.setattr(module, "make", lambda *_: atlas)
    monkeypatch.setattr(Library, "made", lambda *_: alone)


class Page(HTMLParser):
    """What a browser would load, and what people read who run no scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.ways: list[str] = []
        self.read: list[str] = []
        self._plain = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self._plain = tag == "noscript" or (self._plain and tag not in ("script", "style"))
        if tag == "meta":
            self.meta[given.get("property", given.get("name", ""))] = given.get("content", "")
        elif tag == "link":
            self.links[given["rel"]] = given["href"]
            self.loaded += [] if given["rel"] == "license" else [given["href"]]
        elif "src" in given:
            self.loaded.append(given["src"])
        elif tag == "a":
            self.ways.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._plain = self._plain and tag != "noscript"

    def handle_data(self, data: str) -> None:
        if self._plain and data.strip():
            self.read.append(data.strip())


@pytest.fixture(scope="module")
def index(exported: Path) -> Page:
    return Page((exported / "index.html").read_text("utf-8"))


def test_everything_the_page_of_a_site_loads_is_in_its_folder(exported: Path, index: Page) -> None:
    assert len(index.loaded) > 20
    for address in index.loaded:
        assert (exported / address).is_file(), address
    assert not list(exported.rglob("trame.js"))
    assert not list(exported.rglob("class/*"))
    assert not [path for path in exported.rglob("*") if path.name.startswith(".")]


def test_every_module_a_site_imports_is_in_its_folder(exported: Path) -> None:
    own = [name for name in assets.modules(assets.load()) if not name.startswith(assets.OF_A_SERVER)]
    paths = [exported / assets.load().url(name) for name in own]
    asked = {
        (path.parent / name).resolve()
        for path in paths
        for name in re.findall(r'(?:from|import)\s*"(\.[^"]+)"', path.read_text("utf-8"))
    }

    assert len(asked) > 30
    for path in each(asked):
        assert path.is_file(), path


def test_who_runs_no_scripts_reads_the_whole_list_with_ways_to_it(atlas: Atlas, index: Page) -> None:
    listed = {key for key, entry in atlas.entries.items() if not entry.variant}

    assert {way.removeprefix("?select=") for way in index.ways if way.startswith("?select=")} >= listed
    assert {way.removeprefix("?story=") for way in index.ways if way.startswith("?story=")} == set(
        atlas.map.stories
    )
    assert {"Sciatic nerve, left", "Femur, right"} <= set(index.read)
    assert not {way.removeprefix("?select=") for way in index.ways if "select" in way} - set(atlas.entries)


def test_a_link_to_a_site_is_shown_with_title_words_and_picture(exported: Path, index: Page) -> None:
    assert index.meta["og:title"] == "Sciatica atlas"
    assert "not medical advice" in index.meta["og:description"]
    assert index.meta["og:url"] == URL
    picture = index.meta["og:image"]
    assert picture.startswith(URL)
    assert (exported / picture.removeprefix(URL)).read_bytes().startswith(b"\xff\xd8")


def test_a_site_can_be_installed(exported: Path, index: Page) -> None:
    manifest = json.loads((exported / index.links["manifest"]).read_text("utf-8"))

    assert (manifest["name"], manifest["display"]) == ("Sciatica atlas", "standalone")
    # Relative, so that it works under any path.
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    for icon in each(manifest["icons"]):
        assert (exported / icon["src"]).is_file()


def kept(folder: Path) -> list[str]:
    worker = (folder / "worker.js").read_text("utf-8")
    found = re.search(r"^const FIRST = (\[.*\]);$", worker, re.MULTILINE)
    assert found
    files: list[str] = json.loads(found[1])
    return files


def version(folder: Path) -> str:
    found = re.search(r'^const KEPT = "([\w-]+)";$', (folder / "worker.js").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


def test_the_worker_keeps_all_that_the_page_can_ask_for(exported: Path, alone: Edition, index: Page) -> None:
    files = kept(exported)

    for name in each(files):
        assert (exported / name).exists(), name
    assert len(set(files)) == len(files)
    wanted = {"./", *alone.addresses, *index.loaded} - {index.links["manifest"]}
    assert wanted <= set(files)
    assert re.fullmatch(r"sciatica-atlas-[0-9a-f]{12}", version(exported))
    assert "$" not in version(exported)


@pytest.mark.usefixtures("quick")
def test_another_site_has_another_version_of_what_is_kept(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_now(name: str) -> str:
        sites.site(tmp_path / name, "male", ["male"], maps.load(), URL, force=False)
        return version(tmp_path / name)

    assert written_now("same") == version(exported)
    files = assets.load()
    other = assets.Assets({**files.files, "start.js": files.files["start.js"] + b"\n"})
    monkeypatch.setattr(assets, "load", lambda: other)
    assert written_now("other") != version(exported)


def test_the_licence_page_names_every_work_it_was_made_from(
    exported: Path, index: Page, atlas: Atlas
) -> None:
    text = (exported / index.links["license"]).read_text("utf-8")

    assert "Apache License" in text
    assert "$" not in text
    for source in each(atlas.body.manifest.sources):
        assert source.package in text


def test_the_licence_is_found_where_the_atlas_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class File(type(tmp_path)):  # type: ignore[misc]
        """A file as a distribution lists it."""

    (tmp_path / "NOTICE").write_text("Made from this and that.", "utf-8")
    monkeypatch.setattr(sites, "ROOT", tmp_path / "elsewhere")
    monkeypatch.setattr(sites.metadata, "files", lambda _: [tmp_path / "METADATA", File(tmp_path / "NOTICE")])
    assert sites._notice() == "Made from this and that."


def test_the_sitemap_names_everything_once(exported: Path, index: Page) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = [one.text or "" for one in ElementTree.parse(exported / "sitemap.xml").iter(f"{space}loc")]

    assert len(set(places)) == len(places)
    assert set(places) == {URL, *(f"{URL}{way}" for way in index.ways if way.startswith("?"))}
    assert f"{URL}?select=KI3.left" in places
    assert f"Sitemap: {URL}sitemap.xml" in (exported / "robots.txt").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_where_a_site_will_be_need_not_be_known(tmp_path: Path) -> None:
    sites.site(tmp_path / "atlas", "male", ["male"], maps.load(), "", force=False)

    page = Page((tmp_path / "atlas" / "index.html").read_text("utf-8"))
    assert "og:url" not in page.meta
    assert not (tmp_path / "atlas" / "sitemap.xml").exists()
    assert "Sitemap" not in (tmp_path / "atlas" / "robots.txt").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_an_older_export_is_replaced_by_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    target = tmp_path / "atlas"
    for _ in range(2):
        told = sites.site(target, "male", ["male"], maps.load(), URL, force=False)
        (target / "left-over.txt").write_text("of an older one")
    sites.site(target, "male", ["male"], maps.load(), URL, force=False)

    ours, theirs = files_in(target), files_in(exported)
    assert ours == theirs
    assert told == sum(map(len, ours.values()))
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


def files_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


Place = Callable[[Path], Path]


def a_folder(at: Path) -> Path:
    (at / "mine").mkdir()
    (at / "mine" / "thesis.txt").write_text("years of work")
    return at / "mine"


def a_file(at: Path) -> Path:
    (at / "mine").write_text("years of work")
    return at / "mine"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", ["site", "page"])
@pytest.mark.parametrize("lies", [a_folder, a_file])
def test_what_is_somebodys_own_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, lies: Place
) -> None:
    target = lies(tmp_path)
    before = files_in(tmp_path)

    assert main(["export", kind, str(target)]) == 1

    out, err = capsys.readouterr()
    assert (out, files_in(tmp_path)) == ("", before)
    assert f"{target}: must be a new place to write to; got a f" in err
    assert "--force" in err
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.usefixtures("quick")
def test_force_writes_over_a_file_and_a_folder(tmp_path: Path) -> None:
    a_file(tmp_path)
    assert main(["export", "page", str(tmp_path / "mine"), "--force"]) == 0
    assert (tmp_path / "mine").read_text("utf-8").startswith("<!doctype html>")

    (tmp_path / "mine").unlink()
    target = a_folder(tmp_path)
    sites.site(target, "male", ["male"], maps.load(), "", force=True)
    assert not (target / "thesis.txt").exists()
    assert (target / "index.html").is_file()


@pytest.mark.usefixtures("quick")
def test_where_an_export_fails_what_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "atlas"
    sites.site(target, "male", ["male"], maps.load(), URL, force=False)
    before = files_in(target)

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sites, "_texts", fail)
    with pytest.raises(OSError, match="No space left"):
        sites.site(target, "male", ["male"], maps.load(), URL, force=False)
    assert files_in(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


@pytest.fixture
def page(quick: None, tmp_path: Path) -> Callable[..., str]:  # noqa: ARG001 - it is quick
    def made(**opens: str) -> str:
        target = tmp_path / f"{len(list(tmp_path.iterdir()))}.html"
        told = pages.one_file(target, "male", maps.load(), **opens)
        assert told == target.stat().st_size
        return target.read_text("utf-8")

    return made


def described(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="edition">(.*?)</script>', text)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def held(text: str) -> dict[str, bytes]:
    """The files within a page, as they are packed."""
    found = re.findall(r'<script type="text/plain" data-file="([^"]+)">([^<]*)</script>', text)
    return {address: bytes_of(letters) for address, letters in found}


def bytes_of(letters: str) -> bytes:
    """What stands in letters, seven bits in each."""
    bits = "".join(f"{ord(letter) & 127:07b}" for letter in letters)
    return int(bits[: len(bits) // 8 * 8] or "0", 2).to_bytes(len(bits) // 8, "big")


def test_one_file_is_small_loads_nothing_and_is_the_same_each_time(page: Callable[..., str]) -> None:
    text = page()

    assert len(text.encode()) <= 5_000_000
    assert text == page()
    loaded = Page(text).loaded
    assert all(address.startswith("data:") for address in each(loaded))
    assert not re.findall(r'(?:src|href)="(?!data:|\.)', text)
    modules = json.loads(gzip.decompress(held(text)["scripts"]))["modules"]
    for code in each(modules.values()):
        asked = re.findall(r'^import[^"\n]*"([^"]+)"', code, re.MULTILINE)
        assert set(asked) <= set(modules)
        assert not re.findall(r'fetch\("https?:|import\("https?:', code)
    assert not re.findall(r"url\((?!['\"]?data:)[^)]*https?:", text)
    assert "importScripts" not in text


def test_one_file_holds_every_file_of_its_edition(page: Callable[..., str], alone: Edition) -> None:
    text = page()
    files, told = held(text), described(text)

    assert set(files) == {"scripts", *alone.addresses, told["vtk"], told["decoder"], told["wasm"]}
    for address in each(alone.addresses):
        assert files[address] == alone.packed(address)
    assert told["source"] == "held"
    assert told["start"] in files
    for told_as, name in (("vtk", "trame-vtk.js"), ("decoder", assets.DECODER), ("wasm", assets.WASM)):
        assert gzip.decompress(files[told[told_as]]) == assets.load().files[name]


@pytest.mark.parametrize(
    ("opens", "query"),
    [
        ({}, ""),
        ({"select": "KI3.left"}, "select=KI3.left"),
        ({"select": "ki3.LEFT"}, "select=KI3.left"),
        ({"story": "path-of-the-nerve"}, "story=path-of-the-nerve"),
    ],
)
def test_one_file_opens_with_what_was_asked_for(
    page: Callable[..., str], opens: dict[str, str], query: str
) -> None:
    assert described(page(**opens))["query"] == query


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("option", "asked", "said"),
    [
        ("--select", "KI3", "must be something of this body, such as KI3.left or KI3.right; got 'KI3'"),
        ("--select", "siatic.left", "such as sciatic.left"),
        ("--select", "zzzz", "must be something of this body, such as "),
        ("--story", "path-of-the-nreve", "must be a story, such as path-of-the-nerve; got"),
        ("--story", "zzzz", "must be a story, such as "),
    ],
)
def test_what_it_cannot_open_with_is_told_with_the_nearest_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, asked: str, said: str
) -> None:
    assert main(["export", "page", str(tmp_path / "page.html"), option, asked]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert f"{option}: " in err
    assert said in err
    assert repr(asked) in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["site", "page"])
@pytest.mark.parametrize(("option", "value"), [("--body", "giant"), ("--map", "nowhere.toml")])
def test_bad_data_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, option: str, value: str
) -> None:
    assert main(["export", kind, str(tmp_path / "atlas"), option, value]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert value in err
    assert option != "--body" or "must be one of female, female-pregnant, male" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("site",), ("film", "x"), ("page", "x", "--select", "a", "--story", "b"),
        ("site", "x", "--select", "a"),
    ],
)  # fmt: skip
def test_wrong_use_is_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments])

    assert ended.value.code == 2
    assert "usage: sciatica-atlas" in capsys.readouterr().err


@pytest.mark.usefixtures("quick")
def test_the_command_says_what_it_wrote_and_how_large_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new" / "page.html"
    assert main(["export", "page", str(target)]) == 0

    out, err = capsys.readouterr()
    assert re.fullmatch(rf"{re.escape(str(target))}: \d\.\d MB\n", out)
    assert err == ""


def test_progress_is_told_to_a_terminal_and_to_nobody_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(written.told("ab", 2)) == ["a", "b"]
    assert capsys.readouterr() == ("", "")

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(written.told("ab", 2)) == ["a", "b"]
    out, err = capsys.readouterr()
    assert (out, err) == ("", "\r1 of 2 files\r2 of 2 files\n")


def test_an_empty_folder_is_a_new_place(tmp_path: Path) -> None:
    written.free(tmp_path, force=False)
    (tmp_path / "x").write_text("")
    with pytest.raises(DataError, match="a folder with other files"):
        written.free(tmp_path, force=False)


def test_the_first_file_of_a_site_leads_to_its_own_bodies_only(exported: Path, alone: Edition) -> None:
    start = expanded((exported / alone.address(START)).read_bytes())

    assert [link["id"] for link in start["bodies"]] == ["male"]
    assert (exported / start["bodies"][0]["start"]).is_file()


def test_meshes_are_for_other_programs_with_their_occlusion(tmp_path: Path) -> None:
    body = catalogue.load("male")
    assert main(["export", "meshes", str(tmp_path / "meshes")]) == 0

    files = {path.stem: path for path in (tmp_path / "meshes").glob("*.vtp")}
    assert set(files) == set(body.structures)
    for key in each(["skin", "sciatic.left"]):
        read, mesh = pv.read(files[key]), body.mesh(key)
        assert np.array_equal(read.points, mesh.points)
        assert np.array_equal(read.regular_faces, mesh.triangles)
        assert len(np.unique(read.point_data["occlusion"])) > 20
    assert main(["export", "meshes", str(tmp_path / "meshes")]) == 0, "an older export is replaced"


def test_meshes_take_nobodys_folder_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    assert main(["export", "meshes", str(tmp_path)]) == 1
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_exported_site_keeps_what_decodes_and_its_licence(exported: Path) -> None:
    kept = (exported / "worker.js").read_text("utf-8")
    for name in each([assets.DECODER, assets.WASM]):
        assert (exported / assets.load().url(name)).is_file()
        assert assets.load().url(name) in kept
    assert "Apache License" in (exported / assets.load().url("vendor/draco/LICENSE.txt")).read_text("utf-8")
    assert "Draco" in (exported / "licence.html").read_text("utf-8")
