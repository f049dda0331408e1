"""Listens, and takes connections in as long as there is room for them.

asyncio's own server, where the machine lets it open no more files, tries again and again and logs each time.
"""

import asyncio
import errno
import logging
import socket
from collections.abc import Callable, Sequence

from viewer.serving.connections import Connection, Connections

PAUSE = 0.2
"""Seconds until the next try where a connection could not be taken in."""
QUIET = 60.0
"""Seconds in which it is said once that there is no room."""
BACKLOG = 512
"""Connections that may wait to be taken in."""
TRIES = 20

ABSENT = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}

_log = logging.getLogger(__name__)


def sockets(host: str, port: int) -> list[socket.socket]:
    """Listen on every address of a host.

    Parameters
    ----------
    host
        A name or an address. `::` is every address of both families where the machine can do that.
    port
        0 for any free one, the same on all addresses.

    Raises
    ------
    OSError
        If there is no such host, or the port cannot be had.
    """
    try:
        found = socket.getaddrinfo(host or "::", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except UnicodeError as error:
        raise OSError(errno.EINVAL, "no such host") from error
    addresses = list(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))
    for _ in range(1 if port else TRIES):
        # A port that is free on one address may be taken on another.
        try:
            return _bound(addresses, port)
        except OSError as error:
            refusal = error
    raise refusal


def _bound(addresses: Sequence[tuple[int, str]], port: int) -> list[socket.socket]:
    listening: list[socket.socket] = []
    refusal = OSError(errno.EADDRNOTAVAIL, "no such address here")
    for family, address in addresses:
        both = address == "::" and socket.has_dualstack_ipv6()
        try:
            made = socket.create_server((address, port), family=family, backlog=BACKLOG, dualstack_ipv6=both)
        except OSError as error:
            reason = (error.strerror or str(error)).partition(" (while")[0]
            refusal = OSError(error.errno, reason)
            if error.errno in ABSENT:  # an address of a family that this machine does not speak
                continue
            break
        listening.append(made)
        port = made.getsockname()[1]
    else:
        if listening:
            return listening
    for made in listening:
        made.close()
    raise refusal


class Listener:
    """Takes in what connects to some sockets.

    Parameters
    ----------
    listening
        The sockets.
    connections
        Where connections are looked after.
    make
        Makes what speaks with one of them.
    """

    def __init__(
        self, listening: Sequence[socket.socket], connections: Connections, make: Callable[[], Connection]
    ) -> None:
        self.sockets = listening
        self._connections = connections
        self._make = make
        self._tasks: list[asyncio.Task[None]] = []
        self._said = float("-inf")

    def start(self) -> None:
        """Begin to take connections in."""
        for one in self.sockets:
            one.setblocking(False)
        self._tasks = [asyncio.ensure_future(self._accept(one)) for one in self.sockets]
        self._tasks.append(asyncio.ensure_future(self._connections.watch()))

    async def stop(self) -> None:
        """Take none in any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for one in self.sockets:
            one.close()

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                taken, _ = await loop.sock_accept(listening)
            except OSError as error:
                await self._refused(error)
                continue
            try:
                await loop.connect_accepted_socket(self._make, taken)
            except OSError as error:
                taken.close()
                await self._refused(error)

    async def _refused(self, error: OSError) -> None:
        """A connection was not taken in: where the machine has no room, make some, and wait a little."""
        if error.errno not in EXHAUSTED:  # the browser has left again
            await asyncio.sleep(PAUSE / 100)
            return
        now = asyncio.get_running_loop().time()
        if now - self._said > QUIET:
            self._said = now
            _log.warning("no more connections can be opened (%s); newcomers wait", error.strerror)
        self._connections.make_room(1 + self._connections.guests // 4)
        await asyncio.sleep(PAUSE)
