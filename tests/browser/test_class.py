"""A class of two real pages: the teacher's moves the student's, who looks around, comes back and answers."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SAME = """(six) => window.atlas.scene.orbit.six.every((value, i) =>
  i === 2 || Math.abs(i ? value - six[i] : Math.sin((value - six[i]) * Math.PI / 360)) < 0.2)"""
"""But for the distance, which fits the window."""
SMALL = """[...document.querySelectorAll('#class :is(button, input, textarea)')].map((one) =>
  one.getBoundingClientRect()).filter(({ width, height }) => width && Math.min(width, height) < 24).length"""


def opened(visiting: Visiting, server: Any, address: str = "?select=KI3.left", **how: Any) -> tuple[Any, str]:
    """A teacher's page with an open class, and its code."""
    teacher = visiting(**how).open(f"{server.url}{address}")
    teacher.page.keyboard.press("j")
    code = teacher.page.locator(".class-lead .class-code")
    expect(code).to_have_text(re.compile("^[0-9A-Z]{4} · [0-9A-Z]{4}$"))
    return teacher, code.inner_text().replace(" · ", "")


def joined(visiting: Visiting, server: Any, code: str, **options: Any) -> Any:
    student = visiting(**(options or PHONE)).open(f"{server.url}?class={code}")
    expect(student.page.get_by_role("radio", name="Following")).to_be_checked()
    return student


def turned_alike(teacher: Any, student: Any) -> None:
    student.page.wait_for_function(SAME, arg=teacher.camera)


def drag(visit: Any) -> None:
    visit.page.mouse.move(190, 300)
    visit.page.mouse.down()
    visit.page.mouse.move(240, 310, steps=4)
    visit.page.mouse.up()


def test_a_student_follows_looks_around_and_comes_back(server: Any, visiting: Visiting) -> None:
    teacher, code = opened(visiting, server)
    student = joined(visiting, server, code)
    student.wait_for("window.atlas.get('select') === 'KI3.left'")
    assert student.js("document.querySelector('iframe[data-live]')") is None, "no session of its own"
    assert f"class={code}" in student.page.url

    teacher.js("window.atlas.scene.orbit.turn(50, 10)")
    turned_alike(teacher, student)
    teacher.js("window.atlas.page.layer('bones', true)")
    student.wait_for("window.atlas.get('show').bones")

    drag(student)
    asked = student.page.get_by_role("alertdialog", name="Look around by yourself?")
    expect(asked).to_be_visible()
    turned_alike(teacher, student)
    asked.get_by_role("button", name="Look around").click()
    before = student.camera
    drag(student)
    assert student.camera != before
    expect(teacher.page.locator(".class-counts")).to_have_text(re.compile(r"0\s*following\s*1\s*look around"))
    mine = student.camera
    teacher.js("window.atlas.scene.orbit.turn(30, 0)")
    teacher.js("window.atlas.page.select('sacrum')")
    student.page.wait_for_timeout(500)
    assert student.camera == mine, "nobody moves who looks around"

    student.page.get_by_role("button", name="Rejoin").click()
    student.wait_for("window.atlas.get('select') === 'sacrum'")
    expect(teacher.page.locator(".class-counts")).to_have_text(re.compile(r"1\s*following\s*0\s*look around"))
    drag(student)
    expect(asked).to_have_count(0)  # it is asked once
    expect(student.page.get_by_role("radio", name="Look around")).to_be_checked()


def test_tap_the_spot_is_hidden_until_it_is_revealed(server: Any, visiting: Visiting) -> None:
    teacher, code = opened(visiting, server)
    student = joined(visiting, server, code)
    student.wait_for("window.atlas.get('select') === 'KI3.left'")

    teacher.page.get_by_role("button", name="Tap the spot").click()
    expect(student.page.get_by_role("heading", name="Where is KI3")).to_be_visible()
    student.wait_for(
        "!window.atlas.get('names') && !window.atlas.get('select') && !window.atlas.get('show').regions"
    )
    student.wait_for("window.atlas.get('cut') === 'sagittal:-1'")  # the other leg stands before it
    assert not teacher.js("window.atlas.get('names')"), "nor does the wall tell it"
    assert student.page.locator(".margin-label:visible").count() == 0

    student.page.touchscreen.tap(200, 320)
    expect(student.page.get_by_text("Your cross is on the body.")).to_be_visible()
    expect(teacher.page.get_by_text("One tap so far")).to_be_visible()
    assert teacher.page.locator(".class-heat").count() == 0

    teacher.page.keyboard.press("r")
    expect(teacher.page.get_by_text(re.compile("of 1 taps in the ring"))).to_be_visible()
    expect(teacher.page.locator(".class-heat")).to_have_count(1)
    expect(student.page.locator(".class-off")).to_contain_text(re.compile("mm off|In the ring"))
    student.wait_for(
        "window.atlas.get('select') === 'KI3.left' && window.atlas.get('sure') && window.atlas.get('names')"
    )
    student.page.touchscreen.tap(120, 320)
    expect(teacher.page.get_by_text(re.compile("of 1 taps in the ring"))).to_be_visible()
    teacher.page.get_by_role("button", name="Put it away").click()
    expect(student.page.locator(".class-sheet")).to_have_count(0)
    student.wait_for("window.atlas.get('cut') === ''")


