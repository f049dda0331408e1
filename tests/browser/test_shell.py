"""The page's shell: ways in, sheet, layers, compass, labels, distances and keys, as a person uses them."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DESK = {"viewport": {"width": 1280, "height": 720}}
LABELS = """[...document.querySelectorAll('.margin-label:not([hidden])')].map((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return { id: one.dataset.id, text: one.textContent, left, right, top, bottom };
})"""
LEADERS = """document.querySelector('.margin-line').getAttribute('d').split('M').filter(Boolean)
  .map((line) => line.split('L').map((spot) => spot.split(' ').map(Number)))"""
NAMED = "document.querySelectorAll('.margin-label:not([hidden])').length > 0"
POSE = "({ ...window.atlas.scene.orbit.pose })"


def crossing(leaders: list[list[list[float]]]) -> list[tuple[int, int]]:
    """Pairs of leaders that cross."""

    def turn(a: list[float], b: list[float], c: list[float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    def meet(a: list[float], b: list[float], c: list[float], d: list[float]) -> bool:
        return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0

    def parts(leader: list[list[float]]) -> list[tuple[list[float], list[float]]]:
        return list(pairwise(leader))

    return [
        (i, j)
        for i, one in enumerate(leaders)
        for j, other in enumerate(leaders[:i])
        if any(meet(*first, *second) for first in parts(one) for second in parts(other))
    ]


def test_a_first_visit_offers_three_ways_and_comes_back_only_to_who_starts_over(
    server: Any, visiting: Visiting, moving: Visiting
) -> None:
    visit = visiting(**DESK).open(server.url)
    first = visit.page.get_by_role("heading", name="The sciatic nerve, from the back to the toes")
    expect(first).to_be_visible()

    visit.page.get_by_role("button", name="What presses on it?").click()
    expect(first).to_have_count(0)
    expect(visit.details.get_by_role("heading", name="What presses on it?")).to_be_visible()
    visit.wait_for("location.search.includes('way=presses')")
    visit.details.get_by_role("button", name="Slipped disc, the lowest, left").first.click()
    expect(visit.details.locator("h2")).to_contain_text("Slipped disc")
    visit.page.keyboard.press("Escape")
    expect(visit.details.get_by_role("heading", name="What presses on it?")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#details")).to_be_hidden()
    expect(first).to_have_count(0)
    visit.rest()
    again = moving(**DESK).load(visit.page.url, drawn=False)
    expect(again.page.locator(".dock")).to_be_visible()
    expect(again.page.locator(".first")).to_have_count(0)

    visit.menu("Start over")
    expect(first).to_be_visible()
    assert visit.js("['select', 'way', 'side'].map(window.atlas.get)") == ["", "start", "both"]


@pytest.mark.parametrize(
    ("name", "way", "layer"),
    [
        ("Where it hurts", "hurts", "nerves"),
        ("What presses", "presses", "sites"),
        ("Points", "points", "regions"),
    ],
)
def test_each_way_of_the_bar_opens_its_list_and_shows_its_layer(
    server: Any, moving: Visiting, name: str, way: str, layer: str
) -> None:
    visit = moving(**DESK).open(f"{server.url}?show=bones", drawn=False)
    button = visit.page.get_by_role("navigation", name="Ways in").get_by_role("button", name=name)

    button.click()

    expect(button).to_have_attribute("aria-current", "true")
    assert visit.js("window.atlas.get('way')") == way
    assert visit.js(f"window.atlas.get('show')['{layer}']")
    assert visit.details.locator(".row-name").count() > 3
    expect(visit.details.locator(".primary")).to_be_visible()


def test_a_card_leads_on_and_its_questions_stay_as_they_were_left(server: Any, visiting: Visiting) -> None:
    visit = visiting(**DESK).open(f"{server.url}?select=l5-s1-herniated-disc.left&show=nerves", drawn=False)
    expect(visit.details.locator("h2")).to_contain_text("Slipped disc")
    asks = visit.details.locator(".asks > details")
    assert asks.first.get_attribute("open") is not None
    assert len(visit.details.locator(".lead").inner_text().split()) <= 62
    examined = visit.details.locator("details[data-key=examined]")
    examined.locator("summary").click()
    asks.first.locator("summary").click()

    visit.js("window.atlas.page.select('l4-l5-herniated-disc.left')")
    expect(visit.details.locator("h2")).not_to_contain_text("the lowest")
    expect(examined).to_have_attribute("open", "")
    assert asks.first.get_attribute("open") is None

    visit.details.locator(".primary").click()
    visit.wait_for("window.atlas.get('card')?.kind === 'zone'")
    visit.details.get_by_role("button", name="All zones and signs").click()
    expect(visit.details.get_by_role("heading", name="Where does it hurt?")).to_be_visible()


def test_a_layer_is_off_a_ghost_or_full_and_the_button_says_what_is_on(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?show=bones,nerves&view=lower-back")
    button = visit.page.locator("button[popovertarget=layers]")
    expect(button).to_contain_text("Bones, Nerves")

    visit.layer("Bones", "Ghost").check(force=True)
    assert 0 < visit.js("window.atlas.get('opacity').bones") < 0.8
    slider = visit.popover("layers").get_by_role("slider", name="Opacity of Bones")
    slider.fill("60")
    assert visit.js("window.atlas.get('opacity').bones") == 0.6
    visit.layer("Bones", "Full").check(force=True)
    assert visit.js("window.atlas.get('opacity').bones") == 1
    visit.layer("Bones", "Off").check(force=True)
    expect(button).to_contain_text("Nerve only")
    assert not visit.drawn("sacrum")
    visit.popover("layers").get_by_role("button", name="Back to usual").click()
    expect(button).to_contain_text("See-through")


def test_the_compass_turns_the_body_and_names_the_side(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?show=bones&view=back")
    compass = visit.page.locator(".compass")
    expect(compass).to_have_attribute(
        "aria-label", "Seen from the back. Drag or use the arrow keys to turn, Enter chooses a view."
    )
    box = compass.bounding_box()
    before = visit.js(POSE)

    visit.page.mouse.move(box["x"] + 40, box["y"] + 40)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 85, box["y"] + 40, steps=4)
    visit.page.mouse.up()
    assert visit.js(POSE)["azimuth"] != before["azimuth"]
    expect(visit.page.locator("#views")).to_be_hidden()
    expect(visit.page.locator(".compass-side")).to_have_text("Back, left")

    compass.focus()
    visit.page.keyboard.press("Shift+ArrowRight")
    expect(visit.page.locator(".compass-side")).to_have_text("Back")
    assert visit.js(POSE)["azimuth"] == before["azimuth"]
    visit.page.keyboard.press("Enter")
    visit.page.locator("#views").get_by_role("button", name="Knee", exact=True).click()
    visit.wait_for("window.atlas.get('view') === 'knee'")
    expect(visit.page.locator("#stage-now")).to_contain_text("Seen from")


@pytest.mark.parametrize(
    "query",
    [
        "show=bones,nerves&view=lower-back",
        "select=sciatic.right&show=bones,nerves,muscles",
        "select=KI3.left",
        "",
    ],
)
def test_names_at_the_margins_neither_cross_nor_cover(server: Any, moving: Visiting, query: str) -> None:
    visit = moving(**DESK).load(f"{server.url}?{query}")
    visit.wait_for(NAMED)
    visit.page.wait_for_timeout(800)
    visit.wait_for(f"{LABELS}.length > 1")  # a busy machine lays them in several turns
    labels = visit.js(LABELS)

    assert 2 <= len(labels) <= 8
    assert crossing(visit.js(LEADERS)) == []
    covers = visit.js(
        "[...document.querySelectorAll('.compass, .zoom, .sheet, .first, .dock > *')]"
        ".map((one) => one.getBoundingClientRect()).filter(({ width }) => width)"
        ".map(({ left, right, top, bottom }) => ({ left, right, top, bottom }))"
    )
    others = [*labels, *covers]
    for i, one in enumerate(labels):
        for other in others[i + 1 :]:
            apart = (
                one["right"] <= other["left"] or other["right"] <= one["left"]
                or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            )  # fmt: skip
            assert apart, (one, other)


def test_labels_and_names_can_be_switched_off(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).load(f"{server.url}?show=bones&view=lower-back")
    visit.wait_for(NAMED)

    visit.page.keyboard.press("l")
    visit.wait_for(f"!({NAMED})")
    visit.wait_for("location.search.includes('labels=0')")
    visit.page.keyboard.press("l")
    visit.wait_for(NAMED)
    visit.popover("menu").get_by_role("switch", name="Names").click()
    visit.shut()
    visit.wait_for(f"!({NAMED})")
    x, y = visit.place("l3-vertebra")
    visit.page.mouse.move(x, y)
    visit.page.wait_for_timeout(300)
    expect(visit.page.get_by_role("tooltip")).to_be_hidden()


def test_the_distance_between_two_places_is_measured(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?show=bones&view=back")
    places = [visit.place(f"femur.{side}") for side in ("left", "right")]

    visit.page.keyboard.press("d")
    expect(visit.page.get_by_text("press a first place")).to_be_visible()
    for x, y in places:
        visit.page.mouse.click(x, y)

    told = visit.page.get_by_text("in a straight line")
    expect(told).to_be_visible()
    measured = float(told.inner_text().split(" mm")[0])
    entries = "window.atlas.get('atlas').entries"
    apart = visit.js(f"Math.abs({entries}['femur.left'].centre[0] - {entries}['femur.right'].centre[0])")
    assert measured == pytest.approx(apart, rel=0.3)
    assert visit.js("window.atlas.get('select')") == ""
    visit.page.keyboard.press("Escape")
    expect(told).to_have_count(0)


PRESSED_IN_A_SHUT_DIALOG = """(key) => document.querySelector('dialog#keys button')
  .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"""
"""Where the browser has not yet taken the focus out of a dialog that was just shut."""


def test_keys_do_what_the_list_of_keys_says(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?show=bones,nerves&view=back")
    keyboard = visit.page.keyboard

    keyboard.press("?")
    dialog = visit.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("One step back")
    assert dialog.locator("dt").count() == dialog.locator("dd").count() > 15
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    visit.wait_for("window.atlas.get('open') === ''")
    visit.page.evaluate(PRESSED_IN_A_SHUT_DIALOG, "2")
    visit.wait_for("window.atlas.get('view') === 'left'")
    for key, view in (("3", "front"), ("2", "left"), ("4", "right"), ("1", "back")):
        keyboard.press(key)
        visit.wait_for(f"window.atlas.get('view') === '{view}'")
    keyboard.press("s")
    assert visit.js("window.atlas.get('side')") == "left"
    keyboard.press("Control+z")
    assert visit.js("window.atlas.get('side')") == "both"
    keyboard.press("y")
    expect(visit.page.locator("#layers")).to_be_visible()
    keyboard.press("Escape")
    expect(visit.page.locator("#layers")).to_be_hidden()
    visit.js("window.atlas.page.hide('sacrum')")
    keyboard.press("a")
    assert visit.js("window.atlas.get('hide')") == []
    before = visit.js(POSE)["distance"]
    keyboard.press("+")
    assert visit.js(POSE)["distance"] < before
    keyboard.press("0")
    visit.wait_for("window.atlas.get('view') === 'back'")
    keyboard.press("/")
    keyboard.type("s1 las")
    assert visit.js("window.atlas.get('side')") == "both", "letters do nothing while one types"
    expect(visit.search).to_have_value("s1 las")


def test_a_row_of_a_list_is_one_stop_and_arrows_go_along_it(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?way=all&show=nerves", drawn=False)
    row = visit.details.locator(".list-group li").first
    expect(row).to_be_visible()
    assert row.locator("button:not([tabindex='-1'])").count() == 1
    row.locator("button").first.focus()

    visit.page.keyboard.press("ArrowRight")
    expect(row.locator("button").nth(1)).to_be_focused()
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("Tab")
    expect(row.locator("button").first).not_to_be_focused()
    assert visit.js("document.activeElement.closest('li') !== document.querySelector('.list-group li')")
