"""The live page in a cell of a notebook, a page of another origin: Python leads it and follows it."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kept import keeping
from viewer.notebook import Atlas
from viewer.notebook.page import FRAME, Page

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]
READY = "window.atlas?.scene?.complete && window.atlas.scene.took > 0"


@pytest.fixture
def page(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    with keeping(made):
        page = Atlas.open("male").show(select="sciatic.left", show=["bones", "nerves"])
        yield page
        page.close()


@pytest.fixture
def notebook(page: Page) -> Iterator[str]:
    """A page of another origin with a cell in it."""
    frame = FRAME.format(url=page.address(embed=True), height=500)

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Notebook</title>{frame}".encode())

        def log_message(self, *_: Any) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def until(visit: Any, there: Callable[[], bool]) -> None:
    """Let the browser go on until something is so."""
    for _ in range(600):
        if there():
            return
        visit.page.wait_for_timeout(100)
    pytest.fail("it did not come to be")


def test_a_cell_is_led_and_followed(page: Page, notebook: str, visiting: Visiting) -> None:
    visit = visiting()
    visit.page.goto(notebook)
    [cell] = visit.page.main_frame.child_frames
    cell.wait_for_function(READY, timeout=60_000)
    until(visit, lambda: page.state.camera is not None or page.state.embed)
    assert page.state.select == "sciatic.left"
    assert page.state.embed
    page.wait(0)

    page.state.update(select="KI3.left", view="inner-ankle.left", voice="patient")
    cell.wait_for_function("window.atlas.get('select') === 'KI3.left'")
    cell.wait_for_function("window.atlas.get('card')?.id === 'KI3.left'")
    cell.get_by_role("region", name="Details").get_by_role("heading").first.wait_for()
    cell.wait_for_function("window.atlas.get('view').startsWith('inner-ankle')")

    cell.get_by_role("button", name="Close").first.click()
    until(visit, lambda: page.state.select == "")
