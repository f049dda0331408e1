"""Presenting: the body, large names and a caption alone; a clicker goes on; notes have a window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
WALL = {"viewport": {"width": 1920, "height": 1080}}
STORY = "story=path-of-the-nerve&step=2"

HIGH = "parseFloat(getComputedStyle(document.querySelector('{}')).fontSize)"


def presented(visit: Any) -> Any:
    visit.wait_for("window.atlas.get('telling')")
    visit.page.keyboard.press("f")
    expect(visit.page.locator(".caption-text")).to_be_visible()
    visit.settled()
    return visit


def step(visit: Any) -> int:
    return int(visit.js("window.atlas.get('step')"))


def test_one_key_leaves_the_body_and_a_large_caption(server: Any, visiting: Visiting) -> None:
    visit = presented(visiting(**WALL).open(f"{server.url}?{STORY}", drawn=False))

    assert visit.js(HIGH.format(".caption-text")) >= 28
    assert visit.page.locator(".caption-text").bounding_box()["height"] < 130, "two lines or three"
    for panel in (".bar", ".sheet", ".dock", ".compass"):
        expect(visit.page.locator(panel)).to_be_hidden()
    expect(visit.page.locator(".caption-text")).to_contain_text("Each root leaves by an opening of its own")
    assert visit.page.locator("#stage").bounding_box()["height"] > 1000
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".bar")).to_be_visible()
    expect(visit.page.locator(".caption")).to_have_count(0)
    assert step(visit) == 2, "the story goes on"


def test_a_clicker_goes_on_and_back_and_darkens_the_screen(server: Any, visiting: Visiting) -> None:
    visit = presented(visiting().open(f"{server.url}?{STORY}"))

    visit.page.keyboard.press("PageDown")
    assert step(visit) == 3
    visit.page.keyboard.press("ArrowLeft")
    assert step(visit) == 2
    visit.page.keyboard.press("b")
    expect(visit.page.locator(".blank")).to_be_visible()
    visit.page.keyboard.press("PageDown")
    expect(visit.page.locator(".blank")).to_have_count(0)
    assert step(visit) == 2, "the first press brings the picture back"


def test_who_turned_the_body_comes_back_to_the_step_first(server: Any, visiting: Visiting) -> None:
    visit = presented(visiting().open(f"{server.url}?{STORY}"))
    visit.wait_for("window.atlas.scene.orbit.wanted !== null")
    before = visit.camera

    visit.js("window.atlas.scene.orbit.turn(40, 0)")
    assert visit.camera != before
    visit.page.keyboard.press("ArrowRight")

    assert step(visit) == 2
    visit.wait_for(
        f"Math.abs(Math.sin((window.atlas.scene.orbit.six[0] - {before[0]}) * Math.PI / 360)) < 0.01"
    )
    visit.page.keyboard.press("ArrowRight")
    assert step(visit) == 3


def test_names_are_larger_than_on_a_desk(server: Any, visiting: Visiting) -> None:
    visit = visiting(**WALL).open(f"{server.url}?{STORY}")
    visit.page.wait_for_selector(".margin-label:not([hidden]) b")
    small = visit.js(HIGH.format(".margin-label b"))
    presented(visit)
    assert visit.js(HIGH.format(".margin-label b")) >= 1.5 * small


def test_the_notes_stand_in_a_window_of_their_own(server: Any, visiting: Visiting) -> None:
    visit = presented(visiting().open(f"{server.url}?{STORY}", drawn=False))
    with visit.page.context.expect_page() as other:
        visit.page.get_by_role("button", name="Notes in a window").press("Enter")
    notes = other.value
    expect(notes.locator("#head")).to_have_text("Roots leave the spine")
    expect(notes.locator("#text")).to_contain_text("L5 is marked")
    expect(notes.locator("#next")).to_have_text("Next: They meet inside the pelvis")
    visit.page.bring_to_front()
    visit.page.keyboard.press("n")
    expect(notes.locator("#head")).to_have_text("They meet inside the pelvis")
    expect(notes.locator("#clock")).to_contain_text("0:0")


def test_a_cause_and_a_walk_are_presented_too(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=l5-s1-herniated-disc.left")
    visit.wait_for("window.atlas.get('cause')")
    visit.page.keyboard.press("f")
    expect(visit.page.locator(".caption-text")).not_to_be_empty()
    visit.page.keyboard.press("ArrowRight")
    assert visit.js("window.atlas.get('amount')") == 100
    visit.page.keyboard.press("Escape")
    visit.js("window.atlas.page.way('follow')")
    visit.wait_for("window.atlas.get('walkTold')")
    visit.page.keyboard.press("f")
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator(".caption-count")).to_contain_text("2")
