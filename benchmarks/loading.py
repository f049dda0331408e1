"""What a first and a second visit cost: seconds and bytes, beside a bare page and a stock viewer."""

from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from benchmarks.browser import Visit, visiting
from benchmarks.budgets import Row, at_most, ratio, told
from benchmarks.process import Server

WHOLE_PAGE, FIRST_PICTURE = 5.0, 3.0
"""Budgets in MB."""


class Peers(NamedTuple):
    """The three servers that show the same scene."""

    atlas: Server
    bare: Server
    stock: Server


def loading(browser: Browser, peers: Peers, scene: dict[str, Any], rounds: int) -> list[Row]:
    """Open the pages in turns, each time as a first-time visitor; reload the atlas once.

    Parameters
    ----------
    browser
        The browser; each visit gets a fresh profile.
    peers
        The servers.
    scene
        What they show.
    rounds
        How often each page is opened.
    """
    size = window(scene)
    atlas: list[float] = []
    bare: list[float] = []
    stock: list[float] = []
    for turn in range(rounds):
        pages = [(peers.atlas, atlas), (peers.bare, bare)]
        for server, times in pages if turn % 2 else reversed(pages):
            with visiting(
                browser, f"{server.url}/", size if server is peers.atlas else canvas(scene)
            ) as visit:
                times.append(visit.drawn)
    with visiting(browser, f"{peers.stock.url}/index.html", canvas(scene)) as visit:
        stock.append(visit.drawn)
        heavy = (visit.traffic.bytes() + sum(visit.traffic.received)) / 1e6
        stock_rows = [
            told(
                "the same in trame-pyvista's stock local view",
                heavy,
                "MB",
                note="websocket before compression",
            )
        ]
    with visiting(browser, f"{peers.atlas.url}/", size) as visit:
        rows = _bytes(visit, scene)
        visit.reload()
        again = [
            at_most("warm reload, bytes of geometry", visit.traffic.bytes("/geometry/"), 0, "bytes", 0),
            told(
                "warm reload, everything",
                visit.traffic.bytes() / 1e3,
                "kB",
                1,
                f"drawn in {visit.drawn:.1f} s",
            ),
        ]
    note = f"{median(atlas):.2f} s against {median(bare):.2f} s, {rounds} rounds in turns"
    return [
        *rows,
        *stock_rows,
        at_most(
            "cold page to the default scene drawn, against the bare page",
            ratio(atlas, bare),
            1.3,
            "x",
            2,
            note,
        ),
        told("the same against the stock local view", ratio(atlas, stock), "x", 2, f"{median(stock):.2f} s"),
        *again,
    ]


def window(scene: dict[str, Any]) -> tuple[int, int]:
    """The window in which the atlas was captured."""
    return tuple(scene["window"])


def canvas(scene: dict[str, Any]) -> tuple[int, int]:
    """The part of that window in which the atlas draws."""
    return scene["width"], scene["height"]


def _bytes(visit: Visit, scene: dict[str, Any]) -> list[Row]:
    traffic = visit.traffic
    geometry = traffic.bytes("/geometry/")
    unique = {actor["pack"]: actor["triangles"] for actor in reversed(scene["actors"])}
    body = [Path(url).name for url in visit.probe("probe.bodyFiles()")]
    arrived = max(at for url, _, at in traffic.responses if Path(url).name in body)
    first = next((at / 1000 for at, _ in visit.probe("probe.steps") if at / 1000 >= arrived), visit.drawn)
    messages = sum(traffic.received)
    note = f"{geometry / 1e6:.2f} MB geometry, {messages / 1e3:.0f} kB messages before compression"
    sent = (traffic.bytes() + messages) / 1e6
    at_first = (traffic.bytes_until(first) + messages) / 1e6
    return [
        at_most("cold page, as sent", sent, WHOLE_PAGE, "MB", 2, note),
        at_most(
            "of it until the first complete body", at_first, FIRST_PICTURE, "MB", 2, f"after {first:.1f} s"
        ),
        at_most("geometry on the wire, a triangle", geometry / sum(unique.values()), 6, "bytes"),
    ]
