"""A counter on the line: passes bytes between a browser and a server, and notes how many came when."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 1 << 16


class Relay:
    """A running relay.

    Parameters
    ----------
    url
        The server behind it, without a slash at the end.
    """

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self._came: list[tuple[float, int]] = []
        self.url = ""

    def clear(self) -> None:
        """Forget what was counted so far."""
        self._came = []

    def megabytes(self, until: float = float("inf")) -> float:
        """Everything the server sent, headers and messages as compressed, up to a time of the wall clock."""
        return sum(size for at, size in self._came if at <= until) / 1e6

    async def run(self, listening: threading.Event, stop: threading.Event) -> None:
        """Pass bytes until told to stop."""
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        listening.set()
        await asyncio.to_thread(stop.wait)
        server.close()

    async def _connect(self, browser: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, forth = await asyncio.open_connection(self._target.hostname, self._target.port)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(self._pass(browser, forth), self._pass(server, back, count=True))

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, count: bool = False
    ) -> None:
        try:
            while data := await source.read(CHUNK):
                if count:
                    self._came.append((time.time(), len(data)))
                sink.write(data)
                await sink.drain()
        except ConnectionError:
            return
        finally:
            sink.close()


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """Count what a server sends until the block ends; `Relay.url` stands in for its address."""
    relay, listening, stop = Relay(url), threading.Event(), threading.Event()
    # asyncio.run ends what is still connected when the block ends.
    thread = threading.Thread(target=lambda: asyncio.run(relay.run(listening, stop)), daemon=True)
    thread.start()
    listening.wait(5)
    try:
        yield relay
    finally:
        stop.set()
        thread.join(5)
