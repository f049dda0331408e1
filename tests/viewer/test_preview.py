"""Somebody's own file is shown to its sender alone, with the words of `check`, and leaves nothing behind."""

import asyncio
import gc
import json
import re
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import mesh
from point_maps import check
from point_maps.checking.reading import LARGEST
from viewer.serving import uploads
from viewer.serving.preview import Preview

Serving = Callable[..., Any]
GUIDE = (Path(__file__).parents[2] / "docs" / "point-maps.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
MINE = EXAMPLES[0].encode()
HOSTILE = b'title = "<script>alert(1)</script>"\nversion = 1\n[[region]]\ncode = "<img src=x>"\n'


def packed(*files: tuple[str, bytes], **sizes: int) -> bytes:
    """The body of a request, as the page makes it."""
    head = [{"name": name, "size": sizes.get(name, len(data))} for name, data in files]
    return json.dumps(head).encode() + b"\n" + b"".join(data for _, data in files)


class Sender:
    """A visitor who sends files."""

    def __init__(self, server: Any, visitor: Any, state: dict[str, Any]) -> None:
        self.server, self.visitor, self.state = server, visitor, state
        self.url = f"{server.url}/{state['previewing']['to']}"

    async def post(self, body: bytes, **headers: str) -> tuple[int, Any]:
        async with self.server.client.post(self.url, data=body, headers=headers) as answer:
            assert answer.headers.get("Cache-Control") == "no-store" or answer.status >= 400
            text = await answer.text()
            return answer.status, json.loads(text)["problems"] if text.startswith("{") else text

    async def send(self, *files: tuple[str, bytes]) -> list[str]:
        status, problems = await self.post(packed(*files))
        assert status == 200
        self.state = await self.visitor.state()
        return problems


def sending(serving: Serving, act: Callable[[Sender], Any], query: str = "") -> None:
    async def visit(server: Any) -> None:
        async with server.visit(query) as visitor:
            await act(Sender(server, visitor, await visitor.state()))

    serving(visit)


def test_the_worked_example_is_shown_at_once(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("my-map.toml", MINE)) == []
        shown = sender.state["preview"]
        assert shown["names"] == ["my-map.toml"]
        assert {"LI7.left", "LI7.right", "l5-s1-far-lateral-disc.left"} <= set(shown["ids"])
        assert shown["held"].startswith(("1 region", "1 cause"))
        assert shown["first"] in shown["ids"]
        assert set(shown["ids"]) <= set(sender.state["atlas"]["entries"])
        [hit] = (await sender.visitor.call("trame.trigger", "find", ["wenliu left"], {}))[:1]
        assert hit["id"] == "LI7.left"
        await sender.visitor.select("LI7.left")
        assert (await sender.visitor.state())["card"]["title"].startswith("LI7")

    sending(serving, act)


TALE = b"""title = "A lesson"
version = "1"
licence = "CC BY 4.0"

[[story]]
id = "my-lesson"
title = "Zebras at the wrist"
also_called = ["Okapis"]
about = { text = "Of the wrist.", sources = ["who-2008"] }

[[story.step]]
title = "One"
says = { text = "The wrist.", sources = ["who-2008"] }
select = "LU7.left"

[[story.step]]
title = "Two"
says = { text = "The ankle.", sources = ["who-2008"] }
select = "KI3.left"
"""


@pytest.mark.parametrize("question", ["zebras at", "okapis", "zebars wrist"])
def test_its_own_story_is_found_here_and_nowhere_else(serving: Serving, question: str) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("lesson.toml", TALE)) == []
        hits = await sender.visitor.call("trame.trigger", "find", [question], {})
        assert [(hit["id"], hit["kind"], hit["name"]) for hit in hits][:1] == [
            ("my-lesson", "story", "Zebras at the wrist")
        ]
        async with sender.server.visit() as other:
            elsewhere = await other.call("trame.trigger", "find", [question], {})
        assert "my-lesson" not in [hit["id"] for hit in elsewhere]

    sending(serving, act)


@pytest.mark.parametrize("number", range(1, len(EXAMPLES)))
def test_every_other_worked_example_can_be_previewed(serving: Serving, number: int) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("example.toml", EXAMPLES[number].encode())) == []
        assert sender.state["preview"]["names"] == ["example.toml"]

    sending(serving, act)


