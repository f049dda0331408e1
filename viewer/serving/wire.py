"""Speaks with one page in the protocol of trame's client (wslink's), and holds only so much of it."""

import asyncio
import inspect
import logging
import struct
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

import aiohttp
import msgpack
from aiohttp import web

LARGEST_MESSAGE = 32 * 1024
"""Bytes a page may send at once. Its own messages are below 1 kB, the parts of a preview below 25 kB."""
LARGEST_HELLO = 1024
MOST_UNREAD = 2 * 1024 * 1024
"""Bytes that may wait for a page to read them."""

SECRET = "wslink-secret"
"""What every page of trame says to be let in. It is known to everybody, and keeps nobody out."""
UNKNOWN_CALL, FAILED_CALL = -32601, -32001

Handler = Callable[[Sequence[Any]], Awaitable[Any] | Any]
"""Answers a call by its arguments. A task it returns is answered when it is done, and holds up nothing."""

_HEADER = struct.Struct("<III")
"""Before each message: a number of its own, where in it this part begins, and its size."""
_log = logging.getLogger(__name__)


class Call(NamedTuple):
    """What a page asks for; the answer bears its `id`."""

    id: str
    method: str
    args: Sequence[Any]


def read(frame: bytes) -> Call:
    """Read one message.

    wslink would let a message come in parts, any number of them begun at once. A page of ours never needs
    that, and whoever does it would have the server keep what is unfinished.

    Raises
    ------
    ValueError
        If it is not a whole message with a call in it.
    """
    if len(frame) < _HEADER.size:
        msg = f"a message must have a header of {_HEADER.size} bytes; got {len(frame)}"
        raise ValueError(msg)
    _, begins, size = _HEADER.unpack_from(frame)
    if begins or size != len(frame) - _HEADER.size:
        msg = f"a message must come in one piece; got {len(frame) - _HEADER.size} of {size} bytes"
        raise ValueError(msg)
    match msgpack.unpackb(frame[_HEADER.size :]):
        case {"id": str(name), "method": str(method), **rest}:
            args = rest.get("args")
            return Call(name, method, args if isinstance(args, list) else [])
    msg = "a message must be a call with an id and a method"
    raise ValueError(msg)


def written(number: int, message: Mapping[str, Any]) -> bytes:
    """A message as it is sent, whole. A page reads several at a time: each needs a number of its own."""
    body: bytes = msgpack.packb({"wslink": "1.0", **message})
    return _HEADER.pack(number % 2**32, 0, len(body)) + body


class Channel:
    """What is sent to one page: in order, and only as fast as it is read.

    Parameters
    ----------
    socket
        The websocket, already open.

    Attributes
    ----------
    heard
        The state as the page has said it last: what it says is not told back to it.
    """

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.heard: dict[str, Any] = {}
        self._socket = socket
        self._waiting: deque[bytes] = deque()
        self._unread = 0
        self._written = 0
        self._sending = asyncio.Lock()
        self._late: set[asyncio.Task[None]] = set()

    @property
    def closed(self) -> bool:
        """Whether the page has left."""
        return self._socket.closed

    async def greeted(self) -> bool:
        """Wait for a page's first message; true if it is the hello of trame's client."""
        message = await self._socket.receive()
        if message.type is not aiohttp.WSMsgType.BINARY or len(message.data) > LARGEST_HELLO:
            return False
        try:
            call = read(message.data)
        except ValueError:
            return False
        match call:
            case Call(method="wslink.hello", args=[{"secret": secret}]) if secret == SECRET:
                self.reply(call, {"clientID": "c", "maxMsgSize": LARGEST_MESSAGE})
                return True
        return False

    async def talk(self, handlers: Mapping[str, Handler]) -> None:
        """Answer the page's calls, one after the other, until it leaves or sends what is none."""
        await self.flush()
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.BINARY:
                return
            try:
                call = read(message.data)
            except ValueError as error:
                _log.debug("a page was hung up on: %s", error)
                return
            await self._answer(call, handlers)
            await self.flush()

    async def _answer(self, call: Call, handlers: Mapping[str, Handler]) -> None:
        if call.method not in handlers:
            self._refuse(call, UNKNOWN_CALL, "There is no such call.")
            return
        try:
            result = handlers[call.method](call.args)
            if isinstance(result, asyncio.Task):
                self._keep(asyncio.ensure_future(self._answer_later(call, result)))
                return
            self.reply(call, await result if inspect.isawaitable(result) else result)
        except Exception as error:  # a fault of ours: the page is told, and goes on
            _log.warning("the call %.40r failed: %r", call.method, error)
            self._refuse(call, FAILED_CALL, "The atlas could not answer this.")

    async def _answer_later(self, call: Call, task: "asyncio.Task[Any]") -> None:
        try:
            self.reply(call, await task)
        except Exception as error:  # as above
            _log.warning("the call %.40r failed: %r", call.method, error)
            self._refuse(call, FAILED_CALL, "The atlas could not answer this.")
        await self.flush()

    def _keep(self, task: "asyncio.Task[None]") -> None:
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def publish(self, changes: Mapping[str, Any]) -> None:
        """Tell the page of changes of the state; they go out with the next `flush`."""
        news = {key: value for key, value in changes.items() if not self._has_said(key, value)}
        self.heard.update({key: value for key, value in news.items() if key in self.heard})
        if news:
            self._put({"id": f"publish:trame.state.topic:{self._written}", "result": news})

    def _has_said(self, key: str, value: Any) -> bool:
        return key in self.heard and bool(self.heard[key] == value)

    def reply(self, call: Call, result: Any) -> None:
        """Answer a call; the answer goes out with the next `flush`."""
        self._put({"id": call.id, "result": result})

    def _refuse(self, call: Call, code: int, text: str) -> None:
        self._put({"id": call.id, "error": {"code": code, "message": text}})

    def _put(self, message: Mapping[str, Any]) -> None:
        self._written += 1
        packed = written(self._written, message)
        self._unread += len(packed)
        if self._unread > MOST_UNREAD:
            msg = f"a page must read what it is sent; {self._unread:,} bytes are waiting"
            raise ConnectionError(msg)
        self._waiting.append(packed)

    async def flush(self) -> None:
        """Send what is waiting. This takes as long as the page takes to read it."""
        # A compressor for each message, not one that stays: 0.3 MB less for each page that is open.
        deflate = int(self._socket.compress) or None
        async with self._sending:
            while self._waiting and not self._socket.closed:
                packed = self._waiting.popleft()
                await self._socket.send_bytes(packed, compress=deflate)
                self._unread -= len(packed)

    async def close(self, code: int, text: str = "") -> None:
        """End the conversation."""
        for task in self._late:
            task.cancel()
        await self._socket.close(code=code, message=text.encode(), drain=False)
