"""Signs light where they can come from; painful places light the regions the method pairs with them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DISC = """(id) => {
  const group = [...window.atlas.scene.groups.values()].find((g) => g.ids.includes(id));
  const { firstPoint } = group.mesh.parts.find((one) => one.id === id);
  const points = group.held.data.getPointData();
  const arrays = [points.getScalars(), points.getArrayByName('detail')];
  const [colours, detail] = arrays.map((one) => one.getData());
  return [colours.slice(3 * firstPoint, 3 * firstPoint + 3).join(), detail[3 * firstPoint + 1]];
}"""
WHOLE, RING = 0, 1
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
    assert visit.page.evaluate(DISC, "LU7.left") == [PURPLE, WHOLE]
    assert visit.page.evaluate(DISC, "LU7.right") == [PURPLE, RING], "only its rim is drawn"
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
