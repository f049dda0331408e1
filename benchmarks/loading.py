"""What a first and a second visit cost: seconds and bytes, beside a bare page and a stock viewer."""

from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from benchmarks.browser import Visit, visiting
from benchmarks.budgets import Row, at_most, ratio, told
from benchmarks.process import Server
from benchmarks.relay import Relay, relayed

CHOSEN = ("sacrum", "KI3.left", "l5-s1-herniated-disc.right")
"""What is chosen in a default visit, one after the other."""


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
    atlas, bare, stock = _in_turns(browser, peers, scene, rounds)
    note = f"{median(atlas):.2f} s against {median(bare):.2f} s, {rounds} rounds in turns"
    return [
        *_atlas_bytes(browser, peers, scene),
        *_stock_bytes(browser, peers, scene),
        at_most(
            "cold page to the default scene drawn, against the bare page",
            ratio(atlas, bare),
            1.1,
            "x",
            2,
            note,
        ),
        told("the same, against the stock local view", ratio(atlas, stock), "x", 2, f"{median(stock):.2f} s"),
    ]


def window(scene: dict[str, Any]) -> tuple[int, int]:
    """The window in which the atlas was captured."""
    return scene["window"][0], scene["window"][1]


def canvas(scene: dict[str, Any]) -> tuple[int, int]:
    """The part of that window in which the atlas draws."""
    return scene["width"], scene["height"]


def _in_turns(browser: Browser, peers: Peers, scene: dict[str, Any], rounds: int) -> tuple[list[float], ...]:
    """Seconds to the drawn scene of the atlas, the bare page and the stock viewer."""
    pages = [
        (f"{peers.atlas.url}/", window(scene)),
        (f"{peers.bare.url}/", canvas(scene)),
        (f"{peers.stock.url}/index.html", canvas(scene)),
    ]
    times: tuple[list[float], ...] = ([], [], [])
    for turn in range(rounds):
        order = range(3) if turn % 2 else reversed(range(3))
        for page in order:
            with visiting(browser, *pages[page]) as visit:
                times[page].append(visit.drawn)
    return times


def _atlas_bytes(browser: Browser, peers: Peers, scene: dict[str, Any]) -> list[Row]:
    with relayed(peers.atlas.url) as line, visiting(browser, f"{line.url}/", window(scene)) as visit:
        rows = _cold(visit, line)
        line.clear()
        visit.reload()
        drawn = f"drawn in {visit.drawn:.1f} s"
        again = visit.traffic.bytes("/geometry/")
        return [
            *rows,
            at_most("warm reload, bytes of geometry", again, 0, "bytes", 0),
            told("warm reload, everything", line.megabytes() * 1000, "kB", 0, drawn),
        ]


def _cold(visit: Visit, line: Relay) -> list[Row]:
    geometry = visit.traffic.bytes("/geometry/")
    body = {Path(url).name for url in visit.probe("probe.bodyFiles()")}
    arrived = max(at for url, _, at in visit.traffic.responses if Path(url).name in body)
    first = next((at / 1000 for at, _ in visit.probe("probe.steps") if at / 1000 >= arrived), visit.drawn)
    at_first = line.megabytes(visit.probe("performance.timeOrigin") / 1000 + first)
    note = f"{geometry / 1e6:.2f} MB of it geometry"
    triangles = visit.probe("probe.triangleCount()")
    spoken = _spoken(visit)
    return [
        at_most("cold page, everything, as sent", line.megabytes(), 2.2, "MB", 2, note),
        told("cold page until the first complete body", at_first, "MB", 2, f"after {first:.1f} s"),
        at_most("geometry on the wire, a triangle", geometry / triangles, 2.2, "bytes"),
        at_most("over the websocket in a default visit", spoken, 20, "kB", 1, "before compression"),
    ]


def _spoken(visit: Visit) -> float:
    """Choose some things and look for one, and add up what went over the websocket both ways, in kB."""
    for entry in CHOSEN:
        visit.probe("probe.choose(argument)", entry)
        visit.probe("probe.rest()")
    visit.page.locator("#search").fill("numb foot")
    visit.page.wait_for_timeout(1000)
    return (sum(visit.traffic.received) + sum(visit.traffic.sent)) / 1000


def _stock_bytes(browser: Browser, peers: Peers, scene: dict[str, Any]) -> list[Row]:
    with (
        relayed(peers.stock.url) as line,
        visiting(browser, f"{line.url}/index.html", canvas(scene)) as visit,
    ):
        cold = line.megabytes()
        line.clear()
        visit.reload()
        again = line.megabytes()
        line.clear()
        visit.probe("trame.trigger('fade', [argument])", 0.5)
        visit.page.wait_for_timeout(2000)
        return [
            told("cold page of the stock local view", cold, "MB"),
            told("its warm reload", again, "MB"),
            told("one change of opacity in it; in the atlas none", line.megabytes() * 1000, "kB", 0),
        ]
