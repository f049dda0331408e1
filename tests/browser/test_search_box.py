"""The search box answers in the browser as the table of questions says, and to everybody."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from populated import each

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

TABLE = json.loads((Path(__file__).parents[1] / "web" / "questions.json").read_text("utf-8"))
QUESTIONS = [row for kind, rows in TABLE.items() if kind != "not held" for row in rows[:2]]
NOT_HELD = [row for row in TABLE["not held"] if row[0] in ("BL40", "环跳", "KI28", "zzzzqqq")]
FIRST = """async (text) => {
  const box = document.getElementById('search');
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  const { get } = window.atlas;
  while (!get('results').length && !get('found')) await new Promise((next) => setTimeout(next, 10));
  const answer = { id: get('results')[0]?.id ?? '', note: get('found') };
  box.value = '';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return answer;
}"""


def found(visit: Any) -> Any:
    """What is said of what was found: to who sees it, and to who hears it."""
    return visit.page.locator(".found"), visit.page.locator(".search [role=status]")


def test_the_first_answers_are_those_of_the_table(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)

    for question, wanted, *_ in each(QUESTIONS):
        answer = visit.page.evaluate(FIRST, question)
        names = {answer["id"], answer["id"].removesuffix(".left").removesuffix(".right")}
        assert names & set([wanted] if isinstance(wanted, str) else wanted), question
        assert not answer["note"], question


def test_what_the_atlas_does_not_hold_is_said_to_eyes_and_ears(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    seen, heard = found(visit)

    for question, _, words in each(NOT_HELD):
        visit.page.get_by_role("combobox", name="Search").fill(question)
        expect(seen).to_contain_text(words)
        expect(seen).to_be_visible()
        expect(heard).to_contain_text(words)
    visit.page.get_by_role("combobox", name="Search").fill("")
    expect(seen).to_be_hidden()
    expect(heard).to_have_text("")


def test_how_many_were_found_is_heard(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    visit.page.get_by_role("combobox", name="Search").fill("femur")
    expect(visit.page.get_by_role("option").first).to_be_visible()

    _, heard = found(visit)

    expect(heard).to_have_text(f"{visit.page.get_by_role('option').count()} found")


def test_the_keys_of_an_input_method_are_its_own(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    box = visit.page.get_by_role("combobox", name="Search")
    box.fill("太溪")
    expect(visit.page.get_by_role("option").first).to_contain_text("KI3")

    for key in ("Enter", "Escape", "ArrowDown"):
        box.dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True, "cancelable": True})

    expect(box).to_have_value("太溪")
    assert visit.js("['select', 'active'].map(window.atlas.get)") == ["", 0]
    box.press("Enter")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    expect(box).to_have_value("")


def test_who_comes_back_at_once_keeps_what_is_found(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    box = visit.page.get_by_role("combobox", name="Search")
    box.fill("sciatic")
    visit.wait_for("window.atlas.get('results').length > 0")

    visit.js("document.getElementById('search').blur()")
    box.fill("tibial")
    visit.wait_for("window.atlas.get('results')[0]?.id.startsWith('tibial')")
    visit.page.wait_for_timeout(300)

    assert visit.js("window.atlas.get('results').length") > 0
