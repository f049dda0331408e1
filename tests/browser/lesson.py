"""A program that serves the atlas and leads the first page: it sets what it reads, tells what it hears."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from point_maps import maps
from tests.kept import keeping
from viewer.edition.library import Library, make
from viewer.fields import fields
from viewer.serving.listening import sockets
from viewer.serving.server import Site, listen

PAUSE = 0.05
KEYS = [field.key for field in fields()]


def tell(value: Any) -> None:
    """Write a line of JSON."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


async def lead(site: Site) -> None:
    """Lead the first page for as long as there is something to read."""
    while not site.sessions:
        await asyncio.sleep(PAUSE)
    [session] = site.sessions
    while session.state.body is None:
        await asyncio.sleep(PAUSE)
    session.state.change(*KEYS)(lambda **_: tell({key: session.state[key] for key in KEYS}))
    tell({key: session.state[key] for key in KEYS})
    while line := await asyncio.to_thread(sys.stdin.readline):
        with session.state as state:
            state.update(json.loads(line))
        await session.flush()


async def serve() -> None:
    """Serve on any free port."""
    site = Site(Library(make("male", maps.load([]))))
    bound = sockets("127.0.0.1", 0)
    async with listen(site, bound):
        tell(f"http://127.0.0.1:{bound[0].getsockname()[1]}/")
        await lead(site)


with keeping(Path(sys.argv[1])):
    asyncio.run(serve())
