"""A cut through the body: what is before it is gone, and what is solid has a face that can be picked."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

FACES = "window.atlas.scene.cutting.caps.held.actor.getVisibility()"
ABOVE = "show=bones,nerves,ligaments&cut=axial:{at}&camera=180,60,400,0,10,{at}"
FOCAL = "window.atlas.scene.orbit.pose.focal[2]"
NERVE_PLANE = "window.atlas.scene.cutting.cut.plane.origin"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def middle(visit: Any, entry: str, axis: int) -> int:
    return round(visit.js(f"window.atlas.get('atlas').entries['{entry}'].centre[{axis}]"))


def opened(visit: Any, url: str, entry: str) -> int:
    """A page that looks down on the cut through an entry; where that is, mm."""
    visit.open(url, drawn=False)
    at = middle(visit, entry, 2)
    visit.open(f"{url}?{ABOVE.format(at=at)}")
    visit.wait_for(f"window.atlas.scene.cutting.caps.placeOn('{entry}')")
    visit.settled()
    return at


def clipped(visit: Any, layer: str) -> list[int]:
    """How many planes cut each group of a layer, its ghost included."""
    return visit.js(
        f"[...window.atlas.scene.groups.values()].filter((g) => g.layer === '{layer}')"
        ".flatMap((g) => [g.held, g.ghost].filter(Boolean))"
        ".map((held) => held.mapper.getClippingPlanes().length)"
    )


def test_a_cut_in_an_address_is_made_and_picked(server: Any, moving: Visiting) -> None:
    visit = moving()
    at = opened(visit, server.url, "l4-l5-disc")

    assert set(clipped(visit, "bones")) == set(clipped(visit, "nerves")) == {1}
    found = visit.js(
        f"(([x, y]) => {{ const at = window.atlas.scene.orbit.project([x, y, {at}]);"
        " const hit = window.atlas.scene.pick(at.x, at.y, 0); return [hit.id, hit.point[2]]; })"
        "(window.atlas.get('atlas').entries['l4-l5-nucleus'].centre)"
    )
    assert found[0] == "l4-l5-nucleus"
    assert found[1] == pytest.approx(at, abs=0.01)
    assert visit.js(FACES)


def test_what_is_above_a_cut_is_not_hit(server: Any, moving: Visiting) -> None:
    visit = moving()
    at = opened(visit, server.url, "l4-l5-disc")

    hits = visit.js(
        "(() => { const { scene } = window.atlas; const { width, height } = scene.size; const found = [];"
        " for (let x = 10; x < width; x += 40) for (let y = 70; y < height; y += 40)"
        " found.push(scene.pick(x, y, 0)); return found.filter(Boolean).map((hit) => hit.point[2]); })()"
    )
    assert len(hits) > 20
    assert max(hits) <= at + 0.01


def test_the_control_cuts_and_moves_and_ends(server: Any, moving: Visiting) -> None:
    visit = moving().load(server.url)
    cut = visit.popover("cut")

    cut.get_by_role("radio", name="Across").check(force=True)
    visit.wait_for("window.atlas.get('cut').startsWith('axial:')")
    visit.wait_for("window.atlas.scene.orbit.pose.elevation > 29")
    slider = cut.get_by_role("slider", name="Place of the cut")
    before = visit.js("Number(window.atlas.get('cut').split(':')[1])")
    slider.press("ArrowRight")
    cut.get_by_role("button", name="A little on").click()
    assert visit.js("Number(window.atlas.get('cut').split(':')[1])") == before + 2
    expect(slider).to_have_attribute("aria-valuetext", f"{before + 2} mm above the floor")
    visit.rest()
    assert f"cut=axial:{before + 2}" in visit.page.url

    cut.get_by_role("radio", name="Off").check(force=True)
    visit.settled()
    assert set(clipped(visit, "bones")) == {0}
    assert not visit.js(FACES)
    assert "cut=" not in visit.js("window.atlas.address()")


def test_a_cut_across_a_nerve_slides_along_it_and_comes_back_from_its_address(
    server: Any, moving: Visiting
) -> None:
    visit = moving().load(f"{server.url}?select=sciatic.left")
    cut = visit.popover("cut")

    cut.get_by_role("radio", name="Nerve").check(force=True)
    visit.wait_for("window.atlas.get('cut').startsWith('nerve:sciatic.left:')")
    visit.wait_for("window.atlas.scene.cutting.caps.placeOn('sciatic.left')")
    slider = cut.get_by_role("slider", name="Place of the cut")
    before = visit.js(FOCAL)
    for _ in range(20):
        slider.press("ArrowRight")
    assert 18 < before - visit.js(FOCAL) < 20.5, "the picture goes along"
    at = visit.js("window.atlas.get('cut').split(':')[2]")
    expect(slider).to_have_attribute("aria-valuetext", f"Sciatic nerve: {at} mm from where it begins")
    visit.rest()

    plane = visit.js(NERVE_PLANE)
    visit.open(visit.page.url)
    visit.wait_for("window.atlas.scene.cutting.caps.placeOn('sciatic.left')")
    assert visit.js(NERVE_PLANE) == plane
    assert visit.js("window.atlas.scene.cutting.caps.placeOn('femur.left')")


def test_a_cut_across_a_nerve_that_is_not_there_is_told_of(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?cut=nerve:nothing.left:40")

    expect(visit.page.get_by_text("no nerve of that name")).to_be_visible()
    assert visit.js("window.atlas.get('cut')") == ""


def test_a_key_cuts_as_before_and_no_longer(server: Any, moving: Visiting) -> None:
    visit = moving().load(server.url)
    visit.page.locator("#stage").focus()

    visit.page.keyboard.press("c")
    assert visit.js("window.atlas.get('cut')") != ""
    visit.page.keyboard.press("c")
    assert visit.js("window.atlas.get('cut')") == ""


def test_a_side_cut_takes_the_nearer_side(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones&cut=sagittal:-30&camera=-90,0,900,0,0,950")
    visit.settled()

    hits = visit.js(
        "(() => { const { scene } = window.atlas; const { width, height } = scene.size; const found = [];"
        " for (let x = 10; x < width; x += 40) for (let y = 70; y < height; y += 40)"
        " found.push(scene.pick(x, y, 0)); return found.filter(Boolean).map((hit) => hit.point[0]); })()"
    )
    assert len(hits) > 10
    assert min(hits) >= -30.01


def test_names_point_at_what_is_left(server: Any, moving: Visiting) -> None:
    visit = moving(viewport={"width": 1280, "height": 800})
    opened(visit, server.url, "l4-l5-disc")

    names = visit.page.locator(".margins")
    expect(names).to_contain_text("Dural sac")
    expect(names).not_to_contain_text("Second lumbar vertebra")


@pytest.mark.parametrize("options", [{}, PHONE])
@pytest.mark.parametrize("chosen", ["", "select=tarsal-tunnel.left&"])
def test_the_control_is_large_enough_and_fits(
    server: Any, moving: Visiting, options: dict[str, Any], chosen: str
) -> None:
    visit = moving(**options).open(f"{server.url}?{chosen}cut=axial:1000")
    cut = visit.popover("cut")

    width = visit.js("innerWidth")
    for part in (cut.locator("button, .segment, input[type=range]")).all():
        box = part.bounding_box()
        assert box
        assert box["height"] >= 42
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_a_cause_brings_its_own_cut_which_can_be_left_away(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=l5-s1-herniated-disc.left&amount=100")
    visit.wait_for("window.atlas.get('cause') && window.atlas.scene.cutting.caps.placeOn('l5-s1-disc')")
    shift = visit.js("window.atlas.scene.cutting.cut.shift")
    assert shift["nerves"] > shift["bones"] == 0

    cut = visit.popover("cut")
    expect(cut.get_by_role("radio", name="Cause")).to_be_checked()
    cut.get_by_role("radio", name="Off").check(force=True)
    visit.settled()
    assert not visit.js(FACES)
    assert "cut=none" in visit.js("window.atlas.address()")
    cut.get_by_role("radio", name="Cause").check(force=True)
    visit.settled()
    assert visit.js(FACES)
    assert "cut=" not in visit.js("window.atlas.address()")
