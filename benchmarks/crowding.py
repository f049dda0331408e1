"""What a class costs: memory for each visitor and once they have left, pauses, a card among searchers."""

import asyncio
import time
from itertools import count as numbers
from statistics import median, quantiles

from benchmarks.budgets import Row, at_most, told
from benchmarks.process import Server, serving
from benchmarks.starting import serve
from benchmarks.visitors import Visitor, crowd

CLASS = 300
SEARCHERS = 20
QUESTIONS = ("sciatic nerve", "numb foot when i sit down", "siatic", "ki3", "thigh bone", "pain in the butt")
CARDS = ("sacrum", "KI3.left", "sciatic.right", "femur.left", "l5-s1-herniated-disc.right", "piriformis.left")


def crowding(visitors: int, body: str) -> list[Row]:
    """Let some visitors connect, then a class, and see what both leave behind."""
    with serving("benchmarks.paused", serve(body)) as server:
        server.wait("/healthz")
        server.rest()
        asyncio.run(_come_and_go(server, 3))
        server.rest()
        resident, before = server.resident(), server.memory()
        during = asyncio.run(_come_and_go(server, visitors))
        begun = time.time()
        asyncio.run(_come_and_go(server, CLASS))
        pauses = server.pauses(since=begun)
        server.rest()
        after = server.resident()
        cards = asyncio.run(_cards_among_searchers(server))
    each = (during - before) / visitors
    note = f"median {median(cards):.0f} ms of {len(cards)}, {SEARCHERS} search without a pause"
    return [
        told("memory of the server, body loaded, nobody connected", before, "MB", 0),
        at_most("memory for each further visitor", each, 0.3, "MB", note=f"{visitors}, deflate offered"),
        at_most(
            f"resident memory after {visitors + CLASS} visitors left, against the start",
            after / resident, 1.25, "x", 2, f"{after:.0f} MB against {resident:.0f} MB",
        ),
        at_most(f"longest pause while {CLASS} join and leave", 1000 * max(pauses, default=0), 50, "ms", 0),
        at_most("a card while others search, p95", quantiles(cards, n=20)[-1], 100, "ms", 0, note),
    ]  # fmt: skip


async def _come_and_go(server: Server, count: int) -> float:
    """Let so many be connected for a while; what the server held then, in MB."""
    async with crowd(server.url, count):
        await asyncio.sleep(2)
        return server.memory()


async def _cards_among_searchers(server: Server) -> list[float]:
    """Choose things while others search without a pause; milliseconds until each card is there."""
    async with crowd(server.url, SEARCHERS + 1) as (chooser, *searchers):
        searching = [asyncio.ensure_future(_search(one, number)) for number, one in enumerate(searchers)]
        times = [await _card(chooser, card) for card in CARDS * 10]
        for task in searching:
            task.cancel()
        await asyncio.gather(*searching, return_exceptions=True)
        return times


async def _search(visitor: Visitor, number: int) -> None:
    for count in numbers():
        question = QUESTIONS[(number + count) % len(QUESTIONS)]
        await visitor.find(f"{question} {count % 7 * 'e'}")


async def _card(visitor: Visitor, entry: str) -> float:
    begin = time.perf_counter()
    await visitor.select(entry)
    return (time.perf_counter() - begin) * 1000
