"""What several processes share by Valkey or Redis."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from models.records import DataError
from viewer.classroom.bus import Heard

PREFIX = "sciatica-atlas:"
SOON = 2.0
"""Seconds in which the bus must answer."""
AGAIN = 0.3
"""Seconds until a line to it that was lost is tried again."""
OPTION = "--class-bus"

_PUT = """
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
"""
_log = logging.getLogger(__name__)


class SharedBus:
    """A `Bus` over Valkey or Redis. Where that does not answer, calls raise a ConnectionError.

    Parameters
    ----------
    url
        Where it is: `redis://` or `rediss://`, a host, and what else the client library takes.
    """

    def __init__(self, url: str) -> None:
        from redis import asyncio as client

        self._redis: Any = client.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=SOON,
            socket_connect_timeout=SOON,
            health_check_interval=10,
        )
        self._put = self._redis.register_script(_PUT)
        self._hearing: dict[str, list[tuple[Heard, Callable[[], None]]]] = {}
        self._line: Any = None
        self._listening: asyncio.Task[None] | None = None

    async def read(self, key: str) -> str | None:
        """See `Bus`."""
        return await _asked(self._redis.get(PREFIX + key))

    async def write(self, key: str, value: str, seconds: float) -> None:
        """See `Bus`."""
        await _asked(self._redis.set(PREFIX + key, value, px=int(1000 * seconds)))

    async def add(self, key: str, value: str, seconds: float) -> bool:
        """See `Bus`."""
        return bool(await _asked(self._redis.set(PREFIX + key, value, px=int(1000 * seconds), nx=True)))

    async def put(self, key: str, field: str, value: str, seconds: float, most: int) -> bool:
        """See `Bus`."""
        arguments = [field, value, most, int(1000 * seconds)]
        return bool(await _asked(self._put(keys=[PREFIX + key], args=arguments)))

    async def rows(self, key: str) -> dict[str, str]:
        """See `Bus`."""
        return await _asked(self._redis.hgetall(PREFIX + key))

    async def size(self, key: str) -> int:
        """See `Bus`."""
        return int(await _asked(self._redis.hlen(PREFIX + key)))

    async def drop(self, *keys: str) -> None:
        """See `Bus`."""
        await _asked(self._redis.delete(*(PREFIX + key for key in keys)))

    async def publish(self, channel: str, text: str) -> None:
        """See `Bus`."""
        await _asked(self._redis.publish(PREFIX + channel, text))

    async def hear(self, channel: str, heard: Heard, lost: Callable[[], None]) -> None:
        """See `Bus`."""
        hearing = self._hearing.setdefault(PREFIX + channel, [])
        hearing.append((heard, lost))
        if self._listening is None:
            self._line = self._redis.pubsub(ignore_subscribe_messages=True)
            await _asked(self._line.subscribe(PREFIX + channel))
            self._listening = asyncio.ensure_future(self._listen())
        elif len(hearing) == 1:
            await _asked(self._line.subscribe(PREFIX + channel))

    async def leave(self, channel: str, heard: Heard) -> None:
        """See `Bus`."""
        hearing = self._hearing.get(PREFIX + channel, [])
        hearing[:] = [one for one in hearing if one[0] != heard]
        if not hearing and self._hearing.pop(PREFIX + channel, None) is not None:
            await _asked(self._line.unsubscribe(PREFIX + channel))

    async def close(self) -> None:
        """See `Bus`."""
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening
        with contextlib.suppress(ConnectionError):
            await _asked(self._redis.aclose())

    async def alive(self) -> None:
        """Ask whether it is there.

        Raises
        ------
        ConnectionError
            If it does not answer.
        """
        await _asked(self._redis.ping())

    async def _listen(self) -> None:
        """Hear all channels for as long as the process runs; a line that was lost is opened again."""
        while True:
            try:
                # Without any channel there is nothing to read, and no line is held open for it.
                if not self._line.subscribed:
                    await asyncio.sleep(AGAIN / 3)
                    continue
                message = await _asked(self._line.get_message(timeout=1.0))
            except ConnectionError as error:
                _log.warning("the line to the class bus was lost: %s", error)
                await self._reopen()
                continue
            if message and message["type"] == "message":
                for heard, _ in tuple(self._hearing.get(message["channel"], ())):
                    heard(message["data"])

    async def _reopen(self) -> None:
        while True:
            await asyncio.sleep(AGAIN)
            with contextlib.suppress(ConnectionError):
                with contextlib.suppress(Exception):  # what is left of the old line
                    await self._line.aclose()
                self._line = self._redis.pubsub(ignore_subscribe_messages=True)
                if self._hearing:
                    await _asked(self._line.subscribe(*self._hearing))
                break
        for hearing in list(self._hearing.values()):
            for _, lost in tuple(hearing):
                lost()


async def _asked(answer: "Awaitable[Any]") -> Any:
    """An answer of the bus; whatever keeps it from coming is a ConnectionError."""
    from redis.exceptions import RedisError

    try:
        return await answer
    except (RedisError, OSError, TimeoutError) as error:
        msg = str(error) or type(error).__name__
        raise ConnectionError(msg) from error


async def shared(url: str) -> SharedBus:
    """The bus at an address, once it has answered.

    Raises
    ------
    DataError
        If the client library is not installed, or nothing answers there.
    """
    try:
        bus = SharedBus(url)
        await bus.alive()
    except ModuleNotFoundError as error:
        found = f"needs the client library `redis`; got no {error.name}"
        raise DataError(OPTION, [f"{found}. Install it: pip install 'sciatica-atlas[class]'"]) from error
    except ConnectionError as error:
        must = "must be the address of a Valkey or Redis server that answers"
        raise DataError(OPTION, [f"{must}; got {_named(url)}: {error}"]) from error
    return bus


def _named(url: str) -> str:
    """An address without the password it may hold."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}" + (f":{parts.port}" if parts.port else "")
