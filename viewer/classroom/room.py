"""The members of one class in one process, and what all of them are sent."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

APART = 1 / 20
"""Seconds at least between two looks: what comes faster is passed over, the last one is sent."""
PIECE = 50
"""Members that are sent a look before others are served."""
FORGOTTEN = 6.0
"""Seconds after which the members of a process that says no more of them are not counted."""


class Member:
    """One page in a class.

    Parameters
    ----------
    send
        Sends a message; false where the page has still to read what it was sent before, and was sent nothing.
    part
        Hangs up.
    """

    def __init__(self, send: Callable[[bytes], bool], part: Callable[[], None]) -> None:
        self.send, self.part = send, part
        self.around = False
        self.behind = False


class Room:
    """What one process knows of a class that somebody here leads or follows."""

    def __init__(self, code: str, now: Callable[[], float]) -> None:
        self.code = code
        self.students: set[Member] = set()
        self.teachers: set[Member] = set()
        self.question: dict[str, Any] = {"n": 0, "asked": None}
        self.changed = True
        self.over = False
        self._now = now
        self._look = b""
        self._woken = asyncio.Event()
        self._spreading: asyncio.Task[None] | None = None
        self._elsewhere: dict[str, tuple[int, int, float]] = {}

    @property
    def empty(self) -> bool:
        """Whether nobody here takes part."""
        return not self.students and not self.teachers

    def start(self) -> None:
        """Begin to spread looks."""
        self._spreading = asyncio.ensure_future(self._spread())

    def stop(self) -> None:
        """Spread none any more."""
        if self._spreading:
            self._spreading.cancel()

    def hear(self, text: str) -> None:
        """Take what was said to the class: a look waits its turn, all else goes out at once."""
        message = text.encode()
        do = json.loads(text)
        if do["do"] == "look":
            self._look = message
            self._woken.set()
            return
        if do["do"] == "question":
            self.question = do
        for member in (*self.students, *self.teachers):
            if not member.send(message):
                member.part()  # it comes back, and is told all
        if do["do"] == "end":
            self.over = True
            for member in (*self.students, *self.teachers):
                member.part()

    def lost(self) -> None:
        """Something may have been missed: let everybody ask anew."""
        for member in (*self.students, *self.teachers):
            member.part()

    def count(self, text: str) -> None:
        """Take how many another process, or this one, has."""
        told = json.loads(text)
        self._elsewhere[told["process"]] = told["following"], told["around"], self._now()

    def here(self) -> tuple[int, int]:
        """How many follow here, and how many look around."""
        around = sum(member.around for member in self.students)
        return len(self.students) - around, around

    def everywhere(self) -> tuple[int, int]:
        """The same of all processes."""
        since = self._now() - FORGOTTEN
        self._elsewhere = {name: told for name, told in self._elsewhere.items() if told[2] > since}
        told = self._elsewhere.values()
        return sum(following for following, _, _ in told), sum(around for _, around, _ in told)

    def catch_up(self) -> None:
        """Send the last look to those who could not take it in when it came."""
        for member in self.students:
            if member.behind:
                member.behind = not member.send(self._look)

    async def _spread(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._woken.wait()
            self._woken.clear()
            began = loop.time()
            for number, member in enumerate(tuple(self.students), 1):
                member.behind = not member.send(self._look)
                if number % PIECE == 0:
                    await asyncio.sleep(0)
            took = loop.time() - began
            await asyncio.sleep(max(APART - took, took / 4))  # others have their turn, however many follow
