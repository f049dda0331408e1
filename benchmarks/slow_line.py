"""What somebody on a slow line has, and when: words to read, a picture of the body, the body."""

from playwright.sync_api import Browser, Page

from benchmarks.budgets import Row, at_most, told

BITS = 400_000
"""A second, down and up: a telephone at the edge of its network."""
ROUND_TRIP = 150  # ms
NOW = "performance.now()"
READABLE = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
PICTURED = f"[...document.querySelectorAll('.opening img, .poster')].some((img) => img.naturalWidth) && {NOW}"
LISTED = f"document.querySelector('#details') && {NOW}"
DRAWN = f"window.atlas?.scene?.complete && window.atlas.scene.took > 0 && {NOW}"
PATIENCE = 300_000  # ms


def slow_line(browser: Browser, url: str, size: tuple[int, int]) -> list[Row]:
    """Open the page as a first-time visitor on a slow line.

    Parameters
    ----------
    browser
        From `chromium`.
    url
        The page.
    size
        Width and height of the window, in CSS pixels.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        speed = {"downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8, "latency": ROUND_TRIP}
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        page.goto(url, wait_until="commit")
        words, picture, whole, drawn = (_seconds(page, at) for at in (READABLE, PICTURED, LISTED, DRAWN))
        slowly = f"at {BITS // 1000} kbit/s"
        return [
            at_most(f"something to read {slowly}", words, 2, "s", 1),
            at_most(f"a picture of the default view {slowly}", picture, 6, "s", 1),
            told(f"list, search and red flags {slowly}", whole, "s", 1),
            told(f"the body, to be turned, {slowly}", drawn, "s", 1),
        ]
    finally:
        context.close()


def _seconds(page: Page, moment: str) -> float:
    """Seconds since the page was asked for at a moment, as the page says once it has come."""
    return float(page.wait_for_function(moment, timeout=PATIENCE, polling=50).json_value()) / 1000
