"""Lines, numbers and words over a picture, at places of the body: as they are drawn on the page."""

from collections.abc import Sequence
from math import cos, radians, sin, tan
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from viewer.atlas.changes import Look
from viewer.pictures.captions import INK, PAPER
from viewer.pictures.drawing import VIEW_ANGLE, Picture
from viewer.pictures.palette import SURE

Array = NDArray[np.float64]

FINER = 3
"""Drawn so many times finer than it is kept."""
PAGE = 800
"""Pixels a page is high for which the sizes below are meant."""
HALO, LINE, BAND = 5.5, 2.0, 2.4
DASH = (3.0, 6.0)
"""Pixels a dash of what is inferred is long, and what is between two."""
BADGE, LETTERS = 12.0, 14.0
ROOM = {True: (27.0, 27.0, -1.0), False: (120.0, 18.0, 1.0)}
"""Pixels from a number, or a name, to the next one across and along, and which way it makes room."""
LEGIBLE = 44.0
"""Pixels: a shorter line has no ticks."""
BEND = 0.34
"""Of a band: how far it bows; an arrow twice as far."""
HEAD = ((9.0, 3.0), (3.0, 10.0))
"""Pixels back and down from the tip of an arrow, of the two strokes of its head."""


class Line(NamedTuple):
    """A line on the body.

    Attributes
    ----------
    points
        (n, 3) LPS, mm.
    kind
        The way of a finger; a band from what is laid to where, published, or dashed as inferred; an arrow to
        a region, dashed where that may be taken as well.
    ticks
        Strokes across it: at which share of its points, and how many pixels to either side.
    counts
        Words beside it, at which share of its points.
    """

    points: Array
    kind: Literal["way", "band", "inferred", "arrow", "also"]
    ticks: Sequence[tuple[float, float]] = ()
    counts: Sequence[tuple[float, str]] = ()


class Sign(NamedTuple):
    """Words at a place.

    Attributes
    ----------
    at
        LPS, mm.
    text
        What is written.
    kind
        A number in a dark disc, or a name before or after the place.
    aside
        Pixels to the right of the place and below it.
    """

    at: Array
    text: str
    kind: Literal["badge", "before", "after"]
    aside: tuple[float, float] = (0.0, 0.0)


def projected(points: Array, look: Look, size: tuple[int, int]) -> Array:
    """Where places of the body lie in a picture, (n, 2) pixels from its upper left corner."""
    a, e = radians(look.azimuth), radians(look.elevation)
    right = np.array([cos(a), sin(a), 0])
    up = np.array([-sin(a) * sin(e), cos(a) * sin(e), cos(e)])
    half = tan(radians(VIEW_ANGLE / 2))
    apart = np.atleast_2d(points) - look.focal
    depth = look.height / 2 / half - apart @ np.cross(right, up)
    scale = size[1] / 2 / half / depth
    return np.column_stack([size[0] / 2 + scale * (apart @ right), size[1] / 2 - scale * (apart @ up)])


def over(picture: Picture, look: Look, lines: Sequence[Line], signs: Sequence[Sign]) -> Picture:
    """A picture with lines and words over it."""
    if not lines and not signs:
        return picture
    height, width = picture.shape[:2]
    layer = Image.new("RGBA", (FINER * width, FINER * height), (*PAPER, 0))
    pen = _Pen(ImageDraw.Draw(layer), FINER * height / PAGE)
    size = (FINER * width, FINER * height)
    for line in lines:
        pen.line(line, projected(line.points, look, size))
    placed: list[tuple[float, float]] = []
    for sign in signs:
        x, y = projected(sign.at, look, size)[0] + np.array(sign.aside) * pen.scale
        wide, high, step = ROOM[sign.kind == "badge"]
        while any(abs(x - a) < wide * pen.scale and abs(y - b) < high * pen.scale for a, b in placed):
            y += step * pen.scale
        placed.append((x, y))
        pen.sign(sign, x, y)
    small = layer.resize((width, height), Image.Resampling.LANCZOS)
    return np.array(Image.alpha_composite(Image.fromarray(picture), small))


