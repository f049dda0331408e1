"""What goes wrong is said in plain words, and mended where it can be."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

NO_WEBGL = (
    "const real = HTMLCanvasElement.prototype.getContext;"
    "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
    "  return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest); };"
)


def test_without_webgl_the_words_still_work(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=NO_WEBGL).open(server.url, drawn=False)

    expect(visit.page.get_by_text("cannot draw in 3D")).to_be_visible()
    visit.page.get_by_role("combobox", name="Search").fill("sciatic nerve right")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.page.keyboard.press("Enter")

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sciatic nerve")


def test_there_is_something_to_read_before_any_other_file_has_come(server: Any, visiting: Visiting) -> None:
    visit = visiting()
    held: list[Any] = []
    visit.page.route("**/assets/**", lambda route: held.append(route))
    visit.page.goto(server.url, wait_until="commit")

    expect(visit.page.get_by_text("For learning; not medical advice")).to_be_visible()
    name = visit.page.locator(".opening-name")
    assert name.evaluate("(one) => getComputedStyle(one).fontSize") == "26px", "it is laid out already"
    visit.page.unroute_all(behavior="ignoreErrors")


def test_a_part_that_does_not_load_can_be_tried_again(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False)
    visit.page.route("**/geometry/male/spine.*", lambda route: route.abort())
    visit.open(f"{server.url}?show=bones")

    expect(visit.page.get_by_role("alert")).to_contain_text("could not be loaded")
    assert not visit.drawn("l4-vertebra")
    visit.page.unroute("**/geometry/male/spine.*")
    visit.page.get_by_role("button", name="Try again").click()

    visit.wait_for("window.atlas.scene.complete && window.atlas.get('loading').failed.length === 0")
    assert visit.drawn("l4-vertebra")
