"""What a live page shows, for Python to read and to set."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from viewer.atlas import Atlas
from viewer.atlas.layers import opening_opacity
from viewer.notebook import words
from viewer.serving.session import Session


class Leading:
    """The page that is led, where it is served: all but `values` and `told` is used by that thread alone.

    Parameters
    ----------
    atlas
        The body that is shown first.
    fields
        What is shown first, as the page has it.

    Attributes
    ----------
    values
        The fields as they are known.
    told
        Set while a page is there that has said what it shows.
    """

    def __init__(self, atlas: Atlas, fields: Mapping[str, Any]) -> None:
        self.values: dict[str, Any] = {**_opening(atlas), **fields}
        self.told = threading.Event()
        self._waiting: dict[str, Any] = {}
        self._session: Session | None = None

    def lead(self, fields: Mapping[str, Any]) -> None:
        """Have the page show something, as soon as it is there."""
        self._waiting.update(fields)
        if self.told.is_set():
            self._send()

    def _send(self) -> None:
        if self._session and self._waiting:
            if {"select", "view"} & self._waiting.keys():  # the page flies there: where it was counts no more
                self._waiting.setdefault("camera", None)
            with self._session.state as state:
                state.update(self._waiting)
            self._waiting = {}
            self._flushing = asyncio.ensure_future(self._session.flush())

    def meet(self, session: Session) -> None:
        """A page has come, maybe again: from now on it is the one that is led and followed."""
        self.told.clear()
        self._session = session
        session.state.change(*words.FIELDS)(lambda **_: self._hear(session))
        session.follow()

    def part(self) -> None:
        """The server has ended: no page is led any more."""
        self.told.clear()
        self._session = None

    def _hear(self, session: Session) -> None:
        """Take over what the page says. When it has only just come, it is told what was set before."""
        if session is not self._session or session.state.body is None:
            return
        now = {key: session.state[key] for key in words.FIELDS}
        if not self.told.is_set():
            self.values.update(now | self._waiting)
            self.told.set()
            asyncio.get_running_loop().call_soon(self._send)
            return
        self.values.update(now)


def _opening(atlas: Atlas) -> dict[str, Any]:
    """What a page shows whose address says nothing."""
    defaults = {key: field.default for key, field in words.FIELDS.items()}
    lists = {key: list(value) for key, value in defaults.items() if isinstance(value, tuple)}
    opacity = opening_opacity()
    show = {layer: layer in atlas.opening_layers for layer in opacity}
    return {**defaults, **lists, "body": atlas.body.id, "show": show, "opacity": opacity}


class State:
    """The fields of an address as the page has them: `state.select`, `state.show`, `state.amount`.

    What is set is shown at once, or as soon as the page is there; what somebody does there is read here.

    Parameters
    ----------
    atlas
        What names are held against.
    leading
        The page.
    loop
        Where it is served.
    """

    __slots__ = ("_atlas", "_leading", "_loop")

    def __init__(self, atlas: Atlas, leading: Leading, loop: asyncio.AbstractEventLoop) -> None:
        for name, value in zip(State.__slots__, (atlas, leading, loop), strict=True):
            object.__setattr__(self, name, value)

    def __getattr__(self, key: str) -> Any:
        if key in words.FIELDS:
            return self._leading.values[key]
        msg = f"the page has no field {key!r}; it has {', '.join(words.FIELDS)}"
        raise AttributeError(msg)

    def __setattr__(self, key: str, value: Any) -> None:
        self.update(**{key: value})

    def update(self, **fields: Any) -> None:
        """Set several fields at once.

        Raises
        ------
        DataError
            With all that cannot be set; then none is.
        """
        found = words.checked(self._atlas, fields)
        self._leading.values.update(found)
        self._loop.call_soon_threadsafe(self._leading.lead, found)

    def __dir__(self) -> Iterator[str]:
        return iter((*object.__dir__(self), *words.FIELDS))

    def __repr__(self) -> str:
        return f"State({', '.join(f'{key}={self._leading.values[key]!r}' for key in words.FIELDS)})"
