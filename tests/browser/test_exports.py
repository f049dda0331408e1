"""What is taken away is the same atlas: a folder on any web host, and one file with no network at all."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError, expect

from point_maps import maps
from tests.kept import keeping
from viewer.export.one_file import one_file
from viewer.export.site import site

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
BODY = "male"


class Host:
    """Somebody's web host: the site lies in a folder of it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    def __init__(self, root: Path) -> None:
        handler = functools.partial(self.Quiet, directory=root)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.running = True
        self.url = f"http://localhost:{self._server.server_port}/some/where/"

    def stop(self) -> None:
        if self.running:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
        self.running = False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, made: Path) -> Path:
    root = tmp_path_factory.mktemp("host")
    with keeping(made):
        site(root / "some" / "where", BODY, [BODY], maps.load([]), url="", force=False)
    return root


@pytest.fixture
def host(folder: Path) -> Iterator[Host]:
    running = Host(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def lasting_host(folder: Path) -> Iterator[Host]:
    """A host for tests that share a page of its site."""
    running = Host(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, made: Path) -> str:
    target = tmp_path_factory.mktemp("file") / "atlas.html"
    with keeping(made):
        one_file(target, BODY, maps.load([]), force=False)
    return target.as_uri()


def offline(visit: Any) -> Any:
    visit.page.context.set_offline(True)
    return visit


def test_one_file_from_a_disk_is_the_whole_atlas(file: str, visiting: Visiting) -> None:
    visit = offline(visiting()).open(f"{file}#show=bones&view=lower-back")
    details = visit.page.get_by_role("region", name="Details")
    assert visit.drawn("l3-vertebra")
    assert not visit.drawn("skin")
    assert [worker.url[:5] for worker in visit.page.workers] == ["blob:"], "it decodes in a worker here too"

    x, y = visit.place("l3-vertebra")
    visit.page.mouse.click(x, y)
    expect(details).to_contain_text("Third lumbar vertebra")
    visit.rest()

    search = visit.page.get_by_role("combobox", name="Search")
    search.fill("taixi left")
    expect(visit.page.get_by_role("option").first).to_contain_text("KI3")
    search.press("Enter")
    expect(details).to_contain_text("What lies under it")
    visit.wait_for("location.hash.includes('select=KI3.left')")

    visit.page.go_back()
    expect(details).to_contain_text("Third lumbar vertebra")

    visit.menu("A disc, a root")
    story = visit.page.get_by_role("region", name="Story")
    story.get_by_role("button", name="Next").click()
    expect(story).to_contain_text("2 of 8")
    visit.wait_for("location.hash.includes('story=disc-and-root&step=2')")
    story.get_by_role("button", name="Leave the story").click()
    expect(details).to_contain_text("Third lumbar vertebra")

    visit.menu("The Balance Method")
    expect(visit.page.get_by_role("dialog", name="The Balance Method")).to_contain_text("Bladder")
    visit.js("window.atlas.page.open('causes')")
    visit.wait_for("document.querySelector('#causes .glance img')?.naturalWidth === 640")
    left = [url for url in visit.addresses if not url.startswith((file, "data:", "blob:"))]
    assert left == []


def test_one_file_has_nothing_that_needs_a_server(file: str, visiting: Visiting) -> None:
    visit = offline(visiting()).open(file, drawn=False)

    expect(visit.layer("Bones")).to_be_checked()
    menu = visit.popover("menu")
    expect(menu.get_by_role("button", name="Everything there is")).to_be_visible()
    expect(menu.get_by_role("button", name="Preview a file")).to_have_count(0)
    expect(menu.get_by_role("radiogroup", name="Body", exact=True)).to_have_count(0)
    assert visit.page.locator("iframe").count() == 0


def test_one_file_opens_with_what_it_was_made_for(visiting: Visiting, tmp_path: Path, made: Path) -> None:
    target = tmp_path / "lesson.html"
    with keeping(made):
        one_file(target, BODY, maps.load([]), story="disc-and-root", force=False)

    visit = offline(visiting()).open(target.as_uri(), drawn=False)

    expect(visit.page.get_by_role("region", name="Story")).to_contain_text("1 of 8")


def test_a_site_works_below_a_path(host: Host, visiting: Visiting) -> None:
    visit = visiting().open(f"{host.url}?show=bones,nerves&select=sciatic.left")
    details = visit.page.get_by_role("region", name="Details")

    assert visit.drawn("sciatic.left")
    expect(details).to_contain_text("Sciatic nerve")
    search = visit.page.get_by_role("combobox", name="Search")
    search.fill("sacrum")
    search.press("Enter")
    expect(details).to_contain_text("Sacrum")
    visit.page.go_back()
    expect(details).to_contain_text("Sciatic nerve")
    assert all(url.startswith((host.url, "data:", "blob:")) for url in visit.addresses)
    assert visit.page.locator("iframe").count() == 0


def test_a_site_that_was_visited_works_without_its_host(host: Host, visiting: Visiting) -> None:
    visit = visiting(quiet=False).open(host.url, drawn=False)
    visit.js("navigator.serviceWorker.ready.then(() => true)")
    visit.wait_for("navigator.serviceWorker.controller")
    host.stop()

    visit.open(f"{host.url}?show=bones,nerves&select=KI3.left&voice=patient")

    assert visit.drawn("sciatic.left")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    visit.menu("What research says")
    expect(visit.page.get_by_role("dialog", name="What research says")).to_contain_text("In short")


SAID = """() => {
  const { get, page } = window.atlas;
  const keys = ['body', 'select', 'show', 'opacity', 'view', 'side', 'variant', 'zones', 'voice', 'hide',
                'only', 'theme', 'open', 'embed', 'story', 'step', 'notices', 'related'];
  return {
    ...Object.fromEntries(keys.map((key) => [key, get(key)])),
    whole: page.whole().replace(/^[^?#]*[?#]/, ''),
    title: document.title,
    words: document.getElementById('details').innerText,
  };
}"""
ADDRESSES = (
    "",
    "body=male&select=KI3.left",
    "select=SCIATIC.right&voice=clinician&side=right&variant=piriformis-type-b",
    "select=l5-s1-herniated-disc.left&show=bones,nerves&view=lower-back&opacity=bones:40",
    "show=zones&zones=nerve&hide=sacrum&only=femur.left",
    "view=wrist.right&theme=dark&embed=1",
    "camera=120,10,900,10,20,900&show=",
    "story=disc-and-root&step=3&voice=patient",
    "story=path-of-the-nerve&step=99",
    "open=method",
    "body=nobody&select=%3Cb%3E&show=fog&view=moon&side=up&step=x",
)


THE_SAME = "(related) => JSON.stringify(window.atlas.get('related')) === JSON.stringify(related)"
LOADED = (ADDRESSES[0], ADDRESSES[2], ADDRESSES[-1])
"""The others a page is moved to, which shows the same (tests/browser/test_shared_page.py)."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_means_the_same_live_in_a_folder_and_in_one_file(
    server: Any, lasting_host: Host, file: str, moving: Visiting, address: str
) -> None:
    def opened(form: str, url: str) -> Any:
        # Nothing is kept for later: that takes longer than all that is read here.
        visit = moving(form, service_workers="block")
        visit = visit.load(url, drawn=False) if address in LOADED else visit.open(url, drawn=False)
        visit.wait_for("!window.atlas.get('card')?.waiting && window.atlas.get('caveats').dermatome")
        visit.wait_for("window.atlas.scene.view")
        return visit

    visit = opened("live", f"{server.url}?{address}")
    visit.fetched("relations.json")
    visit.settled()
    live = visit.page.evaluate(SAID)

    for form, url in (("folder", f"{lasting_host.url}?{address}"), ("file", f"{file}#{address}")):
        visit = opened(form, url)
        # What goes with a thing comes by itself, and of one file nothing says when.
        with suppress(TimeoutError):
            visit.page.wait_for_function(THE_SAME, arg=live["related"], timeout=20_000)
        assert visit.page.evaluate(SAID) == live
