"""Conditions of real use: lost graphics, translators, pages around it, blocked parts, other screens."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

INK = """(() => {
  const { scene } = window.atlas, from = document.querySelector('#stage canvas');
  const paper = Object.assign(document.createElement('canvas'), { width: 200, height: 200 });
  const pen = paper.getContext('2d');
  scene.drawNow();
  pen.drawImage(from, 0, 0, 200, 200);
  return pen.getImageData(0, 0, 200, 200).data.filter((value, i) => i % 4 === 3 && value > 0).length;
})()"""
"""How many pixels of the stage are drawn on."""


TRANSLATE = """(() => {
  const walker = document.createTreeWalker(document.querySelector('.page'), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeValue.trim() && !node.parentElement.closest('font, svg')) words.push(node);
  }
  for (const node of words) {
    const font = document.createElement('font');
    font.textContent = node.nodeValue;
    node.replaceWith(font);
  }
})()"""
"""What a browser's translator does to a page: it puts elements of its own in place of words."""


def lose(visit: Any) -> None:
    visit.js(
        "window.context = document.querySelector('#stage canvas').getContext('webgl2')"
        ".getExtension('WEBGL_lose_context'), window.context.loseContext()"
    )


@pytest.mark.drawing
def test_a_drawing_that_is_lost_and_given_back_is_drawn_again(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False).open(f"{server.url}?show=bones&view=lower-back")
    before = visit.js(INK)
    assert before > 1000

    lose(visit)
    lost = visit.page.get_by_role("alert").filter(has_text="taken the 3D picture away")
    expect(lost).to_be_visible()
    visit.js("window.context.restoreContext()")

    expect(lost).to_have_count(0)
    visit.wait_for("window.atlas.scene.complete && window.atlas.scene.took > 0")
    visit.settled()
    assert visit.js(INK) == pytest.approx(before, rel=0.05)


@pytest.mark.drawing
def test_a_drawing_that_is_not_given_back_can_be_had_with_a_press(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False).open(f"{server.url}?show=bones&view=lower-back")
    before = visit.js(INK)
    lose(visit)

    visit.page.get_by_role("button", name="Draw it again").click()

    visit.wait_for("!window.atlas.get('context') && window.atlas.scene.complete")
    visit.settled()
    assert visit.js(INK) == pytest.approx(before, rel=0.05)