class _Pen:
    def __init__(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        self.draw, self.scale = draw, scale
        self.font: ImageFont.FreeTypeFont | ImageFont.ImageFont = ImageFont.load_default(LETTERS * scale)

    def line(self, line: Line, places: Array) -> None:
        if line.kind != "way":
            self.bowed(places[0], places[-1], line.kind)
            return
        self.stroke(places, PAPER, HALO)
        self.stroke(places, INK, LINE)
        if np.linalg.norm(np.diff(places, axis=0), axis=1).sum() < LEGIBLE * self.scale:
            return
        for share, reach in line.ticks:
            at, along = _along(places, share)
            across = reach * self.scale * np.array([-along[1], along[0]])
            self.stroke(np.array([at - across, at + across]), INK, LINE)
        for share, text in line.counts:
            at, along = _along(places, share)
            x, y = at + 24 * self.scale * np.array([-along[1], along[0]])
            self.word(x, y, text, "mm")

    def bowed(self, a: Array, b: Array, kind: str) -> None:
        pointed = kind in ("arrow", "also")
        colour = INK if pointed else SURE
        self.stroke(_bow(a, b, deep=pointed), colour, BAND, dashed=kind in ("inferred", "also"))
        side = np.sign(b[0] - a[0]) or 1
        for back in HEAD if pointed else ():
            self.stroke(np.array([b, b + self.scale * np.array(back) * (-side, 1)]), colour, BAND)

    def stroke(
        self, places: Array, colour: tuple[int, int, int], wide: float, *, dashed: bool = False
    ) -> None:
        pieces = _dashes(places, *(self.scale * one for one in DASH)) if dashed else [places]
        for piece in pieces:
            dots = [(float(x), float(y)) for x, y in piece]
            self.draw.line(dots, fill=(*colour, 255), width=max(1, round(wide * self.scale)), joint="curve")

    def sign(self, sign: Sign, x: float, y: float) -> None:
        if sign.kind != "badge":
            self.word(x, y, sign.text, "rm" if sign.kind == "before" else "lm")
            return
        r = BADGE * self.scale
        edge = round(2 * self.scale)
        self.draw.ellipse([x - r, y - r, x + r, y + r], fill=(*INK, 255), outline=(*PAPER, 255), width=edge)
        self.draw.text((x, y), sign.text, fill=(*PAPER, 255), font=self.font, anchor="mm")

    def word(self, x: float, y: float, text: str, anchor: str) -> None:
        self.draw.text(
            (x, y), text, fill=(*INK, 255), font=self.font, anchor=anchor,
            stroke_width=round(2 * self.scale), stroke_fill=(*PAPER, 255),
        )  # fmt: skip


def _along(places: Array, share: float) -> tuple[Array, Array]:
    """The place at a share of a line's points, and which way the line runs there, of length one."""
    at = float(np.clip(share, 0, 1)) * (len(places) - 1)
    i = min(int(at), len(places) - 2)
    way = places[i + 1] - places[i]
    return places[i] + (at - i) * way, way / (np.linalg.norm(way) or 1)


def _bow(a: Array, b: Array, *, deep: bool) -> Array:
    """A line that bows, so that several beside each other are told apart."""
    dx, dy = b - a
    by = 2 * BEND * abs(dx)
    one = a + np.array([0.4 * dx, by if deep else 0])
    other = b + np.array([-0.4 * dx, by if deep else -0.2 * dy])
    t = np.linspace(0, 1, 48)[:, None]
    bowed: Array = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t**2 * other + t**3 * b
    return bowed


def _dashes(places: Array, dash: float, gap: float) -> list[Array]:
    run = np.concatenate([[0], np.linalg.norm(np.diff(places, axis=0), axis=1).cumsum()])
    starts = np.arange(0, run[-1], dash + gap)
    return [
        np.column_stack([np.interp([s, s + dash], run, places[:, axis]) for axis in (0, 1)]) for s in starts
    ]
