"""Each body comes as an edition of its own, with all that a page of it needs, and leads to the others."""

from collections.abc import Callable
from typing import Any

import pytest

from models import catalogue
from populated import each
from viewer.fields import fields

Serving = Callable[..., Any]
BODIES = sorted(catalogue.available(), key=len)
OTHERS = [body for body in BODIES if body != "male"]


def found(words: Any) -> set[str]:
    """The ids of all entries, stories and pages that a search can find."""
    return {
        key
        for thing in words["things"]
        for key in [f"{thing['id']}.{side}" for side in thing.get("sides", [])] or [thing["id"]]
    }


@pytest.mark.parametrize("body", OTHERS)
def test_another_body_comes_with_all_it_needs(serving: Serving, body: str) -> None:
    async def visit(server: Any) -> None:
        home, start = await server.start(), await server.start(body)
        assert (home["body"], start["body"], start["home"]) == ("male", body, "male")
        assert all(pack["url"].startswith(f"geometry/{body}/") for pack in each(start["packs"]))
        assert "sacrum" in start["entries"]
        assert start["bodies"] == home["bodies"]
        assert [(link["id"], link["title"]) for link in start["bodies"]] == [
            (key, catalogue.load(key).manifest.title) for key in BODIES
        ]

    serving(visit)


@pytest.mark.parametrize("body", OTHERS)
def test_search_and_cards_are_those_of_the_body_that_is_shown(serving: Serving, body: str) -> None:
    async def visit(server: Any) -> None:
        start = await server.start(body)
        stories = {story["id"] for story in (*start["stories"], *start["quizzes"])}
        [pages] = [field.values for field in fields() if field.key == "open"]
        assert found(await server.fetch(start["files"]["search"])) == {*start["entries"], *stories, *pages}
        words = await server.fetch(start["files"]["words"]["patient"])
        cards = {name.removeprefix("card/") for name in words if name.startswith("card/")}
        assert cards == set(start["entries"])

    serving(visit)


def test_what_another_visitor_sees_stays(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as one, server.visit() as other:
            before = await other.state()
            await one.tell(body=OTHERS[0])
            await one.ask("previewed", OTHERS[0])
            assert await other.state() == before
            assert other.pushed == []
        assert (await server.start())["body"] == "male"

    serving(visit)


def test_the_load_line_opens_on_the_pregnant_body_only(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for body in each(catalogue.available()):
            layers = {layer["id"]: layer["shown"] for layer in (await server.start(body))["layers"]}
            assert layers.get("load-line", False) == (body == "female-pregnant")

    serving(visit)
