"""The server answers to its own names, to its own page, and to broken requests in a plain sentence."""

import argparse
import asyncio
import json
import logging
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from viewer.serving import hosts
from viewer.serving.hosts import Hosts
from viewer.serving.launch import prefix_of

Serving = Callable[..., Any]
ROOT = Path(__file__).parents[2]

OWN = [
    "localhost", "LOCALHOST:8080", "localhost.", "atlas.localhost", "127.0.0.1", "127.3.2.1:1", "[::1]",
    "[::1]:80",
]  # fmt: skip
FOREIGN = [
    "", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
    "notlocalhost", "10.0.0.1", "[::2]", "0.0.0.0", "[", "http://[", "a b", "localhost:", "localhost:port",
    "@localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", OWN)
def test_this_machine_answers_to_its_own_names(host: str) -> None:
    assert Hosts(["127.0.0.1"]).answer(host)
    assert Hosts(["::1", "127.0.0.1"]).answer(host)


@pytest.mark.parametrize("host", FOREIGN)
def test_and_to_no_other(host: str) -> None:
    assert not Hosts(["127.0.0.1"]).answer(host)
    assert not Hosts(["127.0.0.1"], ["atlas.example.org"]).answer(host)


@pytest.mark.parametrize("host", ["atlas.example.org", "ATLAS.example.org:444", "atlas.example.org."])
def test_a_name_that_is_allowed_is_answered(host: str) -> None:
    assert Hosts(["127.0.0.1"], ["Atlas.example.org"]).answer(host)


@pytest.mark.parametrize("bound", [["0.0.0.0"], ["::"], ["192.168.1.5"], ["127.0.0.1", "192.168.1.5"]])
def test_who_listens_to_others_answers_to_any_name(bound: list[str]) -> None:
    assert all(Hosts(bound).answer(host) for host in [*OWN, *FOREIGN])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("atlas.example.org", "atlas.example.org"), ("class_pc", "class_pc"), ("192.168.1.5", "192.168.1.5"),
        ("::2", "::2"), ("münchen.example", "xn--mnchen-3ya.example"),
    ],
)  # fmt: skip
def test_a_name_to_allow_is_a_name_or_an_address(text: str, name: str) -> None:
    assert hosts.allowed(text) == name
    host = f"[{name}]" if ":" in name else name
    assert Hosts(["127.0.0.1"], [hosts.allowed(text)]).answer(host)


