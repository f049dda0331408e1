"""Visitors without a browser: they connect, take the state as the page does, and stay."""

import asyncio
from collections.abc import Callable

from trame_server.client import Client, ConnectionStatus

Memory = Callable[[], float]


async def crowd(url: str, count: int, memory: Memory) -> tuple[float, float, float]:
    """Let many visitors connect and leave.

    Parameters
    ----------
    url
        The websocket address of the server.
    count
        How many are connected at once.
    memory
        Tells what the server holds, in MB.

    Returns
    -------
    What the server held before, with all of them connected, and after they left, in MB.
    """
    before = memory()
    clients = [await _join(url) for _ in range(count)]
    await asyncio.sleep(2)
    during = memory()
    await asyncio.gather(*(_leave(*client) for client in clients))
    await asyncio.sleep(3)
    return before, during, memory()


async def _join(url: str) -> tuple[Client, asyncio.Task[None]]:
    client = Client(url, {"secret": "wslink-secret"})
    task = asyncio.create_task(client.connect())
    while client.connected is not ConnectionStatus.CONNECTED:
        if task.done():
            task.result()
        await asyncio.sleep(0.01)
    session = client._session
    await (await session.call("trame.state.get", []))
    for phase in ("client_connected", "client_mounted"):
        await session.call("trame.lifecycle.update", [phase])
    return client, task


async def _leave(client: Client, task: asyncio.Task[None]) -> None:
    await client.disconnect()
    await asyncio.wait([task], timeout=5)
