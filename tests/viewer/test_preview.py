"""Somebody's own file is shown to its sender alone, with the words of `check`, and leaves nothing behind."""

import asyncio
import gc
import json
import re
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models import catalogue, mesh
from point_maps import check
from point_maps.checking.reading import LARGEST
from viewer.serving import preview, uploads
from viewer.serving.preview import Preview, Previewed

Serving = Callable[..., Any]
GUIDE = (Path(__file__).parents[2] / "docs" / "point-maps.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
MINE = EXAMPLES[0].encode()
HOSTILE = b'title = "<script>alert(1)</script>"\nversion = 1\n[[region]]\ncode = "<img src=x>"\n'


@pytest.fixture(scope="module", autouse=True)
def each_body_read_once() -> Iterator[None]:
    """Every file sent here is tried on all installed bodies, and changes none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "load", cache(catalogue.load))
        yield


def packed(*files: tuple[str, bytes], **sizes: int) -> bytes:
    """What a page sends: a line that names the files, then their bytes."""
    head = [{"name": name, "size": sizes.get(name, len(data))} for name, data in files]
    return json.dumps(head).encode() + b"\n" + b"".join(data for _, data in files)


class Sender:
    """A visitor who sends files, and looks at what they add to a body.

    `start` is the first file everybody has, `added` what the files add to it; None where nothing is shown.
    """

    def __init__(self, server: Any, visitor: Any, state: dict[str, Any], start: dict[str, Any]) -> None:
        self.server, self.visitor, self.state, self.start = server, visitor, state, start
        self.added: dict[str, Any] | None = None

    async def give(self, part: Any) -> Any:
        return await self.visitor.ask("preview", part)

    async def send_whole(self, body: bytes) -> list[str]:
        """Send bytes in parts, as the page does; what comes of it."""
        problems = await self.give({"bytes": len(body)})
        step = self.state["previewing"]["part"]
        for at in range(0, len(body), step):
            problems = problems or await self.give(body[at : at + step].decode("latin-1"))
        return problems or []

    async def send(self, *files: tuple[str, bytes]) -> list[str]:
        problems = await self.send_whole(packed(*files))
        await self.look()
        return problems

    async def look(self, body: str = "male") -> None:
        self.added = await self.visitor.ask("previewed", body)

    async def text(self, name: str, voice: str = "student") -> Any:
        return await self.visitor.ask("text", [name, voice])

    async def geometry(self, url: str) -> Any:
        return await self.visitor.ask("geometry", url)

    @property
    def told(self) -> dict[str, Any]:
        """What the page says of the files."""
        assert self.added is not None
        told: dict[str, Any] = self.added["preview"]
        return told


async def sender(server: Any, visitor: Any) -> Sender:
    return Sender(server, visitor, await visitor.state(), await server.start())


def sending(serving: Serving, act: Callable[[Sender], Any]) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await act(await sender(server, visitor))

    serving(visit)


def names(search: dict[str, Any]) -> dict[str, list[str]]:
    """All that a search can find, each with all of its names."""
    return {thing["id"]: [thing["name"], *thing.get("words", [])] for thing in search["things"]}


def test_the_worked_example_is_shown_at_once(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("my-map.toml", MINE)) == []
        shown, added = sender.told, sender.added or {}
        assert shown["names"] == ["my-map.toml"]
        assert {"LI7.left", "LI7.right", "l5-s1-far-lateral-disc.left"} <= set(shown["ids"])
        assert shown["held"].startswith(("1 region", "1 cause"))
        assert shown["first"] in shown["ids"]
        assert set(shown["ids"]) == set(added["entries"])
        listed = {key for group in added["outline"] for row in group["rows"] for key in row["ids"]}
        assert set(shown["ids"]) < listed
        assert "Wēnliū" in names(added["search"])["LI7"]
        assert (await sender.text("card/LI7.left"))["title"].startswith("LI7")
        assert await sender.text("card/LI7.left", "patient") != await sender.text("card/LI7.left")
        # What is shipped is told too: somebody's file may change what any card says.
        assert (await sender.text("card/KI3.left"))["title"].startswith("KI3")
        assert (await sender.visitor.ask("relations", "LI7.left"))["claimed"]

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


def test_its_own_story_is_found_and_played_here_and_nowhere_else(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("lesson.toml", TALE)) == []
        added = sender.added or {}
        assert names(added["search"])["my-lesson"] == ["Zebras at the wrist", "Okapis"]
        assert sender.told["stories"] == ["my-lesson"]
        [steps] = [story["steps"] for story in added["stories"] if story["id"] == "my-lesson"]
        assert [look["select"] for look in steps] == ["LU7.left", "KI3.left"]
        told = await sender.text("story/my-lesson")
        assert [step["text"] for step in told["steps"]] == ["The wrist.", "The ankle."]
        async with sender.server.visit() as other:
            assert await other.ask("text", ["story/my-lesson", "student"]) is None
        assert "my-lesson" not in str(sender.start["stories"])
        assert "my-lesson" not in names(await sender.server.fetch(sender.start["files"]["search"]))

    sending(serving, act)


@pytest.mark.parametrize("number", range(1, len(EXAMPLES)))
def test_every_other_worked_example_can_be_previewed(serving: Serving, number: int) -> None:
    async def act(sender: Sender) -> None:
        assert await sender.send(("example.toml", EXAMPLES[number].encode())) == []
        assert sender.told["names"] == ["example.toml"]

    sending(serving, act)


def test_its_geometry_is_its_own_and_the_rest_is_not_sent_again(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        before = {pack["url"] for pack in sender.start["packs"]}
        await sender.send(("my-map.toml", MINE))
        packs = {pack["url"]: pack for pack in (sender.added or {})["packs"]}
        assert before < set(packs)
        new = [packs[url] for url in set(packs) - before]
        assert {entry for pack in new for entry in pack["ids"]} == set(sender.told["ids"])
        assert new
        for pack in new:
            files = mesh.split(await sender.geometry(pack["url"]))
            assert len(files) == len(pack["ids"])
            assert all(len(mesh.decode(file).triangles) > 20 for file in files)

    sending(serving, act)


def test_nobody_else_sees_it_and_it_goes_with_its_visitor(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as other:
            async with server.visit() as visitor:
                before = await other.state()
                one = await sender(server, visitor)
                await one.send(("my-map.toml", MINE))
                packs = (one.added or {})["packs"]
                url = next(pack["url"] for pack in packs if pack["group"].startswith("own-"))
                assert await one.geometry(url)
                assert (await other.state(), other.pushed) == (before, [])
                assert "LI7.left" not in (await server.start())["entries"]
                for asked in (
                    ("geometry", url), ("previewed", "male"), ("relations", "LI7.left"),
                    ("text", ["card/LI7.left", "student"]),
                ):  # fmt: skip
                    assert await other.ask(*asked) is None
            while len(server.site.sessions) > 1:
                await asyncio.sleep(0.02)
            for path in (url, f"geometry/male/{url.rpartition('/')[2]}", "preview/guess"):
                async with server.client.get(f"{server.url}/{path}") as answer:
                    assert answer.status == 404
        gc.collect()
        assert not [thing for thing in gc.get_objects() if isinstance(thing, Preview | Previewed)]

    serving(visit)


def test_another_body_keeps_it_and_removing_it_brings_the_atlas_back(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        await sender.send(("my-map.toml", MINE))
        first = sender.added or {}
        await sender.look("female")
        other = sender.added or {}
        assert other["entries"].keys() == first["entries"].keys()
        assert other["entries"]["LI7.left"] != first["entries"]["LI7.left"]
        [own] = [pack["url"] for pack in other["packs"] if pack["group"] == "own-regions.left"]
        assert await sender.geometry(own)
        await sender.look("male")
        assert sender.added == first
        await sender.visitor.ask("forget", True)
        await sender.look("male")
        assert (sender.added, await sender.text("card/LI7.left"), await sender.geometry(own)) == (None,) * 3
        assert await sender.server.start() == sender.start

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
        before = sender.added
        assert before
        assert await sender.send(("mine.toml", content)) == wanted
        assert wanted
        assert sender.added == before

    sending(serving, act)


def test_a_fault_nobody_foresaw_is_told_in_plain_words(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise MemoryError

    async def act(sender: Sender) -> None:
        await sender.send(("my-map.toml", MINE))
        before = sender.added
        assert before
        monkeypatch.setattr(preview, "report_of", stop)
        [problem] = await sender.send(("mine.toml", MINE))
        assert problem == f"mine.toml: {preview.UNREADABLE}"
        assert "Error" not in problem
        assert sender.added == before

    sending(serving, act)


def test_a_file_that_is_too_large_is_told_from_its_size_alone(serving: Serving) -> None:
    async def act(sender: Sender) -> None:
        problems = await sender.send_whole(packed(("big.toml", b""), **{"big.toml": 30_000_000}))
        assert "big.toml: must be at most 500,000 bytes; got 30,000,000" in problems[0]

    sending(serving, act)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "named"),
        (b"[]\n", "named"),
        (b"\x00\xff" * 50, "named"),
        (b"[" * 7000, "named"),
        (b'[{"name": 5, "size": 1}]\na', "named"),
        (b'[{"name": "a", "size": true}]\na', "named"),
        (b'[{"name": "a", "size": -5}]\na', "named"),
        (b'[{"name": "a", "size": 5}]\na', "whole"),
        (b'[{"name": "a", "size": 1}]\nabc', "whole"),
        (packed(*[("a.toml", b"")] * 9), "At most 8 files"),
        (packed(*[("a.toml", b"")] * 3, **{"a.toml": LARGEST}), "at most 1,000,000 bytes"),
        (b"x" * (uploads.MOST_BYTES + 10_000), "at most 1,000,000 bytes"),
    ],
)
def test_what_is_not_as_the_page_sends_it_is_refused(serving: Serving, body: bytes, word: str) -> None:
    async def act(sender: Sender) -> None:
        problems = await sender.send_whole(body)
        assert len(problems) == 1
        assert word in problems[0]
        await sender.look()
        assert sender.added is None

    sending(serving, act)


@pytest.mark.parametrize(
    "part", ["unasked for", b"bytes", None, {}, {"bytes": "many"}, {"bytes": -1}, [1], 7]
)
def test_parts_that_nobody_announced_are_refused_and_not_kept(serving: Serving, part: Any) -> None:
    async def act(sender: Sender) -> None:
        await sender.give({"bytes": 100})
        await sender.give("x" * 60)
        assert await sender.give("x" * 60 if part == "unasked for" else part)
        [session] = sender.server.site.sessions
        assert not session._upload._parts
        assert await sender.send(("my-map.toml", MINE)) == []

    sending(serving, act)


def test_files_that_stop_coming_are_let_go(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PATIENCE", 0.1)

    async def act(sender: Sender) -> None:
        await sender.give({"bytes": 100_000})
        await sender.give("x" * 15_000)
        [session] = sender.server.site.sessions
        while session._upload._parts:
            await asyncio.sleep(0.02)
        assert (await sender.give("x" * 15_000))[0].startswith("The files did not arrive")
        assert session._desk.waiting == 0

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
        async with server.visit() as one, server.visit() as other, server.visit() as quiet:
            senders = [await sender(server, visitor) for visitor in (one, other)]
            bodies = [packed(("a.toml", b"a = [" * 90_000)), packed(("b.toml", MINE))]

            async def flood(sender: Sender) -> None:
                for body in bodies:
                    await sender.send_whole(body)
                    await sender.look()

            floods = [asyncio.ensure_future(flood(sender)) for sender in senders]
            meanwhile = 0
            while not all(task.done() for task in floods):
                async with server.client.get(f"{server.url}/healthz") as answer:
                    assert answer.status == 200
                assert await quiet.ask("previewed", "male") is None
                meanwhile += not all(task.done() for task in floods)
            await asyncio.gather(*floods)
            assert meanwhile, "others were only served once the flood was over"

    serving(visit)


def test_its_sender_can_go_on_while_it_is_checked(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    check_as_usual = preview.checked

    def slow(*args: Any) -> Any:
        assert held.wait(60)
        return check_as_usual(*args)

    monkeypatch.setattr(preview, "checked", slow)

    async def act(sender: Sender) -> None:
        body = packed(("my-map.toml", MINE))
        await sender.give({"bytes": len(body)})
        last = {
            "wslink": "1.0",
            "id": "rpc:c:last",
            "method": "trame.trigger",
            "args": ["preview", [body.decode("latin-1")]],
        }
        await sender.visitor.send(last)
        await sender.visitor.tell(select="sacrum")
        assert (await sender.visitor.state())["select"] == "sacrum"
        assert "rpc:c:last" not in [message["id"] for message in sender.visitor.pushed]
        held.set()
        while (answer := await sender.visitor.receive())["id"] != "rpc:c:last":
            continue
        assert answer["result"] == []

    try:
        sending(serving, act)
    finally:
        held.set()


def test_only_so_many_are_received_at_once(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_WAITING", 1)

    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            first, second = [await sender(server, visitor) for visitor in (one, other)]
            await first.give({"bytes": 1000})
            assert await second.send(("my-map.toml", MINE)) == [uploads.BUSY]
            await first.give(None)
            assert await second.send(("my-map.toml", MINE)) == []

    serving(visit)


def test_previews_leave_no_memory_behind(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        kept = []
        for _ in range(3):
            async with server.visit() as visitor:
                await (await sender(server, visitor)).send(("my-map.toml", MINE))
                [session] = server.site.sessions
                kept.append(weakref.ref(session._previewed.atlas))
                del session
            while server.site.sessions:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        gc.collect()
        assert [atlas() for atlas in kept] == [None] * 3

    serving(visit)
