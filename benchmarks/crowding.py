"""What a class costs: memory for each visitor and once they have left, and pauses."""

import asyncio
import time

from benchmarks.budgets import Row, at_most, told
from benchmarks.process import Server, serving
from benchmarks.starting import serve
from benchmarks.visitors import crowd

CLASS = 300


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
    each = (during - before) / visitors
    return [
        told("memory of the server, body loaded, nobody connected", before, "MB", 0),
        at_most("memory for each further visitor", each, 0.3, "MB", note=f"{visitors}, deflate offered"),
        at_most(
            f"resident memory after {visitors + CLASS} visitors left, against the start",
            after / resident, 1.25, "x", 2, f"{after:.0f} MB against {resident:.0f} MB",
        ),
        at_most(f"longest pause while {CLASS} join and leave", 1000 * max(pauses, default=0), 50, "ms", 0),
    ]  # fmt: skip


async def _come_and_go(server: Server, count: int) -> float:
    """Let so many be connected for a while; what the server held then, in MB."""
    async with crowd(server.url, count):
        await asyncio.sleep(2)
        return server.memory()
