"""The page finds its server under any name, does without it where it can, and comes back to it by itself."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import WebSocketRoute, expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
ServeAt = Callable[..., Any]

MAP = """
title = "Own"
version = "1.0"
licence = "CC BY 4.0"

[[source]]
id = "own-book"
citation = "A book of my own"
kind = "book"
edition = "2nd"
read = "full text"

[[sign]]
id = "own-sign"
name = "Tingling of my own"
also_called = ["my own pins"]
about = { text = "As my teacher tells it.", sources = ["own-book"] }
roots = ["L5"]
nerves = ["l5-root"]
sites = ["l5-s1-herniated-disc"]
other_reasons = { text = "There are others.", sources = ["own-book"] }
"""
DROP = """([name, text]) => {
  const held = new DataTransfer();
  held.items.add(new File([text], name));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
}"""
SOON = 8_000
"""Milliseconds: five seconds of patience, and a slow machine."""


def previewing(visit: Any) -> None:
    visit.page.evaluate(DROP, ["own.toml", MAP])
    expect(visit.page.get_by_text("Previewing own.toml")).to_be_visible()
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("As my teacher tells it.")


@pytest.mark.parametrize("host", ["class_pc.localhost", "Atlas.localhost", "localhost"])
def test_a_link_is_kept_under_any_host(server: Any, visiting: Visiting, host: str) -> None:
    url = f"http://{host}:{server.port}/?body=female&select=KI3.right&voice=patient"
    visit = visiting().open(url, drawn=False)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    assert visit.js("['select', 'voice', 'body'].map(window.atlas.get)") == ["KI3.right", "patient", "female"]
    sought = {part.partition("=")[0] for part in visit.page.url.partition("?")[2].split("&")}
    assert {"body", "select", "voice"} <= sought
    visit.connected()


def test_without_its_server_one_can_still_look_around(serve_at: ServeAt, visiting: Visiting) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(f"{first.url}?show=skin,nerves,regions&select=sciatic.left")
    details = visit.page.get_by_role("region", name="Details")
    for voice in ("Patient", "Student"):
        visit.voice(voice.lower())
        expect(details.locator(f"[data-voice={voice.lower()}]")).to_contain_text("Sciatic nerve")
    visit.connected()
    visit.fetched("search.json")

    first.stop()

    search = visit.page.get_by_role("combobox", name="Search")
    search.fill("taixi left")
    expect(visit.page.get_by_role("option").first).to_contain_text("KI3")
    search.press("Enter")
    expect(details).to_contain_text("What lies under it")
    student = details.inner_text()
    visit.voice("patient")
    expect(details.locator("[data-voice=patient]")).to_contain_text("KI3")
    assert details.inner_text() != student
    visit.menu("What research says")
    expect(visit.page.get_by_role("dialog", name="What research says")).to_contain_text("In short")
    visit.page.keyboard.press("Escape")
    visit.view("Inner ankle")
    visit.wait_for("location.search.includes('view=inner-ankle')")
    assert visit.drawn("KI3.left") or visit.drawn("sciatic.left")
    expect(visit.page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGSTOP], ids=["stopped", "frozen"])
def test_a_preview_says_soon_that_the_server_does_not_answer(
    serve_at: ServeAt, visiting: Visiting, how: signal.Signals
) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(first.url, drawn=False)
    previewing(visit)

    first.process.send_signal(how)
    try:
        visit.page.wait_for_timeout(500)
        visit.js("window.atlas.page.select('sacrum')")
        details = visit.page.get_by_role("region", name="Details")
        expect(details.get_by_role("heading", name="Sacrum")).to_be_visible()
        expect(details.get_by_role("alert")).to_contain_text("The words did not come", timeout=SOON)
        assert "As my teacher tells it" not in details.inner_text()

        visit.page.evaluate(DROP, ["own.toml", MAP])
        dialog = visit.page.get_by_role("dialog", name="One thing to mend")
        expect(dialog).to_contain_text("The atlas did not answer", timeout=SOON)
    finally:
        first.process.send_signal(signal.SIGCONT)


def test_a_page_comes_back_to_its_server_with_everything_kept(serve_at: ServeAt, visiting: Visiting) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False, viewport={"width": 960, "height": 420})
    visit.open(f"{first.url}?show=bones&view=lower-back")
    visit.js("window.beforeTheDrop = true")
    previewing(visit)
    visit.js("window.atlas.page.view('knee')")
    look = visit.look()
    visit.connected()
    first.stop()
    visit.page.wait_for_timeout(6_000)  # it has tried again at least once, and found nobody
    search = visit.page.get_by_role("combobox", name="Search")
    search.fill("my own wor")
    visit.js("document.getElementById('details').scrollTop = 123")
    scroll = visit.js("document.getElementById('details').scrollTop")
    assert scroll > 0

    serve_at(first.port)
    visit.connected()

    assert visit.look() == look
    assert visit.js("window.beforeTheDrop")
    expect(search).to_have_value("my own wor")
    assert visit.js("document.getElementById('details').scrollTop") == scroll
    visit.js("window.atlas.page.select('own-sign.right')")
    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("Tingling of my own")
    expect(details).to_contain_text("right side")
    visit.js("window.atlas.page.select('l5-s1-herniated-disc.left')")
    expect(details).to_contain_text("What presses on what")
    expect(visit.page.get_by_text("Previewing own.toml")).to_be_visible()
    assert visit.drawn("sacrum")
    expect(visit.page.get_by_text("newer atlas")).to_have_count(0)


def test_words_that_did_not_come_come_with_the_server(serve_at: ServeAt, visiting: Visiting) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(first.url, drawn=False)
    previewing(visit)
    visit.connected()
    first.stop()
    visit.js("window.atlas.page.select('sacrum')")
    details = visit.page.get_by_role("region", name="Details")
    expect(details.get_by_role("alert")).to_contain_text("The words did not come", timeout=SOON)

    serve_at(first.port)

    expect(details).to_contain_text("Sacrum")
    expect(details).to_contain_text("Bone")
    expect(details.get_by_role("alert")).to_have_count(0)
    assert visit.js("window.atlas.get('card').sections.length")


def test_a_page_without_a_place_knocks_until_there_is_one(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False)
    full, knocks = [True], []

    def door(line: WebSocketRoute) -> None:
        knocks.append(line.url)
        if full:
            line.close(code=1013, reason="Too many visitors")
        else:
            line.connect_to_server()

    visit.page.route_web_socket("**/ws", door)
    visit.open(f"{server.url}?select=sacrum", drawn=False)
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sacrum")
    for _ in range(300):
        visit.page.wait_for_timeout(200)
        if len(knocks) > 1:
            break
    assert len(knocks) > 1
    expect(visit.page.get_by_role("alert")).to_have_count(0)

    full.clear()

    visit.page.evaluate(DROP, ["own.toml", MAP])
    visit.connected()
    previewing(visit)


def test_a_server_with_a_newer_atlas_is_told_of(
    serve_at: ServeAt, visiting: Visiting, tmp_path: Path
) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(f"{first.url}?select=sacrum", drawn=False)
    visit.connected()
    (tmp_path / "own.toml").write_text(MAP, "utf-8")
    first.stop()
    serve_at(first.port, "--map", str(tmp_path / "own.toml"))

    notice = visit.page.get_by_role("status").filter(has_text="newer atlas")
    expect(notice).to_be_visible()
    assert visit.js("'own-sign.left' in window.atlas.get('atlas').entries") is False
    notice.get_by_role("button", name="Show it").click()

    visit.wait_for("'own-sign.left' in (window.atlas?.get?.('atlas')?.entries ?? {})")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sacrum")
    expect(notice).to_have_count(0)
