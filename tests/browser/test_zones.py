"""Zones on the skin: a root lights its own, a branch too, and the caveat never leaves their side."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

ROOTS = ("l4", "l5", "s1", "s2")
ARRIVED = """window.atlas.scene.complete
  && [...window.atlas.scene.groups.values()].some((g) => g.layer === 'zones' && g.mesh)"""
ALPHA = """(id) => {
  const group = [...window.atlas.scene.groups.values()].find((g) => g.ids.includes(id));
  const part = group.mesh.parts.find((one) => one.id === id);
  const colours = group.held.data.getPointData().getScalars().getData();
  const own = [];
  for (let p = part.firstPoint; p < part.lastPoint; p += 1) own.push(colours[4 * p + 3]);
  return [Math.min(...own), Math.max(...own)];
}"""


def test_zones_come_when_they_are_switched_on(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?show=nerves")
    assert not [url for url in visit.addresses if "/geometry/" in url and "/zones" in url]
    expect(visit.page.get_by_role("complementary", name="Key of the zones")).to_have_count(0)

    visit.layer("Zones").check(force=True)
    visit.shut()

    visit.wait_for(ARRIVED)
    assert visit.drawn("dermatome-l5.left")
    assert not visit.drawn("skin-of-sural.left")
    key = visit.page.get_by_role("complementary", name="Key of the zones")
    for root in ("L4", "L5", "S1", "S2"):
        expect(key).to_contain_text(root)
    expect(key).to_contain_text("overlap")


def choose(visit: Any, entry: str) -> None:
    visit.js(f"window.atlas.page.select('{entry}')")
    visit.wait_for(f"window.atlas.get('related').zones.length && {ARRIVED}")
    visit.settled()


def test_a_root_lights_its_dermatome_on_its_side(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select=l4-root.left")
    visit.wait_for(ARRIVED)
    assert visit.drawn("dermatome-l4.left")

    for root in ROOTS:
        choose(visit, f"{root}-root.left")
        drawn = [other for other in ROOTS if visit.drawn(f"dermatome-{other}.left")]
        assert drawn == [root]
        assert not visit.drawn(f"dermatome-{root}.right")
        expect(visit.page.get_by_role("complementary", name="Key of the zones")).to_contain_text("overlap")


def test_a_branch_lights_its_skin(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select=sural.right")
    visit.wait_for(ARRIVED)

    for branch in ("superficial-fibular", "sural", "deep-fibular", "medial-plantar"):
        choose(visit, f"{branch}.right")
        assert visit.drawn(f"skin-of-{branch}.right")
        assert not visit.drawn("dermatome-s1.right")


def test_the_others_step_back_while_one_is_lit(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=skin,nerves,zones&select=dermatome-l5.left")
    visit.wait_for(ARRIVED)

    lit, other = (visit.page.evaluate(ALPHA, f"dermatome-{root}.left") for root in ("l5", "s1"))

    assert lit[0] < 10, "the edge is soft"
    assert lit[1] > 150
    assert other[1] < lit[1] / 2


def test_zones_are_drawn_without_the_skin(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=zones")

    visit.wait_for(ARRIVED)
    assert visit.drawn("dermatome-s1.right")
    assert not visit.drawn("skin")


def test_a_zone_can_be_pressed_and_read(server: Any, moving: Visiting) -> None:
    wide = {"viewport": {"width": 1280, "height": 640}}
    visit = moving(**wide).open(f"{server.url}?show=zones&view=left")
    visit.wait_for(ARRIVED)
    x, y = visit.place("dermatome-l5.left")

    visit.page.mouse.click(x, y)

    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("L5 dermatome")
    expect(details.locator("summary").first).to_be_visible()
    expect(details).to_contain_text("Sources (")


def test_search_finds_a_zone_and_the_address_keeps_it(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves")

    visit.page.get_by_role("combobox", name="Search").fill("L5 dermatome left")
    expect(visit.page.get_by_role("option").first).to_contain_text("L5 dermatome")
    visit.page.keyboard.press("Enter")

    visit.wait_for("new URLSearchParams(location.search).get('select') === 'dermatome-l5.left'")
    visit.wait_for(ARRIVED)
    assert visit.drawn("dermatome-l5.left")


def test_the_skin_can_be_divided_by_nerve(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=zones")
    visit.wait_for(ARRIVED)
    key = visit.page.get_by_role("complementary", name="Key of the zones")

    key.get_by_text("Key", exact=True).click()
    key.get_by_role("radio", name="By nerve").check(force=True)

    assert visit.drawn("skin-of-sural.left")
    assert not visit.drawn("dermatome-s1.left")
    visit.wait_for("location.search.includes('zones=nerve')")


@pytest.mark.parametrize("width", [830, 1000, 1180])
def test_the_key_leaves_the_body_in_sight_in_a_narrow_window(
    server: Any, moving: Visiting, width: int
) -> None:
    visit = moving(viewport={"width": width, "height": 700})
    visit.load(f"{server.url}?show=skin,zones,nerves", drawn=False)
    key = visit.page.get_by_role("complementary", name="Key of the zones")
    stage, box = visit.page.locator("#stage").bounding_box(), key.bounding_box()

    assert box["width"] * box["height"] < 0.15 * stage["width"] * stage["height"]
    key.get_by_text("Key", exact=True).click()
    expect(key.get_by_role("button", name="L5 dermatome")).to_be_visible()
