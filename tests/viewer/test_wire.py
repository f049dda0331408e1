"""What is spoken with a page is what trame and wslink speak: an upgrade that changes it is noticed here."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
from trame_client.module import vue3
from trame_server import Server
from trame_server.client import Client, ConnectionStatus
from wslink import chunking, protocol

from viewer.serving import uploads, wire

Serving = Callable[..., Any]


def test_a_message_is_read_as_wslink_writes_it() -> None:
    call = {"wslink": "1.0", "id": "rpc:c:1", "method": "m", "args": ["太", 1], "kwargs": {}}
    [chunk] = chunking.generate_chunks(msgpack.packb(call), wire.LARGEST_MESSAGE)

    assert wire.read(chunk) == wire.Call("rpc:c:1", "m", ["太", 1])


def test_a_message_is_written_as_wslink_reads_it() -> None:
    reader = chunking.UnChunker()
    reader.set_max_message_size(1000)

    assert reader.process_chunk(wire.written(2**32 + 5, {"id": "rpc:c:1", "result": "太"})) == {
        "wslink": "1.0",
        "id": "rpc:c:1",
        "result": "太",
    }
    assert (wire.UNKNOWN_CALL, wire.FAILED_CALL) == (protocol.METHOD_NOT_FOUND, protocol.EXCEPTION_ERROR)


def test_trames_own_client_is_understood(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        client = Client(server.url.replace("http", "ws") + "/ws", {"secret": wire.SECRET})
        talking = asyncio.ensure_future(client.connect())
        while client.connected is not ConnectionStatus.CONNECTED:
            assert not talking.done()
            await asyncio.sleep(0.02)
        [session] = server.site.sessions
        client.state.select = "sacrum"
        client.state.flush()
        while session.state.select != "sacrum":
            await asyncio.sleep(0.02)
        with session.state as state:  # what Python sets, the page sees
            state.select = "KI3.left"
        await session.flush()
        while client.state.select != "KI3.left":
            await asyncio.sleep(0.02)
        assert (await client.call_trigger("preview", [{"bytes": 0}])) == [uploads.UNNAMED]
        await client.disconnect()
        await talking

    serving(visit)


def test_a_page_gets_all_that_trames_own_server_would_give_it(serving: Serving) -> None:
    stock = Server(secrets.token_hex(4))
    stock.enable_module(vars(vue3))
    wanted = {key for key in stock.state.initial if key.startswith("trame__")}

    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            state = await visitor.state()
        assert len(wanted) > 5
        assert wanted - {"trame__react_use"} <= set(state)

    serving(visit)


def test_a_page_is_not_told_what_it_has_said_itself(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            await visitor.state()
            await visitor.tell(select="sacrum", view="")
            await visitor.tell(select="femur.left")
            [session] = server.site.sessions
            with session.state as state:
                state.update({"select": "femur.left", "view": "knee"})
            await session.flush()
            await visitor.state()
        assert [message["result"] for message in visitor.pushed] == [{"view": "knee"}]

    serving(visit)


def test_messages_to_a_page_bear_numbers_of_their_own(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            numbers = []
            for _ in range(3):
                call = {"id": "rpc:c:1", "method": "trame.lifecycle.update", "args": ["x"]}
                await visitor.send(call)
                numbers.append((await visitor.socket.receive()).data[:4])
            assert len(set(numbers)) == 3

    serving(visit)


@pytest.mark.parametrize("name", ["text", "previewed", "geometry"])
def test_a_fault_of_ours_is_told_and_ends_nothing(
    serving: Serving, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            monkeypatch.setattr(type(session), "_answer", lambda *_: 1 / 0)
            refusal = await visitor.call("trame.trigger", name, ["x"], {})
            assert refusal == {"code": wire.FAILED_CALL, "message": "The atlas could not answer this."}
            assert (await visitor.state())["select"] is None

    serving(visit)
    assert "ZeroDivisionError" in caplog.text


def test_what_cannot_be_sent_is_a_fault_too(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    async def visit(server: Any) -> None:
        async with server.visit() as visitor:
            [session] = server.site.sessions
            monkeypatch.setattr(type(session), "_answer", lambda *_: object())
            assert (await visitor.call("trame.trigger", "text", ["x"], {}))["code"] == wire.FAILED_CALL

    serving(visit)


def test_noise_is_no_news(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    async def visit(server: Any) -> None:
        for noise in (b"", b"x" * 5, b"x" * 100, b"x" * 100_000):
            async with server.visit() as visitor:
                await visitor.socket.send_bytes(noise)
                with pytest.raises(ConnectionError):
                    await visitor.receive()
        options = {"headers": {"Sec-WebSocket-Protocol": "x" * 1000}}
        async with server.client.ws_connect(f"{server.url}/ws", **options):
            pass

    serving(visit)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]
