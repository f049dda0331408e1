"""Which of the page's JavaScript ran, as V8 counts it, where `PAGE_COVERAGE` names a folder for that."""

import json
import os
import uuid
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page

FOLDER = os.environ.get("PAGE_COVERAGE")
COUNTED = {"callCount": False, "detailed": True}

_counting: dict[BrowserContext, list[CDPSession]] = {}


def new_page(context: BrowserContext) -> Page:
    """A page of a window; what runs in it is counted from its first script on."""
    page = context.new_page()
    if FOLDER:
        session = context.new_cdp_session(page)
        session.send("Profiler.enable")
        session.send("Profiler.startPreciseCoverage", COUNTED)
        _counting.setdefault(context, []).append(session)
    return page


def close(context: BrowserContext) -> None:
    """Close a window; what ran in it is written first, in the format of `NODE_V8_COVERAGE`."""
    for session in _counting.pop(context, []):
        counted = session.send("Profiler.takePreciseCoverage")
        place = Path(str(FOLDER))
        place.mkdir(parents=True, exist_ok=True)
        (place / f"page-{uuid.uuid4()}.json").write_text(json.dumps(counted), "utf-8")
    context.close()
