"""Processes hold a class together over Valkey or Redis: members on each, one killed, all still follow."""

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest

from models.records import DataError
from tests.viewer.taught import Line
from viewer.classroom.bus import MOST_VALUES, Bus, OwnBus
from viewer.classroom.shared_bus import SharedBus, shared
from viewer.serving.class_line import PATH

ROOT = Path(__file__).parents[2]
NAMES = ("valkey-server", "redis-server")
SOON = 5.0
"""Seconds in which everybody follows again after a process was killed."""
Scenario = Callable[[Bus], Awaitable[None]]


class Valkey:
    """A real server of this machine, which keeps nothing on disk."""

    def __init__(self, program: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"redis://127.0.0.1:{self.port}"
        self._program = program
        self.start()

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            [self._program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            assert self.process.poll() is None
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def program() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Valkey or Redis server was found; install valkey-server or redis-server")
    return found


@pytest.fixture(scope="module")
def valkey(program: str) -> Iterator[Valkey]:
    running = Valkey(program)
    yield running
    running.stop()


@pytest.fixture(params=["own", "shared"])
def on_a_bus(request: pytest.FixtureRequest) -> Callable[[Scenario], None]:
    """Runs a scenario on the bus of one process, and on one that is shared."""

    async def run(scenario: Scenario) -> None:
        bus: Bus = OwnBus() if request.param == "own" else SharedBus(request.getfixturevalue("valkey").url)
        try:
            await scenario(bus)
        finally:
            await bus.close()

    return lambda scenario: asyncio.run(asyncio.wait_for(run(scenario), 60))


def nothing() -> None:
    """What was missed is no matter here."""


def test_values_expire_and_are_added_once(on_a_bus: Callable[[Scenario], None]) -> None:
    async def scenario(bus: Bus) -> None:
        assert await bus.add("once", "one", 60)
        assert not await bus.add("once", "two", 60)
        assert await bus.read("once") == "one"
        await bus.write("once", "three", 0.2)
        await asyncio.sleep(0.4)
        assert await bus.read("once") is None
        assert await bus.add("once", "four", 60)
        await bus.drop("once", "never")
        assert await bus.read("once") is None

    on_a_bus(scenario)


def test_a_table_has_so_many_rows_and_no_more(on_a_bus: Callable[[Scenario], None]) -> None:
    async def scenario(bus: Bus) -> None:
        for field in ("a", "b", "c"):
            assert await bus.put("table", field, field, 60, most=2) == (field != "c")
        assert await bus.put("table", "a", "again", 60, most=2)
        assert await bus.rows("table") == {"a": "again", "b": "b"}
        assert (await bus.size("table"), await bus.size("none")) == (2, 0)
        await bus.put("table", "a", "short", 0.2, most=2)
        await asyncio.sleep(0.4)
        assert await bus.rows("table") == {}

    on_a_bus(scenario)


def test_who_hears_a_channel_is_told_until_they_leave(on_a_bus: Callable[[Scenario], None]) -> None:
    async def scenario(bus: Bus) -> None:
        told: list[str] = []
        other: list[str] = []
        await bus.hear("class", told.append, nothing)
        await bus.hear("other", other.append, nothing)
        for number in range(3):
            await bus.publish("class", str(number))
        while len(told) < 3:
            await asyncio.sleep(0.01)
        await bus.leave("class", told.append)
        await bus.publish("class", "more")
        await bus.publish("other", "ü")
        while not other:
            await asyncio.sleep(0.01)
        assert (told, other) == (["0", "1", "2"], ["ü"])

    on_a_bus(scenario)


def test_one_process_keeps_only_so_much() -> None:
    async def scenario() -> None:
        bus = OwnBus()
        for number in range(MOST_VALUES + 10):
            await bus.write(str(number), "x", 60 + number)
        assert await bus.read("0") is None
        assert await bus.read(str(MOST_VALUES + 9)) == "x"

    asyncio.run(scenario())


def test_a_line_that_was_lost_is_opened_again(program: str) -> None:
    async def scenario(valkey: Valkey) -> None:
        bus = SharedBus(valkey.url)
        told: list[str] = []
        lost = asyncio.Event()
        await bus.hear("class", told.append, lost.set)
        valkey.stop()
        with pytest.raises(ConnectionError):
            await bus.read("key")
        valkey.start()
        await asyncio.wait_for(lost.wait(), 30)
        await bus.publish("class", "again")
        while not told:
            await asyncio.sleep(0.01)
        await bus.close()

    valkey = Valkey(program)
    try:
        asyncio.run(scenario(valkey))
    finally:
        valkey.stop()


def test_a_bus_that_does_not_answer_is_told_and_its_password_is_not() -> None:
    with pytest.raises(DataError) as error:
        asyncio.run(shared("redis://:hidden@127.0.0.1:1/0"))
    assert "--class-bus" in str(error.value)
    assert "must be the address of a Valkey or Redis server that answers; got redis://127.0.0.1:1" in str(
        error.value
    )
    assert "hidden" not in str(error.value)


def test_without_the_client_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(DataError, match=r"pip install 'sciatica-atlas\[class\]'"):
        asyncio.run(shared("redis://127.0.0.1:1"))


def test_the_command_takes_an_address_and_nothing_else() -> None:
    for bus, words in (("localhost:6379", "redis://localhost:6379"), ("redis://127.0.0.1:1", "that answers")):
        start = [sys.executable, "-m", "viewer", "serve", "--no-browser", "--port", "0", "--class-bus", bus]
        done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert done.returncode in (1, 2)


class Replica(NamedTuple):
    """One of the processes behind one name."""

    url: str
    process: subprocess.Popen[str]


@pytest.fixture
def replicas(valkey: Valkey) -> Iterator[list[Replica]]:
    start = [
        sys.executable,
        "-m",
        "viewer",
        "serve",
        "--no-browser",
        "--port",
        "0",
        "--class-bus",
        valkey.url,
    ]
    started = [subprocess.Popen(start, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    yield [Replica(_listening(one), one) for one in started]
    for one in started:
        one.kill()
        one.communicate()


def _listening(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().split()[-1].rstrip("/")


class Pupil:
    """A page as it follows: it comes back by itself, to whichever process answers."""

    def __init__(self, client: aiohttp.ClientSession, replicas: list[Replica], code: str, first: int) -> None:
        self.look = ""
        self._client, self._replicas, self._code, self._next = client, replicas, code, first
        self.task = asyncio.ensure_future(self._follow())

    async def _follow(self) -> None:
        while True:
            url = self._replicas[self._next % len(self._replicas)].url
            with suppress(aiohttp.ClientError):
                async with self._client.ws_connect(f"{url}{PATH}") as socket:
                    await Line(socket).say("join", code=self._code)
                    async for message in socket:
                        told = json.loads(message.data)
                        self.look = told["look"] if told["do"] == "look" else self.look
            self._next += 1
            await asyncio.sleep(0.25)


@asynccontextmanager
async def pupils(replicas: list[Replica], code: str, count: int) -> AsyncIterator[list[Pupil]]:
    async with aiohttp.ClientSession() as client:
        all_of_them = [Pupil(client, replicas, code, number) for number in range(count)]
        try:
            yield all_of_them
        finally:
            for pupil in all_of_them:
                pupil.task.cancel()


@asynccontextmanager
async def led(url: str, do: str, **more: Any) -> AsyncIterator[tuple[Line, dict[str, Any]]]:
    async with aiohttp.ClientSession() as client, client.ws_connect(f"{url}{PATH}") as socket:
        teacher = Line(socket)
        await teacher.say(do, **more)
        yield teacher, await teacher.hear("opened")


async def all_see(everybody: list[Pupil], look: str, seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while any(pupil.look != look for pupil in everybody):
            await asyncio.sleep(0.02)


def test_a_class_lives_on_both_and_goes_on_where_one_is_killed(replicas: list[Replica]) -> None:
    first, second = replicas

    async def lesson() -> None:
        async with AsyncExitStack() as stack:
            teacher, opened = await stack.enter_async_context(led(first.url, "open"))
            everybody = await stack.enter_async_context(pupils(replicas, opened["code"], 20))
            await teacher.say("look", look="select=KI3.left")
            await all_see(everybody, "select=KI3.left")
            while (await teacher.hear("count"))["following"] != 20:  # of both processes
                pass
            second.process.kill()
            await teacher.say("look", look="select=sacrum")
            await all_see(everybody, "select=sacrum", SOON)
            while (await teacher.hear("count"))["following"] != 20:
                pass

    asyncio.run(asyncio.wait_for(lesson(), 120))


def test_a_teacher_whose_process_is_killed_leads_on_at_the_other(replicas: list[Replica]) -> None:
    first, second = replicas

    async def lesson() -> None:
        async with AsyncExitStack() as stack:
            teacher, opened = await stack.enter_async_context(led(first.url, "open"))
            everybody = await stack.enter_async_context(pupils(replicas, opened["code"], 20))
            await teacher.say("look", look="select=KI3.left")
            await teacher.say("ask", kind="poll", title="Which root?", options=["L5", "S1"])
            await all_see(everybody, "select=KI3.left")
            first.process.kill()
            again, found = await stack.enter_async_context(
                led(second.url, "lead", code=opened["code"], secret=opened["secret"])
            )
            assert found["code"] == opened["code"]
            assert (await again.hear("question"))["asked"]["title"] == "Which root?"
            await again.say("look", look="select=sacrum")
            await all_see(everybody, "select=sacrum", SOON)

    asyncio.run(asyncio.wait_for(lesson(), 120))
