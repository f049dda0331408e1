"""Whatever a browser sends, it changes nobody else's page and stops nothing."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

Serving = Callable[..., Any]
LESSON = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n'


@pytest.mark.parametrize(
    "extra", ["sessionURL=wss://evil.example/ws", "ui=nothing", "utm_source=mail", "%ff"]
)
@pytest.mark.parametrize("path", ["/", "/live.html"])
def test_nothing_of_an_address_gets_into_a_document(serving: Serving, path: str, extra: str) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}{path}?{extra}&select=<b>") as answer:
            assert answer.status == 200
            assert await answer.text() == await server.text(path)

    serving(visit)


@pytest.mark.parametrize(
    "path",
    [
        "/geometry/male/skin.000000000000.pack",
        "/geometry/male/..%2f..%2fmanifest.json",
        "/geometry/nobody/skin.000000000000.pack",
        "/edition/nobody/000000000000/start.json",
        "/edition/male/000000000000/start.json",
        "/edition/male/..%2f..%2fsite.py",
        "/edition/male/",
        "/preview/regions.left.000000000000.pack",
        "/assets/000000000000/atlas.js",
        "/assets/..%2f..%2fserver.py",
        "/server.py",
    ],
)
def test_what_is_not_offered_is_not_found(serving: Serving, path: str) -> None:
    async def visit(server: Any) -> None:
        async with server.client.get(f"{server.url}{path}") as answer:
            assert answer.status == 404
            assert "Traceback" not in await answer.text()

    serving(visit)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:1", "null", "https://127.0.0.1.evil.example"]
)
def test_foreign_pages_are_refused(serving: Serving, origin: str) -> None:
    async def visit(server: Any) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await server.client.ws_connect(f"{server.url}/ws", headers={"Origin": origin})
        assert refusal.value.status == 403
        async with server.client.post(
            f"{server.url}/paraview/", json={}, headers={"Origin": origin}
        ) as answer:
            assert answer.status == 403

    serving(visit)


def test_the_own_page_is_let_in(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit(headers={"Origin": server.url}) as visitor:
            assert (await visitor.state())["select"] is None

    serving(visit)


@pytest.mark.parametrize(
    "method", ["application.exit", "application.exit.later", "trame.force.push", "unknown"]
)
def test_nobody_can_stop_the_server(serving: Serving, method: str) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            refusal = await visitor.call(method, 0)
            assert refusal["code"] == -32601
            assert (await visitor.state())["select"] is None
        async with server.client.get(f"{server.url}/healthz") as answer:
            assert answer.status == 200

    serving(visit)


@pytest.mark.parametrize(
    "changes",
    [
        [{"key": "select", "value": 7}],
        [{"key": "select", "value": ["sacrum"]}],
        [{"key": "select", "value": "x" * 201}],
        [{"key": "atlas", "value": {}}],
        [{"key": "followed", "value": True}],
        [{"key": "edition", "value": "edition/evil/start.json"}],
        [{"key": "previewing", "value": {"largest": 1}}],
        [{"key": "trame__template_main", "value": "<script>"}],
        [{"key": "card", "value": "mine"}],
        [{"value": 1}, 5, None],
        [{"key": ["select"], "value": "sacrum"}],
        [{"key": None}],
        {"key": "select"},
        "select",
        None,
    ],
)
def test_state_that_makes_no_sense_is_ignored(serving: Serving, changes: Any) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            before = await visitor.state()
            assert await visitor.call("trame.state.update", changes) is None
            assert await visitor.state() == before

    serving(visit)


@pytest.mark.parametrize(
    "arguments",
    [
        ("unknown", [], {}),
        ("text", [], {}),
        ("text", [{"a": 1}], {}),
        ("text",),
        (),
        (None, None, None),
        ("text", "ab", 3),
        ("text", [["card/sacrum"]], {}),
        ("text", [["card/sacrum", "student", "more"]], {}),
        ("text", [["card/sacrum", ["student"]]], {}),
        ("text", [[None, "student"]], {}),
        ("relations", [None], {}),
        ("relations", [["sacrum"]], {}),
        ("geometry", [{"a": 1}], {}),
        ("geometry", ["../../manifest.json"], {}),
        ("previewed", [["male"]], {}),
        ("forget", ["everything"], {}),
    ],
)
def test_triggers_that_make_no_sense_find_nothing(serving: Serving, arguments: tuple[Any, ...]) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            assert not await visitor.call("trame.trigger", *arguments)
            assert (await visitor.state())["select"] is None

    serving(visit)


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"\x00" * 5,
        b"\xff" * 200,
        (1).to_bytes(4, "little") + (0).to_bytes(4, "little") + (2**32 - 1).to_bytes(4, "little") + b"x",
        (1).to_bytes(4, "little") + (0).to_bytes(4, "little") + (3).to_bytes(4, "little") + b"\xc1\xc1\xc1",
    ],
)
def test_noise_ends_only_its_own_session(serving: Serving, noise: bytes) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as quiet:
            async with server.visit() as loud:
                await loud.socket.send_bytes(noise)
                with pytest.raises(ConnectionError):
                    await loud.receive()
            assert (await quiet.state())["select"] is None

    serving(visit)


def test_a_message_larger_than_any_of_the_page_ends_the_session(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.socket.send_bytes(b"x" * 200_000)
            with pytest.raises(ConnectionError):
                await visitor.receive()

    serving(visit)


def test_no_word_about_this_machine_reaches_a_visitor(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            assert "/viewer/" not in str(await visitor.state())
            assert "Traceback" not in str(await visitor.call("trame.trigger", {"a": 1}, 5, "x"))

    serving(visit)


@pytest.mark.parametrize("body", ["nobody", "", "../male", "MALE", 7, None, ["male"], {"a": 1}])
def test_nothing_is_put_on_a_body_that_is_not_here(serving: Serving, body: Any) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            lesson = f'[{{"name": "a.toml", "size": {len(LESSON)}}}]\n{LESSON}'
            await visitor.ask("preview", {"bytes": len(lesson)})
            assert await visitor.ask("preview", lesson) == []
            before = await visitor.state()
            assert await visitor.ask("previewed", body) is None
            assert await visitor.state() == before

    serving(visit)
