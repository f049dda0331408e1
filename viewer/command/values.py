"""Values of the command line: each reader says what must be, and what was given."""

import argparse
from collections.abc import Callable
from pathlib import Path

MOST_PIXELS = 4096


def ending(suffix: str) -> Callable[[str], Path]:
    """Read a file's name, which has to end so."""

    def path(text: str) -> Path:
        if Path(text).suffix != suffix:
            msg = f"must be a file that ends in {suffix}; got {text!r}"
            raise argparse.ArgumentTypeError(msg)
        return Path(text)

    return path


def within(least: int, most: int) -> Callable[[str], int]:
    """Read a whole number from the least to the most."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            msg = f"must be a number from {least} to {most}; got {text!r}"
            raise argparse.ArgumentTypeError(msg)
        return int(text)

    return number


def bus(text: str) -> str:
    """Read the address of a Valkey or Redis server.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is none.
    """
    if not text.startswith(("redis://", "rediss://", "unix://")):
        msg = f"must be an address such as redis://localhost:6379; got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return text


def size(text: str) -> tuple[int, int]:
    """Read width and height, pixels: `960x720`.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is none, or too small or large.
    """
    width, _, height = text.partition("x")
    if not all(
        side.isascii() and side.isdigit() and 16 <= int(side) <= MOST_PIXELS for side in (width, height)
    ):
        msg = f"must be width and height in pixels, 16 to {MOST_PIXELS}, such as 960x720; got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(width), int(height)
