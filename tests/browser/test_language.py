"""Another language is another file: longer words, from right to left, and none of the first one left over."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

TABLE = Path(__file__).parents[2] / "viewer" / "web" / "words" / "en.js"
LONGER = 1.4
SIZES = [(1280, 800), (390, 844), (844, 390)]
CUT = """() => [...document.querySelectorAll('button, .segment, h2, .layer-name, .first-way b, .kick > span')]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).textOverflow !== 'ellipsis')
  .filter((one) => !one.closest('.unseen, [hidden]') && !one.matches('.handle, .compass, .skip'))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map((one) => [one.className, one.textContent.trim(), one.scrollWidth, one.clientWidth])"""
SAID = """(where) => [...document.querySelectorAll(where)].filter((one) => one.getClientRects().length)
  .flatMap((one) => [one.getAttribute('aria-label'), one.getAttribute('title'), one.placeholder,
    ...(one.children.length ? [] : [one.textContent])])
  .map((text) => (text ?? '').trim()).filter((text) => /[a-zA-Z]{2}/.test(text))"""


def pseudo(text: str) -> str:
    """The same words between brackets, longer by two fifths; what the page fills in stays."""
    letters = len(re.sub(r"\{\w+\}", "", text))
    return f"⟦{text}{' ~' * round((LONGER - 1) * letters / 2)}⟧"


def translated(value: Any, key: str = "") -> Any:
    """A table in the pseudo-language."""
    if isinstance(value, dict):
        return {name: translated(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [translated(inner) for inner in value]
    return value if key in ("id", "code", "direction") else pseudo(value)


def speaking(visit: Any, direction: str) -> Any:
    """A visit whose page has the pseudo-language."""
    head, _, table = TABLE.read_text("utf-8").partition("export const words = ")
    words = translated(json.loads(table.rstrip().rstrip(";")))
    words["language"] |= {"direction": direction}
    body = f"{head}export const words = {json.dumps(words, ensure_ascii=False)};"
    visit.page.route("**/words/en.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    return visit


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", SIZES)
def test_longer_words_fit_in_either_direction(
    server: Any, visiting: Visiting, size: tuple[int, int], direction: str
) -> None:
    width, height = size
    visit = speaking(visiting(viewport={"width": width, "height": height}), direction)
    visit.open(f"{server.url}?show=nerves&way=start", drawn=False)
    assert visit.js("document.documentElement.dir") == direction
    assert visit.page.evaluate(CUT) == []

    for name in ("layers", "menu", "views"):
        box = visit.popover(name).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert visit.page.evaluate(CUT) == []
        visit.shut()
    visit.js("window.atlas.page.select('KI3.left')")
    expect(visit.page.locator("#details h2")).to_contain_text("KI3")
    assert visit.page.evaluate(CUT) == []
    assert visit.js("document.scrollingElement.scrollWidth <= innerWidth")
    sheet = visit.page.locator("#details").bounding_box()
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= width
    if width > height:
        stands_left = sheet["x"] < width / 2
        assert stands_left == (direction == "rtl")


def test_every_word_of_the_shell_is_of_the_language(server: Any, visiting: Visiting) -> None:
    visit = speaking(visiting(viewport={"width": 1280, "height": 800}), "ltr")
    visit.open(f"{server.url}?show=nerves&way=start", drawn=False)
    said = visit.page.evaluate(SAID, ".bar *, .first *, .dock *, .zoom *, .skip")
    for name in ("layers", "menu", "views"):
        visit.popover(name)
        said += visit.page.evaluate(
            SAID, f"#{name} .popover-head *, #{name} h3, #{name} .segment *, #{name} .note"
        )
        visit.shut()

    assert len(said) > 30
    own = visit.js(
        "[...window.atlas.get('atlas').presets, ...window.atlas.get('atlas').layers].map((one) => one.name)"
    )
    bodies = visit.js("window.atlas.get('atlas').bodies.map((one) => one.title)")
    assert [text for text in said if not text.startswith("⟦") and text not in (*own, *bodies)] == []
