"""Whatever a browser sends, it changes nobody else's page and stops nothing."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

Serving = Callable[..., Any]


@pytest.mark.parametrize("extra", ["sessionURL=wss://evil.example/ws", "ui=nothing", "utm_source=mail"])
def test_parameters_of_others_are_taken_off_the_address(serving: Serving, extra: str) -> None:
    async def visit(server: Any) -> None:
        page = f"{server.url}/?select=KI3.left&{extra}"
        async with server.client.get(page, allow_redirects=False) as answer:
            assert answer.status == 302
        async with server.client.get(page) as answer:
            assert dict(answer.url.query) == {"select": "KI3.left"}
            assert answer.status == 200

    serving(visit)


@pytest.mark.parametrize(
    "path",
    [
        "/geometry/male/skin.000000000000.vtp",
        "/geometry/male/..%2f..%2fmanifest.json",
        "/geometry/nobody/skin.000000000000.vtp",
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
            assert (await visitor.state())["selected"] == ""

    serving(visit)


@pytest.mark.parametrize(
    "method", ["application.exit", "application.exit.later", "trame.force.push", "unknown"]
)
def test_nobody_can_stop_the_server(serving: Serving, method: str) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            refusal = await visitor.call(method, 0)
            assert refusal["code"] == -32601
            assert (await visitor.state())["selected"] == ""
        async with server.client.get(f"{server.url}/healthz") as answer:
            assert answer.status == 200

    serving(visit)


@pytest.mark.parametrize(
    "changes",
    [
        [{"key": "selected", "value": "nothing"}],
        [{"key": "selected", "value": 7}],
        [{"key": "selected", "value": ["sacrum"]}],
        [{"key": "atlas", "value": {}}],
        [{"key": "trame__template_main", "value": "<script>"}],
        [{"key": "card", "value": "mine"}],
        [{"value": 1}, 5, None],
        {"key": "selected"},
        "selected",
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
        ("find", [], {}),
        ("find", [{"a": 1}], {}),
        ("find",),
        (),
        (None, None, None),
        ("find", "ab", 3),
        ("story", [None], {}),
        ("page", [["evidence"]], {}),
        ("forget", ["everything"], {}),
    ],
)
def test_triggers_that_make_no_sense_find_nothing(serving: Serving, arguments: tuple[Any, ...]) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            assert not await visitor.call("trame.trigger", *arguments)
            assert (await visitor.state())["selected"] == ""

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
            assert (await quiet.state())["selected"] == ""

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
def test_a_body_that_is_not_here_is_not_gone_to(serving: Serving, body: Any) -> None:
    async def visit(server: Any) -> None:
        async with server.visit("select=sacrum") as visitor:
            before = await visitor.state()
            assert await visitor.call("trame.trigger", "body", [body], {}) is False
            assert await visitor.state() == before

    serving(visit)
