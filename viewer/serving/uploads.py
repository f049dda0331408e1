"""Takes in the files somebody sends to look at: so many, so large, one preview at a time, nothing kept."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, ParamSpec, TypeVar

from aiohttp import web

from point_maps.checking.reading import LARGEST

MOST_FILES = 8
MOST_BYTES = 2 * LARGEST
"""Of all files of one preview together."""
LONGEST_HEAD = 8_000
"""Bytes of the line that names the files."""
LONGEST_NAME = 80
PATIENCE = 20.0
"""Seconds a browser may take to send."""
MOST_WAITING = 16
"""Previews that may be received or worked on at one time; the next one is told to try again."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Sent(NamedTuple):
    """One file as it came: a name that can be shown, its size, and its bytes unless there are too many."""

    name: str
    size: int
    data: bytes | None


class Refusal(Exception):
    """Why files are not taken, in words for the person who sent them; `status` is HTTP's."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


BUSY = "The atlas is busy with other previews. Please try again in a minute."
UNNAMED = "The files must be named, with their sizes. Please try again."
NOT_WHOLE = "The files did not arrive whole. Please try again."
TOO_SLOW = "The files did not arrive in time. Please try again."
NO_LENGTH = "Files are sent with their length, and as they are."


def bounds(address: str) -> dict[str, Any]:
    """Where a page sends files, and what it need not even try to send."""
    return {"to": address, "largest": LARGEST, "most": MOST_FILES, "all": MOST_BYTES}


class Desk:
    """Where previews are worked on: in a thread, one after the other for the whole server.

    A preview that takes long delays other previews, and nobody's page.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def received(self, request: web.Request) -> list[Sent]:
        """Read the files of a request.

        Raises
        ------
        Refusal
            If they are too many, too large, too slow, or not in the form the page sends them in.
        """
        if self._waiting >= MOST_WAITING:
            raise Refusal(web.HTTPServiceUnavailable.status_code, BUSY)
        self._waiting += 1
        try:
            return unpacked(await _body(request))
        finally:
            self._waiting -= 1

    async def work(self, function: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Do one thing in a thread, when those before it are done."""
        self._waiting += 1
        try:
            async with self._lock:
                return await asyncio.to_thread(function, *args, **kwargs)
        finally:
            self._waiting -= 1


async def _body(request: web.Request) -> bytes:
    length = request.content_length
    if not length or "Content-Encoding" in request.headers:
        raise Refusal(web.HTTPLengthRequired.status_code, NO_LENGTH)
    if length > MOST_BYTES + LONGEST_HEAD:
        raise Refusal(web.HTTPRequestEntityTooLarge.status_code, _too_much(length))
    try:
        return await asyncio.wait_for(request.content.readexactly(length), PATIENCE)
    except (TimeoutError, asyncio.IncompleteReadError):
        raise Refusal(web.HTTPRequestTimeout.status_code, TOO_SLOW) from None


def unpacked(body: bytes) -> list[Sent]:
    """The files in a body: a line of JSON with each one's name and size, then their bytes in that order.

    Of a file larger than may be read the page sends the size only.

    Raises
    ------
    Refusal
        If it has any other form.
    """
    head = body[:LONGEST_HEAD].partition(b"\n")[0]
    files, at = [], len(head) + 1
    for name, size in _bounded(_listed(head)):
        data = body[at : at + size] if size <= LARGEST else None
        files.append(Sent(shown_name(name), size, data))
        at += 0 if data is None else size
    if at != len(body):
        raise Refusal(web.HTTPBadRequest.status_code, NOT_WHOLE)
    return files


def _listed(head: bytes) -> Sequence[tuple[str, int]]:
    try:
        found = json.loads(head)
        pairs = [(one["name"], one["size"]) for one in found]
    except (ValueError, TypeError, KeyError, RecursionError):
        pairs = []
    if not pairs or not all(_is_file(*pair) for pair in pairs):
        raise Refusal(web.HTTPBadRequest.status_code, UNNAMED)
    return pairs


def _bounded(pairs: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    if len(pairs) > MOST_FILES:
        text = f"At most {MOST_FILES} files can be previewed at once; got {len(pairs)}. Choose fewer."
        raise Refusal(web.HTTPRequestEntityTooLarge.status_code, text)
    if (whole := sum(size for _, size in pairs if size <= LARGEST)) > MOST_BYTES:
        raise Refusal(web.HTTPRequestEntityTooLarge.status_code, _too_much(whole))
    return pairs


def _too_much(size: int) -> str:
    return f"The files together must be at most {MOST_BYTES:,} bytes; got {size:,}. Choose fewer."


def _is_file(name: Any, size: Any) -> bool:
    return isinstance(name, str) and isinstance(size, int) and not isinstance(size, bool) and size >= 0


def shown_name(name: str) -> str:
    """A file's name as it can be shown: no hidden letters, not too long."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in name[: 4 * LONGEST_NAME]).strip()
    short = plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}…"
    return short or "file"
