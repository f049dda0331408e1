"""The way to a region, drawn on the body and told beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

NUMBERS = "[...document.querySelectorAll('.construction-badge text')].map((one) => one.textContent)"
LIT = "document.querySelector('.construction-badge.lit text')?.textContent"
SHOWN = "Object.entries(window.atlas.get('show')).filter(([, on]) => on).map(([id]) => id)"
AT = """(number) => {
  const all = [...document.querySelectorAll('.construction-badge')];
  const one = all.find((badge) => badge.textContent === String(number));
  return ['cx', 'cy'].map((key) => Number(one.querySelector('circle').getAttribute(key)));
}"""


def chosen(visit: Any, region: str) -> Any:
    visit.js(f"window.atlas.page.select('{region}')")
    visit.wait_for(
        f"window.atlas.get('card')?.id === '{region}' && document.querySelector('.construction-badge')"
    )
    visit.settled()
    return visit


def test_a_region_is_found_step_by_step_on_closed_skin(server: Any, moving: Visiting) -> None:
    visit = moving().open(server.url)
    before = visit.js(f"[{SHOWN}, window.atlas.get('opacity').skin]")

    chosen(visit, "KI3.left")

    assert visit.js(f"[{SHOWN}, window.atlas.get('opacity').skin]") == [["skin", "regions"], 1]
    steps = visit.page.get_by_role("list", name="How to find it").get_by_role("listitem")
    expect(steps).to_have_count(3)
    expect(steps.nth(2)).to_contain_text("33 of 66 mm")
    assert visit.js(NUMBERS) == ["1", "2", "3"]
    visit.wait_for("window.atlas.scene.complete")
    for felt in ("tibia.left", "calcaneal-tendon.left"):
        assert visit.drawn(felt), "the finger feels it, so it shines through"
    ankle, heel, middle = (visit.page.evaluate(AT, number)[0] for number in (1, 2, 3))
    assert middle == pytest.approx((ankle + heel) / 2, abs=8)

    visit.js("window.atlas.page.select('femur.left')")
    visit.settled()
    assert visit.js(f"[{SHOWN}, window.atlas.get('opacity').skin]") == before, "as it was before"
    assert visit.page.locator(".construction").is_hidden()


def test_a_step_lights_its_part_for_mouse_and_keyboard(server: Any, moving: Visiting) -> None:
    visit = chosen(moving().open(server.url), "PC6.right")
    steps = visit.page.get_by_role("list", name="How to find it").get_by_role("button")

    steps.nth(1).hover()
    assert visit.js(LIT) == "2"
    steps.nth(2).focus()
    assert visit.js(LIT) == "3"
    expect(steps.nth(2)).to_have_attribute("aria-pressed", "true")
    visit.page.keyboard.press("Shift+Tab")
    assert visit.js(LIT) == "2"
    cun = visit.js("[...document.querySelectorAll('.construction-cun')].map((one) => one.textContent)")
    assert cun == ["0", "1", "2"]


def test_how_sure_it_is_is_drawn_and_said(server: Any, moving: Visiting) -> None:
    visit = chosen(moving().open(server.url), "LU6.left")
    switch = visit.page.get_by_role("switch", name="How sure?")
    expect(switch).to_have_attribute("aria-checked", "false")
    ring = "document.querySelector('.construction-ring').getAttribute('d')"
    assert not visit.js(ring)

    switch.click()

    expect(switch).to_have_attribute("aria-checked", "true")
    expect(visit.page.locator(".how-sure")).to_contain_text("rough")
    assert len(visit.js(ring)) > 100
    expect(visit.page.locator(".how-sure li")).to_have_count(3)
    fingers = "document.querySelector('.construction-fingers').getAttribute('d')"
    assert len(visit.js(fingers)) > 100
    switch.press("Enter")
    assert not visit.js(fingers)
    assert not visit.js(ring)


def test_what_is_behind_the_limb_is_not_explained_and_names_off_takes_all_away(
    server: Any, moving: Visiting
) -> None:
    visit = chosen(moving().open(server.url), "KI3.left")
    hidden = "document.querySelector('.construction').hasAttribute('hidden')"

    visit.js("window.atlas.scene.orbit.pose.azimuth += 180, window.atlas.scene.drawNow()")
    assert visit.js(hidden)
    visit.js("window.atlas.scene.orbit.pose.azimuth -= 180, window.atlas.scene.drawNow()")
    assert not visit.js(hidden)
    visit.js("window.atlas.page.flip('names')")
    visit.js("window.atlas.scene.drawNow()")
    assert visit.js(hidden)


def test_a_link_that_names_layers_keeps_them(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=KI3.left&show=skin,nerves,regions")
    visit.wait_for("document.querySelector('.construction-badge')")

    assert visit.js(SHOWN) == ["skin", "nerves", "regions"]
