"""Views are kept, put in order, told, saved as a file that is in order, and opened again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from point_maps import check

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
DISC = "select=l5-s1-herniated-disc.left&amount=80"


def keeping(server: Any, visiting: Visiting, query: str = DISC) -> Any:
    """A page on which two views were kept by the key, and their list opened from the menu."""
    visit = visiting().open(f"{server.url}?{query}", drawn=False)
    visit.wait_for("window.atlas.get('card')?.title")
    visit.page.locator("#stage").press("k")
    visit.js("window.atlas.page.select('KI3.right')")
    visit.wait_for("window.atlas.get('card')?.id === 'KI3.right'")
    visit.page.locator("#stage").press("k")
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Your own story").click()
    expect(visit.page.locator("#kept")).to_be_visible()
    return visit


def test_kept_views_are_titled_put_in_order_and_told(server: Any, visiting: Visiting) -> None:
    visit = keeping(server, visiting)
    page = visit.page
    titles = page.get_by_label("Title of step")
    assert [titles.nth(i).input_value() for i in range(2)] == [
        "Slipped disc, the lowest, left",
        "KI3 Tàixī, right",
    ]

    page.get_by_role("button", name="Move KI3 Tàixī, right up").click()
    page.get_by_label("What you say in step 2").fill("Here the disc meets the root.")
    page.get_by_role("button", name="Play it").click()
    expect(page.locator("#step-title")).to_contain_text("KI3")
    assert visit.js("window.atlas.get('select')") == "KI3.right"
    page.get_by_role("button", name="Next").click()

    expect(page.locator("#story .lead")).to_have_text("Here the disc meets the root.")
    expect(page.locator("#story")).to_contain_text("In the words of whoever made this story.")
    assert visit.js("[window.atlas.get('select'), window.atlas.get('amount')]") == [
        "l5-s1-herniated-disc.left",
        80,
    ]
    page.get_by_role("button", name="Change it").click()
    expect(page.locator("#kept")).to_be_visible()
    assert titles.nth(0).input_value() == "KI3 Tàixī, right"


def test_the_file_is_in_order_and_opens_again(server: Any, visiting: Visiting, tmp_path: Path) -> None:
    visit = keeping(server, visiting)
    page = visit.page
    page.get_by_label("Name of the story").fill('The "disc" & <b>me</b>')
    page.get_by_label("What you say in step 1").fill("Two\nlines {{ here }}.")
    pinned = "(one) => ({ ...one, pins: [{ on: 'sacrum', at: [0.1, 0.2, 0.3], says: 'Here' }] })"
    visit.js(f"window.atlas.set('kept', window.atlas.get('kept').map({pinned}))")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)

    report = check.report([file])
    assert not report.problems, report.told
    assert file.name == "own-the-disc-b-me-b.toml"
    page.locator("#preview-file").set_input_files(file)
    expect(page.locator("#story .lead")).to_have_text("Two lines { { here }}.")
    assert visit.js("window.atlas.get('amount')") == 80
    assert visit.js("window.atlas.get('pins')[0].says") == "Here"


def test_nothing_is_lost_by_a_reload_or_a_slip(server: Any, visiting: Visiting) -> None:
    visit = keeping(server, visiting)
    page = visit.page
    page.get_by_role("button", name="Remove KI3").click()
    expect(page.locator(".kept-views > li")).to_have_count(1)
    page.get_by_role("button", name="Begin anew").click()
    expect(page.locator(".kept-views")).to_have_count(0)
    page.get_by_role("button", name="Bring back").click()
    expect(page.locator(".kept-views > li")).to_have_count(1)
    page.reload()
    visit.wait_for("window.atlas?.get('card')?.title || document.querySelector('#kept')")

    expect(page.locator(".kept-views > li")).to_have_count(1)


def test_what_was_looked_at_becomes_steps(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=femur.left", drawn=False)
    for one in ("sacrum", "KI3.left"):
        visit.js(f"window.atlas.page.select('{one}')")
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Your own story").click()
    visit.page.get_by_role("button", name="Add what was looked at so far (2)").click()

    titles = visit.page.get_by_label("Title of step")
    assert [titles.nth(i).input_value() for i in range(2)] == ["Sacrum", "KI3 Tàixī, left"]


@pytest.mark.drawing
def test_words_are_pinned_where_the_body_is_pressed(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select=sacrum&show=bones&way=kept")
    page = visit.page
    page.get_by_role("button", name="Keep this view").click()
    page.get_by_role("button", name="Pin words to it").click()
    visit.wait_for("window.atlas.scene.complete")
    middle = "window.atlas.scene.orbit.project(window.atlas.get('atlas').entries.sacrum.centre)"
    at, box = visit.js(middle), visit.js("document.getElementById('stage').getBoundingClientRect().toJSON()")
    page.mouse.click(box["left"] + at["x"], box["top"] + at["y"])
    page.get_by_label("Words of pin 1").fill("It begins here")

    margins = page.locator("[data-part=margins]")
    expect(margins).to_contain_text("It begins here")
    pin = visit.js("window.atlas.get('kept')[0].pins[0]")
    assert all(abs(share) <= 1.05 for share in pin["at"])
    assert visit.js(f"window.atlas.get('atlas').entries['{pin['on']}'] !== undefined")
    page.get_by_role("button", name="Take the pin").click()
    visit.wait_for("!window.atlas.get('pins').length")
