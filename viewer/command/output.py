"""How the command writes: UTF-8 into files and pipes, whatever the code page; on a terminal, as it can."""

import io
import os
import sys
from pathlib import Path


def prepare() -> None:
    """Make standard output and error take every letter. Call it before anything is written."""
    # Where a program was started without them, what is written goes nowhere.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def takes_every_letter() -> bool:
    """Whether what is written to standard output arrives as it is."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def stop() -> None:
    """Write no more, not even what waits to be written when the program ends: nobody takes it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
