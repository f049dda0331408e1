"""A quiz: asked of the body, answered by hand, list or keyboard, explained, and the same for every link."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from populated import each
from tests.browser.test_access import PHONE, faults

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

WIDE = {"viewport": {"width": 1280, "height": 800}}
CUN = (22, 27)  # mm, of arm and leg
QUESTION = """(() => {
  const { at, questions } = window.atlas.get('asking');
  return questions[at];
})()"""
SPOT = """(aside) => {
  const { get, scene } = window.atlas;
  const { at, questions } = get('asking');
  const { centre } = get('atlas').entries[questions[at].thing];
  const { up } = scene.orbit.frame();
  const place = scene.orbit.project(centre.map((value, i) => value + aside * up[i]));
  const stage = document.getElementById('stage').getBoundingClientRect();
  return [place.x + stage.x, place.y + stage.y];
}"""
NAMES = """(id) => window.atlas.get('atlas').entries[id].name"""


def asked(visit: Any, query: str, **options: Any) -> Any:
    """A page that asks."""
    visit.open(f"{query}", **options)
    visit.wait_for("window.atlas.get('asking') && window.atlas.scene.complete")
    visit.settled()
    return visit


def question(visit: Any) -> dict[str, Any]:
    found: dict[str, Any] = visit.js(QUESTION)
    return found


def verdict(visit: Any) -> Any:
    return visit.page.locator(".quiz-verdict")


def name(visit: Any, thing: str) -> str:
    found: str = visit.page.evaluate(NAMES, thing)
    return found


@pytest.mark.parametrize(("aside", "mark"), [(0, "Right"), (-15, "Close"), (-60, "Not this one")])
def test_a_point_is_pressed_and_told_in_mm_and_cun(
    server: Any, moving: Visiting, aside: float, mark: str
) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=points.point.2")
    about = question(visit)

    visit.page.mouse.click(*visit.page.evaluate(SPOT, aside))

    expect(verdict(visit)).to_contain_text(mark)
    [far, cun] = re.search(r"([\d.]+) mm or ([\d.]+) cun", verdict(visit).inner_text()).groups()  # type: ignore[union-attr]
    assert float(far) == pytest.approx(-aside, abs=6)
    assert float(far) / CUN[1] - 0.1 <= float(cun) <= float(far) / CUN[0] + 0.1
    expect(visit.page.get_by_role("heading", name="How it is found")).to_be_visible()
    visit.wait_for(f"window.atlas.get('select') === '{about['thing']}'")
    visit.wait_for("document.querySelectorAll('.quiz-marks .quiz-line').length === 2")
    expect(visit.page.get_by_role("button", name="Next question")).to_be_focused()


def test_a_press_beside_the_body_is_no_answer(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=points.point.2")
    visit.page.mouse.click(30, 400)
    expect(visit.page.get_by_role("alert")).to_contain_text("nothing of the body")
    expect(verdict(visit)).to_have_count(0)


def test_it_is_found_by_a_list_of_letters_that_names_nothing(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.find.3")
    about = question(visit)
    visit.page.get_by_text("Choose from places with letters").press("Enter")
    rows = visit.page.locator(".quiz-row")
    expect(rows).to_have_count(len(about["choices"]))
    assert (
        visit.js(
            "[...document.querySelectorAll('.quiz-letter-words')].map((one) => one.textContent).join('')"
        )
        == ("ABCDEF"[: len(about["choices"])])
    )
    said = " ".join(rows.all_inner_texts())
    for thing in each(about["choices"]):
        assert name(visit, thing) not in said

    rows.nth(about["choices"].index(about["thing"])).press("Enter")

    expect(verdict(visit)).to_contain_text("Right")
    assert visit.js("document.querySelectorAll('.quiz-letter').length") == 0


def test_the_keyboard_moves_a_cross_by_5_mm_and_presses_there(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=points.point.2")
    cross = "document.querySelector('.quiz-marks path')?.getAttribute('d')"
    turned = visit.camera
    visit.page.locator("#stage").focus()
    visit.page.keyboard.press("ArrowUp")
    [left, top] = map(float, re.findall(r"[\d.]+", visit.js(cross))[:2])
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Shift+ArrowRight")
    [right, same] = map(float, re.findall(r"[\d.]+", visit.js(cross))[:2])
    pixels = visit.js("""(() => {
      const { orbit } = window.atlas.scene;
      const { right } = orbit.frame();
      const { focal } = orbit.pose;
      return orbit.project(focal.map((value, i) => value + right[i])).x - orbit.project(focal).x;
    })()""")
    assert right - left == pytest.approx(6 * pixels, rel=0.05)
    assert same == top
    assert visit.camera == turned, "the body stands still"

    visit.page.keyboard.press("Enter")

    expect(verdict(visit)).to_be_visible()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".quiz-count")).to_have_text("2 of 10")


def test_a_wrong_name_is_explained_with_the_right_one(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.name.4")
    about = question(visit)
    wrong = next(one for one in about["choices"] if one != about["thing"])
    assert visit.colour(about["thing"]) == [240, 122, 19]

    visit.page.get_by_role("button", name=re.compile(f"^{re.escape(name(visit, wrong))},")).click()

    expect(verdict(visit)).to_contain_text(f"You chose {name(visit, wrong)}")
    expect(verdict(visit)).to_contain_text(f"It is {name(visit, about['thing'])}")
    expect(visit.page.locator("#quiz")).to_contain_text(f"{name(visit, wrong)}.")


def test_nothing_tells_the_answer_while_a_question_is_open(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.find.3")
    about = question(visit)
    for place in each([visit.page.evaluate(SPOT, up) for up in (0, 10, -10)]):
        visit.page.mouse.move(*place)
        visit.rest()
        expect(visit.page.locator(".tip")).to_be_hidden()
    assert visit.js("document.querySelectorAll('.margin-label').length") == 0
    expect(visit.page.locator("#search")).to_be_disabled()
    visit.page.mouse.dblclick(30, 400)
    visit.js(f"window.atlas.set('select', '{about['thing']}')")
    assert visit.js("window.atlas.get('select')") == ""
    visible = (
        visit.page.locator("body").inner_text().replace(visit.page.locator("#quiz-title").inner_text(), "")
    )
    for thing in each(about["choices"]):
        assert name(visit, thing) not in visible
        assert name(visit, thing) not in visit.js("window.atlas.get('seen')")
        assert thing not in visit.page.url
    expect(visit.page.get_by_text("Names are off")).to_be_visible()


def test_a_path_is_put_in_order_with_the_keyboard(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.order.6")
    order = question(visit)["order"]
    rows = visit.page.locator(".quiz-order li")
    for place, thing in each(enumerate(order)):
        for _ in order:
            if rows.nth(place).inner_text().startswith(name(visit, thing)):
                break
            visit.page.get_by_role(
                "button", name=re.compile(f"^{re.escape(name(visit, thing))}.*: up$")
            ).press("Enter")
    visit.page.get_by_role("button", name="Check it").press("Enter")

    expect(verdict(visit)).to_contain_text("Right")
    assert visit.colour(order[0]) == [240, 122, 19], "the path is lit"


def test_a_wrong_order_says_which_comes_first(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.order.6")
    visit.page.get_by_role("button", name="Check it").click()
    expect(verdict(visit)).to_contain_text("comes before")


def test_a_cause_is_matched_with_what_it_presses_and_where_that_is_felt(
    server: Any, moving: Visiting
) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=causes.match.5")
    about = question(visit)
    check = visit.page.get_by_role("button", name="Check it")
    expect(check).to_be_disabled()
    visit.page.locator(f"input[value='{about['nerve']}']").check()
    wrong = next(one for one in about["felt"]["choices"] if one != about["felt"]["right"])
    visit.page.locator(f"input[value='{wrong}']").check()
    check.click()

    expect(verdict(visit)).to_contain_text("Close")
    expect(verdict(visit)).to_contain_text(f"Felt in: {name(visit, about['felt']['right'])}")
    visit.page.get_by_role("button", name="Try this one again").click()
    visit.page.locator(f"input[value='{about['nerve']}']").check()
    visit.page.locator(f"input[value='{about['felt']['right']}']").check()
    check.click()
    expect(verdict(visit)).to_contain_text("Right")


def test_a_link_asks_the_same_and_back_returns_to_where_one_was(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=all.12")
    before = visit.js("window.atlas.get('asking').questions")
    visit.js("window.atlas.set('question', 4)")
    visit.wait_for("window.atlas.get('asking').at === 3")
    visit.rest()
    assert visit.page.url.endswith("?quiz=all.12&question=4")
    visit.page.get_by_role("button", name="Leave the quiz").click()
    expect(visit.page.locator("#quiz")).to_have_count(0)
    assert "quiz" not in visit.page.url

    visit.page.go_back()

    visit.wait_for("window.atlas.get('asking')?.at === 3")
    assert visit.js("window.atlas.get('asking').questions") == before
    visit.page.go_forward()
    visit.wait_for("!window.atlas.get('asking')")
    assert visit.js("window.atlas.get('asked')") == []


def test_it_ends_with_what_was_shaky_and_asks_that_again(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=nerve.name.4")
    for number in each(range(10)):
        expect(visit.page.locator(".quiz-count")).to_have_text(f"{number + 1} of 10")
        about = question(visit)
        right = about["choices"].index(about["thing"])
        visit.page.locator(".quiz-row").nth(right if number != 2 else (right + 1) % 4).click()
        visit.page.locator("#quiz-next").click()

    expect(visit.page.locator("#quiz")).to_contain_text("9 right and 0 close, of 10")
    expect(visit.page.locator("#quiz")).to_contain_text("The nerve: name it")
    visit.page.get_by_role("button", name="Again, those not right").click()
    expect(visit.page.locator(".quiz-count")).to_have_text("3 of 10")
    about = question(visit)
    visit.page.locator(".quiz-row").nth(about["choices"].index(about["thing"])).click()
    visit.page.get_by_role("button", name="How it went").click()
    expect(visit.page.locator("#quiz")).to_contain_text("Everything was right")
    visit.page.get_by_role("button", name="Ten other questions").click()
    expect(visit.page.locator(".quiz-count")).to_have_text("1 of 10")


def test_q_opens_the_topics_and_a_list_leaves_the_quiz(server: Any, moving: Visiting) -> None:
    visit = moving(**WIDE).open(server.url)
    visit.page.locator("#stage").focus()
    visit.page.keyboard.press("q")
    expect(visit.page.get_by_role("heading", name="Test yourself")).to_be_visible()
    visit.page.get_by_role("radio", name="Points").check()
    expect(visit.page.get_by_role("radio", name="Put in order")).to_have_count(0)
    visit.page.get_by_role("button", name="Begin").click()
    expect(visit.page.locator(".quiz-count")).to_have_text("1 of 10")
    assert re.search(r"quiz=points\.\d+", visit.page.url)

    visit.page.get_by_role("button", name="Where it hurts").first.click()

    expect(visit.page.get_by_role("heading", name="Where does it hurt?")).to_be_visible()
    assert "quiz" not in visit.page.url
    assert visit.js("window.atlas.get('show').zones || window.atlas.get('show').skin")


def test_what_a_teacher_prepared_is_asked_in_the_voice_that_is_spoken(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=own.first-look&question=4&voice=patient")
    about = question(visit)
    assert (about["kind"], about["nerve"]) == ("match", "s1-root.left")
    for part in ("s1-root.left", "dermatome-s1.left"):
        visit.page.locator(f"input[value='{part}']").check()
    visit.page.get_by_role("button", name="Check it").click()
    expect(visit.page.locator("#quiz")).to_contain_text("Two nerve roots are near this disc")
    visit.page.locator("#quiz .sources summary").click()
    expect(visit.page.locator("#quiz .sources")).to_contain_text("Epstein")
    visit.page.locator("#quiz-voice").select_option("clinician")
    expect(visit.page.locator("#quiz")).to_contain_text("the traversing root S1")


def test_a_quiz_that_is_not_there_is_said(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**WIDE), f"{server.url}?quiz=own.never-written")
    expect(visit.page.get_by_role("alert")).to_contain_text("no quiz called")
    expect(visit.page.get_by_role("heading", name="Test yourself")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("quiz=choose", WIDE),
        ("quiz=points.point.2&theme=dark", WIDE),
        ("quiz=nerve.order.6", PHONE),
        ("quiz=causes.match.5&theme=dark", PHONE),
    ],
)
def test_axe_finds_nothing(server: Any, moving: Visiting, query: str, options: dict[str, Any]) -> None:
    visit = asked(moving(**options), f"{server.url}?{query}")
    visit.page.wait_for_selector("#quiz-title")
    assert faults(visit) == []
    check = visit.page.get_by_role("button", name="Check it")
    if "order" in query:
        check.click()
        expect(verdict(visit)).to_be_visible()
        assert faults(visit) == []


def test_on_a_phone_the_body_stays_above_the_question(server: Any, moving: Visiting) -> None:
    visit = asked(moving(**PHONE), f"{server.url}?quiz=points.point.2")
    sheet = visit.page.locator("#details").bounding_box()
    assert sheet["y"] > 300
    [x, y] = visit.page.evaluate(SPOT, 0)
    assert 0 < y < sheet["y"]
    visit.page.touchscreen.tap(x, y)
    expect(verdict(visit)).to_contain_text("Right")
