"""A page's side of a class, message by message."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from viewer.serving.class_line import PATH

PATIENCE = 60


class Line:
    """A websocket of a class."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, do: str, **more: Any) -> None:
        await self.socket.send_str(json.dumps({"do": do, **more}))

    async def hear(self, do: str) -> dict[str, Any]:
        """The next message of a kind; others are passed over."""
        while True:
            message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
            if message.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(message.type, message.data)
            told: dict[str, Any] = json.loads(message.data)
            if told["do"] == do:
                return told

    async def closed(self) -> int | None:
        """With which code the server hung up."""
        while True:
            message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR):
                return self.socket.close_code


@asynccontextmanager
async def line(server: Any, **options: Any) -> AsyncIterator[Line]:
    """A line to a server, on which nothing was said yet."""
    async with server.client.ws_connect(f"{server.url}{PATH}", **options) as socket:
        yield Line(socket)


@asynccontextmanager
async def teaching(server: Any) -> AsyncIterator[tuple[Line, dict[str, Any]]]:
    """A teacher's line, and what was said when the class was opened."""
    async with line(server) as teacher:
        await teacher.say("open")
        yield teacher, await teacher.hear("opened")


@asynccontextmanager
async def joining(server: Any, code: str, **more: Any) -> AsyncIterator[Line]:
    """A student's line, once the question is told that is open."""
    async with line(server) as student:
        await student.say("join", code=code, **more)
        yield student
