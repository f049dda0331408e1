"""Measure everything and print the table: `python -m benchmarks`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.answering import WINDOW, answering, choosing
from benchmarks.bending import bending
from benchmarks.browser import chromium, visiting
from benchmarks.budgets import Row, table
from benchmarks.crowding import crowding
from benchmarks.exporting import exporting
from benchmarks.loading import Peers, loading
from benchmarks.orbiting import orbiting
from benchmarks.process import serving
from benchmarks.scene import capture
from benchmarks.slow_line import slow_line
from benchmarks.starting import repository, serve, starting
from benchmarks.switching import switching
from benchmarks.tasks import tasks


def main() -> int:
    """Run the benchmarks; the exit code is 1 where a budget that is claimed is not held."""
    options = _parser().parse_args()
    rows = [
        *starting(options.rounds, options.body),
        *crowding(options.visitors, options.body),
        *repository(),
        *exporting(options.body),
        *in_browser(options),
    ]
    print(table(rows))
    return int(any(row.failed for row in rows))


def in_browser(options: argparse.Namespace) -> list[Row]:
    """Measure what needs a page."""
    width, height = map(int, options.size.split("x"))
    with chromium() as browser, peers(browser, options.body, (width, height)) as (servers, scene):
        rows = [
            *loading(browser, servers, scene, options.rounds),
            *orbiting(browser, servers, scene, options.rounds),
            *slow_line(browser, f"{servers.atlas.url}/", (width, height)),
        ]
        with visiting(browser, f"{servers.atlas.url}/", WINDOW) as visit:
            return [
                *rows,
                *answering(visit),
                *choosing(visit),
                *bending(visit, options.rounds),
                *switching(visit, options.rounds),
                *tasks(visit),
            ]


@contextmanager
def peers(browser: Browser, body: str, size: tuple[int, int]) -> Iterator[tuple[Peers, dict[str, Any]]]:
    """Start the atlas, write down what it shows, and start the two peers with that."""
    with tempfile.TemporaryDirectory() as folder, serving("viewer", serve(body)) as atlas:
        atlas.wait("/healthz")
        with visiting(browser, f"{atlas.url}/", size) as visit:
            scene = {**capture(visit, Path(folder)), "window": size}
        with serving("benchmarks.bare", [folder]) as bare, serving("benchmarks.stock", [folder]) as stock:
            bare.wait()
            stock.wait()
            yield Peers(atlas, bare, stock), scene


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often each timed thing is done (default: 5)"
    )
    parser.add_argument("--visitors", type=int, default=50, help="how many connect at once (default: 50)")
    parser.add_argument("--body", default="male", help="the body (default: male)")
    parser.add_argument("--size", default="640x480", help="the window; small, for drawing in software")
    return parser


if __name__ == "__main__":
    sys.exit(main())
