"""The files somebody names, and their bytes: a pipe or a device must not hold anybody up."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

LARGEST = 500_000
"""Bytes: several times the largest shipped file."""

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


class FileError(OSError):
    """A file that cannot be read, in words for the person who named it."""


def listed(paths: Iterable[Path]) -> list[Path]:
    """List files, and the .toml files in folders, in the order of their names, each once.

    A folder that cannot be opened is listed itself, so that reading it says so; links to
    folders are not followed, so that none is entered for ever.
    """
    found = (file for path in paths for file in (_inside(path) if path.is_dir() else [path]))
    return list({os.path.realpath(os.fsencode(path)): path for path in reversed(list(found))}.values())[::-1]


def _inside(folder: Path) -> list[Path]:
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(place) / name for name in names if name.lower().endswith(".toml"))
    yield from closed


def bytes_of(path: Path) -> bytes:
    """Read an ordinary file of at most `LARGEST` bytes.

    Raises
    ------
    FileError
        If it is no such file; never waits for a pipe or a device.
    """
    try:
        return _read(path)
    except FileError:
        raise
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        msg = f"must be a file that can be read; got: {found}. Look at its name and its permissions"
        raise FileError(msg) from error
    except ValueError as error:  # a null character in the name
        msg = "must be a file that can be read; got a name no file can have. Look at its name"
        raise FileError(msg) from error


def _read(path: Path) -> bytes:
    _refuse(path.stat())
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        _refuse(os.fstat(handle))  # it may have become something else meanwhile
        data = file.read(LARGEST + 1) or b""
    if len(data) > LARGEST:
        msg = f"must be at most {LARGEST:,} bytes; got more. Split it"
        raise FileError(msg)
    return data


def _refuse(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        msg = f"must be a file; got {KINDS.get(stat.S_IFMT(status.st_mode), 'something else')}. Name a file"
        raise FileError(msg)
    if status.st_size > LARGEST:
        msg = f"must be at most {LARGEST:,} bytes; got {status.st_size:,}. Split it"
        raise FileError(msg)
