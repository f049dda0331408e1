"""On a phone the body stays in sight and everything can be reached with a thumb."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_nothing_hangs_over_the_edge(server: Any, visiting: Visiting) -> None:
    visit = visiting(**PHONE).open(f"{server.url}?select=l5-s1-herniated-disc.left", drawn=False)

    for sheet in ("List", "Layers", "Details"):
        visit.page.get_by_role("navigation", name="Panels").get_by_role("button", name=sheet).tap()
        assert visit.js("document.scrollingElement.scrollWidth") <= 390
        assert visit.page.locator("#stage").bounding_box()["height"] > 200


def test_targets_are_large_enough_for_a_thumb(server: Any, visiting: Visiting) -> None:
    visit = visiting(**PHONE).open(f"{server.url}?select=KI3.left", drawn=False)
    visit.page.get_by_role("navigation", name="Panels").get_by_role("button", name="Layers").tap()

    small = visit.js(
        """[...document.querySelectorAll('button, [role=switch], input')]
          .filter((e) => e.getClientRects().length && e.tabIndex >= 0)
          .map((e) => [e.ariaLabel || e.textContent.trim(), e.closest('label') || e])
          .map(([name, target]) => [name, target.getBoundingClientRect().height])
          .filter(([, height]) => height < 40)"""
    )
    assert small == []


def test_a_finger_turns_and_a_tap_picks(server: Any, visiting: Visiting) -> None:
    visit = visiting(**PHONE).open(f"{server.url}?show=bones&view=lower-back")
    x, y = visit.place("l3-vertebra")

    visit.page.touchscreen.tap(x, y)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Third lumbar vertebra")


def test_the_page_may_be_enlarged(server: Any, visiting: Visiting) -> None:
    visit = visiting(**PHONE).open(server.url, drawn=False)

    assert "maximum-scale" not in visit.js("document.querySelector('meta[name=viewport]').content")


@pytest.mark.parametrize("name", ["Evidence", "Method", "Red flags", "About this atlas"])
def test_what_is_to_be_read_is_one_tap_away(server: Any, visiting: Visiting, name: str) -> None:
    visit = visiting(**PHONE).open(server.url, drawn=False)
    button = visit.page.get_by_role("banner").get_by_role("button", name=name)
    box = button.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    brand = visit.js("document.querySelector('.brand span:last-child').getBoundingClientRect().right")
    assert brand <= box["x"]
    button.tap()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
