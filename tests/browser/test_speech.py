"""What is read can be spoken by the browser's voice, and falls silent when something else is read."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
VOICE = """window.spoken = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  speak: (said) => { window.spoken.push(said.text); window.said = said; },
  cancel: () => window.spoken.push(''),
} });"""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("select=KI3.left&voice=patient", ["KI3", "Find"]),
        ("way=hurts&hurts=buttock.left,heel-and-outer-foot.left", ["Buttock, left", "S1", "no research"]),
        ("story=path-of-the-nerve&step=2", ["Roots leave the spine", "L5 is marked"]),
        ("walk=s1-root.left,sural.left&along=3", ["Past the sit bone", "hamstring"]),
    ],
)
def test_what_is_read_is_spoken(server: Any, visiting: Visiting, query: str, words: list[str]) -> None:
    visit = visiting(init=VOICE).open(f"{server.url}?{query}", drawn=False)
    say = visit.page.get_by_role("button", name="Say it aloud")
    say.click()

    spoken = visit.js("window.spoken.join(' ')")
    for word in words:
        assert word in spoken
    assert visit.js("window.said.lang") == "en"
    stop = visit.page.get_by_role("button", name="Stop speaking")
    expect(stop).to_have_attribute("aria-pressed", "true")
    visit.js("window.said.onend()")
    expect(say).to_be_visible()


def test_another_card_silences_the_one_before(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=VOICE).open(f"{server.url}?select=KI3.left", drawn=False)
    visit.page.get_by_role("button", name="Say it aloud").click()
    visit.js("window.atlas.page.select('femur.left')")
    visit.wait_for("window.atlas.get('card')?.id === 'femur.left'")

    assert not visit.js("window.atlas.get('speaking')")
    assert visit.js("window.spoken.at(-1)") == ""


def test_where_no_voice_is_nothing_is_offered(server: Any, visiting: Visiting) -> None:
    visit = visiting(init="delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    visit.open(f"{server.url}?select=KI3.left", drawn=False)
    visit.page.wait_for_selector(".card-links")
    expect(visit.page.get_by_role("button", name="Say it aloud")).to_have_count(0)
