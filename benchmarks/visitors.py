"""Visitors without a browser: they connect as a page does, take the state, tell theirs, and stay."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgpack

HEADER = struct.Struct("<III")
SHOWN: Mapping[str, Any] = {
    "body": "male",
    "select": "KI3.left",
    "show": dict.fromkeys(("skin", "bones", "nerves", "sites", "regions"), True),
    "opacity": {"skin": 0.24, "bones": 1, "nerves": 1, "sites": 1, "regions": 0.85},
    "view": "back",
    "hide": ["sacrum", "coccyx"],
    "voice": "student",
}
"""What a page tells of itself once it is connected."""

AT_ONCE = 20
"""So many join at one time, as a class does."""


class Visitor:
    """One page's side of the conversation.

    Parameters
    ----------
    socket
        Its websocket, open.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._asked = 0

    async def call(self, method: str, *args: Any) -> Any:
        """Ask something and wait for the answer."""
        self._asked += 1
        name = "system:c0:0" if method == "wslink.hello" else f"rpc:c:{self._asked}"
        body = msgpack.packb({"wslink": "1.0", "id": name, "method": method, "args": args, "kwargs": {}})
        await self.socket.send_bytes(HEADER.pack(self._asked, 0, len(body)) + body)
        while True:
            message = msgpack.unpackb((await self.socket.receive_bytes())[HEADER.size :])
            if message["id"] == name:
                return message.get("result")

    async def open(self) -> None:
        """Say hello, take the state and tell what is shown, as a page that opens."""
        await self.call("wslink.hello", {"secret": "wslink-secret"})
        await self.call("trame.state.get")
        for phase in ("client_connected", "client_mounted"):
            await self.call("trame.lifecycle.update", phase)
        await self.call("trame.state.update", [{"key": key, "value": value} for key, value in SHOWN.items()])


@asynccontextmanager
async def crowd(url: str, count: int) -> AsyncIterator[list[Visitor]]:
    """Let many visitors be connected at once until the block ends.

    Parameters
    ----------
    url
        The server, without a slash at the end.
    count
        How many.
    """
    limit = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:

        async def join() -> Visitor:
            async with limit:
                async with client.post(f"{url}/paraview/", json={}) as answer:
                    address = json.loads(await answer.read())["sessionURL"]
                # Browsers offer permessage-deflate, and take messages of any size.
                visitor = Visitor(await client.ws_connect(address, compress=15, max_msg_size=0))
                await visitor.open()
                return visitor

        visitors = await asyncio.gather(*(join() for _ in range(count)))
        try:
            yield visitors
        finally:
            await asyncio.gather(*(visitor.socket.close() for visitor in visitors))
