"""The page finds its server under any name, and comes back only where there is a place for it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


@pytest.mark.parametrize("host", ["class_pc.localhost", "Atlas.localhost", "localhost"])
def test_a_link_is_kept_under_any_host(server: Any, visiting: Visiting, host: str) -> None:
    url = f"http://{host}:{server.port}/?body=female&select=KI3.right&voice=patient"
    visit = visiting().open(url, drawn=False)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("KI3")
    state = visit.js("['selected', 'voice'].map(window.atlas.get)")
    assert [*state, visit.js("window.atlas.get('atlas').body")] == ["KI3.right", "patient", "female"]
    sought = {part.partition("=")[0] for part in visit.page.url.partition("?")[2].split("&")}
    assert {"body", "select", "voice"} <= sought


def test_a_page_that_comes_back_waits_for_a_place(serve_at: Callable[[int], Any], visiting: Visiting) -> None:
    first = serve_at(0)
    visit = visiting(quiet=False).open(f"{first.url}?select=sacrum", drawn=False)
    visit.js("window.beforeTheDrop = true")
    knocks: list[str] = []

    def full(route: Route) -> None:
        knocks.append(route.request.url)
        route.fulfill(status=200, headers={"Retry-After": "5"}, json={"status": "full"})

    visit.page.route("**/healthz", full)
    first.stop()
    expect(visit.page.get_by_role("alert")).to_contain_text("dropped")
    serve_at(first.port)
    for _ in range(300):
        visit.page.wait_for_timeout(200)
        if len(knocks) > 1:
            break
    assert len(knocks) > 1
    assert visit.js("window.beforeTheDrop")

    visit.page.unroute("**/healthz")
    visit.wait_for("window.beforeTheDrop === undefined && window.atlas?.get('selected') === 'sacrum'")