def test_a_poll_is_answered_and_shown(server: Any, visiting: Visiting) -> None:
    teacher, code = opened(visiting, server)
    student = joined(visiting, server, code)
    teacher.page.get_by_role("button", name="Ask a question").click()
    teacher.page.get_by_label("Question", exact=True).fill("Which <b>root</b>?")
    teacher.page.get_by_label("Answers").fill("L5")
    teacher.page.get_by_role("button", name="Ask", exact=True).click()
    expect(teacher.page.get_by_role("alert")).to_contain_text("2 to 6 answers")
    teacher.page.get_by_label("Answers").fill("L5\nS1")
    teacher.page.get_by_role("button", name="Ask", exact=True).click()
    expect(student.page.get_by_role("heading", name="Which <b>root</b>?")).to_be_visible()
    student.page.get_by_role("button", name="S1", exact=True).click()
    expect(teacher.page.get_by_text("One answer so far")).to_be_visible()
    teacher.page.get_by_role("button", name="Reveal").click()
    expect(student.page.locator(".class-shares li").nth(1)).to_have_text(re.compile("S1\\s*1"))
    expect(teacher.page.locator(".class-shares li").nth(0)).to_have_text(re.compile("L5\\s*0"))


def test_the_server_gone_the_picture_stays_and_what_comes_next_is_said(
    visiting: Visiting, serve_at: Callable[..., Any]
) -> None:
    server = serve_at(0)
    teacher, code = opened(visiting, server, quiet=False)  # a browser calls it an error that nobody answers
    student = joined(visiting, server, code, quiet=False, **PHONE)
    student.wait_for("window.atlas.get('select') === 'KI3.left'")
    server.stop()
    expect(student.page.get_by_text("the picture stays")).to_be_visible()
    expect(teacher.page.get_by_text("the picture stays")).to_be_visible()
    assert student.js("window.atlas.get('select')") == "KI3.left"
    serve_at(server.port)
    expect(teacher.page.get_by_text("The class has ended with the server")).to_be_visible()
    teacher.page.get_by_role("button", name="Open another class").click()
    expect(teacher.page.locator(".class-lead .class-code")).not_to_have_text(f"{code[:4]} · {code[4:]}")
    expect(student.page.get_by_text("There is no class of this code any more")).to_be_visible()


def test_a_code_of_no_class_can_be_typed_again_and_phones_are_told_what_is_missing(
    server: Any, visiting: Visiting
) -> None:
    teacher, code = opened(visiting, server)
    expect(teacher.page.get_by_text("Phones cannot reach this computer yet")).to_be_visible()
    expect(teacher.page.get_by_text("sciatica-atlas --host 0.0.0.0")).to_be_visible()
    student = visiting(**PHONE).open(f"{server.url}?class=0000-0000")
    expect(student.page.get_by_text("There is no class of this code")).to_be_visible()
    student.page.get_by_label("Code of the class").fill(f"{code[:4].lower()} {code[4:]}")
    student.page.get_by_role("button", name="Join", exact=True).click()
    student.wait_for("window.atlas.get('select') === 'KI3.left'")
    teacher.page.get_by_role("button", name="End the class").click()
    teacher.page.get_by_role("button", name="End the class").click()
    expect(student.page.get_by_text("The class is over.")).to_be_visible()
    student.page.get_by_role("button", name="Leave the class").click()
    expect(student.page.locator(".class-follow")).to_have_count(0)
    student.wait_for("!location.search.includes('class=')")


@contextmanager
def clean(visit: Any) -> Iterator[None]:
    yield
    found = Axe().run(visit.page, context="#class").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_of_a_class_can_be_read_and_reached(server: Any, visiting: Visiting, theme: str) -> None:
    teacher, code = opened(visiting, server, f"?select=KI3.left&theme={theme}")
    student = joined(visiting, server, f"{code}&theme={theme}")
    with clean(teacher), clean(student):
        teacher.page.get_by_role("button", name="Tap the spot").click()
        expect(student.page.locator(".class-sheet")).to_be_visible()
    with clean(teacher), clean(student):
        student.page.touchscreen.tap(200, 320)
        teacher.page.keyboard.press("r")
        expect(student.page.locator(".class-off")).to_be_visible()
    assert (teacher.js(SMALL), student.js(SMALL)) == (0, 0)
