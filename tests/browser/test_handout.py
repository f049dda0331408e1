"""A handout of kept views: a patient's words, pictures, signs to act on, and codes that lead back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
ATLAS = "https://clinic.example/atlas/"


def pages(visit: Any, paper: str) -> int:
    """How many pages of a paper it takes, with the margins of a printer."""
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "11mm")
    return len(PAGE.findall(visit.page.pdf(format=paper, print_background=True, margin=margin)))


@pytest.fixture
def handed(server: Any, visiting: Visiting) -> Any:
    """A page with the handout of two views of one cause, spoken of to students until then."""
    visit = visiting().open(f"{server.url}?select=l5-s1-herniated-disc.left&amount=0", drawn=False)
    visit.wait_for("window.atlas.get('card')?.title")
    visit.page.locator("#stage").press("k")
    visit.js("window.atlas.set('amount', 100)")
    visit.page.locator("#stage").press("k")
    visit.js("window.atlas.set('way', 'kept')")
    visit.page.get_by_role("button", name="Make a handout").click()
    visit.page.wait_for_selector(".handout-sheet")
    return visit


def test_it_says_in_a_patients_words_what_was_looked_at(handed: Any) -> None:
    sheet = handed.page.locator(".handout-sheet")
    expect(sheet.locator("h1")).to_have_text("Slipped disc, the lowest, left")
    expect(sheet).to_contain_text("Part of the soft centre of the lowest disc bulges out")
    expect(sheet).to_contain_text("What usually happens next?")
    expect(sheet.locator(".handout-flags")).to_contain_text("Get emergency care the same day")
    expect(sheet.locator(".handout-flags li")).to_have_count(
        handed.js("window.atlas.get('red_flags').lines.length")
    )
    expect(sheet.locator(".handout-words li")).to_have_count(4)


def test_it_fills_one_page_and_two_in_large_print(handed: Any) -> None:
    handed.page.get_by_label("Address of the atlas").fill(ATLAS)
    assert [pages(handed, paper) for paper in ("A4", "Letter")] == [1, 1]

    handed.page.get_by_label("Large print").check()
    assert pages(handed, "A4") == 2


def test_codes_stand_only_where_a_phone_can_follow_them(handed: Any) -> None:
    codes = handed.page.locator(".handout-code")
    expect(codes).to_have_count(0)
    expect(handed.page.locator(".handout-sheet")).to_contain_text("No square codes")
    handed.page.get_by_label("Address of the atlas").fill(ATLAS)

    expect(codes).to_have_count(2)
    expect(codes.nth(1)).to_have_attribute("alt", re.compile("on a phone"))


def test_the_page_is_as_it_was_once_it_is_closed(handed: Any) -> None:
    handed.page.locator("#handout").get_by_role("button", name="Close", exact=True).click()

    expect(handed.page.locator("#handout")).to_be_hidden()
    seen = handed.js("['select', 'amount', 'way', 'labels'].map((key) => window.atlas.get(key))")
    assert seen == ["l5-s1-herniated-disc.left", 100, "kept", True]
    assert not handed.js("document.body.classList.contains('handing-out')")


@pytest.mark.drawing
def test_what_is_seen_is_saved_as_a_picture(server: Any, visiting: Visiting, tmp_path: Path) -> None:
    visit = visiting().open(f"{server.url}?select=sacrum&show=bones")
    sizes = []
    for fine in (2, 4):
        visit.page.get_by_role("button", name="More").click()
        with visit.page.expect_download() as saved:
            visit.page.get_by_role("button", name=f"Save as a picture, {fine} times").click()
        file = tmp_path / f"{fine}.png"
        saved.value.save_as(file)
        with Image.open(file) as picture:
            sizes.append(picture.size)
            colours = picture.convert("RGB").resize((64, 64)).getcolors(4096)
        assert len(colours or []) > 200, "a body is seen on it"

    assert saved.value.suggested_filename == "sciatica-atlas-sacrum.png"
    assert sizes[1] == (2 * sizes[0][0], 2 * sizes[0][1])
