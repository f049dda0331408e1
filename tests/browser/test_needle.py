"""The section along a needle: for clinicians only, drawn from the body's own meshes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
SKIN = """(() => {
  const { path } = window.atlas.get('needle').shapes.find(({ kind }) => kind === 'skin');
  const places = path.match(/-?[0-9.]+ -?[0-9.]+/g).map((one) => one.split(' ').map(Number));
  return Math.min(...places.filter(([x]) => Math.abs(x) < 1).map(([, y]) => Math.abs(y)));
})()"""
DESK = {"viewport": {"width": 1280, "height": 800}}


def test_a_clinician_sees_what_the_needle_passes(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?select=PC6.right&voice=clinician")
    panel = visit.page.get_by_role("region", name="Section along the needle")
    expect(panel).to_contain_text("Along the needle at PC6")
    expect(panel.get_by_role("listitem")).not_to_have_count(0)
    expect(panel).to_contain_text("Median nerve")
    expect(panel).to_contain_text("Not a safe depth")
    kinds = panel.locator("path[class^=of-]").evaluate_all(
        "all => all.map((one) => one.getAttribute('class'))"
    )
    assert {"of-skin", "of-bone", "of-nerve", "of-tendon"} <= set(kinds)
    skin = visit.js(SKIN)
    assert skin < 2.5, "the needle begins at the skin"

    panel.get_by_role("button", name="Median nerve").click()
    visit.wait_for("window.atlas.get('card')?.id === 'median.right'")
    expect(panel).to_have_count(0)


def test_nobody_else_is_shown_a_needle(server: Any, moving: Visiting) -> None:
    visit = moving(**DESK).open(f"{server.url}?select=PC6.right&voice=patient")
    visit.wait_for("window.atlas.get('card')?.id === 'PC6.right' && window.atlas.scene.complete")
    visit.settled()
    expect(visit.page.locator(".needle")).to_have_count(0)
    visit.js("window.atlas.page.speak('clinician')")
    expect(visit.page.locator(".needle")).to_have_count(1)
    visit.js("window.atlas.page.speak('student')")
    expect(visit.page.locator(".needle")).to_have_count(0)
