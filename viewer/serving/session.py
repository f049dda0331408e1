"""One visitor's private page: a trame server of its own that takes nothing on trust."""

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web
from trame_server import Server

from models.mesh import MeshError
from models.records import DataError
from point_maps.records.statements import VOICES, Voice
from viewer import facts, search, stories
from viewer.atlas import Atlas
from viewer.cards import cards, pages
from viewer.links import Opening
from viewer.serving import preview, uploads, wire
from viewer.serving.library import Library
from viewer.serving.opened import CLIENT_ONLY, OF_THE_ATLAS, opened
from viewer.serving.preview import Preview
from viewer.serving.uploads import Desk, Sent

WRITABLE = ("selected", "voice")
"""The state a browser may set. Everything else it sends is ignored."""

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
    desk
        Where previews are worked on.

    Attributes
    ----------
    token
        What this visitor's preview is sent to and fetched from; nobody else knows it.
    """

    def __init__(
        self, library: Library, atlas: Atlas, opening: Opening, page: Mapping[str, Any], desk: Desk
    ) -> None:
        self.library = library
        self.atlas = atlas
        self.server = Server(uuid4().hex)
        self.token = secrets.token_urlsafe(24)
        self.receiving = False
        self._desk = desk
        self._preview: Preview | None = None
        self._turning = asyncio.Lock()
        self._socket: web.WebSocketResponse | None = None
        state = self.server.state
        state.update({**page, **facts.known(library, atlas, opening.state.voice), **opened(atlas, opening)})
        state.update(
            {"stories": stories.listed(atlas), "preview": None, "previewing": uploads.bounds(self._address)}
        )
        state.client_only(*CLIENT_ONLY)
        state.change("selected")(self._show_card)
        state.change("voice")(self._speak)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with the browser until it leaves."""
        self._socket = socket = web.WebSocketResponse(max_msg_size=wire.LARGEST_MESSAGE, heartbeat=30)
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
            await wire.talk(self.server, socket, self._update, self._answer)
        finally:
            await self.server.stop()
            await asyncio.gather(task, return_exceptions=True)
            # wslink keeps the last session it served: nothing of a preview stays with it.
            self.atlas, self._preview = self.library.first, None
            self.server.state.update(dict.fromkeys(OF_THE_ATLAS))
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
        known: dict[str, search.Findable] = {**self.atlas.entries, **stories.findable(self.atlas)}
        return [stories.hit(known[hit.id], hit.by) for hit in search.rank(question, known)]

    async def go(self, body: Any) -> bool:
        """Show another body: what is chosen stays, as far as that body has it, and so does a preview.

        Returns
        -------
        bool
            False where there is no such body, or it cannot be used.
        """
        if not isinstance(body, str) or body not in self.library.bodies:
            return False
        try:
            async with self._turning:
                await self._show(body, self._preview)
        except (DataError, MeshError) as error:
            _log.warning("the body %s cannot be shown: %s", body, error)
            return False
        return True

    async def show_files(self, files: Sequence[Sent]) -> tuple[str, ...]:
        """Preview somebody's files for this visitor, in place of an earlier preview.

        Returns
        -------
        tuple of str
            Every problem; where there is one, the page stays as it is.
        """
        checked = await self._desk.work(preview.checked, files, self.library.first.map)
        if checked.preview:
            async with self._turning:
                await self._show(self.atlas.body.id, checked.preview)
        return checked.problems

    async def forget_files(self) -> None:
        """Let a preview go."""
        async with self._turning:
            if self._preview:
                await self._show(self.atlas.body.id, None)

    def geometry(self, file: str) -> bytes | None:
        """The geometry of this visitor's preview, by the name of its file."""
        packs = self.atlas.packs
        return packs.own.get(file) if isinstance(packs, preview.OwnPacks) else None

    async def _show(self, body: str, shown: Preview | None) -> None:
        """Show a body with a preview in it, or without."""
        base = atlas = await self.library.atlas(body)
        if shown:
            atlas = await self._desk.work(shown.on, base, self._address)
        if self._socket is None or self._socket.closed:
            return
        self.atlas, self._preview = atlas, shown
        selected, voice = self.server.state.selected, self.server.state.voice
        kept = selected if selected in atlas.entries else ""
        with self.server.state as state:
            state.update(facts.known(self.library, atlas, voice))
            state.update({"selected": kept, "card": cards.card(atlas, kept, voice)})
            state.update(
                {"stories": stories.listed(atlas), "preview": shown.told(atlas, base) if shown else None}
            )

    @property
    def _address(self) -> str:
        return f"preview/{self.token}"

    def _update(self, pairs: Sequence[Mapping[str, Any]]) -> None:
        self.set({str(pair.get("key")): pair.get("value") for pair in pairs if pair.get("key") in WRITABLE})

    async def _answer(self, name: Any, asked: Any) -> Any:
        match name:
            case "find":
                return self.find(asked)
            case "body":
                return await self.go(asked)
            case "page":
                return pages.page(self.atlas, asked, self.server.state.voice)
            case "story":
                return stories.told(self.atlas, asked, self.server.state.voice)
            case "forget":
                await self.forget_files()
        return None

    def _show_card(self, selected: str, **_: Any) -> None:
        self.server.state.card = cards.card(self.atlas, selected, self.server.state.voice)

    def _speak(self, voice: Voice, **_: Any) -> None:
        """Say everything in another voice."""
        state = self.server.state
        state.update({**facts.said(self.atlas, voice), "card": cards.card(self.atlas, state.selected, voice)})
