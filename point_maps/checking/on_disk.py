"""The files somebody names, and their bytes: a pipe or a device must not hold anybody up."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from point_maps.checking.side_files import is_map, is_side_file, is_side_folder

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


class Listing(NamedTuple):
    """The files that are meant by some names, and what lies beside them in folders and is not.

    Attributes
    ----------
    files
        In the order of their names, each once.
    passed_over
        Hidden, editors' and systems' files and folders that were not read.
    """

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...]

    @property
    def said(self) -> str:
        """What was passed over: 'passed over 3 hidden or editor files'; empty if nothing was."""
        count = len(self.passed_over)
        return f"passed over {count} hidden or editor file{'s' * (count != 1)}" if count else ""

    @property
    def nothing(self) -> str:
        """What there is where no file is: 'none', or what was passed over."""
        return f"none ({self.said})" if self.said else "none"


def listed(paths: Iterable[Path]) -> Listing:
    """List files, and the .toml files in folders.

    A file that is named is listed, whatever it is called. A folder that cannot be opened is listed
    itself, so that reading it says so; links to folders are not followed, so that none is entered
    for ever. What a link outside leads to, as Kubernetes lays its files, is read and not passed over.
    """
    found: dict[str, Path] = {}
    aside: dict[str, Path] = {}
    for path in map(_as_stored, paths):
        for file, beside in _walk(path) if path.is_dir() else [(path, False)]:
            (aside if beside else found).setdefault(_real(file), file)
    read = {str(folder) for name in found for folder in (name, *_above(name))}
    return Listing(tuple(found.values()), tuple(path for name, path in aside.items() if name not in read))


def _real(path: Path) -> str:
    return os.fsdecode(os.path.realpath(os.fsencode(path)))


def _above(name: str) -> Iterator[str]:
    yield from map(str, Path(name).parents)


def _as_stored(path: Path) -> Path:
    """The path as the disk spells it: macOS writes an accent as a sign of its own, keyboards seldom do."""
    if os.path.lexists(path) or path.name.isascii():
        return path
    try:
        beside = sorted(path.parent.iterdir())
    except (OSError, ValueError):
        return path
    wanted = normalize("NFC", path.name)
    return next((other for other in beside if normalize("NFC", other.name) == wanted), path)


def _walk(folder: Path) -> list[tuple[Path, bool]]:
    """The map files of a folder, and whether each thing found is one to pass over."""
    closed: list[Path] = []
    found: list[tuple[Path, bool]] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        inside = Path(place)
        aside = [name for name in folders if is_side_folder(inside / name)]
        folders[:] = [name for name in folders if name not in aside]
        aside += [name for name in names if is_side_file(name)]
        found += [(inside / name, True) for name in aside]
        found += [(inside / name, False) for name in names if is_map(name)]
    return sorted([*found, *((path, False) for path in closed)])


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
        found = (error.strerror or "an error of the system").lower()
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
