"""A real server, a real browser: Chromium draws WebGL in software, so windows are small."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
]  # fmt: skip
COMPLETE = "window.atlas?.scene?.complete && window.atlas.scene.took > 0"
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


class Server:
    """The command `sciatica-atlas serve` in a process of its own."""

    def __init__(self, port: int = 0, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "viewer", "serve", "--port", str(port), "--no-browser", *options],
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
        self.process.terminate()
        _, self.errors = self.process.communicate(timeout=20)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium or Chrome was found; install one or set CHROMIUM to its path")
    return found


# Not for the whole session: while Playwright runs, other tests could not run an event loop of their own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


class Visit:
    """One page and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.addresses: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.on("request", lambda request: self.addresses.append(request.url))

    def open(self, url: str, *, drawn: bool = True) -> "Visit":
        self.page.goto(url)
        self.page.wait_for_selector("#details", state="attached", timeout=PATIENCE)
        if drawn:
            self.page.wait_for_function(COMPLETE, timeout=PATIENCE)
        return self

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def place(self, entry: str) -> tuple[float, float]:
        """A pixel of the window at which an entry is what lies in front, near its middle."""
        corner = self.page.locator("#stage").bounding_box()
        at = self.page.evaluate(
            """(id) => {
              const { scene, get } = window.atlas;
              const middle = scene.orbit.project(get('atlas').entries[id].centre);
              for (let i = 0; i < 600; i += 1) {
                const x = Math.round(middle.x + Math.cos(i) * i * 0.15);
                const y = Math.round(middle.y + Math.sin(i) * i * 0.15);
                if (scene.pick(x, y, 0)?.id === id) return [x, y];
              }
              return null;
            }""",
            entry,
        )
        assert corner
        assert at, f"{entry} is nowhere in front"
        return corner["x"] + at[0], corner["y"] + at[1]

    def drawn(self, entry: str) -> bool:
        """Whether an entry is among what is drawn now."""
        return bool(
            self.js(
                "[...window.atlas.scene.groups.values()].some((group) => group.held.actor.getVisibility() "
                f"&& (group.shownParts ?? []).some((part) => part.id === '{entry}'))"
            )
        )

    def wait_for(self, expression: str) -> None:
        self.page.wait_for_function(expression, timeout=PATIENCE)

    @property
    def title(self) -> str:
        return self.page.locator("#details h2").first.inner_text()


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages: small desktop windows unless told otherwise; no page may raise an error."""
    visits: list[Visit] = []

    def visit(*, init: str = "", quiet: bool = True, **options: Any) -> Visit:
        usual = {"viewport": {"width": 960, "height": 560}, "reduced_motion": "reduce"}
        context = browser.new_context(**(usual | options))
        context.set_default_timeout(PATIENCE)
        if init:
            context.add_init_script(init)
        made = Visit(context.new_page())
        if quiet:
            visits.append(made)
        return made

    yield visit
    for made in visits:
        assert made.errors == []
    for context in browser.contexts:
        context.close()


@pytest.fixture
def serve_at() -> Iterator[Callable[..., Server]]:
    """Starts servers that a test may stop."""
    started: list[Server] = []

    def start(port: int, *options: str) -> Server:
        started.append(Server(port, *options))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.stop()
