"""Serves the page: static files under names of their content, and a private session for each visitor."""

import asyncio
import contextlib
import gzip
import logging
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from threading import Event

import aiohttp
from aiohttp import web
from aiohttp.log import ws_logger

from viewer.classroom.bus import Bus, OwnBus
from viewer.classroom.classes import Classes
from viewer.edition.edition import Ended
from viewer.edition.library import Library
from viewer.page import assets, document
from viewer.serving import memory, wire
from viewer.serving.answers import page, send, takes_gzip
from viewer.serving.class_line import PATH, ClassLines
from viewer.serving.connections import Connection, Connections, turns
from viewer.serving.guards import harden, own_hosts, same_origin
from viewer.serving.hosts import Hosts
from viewer.serving.launch import launch
from viewer.serving.limits import Limits
from viewer.serving.listening import Listener
from viewer.serving.session import Session
from viewer.serving.uploads import Desk

KINDS = {".json": "application/json", ".webp": assets.TYPES[".webp"]}
NOT_KEPT = {"Cache-Control": "no-store"}
COME_BACK = {"Retry-After": "5"}
FULL = "Too many visitors at the moment. Please try again in a minute."
ENDING = 5.0
"""Seconds in which what has been asked is still answered when the server ends."""

ws_logger.setLevel(logging.ERROR)  # it would note what anybody writes into a header