def test_its_geometry_is_its_own_and_the_rest_is_not_sent_again(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        before = {pack["url"] for pack in sender.state["atlas"]["packs"]}
        await sender.send(("my-map.toml", MINE))
        packs = {pack["url"]: pack for pack in sender.state["atlas"]["packs"]}
        assert before < set(packs)
        new = [packs[url] for url in set(packs) - before]
        assert {entry for pack in new for entry in pack["ids"]} == set(sender.state["preview"]["ids"])
        for pack in new:
            async with sender.server.client.get(f"{sender.server.url}/{pack['url']}") as answer:
                assert answer.headers["Cache-Control"] == "no-store"
                assert len(mesh.decode(await answer.read()).triangles) > 20
            assert len(re.findall(r"/([\w-]{32})/", pack["url"])) == 1

    sending(serving, act)


def test_nobody_else_sees_it_and_it_goes_with_its_visitor(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as other:
            async with server.visit() as visitor:
                sender = Sender(server, visitor, await visitor.state())
                await sender.send(("my-map.toml", MINE))
                url = next(p["url"] for p in sender.state["atlas"]["packs"] if p["group"].startswith("own-"))
                state = await other.state()
                assert "LI7.left" not in state["atlas"]["entries"]
                assert (state["preview"], other.pushed) == (None, [])
            while len(server.site.sessions) > 1:
                await asyncio.sleep(0.02)
            async with server.client.get(f"{server.url}/{url}") as answer:
                assert answer.status == 404
            async with server.client.post(sender.url, data=packed(("a.toml", MINE))) as answer:
                assert answer.status == 404
        gc.collect()
        assert not [thing for thing in gc.get_objects() if isinstance(thing, Preview)]

    serving(visit)


def test_another_body_keeps_it_and_removing_it_brings_the_atlas_back(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        before = sender.state["atlas"]
        await sender.send(("my-map.toml", MINE))
        assert await sender.visitor.call("trame.trigger", "body", ["female"], {})
        state = await sender.visitor.state()
        assert state["atlas"]["body"] == "female"
        assert "LI7.left" in state["atlas"]["entries"]
        assert any(pack["group"] == "own-regions.left" for pack in state["atlas"]["packs"])
        await sender.visitor.call("trame.trigger", "body", ["male"], {})
        await sender.visitor.call("trame.trigger", "forget", [True], {})
        state = await sender.visitor.state()
        assert (state["preview"], state["atlas"]) == (None, before)

    sending(serving, act)


@pytest.mark.parametrize(
    "content",
    [HOSTILE, b"", b"\xff\xfe\x00bad", b"\x89PNG\r\n\x1a\n", b"a = [" * 5000, b"x = nan\n" * 3, MINE + MINE],
)
def test_problems_are_those_of_the_check_and_the_page_stays_as_it_was(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_bytes(content)
    wanted = check.check([Path("mine.toml")])

    async def act(sender: Sender) -> None:
        await sender.send(("my-map.toml", MINE))
        before = sender.state
        assert await sender.send(("mine.toml", content)) == wanted
        assert wanted
        assert sender.state == before

    sending(serving, act)


def test_a_file_that_is_too_large_is_told_from_its_size_alone(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        status, problems = await sender.post(packed(("big.toml", b""), **{"big.toml": 30_000_000}))
        assert status == 200
        assert "big.toml: must be at most 500,000 bytes; got 30,000,000" in problems[0]

    sending(serving, act)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 411),
        (b"[]\n", 400),
        (b"\x00\xff" * 50, 400),
        (b"[" * 7000, 400),
        (b'[{"name": 5, "size": 1}]\na', 400),
        (b'[{"name": "a", "size": true}]\na', 400),
        (b'[{"name": "a", "size": -5}]\na', 400),
        (b'[{"name": "a", "size": 5}]\na', 400),
        (b'[{"name": "a", "size": 1}]\nabc', 400),
        (packed(*[("a.toml", b"")] * 9), 413),
        (packed(*[("a.toml", b"")] * 3, **{"a.toml": LARGEST}), 413),
        (b"x" * (uploads.MOST_BYTES + 10_000), 413),
    ],
)
def test_what_is_not_as_the_page_sends_it_is_refused(serving: Serving, body: bytes, status: int) -> None:
    async def act(sender: Sender) -> None:
        answered, problems = await sender.post(body)
        assert answered == status
        assert len(problems) == 1
        assert (await sender.visitor.state())["preview"] is None

    sending(serving, act)


def test_foreign_pages_strangers_and_packed_bodies_are_refused(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        body = packed(("my-map.toml", MINE))
        assert (await sender.post(body, Origin="http://evil.example"))[0] == 403
        assert (await sender.post(body, **{"Content-Encoding": "gzip"}))[0] in (400, 411)
        async with sender.server.client.post(f"{sender.server.url}/preview/guess", data=body) as answer:
            assert answer.status == 404
        for file in ("x", "..%2f..%2fserver.py", "own-regions.left.000000000000.vtp"):
            async with sender.server.client.get(f"{sender.url}/{file}") as answer:
                assert answer.status == 404

    sending(serving, act)


@pytest.mark.parametrize(
    "name", ["", "a\u202eb\x00\n.toml", "../../etc/passwd", "x" * 5000, "\ud800.toml", "<b>"]
)
def test_any_name_can_be_shown(serving: Serving, name: str) -> None:
    async def act(sender: Sender) -> None:
        problems = await sender.send((name, b"?"))
        assert len(problems[0]) < 400
        assert problems[0].isprintable()

    sending(serving, act)


def test_others_are_served_during_a_flood(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            first = Sender(server, one, await one.state())
            second = Sender(server, other, await other.state())
            bodies = [packed(("a.toml", b"a = [" * 90_000)), packed(("b.toml", MINE)), b"z" * 30_000_000]
            flood = [
                asyncio.ensure_future(_quietly(sender, bodies[count % 3]))
                for count in range(60)
                for sender in (first, second)
            ]
            meanwhile = 0
            while not all(task.done() for task in flood):
                async with server.client.get(f"{server.url}/healthz") as answer:
                    assert answer.status == 200
                meanwhile += not all(task.done() for task in flood)
            assert {task.result() for task in flood} <= {200, 413, 429, 503, 0}
            assert meanwhile, "others were only served once the flood was over"
            assert (await one.state())["selected"] == ""

    serving(visit)


async def _quietly(sender: Sender, body: bytes) -> int:
    try:
        return (await sender.post(body))[0]
    except (OSError, Exception):  # the server hung up on 30 MB
        return 0


def test_previews_leave_no_memory_behind(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        kept = []
        for _ in range(3):
            async with server.visit() as visitor:
                sender = Sender(server, visitor, await visitor.state())
                await sender.send(("my-map.toml", MINE))
                [session] = server.site.sessions
                kept.append(weakref.ref(session.atlas))
                del session
            while server.site.sessions:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        gc.collect()
        assert [atlas() for atlas in kept] == [None] * 3

    serving(visit)
