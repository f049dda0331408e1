"""A file let go over the page, or chosen, is shown there at once, and to nobody else."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

GUIDE = (Path(__file__).parents[2] / "docs" / "point-maps.md").read_text("utf-8")
MINE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]
HOSTILE = 'title = "x"\nversion = "1"\nlicence = "<img src=x onerror=alert(1)>"\n[[region]]\ncode = "<b>"\n'
DROP = """([kind, name, text]) => {
  const held = new DataTransfer();
  if (kind === 'file') held.items.add(new File([text], name)); else held.setData('text/plain', text);
  const over = new DragEvent('dragover', { dataTransfer: held, bubbles: true, cancelable: true });
  const drop = new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true });
  const stage = document.getElementById('stage');
  stage.dispatchEvent(over);
  const hinted = window.atlas.get('dragging');
  stage.dispatchEvent(drop);
  return [hinted, over.defaultPrevented && drop.defaultPrevented];
}"""


def drop(visit: Any, name: str, text: str) -> None:
    assert visit.page.evaluate(DROP, ["file", name, text]) == [True, True]


def test_a_dropped_file_is_shown_and_can_be_removed(
    server: Any, visiting: Visiting, moving: Visiting
) -> None:
    visit, other = visiting().open(server.url), moving().open(f"{server.url}?show=nerves", drawn=False)
    fetched = len([url for url in visit.addresses if "/geometry/" in url])
    drop(visit, "my-map.toml", MINE)

    expect(visit.page.get_by_text("Previewing my-map.toml: 1 cause, 1 region")).to_be_visible()
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("LI7")
    visit.wait_for("window.atlas.scene.complete && window.atlas.scene.groups.has('own-regions.left')")
    assert visit.drawn("LI7.left")
    assert len([url for url in visit.addresses if "/geometry/" in url]) == fetched
    assert "LI7" not in visit.js("window.atlas.page.whole()")
    assert other.js("'LI7.left' in window.atlas.get('atlas').entries") is False

    visit.page.get_by_role("button", name="Remove").click()
    visit.wait_for("!window.atlas.get('preview')")
    expect(visit.page.get_by_text("Previewing")).to_have_count(0)
    assert not visit.drawn("LI7.left")


def test_problems_are_told_as_text_and_the_body_stays(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    drop(visit, "bad <i>map</i>.toml", HOSTILE)

    dialog = visit.page.get_by_role("dialog", name=re.compile("things to mend"))
    expect(dialog).to_contain_text("bad <i>map</i>.toml, line 3: licence: must be plain text; got markup")
    expect(dialog.locator("img, i, b")).to_have_count(0)
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert visit.js("window.atlas.get('preview')") is None


def test_what_could_be_better_is_told_beside_the_preview(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    drop(visit, "my-map.toml", MINE.replace('kind = "teaching"', 'kind = "website"'))

    notice = visit.page.get_by_text("Previewing my-map.toml")
    expect(notice).to_be_visible(timeout=60_000)
    wish = visit.page.get_by_text(
        "source my-course-notes: should have the address of the page; got none. Add url"
    )
    expect(wish).to_be_hidden()
    visit.page.get_by_text("One thing could be better").click()
    expect(wish).to_be_visible(timeout=60_000)


def test_what_is_not_a_file_is_let_be(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)

    assert visit.page.evaluate(DROP, ["text", "", "https://example.org/"]) == [False, True]
    assert visit.js("window.atlas.get('sending')") == ""


def test_a_phone_chooses_a_file_and_a_reload_forgets_it(server: Any, visiting: Visiting) -> None:
    visit = visiting(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).open(server.url)
    with visit.page.expect_file_chooser() as chooser:
        visit.menu("Preview a file…")
    chooser.value.set_files([{"name": "my-map.toml", "mimeType": "", "buffer": MINE.encode()}])
    expect(visit.page.get_by_text("Previewing my-map.toml")).to_be_visible()

    visit.page.reload()
    expect(visit.page.get_by_text("ended with the reload")).to_be_visible()
    assert visit.js("window.atlas.get('preview')") is None
    visit.page.reload()
    visit.wait_for("window.atlas?.scene?.complete")
    expect(visit.page.get_by_text("ended with the reload")).to_have_count(0)


def test_a_dropped_connection_brings_the_preview_back(
    serve_at: Callable[[int], Any], visiting: Visiting
) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(f"{first.url}?show=nerves,regions")
    drop(visit, "my-map.toml", MINE)
    expect(visit.page.get_by_text("Previewing my-map.toml")).to_be_visible()
    visit.js("window.atlas.page.select('l5-s1-far-lateral-disc.right')")
    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("What presses on what")
    visit.connected()
    first.stop()
    serve_at(first.port)
    visit.connected()

    assert visit.js("window.atlas.get('select')") == "l5-s1-far-lateral-disc.right"
    expect(visit.page.get_by_text("Previewing my-map.toml")).to_be_visible()
    visit.js("window.atlas.page.select('LI7.right')")
    expect(details).to_contain_text("LI7")
    visit.js("window.atlas.page.body('female')")
    visit.wait_for("window.atlas.get('atlas').body === 'female' && window.atlas.scene.complete")
    assert visit.drawn("LI7.right")
    expect(visit.page.get_by_text("Previewing my-map.toml")).to_be_visible()
    assert visit.js("sessionStorage.getItem('sciatica-atlas-previewing')") == "1"
