"""The colours of the page, read from where the page has them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from models.records import DataError

APPEARANCE = Path(__file__).parents[1] / "web" / "scene" / "appearance.js"

Colour = tuple[int, int, int]
"""Red, green, blue, 0-255."""

PAPER: Colour = (239, 232, 219)
"""What the page's own background is like."""
SURE: Colour = (11, 102, 112)
"""Lines that say what is known, as `--sure` in `viewer/web/base.css`."""
LAID: Colour = (127, 179, 181)
"""What the Balance Method lays on a limb, as in `viewer/web/scene/laid.js`."""

_COLOUR = re.compile(r'(\w+): rgb\("#([0-9a-f]{6})"\)')
_NUCLEUS = "inside nucleus"


@cache
def colours() -> Mapping[str, Colour]:
    """The colours of surfaces and of marks, by kind: `bone`, `nerve`, `contact`, `edge`."""
    return _table("export const COLOURS = {") | {"laid": LAID}


@cache
def _inside() -> Mapping[str, Colour]:
    return _table("const INSIDE = {") | {_NUCLEUS: _single("const INSIDE_NUCLEUS = ")}


def surface(structure: str, system: str) -> Colour:
    """The colour of a structure from outside."""
    return colours()["nucleus" if _is_nucleus(structure, system) else system]


def inside(structure: str, system: str) -> Colour:
    """The colour of the face of a structure that is cut."""
    if _is_nucleus(structure, system):
        return _inside()[_NUCLEUS]
    return _inside().get(system, surface(structure, system))


def _is_nucleus(structure: str, system: str) -> bool:
    return system == "disc" and "nucleus" in structure


def _table(begin: str) -> dict[str, Colour]:
    rows = _after(begin).partition("};")[0]
    return {name: _rgb(letters) for name, letters in _COLOUR.findall(rows)}


def _single(begin: str) -> Colour:
    return _rgb(_after(begin).partition("#")[2][:6])


def _after(begin: str) -> str:
    before, found, after = APPEARANCE.read_text("utf-8").partition(begin)
    if not found:
        raise DataError(APPEARANCE, [f"must hold `{begin}`; {len(before)} characters hold none"])
    return after


def _rgb(letters: str) -> Colour:
    red, green, blue = bytes.fromhex(letters)
    return red, green, blue
