"""Writes what is exported: all of it or nothing, never over something else by accident, with progress."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.records import DataError

MARK = "sciatica-atlas.txt"
"""Lies in an exported folder: so an older export is known, and may be replaced."""


def free(target: Path, *, force: bool) -> None:
    """Make sure that nothing of somebody's own would be lost.

    Raises
    ------
    DataError
        If something lies there that was not exported before.
    """
    if force or not target.exists() or (target.is_dir() and _ours(target)):
        return
    what = "a folder with other files" if target.is_dir() else "a file that is there already"
    msg = "export"
    raise DataError(
        msg, [f"{target}: must be a new place to write to; got {what}. Choose another one, or add --force"]
    )


def _ours(folder: Path) -> bool:
    return (folder / MARK).is_file() or not any(folder.iterdir())


@contextmanager
def folder(target: Path, *, force: bool) -> Iterator[Path]:
    """A folder to write into, which takes the place of the target once everything is in it."""
    free(target, force=force)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as place:
        made = Path(place) / "made"
        made.mkdir(mode=0o755)
        yield made
        if target.exists():
            target.replace(Path(place) / "old") if target.is_dir() else target.unlink()
        made.replace(target)


def file(target: Path, text: str, *, force: bool) -> None:
    """Write one file, whole or not at all."""
    free(target, force=force)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as place:
        made = Path(place) / "made"
        made.write_text(text, "utf-8", newline="\n")
        made.replace(target)


@contextmanager
def beside(target: Path, *, force: bool) -> Iterator[Path]:
    """A file to write, whole or not at all; with it a folder of its stem, where its kind wants one."""
    free(target, force=force)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as place:
        made = Path(place) / "made" / target.name
        made.parent.mkdir()
        yield made
        ready = {target.with_name(one.name): one for one in made.parent.iterdir()}
        for there in ready:
            free(there, force=force)
        for there, one in ready.items():
            if there.exists():
                there.replace(Path(place) / f"old-{one.name}")
            one.replace(there)


def told(things: Iterable[str], total: int) -> Iterator[str]:
    """The same things, with a line of progress on standard error where a person reads it."""
    shown = sys.stderr.isatty()
    for count, thing in enumerate(things, 1):
        if shown:
            print(f"\r{count} of {total} files", end="", file=sys.stderr, flush=True)  # noqa: T201
        yield thing
    if shown:
        print(file=sys.stderr)  # noqa: T201
