"""What a teacher's and a student's page do in a class."""

import json

from viewer.classroom import messages
from viewer.classroom.classes import Classes, answers_of
from viewer.classroom.lesson import Lesson, inside
from viewer.classroom.limits import GONE, MOST_ANSWERS, OF_A_STUDENT, OF_A_TEACHER, Rate
from viewer.classroom.room import Member, Room


class Teacher:
    """Leads a class: what this page shows, the others show."""

    def __init__(self, classes: Classes, code: str, lesson: Lesson) -> None:
        self._classes, self._code, self._lesson = classes, code, lesson
        self._rate = Rate(*OF_A_TEACHER)

    async def says(self, text: str) -> None:
        """Take what the page says.

        Raises
        ------
        messages.Refused
            If it is nothing a teacher's page may say, or comes too fast.
        """
        _in_time(self._rate)
        said = messages.of_a_teacher(text)
        lesson = self._lesson
        if isinstance(said, messages.End):
            await self._classes.end(self._code)
            return
        if isinstance(said, messages.Show):
            message = lesson.show(said.look)
        elif isinstance(said, messages.Ask):
            message = lesson.ask(said)
        elif isinstance(said, messages.Reveal):
            if lesson.asked is None or lesson.revealed is not None:
                return
            message = lesson.reveal(await self._classes.answers(self._code, lesson))
        else:
            message = lesson.done()
        await self._classes.tell(self._code, lesson, message)


class Student:
    """Follows a class, or looks around in it, and answers."""

    def __init__(self, classes: Classes, room: Room, member: Member, me: str) -> None:
        self._classes, self._room, self._member, self._me = classes, room, member, me
        self._rate = Rate(*OF_A_STUDENT)

    async def says(self, text: str) -> None:
        """Take what the page says; an answer that comes too late is passed over.

        Raises
        ------
        messages.Refused
            If it is nothing a student's page may say, or comes too fast.
        """
        _in_time(self._rate)
        said = messages.of_a_student(text)
        if isinstance(said, messages.Around):
            self._member.around = said.on
            return
        asked = self._room.question.get("asked")
        if not asked or said.n != self._room.question["n"] or self._room.question.get("revealed"):
            return
        if isinstance(said, messages.Tap):
            if asked["kind"] != "tap":
                return
            if not inside(said.at, self._classes.box()):
                msg = "a tap must lie on a body"
                raise messages.Refused(msg)
            answer = json.dumps([round(value) for value in said.at])
        elif asked["kind"] == "poll" and said.option < len(asked["options"]):
            answer = str(said.option)
        else:
            return
        key = answers_of(self._room.code, said.n)
        await self._classes.bus.put(key, self._me, answer, GONE, MOST_ANSWERS)


def _in_time(rate: Rate) -> None:
    if not rate.take():
        msg = "messages must come more slowly"
        raise messages.Refused(msg)
