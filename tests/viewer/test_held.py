"""No socket makes the server hold much: unfinished messages, unread answers, files that are never whole."""

import asyncio
import gc
import json
import re
import struct
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import msgpack
import pytest

from viewer.serving import preview, uploads, wire
from viewer.serving.limits import Limits

Serving = Callable[..., Any]
MB = 1_000_000
PATIENT = Limits(patience=300, unread=300)
"""Nobody is let go for being slow: what is held is bounded all the same."""


@contextmanager
def at_most(megabytes: float) -> Iterator[None]:
    """What is held at any moment, the client's own part included."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        yield
        assert tracemalloc.get_traced_memory()[1] - before < megabytes * MB
    finally:
        tracemalloc.stop()


def frame(number: int, offset: int, size: int, body: bytes = b"x") -> bytes:
    return struct.pack("<III", number, offset, size) + body


async def closed(socket: aiohttp.ClientWebSocketResponse) -> bool:
    """Whether the server hangs up."""
    with suppress(ConnectionError):
        while True:
            message = await asyncio.wait_for(socket.receive(), 60)
            if message.type is not aiohttp.WSMsgType.BINARY:
                return True
    return True


FRAMES = {
    "many that are begun": lambda i: frame(i, 0, 500),
    "one that grows and grows": lambda i: frame(1, i, 500),
    "of four gigabytes": lambda i: frame(i, 0, 2**32 - 1),
    "smaller than told": lambda i: frame(i, 0, 500, b"x" * 499),
    "larger than told": lambda i: frame(i, 0, 1, b"xx"),
}


@pytest.mark.parametrize("greeted", [False, True], ids=["before hello", "after hello"])
@pytest.mark.parametrize("made", FRAMES.values(), ids=FRAMES)
def test_messages_that_are_never_whole_are_not_kept(
    serving: Serving, made: Callable[[int], bytes], greeted: bool
) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming

        async def flood(socket: aiohttp.ClientWebSocketResponse) -> None:
            with at_most(4 if greeted else 2):
                with suppress(ConnectionError):
                    for i in range(20_000):
                        await socket.send_bytes(made(i))
                assert await closed(socket)

        if greeted:
            async with server.visit() as visitor:
                await visitor.state()
                await flood(visitor.socket)
        else:
            async with server.client.ws_connect(f"{server.url}/ws", max_msg_size=0) as socket:
                await flood(socket)

    serving(visit, limits=PATIENT)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00" * 12,
        b"x" * 2000,
        frame(1, 0, 1, b"\xc1"),
        frame(1, 0, 1, b"\xc0"),
        frame(1, 0, 1, b"\x80"),
    ],
)
def test_what_is_no_hello_is_answered_by_hanging_up(serving: Serving, sent: bytes) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.client.ws_connect(f"{server.url}/ws") as socket:
            await socket.send_bytes(sent)
            assert await closed(socket)
        assert server.site.sessions == set()

    serving(visit, limits=PATIENT)


@pytest.mark.parametrize(
    "hello",
    [
        {"id": "rpc:c:1", "method": "trame.state.get", "args": []},
        {"id": "system:c0:0", "method": "wslink.hello", "args": []},
        {"id": "system:c0:0", "method": "wslink.hello", "args": [{"secret": "guess"}]},
        {"id": 7, "method": "wslink.hello", "args": [{"secret": "wslink-secret"}]},
        {"method": "wslink.hello", "args": [{"secret": "wslink-secret"}]},
        ["wslink.hello"],
        None,
    ],
)
def test_nothing_comes_before_the_hello(serving: Serving, hello: Any) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        body = msgpack.packb(hello)
        async with server.client.ws_connect(f"{server.url}/ws") as socket:
            await socket.send_bytes(frame(1, 0, len(body), body))
            assert await closed(socket)
        assert server.site.sessions == set()

    serving(visit, limits=PATIENT)


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("trame.state.get", []),
        ("trame.state.update", [[{"key": "hide", "value": ["x" * 200] * 140}]]),
        ("trame.trigger", ["previewed", ["female"], {}]),
        ("trame.trigger", ["text", [["page/method", "student"]], {}]),
    ],
)
def test_a_page_that_does_not_read_is_not_written_for(serving: Serving, method: str, args: Any) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as visitor:
            if method == "trame.trigger":  # both answer nothing before there is a preview
                await show(visitor, packed([MINE.encode()]), body="female")
            await visitor.tell(hide=["y" * 200] * 140)
            await visitor.call(method, *args)
            with at_most(4):
                for count in range(300):
                    call = {"id": f"rpc:c:{count}", "method": method, "args": args}
                    with suppress(asyncio.TimeoutError, ConnectionError):
                        await asyncio.wait_for(visitor.send(call), 0.2)
                        continue
                    break  # the server does not read on, as its answers are not read
                await asyncio.sleep(0.5)

    serving(visit, limits=PATIENT)


def test_a_page_that_never_reads_is_hung_up_on(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as visitor:
            await visitor.tell(hide=["y" * 200] * 140)  # long answers are soon more than lines hold
            with suppress(asyncio.TimeoutError, ConnectionError):
                while True:
                    call = {"id": "rpc:c:1", "method": "trame.state.get", "args": []}
                    await asyncio.wait_for(visitor.send(call), 0.2)
            while server.site.sessions:
                await asyncio.sleep(0.05)

    serving(visit, limits=Limits(unread=0.5))


class Deaf:
    """A socket whose other end reads nothing."""

    closed = False
    compress = 0


def test_what_the_server_says_of_itself_waits_for_a_page_only_so_far() -> None:
    channel = wire.Channel(Deaf())  # type: ignore[arg-type]
    for _ in range(19):
        channel.publish({"select": "x" * 100_000})
    with pytest.raises(ConnectionError, match="must read what it is sent"):
        channel.publish({"select": "x" * 300_000})
    assert channel._unread <= wire.MOST_UNREAD + 300_000


def test_a_file_is_not_held_for_who_does_not_read_it(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        path = re.search(r"assets/\w+/trame-vtk\.js", await server.text("/"))
        assert path
        ask = f"GET /{path[0]} HTTP/1.1\r\nHost: here\r\n\r\n".encode()
        _, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
        writer.transport.pause_reading()
        with at_most(0.5):
            writer.write(ask * 20)
            await asyncio.sleep(1)
        writer.transport.abort()

    serving(visit, limits=PATIENT)


def test_files_that_are_never_whole_are_held_once(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as visitor:
            part = "é" * uploads.LARGEST_PART
            with at_most(2):
                for _ in range(3):
                    await visitor.call("trame.trigger", "preview", [{"bytes": MB}], {})
                    for _ in range(MB // len(part)):
                        assert await visitor.call("trame.trigger", "preview", [part], {}) is None

    serving(visit, limits=PATIENT)


def test_what_a_page_tells_of_itself_is_held_once(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as visitor:
            # The same keys: msgpack interns them, and the table of interned texts grows by megabytes at once.
            layers = [f"{'x' * 60} {number}" for number in range(400)]
            with at_most(4):
                for count in range(60):
                    many = [f"{count} {'x' * 60} {number}" for number in range(400)]
                    await visitor.tell(hide=many)
                    await visitor.tell(show=dict.fromkeys(layers, True))
            [session] = server.site.sessions
            assert session.state.hide == many

    serving(visit, limits=PATIENT)


def test_a_message_that_unpacks_to_very_much_ends_the_session(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        bomb = b"\x00" * (30 * MB)
        async with server.visit(compress=15) as visitor:
            with at_most(4):
                with suppress(ConnectionError):
                    await visitor.socket.send_bytes(bomb)
                assert await closed(visitor.socket)

    serving(visit, limits=PATIENT)


@pytest.mark.parametrize("filler", [b"\x90", b"\x80", b"\xa0"], ids=["lists", "tables", "texts"])
def test_a_message_of_very_many_things_is_not_much(serving: Serving, filler: bytes) -> None:
    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as visitor:
            start = msgpack.packb({"id": "rpc:c:1", "method": "trame.trigger"})
            room = wire.LARGEST_MESSAGE - 64 - len(start)
            body = b"\x83" + start[1:] + b"\xa4args\xdc" + room.to_bytes(2, "big") + filler * room
            with at_most(4):
                await visitor.socket.send_bytes(frame(1, 0, len(body), body))
                assert (await visitor.receive())["id"] == "rpc:c:1"

    serving(visit, limits=PATIENT)


GUIDE = (Path(__file__).parents[2] / "docs" / "point-maps.md").read_text("utf-8")
MINE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0]
CODE = re.search(r'^code = ("[^"]+")', MINE, re.MULTILINE)[1]  # type: ignore[index]


def largest(first: int) -> bytes:
    """A map file with half as many regions as a preview may hold."""
    start, end = MINE.index("[[region]]"), MINE.index("[[reach]]")
    head = MINE[:start].replace("my-course-notes", f"notes-{first}")
    regions = [
        MINE[start:end]
        .replace(CODE, f'"OWN-{number}"', 1)
        .replace("cun = 5, toward", f"cun = {4 + number % 20 / 10}, toward")
        .replace("my-course-notes", f"notes-{first}")
        for number in range(first, first + preview.MOST_PLACES // 2)
    ]
    return (head + "".join(regions)).encode()


def packed(files: Sequence[bytes]) -> bytes:
    """What a page sends of some files."""
    head = json.dumps([{"name": f"{i}.toml", "size": len(data)} for i, data in enumerate(files)])
    return head.encode() + b"\n" + b"".join(files)


async def show(visitor: Any, sent: bytes, body: str = "male") -> None:
    """Send files and look at them, as a page does."""
    answer = await visitor.ask("preview", {"bytes": len(sent)})
    for at in range(0, len(sent), uploads.LARGEST_PART):
        part = sent[at : at + uploads.LARGEST_PART].decode("latin-1")
        answer = answer or await visitor.ask("preview", part)
    assert answer == []
    added = await visitor.ask("previewed", body)
    first = added["preview"]["first"]
    assert (await visitor.ask("text", [f"card/{first}", "student"]))["title"]
    assert await visitor.ask("relations", first) is not None
    visitor.pushed.clear()


def held() -> int:
    """Bytes that are held since tracing began."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_the_largest_preview_is_held_within_four_megabytes(serving: Serving) -> None:
    sent = packed([largest(100), largest(500)])

    async def visit(server: Any) -> None:
        await server.site.warming
        async with server.visit() as first:
            await show(first, packed([MINE.encode()]))  # what all previews share is there from now on
        while server.site.sessions:
            await asyncio.sleep(0.02)
        async with server.visit() as second:
            gc.collect()
            tracemalloc.start()
            try:
                await show(second, sent)
                await asyncio.sleep(0.1)
                [session] = server.site.sessions
                assert len(session._previewed.atlas.regions) > 2 * preview.MOST_PLACES
                # What goes with the preview was its own; tables of the interpreter may have grown, and stay.
                before = held()
                await second.ask("forget", True)
                second.pushed.clear()
                assert MB < before - held() < 4 * MB
            finally:
                tracemalloc.stop()

    serving(visit, limits=PATIENT)
