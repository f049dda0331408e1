"""What a person does: open, look, search, press, hide, undo, share, go back."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

SPINE_VIEW = "view=lower-back"


def test_it_opens_see_through_with_the_nerve_drawn(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(server.url)

    assert visit.drawn("skin")
    assert visit.drawn("sciatic.left")
    assert visit.drawn("sciatic.right")
    assert visit.drawn("sacrum")
    assert visit.js("window.atlas.get('opacity').skin") < 0.5
    assert not visit.js("[...window.atlas.scene.groups.values()].some((group) => group.layer === 'muscles')")
    assert visit.page.title() == "Sciatica atlas"
    assert visit.js("document.documentElement.lang") == "en"


def test_it_asks_nobody_but_its_own_server(server: Any, moving: Visiting) -> None:
    visit = moving().load(server.url)

    assert [url for url in visit.addresses if not url.startswith((server.url, "data:", "blob:"))] == []


def test_search_by_pinyin_and_enter_fills_the_details(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    page = visit.page

    page.locator("body").press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.type("taixi left")
    expect(page.get_by_role("option").first).to_contain_text("KI3")
    page.keyboard.press("Enter")

    details = page.get_by_role("region", name="Details")
    expect(details).to_contain_text("KI3 Tàixī")
    expect(details).to_contain_text("left side")
    visit.wait_for("new URLSearchParams(location.search).get('select') === 'KI3.left'")


def test_arrows_choose_among_results_and_escape_clears(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    box = visit.page.get_by_role("combobox", name="Search")

    box.fill("femur")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    expect(visit.page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Escape")

    expect(box).to_have_value("")
    expect(visit.page.get_by_role("option")).to_have_count(0)


def test_a_press_in_the_picture_names_what_is_there(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?{SPINE_VIEW}&show=bones")
    x, y = visit.place("l3-vertebra")

    visit.page.mouse.move(x, y)
    expect(visit.page.get_by_role("tooltip")).to_contain_text("Third lumbar vertebra")
    visit.page.mouse.click(x, y)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Third lumbar vertebra")


BEHIND_BONE = """(() => {
  const { scene } = window.atlas;
  const { mesh } = scene.groups.get('nerves.left');
  const kind = (x, y) => scene.pick(x, y, 0)?.kind;
  for (let p = 0; p < mesh.points.length / 3; p += 5) {
    const at = scene.orbit.project([0, 1, 2].map((k) => mesh.points[3 * p + k]));
    const { width, height } = scene.size;
    if (!at || at.x < 60 || at.y < 60 || at.x > width - 120 || at.y > height - 120) continue;
    const [x, y] = [Math.round(at.x), Math.round(at.y)];
    const near = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];
    const solid = near.every(([dx, dy]) => kind(x + dx, y + dy) === 'nerve');
    if (!solid) continue;
    const shown = scene.groups.get('nerves.left').shownParts;
    scene.groups.get('nerves.left').shownParts = [];
    const behind = kind(x, y) === 'bone';
    scene.groups.get('nerves.left').shownParts = shown;
    if (behind) return [x, y];
  }
  return null;
})()"""


def test_the_nerve_can_be_pressed_through_bone(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?view=buttock&show=bones,nerves,skin")
    visit.js("window.atlas.scene.orbit.turn(180, 0)")
    place = visit.js(BEHIND_BONE)
    assert place

    corner = visit.page.locator("#stage").bounding_box()
    visit.page.mouse.click(corner["x"] + place[0], corner["y"] + place[1])

    expect(visit.page.locator("#details .kick")).to_contain_text("Nerve")


LAYERS = {
    "Skin": "skin", "Bones": "sacrum", "Nerves": "sciatic.left", "Point regions": "KI3.left",
    "Compression sites": "l5-s1-herniated-disc.left",
}  # fmt: skip


def test_each_layer_has_a_switch_that_bears_its_name(server: Any, moving: Visiting) -> None:
    visit = moving().open(server.url)

    for layer, entry in LAYERS.items():
        assert visit.drawn(entry)
        expect(visit.layer(layer, "Ghost" if layer == "Skin" else "Full")).to_be_checked()
        visit.layer(layer, "Off").check(force=True)

        expect(visit.layer(layer, "Off")).to_be_checked()
        assert not visit.drawn(entry)


def test_muscles_come_when_they_are_switched_on(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?show=nerves")

    visit.layer("Muscles").check(force=True)

    visit.wait_for(
        "[...window.atlas.scene.groups.values()].some((group) => group.layer === 'muscles' && group.mesh)"
    )
    visit.settled()
    assert visit.drawn("piriformis.left")


def test_presets_change_what_is_shown(server: Any, moving: Visiting) -> None:
    visit = moving().open(server.url)
    expect(visit.preset("See-through")).to_have_attribute("aria-pressed", "true")

    visit.preset("Nerve only").click()
    assert (visit.drawn("sciatic.left"), visit.drawn("sacrum"), visit.drawn("skin")) == (True, False, False)
    visit.preset("Bones and nerve").click()
    assert (visit.drawn("sciatic.left"), visit.drawn("sacrum"), visit.drawn("skin")) == (True, True, False)
    visit.preset("Skin").click()
    visit.settled()
    assert visit.js("window.atlas.scene.groups.get('skin').held.property.getOpacity()") == 1


def test_hide_isolate_and_undo(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=sacrum&show=bones,nerves")
    details = visit.page.get_by_role("region", name="Details")

    details.get_by_role("button", name="Hide it", exact=True).click()
    assert not visit.drawn("sacrum")
    visit.page.get_by_role("button", name="Undo", exact=True).click()
    assert visit.drawn("sacrum")
    details.get_by_role("button", name="Show it alone", exact=True).click()
    assert visit.drawn("sacrum")
    assert not visit.drawn("sciatic.left")
    visit.page.get_by_role("button", name="Show all").first.click()
    assert visit.drawn("sciatic.left")


def test_each_step_back_returns_all_that_the_step_changed(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones,nerves&opacity=nerves:80", drawn=False)
    keys = ["show", "opacity", "side", "variant", "hide", "only"]
    look = f"JSON.stringify({keys}.map(window.atlas.get))"
    another = "window.atlas.get('atlas').variants.find(({ id }) => id)"
    steps = (
        "preset('skin')", "hide('sacrum')", "showAll()", "side('left')", "isolate('femur.left')",
        "preset('nerve-only')", "layer('bones', true)", f"variant({another})",
        "opacity('skin', 0.33), window.atlas.page.again()",
    )  # fmt: skip
    looks = []
    for step in steps:
        looks.append(visit.js(look))
        visit.js(f"window.atlas.page.{step}")
        assert visit.js(look) != looks[-1], step

    undo = visit.page.get_by_role("button", name="Undo", exact=True)
    last = [*json.loads(looks[-1])]
    last[keys.index("opacity")]["skin"] = 0.33
    undo.click()
    assert json.loads(visit.js(look)) == last
    for before in reversed(looks[:-1]):
        undo.click()
        assert visit.js(look) == before
    expect(undo).to_have_count(0)
    visit.rest()
    assert "opacity=nerves:80" in visit.page.url


def test_the_side_filter_keeps_one_side(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones")

    sides = visit.page.get_by_role("radiogroup", name="Side of the body")
    sides.get_by_role("radio", name="Left").check(force=True)

    assert visit.drawn("femur.left")
    assert visit.drawn("sacrum")
    assert not visit.drawn("femur.right")


def test_a_cause_lights_its_path_and_dims_the_rest(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=l5-s1-herniated-disc.right&show=nerves,sites")
    visit.wait_for("window.atlas.get('related').lit.length")

    lit, dim = (visit.colour(f"sciatic.{side}") for side in ("right", "left"))

    orange, yellow = (240, 122, 19), (246, 194, 28)
    assert lit == pytest.approx(orange, abs=10)
    assert dim != pytest.approx(orange, abs=40)
    assert dim != pytest.approx(yellow, abs=40)
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("lit")


def test_left_is_the_patients_left_from_every_side(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?view=back&show=bones")
    assert visit.place("femur.left")[0] < visit.place("femur.right")[0]
    expect(visit.page.locator(".compass-side")).to_have_text("Back")

    visit.view("Front")
    assert visit.place("femur.left")[0] > visit.place("femur.right")[0]
    expect(visit.page.locator(".compass-side")).to_have_text("Front")


def test_the_body_turns_and_nears_by_keyboard(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves")
    stage = visit.page.locator("#stage")
    pose = "({...window.atlas.scene.orbit.pose})"
    before = visit.js(pose)

    stage.press("ArrowLeft")
    stage.press("ArrowUp")
    stage.press("+")

    after = visit.js(pose)
    assert after["azimuth"] != before["azimuth"]
    assert after["elevation"] != before["elevation"]
    assert after["distance"] < before["distance"]


def test_turning_the_body_sends_nothing(server: Any, visiting: Visiting) -> None:
    visit = visiting()
    sent: list[Any] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    visit.open(f"{server.url}?show=nerves")
    visit.connected()
    visit.fetched("search.json")  # it comes with the connection
    visit.page.wait_for_timeout(300)
    before, asked = len(sent), len(visit.addresses)

    visit.page.mouse.move(500, 300)
    visit.page.mouse.down()
    visit.page.mouse.move(600, 320, steps=5)
    visit.page.mouse.up()
    visit.page.wait_for_timeout(500)

    assert [url for url in visit.addresses[asked:] if not url.endswith("icon.svg")] == []
    assert len(sent) == before
    assert visit.js("window.atlas.get('view')") == ""


def test_light_and_dark(server: Any, visiting: Visiting) -> None:
    visit = visiting(color_scheme="dark").open(server.url, drawn=False)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = visit.js(paper)

    visit.popover("menu").get_by_role("radio", name="Light").check(force=True)

    assert visit.js(paper) != dark


def test_red_flags_are_one_press_away(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)

    visit.page.get_by_role("button", name="Red flags", exact=True).click()

    dialog = visit.page.get_by_role("dialog", name="Red flags")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("emergency")
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_every_control_has_a_name(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=KI3.left&show=nerves", drawn=False)

    nameless = visit.js(
        """[...document.querySelectorAll('button, input, select, a[href], summary')]
          .filter((e) => e.getClientRects().length && e.tabIndex >= 0)
          .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()))
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
