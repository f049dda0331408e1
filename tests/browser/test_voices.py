"""Three readers: one control says who is spoken to, and everything that is read follows."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DISC = "l5-s1-herniated-disc.left"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_keyboard_changes_the_voice_and_the_address_keeps_it(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select={DISC}", drawn=False)
    details = visit.page.get_by_role("region", name="Details")
    control = details.get_by_role("radiogroup", name="Words for")
    expect(control.get_by_role("radio", name="Student")).to_be_checked()
    expect(details).to_contain_text("What presses on what")
    student = visit.title

    control.get_by_role("radio", name="Student").focus()
    visit.page.keyboard.press("ArrowRight")

    expect(details).to_contain_text("Level and roots")
    expect(control.get_by_role("radio", name="Clinician")).to_be_focused()
    visit.wait_for("location.search.includes('voice=clinician')")
    assert visit.title != student

    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("ArrowLeft")
    expect(details).to_contain_text("What can ease it")
    expect(details).not_to_contain_text("Roots pressed")
    visit.wait_for("location.search.includes('voice=patient')")


def test_back_and_forward_keep_words_and_choice_together(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(f"{server.url}?select={DISC}&voice=patient", drawn=False)
    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("What can ease it")

    visit.js("window.atlas.page.select('KI3.left')")
    expect(details).to_contain_text("Needling is for trained practitioners.")
    details.get_by_role("radio", name="Clinician").check()
    expect(details).to_contain_text("Strata")
    visit.wait_for("location.search.includes('voice=clinician')")

    visit.page.go_back()
    visit.wait_for("new URLSearchParams(location.search).get('select') === 'l5-s1-herniated-disc.left'")
    expect(details).to_contain_text("What can ease it")
    expect(details.get_by_role("radio", name="Patient")).to_be_checked()
    visit.page.go_forward()
    expect(details).to_contain_text("Strata")


@pytest.mark.parametrize("options", [{}, PHONE])
@pytest.mark.parametrize("embed", ["", "&embed=1"])
def test_the_control_and_the_red_flags_are_at_hand_everywhere(
    server: Any, visiting: Visiting, options: dict[str, Any], embed: str
) -> None:
    visit = visiting(**options).open(f"{server.url}?select=KI3.left&voice=patient{embed}", drawn=False)
    control = visit.page.locator("#details").get_by_role("radiogroup", name="Words for")

    expect(control).to_be_in_viewport()
    box = control.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= visit.js("innerWidth")
    control.get_by_role("radio", name="Student").check(force=True)
    expect(visit.page.locator("#details")).to_contain_text("What lies under it")

    visit.page.get_by_role("button", name="Red flags", exact=True).first.click()
    flags = visit.page.get_by_role("dialog", name="Red flags")
    expect(flags).to_contain_text("the same day")
    assert visit.js("document.scrollingElement.scrollWidth <= innerWidth")
