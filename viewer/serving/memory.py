"""Keeps pauses short and gives memory back: no garbage is looked for in what all visitors share."""

import asyncio
import ctypes
import gc
import logging
import sys
from collections.abc import Awaitable

QUIET = 5.0
"""Seconds after somebody left until memory is given back, once for all who leave meanwhile."""

_log = logging.getLogger(__name__)


class Memory:
    """The memory of the visitors who have left."""

    def __init__(self) -> None:
        self._tidying: asyncio.TimerHandle | None = None

    def left(self) -> None:
        """Somebody has left: give back what that frees, before long."""
        if self._tidying is None:
            self._tidying = asyncio.get_running_loop().call_later(QUIET, self._tidy)

    async def end(self, _app: object) -> None:
        """Give nothing back any more: all of it goes with the server."""
        if self._tidying:
            self._tidying.cancel()

    def _tidy(self) -> None:
        self._tidying = None
        asyncio.get_running_loop().run_in_executor(None, give_back)


async def settle(warm: Awaitable[None]) -> None:
    """Once everything that stays is there, never look through it again for garbage."""
    await asyncio.wait([asyncio.ensure_future(warm)])
    gc.freeze()
    await asyncio.to_thread(give_back)


def give_back() -> None:
    """Return free memory to the system. C's allocator keeps it otherwise, where it is glibc's."""
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):  # musl, for one, has no such function, and no need of it
        _log.debug("memory is given back by the system's own rules here")
