"""The page as a camera: what it drew, and where from."""

import base64
import io
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Route

from models import catalogue
from models.catalogue import Body
from tests.browser.conftest import (  # noqa: F401
    browser,
    chromium,
    moving,
    pytest_runtest_teardown,
    running,
    server,
    visiting,
)
from tests.picture.drawing import Camera, Picture

CAMERA = """(() => {
  const camera = window.atlas.scene.view.activeCamera;
  const where = [camera.getPosition(), camera.getFocalPoint(), camera.getViewUp()];
  return [...where, camera.getViewAngle(), camera.getClippingRange(), camera.getWindowCenter()];
})()"""
PIXELS = """(() => {
  window.atlas.scene.drawNow();
  return document.querySelector('#stage canvas').toDataURL('image/png');
})()"""

Shown = Callable[..., Any]
Bodies = Callable[[str], Body]


class Plant(NamedTuple):
    """A fault put into a file of the page on its way: `new` in the place of `old`, which is there once."""

    file: str
    old: str
    new: str

    def serve(self, route: Route) -> None:
        """Answer with the fault in it."""
        answer = route.fetch()
        text = answer.text()
        assert text.count(self.old) == 1, f"{self.file} holds {self.old!r} once"
        route.fulfill(response=answer, body=text.replace(self.old, self.new))


class Shot:
    """A page that has drawn what it was asked for."""

    def __init__(self, visit: Any) -> None:
        self.visit = visit
        self._picture: Picture | None = None

    def again(self, script: str) -> None:
        """Do something on the page, and wait until it is drawn."""
        self.visit.js(script)
        self.visit.settled()
        self.visit.wait_for("window.atlas.scene.complete")
        self.settle()

    def settle(self) -> None:
        """Wait until what was done on the page is drawn: the next picture is another one."""
        self.visit.settled()
        self._picture = None

    @property
    def picture(self) -> Picture:
        """(height, width, 4), nothing where the last channel is 0; drawn when it is first asked for."""
        if self._picture is None:
            letters = self.visit.js(PIXELS).partition(",")[2]
            drawn = Image.open(io.BytesIO(base64.b64decode(letters))).convert("RGBA")
            self._picture = np.asarray(drawn)
        return self._picture

    @property
    def camera(self) -> Camera:
        """Where from."""
        position, focal, up, angle, range_, centre = self.visit.js(CAMERA)
        return Camera(tuple(position), tuple(focal), tuple(up), angle, tuple(range_), tuple(centre))


@pytest.fixture(scope="session")
def flags() -> tuple[str, ...]:
    """Here it draws as everybody's does: its pictures are looked at."""
    return ()


@pytest.fixture
def drawing() -> bool:
    """What is drawn is looked at here."""
    return True


@pytest.fixture
def shown(server: Any, visiting: Any, moving: Any) -> Shown:  # noqa: F811
    """Shows one address after another: on the page that tests share, unless it is asked for another one."""
    shared: list[Any] = []

    def show(query: str, plant: Plant | None = None, **options: Any) -> Shot:
        if plant or options:
            visit = visiting(**options)
        else:
            shared[:] = shared or [moving()]
            [visit] = shared
        if plant:
            visit.page.route(f"**/{plant.file}", lambda route: plant.serve(route))
        visit.open(f"{server.url}?{query}")
        visit.settled()
        return Shot(visit)

    return show


@pytest.fixture(scope="session")
def bodies() -> Callable[[str], Body]:
    """Bodies by name; what is read of one is kept."""
    loaded: dict[str, Body] = {}

    def load(body: str) -> Body:
        if body not in loaded:
            loaded[body] = catalogue.load(body)
            loaded[body].mesh = cache(loaded[body].mesh)  # type: ignore[method-assign]
        return loaded[body]

    return load
