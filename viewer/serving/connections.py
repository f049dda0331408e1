"""Every connection to the server: how long it may keep the server waiting, and which one makes room.

aiohttp gives the head of a request and its body no deadline, and keeps any number of connections. Here a
connection is a *guest* until its page has said hello. Guests are few and are let go once they have kept the
server waiting too long; where they are too many, the one that has done so longest goes first. Nobody is told
apart by address: a whole school may come through one.
"""

import asyncio
from http import HTTPStatus
from itertools import islice
from typing import Any

from aiohttp import web

from viewer.serving.guards import Handler, plain_answer
from viewer.serving.limits import Limits

MOST_UNASKED = 64 * 1024
"""Bytes a guest may send from the begin of one request to the begin of the next."""


class Connections:
    """All open connections of one server.

    Parameters
    ----------
    limits
        How many there may be, and for how long.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._waited_for: dict[Connection, None] = {}
        self._served: set[Connection] = set()
        self._inside: set[Connection] = set()
        self._pace = min(1.0, limits.patience / 4)
        self._counted = self._looked = 0.0

    @property
    def now(self) -> float:
        """Seconds in which the server listened: where it was held up itself, nobody kept it waiting."""
        return self._counted + min(asyncio.get_running_loop().time() - self._looked, 2 * self._pace)

    @property
    def guests(self) -> int:
        """How many connections have not said hello."""
        return len(self._waited_for) + len(self._served)

    def add(self, connection: "Connection") -> None:
        """Take in a newcomer; where there are too many, the one that was waited for longest goes."""
        self.wait_for(connection)
        if self.guests > self.limits.guests:
            self.make_room(1)

    def make_room(self, count: int) -> None:
        """Let go of the guests that have kept the server waiting longest."""
        for guest in list(islice(self._waited_for, count)):
            guest.abort()

    def wait_for(self, connection: "Connection") -> None:
        """It is the browser's turn: its time begins to run."""
        self.remove(connection)
        connection.since = self.now
        self._waited_for[connection] = None

    def serve(self, connection: "Connection") -> None:
        """It is the server's turn."""
        self.remove(connection)
        self._served.add(connection)

    def let_in(self, connection: "Connection") -> None:
        """Its page has said hello: it may stay and say nothing."""
        self.remove(connection)
        self._inside.add(connection)

    def remove(self, connection: "Connection") -> None:
        """Forget a connection."""
        self._waited_for.pop(connection, None)
        self._served.discard(connection)
        self._inside.discard(connection)

    def part(self) -> None:
        """Hang up on every guest, as the server ends."""
        self.make_room(self.guests)

    async def watch(self) -> None:
        """Look after all of them for as long as the server runs."""
        while True:
            await asyncio.sleep(self._pace)
            self._look()

    def _look(self) -> None:
        now = self._counted = self.now
        self._looked = asyncio.get_running_loop().time()
        for connection in (*self._waited_for, *self._served, *self._inside):
            waited_for = connection in self._waited_for
            if connection.reads(now):
                if waited_for:
                    self.wait_for(connection)
            elif connection.unread:
                if now - connection.read_at > self.limits.unread:
                    connection.abort()
            elif waited_for and now - connection.since > self.limits.patience:
                connection.abort()


class Connection(web.RequestHandler):
    """One connection: aiohttp's, looked after.

    Attributes
    ----------
    since
        When the browser's turn began, in the time of its connections.
    unread, read_at
        Bytes it has still to read of what it was sent, and when they last became fewer.
    """

    def __init__(self, connections: Connections, manager: web.Server) -> None:
        # What is refused before it is read is not read afterwards either: hence no lingering.
        loop = asyncio.get_running_loop()
        # aiohttp takes None for "no access log", and its type does not say so.
        options: dict[str, Any] = {"access_log": None, "lingering_time": 0, "auto_decompress": False}
        super().__init__(manager, loop=loop, **options)
        self.since = self.read_at = 0.0
        self.unread = 0
        self._connections = connections
        self._line: asyncio.Transport | None = None
        self._idle = True
        self._unasked = 0
        self._is_guest = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take note of a newcomer."""
        assert isinstance(transport, asyncio.Transport)
        self._line = transport
        self._connections.add(self)
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Forget it."""
        self._connections.remove(self)
        self._line = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what a browser sends, unless it is more than anybody would ask for."""
        if self._is_guest:
            if self._idle and data:
                self._idle = False
                self._connections.wait_for(self)
            self._unasked += len(data)
            if self._unasked > MOST_UNASKED:
                self.abort()
                return
        super().data_received(data)

    def begin(self, *, wait: bool) -> None:
        """A request has come, whole or but for its body: if so, wait for the rest."""
        self._idle = False
        self._unasked = 0
        if self._line:
            (self._connections.wait_for if wait else self._connections.serve)(self)

    def end(self) -> None:
        """A request was answered."""
        if self._is_guest and self._line:
            self._idle = True
            self._connections.wait_for(self)

    def let_in(self) -> None:
        """The page at the other end has said hello."""
        self._is_guest = False
        if self._line:
            self._connections.let_in(self)

    def reads(self, now: float) -> bool:
        """Look at how much is still unread; true where that became less."""
        before, self.unread = self.unread, self._line.get_write_buffer_size() if self._line else 0
        less = self.unread < before
        if less or not before:
            self.read_at = now
        return less

    def abort(self) -> None:
        """Hang up, whatever is still unsent."""
        if self._line:
            self._line.abort()
        self._connections.remove(self)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - it quotes what was sent
    ) -> web.StreamResponse:
        """Answer what is no request, or what failed: in a sentence, without a word about this machine."""
        if isinstance(exc, ConnectionError):  # the browser has left
            raise exc
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and exc is not None:
            self.log_exception("%s %s failed", request.method, request.path, exc_info=exc)
        if request.writer.output_size > 0:
            msg = "an answer has begun already"
            raise ConnectionError(msg)
        return plain_answer(status)


@web.middleware
async def turns(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep account of whose turn it is: a browser's that has still to send something, or the server's."""
    connection = request.protocol
    if not isinstance(connection, Connection):  # served by aiohttp's own listener
        return await handler(request)
    connection.begin(wait=request.body_exists or request.path.endswith("/ws"))
    try:
        return await handler(request)
    finally:
        connection.end()
