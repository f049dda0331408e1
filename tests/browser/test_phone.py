"""On a phone the body stays in sight and everything can be reached with a thumb."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_nothing_hangs_over_the_edge(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?select=l5-s1-herniated-disc.left&show=nerves", drawn=False)

    for name in ("layers", "views", "menu"):
        box = visit.popover(name).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        visit.shut()
    assert visit.js("document.scrollingElement.scrollWidth") <= 390


def test_the_sheet_has_three_heights_and_the_body_keeps_more_than_half(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?select=l5-s1-herniated-disc.left&show=nerves", drawn=False)
    height = "document.getElementById('details').getBoundingClientRect().height"
    handle = visit.page.locator(".handle")

    assert visit.page.locator("#stage").bounding_box()["height"] >= 0.55 * 844
    half = visit.js(height)
    handle.press("ArrowUp")
    visit.wait_for("window.atlas.get('sheet') === 'full'")
    assert visit.js(height) > 0.85 * 844
    handle.tap()
    visit.wait_for("window.atlas.get('sheet') === 'low'")
    assert visit.js(height) == 96
    visit.js("window.atlas.page.select('sacrum')")
    visit.wait_for(f"{height} === {half}")


@pytest.mark.parametrize("size", [(844, 390), (640, 400)])
def test_on_its_side_and_enlarged_the_body_and_the_words_stand_side_by_side(
    server: Any, moving: Visiting, size: tuple[int, int]
) -> None:
    width, height = size
    visit = moving(viewport={"width": width, "height": height}).open(f"{server.url}?select=KI3.left")
    sheet = visit.page.locator("#details").bounding_box()

    assert sheet["x"] >= 0.55 * width
    assert sheet["height"] > 0.85 * height
    at = visit.js("window.atlas.scene.orbit.project(window.atlas.get('atlas').entries['KI3.left'].centre)")
    assert 0 < at["x"] < sheet["x"]


def test_targets_are_large_enough_for_a_thumb(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?select=KI3.left&show=nerves", drawn=False)
    visit.popover("layers")

    small = visit.js(
        """[...document.querySelectorAll('button, [role=switch], input, select, summary')]
          .filter((e) => e.getClientRects().length && e.tabIndex >= 0)
          .map((e) => [e.ariaLabel || e.textContent.trim(), e.closest('label') || e])
          .map(([name, target]) => [name, target.getBoundingClientRect().height])
          .filter(([, height]) => height < 40)"""
    )
    assert small == []


def test_a_finger_turns_and_a_tap_picks(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?show=bones&view=lower-back")
    x, y = visit.place("l3-vertebra")

    visit.page.touchscreen.tap(x, y)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Third lumbar vertebra")


def test_the_page_may_be_enlarged(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?show=nerves", drawn=False)

    assert "maximum-scale" not in visit.js("document.querySelector('meta[name=viewport]').content")


def test_the_red_flags_are_one_tap_away(server: Any, moving: Visiting) -> None:
    visit = moving(**PHONE).open(f"{server.url}?show=nerves", drawn=False)
    button = visit.page.get_by_role("banner").get_by_role("button", name="Red flags")
    box = button.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button.tap()
    expect(visit.page.get_by_role("dialog", name="Red flags")).to_be_visible()
