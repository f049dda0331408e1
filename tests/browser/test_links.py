"""The whole state is in the address, both ways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


def test_a_link_opens_what_it_says(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(
        f"{server.url}?select=sciatic.right&show=bones,nerves&view=knee&side=right&hide=sacrum"
    )

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sciatic nerve")
    expect(visit.page.get_by_role("button", name="Knee", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert not visit.drawn("skin")
    assert not visit.drawn("sacrum")
    assert not visit.drawn("femur.left")
    assert visit.js("window.atlas.scene.orbit.pose.focal[0]") < 0


@pytest.mark.parametrize("place", ["KI3.left", "l5-s1-herniated-disc.right", "sciatic.right"])
def test_a_link_to_a_place_shows_it_near_the_middle(server: Any, visiting: Visiting, place: str) -> None:
    visit = visiting().open(f"{server.url}?select={place}")

    size = visit.js("window.atlas.scene.size")
    at = visit.js(f"window.atlas.scene.orbit.project(window.atlas.get('atlas').entries['{place}'].centre)")

    assert 0.2 * size["width"] < at["x"] < 0.8 * size["width"]
    assert 0.2 * size["height"] < at["y"] < 0.8 * size["height"]


def test_what_is_seen_can_be_reopened_from_the_address(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(server.url)
    visit.page.get_by_role("switch", name="Skin", exact=True).click()
    visit.page.locator("#stage").press("ArrowLeft")
    visit.js("window.atlas.page.select('femur.left')")
    visit.page.get_by_role("button", name="Isolate", exact=True).click()
    visit.wait_for("location.search.includes('only=femur.left') && location.search.includes('camera=')")
    pose, url = visit.js("window.atlas.scene.orbit.text"), visit.page.url

    again = visiting().open(url)

    assert again.js("window.atlas.scene.orbit.text") == pose
    assert again.drawn("femur.left")
    assert not again.drawn("sacrum")
    assert again.js("window.atlas.get('shown').skin") is False
    expect(again.page.get_by_role("region", name="Details")).to_contain_text("Femur")


def test_back_returns_to_the_choice_before(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=sacrum")
    visit.js("window.atlas.page.select('femur.left')")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Femur")

    visit.page.go_back()

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sacrum")


def test_a_link_to_nothing_opens_the_atlas_and_says_so(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&view=moon")
    notices = visit.page.get_by_role("alert")

    expect(notices).to_have_count(2)
    expect(notices.first).to_contain_text("<img src=x")
    visit.page.get_by_role("button", name="Dismiss this notice").first.click()

    expect(notices).to_have_count(1)
    assert visit.drawn("skin")


def test_embedded_it_is_the_body_and_the_card(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?embed=1&select=KI3.left")

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    expect(visit.page.get_by_role("combobox", name="Search")).to_be_hidden()
    expect(visit.page.get_by_role("switch", name="Bones")).to_be_hidden()


def test_the_link_to_share_names_the_body_and_is_copied(server: Any, visiting: Visiting) -> None:
    visit = visiting(permissions=["clipboard-read", "clipboard-write"]).open(f"{server.url}?select=KI3.left")

    visit.page.get_by_role("button", name="Copy link").click()

    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = visit.js("navigator.clipboard.readText()")
    assert "body=male" in copied
    assert "select=KI3.left" in copied


NEAR = "window.atlas.scene.view.activeCamera.getClippingRange()[0]"


@pytest.mark.parametrize("query", ["select=KI3.left", "view=inner-ankle"])
def test_what_is_cut_away_stays_so_when_the_view_draws_by_itself(
    server: Any, visiting: Visiting, query: str
) -> None:
    visit = visiting().open(f"{server.url}?{query}")
    assert visit.js("window.atlas.scene.orbit.pose.cut") is not None
    cut = visit.js("window.atlas.scene.orbit.near")
    # As vtk.js does in a drawing it put off while the page was opening.
    visit.js(
        "(({ renderer, renderWindow }) => { renderer.resetCameraClippingRange(); renderWindow.render(); })"
        "(window.atlas.scene.view)"
    )

    assert visit.js(NEAR) == pytest.approx(cut)
    assert cut > visit.js("window.atlas.scene.orbit.pose.distance") - 200


def test_a_view_of_the_other_side_comes_back_with_its_cut(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=back-of-thigh-and-calf.left")
    visit.page.get_by_role("button", name="See inner ankle, right").click()
    visit.wait_for("location.search.includes('view=inner-ankle.right')")
    pose = visit.js("window.atlas.scene.orbit.pose")

    again = visiting().open(visit.page.url)

    assert pose["cut"] is not None
    assert again.js("window.atlas.scene.orbit.pose") == pose
