"""How fast the server is there, what it imports, and how large the repository is."""

import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

from benchmarks.budgets import Row, at_most
from benchmarks.process import HEAVY, serving

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
        at_most("`sciatica-atlas serve` to listening", median(times), 1.0, "s", note=f"median of {rounds}"),
        Row(f"of {', '.join(HEAVY)} it imports", "none", ", ".join(heavy) or "none", not heavy),
    ]


def repository() -> list[Row]:
    """Add up what is, or would be, committed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return []
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    size = sum((ROOT / name).stat().st_size for name in names if name and (ROOT / name).is_file())
    return [at_most("repository, data included", size / 1e6, 45, "MB", 1)]


def _seconds_to_listening(body: str) -> float:
    begin = time.perf_counter()
    with serving("viewer", serve(body)) as server:
        server.wait("/healthz")
        return time.perf_counter() - begin
