"""Two hundred visits leave nothing behind."""

import asyncio
import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

from viewer.serving.session import Session

VISITS = 200
WARM_UP = 40
MOST_KEPT = 1_000
"""Bytes a visit may leave, timers that are still running included."""


def test_visits_leave_no_memory_behind(serving: Callable[..., Any]) -> None:
    async def visit(server: Any) -> None:
        async def once() -> None:
            async with server.visit() as visitor:
                await visitor.select("sacrum")

        await server.site.warming
        # From the start, so that the one session wslink keeps is counted before and after.
        tracemalloc.start()
        for _ in range(WARM_UP):
            await once()
        before = await settled(server)
        for _ in range(VISITS):
            await once()
        assert (await settled(server) - before) / VISITS < MOST_KEPT
        assert sum(isinstance(thing, Session) for thing in gc.get_objects()) <= 1

    try:
        serving(visit)
    finally:
        tracemalloc.stop()


async def settled(server: Any) -> int:
    """Bytes held once every session is over."""
    while server.site.sessions:
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
