"""The server answers its own page, and keeps visitors apart."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from models import mesh

Serving = Callable[..., Any]


def test_health_answers(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}/healthz") as answer:
            assert answer.status == 200

    serving(visit)


def test_the_page_names_everything_by_its_content(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        page = await server.text("/")
        links = re.findall(r'(?:href|src)="((?:assets|geometry)/[^"]+)"', page)
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
        async with server.visit() as visitor:
            packs = (await visitor.state())["atlas"]["packs"]
        [skin] = [pack for pack in packs if pack["group"] == "skin"]
        async with server.client.get(f"{server.url}/{skin['url']}") as answer:
            sent = mesh.decode(await answer.read())
        assert skin["ids"] == ["skin"]
        assert len(sent.triangles) > 20_000

    serving(visit)


def test_every_answer_carries_the_security_headers(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for path in ("/", "/healthz", "/nowhere"):
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


def test_the_address_reaches_the_session_letter_by_letter(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("select=KI3.left&view=knee") as visitor:
            state = await visitor.state()
        assert (state["selected"], state["view"]) == ("KI3.left", "knee")
        assert state["card"]["id"] == "KI3.left"

    serving(visit)


def test_an_address_that_names_nothing_known_opens_and_says_so(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("select=<b>nothing</b>&body=giant") as visitor:
            state = await visitor.state()
        assert (state["selected"], state["atlas"]["body"]) == ("", "male")
        assert len(state["notices"]) == 2

    serving(visit)


def test_a_choice_is_answered_with_its_card(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.select("sacrum")
            assert (await visitor.state())["card"]["title"].startswith("Sacrum")
            await visitor.select("")
            assert (await visitor.state())["card"] is None

    serving(visit)


def test_visitors_do_not_see_each_other(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            await one.select("sacrum")
            assert (await other.state())["selected"] == ""
            assert other.pushed == []

    serving(visit)


def test_the_search_is_answered(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            found = await visitor.call("trame.trigger", "find", ["taixi left"], {})
        assert found[0]["id"] == "KI3.left"

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
