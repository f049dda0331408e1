"""Takes in the files somebody sends to look at: so many, so large, one preview at a time, nothing kept."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, ParamSpec, TypeVar

from point_maps.checking.reading import LARGEST

MOST_FILES = 8
MOST_BYTES = 2 * LARGEST
"""Of all files of one preview together."""
LONGEST_HEAD = 8_000
"""Bytes of the line that names the files."""
LARGEST_PART = 15_000
"""Bytes of a preview that are sent at once, a letter for each: at most two bytes for each on the wire."""
LONGEST_NAME = 80
PATIENCE = 60.0
"""Seconds a browser may take to send all of them: a megabyte needs so long on a slow line."""
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
    """Why files are not taken, in words for the person who sent them."""


BUSY = "The atlas is busy with other previews. Please try again in a minute."
MAKING = "A preview is still being made. Please wait for it."
UNNAMED = "The files must be named, with their sizes. Please try again."
NOT_WHOLE = "The files did not arrive whole, or not in time. Please try again."

BOUNDS = {"largest": LARGEST, "most": MOST_FILES, "all": MOST_BYTES, "part": LARGEST_PART}
"""What a page need not even try to send, and in what parts it sends the rest."""


class Desk:
    """Where previews are worked on: in a thread, one after the other for the whole server.

    A preview that takes long delays other previews, and nobody's page.

    Attributes
    ----------
    waiting
        How many are being received or worked on.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.waiting = 0

    async def work(self, function: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Do one thing in a thread, when those before it are done."""
        self.waiting += 1
        try:
            async with self._lock:
                return await asyncio.to_thread(function, *args, **kwargs)
        finally:
            self.waiting -= 1


class Upload:
    """The files one visitor sends, part by part, held until they are whole or their time is over.

    Parameters
    ----------
    desk
        Where they will be worked on.

    Attributes
    ----------
    making
        The preview that is being made of earlier files.
    """

    def __init__(self, desk: Desk) -> None:
        self.making: asyncio.Task[Any] | None = None
        self._desk = desk
        self._length = 0
        self._parts = bytearray()
        self._ending: asyncio.TimerHandle | None = None

    def add(self, part: Any) -> bytes | None:
        """Take in how many bytes will come, then those bytes in parts.

        trame's client sends no bytes as they are: each is a letter, by its number.

        Returns
        -------
        bytes or None
            All of them, with the last part.

        Raises
        ------
        Refusal
            If they are too many, not what was announced, or too many previews are being made.
        """
        match part:
            case {"bytes": int(length)}:
                self._begin(length)
            case str() if self._ending and len(self._parts) + len(part) <= self._length:
                self._parts += part.encode("latin-1", errors="replace")
            case _:
                self.drop()
                raise Refusal(NOT_WHOLE)
        if not self._length or len(self._parts) < self._length:
            return None
        whole = bytes(self._parts)
        self.drop()
        return whole

    def _begin(self, length: int) -> None:
        self.drop()
        if self.making and not self.making.done():
            raise Refusal(MAKING)
        if self._desk.waiting >= MOST_WAITING:
            raise Refusal(BUSY)
        if length < 1:
            raise Refusal(UNNAMED)
        if length > MOST_BYTES + LONGEST_HEAD:
            raise Refusal(_too_much(length))
        self._length = length
        self._desk.waiting += 1
        self._ending = asyncio.get_running_loop().call_later(PATIENCE, self.drop)

    def drop(self) -> None:
        """Let go of what is held."""
        if self._ending:
            self._ending.cancel()
            self._desk.waiting -= 1
        self._ending, self._length, self._parts = None, 0, bytearray()


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
        raise Refusal(NOT_WHOLE)
    return files


def _listed(head: bytes) -> Sequence[tuple[str, int]]:
    try:
        found = json.loads(head)
        pairs = [(one["name"], one["size"]) for one in found]
    except (ValueError, TypeError, KeyError, RecursionError):
        pairs = []
    if not pairs or not all(_is_file(*pair) for pair in pairs):
        raise Refusal(UNNAMED)
    return pairs


def _bounded(pairs: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    if len(pairs) > MOST_FILES:
        text = f"At most {MOST_FILES} files can be previewed at once; got {len(pairs)}. Choose fewer."
        raise Refusal(text)
    if (whole := sum(size for _, size in pairs if size <= LARGEST)) > MOST_BYTES:
        raise Refusal(_too_much(whole))
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
