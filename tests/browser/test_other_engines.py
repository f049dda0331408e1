"""Firefox and a WebKit engine draw the body, pick from it, search it and go back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import engines
from tests.browser.conftest import Server
from tests.browser.engines import Engine

pytestmark = pytest.mark.browser
STARTS = {"firefox": engines.firefox, "webkit": engines.webkit}

DRAWN = """
  const { scene } = window.atlas, from = document.querySelector('#stage canvas');
  const paper = Object.assign(document.createElement('canvas'), { width: 200, height: 200 });
  const pen = paper.getContext('2d');
  scene.drawNow();
  pen.drawImage(from, 0, 0, 200, 200);
  return pen.getImageData(0, 0, 200, 200).data.filter((value, i) => i % 4 === 3 && value > 0).length;
"""
SPOT = """
  const { scene, get } = window.atlas, middle = scene.orbit.project(get('atlas').entries.sacrum.centre);
  return scene.pick(middle.x, middle.y, 3)?.id ?? '';
"""


@pytest.fixture(params=STARTS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with STARTS[request.param](tmp_path) as started:
        if started is None:
            pytest.skip(f"no {request.param} was found; see .ci/run for what installs it")
        yield started


def until(ask: Callable[[], Any]) -> Any:
    end = time.monotonic() + engines.PATIENCE
    while not (found := ask()):
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.3)
    return found


def test_it_draws_picks_searches_and_goes_back(engine: Engine, server: Server) -> None:
    engine.go(f"{server.url}?show=bones,nerves&view=back")
    until(lambda: engine.js("return Boolean(window.atlas?.scene?.complete && window.atlas.scene.took > 0)"))
    assert engine.js(DRAWN) > 1000

    assert engine.js(SPOT) in ("sacrum", "filum-terminale")  # the thread shines through the bone
    engine.js("window.atlas.page.select('sacrum')")
    until(lambda: engine.js("return document.querySelector('#details h2')?.textContent === 'Sacrum'"))

    engine.js(
        "const box = document.getElementById('search'); box.value = 'ki3'; "
        "box.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    until(
        lambda: engine.js(
            "return document.querySelector('#results [role=option]')?.textContent.includes('KI3')"
        )
    )

    engine.js("history.back()")
    until(lambda: engine.js("return window.atlas.get('select') === ''"))
