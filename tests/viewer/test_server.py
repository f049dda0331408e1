"""The server answers its own page, and keeps visitors apart."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models import catalogue, mesh
from models.records import DataError
from viewer.atlas import Atlas
from viewer.edition import words
from viewer.edition.library import Library
from viewer.serving.running import serve

Serving = Callable[..., Any]
OTHER = "female-pregnant"


def test_health_answers(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}/healthz") as answer:
            assert answer.status == 200

    serving(visit)


def test_the_page_names_everything_by_its_content(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        page = await server.text("/")
        links = re.findall(r'(?:href|src)="((?:assets|edition|geometry)/[^"]+)"', page)
        assert len(links) > 20
        for link in links:
            async with server.client.get(f"{server.url}/{link}") as answer:
                assert answer.status == 200, link
                assert "immutable" in answer.headers["Cache-Control"]
                assert await answer.read()

    serving(visit)


def test_nothing_on_the_page_comes_from_elsewhere(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        assert not re.findall(r'(?:href|src)="(?:https?:)?//', await server.text("/"))

    serving(visit)


def test_scripts_are_sent_compressed(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        link = re.search(r"assets/\w+/trame-vtk\.js", await server.text("/"))
        assert link
        headers = {"Accept-Encoding": "gzip"}
        async with server.client.get(
            f"{server.url}/{link[0]}", headers=headers, auto_decompress=False
        ) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(await answer.read()) < 600_000

    serving(visit)


def test_a_draw_group_holds_its_structures_in_order(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        [skin] = [pack for pack in (await server.start())["packs"] if pack["group"] == "skin"]
        async with server.client.get(f"{server.url}/{skin['url']}") as answer:
            [sent] = mesh.split(await answer.read())
        assert skin["ids"] == ["skin"]
        assert len(mesh.decode(sent).triangles) > 20_000

    serving(visit)


def test_every_answer_carries_the_security_headers(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        start = (await server.start())["bodies"][0]["start"]
        for path in ("/", "/live.html", f"/{start}", "/healthz", "/nowhere"):
            async with server.client.get(f"{server.url}{path}") as answer:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"

    serving(visit)


def test_only_the_embedded_page_may_stand_in_other_pages(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}/") as answer:
            assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        async with server.client.get(f"{server.url}/?embed=1") as answer:
            assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
            assert "X-Frame-Options" not in answer.headers

    serving(visit)


def test_the_frame_of_the_connection_talks_with_its_own_server_alone(serving: Serving) -> None:
    """trame's client would go to any `sessionURL` that stands in its address."""

    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}/live.html?sessionURL=wss://evil.example/ws") as answer:
            assert "X-Frame-Options" not in answer.headers
            policy = answer.headers["Content-Security-Policy"]
            page = await answer.text()
        here = server.url.removeprefix("http://")
        assert f"connect-src 'self' ws://{here} wss://{here};" in policy
        assert "script-src 'self' 'unsafe-eval' 'sha256-" in policy
        # It shows nothing, and stands in a page that may itself stand in another one.
        assert "frame-ancestors *" in policy
        assert "evil" not in page

    serving(visit)


def test_a_page_is_the_same_for_everybody_and_asked_for_anew(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        pages = [await server.text(path) for path in ("/", "/index.html", "/?select=KI3.left&utm_source=x")]
        assert len(set(pages)) == 1
        for path in ("/", "/live.html"):
            async with server.client.get(f"{server.url}{path}") as answer:
                assert answer.headers["Cache-Control"] == "no-cache"

    serving(visit)


def test_a_server_that_ends_waits_for_no_file(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would not end: this file is never whole."""

    def endless(*_: Any) -> Iterator[tuple[str, str]]:
        while True:
            time.sleep(0.01)
            yield "card/sacrum", "x"

    async def visit(server: Any) -> None:
        edition = await server.site.library.edition("male")
        asked = asyncio.ensure_future(server.client.get(f"{server.url}/{edition.files['words']['student']}"))
        await asyncio.sleep(1)
        server.site._ended.set()
        answer = await asked
        assert answer.status == 503
        assert "Retry-After" in answer.headers
        answer.close()

    monkeypatch.setattr(words, "words", endless)
    serving(visit, only=["male", OTHER])


def test_visitors_do_not_see_each_other(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            await one.tell(select="sacrum")
            assert (await other.state())["select"] is None
            assert other.pushed == []

    serving(visit)


def test_a_session_ends_with_its_connection(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.state()
            assert len(server.site.sessions) == 1
        for _ in range(100):
            if not server.site.sessions:
                break
            await asyncio.sleep(0.02)
        assert server.site.sessions == set()

    serving(visit)


def test_where_a_place_cannot_be_found_the_server_says_so_and_ends(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are worked out once it listens."""
    problem = "KI3: must lie on the skin; got a place 9 mm off"

    def unplaced(*_: object) -> None:
        raise DataError("point maps", [problem])

    monkeypatch.setattr("viewer.atlas.solved.place", unplaced)
    library = Library(Atlas(catalogue.load("male"), atlas.map), only=["male"])
    told: list[str] = []

    with pytest.raises(DataError, match="KI3"):
        asyncio.run(asyncio.wait_for(serve(library, "127.0.0.1", 0, told.append), 60))
    assert told


def test_an_edition_that_could_not_be_made_is_tried_again(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(atlas, only=["male"])
    made = iter([OSError("too many open files"), "edition"])

    def make(_body: str) -> Any:
        one = next(made)
        if isinstance(one, OSError):
            raise one
        return one

    async def ask() -> None:
        with pytest.raises(OSError, match="too many"):
            await library.edition("male")
        assert [await library.edition("male") for _ in range(2)] == ["edition"] * 2

    monkeypatch.setattr(library, "made", make)
    asyncio.run(ask())
