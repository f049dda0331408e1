"""A real server, a real browser: Chromium draws WebGL in software, so windows are small."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from tests.browser import counting
from tests.browser.shared_page import SharedPage
from tests.browser.visit import PATIENCE, Visit

ROOT = Path(__file__).parents[2]
KEEPING = [sys.executable, "-m", "tests.kept"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
]  # fmt: skip
PLAIN = ("--webgl-antialiasing-mode=none", "--disable-gpu-compositing")
"""Where no test looks at the picture: edges that are not smooth, for half the work; and SwiftShader draws
what the page draws by WebGL, not the page around it as well."""
UNDRAWN = """for (const name of ['drawArrays', 'drawElements'])
  WebGL2RenderingContext.prototype[name] = () => {};"""
"""The page does all it does, and the last step of it is left out: no surface is put onto the canvas."""
USUAL: dict[str, Any] = {"viewport": {"width": 960, "height": 560}, "reduced_motion": "reduce"}


class Server:
    """The command `sciatica-atlas serve` in a process of its own, with what servers before it have made."""

    def __init__(self, made: Path, port: int = 0, *options: str) -> None:
        self.process = subprocess.Popen(
            [*KEEPING, made, "serve", "--port", str(port), "--no-browser", *options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            self.stop()
            pytest.fail(f"the server did not start: {self.errors}")
        self.url = line.split()[-1]
        self.port = int(self.url.rstrip("/").rpartition(":")[2])

    def stop(self) -> None:
        """End it, once; what it has written is read."""
        if self.process.stdout and self.process.stdout.closed:
            return
        self.process.terminate()
        _, self.errors = self.process.communicate(timeout=60)


@pytest.fixture(scope="session")
def server(made: Path) -> Iterator[Server]:
    running = Server(made)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium or Chrome was found; install one or set CHROMIUM to its path")
    return found


class Running:
    """Chromium, and the pages in it that tests share, by the names and options of their windows."""

    def __init__(self, chromium: str, *more: str) -> None:
        self._playwright = sync_playwright().start()
        self.browser = self._playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *more])
        self.pages: dict[str, SharedPage] = {}

    def stop(self) -> None:
        for shared in self.pages.values():
            counting.close(shared.page.context)
        self.browser.close()
        self._playwright.stop()


RUNNING = pytest.StashKey[Running]()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser after its folder: while Playwright runs, others could not run a loop of their own."""
    running = item.session.stash.get(RUNNING, None)
    if running and not (nextitem and nextitem.path.parent == item.path.parent):
        del item.session.stash[RUNNING]
        running.stop()


@pytest.fixture(scope="session")
def flags() -> tuple[str, ...]:
    """What Chromium is told beside what it always is."""
    return PLAIN


@pytest.fixture
def running(request: pytest.FixtureRequest, chromium: str, flags: tuple[str, ...]) -> Running:
    stash = request.session.stash
    if RUNNING not in stash or not stash[RUNNING].browser.is_connected():
        stash[RUNNING] = Running(chromium, *flags)
    return stash[RUNNING]


@pytest.fixture
def browser(running: Running) -> Browser:
    return running.browser


@pytest.fixture
def drawing(request: pytest.FixtureRequest) -> bool:
    """Whether the canvas is drawn on: where a test looks at it, it is marked so."""
    return request.node.get_closest_marker("drawing") is not None


@pytest.fixture
def visiting(browser: Browser, drawing: bool) -> Iterator[Callable[..., Visit]]:
    """Opens pages of their own: small desktop windows unless told otherwise; no page may raise an error."""
    visits: list[Visit] = []
    contexts: list[BrowserContext] = []

    def visit(*, init: str = "", quiet: bool = True, **options: Any) -> Visit:
        contexts.append(opened(browser, options, drawing=drawing))
        if init:
            contexts[-1].add_init_script(init)
        visited = Visit(counting.new_page(contexts[-1]))
        if quiet:
            visits.append(visited)
        return visited

    yield visit
    for context in contexts:
        counting.close(context)
    for visited in visits:
        assert visited.errors == []


@pytest.fixture
def moving(
    request: pytest.FixtureRequest, running: Running, drawing: bool
) -> Iterator[Callable[..., SharedPage]]:
    """Opens an address on the page that tests share, for tests that need no fresh one.

    Those of loading and fetching, of storage, errors, first visits and other servers do: see `visiting`.
    """
    pages, moved = running.pages, set[str]()
    failed = request.session.testsfailed

    def move(window: str = "", viewport: ViewportSize | None = None, **options: Any) -> SharedPage:
        key = f"{window} {drawing} {sorted(options.items())}"
        assert key not in moved, "two windows at once have names of their own"
        if key not in pages:
            pages[key] = SharedPage(counting.new_page(opened(running.browser, options, drawing=drawing)))
        moved.add(key)
        pages[key].page.set_viewport_size(viewport or USUAL["viewport"])
        return pages[key]

    yield move
    errors = {key: pages[key].errors for key in moved}
    if any(errors.values()) or request.session.testsfailed > failed:
        for key in moved:  # where something went wrong nothing is gone on with
            counting.close(pages.pop(key).page.context)
    assert not any(errors.values()), errors


def opened(browser: Browser, options: dict[str, Any], *, drawing: bool) -> BrowserContext:
    """A window that knows nothing of others."""
    context = browser.new_context(**(USUAL | options))
    if not drawing:
        context.add_init_script(UNDRAWN)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def serve_at(made: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers that a test may stop."""
    started: list[Server] = []

    def start(port: int, *options: str) -> Server:
        started.append(Server(made, port, *options))
        return started[-1]

    yield start
    for running in started:
        running.stop()