class Site:
    """The web application over one library of bodies.

    Parameters
    ----------
    library
        What is shown.
    limits
        How many visitors there may be, and how long they may keep the server waiting.
    hosts
        The names the server answers to.
    under
        What every address begins with, `/` and a secret in small letters; empty for a site that is no secret.
    met
        Called with each session before its page talks.
    bus
        What it shares its classes with other processes by; none where it runs alone.
    """

    def __init__(
        self, library: Library, limits: Limits | None = None, hosts: Hosts | None = None,
        *, under: str = "", met: Callable[[Session], None] = lambda _: None, bus: Bus | None = None,
    ) -> None:  # fmt: skip
        self.library = library
        self._under, self._met = under, met
        self.limits = limits or Limits()
        self.sessions: set[Session] = set()
        self._places_taken = 0
        self._desk = Desk()
        self._memory = memory.Memory()
        self._ended = Event()
        guards = [turns, own_hosts(hosts or Hosts()), same_origin]
        self.app = web.Application(middlewares=guards, client_max_size=16 * 1024)
        self.app.on_response_prepare.append(harden)
        self.app.on_startup.append(self._warm)
        self.app.on_shutdown.append(self._part)
        lines = ClassLines(
            Classes(bus or OwnBus(), lambda: library.box), hosts or Hosts(), self.limits.members
        )
        self.app.on_startup.append(lines.start)
        self.app.on_shutdown.append(lines.part)
        self.app.on_cleanup.append(self._memory.end)
        self.app.add_routes(
            [
                web.get(f"{under}/", self._page),
                web.get(f"{under}/index.html", self._page),
                web.post(f"{under}/paraview/", launch),
                web.get(f"{under}/ws", self._talk),
                web.get(f"{under}{PATH}", lines.talk),
                web.get(f"{under}/healthz", self._health),
                web.get(f"{under}/live.html", self._live),
                web.get(f"{under}/assets/{{version}}/{{name:.+}}", self._asset),
                web.get(f"{under}/{{kind:edition|geometry}}/{{body}}/{{file:.+}}", self._file),
            ]
        )

    @property
    def full(self) -> bool:
        """Whether the next visitor must come back later."""
        return self._places_taken >= self.limits.sessions

    async def _warm(self, _app: web.Application) -> None:
        """Prepare the default body before anybody asks."""
        self.warming = asyncio.ensure_future(self._prepare())

    async def _part(self, _app: web.Application) -> None:
        """Let go of every visitor; their pages come back by themselves."""
        self._ended.set()
        self.warming.cancel()
        closing = [session.close() for session in self.sessions]
        await asyncio.gather(self.warming, *closing, return_exceptions=True)

    async def _prepare(self) -> None:
        edition, files = await self.library.edition(self.library.default), assets.load()
        for name in files.files:
            await asyncio.to_thread(files.packed, name)
        for address in edition.addresses:
            await asyncio.to_thread(edition.packed, address, self._ended)

    async def _page(self, _request: web.Request) -> web.Response:
        edition = await self.library.edition(self.library.default)
        return page(document.document(edition, "live"))

    async def _live(self, _request: web.Request) -> web.Response:
        return page(document.live())

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        """Open a page's socket. What a visitor costs is spent once the page has said hello, not before."""
        if self.full:
            raise web.HTTPServiceUnavailable(text=FULL, headers=COME_BACK)
        line = web.WebSocketResponse(max_msg_size=wire.LARGEST_MESSAGE, heartbeat=30, timeout=2)
        if not line.can_prepare(request):
            raise web.HTTPBadRequest(text="This address is for the page's own connection, a websocket.")
        await line.prepare(request)
        channel = wire.Channel(line)
        with contextlib.suppress(ConnectionError):
            if not await channel.greeted():
                await channel.close(aiohttp.WSCloseCode.POLICY_VIOLATION)
            elif self.full:
                await channel.close(aiohttp.WSCloseCode.TRY_AGAIN_LATER, FULL)
            else:
                await self._receive(request, channel)
        return line

    async def _receive(self, request: web.Request, channel: wire.Channel) -> None:
        """Let a visitor in, and talk until one of both leaves."""
        if isinstance(request.protocol, Connection):
            request.protocol.let_in()
        self._places_taken += 1
        try:
            await self.library.edition(self.library.default)  # its addresses are worked out off this loop
            session = Session(channel, self.library, document.client(), self._desk)
            self.sessions.add(session)
            self._met(session)
            try:
                await session.run()
            finally:
                self.sessions.discard(session)
        finally:
            self._places_taken -= 1
            self._memory.left()
            await channel.close(aiohttp.WSCloseCode.GOING_AWAY)

    async def _health(self, _request: web.Request) -> web.Response:
        """Say that the server is alive, and whether it is full: who comes back then would find no place."""
        status, headers = ("full", COME_BACK) if self.full else ("ok", {})
        return web.json_response({"status": status}, headers=NOT_KEPT | headers)

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        files, name = assets.load(), request.match_info["name"]
        if name not in files.files or request.match_info["version"] != files.version:
            raise web.HTTPNotFound(text="There is no such file. Please reload the page.")
        kind = assets.TYPES[f".{name.rpartition('.')[2]}"]
        body = await asyncio.to_thread(files.packed, name) if takes_gzip(request) else files.files[name]
        return await send(request, body, kind)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file of an edition: it lies where a folder on any web server would have it."""
        body, address = request.match_info["body"], request.path.removeprefix(f"{self._under}/")
        if body not in self.library.offered:
            raise web.HTTPNotFound(text="There is no such body here.")
        edition = await self.library.edition(body)
        if address not in edition.addresses:
            raise web.HTTPNotFound(text="There is no such file. Please reload the page.")
        try:
            packed = await asyncio.to_thread(edition.packed, address, self._ended)
        except Ended as ended:
            raise web.HTTPServiceUnavailable(text="The server is ending.", headers=COME_BACK) from ended
        kind = KINDS.get(f".{address.rpartition('.')[2]}", "application/octet-stream")
        return await send(request, packed if takes_gzip(request) else gzip.decompress(packed), kind)


@contextlib.asynccontextmanager
async def listen(site: Site, bound: Sequence[socket.socket]) -> AsyncIterator[Connections]:
    """Let a site answer on some sockets until the block ends."""
    runner = web.AppRunner(site.app, shutdown_timeout=ENDING)
    await runner.setup()
    connections = Connections(site.limits)
    manager = runner.server
    assert manager is not None  # it is there once the runner is set up
    listener = Listener(bound, connections, lambda: Connection(connections, manager))
    listener.start()
    try:
        yield connections
    finally:
        await listener.stop()
        connections.part()
        await runner.cleanup()
