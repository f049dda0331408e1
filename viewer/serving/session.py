"""One visitor's private page: a trame state of its own, and what may be asked. Nothing is taken on trust."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakMethod

import aiohttp
from trame_server.state import State

from models.mesh import MeshError
from models.records import DataError
from point_maps.records.statements import VOICES, Voice
from viewer import facts, stories
from viewer.atlas import Atlas
from viewer.cards import cards, pages
from viewer.links import Opening
from viewer.search import Findable, Index
from viewer.serving import preview, uploads
from viewer.serving.library import Library
from viewer.serving.opened import CLIENT_ONLY, opened
from viewer.serving.preview import Preview
from viewer.serving.uploads import Desk, Refusal, Sent, Upload
from viewer.serving.wire import Channel, Handler

WRITABLE = ("selected", "voice")
"""The state a browser may set. Everything else it sends is ignored."""

_log = logging.getLogger(__name__)


class Session:
    """The server side of one page.

    It is registered nowhere and nothing it holds points back at it, so that it is gone with its connection.

    Parameters
    ----------
    channel
        What the page is told through.
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
    state
        The state of the page, as trame keeps it: what is set here is seen there.
    """

    def __init__(
        self,
        channel: Channel,
        library: Library,
        atlas: Atlas,
        opening: Opening,
        page: Mapping[str, Any],
        desk: Desk,
    ) -> None:
        self.library = library
        self.atlas = atlas
        self.state = State(commit_fn=channel.publish)
        self._channel = channel
        self._desk = desk
        self._upload = Upload(desk)
        self._preview: Preview | None = None
        self._turning = asyncio.Lock()
        self.state.update({**page, **self._known(atlas, opening.state.voice), **opened(atlas, opening)})
        self.state.update({"stories": stories.listed(atlas), "preview": None, "previewing": uploads.BOUNDS})
        self.state.client_only(*CLIENT_ONLY)
        self.state.clean(*self.state.initial)  # the page asks for all of this itself
        self.state.change("selected")(WeakMethod(self._show_card))
        self.state.change("voice")(WeakMethod(self._speak))
        self.state.ready()

    async def run(self) -> None:
        """Talk with the browser until it leaves."""
        try:
            await self._channel.talk(self._handlers())
        finally:
            self._upload.drop()

    async def close(self) -> None:
        """End the session from this side."""
        await self._channel.close(aiohttp.WSCloseCode.GOING_AWAY)

    def _handlers(self) -> dict[str, Handler]:
        """The calls a browser may make; `application.exit` and the rest are not among them."""
        return {
            "trame.state.get": lambda _: {"name": "atlas", "state": self.state.initial},
            "trame.state.update": lambda args: self._update(args[0] if args else None),
            "trame.trigger": lambda args: self._answer(*args[:2]) if len(args) > 1 else None,
            "trame.lifecycle.update": lambda _: None,
            "trame.error.client": lambda _: None,
        }

    def set(self, changes: Mapping[str, Any]) -> None:
        """Take over what a browser says of its state, as far as it may and makes sense."""
        selected, voice = changes.get("selected"), changes.get("voice")
        if isinstance(selected, str) and (selected == "" or selected in self.atlas.entries):
            self._take("selected", selected)
        if voice in VOICES:
            self._take("voice", voice)

    def _take(self, key: str, value: str) -> None:
        self._channel.heard[key] = value
        with self.state as state:
            state[key] = value

    def find(self, question: Any) -> list[dict[str, str]]:
        """Answer the search box."""
        if not isinstance(question, str):
            return []
        known = self.atlas.keep("findable", lambda: Index(_findable(self.atlas)))
        return [stories.hit(known.entries[hit.id], hit.by) for hit in known.rank(question)]

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

    def geometry(self, address: Any) -> bytes | None:
        """The geometry of this visitor's preview, by its address."""
        packs = self.atlas.packs
        return packs.own.get(str(address)) if isinstance(packs, preview.OwnPacks) else None

    async def _show(self, body: str, shown: Preview | None) -> None:
        """Show a body with a preview in it, or without."""
        base = atlas = await self.library.atlas(body)
        if shown:
            atlas = await self._desk.work(shown.on, base)
        if self._channel.closed:
            return
        self.atlas, self._preview = atlas, shown
        if shown:
            self._share(atlas, base, self.state.voice)
        selected, voice = self.state.selected, self.state.voice
        kept = selected if selected in atlas.entries else ""
        with self.state as state:
            state.update({**self._known(atlas, voice), "selected": kept})
            state.update({"card": cards.card(atlas, kept, voice), "stories": stories.listed(atlas)})
            state.update({"preview": shown.told(atlas, base) if shown else None})

    def _known(self, atlas: Atlas, voice: Voice) -> dict[str, Any]:
        """What a page knows of an atlas. All pages share it: nobody may change it."""
        shared = atlas.keep("known", lambda: facts.known(self.library, atlas, voice))
        return {**shared, **facts.said(atlas, voice)}

    def _share(self, atlas: Atlas, base: Atlas, voice: Voice) -> None:
        """Let what a preview knows be the very same thing as what everybody knows, where it is alike."""
        known, everybody = self._known(atlas, voice)["atlas"], self._known(base, voice)["atlas"]
        for key, brief in known["entries"].items():
            alike = everybody["entries"].get(key)
            known["entries"][key] = alike if alike == brief else brief

    def _update(self, pairs: Any) -> None:
        said = [pair for pair in pairs if isinstance(pair, dict)] if isinstance(pairs, list) else []
        self.set({str(pair.get("key")): pair.get("value") for pair in said if pair.get("key") in WRITABLE})

    def _answer(self, name: Any, arguments: Any) -> Any:
        """Answer a trigger by its name and first argument."""
        answers: Mapping[str, Callable[[Any], Any]] = {
            "find": self.find,
            "body": self.go,
            "page": lambda page: pages.page(self.atlas, page, self.state.voice),
            "story": lambda story: stories.told(self.atlas, story, self.state.voice),
            "preview": self._receive,
            "geometry": self.geometry,
            "forget": lambda _: self.forget_files(),
        }
        known = isinstance(name, str) and name in answers and isinstance(arguments, list) and arguments
        return answers[name](arguments[0]) if known else None

    def _receive(self, part: Any) -> "asyncio.Task[tuple[str, ...]] | list[str] | None":
        """Take in a part of a preview. The last one is answered with every problem, once it was checked."""
        try:
            whole = self._upload.add(part)
            files = uploads.unpacked(whole) if whole else None
        except Refusal as refusal:
            return [str(refusal)]
        if files is None:
            return None
        self._upload.making = making = asyncio.ensure_future(self.show_files(files))
        return making

    def _show_card(self, selected: str, **_: Any) -> None:
        self.state.card = cards.card(self.atlas, selected, self.state.voice)

    def _speak(self, voice: Voice, **_: Any) -> None:
        """Say everything in another voice."""
        state = self.state
        state.update({**facts.said(self.atlas, voice), "card": cards.card(self.atlas, state.selected, voice)})


def _findable(atlas: Atlas) -> dict[str, Findable]:
    return {**atlas.entries, **stories.findable(atlas)}
