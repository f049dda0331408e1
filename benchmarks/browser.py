"""An installed Chromium that counts: bytes, messages, draw calls, and the moment a scene is drawn."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROBES = [Path(__file__).parent / "web" / name for name in ("probe.js", "atlas.js")]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
]  # fmt: skip
"""Drawing in software, so that machines with and without a graphics card measure the same thing."""

QUIET = 2.0
"""Seconds without a request or an upload after which a page counts as loaded."""


@dataclass
class Traffic:
    """What crossed the wire for one page since it was last cleared.

    Attributes
    ----------
    responses
        (address, bytes as sent with headers, seconds since the page was asked for).
    received, sent
        Sizes of websocket messages before compression.
    waiting, complaints
        Requests without an answer yet, and errors the page raised.
    """

    responses: list[tuple[str, int, float]] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    begun: float | None = None

    def clear(self) -> None:
        """Forget what was counted so far."""
        self.responses, self.received, self.sent, self.begun = [], [], [], None

    def bytes(self, part: str = "") -> int:
        """Bytes of all responses whose address contains `part`."""
        return sum(size for url, size, _ in self.responses if part in url)

    def bytes_until(self, seconds: float) -> int:
        """Bytes of all responses that were complete at a time, in seconds since the page was asked for."""
        return sum(size for _, size, at in self.responses if at <= seconds)

    def listen(self, page: Page) -> None:
        """Count what a page sends and gets from now on."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.loadingFinished", self._answered)
        devtools.on("Network.loadingFailed", self._failed)
        devtools.on("Network.webSocketFrameReceived", lambda event: self.received.append(_size(event)))
        devtools.on("Network.webSocketFrameSent", lambda event: self.sent.append(_size(event)))

    def _asked(self, event: dict[str, Any]) -> None:
        if not event["loaderId"]:  # a worker's own script: that it has come is told to the worker
            return
        self.begun = event["timestamp"] if self.begun is None else self.begun
        self.waiting[event["requestId"]] = event["request"]["url"]

    def _failed(self, event: dict[str, Any]) -> None:
        self.waiting.pop(event["requestId"], None)

    def _answered(self, event: dict[str, Any]) -> None:
        url = self.waiting.pop(event["requestId"], "")
        at = event["timestamp"] - (self.begun or 0)
        self.responses.append((url, int(event["encodedDataLength"]), at))


@dataclass
class Visit:
    """A page that was opened and has drawn its scene.

    `drawn` is in seconds since the page was asked for.
    """

    page: Page
    traffic: Traffic
    drawn: float

    def probe(self, expression: str, argument: Any = None) -> Any:
        """Evaluate an expression in which `probe` is the page's probe and `argument` is given."""
        return self.page.evaluate(
            f"(argument) => {{ const probe = window.__probe; return {expression}; }}", argument
        )

    def reload(self) -> None:
        """Load the page again, counting anew, with what the browser kept."""
        self.traffic.clear()
        self.page.reload()
        self.drawn = _wait_until_drawn(self.page, self.traffic)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser.

    Raises
    ------
    RuntimeError
        If none is installed.
    """
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        msg = "browser: Chromium or Chrome must be installed; got none. Install it, or set CHROMIUM."
        raise RuntimeError(msg)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, url: str, size: tuple[int, int]) -> Iterator[Visit]:
    """Open a page as a first-time visitor and wait until its scene is drawn.

    Parameters
    ----------
    browser
        From `chromium`.
    url
        The page.
    size
        Width and height of the window, in CSS pixels.
    """
    context: BrowserContext = browser.new_context(viewport={"width": size[0], "height": size[1]})
    try:
        for script in PROBES:
            context.add_init_script(path=script)
        page = context.new_page()
        traffic = Traffic()
        traffic.listen(page)
        page.goto(url)
        yield Visit(page, traffic, _wait_until_drawn(page, traffic))
    finally:
        context.close()


def _wait_until_drawn(page: Page, traffic: Traffic, seconds: float = 120) -> float:
    """Seconds until the last upload of geometry was on the screen."""
    end = time.monotonic() + seconds
    quiet_since, last = time.monotonic(), None
    while time.monotonic() < end:
        page.wait_for_timeout(200)
        state = page.evaluate("() => [window.__probe.drawnAt, window.__probe.uploaded]")
        busy = set(traffic.waiting.values()) - {page.url}
        if busy or state != last or not state[0]:
            quiet_since, last = time.monotonic(), state
        elif time.monotonic() - quiet_since > QUIET:
            return float(state[0]) / 1000
    got = (last, traffic.waiting, traffic.complaints)
    msg = f"{page.url}: must draw its scene within {seconds:g} s; got {got}"
    raise RuntimeError(msg)


def _size(event: dict[str, Any]) -> int:
    frame = event["response"]
    length = len(frame["payloadData"])
    return length if frame["opcode"] == 1 else length * 3 // 4
