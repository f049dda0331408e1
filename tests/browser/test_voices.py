"""Three readers: one control says who is spoken to, and everything that is read follows."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DISC = "l5-s1-herniated-disc.left"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_keyboard_changes_the_voice_and_the_address_keeps_it(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select={DISC}&show=nerves", drawn=False)
    details = visit.page.get_by_role("region", name="Details")
    control = details.get_by_role("combobox", name="Words for a")
    expect(control).to_have_value("student")
    expect(details).to_contain_text("What presses on what")
    student = visit.title

    control.focus()
    visit.page.keyboard.press("ArrowDown")

    expect(details).to_contain_text("Level and roots")
    expect(control).to_be_focused()
    visit.wait_for("location.search.includes('voice=clinician')")
    assert visit.title != student

    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("ArrowUp")
    expect(details).to_contain_text("What can ease it")
    expect(details).not_to_contain_text("Roots pressed")
    visit.wait_for("location.search.includes('voice=patient')")


def test_back_and_forward_keep_words_and_choice_together(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?select={DISC}&voice=patient&show=nerves", drawn=False)
    details = visit.page.get_by_role("region", name="Details")
    expect(details).to_contain_text("What can ease it")

    visit.js("window.atlas.page.select('KI3.left')")
    expect(details).to_contain_text("Needling is for trained practitioners.")
    visit.voice("clinician")
    expect(details).to_contain_text("Strata")
    visit.wait_for("location.search.includes('voice=clinician')")

    visit.page.go_back()
    visit.wait_for("new URLSearchParams(location.search).get('select') === 'l5-s1-herniated-disc.left'")
    expect(details).to_contain_text("What can ease it")
    expect(details.get_by_role("combobox")).to_have_value("patient")
    visit.page.go_forward()
    expect(details).to_contain_text("Strata")


@pytest.mark.parametrize("options", [{}, PHONE])
def test_the_control_and_the_red_flags_are_at_hand_everywhere(
    server: Any, moving: Visiting, options: dict[str, Any]
) -> None:
    visit = moving(**options).open(f"{server.url}?select=KI3.left&voice=patient&show=nerves", drawn=False)
    control = visit.details.get_by_role("combobox", name="Words for a")

    expect(control).to_be_in_viewport()
    box = control.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= visit.js("innerWidth")
    control.select_option("student")
    expect(visit.details).to_contain_text("What lies under it")

    visit.page.get_by_role("button", name="Red flags", exact=True).first.click()
    flags = visit.page.get_by_role("dialog", name="Red flags")
    expect(flags).to_contain_text("the same day")
    assert visit.js("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("options", [{"viewport": {"width": 800, "height": 450}}, PHONE])
def test_in_a_course_page_a_card_is_one_sentence_and_more(
    server: Any, moving: Visiting, options: dict[str, Any]
) -> None:
    visit = moving(**options).load(f"{server.url}?embed=1&select=KI3.left&voice=patient", drawn=False)
    lead = visit.details.locator(".lead")

    expect(lead).to_contain_text("Feel the knob")
    assert lead.inner_text().count(". ") <= 1
    expect(visit.details.get_by_role("link", name="More")).to_be_in_viewport()
    expect(visit.details.locator("details:visible")).to_have_count(0)
    box, stage = (visit.page.locator(name).bounding_box() for name in ("#details", "#stage"))
    assert box["width"] * box["height"] < 0.35 * stage["width"] * stage["height"]
    visit.page.get_by_role("button", name="Red flags", exact=True).first.click()
    expect(visit.page.get_by_role("dialog", name="Red flags")).to_contain_text("the same day")