@pytest.mark.parametrize(
    "text", ["", "http://a.example", "a.example:80", "a.example/", "a b", "*", "a,b", "ü" * 90]
)
def test_anything_else_is_wrong_use(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must be a name such as"):
        hosts.allowed(text)


ROUTES = [
    "/", "/live.html", "/healthz", "/assets/0/atlas.js", "/edition/male/0/start.json",
    "/geometry/male/skin.pack", "/nowhere",
]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
def test_another_name_is_refused_with_the_way_to_allow_it(serving: Serving, path: str) -> None:
    async def visit(server: Any) -> None:
        headers = {"Host": "evil.example:9000", "Origin": "http://evil.example:9000"}
        async with server.client.get(f"{server.url}{path}", headers=headers) as answer:
            assert answer.status == 403
            assert "--allow-host evil.example" in await answer.text()
        for method, address in (("post", "/paraview/"), ("get", "/ws")):
            asked = server.client.request(method, f"{server.url}{address}", headers=headers)
            async with asked as answer:
                assert answer.status == 403
        async with server.visit() as visitor:
            assert (await visitor.state())["select"] is None

    serving(visit, hosts=Hosts(["127.0.0.1"]))


BROKEN = [
    "http://[",
    "http://[::1",
    "null",
    "",
    "//",
    "http://",
    "https://127.0.0.1:1",
    "chrome-extension://HERE",
]


@pytest.mark.parametrize("origin", BROKEN)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/ws"), ("POST", "/paraview/"), ("POST", "/"), ("PUT", "/ws")]
)
def test_a_broken_origin_is_refused_without_a_traceback(
    serving: Serving, caplog: pytest.LogCaptureFixture, origin: str, method: str, path: str
) -> None:
    async def visit(server: Any) -> None:
        here = server.url.removeprefix("http://")
        head = f"{method} {path} HTTP/1.1\r\nHost: {here}\r\nOrigin: {origin.replace('HERE', here)}\r\n"
        said = await exchange(server, f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        assert said.startswith(b"HTTP/1.1 403")
        assert b"Traceback" not in said

    serving(visit)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def exchange(server: Any, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
    writer.write(sent)
    said = await asyncio.wait_for(reader.read(), 60)
    writer.close()
    await writer.wait_closed()
    return said


def posted(*headers: str, body: bytes = b"{}") -> bytes:
    """A question for the socket's address."""
    lines = [
        "POST /paraview/ HTTP/1.1",
        "Host: a",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


NO_REQUESTS = {
    "not http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no version": b"GET /\r\n\r\n",
    "a bad method": b"G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
    "a bad header": b"GET / HTTP/1.1\r\nHost a\r\n\r\n",
    "a long line": b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "two lengths": posted("Content-Length: 5"),
    "a bad length": posted().replace(b"Length: 2", b"Length: -1"),
    "a bad chunk": b"POST /paraview/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a bad host": posted().replace(b"Host: a", b"Host: ["),
    "no websocket": b"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "half a websocket": b"GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "deep nesting": posted(body=b"[" * 9000),
    "no such letters": posted("Content-Type: application/json; charset=no"),
    "half a letter": posted(body=b'{"select":"\\ud800"}'),
    "packed": posted("Content-Encoding: deflate", body=b"abcd"),
    "too much": posted(body=b" " * 20_000),
    "no host": b"GET / HTTP/1.0\r\n\r\n",
}


@pytest.mark.parametrize("sent", NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_what_is_no_request_is_answered_in_a_sentence(
    serving: Serving, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    async def visit(server: Any) -> None:
        said = (await exchange(server, sent)).decode()
        head, _, text = said.partition("\r\n\r\n")
        assert re.match(r"HTTP/[01].[019] (400|200|413)", head)
        assert "X-Content-Type-Options: nosniff" in head
        for word in ("Python", "aiohttp", "Traceback", "Error", "b'", ".py"):
            assert word not in said if "400" in head else word not in head
        if "400" in head:
            assert text.strip().endswith(".")
            assert "\n" not in text.strip()

    serving(visit)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


def test_no_answer_names_what_it_was_made_with(serving: Serving) -> None:
    async def visit(server: Any) -> None:
        for path in ("/", "/nowhere", "/healthz", "/paraview/", "/ws"):
            async with server.client.get(f"{server.url}{path}") as answer:
                assert not re.search(r"python|aiohttp|\d", answer.headers["Server"], re.IGNORECASE)

    serving(visit)


def test_a_fault_of_ours_is_told_without_its_inside(
    serving: Serving, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visit(server: Any) -> None:
        monkeypatch.setattr(server.site.library, "edition", lambda _: 1 / 0)
        async with server.client.get(f"{server.url}/", headers={"Accept": "text/html"}) as answer:
            assert answer.status == 500
            assert await answer.text() == "The atlas made a mistake here. Please try again.\n"

    serving(visit)
    assert "ZeroDivisionError" in caplog.text  # the log has the rest


@pytest.mark.parametrize(
    ("header", "prefix"),
    [
        ("", ""), ("/", ""), ("/atlas", "/atlas"), ("/atlas/", "/atlas"), ("/kurs%20a", "/kurs%20a"),
        ("/kurs a", "/kurs%20a"), ("/kurs é", "/kurs%20%c3%a9"), ("/Kurs", "/%4burs"),
        ("/a/b.c~d-e_f", "/a/b.c~d-e_f"), ("/50%", "/50%25"), ('/"><script>', "/%22%3e%3cscript%3e"),
        ("//evil.example", "/evil.example"),
    ],
)  # fmt: skip
def test_a_prefix_is_written_so_that_small_letters_mean_the_same(header: str, prefix: str) -> None:
    assert prefix_of(header) == prefix
    assert prefix_of(header) == prefix_of(header).lower()


@pytest.mark.parametrize(
    "host", ["class_pc:8080", "CLASS-PC", "[::1]:8080", "192.168.1.5:8080", "xn--mnchen-3ya.example"]
)
@pytest.mark.parametrize("prefix", ["", "/kurs%20a", "/Atlas"])
def test_the_socket_is_told_under_any_host_and_prefix(serving: Serving, host: str, prefix: str) -> None:
    async def visit(server: Any) -> None:
        headers = {"Host": host, "Origin": f"http://{host}", "X-Forwarded-Prefix": prefix}
        asked = {"select": "KI3.right", "body": "female", "embed": 1}
        async with server.client.post(f"{server.url}/paraview/", json=asked, headers=headers) as answer:
            address = (await answer.json())["sessionURL"]
        # What a page shows is its own affair: nothing of it stands in the address.
        assert address == f"ws://{host}{prefix_of(prefix)}/ws"

    serving(visit)


@contextmanager
def served(*options: str) -> Iterator[str]:
    start = [sys.executable, "-m", "viewer", "serve", "--port", "0", "--no-browser", *options]
    with subprocess.Popen(start, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def status(url: str, **headers: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "::", "0.0.0.0", ""])
def test_the_address_that_is_printed_answers(host: str) -> None:
    with served("--host", host) as url:
        assert status(f"{url}healthz") == 200
        assert ("[::1]" in url) == (host in ("::", "::1"))


def test_everywhere_is_both_families() -> None:
    with served("--host", "::") as url:
        assert status(f"{url.replace('[::1]', '127.0.0.1')}healthz") == 200
        assert status(f"{url}healthz", Host="any.example") == 200


def test_names_are_allowed_on_the_command_line() -> None:
    with served("--allow-host", "atlas.example.org", "--allow-host", "class_pc") as url:
        assert status(url, Host="atlas.example.org") == status(url, Host="class_pc:8080") == 200
        assert status(url, Host="evil.example") == 403


def test_a_visitor_of_the_command_is_told_of_its_socket() -> None:
    with served("--host", "localhost") as url:
        asked = urllib.request.Request(f"{url}paraview/", data=b"{}")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert json.load(answer)["sessionURL"] == f"{url.replace('http', 'ws')}ws"
