"""Other browsers than Chromium, driven by what they bring: Firefox by Marionette, WebKit by its WebDriver."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

PATIENCE = 90
"""Seconds a browser may take to start, or to load what is asked for."""
MINI_BROWSER = "webkit2gtk-4.*/MiniBrowser"


class Engine(Protocol):
    """What the tests ask of a browser."""

    def go(self, url: str) -> None:
        """Open a page."""

    def js(self, script: str) -> Any:
        """Run the body of a function in the page; gives what it returns."""


class Firefox:
    """Firefox over Marionette: a number of bytes, a colon, and a message as JSON."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._count = 0
        self._receive()
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "none"}}})

    def go(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def js(self, script: str) -> Any:
        asked = {"script": script, "args": [], "sandbox": None, "newSandbox": False}
        return self._ask("WebDriver:ExecuteScript", asked)["value"]

    def close(self) -> None:
        self._line.close()

    def _ask(self, command: str, told: dict[str, Any]) -> Any:
        self._count += 1
        body = json.dumps([0, self._count, command, told]).encode()
        self._line.sendall(f"{len(body)}:".encode() + body)
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(error["message"])
        return result

    def _receive(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._line.recv(1)
        left, parts = int(size[:-1]), []
        while left:
            parts.append(self._line.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))


class WebKit:
    """WebKitGTK over the WebDriver protocol."""

    def __init__(self, port: int, browser: Path) -> None:
        self._address = f"http://127.0.0.1:{port}"
        options = {"webkitgtk:browserOptions": {"binary": str(browser), "args": ["--automation"]}}
        made = self._ask(
            "/session", {"capabilities": {"alwaysMatch": {**options, "pageLoadStrategy": "none"}}}
        )
        self._address += f"/session/{made['sessionId']}"

    def go(self, url: str) -> None:
        self._ask("/url", {"url": url})

    def js(self, script: str) -> Any:
        return self._ask("/execute/sync", {"script": script, "args": []})

    def _ask(self, path: str, told: dict[str, Any]) -> Any:
        body = json.dumps(told).encode()
        asked = urllib.request.Request(self._address + path, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]


@contextmanager
def firefox(place: Path) -> Iterator[Engine | None]:
    """Firefox with a profile of its own, on a screen that nobody sees: without one it has no WebGL."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    screen = shutil.which("xvfb-run")
    if not (found and screen):
        yield None
        return
    port = _free_port()
    (place / "user.js").write_text(
        f'user_pref("marionette.port", {port});\nuser_pref("webgl.force-enabled", true);\n', "utf-8"
    )
    command = [screen, "-a", found, "--marionette", "--no-remote", "--profile", str(place)]
    with _running(command, port), closing(Firefox(port)) as started:
        yield started


@contextmanager
def webkit(_: Path) -> Iterator[Engine | None]:
    """WebKitGTK on a screen that nobody sees; None where there is none."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    browser = next(Path("/usr/lib").glob(f"*/{MINI_BROWSER}"), None)
    if not (driver and screen and browser):
        yield None
        return
    port = _free_port()
    with _running([screen, "-a", driver, f"--port={port}"], port):
        yield WebKit(port, browser)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """Run a browser until the block ends; it is there once its port answers."""
    environment = {
        **os.environ,
        "MOZ_DISABLE_CONTENT_SANDBOX": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    try:
        _wait_for(port)
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
