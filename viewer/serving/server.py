"""Serves the page: static files under names of their content, and a private session for each visitor."""

import asyncio
import contextlib
import re
import signal
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit
from weakref import WeakValueDictionary

from aiohttp import web

from viewer.serving import assets, document
from viewer.serving.guards import HOST, harden, same_origin
from viewer.serving.library import Library
from viewer.serving.session import Session
from viewer.serving.uploads import Desk, Refusal

MOST_SESSIONS = 500
"""Visitors at one time; the next is told to come back."""

FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = {"Cache-Control": "no-store"}

_PREFIX = re.compile(r"(/[\w.~-]+)*")


class Site:
    """The web application over one library of bodies."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.sessions: set[Session] = set()
        self._by_token: WeakValueDictionary[str, Session] = WeakValueDictionary()
        self._desk = Desk()
        self.app = web.Application(middlewares=[same_origin], client_max_size=64 * 1024)
        self.app.on_response_prepare.append(harden)
        self.app.on_startup.append(self._warm)
        self.app.on_shutdown.append(self._part)
        self.app.add_routes(
            [
                web.get("/", self._page),
                web.get("/index.html", self._page),
                web.post("/paraview/", self._launch),
                web.get("/ws", self._talk),
                web.get("/healthz", self._health),
                web.get("/assets/{version}/{name}", self._asset),
                web.get("/geometry/{body}/{file}", self._geometry),
                web.post("/preview/{token}", self._preview),
                web.get("/preview/{token}/{file}", self._previewed),
            ]
        )

    async def _warm(self, _app: web.Application) -> None:
        """Prepare the default body before anybody asks."""
        self.warming = asyncio.ensure_future(self._prepare())

    async def _part(self, _app: web.Application) -> None:
        """Let go of every visitor; their pages come back by themselves."""
        self.warming.cancel()
        closing = [session.close() for session in self.sessions]
        await asyncio.gather(self.warming, *closing, return_exceptions=True)

    async def _prepare(self) -> None:
        atlas, files = self.library.first, assets.load()
        for name in files.files:
            await asyncio.to_thread(files.packed, name)
        for pack in atlas.packs.all:
            await asyncio.to_thread(atlas.packs.packed, pack.group)

    async def _page(self, request: web.Request) -> web.Response:
        query = {key: request.query[key] for key in document.PARAMETERS if key in request.query}
        if len(query) < len(request.query):
            # trame's client would follow some of the others: to another server, or to no page at all.
            raise web.HTTPFound(f"./?{urlencode(query)}" if query else "./")
        atlas = await self.library.atlas(self.library.asked(request.query))
        text = document.document(atlas, self.library.opening(atlas, request.query).state)
        response = web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-cache"})
        response.enable_compression()
        return response

    async def _launch(self, request: web.Request) -> web.Response:
        """Answer trame's first question: where the socket is. The page's parameters go with it."""
        try:
            asked = await request.json()
        except ValueError:
            asked = None
        known = asked if isinstance(asked, dict) else {}
        # trame's client turns what looks like a number into one: `embed=1`.
        query = {
            key: str(known[key])
            for key in document.PARAMETERS
            if isinstance(known.get(key), str | int | float)
        }
        return web.json_response({"sessionURL": socket_url(request, query), "secret": "wslink-secret"})

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        if len(self.sessions) >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(
                text="Too many visitors at the moment. Please try again in a minute."
            )
        query = passed_on(request.query.get("page", ""))
        atlas = await self.library.atlas(self.library.asked(query))
        opening = self.library.opening(atlas, query)
        session = Session(self.library, atlas, opening, document.template(), self._desk)
        self.sessions.add(session)
        self._by_token[session.token] = session
        try:
            return await session.run(request)
        finally:
            self.sessions.discard(session)
            del self._by_token[session.token]

    async def _preview(self, request: web.Request) -> web.Response:
        """Check and show files for the visitor who sends them; every problem is in the answer."""
        session = self._visitor(request)
        if session.receiving:
            return _told(["A preview is still being made. Please wait for it."], 429)
        session.receiving = True
        try:
            files = await self._desk.received(request)
            return _told(await session.show_files(files), 200)
        except Refusal as refusal:
            return _told([str(refusal)], refusal.status)
        finally:
            session.receiving = False

    async def _previewed(self, request: web.Request) -> web.Response:
        content = self._visitor(request).geometry(request.match_info["file"])
        if content is None:
            raise web.HTTPNotFound(text="There is no such geometry. Please reload the page.")
        return web.Response(body=content, headers=NOT_KEPT, content_type="application/octet-stream")

    def _visitor(self, request: web.Request) -> Session:
        session = self._by_token.get(request.match_info["token"])
        if session is None:
            raise web.HTTPNotFound(text="There is no such visitor. Please reload the page.", headers=NOT_KEPT)
        return session

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"}, headers=NOT_KEPT)

    async def _asset(self, request: web.Request) -> web.Response:
        files, name = assets.load(), request.match_info["name"]
        if name not in files.files or request.match_info["version"] != files.version:
            raise web.HTTPNotFound(text="There is no such file. Please reload the page.")
        kind = assets.TYPES[f".{name.rpartition('.')[2]}"]
        body = await asyncio.to_thread(files.packed, name) if _takes_gzip(request) else files.files[name]
        return _for_ever(request, body, kind)

    async def _geometry(self, request: web.Request) -> web.Response:
        body, file = request.match_info["body"], request.match_info["file"]
        if body not in self.library.bodies:
            raise web.HTTPNotFound(text="There is no such body here.")
        atlas = await self.library.atlas(body)
        pack = next((pack for pack in atlas.packs.all if pack.url == f"geometry/{body}/{file}"), None)
        if pack is None:
            raise web.HTTPNotFound(text="There is no such geometry. Please reload the page.")
        read = atlas.packs.packed if _takes_gzip(request) else atlas.packs.read
        return _for_ever(request, await asyncio.to_thread(read, pack.group), "application/octet-stream")


def _takes_gzip(request: web.Request) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _told(problems: Sequence[str], status: int) -> web.Response:
    """What came of files somebody sent. Where they were not taken, what is still on its way is not read."""
    answer = web.json_response({"problems": list(problems)}, status=status, headers=NOT_KEPT)
    if status != web.HTTPOk.status_code:
        answer.force_close()
    return answer


def _for_ever(request: web.Request, body: bytes, kind: str) -> web.Response:
    """Send a file whose address changes with its content, packed if the browser takes it so."""
    headers = {"Content-Type": kind, "Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    return web.Response(
        body=body, headers=headers | ({"Content-Encoding": "gzip"} if _takes_gzip(request) else {})
    )


def socket_url(request: web.Request, query: dict[str, str]) -> str:
    """The address of the socket as the browser must call it, behind a proxy or not.

    Raises
    ------
    aiohttp.web.HTTPBadRequest
        If the request's Host is not one.
    """
    host, prefix = request.host, request.headers.get("X-Forwarded-Prefix", "").rstrip("/")
    if not HOST.fullmatch(host) or not _PREFIX.fullmatch(prefix):
        raise web.HTTPBadRequest(text="The request's host must be a name and a port.")
    origin = urlsplit(request.headers.get("Origin", "")).scheme
    secure = "https" in (origin, request.headers.get("X-Forwarded-Proto", request.scheme))
    # trame's client turns the address into small letters, which point codes do not survive: hence hex.
    page = urlencode(query).encode().hex()
    return f"{'wss' if secure else 'ws'}://{host}{prefix}/ws?page={page}"


def passed_on(page: str) -> dict[str, str]:
    """The parameters that `socket_url` wrote; none where they cannot be read."""
    try:
        return dict(parse_qsl(bytes.fromhex(page).decode()))
    except ValueError:
        return {}


async def serve(library: Library, host: str, port: int, listening: Callable[[str], None]) -> None:
    """Serve until cancelled.

    Parameters
    ----------
    library
        What is served.
    host, port
        Where to listen; nowhere else. Port 0 takes a free one.
    listening
        Called with the address of the page once it answers.

    Raises
    ------
    OSError
        If the port cannot be had.
    """
    # What is refused before it is read is not read afterwards either.
    runner = web.AppRunner(Site(library).app, access_log=None, shutdown_timeout=5, lingering_time=0)
    await runner.setup()
    ended = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows has no such handlers, and needs none
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    try:
        await web.TCPSite(runner, host, port).start()
        listening(address(host, runner.addresses[0][1]))
        await ended.wait()
    finally:
        await runner.cleanup()


def address(host: str, port: int) -> str:
    """The address a browser on this machine opens."""
    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
