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
    found = Axe().run(visit.page).response["violations"]
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
        ("story=disc-and-root&step=2", {}),
        ("select=l5-s1-herniated-disc.left&embed=1", {}),
        ("select=sciatic.left", PHONE),
    ],
)
def test_axe_finds_nothing(server: Any, visiting: Visiting, query: str, options: dict[str, Any]) -> None:
    visit = visiting(**options).open(f"{server.url}?{query}", drawn=False)
    visit.wait_for("window.atlas.get('red_flags').lines.length > 0")
    if "select" in query or "open" in query:
        visit.page.wait_for_selector("#details h2, dialog[open] h2")

    assert faults(visit) == []


def test_axe_sees_a_fault(server: Any, visiting: Visiting) -> None:
    visit = visiting().open(server.url, drawn=False)
    visit.js("document.body.append(Object.assign(document.createElement('button'), { id: 'nameless' }))")

    assert ("button-name", [["#nameless"]]) in faults(visit)
