"""All causes at a glance: pictures, fetched when they are looked at, that stand in where WebGL is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_trouble import NO_WEBGL

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DISC = "l5-s1-herniated-disc.left"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SEEN = "document.querySelector('%s .glance img')?.naturalWidth === 640"


def pictures(visit: Any) -> list[str]:
    return [url for url in visit.addresses if "/geometry/" in url and url.endswith(".webp")]


def test_pictures_come_when_they_are_looked_at_and_a_cause_is_chosen_by_keyboard(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting().open(server.url)
    assert pictures(visit) == []

    visit.js("window.atlas.page.way('presses')")
    visit.page.get_by_role("button", name="All causes at a glance").click()
    sheet = visit.page.get_by_role("dialog", name="All causes at a glance")
    causes = visit.js("Object.keys(window.atlas.get('atlas').changes)")
    tiles = sheet.locator(".tile")
    expect(tiles).to_have_count(len({cause.rpartition(".")[0] for cause in causes}))
    visit.wait_for(SEEN % "#causes")
    expect(sheet.get_by_role("button", name="Slipped disc, the lowest")).to_contain_text("without any pain")
    assert 0 < len(pictures(visit)) <= tiles.count()

    sheet.get_by_role("button", name="Slipped disc, the lowest").focus()
    visit.page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("Slipped disc, the lowest")
    expect(details.get_by_role("img", name="healthy, and beside it affected")).to_be_visible()
    visit.wait_for(f"location.search.includes('select={DISC}') && !location.search.includes('open=')")


def test_the_sheet_fits_a_phone_and_is_in_the_address(server: Any, visiting: Visiting) -> None:
    visit = visiting(**PHONE).open(f"{server.url}?open=causes&side=right", drawn=False)
    visit.wait_for(SEEN % "#causes")

    wide = visit.js(
        "[...document.querySelectorAll('#causes .tile')].map((one) => one.getBoundingClientRect())"
    )
    assert all(box["left"] >= 0 and box["right"] <= 390 for box in wide)
    first = visit.page.locator("#causes .tile").first
    first.tap()
    visit.wait_for("window.atlas.get('select').endsWith('.right')")


def test_without_webgl_the_pictures_are_what_there_is_to_see(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=NO_WEBGL).open(f"{server.url}?select={DISC}", drawn=False)

    visit.wait_for(SEEN % "#stage")
    expect(visit.page.locator("#stage")).to_contain_text("without any pain")
    expect(visit.page.get_by_role("slider", name="Amount")).to_have_count(0)
    assert not [url for url in visit.addresses if url.endswith(".change")]
    visit.page.locator("#stage").get_by_role("button", name="All causes at a glance").click()
    expect(visit.page.get_by_role("dialog", name="All causes at a glance")).to_be_visible()


def test_on_paper_a_card_has_its_picture_and_how_common_it_is(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=NO_WEBGL).open(f"{server.url}?select={DISC}", drawn=False)
    visit.wait_for(SEEN % "#stage")
    visit.page.emulate_media(media="print")

    expect(visit.page.locator(".card .glance")).to_be_visible()
    expect(visit.page.locator(".card .on-paper").first).to_contain_text("without any pain")
    expect(visit.page.locator(".bar")).to_be_hidden()
    expect(visit.page.locator(".theatre")).to_be_hidden()
