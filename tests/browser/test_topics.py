"""Signs light where they can come from; painful places light the regions the method pairs with them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

COLOURS = """(id) => {
  const group = [...window.atlas.scene.groups.values()].find((g) => g.ids.includes(id));
  const part = group.mesh.parts.find((one) => one.id === id);
  const colours = group.held.data.getPointData().getScalars().getData();
  const own = new Set();
  for (let p = part.firstPoint; p < part.lastPoint; p += 1) own.add(colours.slice(3 * p, 3 * p + 3).join());
  return [...own];
}"""
PURPLE = "154,91,214"
READY = "window.atlas.get('related').paired.first.length"


def test_a_sign_is_found_and_lights_nerves_and_zones(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves")
    visit.page.get_by_role("combobox", name="Search").fill("pins and needles right")
    expect(visit.page.get_by_role("option").first).to_contain_text("Burning")
    visit.page.keyboard.press("Enter")

    visit.wait_for("window.atlas.get('card')?.kind === 'sign'")
    visit.wait_for("[...window.atlas.scene.groups.values()].some((g) => g.layer === 'zones' && g.mesh)")
    related = visit.js("window.atlas.get('related')")
    assert related["lit"]
    assert all(nerve.endswith(".right") and visit.drawn(nerve) for nerve in related["lit"])
    lit = [zone for zone in related["zones"] if zone.startswith("dermatome")]
    assert lit
    assert all(visit.drawn(zone) for zone in lit)
    details = visit.page.get_by_role("region", name="Details")
    details.get_by_role("button", name="All red flags").click()
    expect(visit.page.get_by_role("dialog", name="Red flags")).to_be_visible()


def test_a_painful_place_shows_its_regions_by_more_than_colour(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=buttock.right&show=skin,nerves")
    visit.wait_for(READY)
    visit.wait_for(
        "window.atlas.scene.groups.get('regions.left')?.mesh ?? "
        "[...window.atlas.scene.groups.values()].some((g) => g.layer === 'regions' && g.mesh)"
    )
    paired = visit.js("window.atlas.get('related').paired")

    assert {"LU7.left", "KI3.left"} <= set(paired["first"])
    assert "LU7.right" in paired["also"]
    assert visit.drawn("LU7.left"), "regions are shown though their layer is off"
    filled = visit.page.evaluate(COLOURS, "LU7.left")
    ring = visit.page.evaluate(COLOURS, "LU7.right")
    assert "246,242,251" not in filled
    assert {PURPLE, "246,242,251"} == set(ring), "a ring: coloured at the rim, pale within"
    expect(visit.page.locator(".pair-tag:visible", has_text="Left wrist")).to_have_count(1)
    expect(visit.page.locator("#details")).to_contain_text("Which regions come first, on the other side?")

    visit.page.get_by_role("button", name="See wrist, left").click()
    visit.wait_for("window.atlas.get('view') === 'wrist.left'")
    expect(visit.page.locator(".pair-tag.first:visible").first).to_contain_text("LU")


def test_the_list_leads_to_the_two_aims_first(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?way=hurts", drawn=False)
    groups = visit.page.locator(".way-list summary").all_inner_texts()
    place = [i for i, title in enumerate(groups) if title.startswith("The two aims")]
    assert place
    assert groups[place[0] + 1].startswith("Painful places")

    visit.page.locator(".way-list summary", has_text="The two aims").click()
    row = visit.page.locator(".way-list .row", has_text="The lower back")
    assert row.locator(".eye").count() == 0
    row.locator(".row-name").click()
    expect(visit.page.locator("#details")).to_contain_text("Balance Method: aim")
