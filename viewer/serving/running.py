"""Runs the server: from where it listens until it is told to end."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable

from models.records import DataError
from viewer.classroom.shared_bus import shared
from viewer.edition.library import Library
from viewer.serving import memory
from viewer.serving.hosts import Hosts, page_address
from viewer.serving.limits import fitted, most_descriptors
from viewer.serving.listening import sockets
from viewer.serving.server import Site, listen


async def serve(
    library: Library,
    host: str,
    port: int,
    listening: Callable[[str], None],
    names: Iterable[str] = (),
    class_bus: str | None = None,
) -> None:
    """Serve until cancelled.

    Parameters
    ----------
    library
        What is served.
    host, port
        Where to listen; nowhere else. Port 0 takes a free one.
    listening
        Called with the address of the page once it answers.
    names
        Further hosts the server answers to, where it listens on this machine only.
    class_bus
        The address of the Valkey or Redis server by which classes are shared with other processes.

    Raises
    ------
    OSError
        If the port cannot be had.
    DataError
        If the class bus does not answer; if something cannot be placed on the body that is shown first, which
        is noticed after the start.
    """
    bus = await shared(class_bus) if class_bus else None
    bound = sockets(host, port)
    addresses = [one.getsockname()[0] for one in bound]
    site = Site(library, fitted(most_descriptors()), Hosts(addresses, [host, *names]), bus=bus)
    ended = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows has no such handlers, and needs none
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with listen(site, bound):
        settling = asyncio.ensure_future(memory.settle(site.warming))
        site.warming.add_done_callback(lambda warming: _end_if_failed(warming, ended))
        listening(page_address(host, bound[0].getsockname()[1]))
        await ended.wait()
        settling.cancel()
        if site.warming.done() and isinstance(site.warming.exception(), DataError):
            await site.warming


def _end_if_failed(warming: "asyncio.Future[None]", ended: asyncio.Event) -> None:
    """What is wrong with the data stays so; where the machine lacks something, the next page tries again."""
    if not warming.cancelled() and isinstance(warming.exception(), DataError):
        ended.set()
