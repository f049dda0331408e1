"""Everybody can use it: the rules of WCAG that a machine can check are kept in every state of the page."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def faults(visit: Any) -> list[tuple[str, list[Any]]]:
    """The rules that are broken, and where."""
    axe = Axe()
    if not visit.js("'axe' in window"):
        visit.page.evaluate(axe.axe_script)
    found = visit.js("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)")
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("select=KI3.left&theme=dark", {}),
        ("open=method", {}),
        ("open=evidence&theme=dark", {}),
        ("open=safety", {}),
        ("open=red-flags&voice=patient", {}),
        ("open=causes&theme=dark", {}),
        ("story=disc-and-root&step=2", {}),
        ("hurts=buttock.left,sole.left,instep.left&way=hurts&theme=dark", {}),
        ("method=image.left&system=2&way=points", {}),
        ("walk=l5-root.left,deep-fibular.left&along=2.5&theme=dark", {}),
        ("select=l5-s1-herniated-disc.left&embed=1", {}),
        ("select=sciatic.left", PHONE),
    ],
)
def test_axe_finds_nothing(server: Any, moving: Visiting, query: str, options: dict[str, Any]) -> None:
    visit = moving(**options).open(f"{server.url}?{query}", drawn=False)
    visit.wait_for("window.atlas.get('red_flags').lines.length > 0")
    if "select" in query or "open" in query:
        visit.page.wait_for_selector("#details h2, dialog[open] h2")

    assert faults(visit) == []


SIZES = [(1280, 800), (1920, 1080), (390, 844), (844, 390), (640, 400)]
VIEW = (
    "{ key: 1, title: 'Sacrum', words: '', select: 'sacrum', look: 'select=sacrum', "
    "pins: [{ on: 'sacrum', at: [0, 0, 0], says: 'Here' }] }"
)
STATES = {
    "the first visit": "page.again()",
    "layers": "page.popover('layers')",
    "views": "page.popover('views')",
    "cut": "page.toCut('axial') ?? window.atlas.page.popover('cut')",
    "menu": "page.popover('menu')",
    "a list": "page.way('presses')",
    "everything": "page.way('all')",
    "painful places": "set('hurts', ['sole.left', 'buttock.left']); window.atlas.page.way('hurts')",
    "a walk": "page.way('follow')",
    "the method": "page.way('points'); window.atlas.set('method', 'mirror.right')",
    "an own story": f"set('kept', [{VIEW}]); window.atlas.set('way', 'kept')",
    "a cause": "page.select('l5-s1-herniated-disc.left')",
    "keys": "page.open('keys')",
    "causes": "page.open('causes')",
}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing_at_any_size(server: Any, moving: Visiting, width: int, height: int) -> None:
    visit = moving(viewport={"width": width, "height": height}).open(server.url, drawn=False)
    visit.wait_for("window.atlas.get('red_flags').lines.length > 0")

    found = {}
    for count, (state, way) in enumerate(STATES.items()):
        visit.shut()
        visit.js(f"window.atlas.{way}")
        visit.js(f"window.atlas.set('theme', '{'dark' if count % 2 else 'light'}')")
        if state == "the method":
            visit.page.wait_for_selector("#laid .lead")
        if state == "a walk":
            visit.page.wait_for_selector("#walk-title + .lead")
        if state == "a cause":
            visit.page.wait_for_selector("#details .primary")
        found[state] = faults(visit)

    assert not {state: of for state, of in found.items() if of}


def test_axe_sees_a_fault(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(server.url, drawn=False)
    visit.js("document.body.append(Object.assign(document.createElement('button'), { id: 'nameless' }))")

    assert ("button-name", [["#nameless"]]) in faults(visit)
