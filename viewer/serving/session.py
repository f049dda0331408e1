"""One visitor's page: a trame state that Python can read and set. Nothing a page says is taken on trust."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp
from trame_server.state import State

from point_maps.records.statements import VOICES
from viewer.cards import cards
from viewer.edition import relations, words
from viewer.edition.library import Library
from viewer.serving import preview, told, uploads
from viewer.serving.preview import Preview, Previewed
from viewer.serving.uploads import Desk, Refusal, Sent, Upload
from viewer.serving.wire import Channel, Handler


class Session:
    """The server side of one page, from its connection to its end.

    What the page shows is in `state`, under the names of the fields of an address: `session.state.select`,
    `session.state.show`. What is set there is shown, so that a notebook, a test or a lesson can lead a page.
    A page tells what it shows when it connects, and each change only while somebody follows it
    (`session.follow()`): a visitor who looks around by himself costs the server nothing.

    It is registered nowhere and nothing it holds points back at it, so that it is gone with its connection.

    Parameters
    ----------
    channel
        What the page is told through.
    library
        The bodies a visitor may go to.
    page
        What trame's client needs to start with.
    desk
        Where previews are worked on.

    Attributes
    ----------
    state
        The page's fields as trame keeps them; None until the page has told them.

    Examples
    --------
    >>> with session.state as state:  # doctest: +SKIP
    ...     state.update({"select": "KI3.left", "view": "inner-ankle.left"})
    """

    def __init__(self, channel: Channel, library: Library, page: Mapping[str, Any], desk: Desk) -> None:
        self.library = library
        self.state = State(commit_fn=channel.publish)
        self._channel = channel
        self._desk = desk
        self._upload = Upload(desk)
        self._preview: Preview | None = None
        self._previewed: Previewed | None = None
        self._turning = asyncio.Lock()
        self.state.update({**page, **dict.fromkeys(told.keys()), "followed": False})
        self.state.update({"previewing": uploads.BOUNDS, "edition": library.home})
        self.state.clean(*self.state.initial)  # the page asks for all of this itself
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

    def follow(self, following: bool = True) -> None:
        """Ask the page to tell each change of what it shows, or no longer to."""
        with self.state as state:
            state.followed = following

    async def flush(self) -> None:
        """Send what was set to the page now."""
        await self._channel.flush()

    def _handlers(self) -> dict[str, Handler]:
        """The calls a browser may make; `application.exit` and the rest are not among them."""
        return {
            "trame.state.get": lambda _: {"name": "atlas", "state": self.state.initial},
            "trame.state.update": lambda args: self._update(args[0] if args else None),
            "trame.trigger": lambda args: self._answer(*args[:2]) if len(args) > 1 else None,
            "trame.lifecycle.update": lambda _: None,
            "trame.error.client": lambda _: None,
        }

    def _update(self, pairs: Any) -> None:
        """Take over what a page says it shows, as far as that can be."""
        said = [pair for pair in pairs if isinstance(pair, dict)] if isinstance(pairs, list) else []
        pairs = ((str(pair.get("key")), pair.get("value")) for pair in said)
        known = {key: value for key, value in pairs if told.can_be(key, value)}
        self._channel.heard.update(known)
        with self.state as state:
            state.update(known)

    def _answer(self, name: Any, arguments: Any) -> Any:
        """Answer a trigger by its name and first argument."""
        answers: Mapping[str, Callable[[Any], Any]] = {
            "preview": self._receive,
            "previewed": self.previewed,
            "text": self.text,
            "relations": self.relations,
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
        self._upload.making = making = asyncio.ensure_future(self.check_files(files))
        return making

    async def check_files(self, files: Sequence[Sent]) -> tuple[str, ...]:
        """Check somebody's files for this visitor, in place of earlier ones.

        Returns
        -------
        tuple of str
            Every problem; where there is one, an earlier preview stays.
        """
        checked = await self._desk.work(preview.checked, files, self.library.first.map)
        if checked.preview and not self._channel.closed:
            self._preview, self._previewed = checked.preview, None
        return checked.problems

    async def previewed(self, body: Any) -> dict[str, Any] | None:
        """What the files add to the edition of a body; None where there are no files, or no such body.

        Raises
        ------
        DataError
            If something cannot be placed on that body.
        """
        shown = self._preview
        if shown is None or not isinstance(body, str) or body not in self.library.offered:
            return None
        async with self._turning:
            if self._previewed and self._previewed.atlas.body.id == body:
                return self._previewed.added
            base = await self.library.edition(body)
            made = await self._desk.work(Previewed, shown, base)
            if self._channel.closed or shown is not self._preview:
                return None
            self._previewed = made
            return made.added

    def forget_files(self) -> None:
        """Let a preview go."""
        self._preview = self._previewed = None

    def geometry(self, address: Any) -> bytes | None:
        """The geometry of this visitor's preview, by its address."""
        return self._previewed.geometry(address) if self._previewed else None

    def text(self, asked: Any) -> Any:
        """A text of this visitor's preview: `["card/KI3.left", "patient"]`."""
        match asked:
            case [str(name), voice] if self._previewed and voice in VOICES:
                return words.text(self._previewed.atlas, name, voice)
        return None

    def relations(self, entry: Any) -> dict[str, Any] | None:
        """What lights and pairs with an entry in this visitor's preview."""
        if self._previewed is None or not isinstance(entry, str):
            return None
        return relations.of_card(cards.card(self._previewed.atlas, entry, "student") or {})
