"""The HTML documents: the page, the same for everybody, and the frame in which trame's client stands."""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from string import Template
from typing import Any, Literal

from viewer.edition.edition import START, Edition
from viewer.page import assets

TITLE = "Sciatica atlas"
ABOUT = (
    "The sciatic nerve from the lower back to the toes in 3D: what can press on it, "
    "and the point regions the Balance Method uses. For learning; not medical advice."
)
Source = Literal["live", "files", "held"]
"""Where a page gets what it shows: from a server, from a folder, or from within itself."""


def document(edition: Edition, source: Source, *, head: Sequence[str] = (), beside: str = "") -> str:
    """The page as a document of its own files, which starts to fetch what it will need.

    Parameters
    ----------
    edition
        The body that is shown where the address names none.
    source
        Where the page is.
    head
        Further elements of its head.
    beside
        What is told to people whose browser runs no scripts, as HTML.
    """
    files = assets.load()
    start = edition.address(START)
    poster = files.url(poster_of(edition))
    at_once = [name for name in assets.modules(files) if not name.startswith(assets.LATER)]
    links = [
        # First, as it is looked at long before the body has come.
        f'<link rel="preload" as="image" fetchpriority="high" href="{poster}">',
        f'<link rel="icon" href="{files.url("icon.svg")}" type="image/svg+xml">',
        f'<link rel="preload" as="fetch" crossorigin href="{escape(start)}">',
        *(f'<link rel="modulepreload" href="{files.url(name)}">' for name in at_once),
        f'<script defer src="{files.url("vue.js")}"></script>',
        f'<script type="module" src="{files.url("start.js")}"></script>',
    ]
    # What can be read and looked at stands before it: it does not wait for it.
    foot = [f'<link rel="stylesheet" href="{files.url("atlas.css")}">']
    told = described(edition, source, poster)
    return filled([*head, *links, told], poster, foot=foot, beside=beside)


def poster_of(edition: Edition) -> str:
    """The name of the picture of a body, as it is seen first; of a body without one, that of the man."""
    name = f"posters/{edition.atlas.body.id}.webp"
    return name if name in assets.load().files else "posters/male.webp"


def filled(head: Sequence[str], poster: str, *, foot: Sequence[str] = (), beside: str = "") -> str:
    """The document around some elements of its head and what ends its body."""
    return Template((assets.UI / "document.html").read_text("utf-8")).substitute(
        title=TITLE, about=escape(ABOUT), base=assets.inner("base.css"), watch=assets.inner("watch.js"),
        head="\n".join(head), foot="\n".join(foot), poster=poster, beside=beside,
    )  # fmt: skip


@cache
def allowed() -> str:
    """The one script within the document, as a policy of its server names it."""
    text = f"\n{assets.inner('watch.js')}"
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def described(edition: Edition, source: Source, poster: str, query: str = "") -> str:
    """What the page must know before its first file has come: where that lies, and the geometry of its body.

    Parameters
    ----------
    edition
        The body that is shown where the address names none.
    source
        Where the page is.
    poster
        The address of a picture of the body.
    query
        The address that is meant where there is none.
    """
    packs = [[pack.layer, pack.url] for pack in edition.atlas.packs.all if not pack.variant]
    url = assets.load().url
    told = {
        "source": source, "start": edition.address(START), "vtk": url("trame-vtk.js"),
        "decoder": url(assets.DECODER), "wasm": url(assets.WASM), "poster": poster, "query": query,
        "packs": packs,
    }  # fmt: skip
    return f'<script type="application/json" id="edition">{in_a_script(told)}</script>'


def in_a_script(value: Any) -> str:
    """JSON that ends no element of HTML."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def live() -> str:
    """The frame in which trame's client holds the connection, so that it can begin anew without the page."""
    files = assets.load()
    return Template((assets.UI / "live.html").read_text("utf-8")).substitute(
        vue=files.url("vue.js"), trame=files.url("trame.js")
    )


@cache
def client() -> dict[str, Any]:
    """The state that trame's client needs to start with: a template, and nothing else to load."""
    return {
        "trame__title": TITLE,
        "trame__template_main": "<span></span>",
        "trame__template_error": "<span></span>",
        "trame__scripts": [],
        "trame__module_scripts": [],
        "trame__styles": [],
        "trame__vue_use": [],
        "trame__mousetrap": [],
        "trame__favicon": None,
        "trame__busy": 1,
        "trame__client_only": ["trame__busy"],
    }
