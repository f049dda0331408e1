"""The real atlas, a real server on a free port, and a visitor who speaks its protocol."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgpack
import pytest

from point_maps import maps
from viewer.atlas import Atlas
from viewer.serving import library
from viewer.serving.connections import Connections
from viewer.serving.listening import sockets
from viewer.serving.server import Site, listen


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return library.make("male", maps.load())


PATIENCE = 300
"""Seconds an answer may take on a slow machine that does other things besides; nothing is measured by it."""


class Visitor:
    """A browser's side of one session, message by message."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.pushed: list[dict[str, Any]] = []
        self._next = 0

    async def call(self, method: str, *args: Any) -> Any:
        """Call a method and wait for its answer; what is pushed meanwhile is kept."""
        self._next += 1
        name = "system:c0:0" if method == "wslink.hello" else f"rpc:c:{self._next}"
        await self.send({"wslink": "1.0", "id": name, "method": method, "args": list(args), "kwargs": {}})
        while True:
            message = await self.receive()
            if message.get("id") == name:
                return message.get("result", message.get("error"))
            self.pushed.append(message)

    async def send(self, message: Any) -> None:
        body = msgpack.packb(message)
        header = secrets.token_bytes(4) + (0).to_bytes(4, "little") + len(body).to_bytes(4, "little")
        await self.socket.send_bytes(header + body)

    async def receive(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
        if message.type != aiohttp.WSMsgType.BINARY:
            raise ConnectionError(message.type)
        return msgpack.unpackb(message.data[12:])

    async def select(self, entry: Any) -> None:
        await self.call("trame.state.update", [{"key": "selected", "value": entry}])

    async def state(self) -> dict[str, Any]:
        return (await self.call("trame.state.get"))["state"]


class Running:
    """A server under test and an HTTP client for it."""

    def __init__(self, site: Site, connections: Connections, url: str, client: aiohttp.ClientSession) -> None:
        self.site = site
        self.connections = connections
        self.url = url
        self.client = client

    async def text(self, path: str) -> str:
        async with self.client.get(f"{self.url}{path}") as answer:
            return await answer.text()

    @asynccontextmanager
    async def visit(self, query: str = "", **options: Any) -> AsyncIterator[Visitor]:
        """Open a page as a browser does: launch, connect, greet."""
        asked = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        async with self.client.post(f"{self.url}/paraview/", json=asked) as answer:
            launched = await answer.json()
        async with self.client.ws_connect(launched["sessionURL"], max_msg_size=0, **options) as socket:
            visitor = Visitor(socket)
            await visitor.call("wslink.hello", {"secret": launched["secret"]})
            yield visitor


async def _serve(first: Atlas, visit: Callable[[Running], Awaitable[None]], **options: Any) -> None:
    site = Site(library.Library(first), **options)
    [listening] = sockets("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with listen(site, [listening]) as connections, aiohttp.ClientSession() as client:
        await visit(Running(site, connections, url, client))


@pytest.fixture(scope="session")
def serving(atlas: Atlas) -> Callable[..., None]:
    """Runs a visit against the real atlas, or the one given as `first`, on a free port.

    `limits` and `hosts` are those of the site.
    """

    def serve(visit: Callable[[Running], Awaitable[None]], first: Atlas = atlas, **options: Any) -> None:
        asyncio.run(asyncio.wait_for(_serve(first, visit, **options), 2 * PATIENCE))

    return serve
