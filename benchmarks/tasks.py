"""What people come to do, as journeys: how many actions each takes, and how long until its answer is seen.

An action is a press, a key, or a word typed: what somebody decides to do. Waiting is none.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Page

from benchmarks.browser import Visit
from benchmarks.budgets import Row

WINDOW = 1280, 800
PATIENCE = 30_000
SPOT = """(id) => {
  const zones = [...window.atlas.scene.groups.values()].filter((one) => one.layer === 'zones' && one.mesh);
  const group = zones.find((one) => one.ids.includes(id));
  if (!group) return null;
  const { points, weights, parts } = group.mesh;
  const { firstPoint, lastPoint } = parts.find((one) => one.id === id);
  let all = 0;
  const sum = [0, 0, 0];
  for (let p = firstPoint; p < lastPoint; p += 1) {
    all += weights[p];
    for (let axis = 0; axis < 3; axis += 1) sum[axis] += points[3 * p + axis] * weights[p];
  }
  const { x, y } = window.atlas.scene.orbit.project(sum.map((value) => value / all));
  const stage = document.getElementById('stage').getBoundingClientRect();
  return [x + stage.x, y + stage.y];
}"""
"""The middle of a painful place on the screen."""
OPEN_SPOT = """() => {
  const { scene } = window.atlas;
  const { width, height } = scene.orbit.size;
  for (let y = height * 0.3; y < height * 0.6; y += 7) {
    for (let x = width * 0.2; x < width * 0.6; x += 7) {
      const hit = scene.pick(x, y);
      if (hit) {
        const stage = document.getElementById('stage').getBoundingClientRect();
        return [x + stage.x, y + stage.y, hit.id];
      }
    }
  }
  return null;
}"""
"""Anything that can be pressed, and what it is."""


class Hands:
    """What somebody does on a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, name: str, role: Any = "button") -> None:
        """Press what is called so."""
        self._did()
        self.page.get_by_role(role, name=name).first.click()

    def key(self, key: str) -> None:
        """Press a key."""
        self._did()
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into the search box, which `/` reaches and a finger as well: that is part of it."""
        self._did()
        self.page.locator("#search").click()
        self.page.keyboard.insert_text(text)
        self.page.wait_for_selector("#results [role=option]", timeout=PATIENCE)

    def touch(self, x: float, y: float) -> None:
        """Press a place of the body."""
        self._did()
        self.page.mouse.click(x, y)

    def sees(self, expression: str) -> None:
        """Wait until something is on the page."""
        self.page.wait_for_function(expression, timeout=PATIENCE)

    def shown(self, selector: str) -> None:
        """Wait until an element is seen."""
        self.page.wait_for_selector(selector, timeout=PATIENCE)

    def _did(self) -> None:
        self.actions += 1


class Task(NamedTuple):
    """A thing to do: in how many actions at most, from where, how, and how one sees that it is done."""

    what: str
    most: int
    start: str
    go: Callable[[Hands], None]


def _find(hands: Hands, text: str) -> None:
    hands.type(text)
    hands.key("Enter")


def _point(hands: Hands) -> None:
    _find(hands, "KI3")
    hands.shown(".finding li:nth-child(3)")
    hands.shown(".construction-badge")


def _disc(hands: Hands) -> None:
    _find(hands, "herniated disc L5-S1")
    hands.sees("window.atlas.get('cause')")
    hands.key("H")
    hands.shown(".beside canvas")


def _pain(hands: Hands) -> None:
    hands.press("Where it hurts")
    for place in ("buttock.left", "back-of-thigh-and-calf.left"):
        hands.page.wait_for_function(f"({SPOT})('{place}')", timeout=PATIENCE)
        hands.touch(*hands.page.evaluate(SPOT, place))
    hands.sees("document.querySelectorAll('.pain-rows').length === 3")
    hands.sees("window.atlas.get('served').includes('sciatic.left')")
    hands.sees("document.querySelectorAll('.pain-rows button').length > 8")


def _supply(hands: Hands) -> None:
    _find(hands, "L5")
    hands.shown('#details [data-key="level"], #details [data-key="skin"]')
    hands.sees("window.atlas.get('select').startsWith('l5-root')")


def _follow(hands: Hands) -> None:
    hands.press("Follow the nerve")
    hands.shown(".walk-stops li")
    hands.actions += 1
    hands.page.locator(".walk-stops li").last.click()
    hands.sees("window.atlas.get('along') === window.atlas.get('walking').stops.length - 1")


def _other_side(hands: Hands) -> None:
    hands.key("x")
    hands.sees("window.atlas.get('select') === 'KI3.right'")


def _other_body(hands: Hands) -> None:
    hands.key("o")
    hands.sees("window.atlas.get('atlas').body !== 'male'")


def _back(hands: Hands) -> None:
    hands.page.evaluate("window.atlas.page.select('femur.left')")
    hands.sees("window.atlas.get('card')?.id === 'femur.left'")
    hands.actions += 1
    hands.page.go_back()
    hands.sees("window.atlas.get('card')?.id === 'KI3.left'")


def _link(hands: Hands) -> None:
    hands.key("u")
    hands.sees("document.querySelector('.notice')?.textContent.includes('Link copied')")


def _muscles(hands: Hands) -> None:
    hands.key("t")
    hands.sees("window.atlas.get('show').muscles && window.atlas.scene.complete")


def _what(hands: Hands) -> None:
    x, y, entry = hands.page.evaluate(OPEN_SPOT)
    hands.touch(x, y)
    hands.sees(f"window.atlas.get('card')?.id === '{entry}'")


def _method(hands: Hands) -> None:
    _find(hands, "PC6")
    hands.shown('#details [data-key^="method"] summary, #details [data-key="used"] summary')
    folded = hands.page.locator('#details [data-key^="method"] summary, #details [data-key="used"] summary')
    hands.actions += 1
    folded.first.click()
    hands.sees("document.querySelector('#details details[open] sup a')")


TASKS = (
    Task("find KI3 and how it is found on the skin", 2, "", _point),
    Task("a healthy and an affected disc L5-S1 side by side", 3, "", _disc),
    Task("left buttock to calf: path, causes, regions", 5, "", _pain),
    Task("what the root L5 supplies", 2, "", _supply),
    Task("follow the nerve to the toes", 2, "", _follow),
    Task("the same on the other side", 1, "select=KI3.left", _other_side),
    Task("the same on another body", 1, "select=KI3.left", _other_body),
    Task("back to where I was", 1, "select=KI3.left", _back),
    Task("a link to exactly this", 1, "select=KI3.left", _link),
    Task("muscles over the nerve", 1, "select=sciatic.left", _muscles),
    Task("what is this thing", 1, "view=back", _what),
    Task("where the method uses a region, and who says so", 3, "", _method),
)


def done(page: Page, task: Task) -> tuple[int, float]:
    """Do a task on a page that was just opened; how many actions it took, and how many seconds."""
    hands = Hands(page)
    begun = time.monotonic()
    task.go(hands)
    return hands.actions, time.monotonic() - begun


def tasks(visit: Visit) -> Iterator[Row]:
    """Do each of them on a page that was opened for it."""
    page, home = visit.page, visit.page.url.partition("?")[0]
    page.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})
    seconds = []
    for task in TASKS:
        page.goto(f"{home}?{task.start}" if task.start else home)
        page.wait_for_function("window.atlas?.scene?.complete", timeout=120_000)
        actions, took = done(page, task)
        seconds.append(took)
        word = "action" if task.most == 1 else "actions"
        yield Row(task.what, f"<= {task.most} {word}", f"{actions} ({took:.1f} s)", actions <= task.most)
    yield Row("the twelve tasks, until the answer is seen", "", f"{median(seconds):.1f} s (median)")
