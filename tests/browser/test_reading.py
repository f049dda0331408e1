"""The pages of evidence and of the method: one press away, honest, readable, and easy to leave."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


def test_the_evidence_is_one_press_away_and_esc_gives_the_focus_back(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    button = visit.page.get_by_role("button", name="More")

    visit.menu("What research says")

    dialog = visit.page.get_by_role("dialog", name="What research says")
    expect(dialog.get_by_role("heading", level=3).first).to_have_text("Bottom line")
    headings = dialog.get_by_role("heading", level=3).all_inner_texts()
    assert headings[-1].startswith("Sources")
    assert [title for title in headings if "animals" in title]
    expect(dialog).to_contain_text("Balance Method")
    assert dialog.locator("a[href]").count() > 2
    assert dialog.locator("a[href]:not([href^='https://'])").count() == 0
    visit.wait_for("location.search.includes('open=evidence')")

    visit.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(button).to_be_focused()
    visit.wait_for("!location.search.includes('open=')")


def test_the_page_follows_the_voice(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    visit.menu("What research says")
    dialog = visit.page.get_by_role("dialog", name="What research says")
    expect(dialog.get_by_role("heading", level=3).first).to_have_text("Bottom line")

    dialog.get_by_role("combobox").select_option("patient")

    expect(dialog.get_by_role("heading", level=3).first).to_have_text("In short")
    expect(dialog).to_be_visible()


def test_a_link_opens_the_method_with_its_table(server: Any, moving: Visiting) -> None:
    visit = moving(viewport={"width": 390, "height": 700}).load(f"{server.url}?open=method", drawn=False)
    dialog = visit.page.get_by_role("dialog", name="The Balance Method")

    row = dialog.get_by_role("row").filter(has_text="Bladder BL")
    expect(row).to_contain_text("LU")
    expect(row).to_contain_text("KI")
    expect(dialog.get_by_role("columnheader")).to_have_count(7)
    sides = dialog.locator(".columns").first.locator("p")
    assert sides.count() >= 2
    assert visit.js("document.querySelector('dialog[open]').scrollWidth <= innerWidth")

    dialog.get_by_role("button", name="Where teachers disagree").click()
    expect(dialog.get_by_role("heading", name="Where teachers disagree")).to_be_focused()


MOST = 20_000
"""Bytes over the connection in a visit: what can be known ahead comes as files."""


def test_what_is_to_be_read_does_not_come_over_the_connection(server: Any, visiting: Visiting) -> None:
    visit = visiting()
    told: list[bytes | str] = []
    visit.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(frame)))
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: told.append(frame)))
    visit.open(f"{server.url}?select=KI3.left&open=evidence", drawn=False)
    dialog = visit.page.get_by_role("dialog", name="What research says")
    expect(dialog).to_contain_text("Bottom line")
    visit.connected()

    assert told
    assert sum(map(len, told)) < MOST
