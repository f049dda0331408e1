"""What processes that share classes have in common; one that runs alone has it in its own memory."""

import time
from collections.abc import Callable
from typing import Protocol

Heard = Callable[[str], None]
"""Called with what was published on a channel; it may not block."""

MOST_VALUES = 4000
"""Values that one process keeps; what would expire first makes room."""


class Bus(Protocol):
    """Values that expire, tables of answers, and channels. Texts are some kB at most (`messages`)."""

    async def read(self, key: str) -> str | None:
        """A value; None where there is none any more."""

    async def write(self, key: str, value: str, seconds: float) -> None:
        """Set a value for so long."""

    async def add(self, key: str, value: str, seconds: float) -> bool:
        """Set a value where there is none; false where there is one."""

    async def put(self, key: str, field: str, value: str, seconds: float, most: int) -> bool:
        """Set a row of a table; false where it is a new one and there are as many as there may be."""

    async def rows(self, key: str) -> dict[str, str]:
        """All of a table."""

    async def size(self, key: str) -> int:
        """How many rows a table has."""

    async def drop(self, *keys: str) -> None:
        """Forget values and tables."""

    async def publish(self, channel: str, text: str) -> None:
        """Tell all who hear a channel, in this process and others."""

    async def hear(self, channel: str, heard: Heard, lost: Callable[[], None]) -> None:
        """Hear a channel; `lost` is called where something may have been missed."""

    async def leave(self, channel: str, heard: Heard) -> None:
        """Hear it no longer."""

    async def close(self) -> None:
        """Let go of everything."""


class OwnBus:
    """The bus of a process that runs alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._values: dict[str, tuple[str | dict[str, str], float]] = {}
        self._hearing: dict[str, list[Heard]] = {}

    async def read(self, key: str) -> str | None:
        """See `Bus`."""
        value = self._now(key)
        return value if isinstance(value, str) else None

    async def write(self, key: str, value: str, seconds: float) -> None:
        """See `Bus`."""
        self._set(key, value, seconds)

    async def add(self, key: str, value: str, seconds: float) -> bool:
        """See `Bus`."""
        if self._now(key) is not None:
            return False
        self._set(key, value, seconds)
        return True

    async def put(self, key: str, field: str, value: str, seconds: float, most: int) -> bool:
        """See `Bus`."""
        rows = await self.rows(key)
        if field not in rows and len(rows) >= most:
            return False
        rows[field] = value
        self._set(key, rows, seconds)
        return True

    async def rows(self, key: str) -> dict[str, str]:
        """See `Bus`."""
        value = self._now(key)
        return value if isinstance(value, dict) else {}

    async def size(self, key: str) -> int:
        """See `Bus`."""
        return len(await self.rows(key))

    async def drop(self, *keys: str) -> None:
        """See `Bus`."""
        for key in keys:
            self._values.pop(key, None)

    async def publish(self, channel: str, text: str) -> None:
        """See `Bus`."""
        for heard in tuple(self._hearing.get(channel, ())):
            heard(text)

    async def hear(self, channel: str, heard: Heard, lost: Callable[[], None]) -> None:  # noqa: ARG002
        """See `Bus`; nothing is ever missed here."""
        self._hearing.setdefault(channel, []).append(heard)

    async def leave(self, channel: str, heard: Heard) -> None:
        """See `Bus`."""
        hearing = self._hearing.get(channel, [])
        if heard in hearing:
            hearing.remove(heard)
        if not hearing:
            self._hearing.pop(channel, None)

    async def close(self) -> None:
        """See `Bus`."""
        self._values.clear()
        self._hearing.clear()

    def _now(self, key: str) -> str | dict[str, str] | None:
        value, until = self._values.get(key, (None, 0.0))
        if value is not None and until <= self._clock():
            del self._values[key]
            return None
        return value

    def _set(self, key: str, value: str | dict[str, str], seconds: float) -> None:
        now = self._clock()
        if key not in self._values and len(self._values) >= MOST_VALUES:
            for old in [name for name, (_, until) in self._values.items() if until <= now]:
                del self._values[old]
            if len(self._values) >= MOST_VALUES:
                del self._values[min(self._values, key=lambda name: self._values[name][1])]
        self._values[key] = value, now + seconds
