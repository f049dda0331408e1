"""The whole state is in the address, both ways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

ASIDE = {"class", "quiz", "question", "walk", "along", "hurts", "method", "system"}
"""What is looked at otherwise: a walk, painful places, a format. Their own tests go back and forward."""


def test_a_link_opens_what_it_says(server: Any, moving: Visiting) -> None:
    visit = moving().load(
        f"{server.url}?select=sciatic.right&show=bones,nerves&view=knee&side=right&hide=sacrum"
    )

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sciatic nerve")
    knee = visit.popover("views").get_by_role("button", name="Knee", exact=True)
    expect(knee).to_have_attribute("aria-pressed", "true")
    assert not visit.drawn("skin")
    assert not visit.drawn("sacrum")
    assert not visit.drawn("femur.left")
    assert visit.js("window.atlas.scene.orbit.pose.focal[0]") < 0


@pytest.mark.parametrize("place", ["KI3.left", "l5-s1-herniated-disc.right", "sciatic.right"])
def test_a_link_to_a_place_shows_it_near_the_middle(server: Any, moving: Visiting, place: str) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select={place}")

    size = visit.js("window.atlas.scene.size")
    at = visit.js(f"window.atlas.scene.orbit.project(window.atlas.get('atlas').entries['{place}'].centre)")

    assert 0.2 * size["width"] < at["x"] < 0.8 * size["width"]
    assert 0.2 * size["height"] < at["y"] < 0.8 * size["height"]


def test_what_is_seen_can_be_reopened_from_the_address(
    server: Any, visiting: Visiting, moving: Visiting
) -> None:
    visit = moving().open(f"{server.url}?show=skin,bones")
    visit.layer("Skin", "Off").check(force=True)
    visit.shut()
    visit.page.locator("#stage").press("ArrowLeft")
    visit.js("window.atlas.page.select('femur.left')")
    visit.page.get_by_role("button", name="Show it alone", exact=True).click()
    visit.wait_for("location.search.includes('only=femur.left') && location.search.includes('camera=')")
    pose, url = visit.camera, visit.page.url

    again = visiting().open(url)

    assert again.camera == pose
    assert again.drawn("femur.left")
    assert not again.drawn("sacrum")
    assert again.js("window.atlas.get('show').skin") is False
    expect(again.page.get_by_role("region", name="Details")).to_contain_text("Femur")


def test_back_returns_to_the_choice_before(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=sacrum&show=nerves", drawn=False)
    visit.js("window.atlas.page.select('femur.left')")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Femur")

    visit.page.go_back()

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sacrum")


def test_a_change_that_back_follows_at_once_is_there_on_forward(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones")
    visit.js("window.atlas.page.select('sacrum')")
    visit.rest()
    visit.page.evaluate("new Promise((done) => setTimeout(done, 400))")
    visit.js("window.atlas.page.side('left'); history.back()")
    visit.wait_for("window.atlas.get('select') === ''")

    visit.page.go_forward()

    visit.wait_for("window.atlas.get('select') === 'sacrum'")
    assert visit.js("window.atlas.get('side')") == "left"


def test_a_link_to_nothing_opens_the_atlas_and_says_so(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?select=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&view=moon")
    notices = visit.page.get_by_role("alert")

    expect(notices).to_have_count(2)
    expect(notices.first).to_contain_text("<img src=x")
    visit.page.get_by_role("button", name="Dismiss this notice").first.click()

    expect(notices).to_have_count(1)
    assert visit.drawn("skin")


def test_embedded_it_is_the_body_and_the_card(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?embed=1&select=KI3.left", drawn=False)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    expect(visit.page.get_by_role("combobox", name="Search")).to_be_hidden()
    expect(visit.page.get_by_role("button", name="More")).to_be_hidden()


def test_the_link_to_share_names_the_body_and_is_copied(server: Any, visiting: Visiting) -> None:
    visit = visiting(permissions=["clipboard-read", "clipboard-write"]).open(
        f"{server.url}?select=KI3.left", drawn=False
    )

    visit.popover("menu").get_by_role("button", name="Copy a link").click()

    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = visit.js("navigator.clipboard.readText()")
    assert "body=male" in copied
    assert "select=KI3.left" in copied


NEAR = "window.atlas.scene.view.activeCamera.getClippingRange()[0]"


@pytest.mark.parametrize("query", ["select=KI3.left", "view=inner-ankle"])
def test_what_is_cut_away_stays_so_when_the_view_draws_by_itself(
    server: Any, moving: Visiting, query: str
) -> None:
    visit = moving().open(f"{server.url}?show=nerves&{query}")
    assert visit.js("window.atlas.scene.orbit.pose.cut") is not None
    cut = visit.js("window.atlas.scene.orbit.near")
    # As vtk.js does in a drawing it put off while the page was opening.
    visit.js(
        "(({ renderer, renderWindow }) => { renderer.resetCameraClippingRange(); renderWindow.render(); })"
        "(window.atlas.scene.view)"
    )

    assert visit.js(NEAR) == pytest.approx(cut)
    assert cut > visit.js("window.atlas.scene.orbit.pose.distance") - 200


def test_a_view_of_the_other_side_comes_back_with_its_cut(
    server: Any, visiting: Visiting, moving: Visiting
) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select=back-of-thigh-and-calf.left")
    visit.page.get_by_role("button", name="See inner ankle, right").click()
    visit.wait_for("location.search.includes('view=inner-ankle.right')")
    pose = visit.js("window.atlas.scene.orbit.pose")

    again = visiting().open(visit.page.url)

    assert pose["cut"] is not None
    assert again.js("window.atlas.scene.orbit.pose") == pose


def test_back_and_forward_return_the_whole_view(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones,nerves&view=knee&side=right&opacity=bones:60")
    page = visit.page
    visit.js("window.atlas.page.select('sciatic.right')")
    visit.js("window.atlas.page.hide('sacrum')")
    visit.js("window.atlas.page.isolate('sciatic.right')")
    visit.js("window.atlas.scene.orbit.turn(33, 7)")
    visit.rest()
    first = visit.look()

    visit.js("window.atlas.page.select('variant-piriformis-type-b')")
    visit.js("window.atlas.page.showAll()")
    visit.js("window.atlas.page.hide('femur.left')")
    visit.js("window.atlas.page.layer('bones', false)")
    visit.js("window.atlas.page.opacity('nerves', 0.4)")
    visit.js("window.atlas.page.side('left')")
    visit.js("window.atlas.page.zones('nerve')")
    visit.js("window.atlas.page.speak('patient')")
    visit.js("window.atlas.page.view('buttock')")
    visit.rest()
    second = visit.look()
    usual = {"body", "story", "step", "amount", "beside", "cut", "open", "way"} | ASIDE
    assert {key for key in first if first[key] == second[key]} == usual

    page.go_back()
    visit.wait_for("window.atlas.get('select') === 'sciatic.right'")
    assert visit.look() == first
    visit.rest()
    page.go_forward()
    visit.wait_for("window.atlas.get('select') === 'variant-piriformis-type-b'")
    assert visit.look() == second
    visit.rest()
    page.go_back()
    page.go_back()
    visit.wait_for("window.atlas.get('select') === ''")
    assert visit.js("window.atlas.get('view')") == "knee"
    assert visit.js("window.atlas.get('opacity').bones") == 0.6


def test_a_number_of_a_source_leads_to_it_and_changes_nothing(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?show=bones&select=KI3.left", drawn=False)
    visit.js("window.beforeTheClick = true")
    details = visit.page.get_by_role("region", name="Details")
    expect(details.get_by_text("Sources (")).to_be_visible()
    address, steps = visit.page.url, visit.js("history.length")

    details.get_by_role("link", name="1", exact=True).first.click()

    expect(visit.page.locator("#source-1")).to_be_in_viewport()
    expect(visit.page.locator("#source-1")).to_be_focused()
    assert visit.js("window.beforeTheClick")
    assert (visit.page.url, visit.js("history.length")) == (address, steps)
    visit.page.locator("a.skip").first.press("Enter")
    expect(visit.page.locator("#stage")).to_be_focused()
    assert visit.js("window.atlas.get('select')") == "KI3.left"


def test_back_opens_the_dialog_again_that_was_left(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&voice=clinician", drawn=False)
    visit.menu("The Balance Method")
    dialog = visit.page.get_by_role("dialog", name="The Balance Method")
    expect(dialog).to_contain_text("Bladder")
    visit.rest()
    visit.js("window.atlas.page.goFrom('KI3.left')")
    expect(dialog).to_be_hidden()
    visit.rest()
    assert "open=" not in visit.page.url

    visit.page.go_back()
    expect(dialog).to_be_visible()
    assert visit.js("window.atlas.get('select')") == ""
    visit.page.go_forward()
    expect(dialog).to_be_hidden()
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")


def test_back_and_forward_go_into_a_story_at_its_step_and_out_again(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones,nerves&select=sacrum&opacity=bones:60&view=knee")
    story = visit.page.get_by_role("region", name="Story")
    visit.js("window.atlas.page.side('right')")
    visit.rest()
    before = visit.look()
    visit.menu("A disc, a root")
    expect(story).to_contain_text("1 of 8")
    for step in ("2 of 8", "3 of 8"):
        story.get_by_role("button", name="Next").click()
        expect(story).to_contain_text(step)
    visit.js("window.atlas.page.speak('patient')")
    expect(story.locator(".lead")).not_to_contain_text("far-lateral")
    visit.rest()
    assert visit.page.url.partition("?")[2] == "story=disc-and-root&step=3&voice=patient"
    told = visit.look()
    story.get_by_role("button", name="Leave the story").click()
    visit.js("window.atlas.page.speak('clinician')")
    visit.rest()
    after = visit.look()
    assert after == before | {"voice": "clinician"}

    visit.page.go_back()
    expect(story).to_contain_text("3 of 8")
    assert visit.look() == told
    visit.rest()
    visit.page.go_back()
    expect(story).to_have_count(0)
    assert visit.look() == before
    visit.page.go_forward()
    expect(story).to_contain_text("3 of 8")
    assert visit.js("window.atlas.get('voice')") == "patient"
    visit.rest()
    visit.page.go_forward()
    expect(story).to_have_count(0)
    assert visit.look() == after
