"""What somebody writes in a map is shown as written: no word of it becomes markup or script."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

# None of these is markup by itself, so the check lets them pass; each would hurt in a careless template.
HOSTILE = (
    """"> ' onmouseover=window.hurt=1 autofocus x='""",
    "&lt img src=x onerror=window.hurt=1 &gt",
    "${window.hurt=1} {window.hurt=1} [window.hurt=1]",
    "constructor.constructor('window.hurt=1')()",
    r"1 < 2 > 0 -- __proto__ \u003cscript",
)
QUOTED = [json.dumps(text) for text in HOSTILE]
MAP = f"""
title = "Own"
version = "1.0"
licence = "CC BY 4.0"

[[source]]
id = "own-book"
citation = {QUOTED[0]}
kind = "book"
read = "full text"
url = "https://example.org/?a=1&b=window.hurt=1"

[[sign]]
id = "own-sign"
name = {QUOTED[0]}
also_called = [{QUOTED[1]}]
about = {{ text = {QUOTED[2]}, sources = ["own-book"] }}
roots = ["L5"]
nerves = ["l5-root"]
sites = ["l5-s1-herniated-disc"]
other_reasons = {{ text = {QUOTED[4]}, sources = ["own-book"] }}

[[treatment]]
id = "own-try"
name = {QUOTED[1]}
also_called = ["own try"]
can = {{ text = {QUOTED[0]}, sources = ["own-book"] }}
cannot = {{ text = {QUOTED[3]}, sources = ["own-book"] }}

[[red_flag]]
id = "own-flag"
urgency = "soon, your clinician"
text = {QUOTED[1]}
sources = ["own-book"]
"""


def test_hostile_words_stay_words(serve_at: Callable[..., Any], visiting: Visiting, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(MAP, "utf-8")
    own = serve_at(0, "--map", str(file))
    visit = visiting().open(f"{own.url}?select=own-sign.left&voice=patient", drawn=False)
    details = visit.page.get_by_role("region", name="Details")

    for text in (HOSTILE[0], HOSTILE[2], HOSTILE[4]):
        expect(details).to_contain_text(text)
    assert details.locator("img, script, [onmouseover], [onerror], [autofocus]").count() == 0
    addresses = details.locator("a[href]").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    assert "https://example.org/?a=1&b=window.hurt=1" in addresses
    assert all(address.startswith(("https://", "#source-")) for address in addresses)

    visit.page.get_by_role("combobox", name="Search").fill("own try")
    expect(visit.page.get_by_role("option").first).to_contain_text(HOSTILE[1])
    visit.page.keyboard.press("Enter")
    expect(details).to_contain_text(HOSTILE[3])
    visit.page.get_by_role("button", name="Red flags", exact=True).first.click()
    expect(visit.page.get_by_role("dialog", name="Red flags")).to_contain_text(HOSTILE[1])
    assert visit.js("window.hurt ?? null") is None
    assert visit.js("({}).hurt ?? null") is None
