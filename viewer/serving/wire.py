"""What a browser says over the wire, and which of trame's calls it may make."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import aiohttp
from aiohttp import web
from trame_server import Server

LARGEST_MESSAGE = 64 * 1024
"""Bytes a browser may send at once; the page's own messages are below 1 kB."""

Update = Callable[[Sequence[Mapping[str, Any]]], None]
"""Takes the changes of the state that a browser sends, each a `key` and a `value`."""

Answer = Callable[[Any, Any], Awaitable[Any]]
"""Answers a call by its name and its first argument."""

_log = logging.getLogger(__name__)


async def talk(server: Server, socket: web.WebSocketResponse, update: Update, answer: Answer) -> None:
    """Pass messages between a browser and its trame server until one of them leaves."""
    endpoint = server._server.ws
    endpoint.functionMap = _functions(endpoint.functionMap, update, answer)
    connection = await endpoint.connect()

    async def send(binary: bool, content: Any) -> None:
        if not socket.closed:
            await (socket.send_bytes(content) if binary else socket.send_str(content))

    connection.on_message(send)
    try:
        async for message in socket:
            if message.type != aiohttp.WSMsgType.BINARY:
                break
            await connection.send(True, message)
            # wslink lets a greeted client announce 4 GB, and reserves them.
            endpoint.unchunkers[connection.client_id].set_max_message_size(LARGEST_MESSAGE)
    except ConnectionError:
        _log.debug("a browser left in the middle of a message")
    except Exception as error:  # whatever a client sends, it ends its own session only
        _log.warning("a session was ended: %s", type(error).__name__)
    finally:
        await connection.close()
        await socket.close()


def _functions(offered: Mapping[str, Any], update: Update, answer: Answer) -> dict[str, Any]:
    """The calls a browser may make; `application.exit` and the rest are not among them."""
    owner, _ = offered["trame.state.get"]

    def changed(_owner: Any, *args: Any, **_kwargs: Any) -> None:
        changes = args[0] if args and isinstance(args[0], list) else []
        update([change for change in changes if isinstance(change, dict)])

    async def triggered(_owner: Any, *args: Any, **_kwargs: Any) -> Any:
        name, arguments = (*args, None, None)[:2]
        return await answer(name, arguments[0]) if isinstance(arguments, list) and arguments else None

    return {
        "trame.state.get": offered["trame.state.get"],
        "trame.state.update": (owner, changed),
        "trame.trigger": (owner, triggered),
        "trame.lifecycle.update": (owner, _nothing),
        "trame.error.client": (owner, _nothing),
    }


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    """What is done about a call the page does not need."""
