"""A server in a process of its own: how fast it starts, what it imports, holds and spends."""

import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

HEAVY = ("vtk", "vtkmodules", "pyvista", "scipy", "mujoco", "matplotlib")
"""Packages that a process which only serves has no use for."""

BUSY = 0.1
"""The part of a core from which a server counts as busy."""


class Server:
    """A running server and its address.

    Parameters
    ----------
    process
        The child, which writes to `log`.
    url
        Where it listens, without a slash at the end.
    log
        The file that holds what it said.
    """

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.url = url
        self._log = log
        self._process = process
        self._usage = psutil.Process(process.pid)

    def memory(self) -> float:
        """Memory that only this process holds, in MB."""
        return float(self._usage.memory_full_info().uss) / 1e6

    def resident(self) -> float:
        """Memory of this process that is not swapped out, in MB."""
        return float(self._usage.memory_info().rss) / 1e6

    def rest(self, seconds: float = 8) -> None:
        """Wait until the server has had nothing to do for a while: it prepares things, and tidies up."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < seconds:
            spent = self.cpu()
            time.sleep(0.5)
            if self.cpu() - spent > BUSY / 2:
                quiet = time.monotonic()

    def pauses(self, since: float) -> list[float]:
        """How long its loop was held up each time, in seconds, of a server run by `benchmarks.paused`."""
        said = re.findall(r"^pause ([\d.]+) ([\d.]+)$", self._log.read_text(errors="replace"), re.MULTILINE)
        return [float(length) for at, length in said if float(at) >= since]

    def cpu(self) -> float:
        """Processor time spent so far, in seconds."""
        spent = self._usage.cpu_times()
        return float(spent.user + spent.system)

    def heavy_modules(self) -> list[str]:
        """Name the heavy packages that were imported, of a server started with `trace_imports`."""
        names = re.findall(r"^import time:.*\|\s*(\w+)", self._log.read_text(errors="replace"), re.MULTILINE)
        return sorted(set(names) & set(HEAVY))

    def wait(self, path: str = "/", seconds: float = 60) -> None:
        """Wait until a page answers.

        Raises
        ------
        RuntimeError
            If the process ends first, or the time is over; the message holds what it said.
        """
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and self._process.poll() is None:
            if _answers(self.url + path):
                return
            time.sleep(0.01)
        said = self._log.read_text(errors="replace")
        msg = f"{self.url}{path}: must answer within {seconds:g} s; got\n{said}"
        raise RuntimeError(msg)


@contextmanager
def serving(module: str, arguments: Sequence[str] = (), *, trace_imports: bool = False) -> Iterator[Server]:
    """Run `python -m module ... --port FREE` until the block ends.

    Parameters
    ----------
    module
        The module to run.
    arguments
        Its arguments, to which a free port is added.
    trace_imports
        Whether to note every import, for `Server.heavy_modules`; slows the start.
    """
    port = free_port()
    python = [sys.executable, *(["-X", "importtime"] if trace_imports else [])]
    with tempfile.NamedTemporaryFile(suffix=".log", delete=False) as log:
        process = subprocess.Popen(
            [*python, "-m", module, *arguments, "--port", str(port)], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield Server(process, f"http://127.0.0.1:{port}", Path(log.name))
    finally:
        process.terminate()
        process.wait(20)
        Path(log.name).unlink()


def free_port() -> int:
    """Ask the system for a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
