"""Where it hurts: places are pressed, painted or ticked, and it is told what they have in common."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

SPOT = """(id) => {
  const { scene } = window.atlas;
  const zones = [...scene.groups.values()].filter((one) => one.layer === 'zones' && one.mesh);
  const group = zones.find((one) => one.ids.includes(id));
  const part = group.mesh.parts.find((one) => one.id === id);
  const { points, weights } = group.mesh;
  const stage = document.getElementById('stage').getBoundingClientRect();
  const mean = [0, 1, 2].map((axis) => {
    let [sum, all] = [0, 0];
    for (let p = part.firstPoint; p < part.lastPoint; p += 1) {
      sum += points[3 * p + axis] * weights[p];
      all += weights[p];
    }
    return sum / all;
  });
  const { x, y } = scene.orbit.project(mean);
  return [x + stage.x, y + stage.y];
}"""
ZONES = "[...window.atlas.scene.groups.values()].some((one) => one.layer === 'zones' && one.mesh)"
LIT = [240, 122, 19]


def opened(visit: Any) -> Any:
    visit.page.get_by_role("button", name="Where it hurts").first.click()
    visit.wait_for(f"{ZONES} && window.atlas.scene.complete")
    visit.settled()
    return visit


def hurts(visit: Any) -> Any:
    return visit.js("window.atlas.get('hurts')")


def press(visit: Any, place: str) -> None:
    visit.page.mouse.click(*visit.page.evaluate(SPOT, place))


def test_two_presses_on_the_body_show_what_they_have_in_common(server: Any, moving: Visiting) -> None:
    visit = opened(moving(viewport={"width": 1280, "height": 800}).open(server.url))

    press(visit, "buttock.left")
    press(visit, "back-of-thigh-and-calf.left")

    assert hurts(visit) == ["buttock.left", "back-of-thigh-and-calf.left"]
    chosen = visit.page.get_by_role("list", name="Where it hurts").get_by_role("listitem")
    expect(chosen).to_have_count(2)
    expect(visit.page.get_by_role("heading", name="What can be felt at all 2 places")).to_be_visible()
    expect(visit.page.locator(".pain-care")).to_contain_text("bladder or bowel")
    rows = visit.page.locator(".pain-rows").first.get_by_role("button")
    expect(rows.first).to_contain_text("A reached")
    expect(rows.first).to_contain_text("B reached")
    regions = visit.page.locator(".pain-rows").nth(2).get_by_role("button")
    expect(regions.first).to_contain_text("LU6")
    expect(regions.first).to_contain_text("right wrist and forearm")
    expect(regions.first).to_contain_text("systems 2, 4, inferred")
    for place in hurts(visit):
        assert visit.drawn(place)
    assert not visit.drawn("buttock.right")
    assert visit.colour("sciatic.left") == LIT, "it serves both"
    assert visit.colour("sciatic.right") != LIT
    press(visit, "buttock.left")
    assert hurts(visit) == ["back-of-thigh-and-calf.left"], "a second press takes it away"


def test_it_works_without_the_body_by_list_and_keyboard(server: Any, moving: Visiting) -> None:
    visit = opened(moving(viewport={"width": 1280, "height": 800}).open(server.url))
    visit.page.get_by_text("Choose places from a list").press("Enter")
    box = visit.page.get_by_role("group", name="Right").get_by_role("checkbox", name="Sole of the foot")
    box.press("Space")
    assert hurts(visit) == ["sole.right"]
    expect(box).to_be_checked()
    row = visit.page.locator(".pain-rows").first.get_by_role("button", name="Nerve at the inner ankle")
    row.press("Enter")
    visit.wait_for("window.atlas.get('card')?.id === 'tarsal-tunnel.right'")
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("list", name="Where it hurts")).to_contain_text("Sole of the foot")


def test_a_stroke_paints_and_another_one_takes_away(server: Any, moving: Visiting) -> None:
    visit = opened(moving(viewport={"width": 1280, "height": 800}).open(server.url))
    camera = visit.camera
    brush = visit.page.get_by_role("radiogroup", name="On the body")
    way = [visit.page.evaluate(SPOT, f"{place}.left") for place in ("buttock", "back-of-thigh-and-calf")]

    for name, left in (("Paint", ["buttock.left", "back-of-thigh-and-calf.left"]), ("Erase", [])):
        brush.get_by_role("radio", name=name).check(force=True)
        visit.page.mouse.move(*way[0])
        visit.page.mouse.down()
        visit.page.mouse.move(*way[1], steps=12)
        visit.page.mouse.up()
        assert hurts(visit) == left, name
    assert visit.camera == camera, "the body was not turned by it"


def test_one_link_holds_it_all_and_what_is_no_painful_place_is_left_out(
    server: Any, moving: Visiting
) -> None:
    visit = moving().open(f"{server.url}?hurts=sole.left,femur.left,buttock.left&way=hurts&show=skin")
    visit.wait_for(f"{ZONES} && window.atlas.scene.complete")

    assert hurts(visit) == ["sole.left", "buttock.left"]
    expect(visit.page.get_by_role("list", name="Where it hurts").get_by_role("listitem")).to_have_count(2)
    visit.rest()
    assert "hurts=sole.left,buttock.left" in visit.js("location.search")
    visit.page.get_by_role("button", name="Start over").click()
    assert hurts(visit) == []


def test_a_press_beside_every_place_says_so_and_a_seventh_is_refused(server: Any, moving: Visiting) -> None:
    six = "sole.left,buttock.left,instep.left,first-web.left,front-of-shin.left,inner-lower-leg.left"
    visit = moving(viewport={"width": 1280, "height": 800}).open(f"{server.url}?hurts={six}&way=hurts")
    visit.wait_for(f"{ZONES} && window.atlas.scene.complete")
    stage = visit.page.locator("#stage").bounding_box()

    visit.page.mouse.click(stage["x"] + 30, stage["y"] + 300)
    expect(visit.page.get_by_role("alert")).to_contain_text("No painful place of this atlas lies there")
    visit.js("window.atlas.set('notices', [])")
    press(visit, "back-of-thigh-and-calf.right")

    expect(visit.page.get_by_role("alert")).to_contain_text("Up to 6 places")
    assert len(hurts(visit)) == 6
