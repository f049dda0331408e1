"""The websocket of a class: who opens, leads or joins one, and nothing else."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from viewer.classroom import codes, messages
from viewer.classroom.classes import Classes, NoClass, TooMany
from viewer.classroom.lesson import Lesson, said
from viewer.classroom.room import Member
from viewer.classroom.taking_part import Student, Teacher
from viewer.serving.connections import Connection
from viewer.serving.hosts import Hosts
from viewer.serving.joining import join_address

PATH = "/class/ws"
MOST_UNREAD = 64 * 1024
"""Bytes that may wait for a page to read them; it is sent no look meanwhile."""
FULL = "This class is full at the moment. Please try again in a minute."
TEXT, SHORT = 0x81, 126
"""The first byte of a whole text message (RFC 6455), and from where on its length takes two bytes more."""

_log = logging.getLogger(__name__)


def framed(message: bytes) -> bytes:
    """A message as it goes over a websocket: the same bytes for everybody, so that a thousand cost little."""
    size = len(message)
    if size < SHORT:
        return bytes((TEXT, size)) + message
    if size < 1 << 16:
        return bytes((TEXT, SHORT)) + size.to_bytes(2) + message
    return bytes((TEXT, SHORT + 1)) + size.to_bytes(8) + message


class ClassLines:
    """All websockets of classes of one process.

    Parameters
    ----------
    classes
        What is said over them.
    hosts
        The names the server answers to.
    most
        Pages in classes at a time.
    """

    def __init__(self, classes: Classes, hosts: Hosts, most: int) -> None:
        self.classes = classes
        self._hosts, self._most, self._taken = hosts, most, 0
        self._closing: set[asyncio.Task[bool]] = set()

    async def start(self, _app: web.Application) -> None:
        """Begin, with the server."""
        self.classes.start()

    async def part(self, _app: web.Application) -> None:
        """Let go of everybody, as the server ends."""
        await self.classes.stop()
        await asyncio.gather(*self._closing, return_exceptions=True)

    async def talk(self, request: web.Request) -> web.StreamResponse:
        """Open a line; what a class costs is spent once the page has said which one it means."""
        if self._taken >= self._most:
            raise web.HTTPServiceUnavailable(text=FULL, headers={"Retry-After": "5"})
        line = web.WebSocketResponse(
            max_msg_size=2 * messages.LARGEST, heartbeat=30, timeout=2, compress=False
        )
        if not line.can_prepare(request):
            raise web.HTTPBadRequest(text="This address is for a class's own connection, a websocket.")
        await line.prepare(request)
        self._taken += 1
        try:
            await self._greet(request, line)
        except messages.Refused as error:
            _log.debug("a page in a class was hung up on: %s", error)
            await line.close(code=aiohttp.WSCloseCode.POLICY_VIOLATION)
        except ConnectionError:  # the page has left, or what the processes share does not answer
            await line.close(code=aiohttp.WSCloseCode.TRY_AGAIN_LATER)
        finally:
            self._taken -= 1
        return line

    async def _greet(self, request: web.Request, line: web.WebSocketResponse) -> None:
        message = await line.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            await line.close(code=aiohttp.WSCloseCode.POLICY_VIOLATION)
            return
        hello = messages.hello(message.data)
        member = self._member(request, line)
        try:
            if isinstance(hello, messages.Join):
                await self._follow(request, line, member, hello)
            else:
                await self._lead(request, line, member, hello)
        except NoClass:
            await asyncio.sleep(self.classes.guesses.wrong(request.remote or ""))
            await self._refuse(line, "unknown")
        except TooMany:
            await self._refuse(line, "busy")

    async def _follow(
        self, request: web.Request, line: web.WebSocketResponse, member: Member, hello: messages.Join
    ) -> None:
        code = await self._meant(request, hello.code)
        me = hello.me or codes.own()
        lesson = await self.classes.join(code, member)
        async with self._inside(request, code, member):
            self._welcome(member, said("joined", code=code, me=me), lesson)
            student = Student(self.classes, self.classes.rooms[code], member, me)
            async for message in line:
                await student.says(_text(message))

    async def _lead(
        self,
        request: web.Request,
        line: web.WebSocketResponse,
        member: Member,
        hello: messages.Open | messages.Lead,
    ) -> None:
        if isinstance(hello, messages.Lead):
            code, secret = await self._meant(request, hello.code), hello.secret
            lesson = await self.classes.lead(code, secret, member)
        else:
            code, secret, lesson = await self.classes.open(member)
        async with self._inside(request, code, member):
            where = join_address(request, self._hosts)
            link = f"{where}?class={code}" if where else ""
            opened = said("opened", code=code, secret=secret, where=where, link=link)
            self._welcome(member, opened, lesson)
            teacher = Teacher(self.classes, code, lesson)
            async for message in line:
                await teacher.says(_text(message))

    async def _meant(self, request: web.Request, text: str) -> str:
        """The code that is meant; whoever tried many wrong ones waits before theirs is looked at."""
        await asyncio.sleep(self.classes.guesses.pause(request.remote or ""))
        code = codes.read(text)
        if code is None:
            raise NoClass
        return code

    @asynccontextmanager
    async def _inside(self, request: web.Request, code: str, member: Member) -> AsyncIterator[None]:
        if isinstance(request.protocol, Connection):
            request.protocol.let_in()
        try:
            yield
        finally:
            await self.classes.leave(code, member)

    @staticmethod
    def _welcome(member: Member, first: str, lesson: Lesson) -> None:
        for message in (first, lesson.looked(), lesson.question()):
            member.send(message.encode())

    def _member(self, request: web.Request, line: web.WebSocketResponse) -> Member:
        transport = request.transport

        def send(message: bytes) -> bool:
            if transport is None or transport.is_closing():
                return True
            if transport.get_write_buffer_size() > MOST_UNREAD:
                return False
            transport.write(framed(message))
            return True

        def part() -> None:
            closing = asyncio.ensure_future(line.close(code=aiohttp.WSCloseCode.GOING_AWAY))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)

        return Member(send, part)

    @staticmethod
    async def _refuse(line: web.WebSocketResponse, why: str) -> None:
        with contextlib.suppress(ConnectionError):
            await line.send_str(said("refused", why=why))
            await line.close(code=aiohttp.WSCloseCode.POLICY_VIOLATION)


def _text(message: aiohttp.WSMessage) -> str:
    if message.type is not aiohttp.WSMsgType.TEXT:
        msg = "a message must be text"
        raise messages.Refused(msg)
    return str(message.data)
