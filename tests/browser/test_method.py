"""The Balance Method made visible: laid on a limb; a system lights its regions, and its side is drawn."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
DESK = {"viewport": {"width": 1280, "height": 800}}

LYING = "document.querySelectorAll('.method-line').length > 0"
NAMES = "[...document.querySelectorAll('.method-lines text')].map((one) => one.textContent)"
BOX = """(() => {
  const held = window.atlas.laid.now.held;
  const points = held.data.getPoints().getData();
  const box = [Infinity, -Infinity, Infinity, -Infinity];
  for (let p = 0; p < points.length; p += 3) {
    box[0] = Math.min(box[0], points[p]);
    box[1] = Math.max(box[1], points[p]);
    box[2] = Math.min(box[2], points[p + 2]);
    box[3] = Math.max(box[3], points[p + 2]);
  }
  return [held.actor.getVisibility(), ...box];
})()"""


def laid(visit: Any) -> Any:
    visit.wait_for(
        "window.atlas.get('laying') && window.atlas.get('methodTold') && window.atlas.scene.complete"
    )
    visit.wait_for(f"{LYING} && window.atlas.laid.now?.isShown")
    visit.settled()
    return visit


def test_the_trunk_is_laid_on_the_limb_of_the_other_side(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?way=points")
    visit.page.get_by_role("button", name="See it laid on the body").click()
    laid(visit)

    expect(visit.page.locator("#laid-title")).to_be_focused()
    expect(visit.page.locator("#laid .lead")).to_contain_text("published")
    seen, left, right, low, high = visit.js(BOX)
    assert seen
    assert right < 20, "the pain is left, so it lies on the right arm and leg"
    assert left < -300, "as far as the hand"
    assert low < 60 < 1200 < high
    assert {"Wrist: L5-S1", "Elbow: L2", "Ankle: L5-S1", "Knee: L2"} <= set(visit.js(NAMES))

    visit.page.get_by_role("radiogroup", name="The pain is").get_by_role("radio", name="Right").check(
        force=True
    )
    visit.wait_for("window.atlas.get('laying').limb === 'left'")
    visit.settled()
    visit.wait_for(f"{BOX}[1] > -20")


def test_a_system_lights_its_regions_and_draws_its_side(server: Any, moving: Visiting) -> None:
    visit = laid(moving(**DESK).open(f"{server.url}?method=image.left"))
    systems = visit.page.get_by_role("radiogroup", name="System")

    systems.get_by_role("radio", name="3").check(force=True)
    expect(visit.page.locator(".laid-rule")).to_contain_text("System 3")
    expect(visit.page.locator(".laid-rule")).to_contain_text("the other side")
    visit.wait_for("document.querySelectorAll('.method-arrow').length === 1")
    assert visit.js("window.atlas.get('fits').first.every((id) => /^KI[0-9]+[.]right$/.test(id))")

    systems.get_by_role("radio", name="2").check(force=True)
    expect(visit.page.locator(".laid-rule")).to_contain_text("either side")
    visit.wait_for("document.querySelectorAll('.method-arrow').length === 2")
    assert "system=2" in visit.js("window.atlas.address()")
    visit.page.get_by_role("button", name="See LU").click()
    visit.wait_for("window.atlas.get('card')?.id.startsWith('LU')")
    assert visit.js("window.atlas.get('method')") == ""
    visit.wait_for(f"!{BOX}[0]")
    visit.page.go_back()
    laid(visit)
    assert visit.js("window.atlas.get('system')") == 2


def test_a_link_to_a_system_lights_its_regions(server: Any, visiting: Visiting) -> None:
    visit = visiting(**DESK).open(f"{server.url}?method=image.left&system=3")
    visit.wait_for("window.atlas.get('fits').first.includes('KI3.right')")
    expect(visit.page.get_by_role("button", name="See KI3")).to_be_visible()


def test_other_formats_are_laid_in_its_place(server: Any, moving: Visiting) -> None:
    visit = laid(moving(**DESK).open(f"{server.url}?method=mirror.left"))
    _, left, right, low, _ = visit.js(BOX)
    assert right < -50
    assert left < -300
    assert low > 600, "the leg lies on the arm"
    assert "Wrist: Ankle" in visit.js(NAMES)

    visit.page.get_by_role("radiogroup", name="How it is laid").get_by_role(
        "radio", name="Reverse image"
    ).check(force=True)
    visit.wait_for("window.atlas.get('laying').id === 'reverse-image'")
    visit.wait_for(f"{NAMES}.includes('Wrist: Neck')")
    disagreement = visit.page.locator("#laid").get_by_text("Where the low back lies on the forearm")
    disagreement.click()
    expect(visit.page.locator(".laid-views").first).to_contain_text("Near the elbow")
    visit.page.keyboard.press("Escape")
    visit.wait_for("!window.atlas.get('laying')")
    expect(visit.page.locator(".way-list")).to_be_visible()


def test_it_moves_from_the_back_onto_the_arm(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK, reduced_motion="no-preference").open(f"{server.url}?way=points")
    visit.page.get_by_role("button", name="See it laid on the body").click()
    visit.wait_for("window.atlas.laid.now?.isShown")
    visit.wait_for(f"{BOX}[1] < -300")
    visit.page.get_by_role("button", name="Lay it on again").click()
    visit.wait_for(f"{BOX}[1] > -150")
    visit.wait_for(f"{BOX}[1] < -300")


def test_a_format_nobody_knows_is_left_out(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?method=upside-down.left&way=points")
    visit.wait_for("window.atlas.get('method') === ''")
    assert visit.js("window.atlas.get('laying')") is None
