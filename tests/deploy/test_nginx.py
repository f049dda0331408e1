"""What deploy/ ships works as its README says: over TLS, under a path, with several servers in turns."""

import asyncio
import json
import re
import socket
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver

from benchmarks.visitors import Visitor
from expanded import expanded
from tests.deploy.conftest import NAME, ROOT, Atlas, Proxy, atlas, nginx

GUIDE = (ROOT / "docs" / "point-maps.md").read_text("utf-8")
MINE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0].encode()
MORE = b'title = "More"\nversion = "1"\nlicence = "CC BY 4.0"\n'
LARGE = 450_000


class Here(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[Any]:
        family = socket.AF_INET
        where = {"host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}
        return [{"hostname": host, **where}]

    async def close(self) -> None:
        pass


def through(proxy: Proxy, act: Callable[[aiohttp.ClientSession], Awaitable[None]]) -> None:
    async def run() -> None:
        connector = aiohttp.TCPConnector(resolver=Here(), ssl=proxy.context, force_close=True)
        async with aiohttp.ClientSession(connector=connector) as client:
            await asyncio.wait_for(act(client), 300)
        await asyncio.sleep(0.25)  # aiohttp closes what went over TLS in the background

    asyncio.run(run())


@asynccontextmanager
async def visiting(client: aiohttp.ClientSession, page: str) -> AsyncIterator[Visitor]:
    headers = {"Origin": re.match(r"https://[^/]+", page)[0]}  # type: ignore[index]
    async with client.post(f"{page}paraview/", json={}, headers=headers) as answer:
        assert answer.status == 200
        address = (await answer.json())["sessionURL"]
    assert address.startswith(page.replace("https", "wss"))
    async with client.ws_connect(address, headers=headers, compress=15, max_msg_size=0) as line:
        visitor = Visitor(line)
        await visitor.call("wslink.hello", {"secret": "wslink-secret"})
        yield visitor


async def state(visitor: Visitor) -> dict[str, Any]:
    return (await visitor.call("trame.state.get"))["state"]


async def ask(visitor: Visitor, trigger: str, argument: Any) -> Any:
    return await visitor.call("trame.trigger", trigger, [argument], {})


def test_everything_on_the_page_comes_from_whichever_server(proxy: Proxy) -> None:
    async def act(client: aiohttp.ClientSession) -> None:
        pages = []
        for _ in range(4):
            async with client.get(f"{proxy.url}/") as answer:
                assert answer.status == 200
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                pages.append(await answer.text())
        assert len(set(pages)) == 1
        links = re.findall(r'(?:href|src)="((?:assets|edition|geometry)/[^"]+)"', pages[0])
        assert len(links) > 20
        for link in links * 2:
            async with client.get(f"{proxy.url}/{link}") as answer:
                assert answer.status == 200
                assert "immutable" in answer.headers["Cache-Control"]

    through(proxy, act)


def test_a_page_tells_and_is_told_over_tls(proxy: Proxy) -> None:
    async def act(client: aiohttp.ClientSession) -> None:
        for _ in range(4):
            async with visiting(client, f"{proxy.url}/") as visitor:
                shown = [{"key": "select", "value": "KI3.right"}, {"key": "body", "value": "female"}]
                await visitor.call("trame.state.update", shown)
                there = await state(visitor)
            assert (there["select"], there["body"]) == ("KI3.right", "female")
            assert there["edition"].startswith("edition/male/")

    through(proxy, act)


def test_each_body_comes_whole_from_servers_in_turns(proxy: Proxy) -> None:
    """Both work out the same addresses, and each makes what the other one named."""

    async def act(client: aiohttp.ClientSession) -> None:
        async with client.get(f"{proxy.url}/") as answer:
            found = re.search(r'href="(edition/[^"]+/start\.json)"', await answer.text())
        assert found
        async with client.get(f"{proxy.url}/{found[1]}") as answer:
            home = expanded(await answer.read())
        for link in home["bodies"]:
            for _ in range(2):
                async with client.get(f"{proxy.url}/{link['start']}") as answer:
                    assert expanded(await answer.read())["body"] == link["id"]
                    assert "immutable" in answer.headers["Cache-Control"]

    through(proxy, act)


def padded(content: bytes) -> bytes:
    """A map file of nearly the largest size."""
    line = b"# " + "é".encode() * 60 + b"\n"
    return content + line * ((LARGE - len(content)) // len(line))


def test_a_preview_of_900_kilobytes_is_shown_by_any_of_two_servers(proxy: Proxy) -> None:
    files = [("my-map.toml", padded(MINE)), ("more.toml", padded(MORE))]
    head = json.dumps([{"name": name, "size": len(data)} for name, data in files]).encode()
    body = head + b"\n" + b"".join(data for _, data in files)
    assert len(body) > 890_000

    async def act(client: aiohttp.ClientSession) -> None:
        for _ in range(3):
            async with visiting(client, f"{proxy.url}/") as visitor:
                assert await preview(visitor, body) == []
                added = await ask(visitor, "previewed", "male")
                assert added["preview"]["names"] == [name for name, _ in files]
                own = [pack["url"] for pack in added["packs"] if pack["group"].startswith("own-")]
                assert own
                for url in own:
                    assert await ask(visitor, "geometry", url)

    through(proxy, act)


async def preview(visitor: Visitor, body: bytes) -> Any:
    step = (await state(visitor))["previewing"]["part"]
    problems = await ask(visitor, "preview", {"bytes": len(body)})
    for at in range(0, len(body), step):
        part = body[at : at + step].decode("latin-1")
        problems = problems or await ask(visitor, "preview", part)
    return problems


@pytest.mark.parametrize("prefix", ["/atlas", "/kurs a", "/Kurs é"])
def test_it_works_under_a_path(tmp_path: Path, atlases: list[Atlas], prefix: str) -> None:
    with nginx(tmp_path, atlases[:1], prefix) as proxy:
        page = aiohttp.client.URL(f"{proxy.url}{prefix}/")

        async def act(client: aiohttp.ClientSession) -> None:
            async with client.get(page) as answer:
                assert answer.status == 200
                text = await answer.text()
            link = re.search(r'href="(assets/[^"]+)"', text)
            assert link
            async with client.get(page / link[1]) as answer:
                assert answer.status == 200
            start = re.search(r'href="(edition/[^"]+)"', text)
            assert start
            for address in (start[1], "live.html"):
                async with client.get(page / address) as answer:
                    assert answer.status == 200
            async with client.get(page.with_query(select="KI3.right", utm_source="x")) as answer:
                assert (answer.status, await answer.text()) == (200, text)
            async with client.post(page / "paraview/", json={}) as answer:
                address = (await answer.json())["sessionURL"]
            # trame's client turns it into small letters.
            async with client.ws_connect(address.lower(), max_msg_size=0) as line:
                visitor = Visitor(line)
                await visitor.call("wslink.hello", {"secret": "wslink-secret"})
                assert (await state(visitor))["edition"] == start[1]
            async with client.get(f"{proxy.url}/") as answer:
                assert answer.status in (403, 404)

        through(proxy, act)


def test_another_site_is_refused(proxy: Proxy) -> None:
    async def act(client: aiohttp.ClientSession) -> None:
        headers = {"Origin": "https://evil.example"}
        async with client.post(f"{proxy.url}/paraview/", json={}, headers=headers) as answer:
            assert answer.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await client.ws_connect(f"{proxy.url}/ws", headers=headers)
        assert refusal.value.status == 403

    through(proxy, act)


def test_the_name_must_be_allowed_as_the_guide_says(proxy: Proxy) -> None:
    guide = (ROOT / "deploy" / "README.md").read_text("utf-8")
    assert f"--allow-host {NAME}" in guide
    assert f"--allow-host {NAME}" in (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for replica in proxy.replicas:
        asked = urllib.request.Request(
            f"http://127.0.0.1:{replica.port}/healthz", headers={"Host": "other.example.org"}
        )
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(asked, timeout=60)
        assert b"--allow-host other.example.org" in refusal.value.read()
        refusal.value.close()


def test_where_one_server_is_gone_the_other_answers(tmp_path: Path, atlases: list[Atlas]) -> None:
    with atlas() as going, nginx(tmp_path, [going, atlases[1]]) as proxy:
        going.process.terminate()
        going.process.wait(60)

        async def act(client: aiohttp.ClientSession) -> None:
            for _ in range(4):
                async with client.get(f"{proxy.url}/healthz") as answer:
                    assert (await answer.json())["status"] == "ok"
            async with visiting(client, f"{proxy.url}/") as visitor:
                assert (await state(visitor))["select"] is None

        through(proxy, act)