def test_a_translated_card_is_replaced_as_a_whole(server: Any, visiting: Visiting, moving: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=KI3.left&voice=clinician&show=nerves", drawn=False)
    details = visit.page.get_by_role("region", name="Details")
    expect(details.locator("h2")).to_contain_text("KI3")
    visit.js(TRANSLATE)
    visit.js("window.atlas.page.speak('patient')")
    visit.wait_for(
        "window.atlas.get('card').id === 'KI3.left' && window.atlas.get('card').voice !== 'clinician'"
    )
    fresh = moving().open(f"{server.url}?select=KI3.left&voice=patient&show=nerves", drawn=False)
    expect(fresh.page.get_by_role("region", name="Details").locator("h2")).to_contain_text("Inner ankle")
    article = "document.querySelector('#details article').innerText"

    assert visit.js(article) == fresh.js(article)


def test_a_translated_step_is_replaced_as_a_whole(server: Any, visiting: Visiting, moving: Visiting) -> None:
    visit = visiting().open(f"{server.url}?story=disc-and-root&step=1", drawn=False)
    story = visit.page.get_by_role("region", name="Story")
    expect(story).to_contain_text("1 of 8")
    visit.js(TRANSLATE)
    story.get_by_role("button", name="Next").click()
    fresh = moving().open(f"{server.url}?story=disc-and-root&step=2", drawn=False)
    expect(fresh.page.get_by_role("region", name="Story")).to_contain_text("2 of 8")
    step = "document.querySelector('.story .step').innerText"

    assert visit.js(step) == fresh.js(step)


def test_after_a_press_on_the_body_the_keyboard_works(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones&view=lower-back")
    x, y = visit.place("l3-vertebra")
    visit.page.mouse.click(x, y)
    visit.wait_for("window.atlas.get('select') === 'l3-vertebra'")
    before = visit.js("window.atlas.scene.orbit.pose.azimuth")
    visit.page.keyboard.press("ArrowLeft")
    assert visit.js("window.atlas.scene.orbit.pose.azimuth") != before

    visit.page.get_by_role("region", name="Details").get_by_role("button", name="Hide it", exact=True).click()
    visit.wait_for("window.atlas.get('hide').length === 1")
    visit.page.keyboard.press("Control+z")
    visit.wait_for("window.atlas.get('hide').length === 0")
    visit.page.keyboard.press("Escape")

    visit.wait_for("window.atlas.get('select') === ''")


def test_every_stop_of_the_tab_key_has_a_name(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones")
    inside = visit.js(
        "[...document.querySelectorAll('#stage, #stage *')].filter((one) => one.tabIndex >= 0)"
        ".map((one) => one.getAttribute('aria-label') ?? one.textContent.trim())"
    )

    assert inside
    assert all(inside)


def test_a_new_card_starts_at_its_top(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select=KI3.left&show=nerves", drawn=False)
    details = visit.page.locator("#details")
    expect(details.locator("h2")).to_contain_text("KI3")
    visit.js("document.querySelectorAll('#details details').forEach((one) => (one.open = true))")
    details.evaluate("(one) => one.scrollTo(0, 400)")
    assert details.evaluate("(one) => one.scrollTop") > 100
    visit.js("window.atlas.page.select('l5-s1-herniated-disc.left')")
    expect(details.locator("h2")).to_contain_text("disc")

    assert details.evaluate("(one) => one.scrollTop") == 0


HEARD = """
const real = window.matchMedia;
window.heard = [];
window.matchMedia = (query) => query.includes('dppx')
  ? { addEventListener: (_, callback) => window.heard.push(callback), removeEventListener() {} }
  : real.call(window, query);
"""
"""Chromium tells nobody of a ratio that it only pretends to have, so the test does."""


def test_the_picture_is_as_fine_as_the_screen_it_is_moved_to(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=HEARD).open(f"{server.url}?show=bones")
    fineness = "(({ width, clientWidth }) => width / clientWidth)(document.querySelector('#stage canvas'))"
    for ratio in (1, 2, 1):
        devtools = visit.page.context.new_cdp_session(visit.page)
        size = {"width": 960, "height": 560, "deviceScaleFactor": ratio, "mobile": False}
        devtools.send("Emulation.setDeviceMetricsOverride", size)
        visit.js("window.heard.splice(0).at(-1)()")

        assert visit.js(fineness) == pytest.approx(ratio, abs=0.02)


def test_forced_colours_leave_switches_and_pressed_buttons_told_apart(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting(forced_colors="active").open(f"{server.url}?show=bones", drawn=False)
    look = """(one) => (({ backgroundColor, color, borderColor }) =>
      [backgroundColor, color, borderColor].join())(getComputedStyle(one.closest('label') ?? one))"""
    assert visit.layer("Bones").evaluate(look) != visit.layer("Muscles").evaluate(look)
    views = visit.popover("views")
    back, front = (views.get_by_role("button", name=name, exact=True) for name in ("Back", "Front"))
    assert back.evaluate(look) != front.evaluate(look)


@pytest.fixture
def course(server: Any, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that shows the atlas: once as it should, once in a sandbox."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><body style="height: 3000px"><h1>Lesson</h1>'
        f'<iframe name="open" src="{server.url}?embed=1&show=bones" width="800" height="400"></iframe>'
        f'<iframe name="shut" sandbox="allow-scripts" src="{server.url}?embed=1" width="800"></iframe>'
    )

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    site.server_close()


def test_the_wheel_is_the_course_pages_until_the_body_was_pressed(course: str, visiting: Visiting) -> None:
    visit = visiting(quiet=False)
    visit.page.goto(course)
    frame = visit.page.frame(name="open")
    frame.wait_for_function("window.atlas?.scene?.complete && window.atlas.scene.took > 0", timeout=60_000)
    distance = "window.atlas.scene.orbit.pose.distance"
    before = frame.evaluate(distance)
    box = visit.page.locator("iframe").first.bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + 400, box["y"] + 150)
    visit.page.mouse.wheel(0, 300)

    visit.page.wait_for_function("scrollY > 0")
    assert frame.evaluate(distance) == before
    visit.page.evaluate("scrollTo(0, 0)")
    visit.page.wait_for_timeout(1000)  # what takes the press scrolls a moment after the page says so
    visit.page.mouse.click(box["x"] + 400, box["y"] + 150)
    visit.page.mouse.wheel(0, 300)

    frame.wait_for_function(f"{distance} !== {before}", timeout=60_000)
    assert visit.page.evaluate("scrollY") == 0


def test_a_sandboxed_frame_says_what_can_be_done(course: str, visiting: Visiting) -> None:
    visit = visiting(quiet=False)
    visit.page.goto(course)
    shut = visit.page.frame_locator("iframe[name=shut]")

    expect(shut.get_by_role("alert")).to_contain_text("a frame that does not let it run")
    expect(shut.get_by_role("button", name="Open the atlas")).to_be_visible()


@pytest.mark.parametrize("blocked", ["**/vue.js", "**/start.js", "**/parts/story.js"])
def test_a_blocked_script_is_said(server: Any, visiting: Visiting, blocked: str) -> None:
    visit = visiting(quiet=False)
    visit.page.route(blocked, lambda route: route.abort())
    visit.page.goto(server.url)

    said = visit.page.get_by_role("alert")
    expect(said).to_contain_text("could not be", timeout=30_000)
    expect(visit.page.get_by_role("button", name="Try again")).to_be_visible()


def test_without_a_websocket_all_but_previews_works_and_a_preview_says_why(
    server: Any, visiting: Visiting, tmp_path: Path
) -> None:
    visit = visiting(quiet=False)
    visit.page.route_web_socket("**/ws*", lambda socket: socket.close())
    visit.open(f"{server.url}?show=nerves")
    visit.js("window.atlas.page.select('KI3.left')")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "Mine"\n')
    with visit.page.expect_file_chooser() as chooser:
        visit.menu("Preview a file…")
    chooser.value.set_files(mine)

    told = visit.page.get_by_role("dialog", name="One thing to mend")
    expect(told).to_contain_text("did not answer", timeout=20_000)
