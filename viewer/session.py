"""One visitor's private page: a trame server of its own that takes nothing on trust."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web
from trame_server import Server

from models.mesh import MeshError
from models.records import DataError
from point_maps.statements import VOICES, Voice
from viewer import cards, facts, search
from viewer.atlas import Atlas
from viewer.library import Library
from viewer.links import Opening
from viewer.state import LAYERS

LARGEST_MESSAGE = 64 * 1024
"""Bytes a browser may send at once; the page's own messages are below 1 kB."""

WRITABLE = ("selected", "voice")
"""The state a browser may set. Everything else it sends is ignored."""

CLIENT_ONLY = (
    "shown", "opacity", "side", "variant", "zoning", "hidden", "isolated", "theme", "view", "sheet", "dialog",
    "query", "results", "active", "loading", "notices", "lost", "undoable", "webgl", "fetched", "copied",
    "going",
)  # fmt: skip
"""The state that never leaves the browser."""

_log = logging.getLogger(__name__)


class Session:
    """The server side of one page.

    It is registered nowhere, so that it is gone with its connection.

    Parameters
    ----------
    library
        The bodies a visitor may go to.
    atlas
        What is shown first.
    opening
        The state to open with.
    page
        The page's template and the trame state that loads its scripts.
    """

    def __init__(self, library: Library, atlas: Atlas, opening: Opening, page: Mapping[str, Any]) -> None:
        self.library = library
        self.atlas = atlas
        self.server = Server(uuid4().hex)
        self._socket: web.WebSocketResponse | None = None
        state = self.server.state
        state.update({**page, **facts.known(library, atlas, opening.state.voice), **_opened(atlas, opening)})
        state.client_only(*CLIENT_ONLY)
        state.change("selected")(self._show_card)
        state.change("voice")(self._speak)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the browser until it leaves."""
        self._socket = socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE, heartbeat=30)
        await socket.prepare(request)
        task = self.server.start(
            backend="generic",
            exec_mode="task",
            timeout=0,
            open_browser=False,
            show_connection_info=False,
            disable_logging=True,
        )
        await self.server.ready
        try:
            await self._talk(socket)
        finally:
            await self.server.stop()
            await asyncio.gather(task, return_exceptions=True)
        return socket

    async def close(self) -> None:
        """End the session from this side."""
        if self._socket and not self._socket.closed:
            await self._socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    def set(self, changes: Mapping[str, Any]) -> None:
        """Take over what a browser says of its state, as far as it may and makes sense."""
        selected, voice = changes.get("selected"), changes.get("voice")
        if isinstance(selected, str) and (selected == "" or selected in self.atlas.entries):
            self._take("selected", selected)
        if voice in VOICES:
            self._take("voice", voice)

    def _take(self, key: str, value: str) -> None:
        with self.server.state as state:
            self.server.protocol.push_state_change({key: value}, skip_last_active_client=True)
            state[key] = value

    def find(self, question: Any) -> list[dict[str, str]]:
        """Answer the search box."""
        if not isinstance(question, str):
            return []
        return [{"id": hit.id, "by": hit.by} for hit in search.rank(question, self.atlas.entries)]

    async def go(self, body: Any) -> bool:
        """Show another body: what is chosen stays, as far as that body has it.

        Returns
        -------
        bool
            False where there is no such body, or it cannot be used.
        """
        if not isinstance(body, str) or body not in self.library.bodies:
            return False
        try:
            self.atlas = await self.library.atlas(body)
        except (DataError, MeshError) as error:
            _log.warning("the body %s cannot be shown: %s", body, error)
            return False
        selected, voice = self.server.state.selected, self.server.state.voice
        kept = selected if selected in self.atlas.entries else ""
        with self.server.state as state:
            state.update(facts.known(self.library, self.atlas, voice))
            state.update({"selected": kept, "card": cards.card(self.atlas, kept, voice)})
        return True

    async def _talk(self, socket: web.WebSocketResponse) -> None:
        endpoint = self.server._server.ws
        endpoint.functionMap = self._functions(endpoint.functionMap)
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

    def _functions(self, offered: Mapping[str, Any]) -> dict[str, Any]:
        """The calls a browser may make; `application.exit` and the rest are not among them."""
        owner, _ = offered["trame.state.get"]
        return {
            "trame.state.get": offered["trame.state.get"],
            "trame.state.update": (owner, self._update),
            "trame.trigger": (owner, self._trigger),
            "trame.lifecycle.update": (owner, _nothing),
            "trame.error.client": (owner, _nothing),
        }

    def _update(self, _owner: Any, *args: Any, **_kwargs: Any) -> None:
        changes = args[0] if args and isinstance(args[0], list) else []
        pairs = [change for change in changes if isinstance(change, dict)]
        self.set({str(pair.get("key")): pair.get("value") for pair in pairs if pair.get("key") in WRITABLE})

    async def _trigger(self, _owner: Any, *args: Any, **_kwargs: Any) -> list[dict[str, str]] | bool | None:
        name, arguments = (*args, None, None)[:2]
        if not isinstance(arguments, list) or not arguments:
            return None
        if name == "find":
            return self.find(arguments[0])
        return await self.go(arguments[0]) if name == "body" else None

    def _show_card(self, selected: str, **_: Any) -> None:
        self.server.state.card = cards.card(self.atlas, selected, self.server.state.voice)

    def _speak(self, voice: Voice, **_: Any) -> None:
        """Say everything in another voice."""
        state = self.server.state
        state.update({**facts.said(self.atlas, voice), "card": cards.card(self.atlas, state.selected, voice)})


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    """What is done about a call the page does not need."""


def _opened(atlas: Atlas, opening: Opening) -> dict[str, Any]:
    """The state of the page as its address asks for it."""
    seen = opening.state
    return {
        "selected": seen.select,
        "card": cards.card(atlas, seen.select, seen.voice),
        "voice": seen.voice,
        "shown": {layer.id: layer.id in seen.show for layer in LAYERS},
        "opacity": dict(seen.opacity),
        "side": seen.side,
        "variant": seen.variant or _variant_of(atlas, seen.select),
        "zoning": seen.zones,
        "hidden": list(seen.hide),
        "isolated": list(seen.only),
        "theme": seen.theme,
        "view": seen.view,
        "camera": list(seen.camera) if seen.camera else None,
        "embed": seen.embed,
        "notices": list(opening.notices),
        **_CLOSED,
        "sheet": "details" if seen.select else "",
    }


def _variant_of(atlas: Atlas, selected: str) -> str:
    """The variant that must be shown for what is chosen to be seen."""
    return atlas.entries[selected].variant if selected in atlas.entries else ""


_CLOSED: Mapping[str, Any] = {
    "dialog": "",
    "query": "",
    "results": [],
    "active": -1,
    "loading": {"done": 0, "all": 0, "failed": []},
    "lost": False,
    "undoable": 0,
    "webgl": True,
    "fetched": [],
    "copied": False,
    "going": {"to": "", "failed": ""},
}
