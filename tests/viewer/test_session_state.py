"""What a page shows is trame's state: Python reads and sets it, and takes from a page only what can be."""

from collections.abc import Callable
from typing import Any

import pytest

from populated import each
from viewer.fields import fields
from viewer.serving import told

Serving = Callable[..., Any]

SHOWN: dict[str, Any] = {
    "body": "female",
    "story": "path-of-the-nerve",
    "step": 3,
    "select": "KI3.left",
    "amount": 40,
    "beside": True,
    "walk": ["s1-root.left", "sural.left"],
    "along": 2.55,
    "hurts": ["buttock.left"],
    "method": "image.left",
    "system": 3,
    "show": {"skin": True, "bones": False},
    "opacity": {"skin": 0.24, "bones": 1},
    "view": "",
    "camera": [90.0, 10.0, 800.0, 1.0, 2.0, 900.5],
    "side": "left",
    "variant": "bifurcation-high",
    "cut": "axial:1080",
    "zones": "nerve",
    "voice": "patient",
    "hide": ["sacrum"],
    "only": [],
    "theme": "dark",
    "way": "presses",
    "quiz": "points.find.7",
    "question": 3,
    "labels": False,
    "names": False,
    "open": "evidence",
    "present": False,
    "class": "7KQ4M2XD",
    "embed": True,
}
"""What a page may tell, of every field."""

LONG = "x" * (told.LONGEST + 1)
IMPOSSIBLE = [
    *(("select", value) for value in (7, True, ["sacrum"], {"a": 1}, LONG, b"sacrum", 1.5)),
    *(("view", value) for value in (0, ["back"], LONG)),
    *(("body", value) for value in (0, {}, LONG)),
    *(("voice", value) for value in ("shouting", "", 1, ["patient"])),
    *(("side", value) for value in ("up", False, {})),
    *(("open", value) for value in ("settings", 0)),
    *(("theme", value) for value in ("plaid", "")),
    *(("zones", value) for value in ("planets", [])),
    *(("cut", value) for value in ("axial", "diagonal:3", 1080, ["axial:1080"], LONG)),
    *(("show", value) for value in ([], "skin", {"skin": 1}, {"skin": "yes"}, {LONG: True})),
    *(("show", {str(i): True for i in range(told.MOST + 1)}) for _ in range(1)),
    *(
        ("opacity", value)
        for value in ({"skin": 1.1}, {"skin": -0.1}, {"skin": True}, {"skin": float("nan")})
    ),
    *(
        ("camera", value)
        for value in ([], [0] * 5, [0] * 7, [0] * 5 + ["0"], [0] * 5 + [float("inf")], "0,0", {})
    ),
    *(("walk", value) for value in ("s1-root.left", [7], [LONG])),
    *(("along", value) for value in (-1, 41, "2", True, float("nan"))),
    *(("hurts", value) for value in ("buttock.left", [None])),
    *(("method", value) for value in ("image", "Image.left", 1, LONG)),
    *(("system", value) for value in (-1, 100, "3")),
    *(("quiz", value) for value in ("points", "points.", "own.", "Points.7", 7, LONG)),
    *(("question", value) for value in (-1, 102, "3")),
    *(("present", value) for value in (1, "1")),
    *(("hide", value) for value in ("sacrum", [7], [None], [LONG], ["a"] * (told.MOST + 1), {"sacrum": 1})),
    *(("only", value) for value in (0, [["sacrum"]])),
    *(("step", value) for value in (-1, told.MOST + 1, "3", True, float("nan"), [3])),
    *(("class", value) for value in ("7KQ4", 7, "7KQ4M2XO", LONG)),
    *(("embed", value) for value in (1, "1", [])),
    *(
        (key, "x")
        for key in ("atlas", "followed", "edition", "previewing", "card", "trame__title", "", "__class__")
    ),
]


def test_every_field_of_the_page_is_a_field_of_the_state(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            state = await visitor.state()
        keys = {field.key for field in fields()}
        assert {key: state[key] for key in keys} == dict.fromkeys(keys)
        assert (state["followed"], state["edition"]) == (False, server.site.library.home)
        assert set(SHOWN) == keys == set(told.keys())

    serving(visit)


def test_a_page_tells_its_fields_and_python_reads_them(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            await visitor.tell(**SHOWN)
            assert {key: session.state[key] for key in SHOWN} == SHOWN
            assert session.state.select == "KI3.left"
            await visitor.tell(camera=None, select="")
            assert (session.state.camera, session.state.select) == (None, "")
            assert visitor.pushed == []

    serving(visit)


def test_python_sets_a_field_and_the_page_is_told(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor, server.visit() as other:
            await visitor.tell(**SHOWN)
            [session] = [one for one in server.site.sessions if one.state.select]
            with session.state as state:
                state.select = "sacrum"
                state.update({"view": "sacrum", "voice": "patient"})  # the last one is what it shows already
            await session.flush()
            await visitor.state()
            assert [message["result"] for message in visitor.pushed] == [
                {"select": "sacrum", "view": "sacrum"}
            ]
            await other.state()
            assert other.pushed == []

    serving(visit)


def test_a_change_in_python_is_heard_in_python(serving: Serving) -> None:
    """As in any app of trame: `state.change` calls back, whoever changed the field."""
    heard: list[str] = []

    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            session.state.change("select")(lambda select, **_: heard.append(select))
            await visitor.tell(select="KI3.left")
            await visitor.tell(voice="patient")
            with session.state as state:
                state.select = "sacrum"

    serving(visit)
    assert heard == ["KI3.left", "sacrum"]


def test_a_page_is_asked_to_tell_each_change_only_while_it_is_followed(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            for following in (True, False):
                session.follow(following)
                await session.flush()
            await visitor.state()
            assert [message["result"] for message in visitor.pushed] == [
                {"followed": True},
                {"followed": False},
            ]

    serving(visit)


def test_what_a_page_takes_over_from_python_can_be_set_again(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            for chosen in ("sacrum", "KI3.left", "sacrum"):
                with session.state as state:
                    state.select = chosen
                await session.flush()
                await visitor.tell(select="KI3.right" if chosen == "KI3.left" else chosen)
        assert [message["result"]["select"] for message in visitor.pushed] == ["sacrum", "KI3.left", "sacrum"]

    serving(visit)


def test_what_cannot_be_is_dropped_and_the_rest_is_taken(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.tell(**SHOWN)
            before = await visitor.state()
            for key, value in each(IMPOSSIBLE):
                await visitor.tell(**{key: value})
                assert await visitor.state() == before, (key, str(value)[:60])
            await visitor.tell(select=7, view="back", nothing="x")
            assert await visitor.state() == {**before, "view": "back"}
            assert visitor.pushed == []

    serving(visit)


@pytest.mark.parametrize("key", SHOWN)
def test_any_field_may_have_nothing_to_tell(key: str) -> None:
    assert told.can_be(key, None)
    assert told.can_be(key, SHOWN[key])
    assert not told.can_be(key, object())
