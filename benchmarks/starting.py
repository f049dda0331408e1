"""How fast the server is there, and what it carries in memory."""

import asyncio
import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

from benchmarks.budgets import Row, at_most, told
from benchmarks.process import HEAVY, serving
from benchmarks.visitors import crowd

ROOT = Path(__file__).parents[1]


def serve(body: str) -> tuple[str, ...]:
    """The arguments of a server that shows a body."""
    return ("serve", "--no-browser", "--body", body)


def starting(rounds: int, body: str) -> list[Row]:
    """Start the server several times; once more noting its imports."""
    times = [_seconds_to_listening(body) for _ in range(rounds)]
    with serving("viewer", serve(body), trace_imports=True) as server:
        server.wait("/healthz")
        server.wait("/")
        heavy = server.heavy_modules()
    return [
        at_most("`sciatica-atlas serve` to listening", median(times), 1.5, "s", note=f"median of {rounds}"),
        Row(f"of {', '.join(HEAVY)} it imports", "none", ", ".join(heavy) or "none", not heavy),
    ]


def memory(visitors: int, body: str) -> list[Row]:
    """Let many visitors connect to one server, and leave."""
    with serving("viewer", serve(body)) as server:
        server.wait("/healthz")
        time.sleep(5)
        socket = server.url.replace("http", "ws") + "/ws"
        asyncio.run(crowd(socket, 3, server.memory))
        before, during, _ = asyncio.run(crowd(socket, visitors, server.memory))
        *_, settled, _, last = [asyncio.run(crowd(socket, visitors, server.memory))[2] for _ in range(5)]
    each = (during - before) / visitors
    kept = (last - settled) / (2 * visitors)
    return [
        told("memory of the server, body loaded, nobody connected", before, "MB", 0),
        at_most("memory for each further visitor", each, 2, "MB", note=f"{visitors} connected"),
        told("memory kept for each visitor who left", kept * 1000, "kB", 0, f"after {6 * visitors} visits"),
    ]


def repository() -> list[Row]:
    """Add up what is, or would be, committed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return []
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    size = sum((ROOT / name).stat().st_size for name in names if name and (ROOT / name).is_file())
    return [at_most("repository, data included", size / 1e6, 30, "MB", 1)]


def _seconds_to_listening(body: str) -> float:
    begin = time.perf_counter()
    with serving("viewer", serve(body)) as server:
        server.wait("/healthz")
        return time.perf_counter() - begin
