"""A browser opens the atlas through the proxy, and previews a file with two servers in turns."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.deploy.conftest import NAME, ROOT, Atlas, Proxy, nginx

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--disable-gpu-compositing", "--webgl-antialiasing-mode=none",  # no picture is looked at here
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1", "--ignore-certificate-errors",
]  # fmt: skip
PATIENCE = 120_000
GUIDE = (ROOT / "docs" / "point-maps.md").read_text("utf-8")
MINE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium or Chrome was found; install one or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """A page that raises no error."""
    page = browser.new_page(viewport={"width": 640, "height": 480})
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(url)
    yield page
    assert errors == []
    page.close()


def test_the_page_opens_and_previews_a_large_file(proxy: Proxy, browser: Browser) -> None:
    large = MINE + "# padding\n" * 44_000
    file = {"name": "my-map.toml", "mimeType": "", "buffer": large.encode()}
    with opened(browser, f"{proxy.url}/?select=KI3.right&voice=patient") as page:
        expect(page.get_by_role("region", name="Details")).to_contain_text("KI3", timeout=PATIENCE)
        page.locator("#preview-file").set_input_files([file])
        expect(page.get_by_text("Previewing my-map.toml")).to_be_visible(timeout=PATIENCE)
        page.wait_for_function(
            "window.atlas.scene.complete && window.atlas.scene.groups.has('own-regions.left')"
        )
        assert page.evaluate("window.atlas.get('voice')") == "patient"


def test_a_link_is_kept_under_a_path_in_any_letters(
    tmp_path: Path, atlases: list[Atlas], browser: Browser
) -> None:
    with (
        nginx(tmp_path, atlases[:1], "/Kurs é") as proxy,
        opened(browser, f"{proxy.url}/Kurs é/?body=female&select=KI3.right&voice=patient") as page,
    ):
        expect(page.get_by_role("region", name="Details")).to_contain_text("KI3", timeout=PATIENCE)
        state = page.evaluate("['select', 'voice'].map(window.atlas.get)")
        assert state == ["KI3.right", "patient"]
        assert page.evaluate("window.atlas.get('atlas').body") == "female"
