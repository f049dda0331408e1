"""Python leads a page: what it sets is shown, and what a visitor does is told where somebody follows it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


class Lesson:
    """A program of its own that serves the atlas and leads the first page that comes."""

    def __init__(self, made: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.lesson", made],
            cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.url = self.told()

    def told(self) -> Any:
        """The next thing it tells."""
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def do(self, **values: Any) -> None:
        """Have it set these."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(values) + "\n")
        self.process.stdin.flush()


@pytest.fixture
def lesson(made: Path) -> Iterator[Lesson]:
    running = Lesson(made)
    yield running
    running.process.kill()
    running.process.communicate(timeout=20)


def test_python_leads_a_page_and_follows_it(lesson: Lesson, visiting: Visiting) -> None:
    visit = visiting().open(f"{lesson.url}?show=nerves&voice=patient&select=sciatic.left")
    details = visit.page.get_by_role("region", name="Details")
    opened = lesson.told()
    assert opened["select"] == "sciatic.left"
    assert opened["voice"] == "patient"
    assert [layer for layer, shown in opened["show"].items() if shown] == ["nerves"]

    lesson.do(select="KI3.left", view="inner-ankle", side="left", hide=["sacrum"], voice="student")
    expect(details).to_contain_text("KI3")
    visit.wait_for("window.atlas.get('view') === 'inner-ankle' && window.atlas.get('voice') === 'student'")
    assert visit.js("['side', 'hide'].map(window.atlas.get)") == ["left", ["sacrum"]]
    visit.rest()
    assert "select=KI3.left" in visit.page.url

    lesson.do(camera=[150, 10, 900, 0, 0, 950])
    visit.wait_for("window.atlas.get('view') === ''")
    assert visit.js("window.atlas.scene.orbit.six") == [150, 10, 900, 0, 0, 950]

    before = visit.js("window.atlas.scene.orbit.six")
    lesson.do(select="KI3.right")
    visit.wait_for("window.atlas.get('select') === 'KI3.right'")
    visit.settled()
    assert visit.js("window.atlas.scene.orbit.six") != before
    assert visit.place("KI3.right"), "what is chosen is flown to, as an address that chooses it does"

    lesson.do(select="KI3.left", theme="dark")
    visit.wait_for("document.documentElement.dataset.theme === 'dark'")

    lesson.do(story="disc-and-root", step=2)
    story = visit.page.get_by_role("region", name="Story")
    expect(story).to_contain_text("2 of 8")
    lesson.do(step=4)
    expect(story).to_contain_text("4 of 8")
    lesson.do(story="")
    expect(story).to_have_count(0)
    expect(details).to_contain_text("KI3")


def test_what_a_visitor_does_is_told_only_where_it_is_followed(lesson: Lesson, visiting: Visiting) -> None:
    visit = visiting()
    sent: list[Any] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    visit.open(f"{lesson.url}?show=bones&view=lower-back")
    assert lesson.told()["select"] == ""
    visit.page.wait_for_timeout(500)
    before = len(sent)
    x, y = visit.place("l3-vertebra")
    visit.page.mouse.click(x, y)
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Third lumbar vertebra")
    visit.page.wait_for_timeout(500)
    assert len(sent) == before

    lesson.do(followed=True)
    assert lesson.told()["select"] == "l3-vertebra"
    visit.layer("Bones", "Off").check(force=True)
    assert lesson.told()["show"]["bones"] is False
    visit.page.locator("#stage").press("ArrowLeft")
    camera = lesson.told()["camera"]
    assert camera == pytest.approx(visit.js("window.atlas.scene.orbit.six"))


def test_what_makes_no_sense_is_not_shown(lesson: Lesson, visiting: Visiting) -> None:
    visit = visiting().open(f"{lesson.url}?show=nerves", drawn=False)
    lesson.told()

    lesson.do(select="nothing.left", hide=["fog"], view="moon", side="up", show={"fog": True})
    lesson.do(voice="patient")

    visit.wait_for("window.atlas.get('voice') === 'patient'")
    assert visit.js("['select', 'hide', 'side'].map(window.atlas.get)") == ["", [], "both"]
    assert "fog" not in visit.js("Object.keys(window.atlas.get('show'))")
    expect(visit.layer("Nerves")).to_be_checked()
