"""Visits leave nothing behind, cost little while they last, and hold nobody else up."""

import asyncio
import gc
import subprocess
import sys
import time
import tracemalloc
import weakref
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgpack
import pytest

from viewer.page import document
from viewer.serving.session import Session

Serving = Callable[..., Any]
ROOT = Path(__file__).parents[2]
VISITS = 200
WARM_UP = 40
MOST_KEPT = 1_000
"""Bytes a visit may leave, timers that are still running included."""
CLASS = 50


def test_visits_leave_no_memory_behind(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async def once() -> None:
            async with server.visit() as visitor:
                await visitor.state()
                await visitor.tell(body="male", select="sacrum", show={"skin": True}, hide=["KI3.left"])

        others = sessions()  # of another test's server, which may still be held
        await server.site.warming
        tracemalloc.start()
        for _ in range(WARM_UP):
            await once()
        before = await settled(server)
        for _ in range(VISITS):
            await once()
        assert (await settled(server) - before) / VISITS < MOST_KEPT
        assert sessions() <= others

    try:
        serving(visit)
    finally:
        tracemalloc.stop()


def sessions() -> set[int]:
    """Those that are still in memory."""
    return {id(thing) for thing in gc.get_objects() if isinstance(thing, Session)}


async def settled(server: Any) -> int:
    """Bytes held once every session is over."""
    await all_gone(server)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def all_gone(server: Any) -> None:
    while server.site.sessions or server.connections.guests:
        await asyncio.sleep(0.02)


@contextmanager
def no_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_a_session_is_gone_with_its_connection_without_a_search_for_garbage(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        with no_collections():
            async with server.visit() as visitor:
                await visitor.tell(select="KI3.left")
                await visitor.ask("preview", {"bytes": 10})
                await visitor.ask("preview", "x" * 10)
                await visitor.ask("previewed", "male")
                [session] = server.site.sessions
                session.follow()
                session.state.select = "sacrum"
                await session.flush()
                kept = [weakref.ref(session), weakref.ref(session.state), weakref.ref(session._channel)]
                del session
            while server.site.sessions:
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.1)
            assert [thing() for thing in kept] == [None] * 3

    serving(visit)


def test_a_visitor_is_a_small_matter(serving: Serving) -> None:
    """Each further one must be within 0.3 MB: the state that all of them see is held once."""

    async def visit(server: Any) -> None:
        await server.site.warming
        async with AsyncExitStack() as stack:

            async def come() -> None:
                visitor = await stack.enter_async_context(server.visit())
                await visitor.state()

            await come()
            gc.collect()
            things = len(gc.get_objects())
            tracemalloc.start()
            for _ in range(CLASS):
                await come()
            gc.collect()
            # Both ends of each connection are in this process.
            assert tracemalloc.get_traced_memory()[0] / CLASS < 200_000
            assert (len(gc.get_objects()) - things) / CLASS < 300

    try:
        serving(visit)
    finally:
        tracemalloc.stop()


def test_pages_that_open_hold_nobody_up(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """No step of the loop may take long while a class comes, in processor time."""
    steps: list[float] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        begin = time.thread_time()
        run(handle)
        steps.append(time.thread_time() - begin)

    async def visit(server: Any) -> None:
        await server.site.warming
        for _ in range(2):
            begin = time.thread_time()
            for _ in range(1000):
                msgpack.packb(document.client())
            unit = time.thread_time() - begin
        gc.freeze()  # as the command does: the tests' own things are no visitor's
        monkeypatch.setattr(asyncio.Handle, "_run", timed)
        async with AsyncExitStack() as stack:

            async def come() -> None:
                visitor = await stack.enter_async_context(server.visit())
                await visitor.state()
                await visitor.tell(select="KI3.left", hide=["sacrum"] * 100)

            await asyncio.gather(*(come() for _ in range(CLASS)))
        monkeypatch.undo()
        # So many take about 10 ms where 50 ms are the limit.
        assert max(steps) < 5 * unit

    try:
        serving(visit)
    finally:
        gc.unfreeze()


SETTLED = """
import asyncio, gc, sys
import viewer.__main__ as command

async def settled():
    while not gc.get_freeze_count():
        await asyncio.sleep(0.1)
    print(gc.get_freeze_count(), sum(1 for _ in gc.get_objects()), flush=True)

def listening(url, _quiet):
    print(url, flush=True)
    asyncio.get_running_loop().settled = asyncio.ensure_future(settled())

command._listening = listening
command.main(["serve", "--port", "0", "--no-browser"])
"""


class Served(NamedTuple):
    """The command in a process of its own, once all is there that stays."""

    process: int
    url: str
    shared: int
    others: int


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with subprocess.Popen(
        [sys.executable, "-c", SETTLED], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().strip().rstrip("/")
            yield Served(process.pid, url, *map(int, process.stdout.readline().split()))
        finally:
            process.terminate()


def test_what_all_visitors_share_is_looked_through_for_garbage_no_more(served: Served) -> None:
    assert served.shared > 20 * served.others


CROWD = """
import asyncio, sys
from benchmarks.visitors import crowd

async def main() -> None:
    async with crowd(sys.argv[1], int(sys.argv[2])):
        print("in", flush=True)
        await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have rules of their own for free memory")
def test_what_three_hundred_visitors_took_comes_back(served: Served) -> None:
    before = at_rest(served.process)
    let_in_and_out(served.url, 300)
    assert at_rest(served.process) <= 1.25 * before


def let_in_and_out(url: str, count: int) -> None:
    start = [sys.executable, "-c", CROWD, url, str(count)]
    with subprocess.Popen(start, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        assert crowd.stdout
        assert crowd.stdout.readline() == "in\n"
        crowd.communicate("out\n")
    assert crowd.returncode == 0


def at_rest(process: int) -> int:
    """Resident memory in pages, once the server has had nothing to do for a while."""
    quiet, spent = 0, -1
    while quiet < 8:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
        now = int(fields[11]) + int(fields[12])
        quiet, spent = (quiet + 1 if now - spent < 5 else 0), now
        time.sleep(1)
    return int(Path(f"/proc/{process}/statm").read_text().split()[1])
