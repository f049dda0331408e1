"""Words on a picture: names at its margins with lines to what they name, and a key to its colours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from viewer.cards import cards
from viewer.pictures import palette
from viewer.pictures.drawing import NOTHING, Picture
from viewer.pictures.parts import Part

INK, PAPER = (39, 34, 27), (255, 252, 246)
LETTERS = 1 / 38
"""How high a line of words is, as a share of the picture's height."""
KEY = LETTERS * 1.35
"""The same of a line of the key."""
FEWEST = 1 / 3000
"""What covers less of the picture is not named."""
MOST = 12
"""Names: more would not be read."""
NARROW = 3
"""Pixels around a place that must show the same thing for a line to end there."""

KINDS = {
    **{
        kind: cards.KINDS[kind]
        for kind in ("bone", "disc", "ligament", "muscle", "tendon", "artery", "vein", "nerve")
    },
    "dura": "Dural sac and sleeves",
    "womb": cards.KINDS["womb"],
    "child": cards.KINDS["child"],
    "lit": "The way of the nerve from there",
    "claimed": "Paired by the Balance Method",
    "region": cards.KINDS["region"],
    "site": "Where nerves are pressed",
    "line": "Line of gravity",
    "laid": "Laid there by the Balance Method",
    "contact": "Where it touches",
}
"""What the key calls the colours of `palette`, in its order."""


class Named(NamedTuple):
    """A name, and the place of the picture that shows it, pixels from its upper left corner."""

    name: str
    x: int
    y: int


def named(front: NDArray[np.int64], parts: Sequence[Part], names: Mapping[str, str]) -> list[Named]:
    """What is to be named: the things that are seen most, nerves and regions before the rest.

    Parameters
    ----------
    front
        (height, width) which of the parts lies in front; `NOTHING` where none does.
    parts
        In the order `front` counts them.
    names
        By part; what has none is not named.
    """
    counts = np.bincount(front[front != NOTHING].ravel(), minlength=len(parts))
    seen = [i for i, part in enumerate(parts) if counts[i] > FEWEST * front.size and part.id in names]
    seen.sort(key=lambda i: (parts[i].layer not in ("nerves", "regions", "sites"), -counts[i]))
    places: dict[str, list[Named]] = {}
    for i in seen:
        if place := _inside(front == i):
            name = names[parts[i].id]
            places.setdefault(name, []).append(Named(name, *place))
    found: list[Named] = []
    for ways in list(places.values())[:MOST]:
        # A thing and its other side are named once, where fewer names are.
        left = sum(2 * one.x < front.shape[1] for one in found)
        found.append(min(ways, key=lambda one: left if 2 * one.x < front.shape[1] else len(found) - left))
    return found


def _inside(mask: NDArray[np.bool_]) -> tuple[int, int] | None:
    """The place nearest to the middle of what is seen that shows it all around; None: it is too narrow."""
    deep = mask.copy()
    for step in range(1, NARROW):
        for axis in (0, 1):
            deep &= np.roll(mask, step, axis) & np.roll(mask, -step, axis)
    rows, columns = np.nonzero(deep)
    if not len(rows):
        return None
    nearest = np.argmin(np.hypot(rows - np.median(rows), columns - np.median(columns)))
    return int(columns[nearest]), int(rows[nearest])


def labelled(picture: Picture, labels: Sequence[Named], foot: float = 0) -> Picture:
    """The names in two columns, each beside what it names; the lines of a column keep its order.

    The left column leaves the lowest `foot` pixels free.
    """
    image = Image.fromarray(picture)
    pen = ImageDraw.Draw(image)
    width, height = image.size
    letters = _font(height)
    line = round(height * LETTERS * 1.5)
    edge = round(width * 0.015)
    for left in (True, False):
        column = sorted((one for one in labels if (one.x < width / 2) == left), key=lambda one: one.y)
        lowest = round(height - foot) if left else height
        for one, y in zip(column, _spread([one.y for one in column], line, lowest), strict=True):
            x, anchor = (edge, "lm") if left else (width - edge, "rm")
            name = _plain(one.name)
            box = pen.textbbox((x, y), name, font=letters, anchor=anchor)
            begin = box[2] + 6 if left else box[0] - 6
            if (one.x < begin) == left:
                continue  # it lies where the name would stand
            pen.line([(begin, y), (one.x, one.y)], fill=(*PAPER, 255), width=4)
            pen.line([(begin, y), (one.x, one.y)], fill=(*INK, 255), width=1)
            pen.ellipse([one.x - 3, one.y - 3, one.x + 3, one.y + 3], fill=(*INK, 255), outline=(*PAPER, 255))
            pen.text((x, y), name, fill=(*INK, 255), font=letters, anchor=anchor, stroke_width=3,
                     stroke_fill=(*PAPER, 255))  # fmt: skip
    return np.array(image)


def _spread(rows: Sequence[int], line: int, height: int) -> list[int]:
    """Rows moved apart, in their order, and into the picture."""
    placed: list[int] = []
    for row in rows:
        placed.append(max(row, line, placed[-1] + line if placed else 0))
    for i in range(len(placed) - 1, -1, -1):
        lowest = height - line if i == len(placed) - 1 else placed[i + 1] - line
        placed[i] = min(placed[i], lowest)
    return placed


def with_key(picture: Picture, parts: Sequence[Part]) -> Picture:
    """The key in the lower left corner, of the colours that are drawn."""
    rows = list(_rows(parts))
    image = Image.fromarray(picture)
    pen = ImageDraw.Draw(image)
    letters, height = _font(image.height), image.height
    line = round(height * KEY)
    wide = max((pen.textlength(KINDS[kind], font=letters) for kind in rows), default=0)
    top = height - foot_of(parts, height) + line // 2
    box = [line // 2, top - line // 2, line * 2.5 + wide, height - line // 2]
    pen.rounded_rectangle(box, radius=line // 3, fill=(*PAPER, 235), outline=(*INK, 60))
    for i, kind in enumerate(rows):
        y = top + i * line
        pen.rectangle(
            [line, y + line * 0.2, line * 1.7, y + line * 0.8], fill=(*palette.colours()[kind], 255)
        )
        pen.text((line * 2.1, y + line / 2), KINDS[kind], fill=(*INK, 255), font=letters, anchor="lm")
    return np.array(image)


def foot_of(parts: Sequence[Part], height: int) -> float:
    """How high the key stands, pixels."""
    return round(height * KEY) * (len(list(_rows(parts))) + 1.5)


def _rows(parts: Sequence[Part]) -> Iterator[str]:
    marks = {palette.colours()[kind]: kind for kind in ("lit", "claimed", "quiet")}
    seen = {"contact" for part in parts if part.touches.any()}
    for part in parts:
        first = tuple(int(value) for value in part.colours[0])
        seen.add(marks[first] if first in marks and not np.ptp(part.colours, axis=0).any() else part.system)
    return (kind for kind in KINDS if kind in seen)


def _font(height: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(max(10, round(height * LETTERS)))


def _plain(name: str) -> str:
    """A name in letters the font has: tones of Chinese vowels are left out."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
