"""Following the nerve: one control takes the camera, the words and the light from the spine to the toes."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

RING = """(() => {
  const stage = document.getElementById('stage').getBoundingClientRect();
  const ring = document.querySelector('.walk-here').getBoundingClientRect();
  return [ring.x + ring.width / 2 - stage.x, ring.y + ring.height / 2 - stage.y];
})()"""
SHOWN = "Object.entries(window.atlas.get('show')).filter(([, on]) => on).map(([id]) => id)"
LIT = [240, 122, 19]


def walking(visit: Any) -> Any:
    visit.wait_for("window.atlas.get('walking') && window.atlas.get('walkTold')")
    visit.settled()
    return visit


def title(visit: Any) -> Any:
    return visit.page.locator("#walk-title")


def test_one_press_begins_the_walk_and_one_more_goes_on(server: Any, moving: Visiting) -> None:
    visit = moving().open(server.url)
    visit.page.get_by_role("button", name="Follow the nerve").first.click()
    walking(visit)
    expect(title(visit)).to_have_text("The root S1 leaves the sac")
    expect(title(visit)).to_be_focused()
    assert visit.js(SHOWN) == ["skin", "bones", "nerves"], "nothing stands before the nerve"

    visit.page.get_by_role("button", name="Next stop").first.click()

    expect(title(visit)).to_have_text("Five roots become one nerve")
    visit.page.keyboard.press("n")
    expect(title(visit)).to_have_text("Out below a small deep muscle")
    visit.page.keyboard.press("p")
    expect(title(visit)).to_have_text("Five roots become one nerve")
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".way-list")).to_be_visible()
    assert "regions" in visit.js(SHOWN), "as it was before"


def test_place_camera_light_and_words_go_in_step(server: Any, moving: Visiting) -> None:
    visit = walking(moving().open(f"{server.url}?walk=s1-root.left,sural.left"))
    slider = visit.page.get_by_role("slider", name="Place on the walk")
    expect(slider).to_have_attribute("aria-valuetext", "The root S1 leaves the sac, 100 cm above the sole")

    slider.press("End")

    expect(title(visit)).to_have_text("At the outer edge of the foot")
    visit.settled()
    assert visit.colour("sural.left") == LIT
    assert visit.colour("sciatic.left") == LIT, "what one has come by stays lit"
    assert visit.colour("common-fibular.left") != LIT
    assert visit.colour("sural.right") != LIT
    size = visit.js("window.atlas.scene.orbit.size")
    middle = [
        (size["left"] + size["width"] - size["right"]) / 2,
        (size["top"] + size["height"] - size["covered"]) / 2,
    ]
    assert visit.js(RING) == pytest.approx(middle, abs=3), "the place lies in the middle of what is free"
    slider.press("Home")
    expect(title(visit)).to_have_text("The root S1 leaves the sac")
    visit.settled()
    assert visit.colour("s1-root.left") == LIT
    assert visit.colour("sciatic.left") != LIT, "it lies ahead"


def test_where_it_parts_one_chooses_and_comes_back_to_choose_again(server: Any, moving: Visiting) -> None:
    visit = walking(moving().open(f"{server.url}?walk=l5-root.right,superficial-fibular.right&along=7"))
    onward = visit.page.get_by_role("radiogroup", name="From here on")
    assert onward.get_by_role("radio").evaluate_all("all => all.map((one) => one.value)") == [
        "superficial-fibular.right",
        "deep-fibular.right",
    ]

    onward.get_by_role("radio", name="Deep fibular").check(force=True)

    visit.wait_for("window.atlas.get('walk')[1] === 'deep-fibular.right'")
    expect(title(visit)).to_have_text("Round the neck of the fibula")
    visit.page.get_by_role("radio", name="S3").check(force=True)
    visit.wait_for("window.atlas.get('walk').join() === 's3-root.right,tibial.right'")
    expect(title(visit)).to_have_text("The root S3 leaves the sacrum")
    carried = onward.get_by_role("radio")
    expect(carried).to_have_count(0)


def test_a_cause_is_followed_from_where_it_presses_to_where_it_is_felt(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=l5-s1-herniated-disc.right")
    visit.page.get_by_role("button", name="Follow the nerve from here").click()
    walking(visit)

    assert visit.js("window.atlas.get('walk')") == ["s1-root.right", "sural.right"]
    x, y = visit.js(RING)
    contact = visit.js(
        "window.atlas.scene.orbit.project(window.atlas.get('atlas').entries['l5-s1-herniated-disc.right'].centre)"
    )
    assert math.dist((x, y), (contact["x"], contact["y"])) < 60
    visit.page.get_by_role("slider", name="Place on the walk").press("End")
    expect(title(visit)).to_have_text("At the outer edge of the foot")


def test_a_link_and_back_lead_to_the_same_place(server: Any, moving: Visiting) -> None:
    address = f"{server.url}?walk=l4-root.left,deep-fibular.left&along=4.5"
    visit = walking(moving().open(address))
    visit.rest()
    camera = visit.camera
    expect(title(visit)).to_have_text("Past the sit bone")

    visit.js("window.atlas.page.select('femur.left')")
    visit.wait_for("window.atlas.get('card')?.id === 'femur.left'")
    assert visit.js("window.atlas.get('walk')") == []
    visit.page.go_back()
    walking(visit)

    expect(title(visit)).to_have_text("Past the sit bone")
    assert visit.js("window.atlas.get('along')") == 4.5
    visit.wait_for(f"Math.abs(window.atlas.scene.orbit.six[2] - {camera[2]}) < 1")


def test_a_link_that_only_names_a_walk_opens_where_it_is(server: Any, visiting: Visiting) -> None:
    visit = walking(visiting().open(f"{server.url}?walk=s1-root.left,sural.left&along=5"))

    assert visit.js(SHOWN) == ["skin", "bones", "nerves"]
    assert visit.camera[2] < 1500, "it is near"
    expect(title(visit)).to_have_text("Above the knee it parts")


def test_it_travels_by_itself_until_somebody_takes_the_camera(server: Any, moving: Visiting) -> None:
    visit = moving(reduced_motion="no-preference").open(f"{server.url}?walk=s1-root.left,sural.left")
    walking(visit)
    play = visit.page.get_by_role("button", name="Travel to the toes")

    play.click()
    visit.wait_for("window.atlas.get('along') > 0.3")
    assert visit.js("window.atlas.get('playing')")
    visit.js("window.atlas.scene.orbit.turn(20, 0)")

    visit.wait_for("!window.atlas.get('playing')")
    held = visit.js("window.atlas.get('along')")
    assert 0 < held < 7
    play.click()
    visit.wait_for(f"window.atlas.get('along') > {held}")
    visit.page.get_by_role("button", name="Stop here").click()
    visit.wait_for("!window.atlas.get('playing')")


def test_a_story_and_a_walk_do_not_mix(server: Any, moving: Visiting) -> None:
    visit = walking(moving().open(f"{server.url}?walk=s1-root.left,sural.left&along=3"))
    visit.page.locator("#search").fill("the path of the nerve")
    visit.page.get_by_role("option").first.click()
    visit.wait_for("window.atlas.get('telling')")
    assert visit.js("window.atlas.get('walking')") is None
    visit.page.keyboard.press("Escape")
    visit.wait_for("window.atlas.get('walking')")
    assert visit.js("window.atlas.get('along')") == 3


def test_on_a_phone_the_control_stands_with_the_words(server: Any, moving: Visiting) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    visit = walking(moving(**phone).open(f"{server.url}?walk=s1-root.left,sural.left", drawn=False))
    assert visit.page.locator("#details .walk").is_visible()
    assert visit.js("document.scrollingElement.scrollWidth") <= 390
    visit.page.get_by_role("button", name="Next stop").first.tap()
    expect(title(visit)).to_have_text("Five roots become one nerve")
