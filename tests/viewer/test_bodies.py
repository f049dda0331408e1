"""A session goes to another body and takes along what is chosen."""

from collections.abc import Callable
from typing import Any

import pytest

from models import catalogue
from populated import each

Serving = Callable[..., Any]
OTHERS = [body for body in catalogue.available() if body != "male"]


@pytest.mark.parametrize("body", OTHERS)
def test_another_body_comes_with_all_it_needs(serving: Serving, body: str) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("select=sacrum") as visitor:
            assert await visitor.call("trame.trigger", "body", [body], {}) is True
            state = await visitor.state()
        assert state["atlas"]["body"] == body
        assert all(f"geometry/{body}/" in pack["url"] for pack in state["atlas"]["packs"])
        assert state["selected"] == state["card"]["id"] == "sacrum"
        assert state["atlas"]["bodies"] == [
            {"id": key, "title": catalogue.load(key).manifest.title}
            for key in sorted(catalogue.available(), key=len)
        ]

    serving(visit)


@pytest.mark.parametrize("body", OTHERS)
def test_search_and_cards_are_those_of_the_body_that_is_shown(serving: Serving, body: str) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.call("trame.trigger", "body", [body], {})
            [found, *_] = await visitor.call("trame.trigger", "find", ["sacrum"], {})
            await visitor.select(found["id"])
            assert (await visitor.state())["card"]["id"] == "sacrum"

    serving(visit)


def test_what_another_visitor_sees_stays(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            await one.call("trame.trigger", "body", [OTHERS[0]], {})
            assert (await other.state())["atlas"]["body"] == "male"
            assert other.pushed == []

    serving(visit)


def test_the_load_line_opens_on_the_pregnant_body_only(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for body in each(catalogue.available()):
            async with server.visit(f"body={body}") as visitor:
                shown = (await visitor.state())["shown"]
            assert shown["load-line"] == (body == "female-pregnant")

    serving(visit)
