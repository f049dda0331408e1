"""Who keeps the server waiting is let go, and locks nobody out; who is inside stays."""

import asyncio
import logging
import re
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from populated import each
from viewer.serving import server
from viewer.serving.limits import RESERVE, Limits, fitted

Serving = Callable[..., Any]
QUICK = Limits(patience=0.5, unread=0.5)
HEAD = b"GET /healthz HTTP/1.1\r\nHost: here\r\n"
UPGRADE = (
    b"GET /ws HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
STALLS = {
    "nothing at all": b"",
    "half a line": b"GET /heal",
    "half a head": HEAD,
    "no hello": UPGRADE,
    "half a hello": UPGRADE + b"\x82\xfe\x01\x00aaaa",
    "a ping for a hello": UPGRADE + b"\x89\x80aaaa",
    "half a body": b"POST /paraview/ HTTP/1.1\r\nHost: here\r\nContent-Length: 50\r\n\r\n{",
    "half a chunk": b"POST /paraview/ HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n32\r\n{",
    "a body where none is read": b"POST /ws HTTP/1.1\r\nHost: here\r\nContent-Length: 50\r\n\r\n{",
    "no further request": HEAD + b"\r\n",
    "half a second request": HEAD + b"\r\n" + HEAD,
}


@asynccontextmanager
async def line(server: Any) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A bare connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def hung_up(reader: asyncio.StreamReader) -> bytes:
    """Wait until the server hangs up; what it said before."""
    said = b""
    with suppress(ConnectionError):
        while data := await asyncio.wait_for(reader.read(1 << 16), 60):
            said += data
    return said


def test_the_usual_patience_is_ten_seconds() -> None:
    assert Limits().patience == 10


def test_where_the_server_was_held_up_itself_nobody_is_let_go(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as (reader, writer):
            await asyncio.sleep(QUICK.patience / 4)
            time.sleep(3 * QUICK.patience)  # the server runs in this loop: it does nothing meanwhile
            writer.write(HEAD + b"Connection: close\r\n\r\n")
            assert b"200 OK" in await hung_up(reader)

    serving(visit, limits=QUICK)


@pytest.mark.parametrize("sent", STALLS.values(), ids=STALLS)
def test_who_stops_in_the_middle_is_let_go(serving: Serving, sent: bytes) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as (reader, writer):
            writer.write(sent)
            await hung_up(reader)
        assert server.connections.guests == 0

    serving(visit, limits=QUICK)


@pytest.mark.parametrize("start", [b"GET /healthz HTTP/1.1\r\nX-Slow: ", STALLS["half a body"], UPGRADE])
def test_a_byte_now_and_then_buys_no_time(serving: Serving, start: bytes) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as (reader, writer):
            writer.write(start)

            async def trickle() -> None:
                with suppress(ConnectionError):
                    while True:
                        writer.write(b"\x82" if start is UPGRADE else b"a")
                        await writer.drain()
                        await asyncio.sleep(0.1)

            trickling = asyncio.ensure_future(trickle())
            await hung_up(reader)
            trickling.cancel()

    serving(visit, limits=QUICK)


def test_who_said_hello_may_say_nothing_more(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            async with line(server) as (reader, _):
                await hung_up(reader)
                await asyncio.sleep(QUICK.patience)
            assert (await visitor.state())["select"] is None

    serving(visit, limits=QUICK)


def test_a_long_answer_may_be_read_slowly(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        path = re.search(r"assets/\w+/trame-vtk\.js", await server.text("/"))
        assert path
        async with line(server) as (reader, writer):
            writer.write(f"GET /{path[0]} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
            read = 0
            for _ in range(6):  # for longer than anybody may keep the server waiting
                read += len(await reader.readexactly(150_000))
                await asyncio.sleep(QUICK.patience / 3)
            read += len(await hung_up(reader))
        assert read > 1_500_000

    serving(visit, limits=QUICK)


def test_who_does_not_read_an_answer_is_let_go(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        path = re.search(r"assets/\w+/trame-vtk\.js", await server.text("/"))
        assert path
        ask = f"GET /{path[0]} HTTP/1.1\r\nHost: here\r\n\r\n".encode()
        async with line(server) as (_, writer):
            writer.transport.pause_reading()
            writer.write(ask * 20)  # more than the system itself holds for anybody
            while not server.connections.guests:
                await asyncio.sleep(0.02)
            while server.connections.guests:
                await asyncio.sleep(0.02)

    serving(visit, limits=QUICK)


@pytest.mark.parametrize(
    "sent", [b"a" * 1000, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"], ids=["line", "requests"]
)
def test_nobody_is_listened_to_without_end(serving: Serving, sent: bytes) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as (reader, writer):
            with suppress(ConnectionError):
                for _ in range(20_000_000 // len(sent)):
                    writer.write(sent)
                    await writer.drain()
            await hung_up(reader)

    serving(visit, limits=Limits(patience=300, unread=300))


CROWD = 30


@pytest.mark.parametrize("kind", ["half a head", "no hello", "half a body", "no further request", "mixed"])
def test_a_newcomer_gets_in_where_guests_are_too_many(serving: Serving, kind: str) -> None:
    async def visit(server: Any) -> None:
        async with AsyncExitStack() as crowd, server.visit() as inside:
            kinds = list(STALLS.values()) if kind == "mixed" else [STALLS[kind]]
            lines = [await crowd.enter_async_context(line(server)) for _ in range(CROWD)]
            for count, (_, writer) in enumerate(lines):
                writer.write(kinds[count % len(kinds)])
            async with server.visit() as newcomer:
                assert (await newcomer.state())["select"] is None
            assert server.connections.guests <= 10
            assert (await inside.state())["select"] is None

    # Patience enough for the test to fail if nobody made room.
    serving(visit, limits=Limits(guests=10, patience=300))


def test_the_one_that_was_waited_for_longest_makes_room(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with AsyncExitStack() as stack:
            lines = [await stack.enter_async_context(line(server)) for _ in range(4)]
            for _, writer in lines:
                writer.write(HEAD)
                await asyncio.sleep(0.05)
            first, *others = lines
            await hung_up(first[0])
            for reader, writer in each(others):
                writer.write(b"\r\n")
                assert (await reader.readline()).startswith(b"HTTP/1.1 200")

    serving(visit, limits=Limits(guests=3, patience=300))


def test_where_it_is_full_a_page_is_told_to_come_back(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}/healthz") as answer:
            assert "Retry-After" not in answer.headers
        async with server.visit():
            async with server.client.get(f"{server.url}/healthz") as answer:
                assert answer.status == 200  # alive all the same: nobody need start it again
                assert int(answer.headers["Retry-After"]) > 0
            with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                await server.client.ws_connect(f"{server.url}/ws")
            assert refusal.value.status == 503
            assert "Retry-After" in refusal.value.headers
        while server.site.full:
            await asyncio.sleep(0.02)
        async with server.visit() as visitor:
            assert (await visitor.state())["select"] is None

    serving(visit, limits=Limits(sessions=1))


def test_hellos_that_come_together_do_not_pass_the_limit(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async def come() -> bool:
            try:
                async with server.visit() as visitor:
                    await visitor.state()
                    await asyncio.sleep(1)
                    return True
            except (ConnectionError, aiohttp.WSServerHandshakeError):
                return False

        assert sum(await asyncio.gather(*(come() for _ in range(8)))) == 2

    serving(visit, limits=Limits(sessions=2))


@pytest.mark.parametrize("descriptors", [16, 64, 256, 1024, 20_000])
def test_limits_fit_into_what_the_machine_allows(descriptors: int) -> None:
    limits = fitted(descriptors)

    assert limits.sessions + limits.guests + limits.members <= max(8, descriptors - RESERVE)
    assert limits.guests >= limits.sessions // 3
    assert limits.sessions <= Limits().sessions
    assert limits.members >= limits.sessions // 2


def test_who_leaves_in_the_middle_of_an_answer_is_no_news(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    async def visit(server: Any) -> None:
        path = re.search(r"assets/\w+/trame-vtk\.js", await server.text("/"))
        assert path
        for _ in range(3):
            async with line(server) as (reader, writer):
                writer.write(f"GET /{path[0]} HTTP/1.1\r\nHost: here\r\n\r\n".encode() * 20)
                await reader.readexactly(1000)
                writer.transport.abort()
        async with server.visit() as visitor:
            visitor.socket._response.connection.transport.abort()
        while server.connections.guests > 1 or server.site.sessions:
            await asyncio.sleep(0.02)

    serving(visit)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


def test_a_server_that_ends_waits_for_no_guest(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "ENDING", 10_000)  # the test would not end if it did

    with ExitStack() as stack:

        async def visit(running: Any) -> None:
            for sent in STALLS.values():
                address = ("127.0.0.1", int(running.url.rpartition(":")[2]))
                stack.enter_context(socket.create_connection(address)).sendall(sent)
            while running.connections.guests < len(STALLS) - 3:  # no body is read: who sends one is answered
                await asyncio.sleep(0.02)

        serving(visit, limits=Limits(patience=10_000, unread=10_000))
