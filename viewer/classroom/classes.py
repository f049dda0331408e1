"""The classes that one process takes part in: opened, led on, joined and left."""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable

from viewer.classroom import codes
from viewer.classroom.bus import Bus
from viewer.classroom.lesson import Box, Lesson, said
from viewer.classroom.limits import GONE, MOST_CLASSES, OPENINGS, Guesses, Rate
from viewer.classroom.room import Member, Room

BEAT = 0.5
"""Seconds between two looks at who is there."""
TOLD = 2.0
"""Seconds after which it is told again, though nothing has changed."""
KEPT = 20.0
"""Seconds after which a class that is led is kept for longer."""


class NoClass(LookupError):
    """There is no such class, or this is not the secret that leads it."""


class TooMany(RuntimeError):
    """No more classes are opened at the moment."""


class Classes:
    """All rooms of this process.

    Parameters
    ----------
    bus
        What it shares with other processes, if there are others.
    box
        Tells where a body can be pressed on.
    clock
        Seconds.
    """

    def __init__(self, bus: Bus, box: Callable[[], Box], clock: Callable[[], float] = time.monotonic) -> None:
        self.bus, self.box = bus, box
        self.guesses = Guesses(clock)
        self.rooms: dict[str, Room] = {}
        self._led: dict[str, tuple[Lesson, set[Member]]] = {}
        self._openings = Rate(*OPENINGS, clock)
        self._clock = clock
        self._process = secrets.token_hex(4)
        self._told: dict[str, tuple[tuple[int, ...], float]] = {}
        self._kept: dict[str, float] = {}
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look who is there."""
        self._beating = asyncio.ensure_future(self._beat())

    async def stop(self) -> None:
        """Let go of everybody: their pages come back by themselves, to whichever process is there."""
        if self._beating:
            self._beating.cancel()
        for room in self.rooms.values():
            room.stop()
            room.lost()
        await self.bus.close()

    async def open(self, teacher: Member) -> tuple[str, str, Lesson]:
        """Open a class.

        Returns
        -------
        tuple
            Its code, the secret that leads it, and how it stands.

        Raises
        ------
        TooMany
            If there are too many, or they are opened too fast.
        """
        if len(self._led) >= MOST_CLASSES or not self._openings.take():
            raise TooMany
        secret = codes.secret()
        lesson = Lesson(secret=codes.kept(secret))
        code = codes.code()
        while not await self.bus.add(_kept(code), lesson.kept(), GONE):
            code = codes.code()
        await self._enter(code, lesson, teacher)
        return code, secret, lesson

    async def lead(self, code: str, secret: str, teacher: Member) -> Lesson:
        """Go on leading a class, here or where it was led before.

        Raises
        ------
        NoClass
            If there is none, or it has another secret.
        """
        lesson = await self._found(code)
        if not codes.fits(secret, lesson.secret):
            raise NoClass
        await self._enter(code, lesson, teacher)
        return self._led[code][0]

    async def join(self, code: str, student: Member) -> Lesson:
        """Take part in a class.

        Raises
        ------
        NoClass
            If there is none.
        """
        if code not in self.rooms:  # nothing is made for a code that is none
            await self._found(code)
        room = await self._room(code)
        room.students.add(student)
        room.changed = True
        try:
            lesson = await self._found(code)  # what has come since is heard in the room
        except NoClass:
            await self.leave(code, student)
            raise
        room.question = {
            "n": lesson.n,
            "asked": lesson.asked and lesson.asked.model_dump(),
            "revealed": lesson.revealed,
        }
        return lesson

    async def leave(self, code: str, member: Member) -> None:
        """Take part no longer; a class whose teacher has left waits for some minutes."""
        room = self.rooms.get(code)
        if room is None:
            return
        room.students.discard(member)
        room.teachers.discard(member)
        room.changed = True
        _, teachers = self._led.get(code, (None, {member}))
        teachers.discard(member)
        if code in self._led and not teachers:
            del self._led[code]
            with contextlib.suppress(ConnectionError):
                await self.bus.leave(_up(code), room.count)
        if room.empty and self.rooms.get(code) is room:
            del self.rooms[code]
            room.stop()
            for of in (code, f"{code}:up"):
                self._told.pop(of, None)
            self._kept.pop(code, None)
            with contextlib.suppress(ConnectionError):
                await self.bus.leave(_kept(code), room.hear)
                await self._tell_up(code, (0, 0))

    async def tell(self, code: str, lesson: Lesson, message: str) -> None:
        """Keep how a class stands, and say what has changed to everybody in it."""
        if message.startswith('{"do":"look"'):
            await self.bus.write(_look(code), message, GONE)
        else:
            await self.bus.write(_kept(code), lesson.kept(), GONE)
        await self.bus.publish(_kept(code), message)

    async def end(self, code: str) -> None:
        """End a class."""
        await self.bus.drop(_kept(code), _look(code))
        await self.bus.publish(_kept(code), said("end"))

    async def answers(self, code: str, lesson: Lesson) -> dict[str, str]:
        """What was answered to the question that is open."""
        return await self.bus.rows(answers_of(code, lesson.n))

    async def _enter(self, code: str, lesson: Lesson, teacher: Member) -> None:
        room = await self._room(code)
        room.teachers.add(teacher)
        room.changed = True
        if code in self._led:
            self._led[code][1].add(teacher)
        else:
            self._led[code] = lesson, {teacher}
            await self.bus.hear(_up(code), room.count, room.lost)

    async def _found(self, code: str) -> Lesson:
        kept = await self.bus.read(_kept(code))
        if kept is None:
            raise NoClass
        return Lesson.found(kept, await self.bus.read(_look(code)))

    async def _room(self, code: str) -> Room:
        if code not in self.rooms:
            room = self.rooms[code] = Room(code, self._clock)
            room.start()
            await self.bus.hear(_kept(code), room.hear, room.lost)
        return self.rooms[code]

    async def _tell_up(self, code: str, here: tuple[int, int]) -> None:
        told = said("here", process=self._process, following=here[0], around=here[1])
        await self.bus.publish(_up(code), told)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            for code, room in list(self.rooms.items()):
                with contextlib.suppress(ConnectionError):  # the bus comes back, or its members come anew
                    await self.look_after(code, room)

    async def look_after(self, code: str, room: Room) -> None:
        """Say who is there, and keep the class while somebody leads it."""
        room.catch_up()
        now = self._clock()
        counts, since = self._told.get(f"{code}:up", ((), 0.0))
        here = room.here()
        if here != counts or now - since > TOLD:
            self._told[f"{code}:up"] = here, now
            await self._tell_up(code, here)
        if code not in self._led:
            return
        lesson, _ = self._led[code]
        if now - self._kept.get(code, 0.0) > KEPT:
            self._kept[code] = now
            await self.bus.write(_kept(code), lesson.kept(), GONE)
            await self.bus.write(_look(code), lesson.looked(), GONE)
        following, around = room.everywhere()
        answers = (
            await self.bus.size(answers_of(code, lesson.n)) if lesson.asked and not lesson.revealed else 0
        )
        counts, since = self._told.get(code, ((), 0.0))
        if (following, around, answers) != counts:
            self._told[code] = (following, around, answers), now
            message = said("count", following=following, around=around, answers=answers)
            await self.bus.publish(_kept(code), message)


def _kept(code: str) -> str:
    return f"class:{code}"


def _look(code: str) -> str:
    return f"class:{code}:look"


def _up(code: str) -> str:
    return f"class:{code}:up"


def answers_of(code: str, n: int) -> str:
    """Where the answers to a question are kept."""
    return f"class:{code}:answers:{n}"
