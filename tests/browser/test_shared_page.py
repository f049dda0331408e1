"""A page that tests share shows at an address what a loaded one does, whatever was done on it before."""

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import expect

from populated import each
from tests.browser.shared_page import BESIDE

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

STATE = Path(__file__).parents[2] / "viewer" / "web" / "state"
FOLLOWS = {
    "card", "related", "red_flags", "caveats", "pages", "telling", "seen", "loading", "fetched", "drawing",
    "cause", "courses", "gauge", "walking", "walked", "pained", "served", "laying", "fits", "needle",
    "asking", "asked",
}  # fmt: skip
"""What follows from the fields, and what has been fetched so far."""
ADDRESSES = (
    "show=bones,nerves&view=knee&side=right&opacity=bones:60",
    "select=KI3.left&show=nerves&voice=patient",
    "body=female&select=l5-s1-herniated-disc.right&show=nerves,sites",
    "camera=120,10,900,10,20,900&show=skin&hide=skull",
    "story=disc-and-root&step=3",
    "open=method&way=free&show=nerves",
)
SAID = """() => {
  const others = [...document.querySelectorAll('[data-part=margins], .compass, #stage-now')];
  others.forEach((one) => (one.style.display = 'none'));
  const said = [document.body.innerText, document.title, window.atlas.address().replace(/.*[?]/, '')];
  others.forEach((one) => (one.style.display = ''));
  return said;
}"""
"""All words but those that depend on how the camera came to where it is."""
PICTURE = """() => {
  window.atlas.scene.drawNow();
  return document.querySelector('#stage canvas').toDataURL('image/png').split(',')[1];
}"""
ALIKE = 0.998
"""Of all pixels: where surfaces meet, which of them is in front depends on which was drawn first."""


def shown(visit: Any) -> dict[str, Any]:
    """What a page shows: its fields, where the camera is, its words."""
    visit.wait_for("!window.atlas.get('card')?.waiting && window.atlas.get('red_flags').lines.length")
    visit.wait_for("!window.atlas.get('select') || window.atlas.get('related').close_ups")
    visit.settled()
    visit.wait_for("window.atlas.scene.complete")
    visit.settled()
    return {
        "fields": visit.look(),
        "pose": visit.js("({ ...window.atlas.scene.orbit.pose })"),
        "near": visit.js("window.atlas.scene.orbit.near"),
        "words": visit.page.evaluate(SAID),
    }


def picture(visit: Any) -> NDArray[np.int16]:
    drawn = Image.open(io.BytesIO(base64.b64decode(visit.page.evaluate(PICTURE))))
    return np.asarray(drawn.convert("RGBA")).astype(np.int16)


def leave_traces(visit: Any) -> None:
    """Do on a page much that is in no address."""
    visit.js("window.atlas.page.hide('femur.left')")
    visit.js("window.atlas.page.flip('names')")
    visit.js("window.atlas.set('theme', 'dark'), window.atlas.set('sheet', 'full')")
    visit.page.keyboard.press("Escape")
    visit.page.locator("#stage").press("d")
    expect(visit.page.get_by_text("press a first place")).to_be_visible()
    visit.search.fill("femur")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.popover("layers").evaluate("(one) => one.scrollTo(0, 60)")
    box = visit.page.locator("#stage").bounding_box()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.drawing
def test_a_page_that_is_moved_to_an_address_shows_what_a_loaded_one_does(
    server: Any, moving: Visiting
) -> None:
    coarse = {"device_scale_factor": 0.5}  # a quarter of the pixels: what is compared is the whole picture
    moved, loaded = moving("moved", **coarse), moving("loaded", **coarse)
    moved.open(f"{server.url}?show=nerves,muscles&side=left&view=front")
    moved.js("window.neverLoadedAgain = true")

    for address in each(ADDRESSES):
        leave_traces(moved)
        assert moved.untold["undoable"]
        moved.open(f"{server.url}?{address}")
        loaded.load(f"{server.url}?{address}")

        assert moved.js("window.neverLoadedAgain"), address
        assert moved.untold == loaded.untold, address
        assert shown(moved) == shown(loaded), address
        one, other = picture(moved), picture(loaded)
        assert (one[..., 3] > 127).mean() > 0.001, address
        assert (np.abs(one - other).max(axis=2) < 8).mean() > ALIKE, address


def test_what_was_unfolded_or_kept_or_says_how_the_window_looks_takes_a_load(
    server: Any, moving: Visiting
) -> None:
    visit = moving().open(f"{server.url}?select=KI3.left&show=nerves", drawn=False)

    def is_the_same_after(address: str) -> bool:
        visit.js("window.before = true")
        visit.open(f"{server.url}?{address}", drawn=False)
        return bool(visit.js("Boolean(window.before)"))

    assert is_the_same_after("select=KI3.left&show=nerves")
    visit.details.locator("summary").nth(1).click()
    assert not is_the_same_after("select=KI3.left&show=nerves")
    visit.js("sessionStorage.setItem('kept', '1')")
    assert not is_the_same_after("show=nerves")
    assert visit.js("sessionStorage.length") == 0
    assert not is_the_same_after("show=nerves&labels=0&theme=dark")
    assert visit.js("['labels', 'theme'].map(window.atlas.get)") == [False, "dark"]
    assert is_the_same_after("show=nerves")
    assert visit.js("['labels', 'theme'].map(window.atlas.get)") == [True, "auto"]


def test_nothing_that_the_page_knows_is_overlooked() -> None:
    beside = re.search(
        r"\nconst BESIDE = \{\n(.*?)\n\};", (STATE / "opening.js").read_text("utf-8"), re.DOTALL
    )
    assert beside
    known = set(re.findall(r"^  (\w+):", beside[1], re.MULTILINE))

    assert known | {"notices"} == FOLLOWS | set(BESIDE)
