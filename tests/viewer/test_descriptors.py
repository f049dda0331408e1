"""Where the server may open no more files, newcomers wait, the log stays short, and who is inside stays."""

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import msgpack
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits sockets in another way")

ROOT = Path(__file__).parents[2]
FEW = 64
HALF = b"GET / HTTP/1.1\r\nX-"

UNFITTED = """
import sys
from viewer.serving import running
running.most_descriptors = lambda: 10_000
from viewer.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""A server that thinks it may open many files."""


@contextmanager
def limited(tmp_path: Path, *before: str) -> Iterator[tuple[str, Path]]:
    """A server in a process that may open few files; its address and its log."""
    log = tmp_path / "log"
    start = [sys.executable, *before, "serve", "--port", "0", "--no-browser"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            ["sh", "-c", f'ulimit -n {FEW}; exec "$@"', "sh", *start],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    try:
        assert process.stdout
        yield process.stdout.readline().split()[-1].rstrip("/"), log
    finally:
        process.terminate()
        process.communicate(timeout=60)


@asynccontextmanager
async def half_heads(url: str, count: int) -> AsyncIterator[None]:
    """So many connections that stop in the middle of a request, and open anew when they are closed."""

    async def stall() -> None:
        loop, where = asyncio.get_running_loop(), ("127.0.0.1", int(url.rpartition(":")[2]))
        while True:
            with suppress(OSError), socket.socket() as line:
                line.setblocking(False)
                await loop.sock_connect(line, where)
                await loop.sock_sendall(line, HALF)
                await loop.sock_recv(line, 1)
            await asyncio.sleep(0.2)

    tasks = [asyncio.ensure_future(stall()) for _ in range(count)]
    try:
        await asyncio.sleep(1)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("before", [("-m", "viewer"), ("-c", UNFITTED)], ids=["fitted", "taken by surprise"])
def test_half_heads_beyond_what_can_be_opened_lock_nobody_out(
    tmp_path: Path, before: tuple[str, ...]
) -> None:
    async def visit(url: str) -> None:
        async with aiohttp.ClientSession() as client, client.ws_connect(f"{url}/ws") as inside:
            await hello(inside)
            async with half_heads(url, 2 * FEW):
                for _ in range(5):  # in a quarter of the time on a quiet machine
                    await asyncio.wait_for(enter(url), 60)
                await asyncio.wait_for(state_of(inside), 60)

    with limited(tmp_path, *before) as (url, log):
        asyncio.run(visit(url))
    assert len(log.read_text().splitlines()) <= 3, log.read_text()[-2000:]
    assert "Traceback" not in log.read_text()


async def enter(url: str) -> None:
    """Do what a page does first."""
    while True:
        try:
            async with aiohttp.ClientSession() as client, client.ws_connect(f"{url}/ws") as line:
                await hello(line)
                return await state_of(line)
        except (OSError, aiohttp.ClientError, TypeError):  # TypeError: the socket was closed
            await asyncio.sleep(0.1)


async def hello(line: Any) -> None:
    await say(line, "system:c0:0", "wslink.hello", {"secret": "wslink-secret"})


async def state_of(line: Any) -> None:
    assert b"previewing" in await say(line, "rpc:c:1", "trame.state.get")


async def say(line: Any, name: str, method: str, *args: Any) -> bytes:
    body = msgpack.packb({"id": name, "method": method, "args": args})
    await line.send_bytes(bytes(8) + len(body).to_bytes(4, "little") + body)
    return await line.receive_bytes()


SOFT = """
import resource
from viewer.serving.limits import most_descriptors
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 900))
print(most_descriptors(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def test_the_server_asks_for_as_many_files_as_it_may_have() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOFT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.split() == ["900", "900"]


def test_what_is_said_is_said_once_a_minute(
    serving: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    async def visit(server: Any) -> None:
        loop = asyncio.get_running_loop()
        accept, times = loop.sock_accept, 0

        async def exhausted(listening: Any) -> Any:
            nonlocal times
            times += 1
            if times < 8:
                raise OSError(24, "Too many open files")
            return await accept(listening)

        loop.sock_accept = exhausted  # type: ignore[method-assign]
        async with server.client.get(f"{server.url}/healthz"):  # taken in by the call that waited already
            pass
        async with aiohttp.ClientSession() as client, client.get(f"{server.url}/healthz") as answer:
            assert answer.status == 200

    serving(visit)
    assert len(re.findall("no more connections", caplog.text)) == 1
