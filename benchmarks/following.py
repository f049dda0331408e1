"""A class: how soon a teacher's move is on every student's line, and what the servers spend on it.

`python -m benchmarks.following [--students 1000] [--bus redis://127.0.0.1:6379]`; with a bus, two processes.
"""

import argparse
import asyncio
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any

import aiohttp
import psutil

MOVES, A_SECOND = 100, 10
FROM = 500
MOVE = re.compile(rb'camera=-111\.8,6\.5,([0-9.]+),[^"]*"}')
LAST = f"{FROM + MOVES - 1}.5".encode()
FULL = 0.95
AT_ONCE = 50
"""Students that join at a time."""


def main() -> None:
    """Measure a class and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--bus", default="")
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with servers(2 if options.bus else 1, options.bus) as running:
        sys.stdout.write(asyncio.run(measured(running, options.students)) + "\n")


@contextmanager
def servers(count: int, bus: str) -> Iterator[list[tuple[str, psutil.Process]]]:
    """So many servers of their own, by address and process."""
    more = ["--class-bus", bus] if bus else []
    start = [sys.executable, "-m", "viewer", "serve", "--port", "0", "--no-browser", *more]
    started = [subprocess.Popen(start, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    try:
        yield [(_listening(one), psutil.Process(one.pid)) for one in started]
    finally:
        for one in started:
            one.terminate()
            one.wait()


def _listening(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    address = process.stdout.readline().split()[-1].rstrip("/")
    time.sleep(20)  # until the files of the page are packed, which has nothing to do with a class
    return address


class Seen:
    """When each move was sent, and how much later each student had it; seconds."""

    def __init__(self) -> None:
        self.sent: dict[bytes, float] = {}
        self.delays: list[float] = []
        self.last = 0
        """Students that had the last move."""


class Student(asyncio.Protocol):
    """A student's line, as cheap as can be: a thousand of them share one process here."""

    def __init__(self, code: str, seen: Seen) -> None:
        self._code, self._seen, self._upgraded, self._held = code, seen, False, b""
        self._line: Any = None
        self.joined = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a websocket."""
        self._line = transport
        self._line.write(
            b"GET /class/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )

    def data_received(self, data: bytes) -> None:
        """Note when a move has come whole."""
        now = time.perf_counter()
        self._held += data
        if not self._upgraded:
            head, end, rest = self._held.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head:
                self.joined.set_exception(ConnectionError(head[:100]))
                return
            self._upgraded, self._held = True, rest
            hello = json.dumps({"do": "join", "code": self._code}).encode()
            self._line.write(bytes((0x81, 0x80 | len(hello))) + bytes(4) + hello)  # masked with nothing
        while found := MOVE.search(self._held):
            sent = self._seen.sent.get(found[1])
            if sent is not None:
                self._seen.delays.append(now - sent)
                self._seen.last += found[1] == LAST
            self._held = self._held[found.end() :]
        if b'"question"' in self._held and not self.joined.done():
            self.joined.set_result(None)


async def measured(running: list[tuple[str, psutil.Process]], students: int) -> str:
    """A teacher moves for some seconds while so many follow; what was seen of it, in words."""
    seen, loop = Seen(), asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(aiohttp.ClientSession())
        teacher = await client.ws_connect(f"{running[0][0]}/class/ws")
        await teacher.send_json({"do": "open"})
        code = (await teacher.receive_json())["code"]

        async def join(number: int) -> None:
            url, _ = running[number % len(running)]
            port = int(url.rpartition(":")[2])
            _, student = await loop.create_connection(lambda: Student(code, seen), "127.0.0.1", port)
            await student.joined

        for begin in range(0, students, AT_ONCE):
            await asyncio.gather(*map(join, range(begin, min(students, begin + AT_ONCE))))
        listening = asyncio.ensure_future(_listen(teacher))
        await asyncio.sleep(3)
        before = [sum(process.cpu_times()[:2]) for _, process in running]
        begun = time.perf_counter()
        for move in range(MOVES):
            await asyncio.sleep(max(0.0, begun + move / A_SECOND - time.perf_counter()))
            camera = f"{FROM + move}.5"
            look = f"body=male&select=KI3.left&camera=-111.8,6.5,{camera},63.6,-13,83.5"
            seen.sent[camera.encode()] = time.perf_counter()
            await teacher.send_json({"do": "look", "look": look})
        took = time.perf_counter() - begun
        spent = [sum(process.cpu_times()[:2]) for _, process in running]
        await asyncio.sleep(2)
        listening.cancel()
    ordered = sorted(seen.delays)
    share = ", ".join(f"{100 * (b - a) / took:.0f} %" for a, b in zip(before, spent, strict=True))
    p95 = ordered[int(FULL * len(ordered))]
    return (
        f"{students} students, {len(running)} server process(es), {MOVES} moves at {A_SECOND} a second: "
        f"p50 {1000 * statistics.median(ordered):.0f} ms, p95 {1000 * p95:.0f} ms, "
        f"most {1000 * ordered[-1]:.0f} ms; {len(ordered) / students:.0f} moves seen by each, "
        f"the last one by {seen.last}; server CPU {share} of a core"
    )


async def _listen(line: aiohttp.ClientWebSocketResponse) -> None:
    """The teacher's page reads what it is told."""
    async for _ in line:
        pass


if __name__ == "__main__":
    main()
