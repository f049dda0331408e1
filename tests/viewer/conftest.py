"""The real atlas, a real server on a free port, and a visitor who speaks its protocol."""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import msgpack
import pytest

from expanded import expanded
from point_maps import maps
from viewer.atlas import Atlas
from viewer.edition.edition import Edition
from viewer.edition.library import Library, make
from viewer.export.site import site
from viewer.serving.connections import Connections
from viewer.serving.listening import sockets
from viewer.serving.server import Site, listen

_shipped = cache(maps.load)
_placed = cache(make)
_made: dict[tuple[object, ...], Edition] = {}


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return _placed("male", _shipped())


@pytest.fixture(scope="session")
def atlas_of() -> Callable[[str], Atlas]:
    """What is shipped on a body, made once for all tests: what its cards measure is known to all of them."""
    return lambda body: _placed(body, _shipped())


class KeptLibrary(Library):
    """Makes an edition once for all tests: to write all of its files takes many seconds."""

    def made(self, body: str) -> Edition:
        key = (body, self.home, self.first.map.digest)
        if key not in _made:
            atlas = self.first if body == self.default else _placed(body, self.first.map)
            _made[key] = Edition(atlas, self.bodies, self.default)
        return _made[key]


@pytest.fixture(scope="session")
def alone(atlas: Atlas) -> Edition:
    """The edition of a library that holds this one body."""
    return KeptLibrary(atlas, only=["male"]).made("male")


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one body, as the command writes it."""
    target = tmp_path_factory.mktemp("exported") / "atlas"
    site(target, "male", ["male"], maps.load(), "https://atlas.example.org/course", force=False)
    return target


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

    async def tell(self, **fields: Any) -> None:
        """Say what the page shows, as it does when it connects and while it is followed."""
        pairs = [{"key": key, "value": value} for key, value in fields.items()]
        await self.call("trame.state.update", pairs)

    async def ask(self, trigger: str, argument: Any) -> Any:
        return await self.call("trame.trigger", trigger, [argument], {})

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

    async def fetch(self, address: str) -> Any:
        """A file of an edition: JSON as it is meant, anything else as bytes."""
        async with self.client.get(f"{self.url}/{address}") as answer:
            assert answer.status == 200, address
            content = await answer.read()
            return expanded(content) if address.endswith(".json") else content

    async def start(self, body: str = "male") -> dict[str, Any]:
        """The first file of a body, as a page finds it: the document names that of the first one."""
        found = re.search(r'href="(edition/[^"]+/start\.json)"', await self.text("/"))
        assert found
        first: dict[str, Any] = await self.fetch(found[1])
        return first if first["body"] == body else await self.fetch(_of(body, first))

    @asynccontextmanager
    async def visit(self, **options: Any) -> AsyncIterator[Visitor]:
        """Open a connection as a page does: launch, connect, greet."""
        async with self.client.post(f"{self.url}/paraview/", json={}) as answer:
            launched = await answer.json()
        async with self.client.ws_connect(launched["sessionURL"], max_msg_size=0, **options) as socket:
            visitor = Visitor(socket)
            await visitor.call("wslink.hello", {"secret": launched["secret"]})
            yield visitor


def _of(body: str, start: dict[str, Any]) -> str:
    return next(link["start"] for link in start["bodies"] if link["id"] == body)


async def _serve(
    first: Atlas, visit: Callable[[Running], Awaitable[None]], only: Sequence[str] = (), **options: Any
) -> None:
    running = Site(KeptLibrary(first, only), **options)
    [listening] = sockets("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with listen(running, [listening]) as connections, aiohttp.ClientSession() as client:
        await visit(Running(running, connections, url, client))


@pytest.fixture(scope="session")
def serving(atlas: Atlas) -> Callable[..., None]:
    """Runs a visit against the real atlas, or the one given as `first`, on a free port.

    `limits` and `hosts` are those of the site, `only` the bodies one can go to.
    """

    def serve(visit: Callable[[Running], Awaitable[None]], first: Atlas = atlas, **options: Any) -> None:
        asyncio.run(asyncio.wait_for(_serve(first, visit, **options), 2 * PATIENCE))

    return serve
