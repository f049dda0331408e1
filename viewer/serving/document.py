"""The HTML document the browser gets first, and the template trame fills it with."""

import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from viewer.atlas import Atlas
from viewer.serving import assets
from viewer.state import ViewState

UI = Path(__file__).parents[1] / "ui"
"""`document.html` comes first; `page.html` and the parts it names are the page's Vue template."""

PARAMETERS = (
    "body", "select", "show", "opacity", "view", "camera", "side", "variant", "zones", "voice",
    "hide", "only", "theme", "embed", "open", "story", "step",
)  # fmt: skip
"""What a page's address may carry."""

TITLE = "Sciatica atlas"
ABOUT = (
    "The sciatic nerve from the lower back to the toes in 3D: what can press on it, "
    "and the point regions the Balance Method uses. For learning; not medical advice."
)


def document(atlas: Atlas, state: ViewState) -> str:
    """The first document, which starts to fetch what the page will need.

    Parameters
    ----------
    atlas
        What will be shown.
    state
        The state the address asks for: only what it shows is fetched ahead.
    """
    files = assets.load()
    packs = [
        pack.url
        for pack in atlas.packs.all
        if (pack.variant == state.variant if pack.variant else pack.layer in state.show)
    ]
    preloads = [
        f'<link rel="preload" as="script" href="{files.url("trame-vtk.js")}">',
        *(f'<link rel="modulepreload" href="{files.url(name)}">' for name in _modules(files)),
        *(f'<link rel="preload" as="fetch" crossorigin href="{escape(url)}">' for url in packs),
    ]
    return Template((UI / "document.html").read_text("utf-8")).substitute(
        theme=escape(state.theme),
        embed=" data-embed" if state.embed else "",
        title=TITLE,
        about=escape(ABOUT),
        icon=files.url("icon.svg"),
        css=files.url("atlas.css"),
        vue=files.url("vue.js"),
        boot=files.url("boot.js"),
        trame=files.url("trame.js"),
        preloads="\n".join(preloads),
    )


@cache
def template() -> dict[str, Any]:
    """The state trame's client itself needs to start a page with: its template, scripts and components."""
    files = assets.load()
    markup = _markup()
    return {
        "trame__title": TITLE,
        "trame__template_main": markup,
        # Where the connection drops trame shows this one; the same text leaves the page as it is.
        "trame__template_error": markup,
        "trame__scripts": [files.url("trame-vtk.js")],
        "trame__module_scripts": [files.url("atlas.js")],
        "trame__styles": [],
        "trame__vue_use": ["vue_vtk", "atlas"],
        "trame__mousetrap": [],
        "trame__favicon": None,
        "trame__busy": 1,
        "trame__client_only": ["trame__busy"],
    }


def _markup() -> str:
    """The template in one piece, without the line breaks that only serve its readers."""

    def part(name: str) -> str:
        return (UI / f"{name}.html").read_text("utf-8")

    whole = part("page")
    while (inner := re.sub(r"<!-- (\w+) -->", lambda found: part(found[1]), whole)) != whole:
        whole = inner
    return re.sub(r"\n\s*", " ", whole)


def _modules(files: assets.Assets) -> list[str]:
    """The page's own modules, by name."""
    return sorted(name for name in files.files if name.endswith(".js") and name not in assets.FIRST_SCRIPTS)
