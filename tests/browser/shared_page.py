"""A page that tests share: it goes to an address as Back and Forward do, and forgets what was before."""

import json
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Page

from tests.browser.visit import COMPLETE, OF_THE_WINDOW, PATIENCE, Visit
from viewer.fields import fields

AS_AT_FIRST = {field.key: field.default for field in fields() if field.key in OF_THE_WINDOW}
BESIDE = (
    "preview", "sheet", "measuring", "query", "results", "found", "active", "undoable", "webgl", "context",
    "copied", "going", "troubles", "sending", "dragging", "forgotten", "canPreview", "newer", "notices",
    "playing", "around", "narrow", "stepLit", "sure", "walkTold", "brush", "painAll", "speaking",
    "methodTold", "blank", "answered",
    "kept", "keptTitle", "keptBefore", "keptShown", "pinning", "pins",
)  # fmt: skip
"""What the page knows beside its fields and what follows from them: no address tells of it."""

FOLDED = """addEventListener('click', (event) => {
  if (event.isTrusted && event.target.closest?.('summary')) window.folded = true;
}, true);"""
"""What somebody unfolds stays so, and the page keeps it in mind: such a page is loaded again."""

FORGET = """(fields) => {
  const { get, page, set } = window.atlas;
  document.querySelectorAll(':popover-open').forEach((one) => one.hidePopover());
  while (get('undoable')) page.undo();
  if (get('measuring')) page.measure();
  const box = document.getElementById('search');
  if (box && (box.value || get('query'))) {
    box.value = '';
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const beside = { sheet: 'half', copied: false, notices: [], stepLit: -1, sure: false, walkTold: null };
  Object.assign(beside, { kept: [], keptTitle: '', keptBefore: null, keptShown: 0, pinning: 0, pins: [] });
  Object.assign(beside, { brush: 'point', painAll: false, speaking: false, methodTold: null });
  Object.assign(beside, { blank: false, answered: {} });
  Object.entries({ ...fields, ...beside }).forEach((one) => set(...one));
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  for (const one of document.querySelectorAll('*')) if (one.scrollTop || one.scrollLeft) one.scrollTo(0, 0);
}"""
MOVE = """(url) => {
  history.pushState(null, '', url);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}"""
THERE = """([body, story]) => {
  const { get, scene } = window.atlas;
  return get('atlas').body === (body || get('atlas').home) && !get('going').to && !get('card')?.waiting
    && (get('telling')?.id ?? '') === story && (!scene.view || scene.complete);
}"""
UNTOLD = """(beside) => JSON.stringify({
  ...Object.fromEntries(beside.map((key) => [key, window.atlas.get(key)])),
  popovers: document.querySelectorAll(':popover-open').length,
  dialogs: [...document.querySelectorAll('dialog[open]')]
    .map(({ id }) => id).filter((id) => id !== window.atlas.get('open')),
  tips: document.querySelectorAll('[role=tooltip]:not([hidden])').length,
  kept: { ...localStorage, ...sessionStorage },
  folded: Boolean(window.folded),
})"""


def parted(url: str) -> tuple[str, str]:
    """Which page an address is of, and what is asked of it: after `?`, or in one file after `#`."""
    here, mark, asked = url.partition("#" if url.startswith("file:") else "?")
    return here, asked if mark else ""


class SharedPage(Visit):
    """A page that is loaded once, and then moved to each address that is opened.

    It is loaded again wherever what is in no address would not be as after a load.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        page.add_init_script(FOLDED)
        self._as_loaded = ""

    def open(self, url: str, *, drawn: bool = True) -> "SharedPage":
        """Go to an address; nothing of what was done on the page before is left."""
        if not self._as_loaded or not self._moved(url):
            return self.load(url, drawn=drawn)
        self.addresses.clear()
        if drawn:
            self.wait_for(COMPLETE)
        return self

    def load(self, url: str, *, drawn: bool = True) -> "SharedPage":
        """Load an address, in a window that keeps nothing: for tests of what a page does when it opens."""
        if self._as_loaded:
            self.page.mouse.move(-9, -9)
            self.js("localStorage.clear(), sessionStorage.clear()")
            self.page.goto("about:blank")
        self.errors.clear()
        self.addresses.clear()
        super().open(url, drawn=drawn)
        self._as_loaded = self.page.evaluate(UNTOLD, list(BESIDE))
        return self

    @property
    def untold(self) -> dict[str, Any]:
        """What no address tells of."""
        told: dict[str, Any] = json.loads(self.page.evaluate(UNTOLD, list(BESIDE)))
        return told

    def _moved(self, url: str) -> bool:
        here, asked = parted(url)
        told = parse_qs(asked)
        if parted(self.page.url)[0] != here or told.keys() & {*OF_THE_WINDOW} - {"theme"}:
            return False
        self.page.mouse.move(-9, -9)
        self.page.evaluate(FORGET, AS_AT_FIRST | {"theme": told.get("theme", ["auto"])[0]})
        self.page.evaluate(MOVE, url)
        where = [told.get(key, [""])[0] for key in ("body", "story")]
        for _ in range(2):  # what comes with the address begins to be fetched a moment later
            self.page.wait_for_function(THERE, arg=where, timeout=PATIENCE)
            self.settled()
        return bool(self.page.evaluate(UNTOLD, list(BESIDE)) == self._as_loaded)
