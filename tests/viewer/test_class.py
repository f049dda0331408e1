"""A class: who leads moves everybody, answers are hidden until revealed, and nothing is taken on trust."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from populated import each
from tests.viewer.taught import joining, line, teaching
from viewer.classroom import limits
from viewer.serving.class_line import PATH, framed
from viewer.serving.limits import Limits

Serving = Callable[..., Any]
KI3 = {"kind": "tap", "title": "Where is KI3?", "target": "KI3.left"}
ON_THE_SKIN = [60.4, 10.2, 90.0]
POLL = {"kind": "poll", "title": "Which root?", "options": ["L4", "L5", "S1"]}


def test_what_the_teacher_shows_is_shown_to_all_who_follow(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as early:
            assert (await early.hear("joined"))["code"] == opened["code"]
            assert (await early.hear("question"))["asked"] is None
            await teacher.say("look", look="select=KI3.left")
            told = await early.hear("look")
            assert told["look"] == "select=KI3.left"
            async with joining(server, opened["code"].lower()) as late:
                assert (await late.hear("look")) == told, "who comes late sees the same"

    serving(visit)


def test_of_many_moves_the_last_one_is_told(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            for turn in range(40):
                await teacher.say("look", look=f"camera={turn}")
            seen = [await student.hear("look")]
            while seen[-1]["look"] != "camera=39":
                seen.append(await student.hear("look"))
            assert len(seen) < 40
            assert [one["seq"] for one in seen] == sorted({one["seq"] for one in seen})

    serving(visit)


def test_taps_are_hidden_until_they_are_revealed_and_then_nameless(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as one:
            async with joining(server, opened["code"]) as other:
                await other.hear("question")
                await teacher.say("ask", **KI3)
                asked = await one.hear("question")
                while not asked["asked"]:
                    asked = await one.hear("question")
                assert "KI3.left" not in json.dumps(asked), "which region is right is not told"
                await one.say("tap", n=asked["n"], at=[1, 0, 100])
                await one.say("tap", n=asked["n"], at=ON_THE_SKIN)
                await other.say("tap", n=asked["n"], at=[0, 0, 900])
                counted = await teacher.hear("count")
                while counted["answers"] < 2:
                    counted = await teacher.hear("count")
                assert (counted["following"], counted["answers"]) == (2, 2), "a second tap replaces the first"
                await teacher.say("reveal")
                shown = await one.hear("question")
                assert shown["revealed"] == {"taps": [[0, 0, 900], [60, 10, 90]]}
                assert shown["asked"]["target"] == "KI3.left"
                await one.say("tap", n=asked["n"], at=[0, 0, 0])
                await teacher.say("done")
                assert (await other.hear("question"))["n"] == asked["n"]
                while (await other.hear("question"))["asked"]:
                    pass

    serving(visit)


def test_a_poll_counts_answers(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            await teacher.say("ask", **POLL)
            n = (await student.hear("question"))["n"]
            for option in (0, 2, 5):  # there is no sixth
                await student.say("choose", n=n, option=option)
            await student.say("tap", n=n, at=ON_THE_SKIN)
            while (await teacher.hear("count"))["answers"] < 1:
                pass
            await teacher.say("reveal")
            assert (await student.hear("question"))["revealed"] == {"counts": [0, 0, 1]}

    serving(visit)


def test_who_looks_around_is_counted_and_who_left_is_not(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async def counted(following: int, around: int) -> None:
            while True:
                told = await teacher.hear("count")
                if (told["following"], told["around"]) == (following, around):
                    return

        async with teaching(server) as (teacher, opened):
            async with joining(server, opened["code"]) as student:
                await counted(1, 0)
                await student.say("around", on=True)
                await counted(0, 1)
            await counted(0, 0)

    serving(visit)


def test_a_teacher_comes_back_with_the_secret_and_nobody_without(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLOWED", (0.01, 0.01))

    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened):
            await teacher.say("look", look="select=sacrum")
            await teacher.say("ask", **KI3)
            await teacher.hear("question")
        async with line(server) as again:
            await again.say("lead", code=opened["code"], secret=opened["secret"])
            assert (await again.hear("look"))["look"] == "select=sacrum"
            assert (await again.hear("question"))["asked"]["title"] == KI3["title"]
            async with line(server) as thief:
                await thief.say("lead", code=opened["code"], secret="x" * 32)
                assert (await thief.hear("refused"))["why"] == "unknown"
                assert await thief.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION

    serving(visit)


def test_the_end_is_told_and_nothing_is_kept(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SLOWED", (0.01, 0.01))

    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            await teacher.say("end")
            await student.hear("end")
            await student.closed()
        async with joining(server, opened["code"]) as late:
            await late.hear("refused")

    serving(visit)


SAID = {
    "no JSON": "hello",
    "no object": "[]",
    "unknown": '{"do":"dance"}',
    "a teacher's": '{"do":"look","look":"select=KI3.left"}',
    "a reveal": '{"do":"reveal"}',
    "an end": '{"do":"end"}',
    "more than it may": '{"do":"around","on":true,"name":"Ann"}',
    "text for a number": '{"do":"tap","n":0,"at":["1",2,3]}',
    "two numbers": '{"do":"tap","n":0,"at":[1,2]}',
    "no number": '{"do":"tap","n":0,"at":[NaN,0,0]}',
    "beyond numbers": '{"do":"tap","n":0,"at":[1e999,0,0]}',
    "miles away": '{"do":"tap","n":0,"at":[1e6,0,0]}',
    "too long": json.dumps({"do": "around", "on": True, "x": "x" * 600}),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_a_student_who_says_anything_else_is_hung_up_on(serving: Serving, said: str) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            await student.socket.send_str(said)
            assert await student.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION
            async with joining(server, opened["code"]) as other:
                await other.hear("question")
                await teacher.say("look", look="a=1")
                assert (await other.hear("look"))["seq"] in (0, 1), "the class goes on"

    serving(visit)


def test_a_tap_beside_the_body_is_refused(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            await teacher.say("ask", **KI3)
            await student.say("tap", n=(await student.hear("question"))["n"], at=[0, 0, 4000])
            assert await student.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION

    serving(visit)


OF_TEACHERS = [
    {"do": "look", "look": "<script>"},
    {"do": "look", "look": "x" * 4001},
    {"do": "ask", "kind": "poll", "title": "One?", "options": ["a"]},
    {"do": "ask", "kind": "poll", "title": "Seven?", "options": ["a"] * 7},
    {"do": "ask", "kind": "tap", "title": ""},
    {"do": "ask", "kind": "tap", "title": "x" * 201},
    {"do": "ask", "kind": "tap", "title": "Where?", "target": "<b>"},
    {"do": "join", "code": "00000000"},
]


@pytest.mark.parametrize("said", OF_TEACHERS, ids=str)
def test_a_teacher_too_says_only_what_a_class_knows(serving: Serving, said: dict[str, Any]) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, _):
            await teacher.socket.send_str(json.dumps(said))
            assert await teacher.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION

    serving(visit)


@pytest.mark.parametrize(
    "said", ["x", "{}", '{"do":"open","x":1}', '{"do":"lead","code":"00000000"}', "x" * 9000]
)
def test_a_hello_is_one_or_the_line_is_closed(serving: Serving, said: str) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as guest:
            await guest.socket.send_str(said)
            assert await guest.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION
        async with line(server) as guest:
            await guest.socket.send_bytes(said.encode())
            assert await guest.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION

    serving(visit)


def test_who_floods_is_hung_up_on(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (_, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            for _ in range(4 * limits.OF_A_STUDENT[0]):
                await student.say("around", on=True)
            assert await student.closed() == aiohttp.WSCloseCode.POLICY_VIOLATION

    serving(visit)


def test_a_message_that_is_too_large_ends_the_line(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, _):
            await teacher.socket.send_str("x" * 100_000)
            assert await teacher.closed() != aiohttp.WSCloseCode.OK

    serving(visit)


def test_another_site_cannot_open_or_join(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for origin in each(["http://evil.example", "null", "http://["]):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with line(server, headers={"Origin": origin}):
                    pass
            assert refused.value.status == 403
        async with server.client.get(f"{server.url}{PATH}") as answer:
            assert answer.status == 400

    serving(visit)


def test_a_wrong_code_takes_its_time_and_many_slow_all_that_come_from_there(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FREE_GUESSES", 3)
    monkeypatch.setattr(limits, "SLOWED", (0.0123, 0.0456))
    slept: list[float] = []
    sleep = asyncio.sleep

    async def visit(server: Any) -> None:
        from viewer.serving import class_line

        async def noted(seconds: float) -> None:
            slept.append(seconds)
            await sleep(0)

        monkeypatch.setattr(class_line.asyncio, "sleep", noted)
        for _ in range(4):
            async with line(server) as guest:
                await guest.say("join", code="ZZZZ-ZZZZ")
                assert (await guest.hear("refused"))["why"] == "unknown"
                await guest.closed()

    serving(visit)
    own = [seconds for seconds in slept if seconds in (0.0123, 0.0456)]
    assert own == [0.0123, 0.0123, 0.0123, 0.0456, 0.0123]


def test_a_class_has_so_many_places(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (_, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with line(server):
                    pass
            assert refused.value.status == 503
        while True:  # they are free again
            try:
                async with teaching(server):
                    return
            except aiohttp.WSServerHandshakeError:
                await asyncio.sleep(0.05)

    serving(visit, limits=Limits(members=2))


def test_classes_are_not_opened_without_end(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for _ in range(limits.OPENINGS[0]):
            async with teaching(server):
                pass
        async with line(server) as one_more:
            await one_more.say("open")
            assert (await one_more.hear("refused"))["why"] == "busy"

    serving(visit)


def test_who_says_nothing_is_let_go(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with line(server) as guest:
            await guest.closed()

    serving(visit, limits=Limits(patience=0.5))


def test_who_takes_part_may_say_nothing(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with teaching(server) as (teacher, opened), joining(server, opened["code"]) as student:
            await student.hear("question")
            await asyncio.sleep(2)
            await teacher.say("look", look="a=1")
            assert (await student.hear("look"))["seq"] == 1

    serving(visit, limits=Limits(patience=0.5))


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_a_message_is_framed_as_a_websocket_does(size: int) -> None:
    head = framed(b"x" * size)[: -size or None]
    assert head[0] == 0x81
    assert int.from_bytes(head[2:] or head[1:]) == size
    assert len(head) == 2 + {0: 0, 125: 0, 126: 2, 65_535: 2, 65_536: 8}[size]
