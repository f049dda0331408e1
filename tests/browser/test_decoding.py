"""Geometry is decoded in a worker; where there can be none, in the page; and what does not come is said."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Route, expect

from models import catalogue

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

LIGHT = """(id) => {
  const groups = [...window.atlas.scene.groups.values()];
  const { mesh } = groups.find((group) => group.mesh && group.ids.includes(id));
  const { firstPoint, lastPoint } = mesh.parts.find((part) => part.id === id);
  return [...mesh.occlusion.slice(firstPoint, lastPoint)];
}"""
REFUSED = "window.Worker = class { constructor() { throw new Error('none here'); } };"
UNABLE = "delete window.WebAssembly;"


def without_workers(route: Route) -> None:
    """The page with a policy of somebody's own that refuses workers."""
    answer = route.fetch()
    policy = answer.headers["content-security-policy"].replace("worker-src 'self'", "worker-src 'none'")
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def test_a_worker_decodes_and_gives_points_the_numbers_that_python_gives_them(
    server: Any, moving: Visiting
) -> None:
    visit = moving().load(f"{server.url}?show=skin")
    skin = catalogue.load("male").skin
    mesh = "window.atlas.scene.groups.get('skin').mesh"

    assert [worker.url.rpartition("/")[2] for worker in visit.page.workers] == ["decoder.js"]
    assert np.array_equal(np.reshape(visit.js(f"[...{mesh}.points]"), (-1, 3)), skin.points)
    assert np.array_equal(np.reshape(visit.js(f"[...{mesh}.triangles]"), (-1, 3)), skin.triangles)
    light = visit.page.evaluate(LIGHT, "skin")
    assert len(light) == len(skin.points)
    assert len(set(light)) > 50


@pytest.mark.parametrize("by", ["the browser", "a policy"])
def test_without_workers_the_page_decodes_itself(server: Any, visiting: Visiting, by: str) -> None:
    visit = visiting(init=REFUSED if by == "the browser" else "", quiet=False)
    if by == "a policy":
        visit.page.route(f"{server.url}?**", without_workers)
    visit.open(f"{server.url}?show=bones")

    assert visit.page.workers == []
    assert visit.drawn("l4-vertebra")
    assert len(set(visit.page.evaluate(LIGHT, "l4-vertebra"))) > 50
    assert visit.js("window.atlas.get('loading').failed.length") == 0


def test_without_web_assembly_the_words_still_work(server: Any, visiting: Visiting) -> None:
    visit = visiting(init=UNABLE).open(server.url, drawn=False)

    expect(visit.page.get_by_text("WebGL or WebAssembly is missing")).to_be_visible()
    visit.page.get_by_role("combobox", name="Search").fill("sciatic nerve right")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Sciatic nerve")


@pytest.mark.parametrize("lost", ["**/draco_decoder_gltf.wasm", "**/decoder.js"])
def test_a_decoder_that_does_not_come_can_be_asked_for_again(
    server: Any, visiting: Visiting, lost: str
) -> None:
    visit = visiting(quiet=False)
    visit.page.context.route(lost, lambda route: route.abort())
    visit.open(f"{server.url}?show=bones", drawn=False)
    expect(visit.page.get_by_role("alert")).to_contain_text("could not be loaded")

    visit.page.context.unroute(lost)
    visit.page.get_by_role("button", name="Try again").click()

    visit.wait_for("window.atlas.scene.complete && window.atlas.get('loading').failed.length === 0")
    assert visit.drawn("l4-vertebra")


def test_bytes_that_are_no_geometry_are_told_as_a_part_that_did_not_come(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting(quiet=False)
    visit.page.route("**/geometry/male/spine.*", lambda route: route.fulfill(body=b"\1\0\0\0\4\0\0\0junk"))
    visit.open(f"{server.url}?show=bones")

    expect(visit.page.get_by_role("alert")).to_contain_text("could not be loaded")
    assert not visit.drawn("l4-vertebra")
    assert visit.drawn("sacrum")
