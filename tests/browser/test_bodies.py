"""Going from one body to another: what is looked at stays, and the old body leaves nothing behind."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

THERE = (
    "window.atlas.scene.complete && !window.atlas.get('going').to && window.atlas.get('atlas').body === '{}'"
)
COUNT_BUFFERS = """
const context = WebGL2RenderingContext.prototype;
window.buffers = 0;
for (const [name, step] of [['createBuffer', 1], ['deleteBuffer', -1]]) {
  const real = context[name];
  context[name] = function (...given) {
    window.buffers += step;
    return real.apply(this, given);
  };
}
"""


def go(visit: Any, body: str) -> None:
    """Press the button of a body and wait until it is drawn."""
    title = visit.js(f"window.atlas.get('atlas').bodies.find((one) => one.id === '{body}').title")
    bodies = visit.popover("menu").get_by_role("radiogroup", name="Body", exact=True)
    bodies.get_by_role("radio", name=title, exact=True).check(force=True)
    visit.wait_for(THERE.format(body))
    expect(bodies.get_by_role("radio", name=title, exact=True)).to_be_checked()
    visit.shut()


def test_what_is_chosen_the_view_and_the_layers_stay(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=sciatic.right&show=bones,nerves&view=buttock&side=right")
    before = visit.js("window.atlas.scene.orbit.pose.focal")

    go(visit, "female")

    assert visit.drawn("sciatic.right")
    assert not visit.drawn("skin")
    assert not visit.drawn("femur.left")
    assert visit.js("window.atlas.get('view')") == "buttock"
    assert visit.js("window.atlas.scene.orbit.pose.focal") != before
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sciatic nerve")
    visit.wait_for("location.search.includes('body=female')")
    assert "show=bones,nerves" in visit.page.url


def test_of_another_body_only_what_is_shown_is_fetched(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?show=nerves,sites")
    visit.layer("Compression sites", "Off").check(force=True)
    visit.shut()
    visit.addresses.clear()

    go(visit, "female")
    asked = [url for url in visit.addresses if "/geometry/female/" in url]
    assert asked
    assert not [url for url in asked if "/sites." in url]
    visit.layer("Compression sites").check(force=True)

    visit.wait_for("window.atlas.get('fetched').includes('sites') && window.atlas.scene.complete")
    assert [url for url in visit.addresses if "/geometry/female/sites." in url]
    assert visit.drawn("tarsal-tunnel.left")


def test_the_camera_goes_to_the_same_thing_on_the_other_body(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select=KI3.left")

    go(visit, "female")

    size = visit.js("window.atlas.scene.size")
    at = visit.js("window.atlas.scene.orbit.project(window.atlas.get('atlas').entries['KI3.left'].centre)")
    assert 0.3 * size["width"] < at["x"] < 0.7 * size["width"]
    assert 0.2 * size["height"] < at["y"] < 0.8 * size["height"]


def test_a_place_the_visitor_went_to_is_kept_in_proportion(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves")
    visit.page.locator("#stage").press("ArrowLeft")
    for _ in range(3):
        visit.page.locator("#stage").press("+")
    pose = "window.atlas.scene.orbit.pose"
    height = f"{pose}.focal[2] / window.atlas.get('atlas').stature"
    before, turned = visit.js(height), visit.js(f"{pose}.azimuth")

    go(visit, "female")

    assert visit.js(height) == pytest.approx(before, abs=1e-3)
    assert visit.js(f"{pose}.azimuth") == pytest.approx(turned)


def test_the_old_body_is_let_go(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=COUNT_BUFFERS).open(f"{server.url}?show=skin,bones,nerves")

    def held() -> int:
        """How many buffers there are once all that has come is drawn."""
        visit.settled()
        visit.js("window.atlas.scene.drawNow()")
        return visit.js("window.buffers")

    before = held()
    for body in ("female", "male"):
        go(visit, body)
        visit.settled()

    assert before > 10
    assert held() == before
    assert all(
        "/geometry/male/" in url
        for url in visit.js("[...window.atlas.scene.groups.values()].map((g) => `/${g.url}`)")
    )


def test_a_body_comes_only_when_it_is_asked_for(server: Any, moving: Visiting) -> None:
    visit = moving().load(f"{server.url}?show=nerves")
    assert not [url for url in visit.addresses if "/geometry/female" in url]

    go(visit, "female")

    assert [url for url in visit.addresses if "/geometry/female/" in url]


def test_a_body_that_does_not_come_leaves_the_one_that_is_seen(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False).open(f"{server.url}?show=bones&select=sacrum")
    visit.page.route("**/edition/female/**", lambda route: route.abort())

    title = visit.js("window.atlas.get('atlas').bodies.find((one) => one.id === 'female').title")
    bodies = visit.popover("menu").get_by_role("radiogroup", name="Body", exact=True)
    bodies.get_by_role("radio", name=title, exact=True).check(force=True)
    visit.shut()
    expect(visit.page.get_by_role("alert")).to_contain_text(f"{title} could not be loaded")
    assert visit.drawn("sacrum")
    visit.page.unroute("**/edition/female/**")
    visit.page.get_by_role("alert").get_by_role("button", name="Try again").click()

    visit.wait_for(THERE.format("female"))
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sacrum")


def test_back_returns_to_the_body_before(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&select=sacrum")
    go(visit, "female")
    visit.wait_for("location.search.includes('body=female')")
    visit.js("window.atlas.page.select('KI3.left')")
    visit.js("history.go(-2)")

    visit.wait_for(THERE.format("male"))
    visit.wait_for("window.atlas.get('select') === 'sacrum'")
    visit.page.go_forward()

    visit.wait_for(THERE.format("female"))
    visit.page.go_forward()
    visit.wait_for("window.atlas.get('select') === 'KI3.left'")
    visit.js("history.go(-2)")
    visit.wait_for(THERE.format("male"))
    visit.js("history.go(2)")
    visit.wait_for(THERE.format("female"))
    visit.wait_for("window.atlas.get('select') === 'KI3.left'")


def test_back_to_a_body_is_back_to_the_layers_it_opens_with(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?body=female-pregnant", drawn=False)
    visit.wait_for("window.atlas.scene.size")  # until then the camera stands nowhere
    visit.rest()
    look, address = visit.look(), visit.page.url
    assert look["show"]["load-line"]
    visit.js("window.atlas.page.body('male')")
    visit.wait_for("window.atlas.get('atlas').body === 'male'")
    assert not visit.js("window.atlas.get('show')['load-line']")
    visit.rest()

    visit.page.go_back()

    visit.wait_for("window.atlas.get('atlas').body === 'female-pregnant' && !window.atlas.get('going').to")
    visit.rest()
    assert (visit.look(), visit.page.url) == (look, address)


def test_the_line_of_gravity_is_on_where_it_is_what_the_body_is_for(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?view=left")
    expect(visit.layer("Line of gravity", "Off")).to_be_checked()
    visit.shut()
    line = visit.js("window.atlas.get('atlas').packs.find((pack) => pack.layer === 'load-line').ids[0]")

    go(visit, "female-pregnant")

    expect(visit.layer("Line of gravity")).to_be_checked()
    visit.shut()
    assert visit.drawn(line)
    expect(visit.page.locator(".line-tag")).to_be_visible()
    go(visit, "male")
    expect(visit.layer("Line of gravity", "Off")).to_be_checked()
    assert not visit.drawn(line)


COUNTED = """const { postMessage } = Worker.prototype;
window.decoded = 0;
Worker.prototype.postMessage = function (question, ...more) {
  if (question.pack) window.decoded += 1;
  return postMessage.call(this, question, ...more);
};"""


def test_a_body_that_was_there_is_not_decoded_again(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=COUNTED).open(f"{server.url}?show=nerves&way=free")
    counts = [visit.js("window.decoded")]

    for body in ("female", "male", "female"):
        visit.js(f"window.atlas.page.body('{body}')")
        visit.wait_for(f"window.atlas.get('atlas').body === '{body}' && window.atlas.scene.complete")
        counts.append(visit.js("window.decoded"))

    first, second, *again = counts
    assert 0 < first < second
    assert again == [second, second]
