"""The live page, led from Python: its server answers this machine only, under an address nobody can guess."""

import asyncio
import atexit
import html
import secrets
import sys
import threading
import webbrowser
from collections.abc import Mapping
from functools import cache
from typing import Any

from viewer.atlas import Atlas
from viewer.edition.library import Library
from viewer.notebook import words
from viewer.notebook.state import Leading, State
from viewer.serving.hosts import Hosts, page_address
from viewer.serving.listening import sockets
from viewer.serving.server import Site, listen

HOST = "127.0.0.1"
FRAME = (
    '<iframe src="{url}" title="Sciatica atlas" style="width:100%;height:{height}px;border:0" '
    "allowfullscreen></iframe>"
)


class Page:
    """A page that is led from here.

    Parameters
    ----------
    atlas
        The body that is shown first, and what lies on it.
    fields
        What is shown first, as the page has it.

    Attributes
    ----------
    url
        Where the page is. Whoever knows this address, on this machine, sees it and can lead it as well.
    state
        What it shows: `page.state.select` is read, and set.
    """

    def __init__(self, atlas: Atlas, fields: Mapping[str, Any]) -> None:
        self._loop = _background()
        self._leading = Leading(atlas, fields)
        self.state = State(atlas, self._leading, self._loop)
        self._asked = {"body": atlas.body.id, **fields}
        self._ended = asyncio.Event()
        ready = asyncio.run_coroutine_threadsafe(self._begin(atlas), self._loop)
        self.url: str = ready.result()
        atexit.register(self.close)

    async def _begin(self, atlas: Atlas) -> str:
        under = f"/{secrets.token_hex(16)}"
        bound = sockets(HOST, 0)
        site = Site(Library(atlas), hosts=Hosts([HOST]), under=under, met=self._leading.meet)
        listening = asyncio.Event()
        self._serving = asyncio.ensure_future(self._serve(site, bound, listening))
        await listening.wait()
        return f"{page_address(HOST, bound[0].getsockname()[1]).rstrip('/')}{under}/"

    async def _serve(self, site: Site, bound: Any, listening: asyncio.Event) -> None:
        async with listen(site, bound):
            listening.set()
            await self._ended.wait()

    def address(self, *, embed: bool = False) -> str:
        """The address with what is shown first; with `embed` as it stands in another page."""
        return f"{self.url}{words.query(self._asked | ({'embed': True} if embed else {}))}"

    def put(self, height: int) -> None:
        """Show it: in the cell of a notebook, as high as so many pixels, or in the browser."""
        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        if shell is None:
            webbrowser.open(self.address())
            return
        frame = FRAME.format(url=html.escape(self.address(embed=True)), height=int(height))
        sys.modules["IPython"].display.display({"text/html": frame, "text/plain": repr(self)}, raw=True)

    def wait(self, seconds: float = 30.0) -> "Page":
        """Wait until the page is there and has said what it shows.

        Raises
        ------
        TimeoutError
            If it does not come in time.
        """
        if self._leading.told.wait(seconds):
            return self
        msg = f"no page came within {seconds:g} s. Is it open? {self.address()}"
        raise TimeoutError(msg)

    def close(self) -> None:
        """End its server; the page stays and can still be turned, and is no longer led."""
        atexit.unregister(self.close)
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()

    async def _end(self) -> None:
        self._ended.set()
        await self._serving
        self._leading.part()

    def __repr__(self) -> str:
        return f"Page({self.address()})"


@cache
def _background() -> asyncio.AbstractEventLoop:
    """The loop of every page, in a thread that ends with the program."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=_forever, args=(loop,), name="sciatica-atlas", daemon=True).start()
    return loop


def _forever(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()
