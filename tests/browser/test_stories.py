"""A story turns the page step by step, and leaves it as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
KEYS = ["show", "opacity", "side", "hide", "only", "select", "view", "variant", "zones"]
LOOK = f"JSON.stringify({KEYS}.map(window.atlas.get))"


def player(visit: Any) -> Any:
    return visit.page.get_by_role("region", name="Story")


def test_a_story_is_played_and_everything_is_as_before(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=KI3.left&opacity=skin:70&view=front")
    before = visit.js(LOOK)
    visit.menu("The path of the nerve")
    expect(player(visit)).to_contain_text("1 of 9")
    expect(visit.page.locator("#step-title")).to_be_focused()

    player(visit).get_by_role("button", name="Next").click()
    expect(player(visit)).to_contain_text("Roots leave the spine")
    assert visit.js("window.atlas.get('select')") == "l5-root.right"
    visit.wait_for("window.atlas.get('view') === 'lower-back'")
    visit.page.keyboard.press("n")
    visit.page.keyboard.press("PageDown")
    expect(player(visit)).to_contain_text("Out through the buttock")
    visit.wait_for("window.atlas.scene.complete")
    assert visit.drawn("piriformis.right")
    assert not visit.drawn("gluteus-maximus.right")
    visit.page.keyboard.press("p")
    expect(player(visit)).to_contain_text("3 of 9")
    visit.rest()
    assert visit.page.url.partition("?")[2] == "story=path-of-the-nerve&step=3"

    player(visit).get_by_role("button", name="Leave the story").click()
    expect(player(visit)).to_have_count(0)
    assert visit.js(LOOK) == before


def test_the_arrow_keys_still_turn_the_body(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?story=disc-and-root&step=2")
    before = visit.js("window.atlas.scene.orbit.pose.azimuth")
    visit.page.locator("#stage").focus()
    visit.page.keyboard.press("ArrowRight")

    assert visit.js("window.atlas.scene.orbit.pose.azimuth") != before
    expect(player(visit)).to_contain_text("2 of 8")


def test_an_address_opens_a_step_and_the_voice_changes_its_words(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?story=disc-and-root&step=3&voice=patient", drawn=False)
    expect(player(visit)).to_contain_text("The soft centre bulges")
    plain = player(visit).locator(".lead").inner_text()
    visit.js("window.atlas.set('voice', 'clinician')")

    expect(player(visit).locator(".lead")).to_contain_text("far-lateral")
    assert "far-lateral" not in plain
    expect(player(visit)).to_contain_text("3 of 8")


def test_words_of_a_story_that_do_not_come_are_said_to_be_missing_and_asked_for_again(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting(quiet=False)
    visit.page.route("**/words-*.json", lambda route: route.abort())
    visit.open(f"{server.url}?show=nerves", drawn=False)
    visit.menu("The path of the nerve")
    notice = visit.page.get_by_role("alert").filter(has_text="The words of the story “The path of the nerve")
    expect(notice).to_contain_text("did not come")

    visit.page.unroute("**/words-*.json")
    visit.menu("The path of the nerve")

    expect(player(visit)).to_contain_text("1 of 9")
    expect(notice).to_have_count(0)


def test_words_of_a_story_that_are_long_in_coming_are_waited_for_aloud(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting()
    held: list[Any] = []
    visit.page.route("**/words-*.json", lambda route: held.append(route))
    visit.open(f"{server.url}?story=disc-and-root&step=2", drawn=False)
    coming = visit.page.get_by_text("are on their way")
    expect(coming).to_be_visible()

    for route in held:
        route.continue_()

    expect(player(visit)).to_contain_text("2 of 8")
    expect(coming).to_have_count(0)


def test_an_unknown_story_is_said(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?story=nothing", drawn=False)

    expect(visit.page.get_by_role("alert")).to_contain_text("nothing")
    expect(player(visit)).to_have_count(0)


def test_back_returns_to_what_was_before_the_story(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=sacrum&show=nerves", drawn=False)
    visit.menu("A disc, a root")
    expect(player(visit)).to_be_visible()
    visit.page.go_back()

    expect(player(visit)).to_have_count(0)
    visit.wait_for("window.atlas.get('select') === 'sacrum'")


def test_an_embedded_phone_plays_it_too(server: Any, visiting: Visiting) -> None:
    visit = visiting(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit.open(f"{server.url}?embed=1&story=wrist-and-ankle&step=4", drawn=False)
    player(visit).get_by_role("button", name="Next").click()

    expect(player(visit)).to_contain_text("5 of 8")
    assert visit.js("window.atlas.get('select')") == "HT7.left"


def test_an_address_opens_a_page_of_its_own(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?open=red-flags", drawn=False)

    expect(visit.page.get_by_role("dialog", name="Red flags")).to_be_visible()


def test_a_story_is_found_and_played(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    search = visit.page.get_by_role("combobox", name="Search")
    search.fill("from the back to the toes")
    option = visit.page.get_by_role("option", name="The path of the nerve")
    expect(option).to_contain_text("Story")
    search.press("Enter")

    expect(player(visit)).to_contain_text("1 of 9")
    expect(visit.page.locator("#step-title")).to_be_focused()


STEPS = [("disc-and-root", 2), ("path-of-the-nerve", 2), ("path-of-the-nerve", 7), ("wrist-and-ankle", 6)]


@pytest.mark.parametrize(("told", "step"), STEPS)
def test_a_nerve_in_a_story_brings_no_zones_that_its_step_does_not_show(
    server: Any, moving: Visiting, told: str, step: int
) -> None:
    visit = moving().open(f"{server.url}?story={told}&step={step}")
    visit.wait_for("[...window.atlas.get('related').zones, ...window.atlas.get('related').served].length")
    related, shown = visit.js("[window.atlas.get('related'), window.atlas.get('show').zones]")
    select = visit.js("window.atlas.get('select')")
    key = visit.page.get_by_role("complementary", name="Key of the zones")

    assert not shown
    expect(key).to_have_count(0)
    assert not [zone for zone in [*related["zones"], *related["served"]] if visit.drawn(zone)]
    if related["zones"]:
        player(visit).get_by_role("button", name="Leave the story").click()
        visit.js(f"window.atlas.page.select('{select}')")
        expect(key).to_have_count(1)
