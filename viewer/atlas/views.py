"""The named views: where to look from to see a part of the body, found from its landmarks."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from models.catalogue import Body, Point, Structure

Landmarks = Mapping[str, Point]


class View(NamedTuple):
    """A named view, before it is fitted to a window.

    `azimuth` is degrees from the front towards the patient's left, `elevation`
    degrees upwards. `focal` is LPS, mm; `height` and `width` are what must fit,
    mm. With `cut`, what lies more than so many mm in front of `focal` is not
    drawn: it would stand in the way (the other leg, at the inner ankle).
    """

    id: str
    name: str
    focal: Point
    azimuth: float
    elevation: float
    height: float
    width: float
    cut: float | None = None


NAMES = {
    "front": "Front",
    "back": "Back",
    "left": "Left",
    "right": "Right",
    "lower-back": "Lower back",
    "lower-back-side": "Lower back, side",
    "sacrum": "Sacrum, front",
    "buttock": "Buttock",
    "popliteal-fossa": "Back of the knee",
    "knee": "Knee",
    "wrist": "Wrist",
    "inner-ankle": "Inner ankle",
}
"""The named views in the order they are offered."""


def named(body: Body) -> dict[str, dict[str, View]]:
    """All named views of a body: by view, then by side (`left`, `right`).

    The whole-body views are the same for both sides.
    """
    sides: dict[str, dict[str, View]] = {}
    for side in ("left", "right"):
        for view in [*_whole(body), _sacrum(body), *_parts(body.manifest.landmarks, side)]:
            sides.setdefault(view.id, {})[side] = view
    return {name: sides[name] for name in NAMES}


def direction(azimuth: float, elevation: float) -> Point:
    """The unit vector from what is looked at to the eye, LPS."""
    turn, rise = math.radians(azimuth), math.radians(elevation)
    return (math.sin(turn) * math.cos(rise), -math.cos(turn) * math.cos(rise), math.sin(rise))


def angles(x: float, y: float, z: float) -> tuple[float, float]:
    """Azimuth and elevation in degrees of a direction from what is looked at to the eye."""
    return math.degrees(math.atan2(x, -y)), math.degrees(math.atan2(z, math.hypot(x, y)))


def own_side(body: Body, part: Structure, centre: Point) -> tuple[float, float] | None:
    """From where a part is looked at: where the least lies before it, never through the other half.

    Parameters
    ----------
    body
        The body it is part of.
    part
        The skin has no side of its own: None.
    centre
        The middle of the part, LPS, mm.
    """
    if part.system == "skin":
        return None
    away = np.asarray(body.skin.points[::SPARSE], dtype=np.float64) - centre
    inward = {"left": "right", "right": "left"}.get(part.side)
    before = {}
    for name, turn in TURNS.items():
        if name == inward:
            continue
        x, y, _ = direction(turn, 0.0)
        along = away @ (x, y, 0.0)
        beside = np.hypot(away @ (y, -x, 0.0), away[:, 2]) < WIDE
        before[name] = float(along[beside].max()) if beside.any() else np.inf
    nearest = min(before, key=lambda name: before[name] * (BEHIND if name == "back" else 1.0))
    return TURNS[nearest], 3.0


TURNS = {"front": 0.0, "back": 180.0, "left": 90.0, "right": -90.0}
SPARSE = 6
"""One point of the skin in so many says well enough how deep a part lies."""
WIDE = 35.0
"""Around the line of sight, mm: what of the skin counts as before a part."""
BEHIND = 0.8
"""The nerve runs at the back, so the back is preferred where another side is hardly nearer."""


def _whole(body: Body) -> list[View]:
    xmin, xmax, ymin, ymax, zmin, zmax = body.structures["skin"].bounds
    focal = ((xmin + xmax) / 2, (ymin + ymax) / 2, (zmin + zmax) / 2)
    height = (zmax - zmin) * 1.06
    return [
        View(name, NAMES[name], focal, turn, 3.0, height, (ymax - ymin if turn % 180 else xmax - xmin) * 1.04)
        for name, turn in TURNS.items()
    ]


def _sacrum(body: Body) -> View:
    """Its hollow from the front and below, with the pubis out of the way."""
    xmin, xmax, ymin, ymax, zmin, zmax = body.structures["sacrum"].bounds
    focal = ((xmin + xmax) / 2, (ymin + ymax) / 2, (zmin + zmax) / 2)
    return _view("sacrum", focal, 0.0, -18.0, 190, 190, cut=70)


def _parts(landmarks: Landmarks, side: str) -> list[View]:
    def at(name: str) -> Point:
        return landmarks[f"{name}.{side}"]

    outward = 1.0 if side == "left" else -1.0
    spine = _middle([landmarks[f"{level}.midline"] for level in ("l4-body", "s1-body")])
    hip = _middle([at("greater-trochanter"), at("ischial-tuberosity"), at("psis")])
    palm = angles(*_between(at("wrist-crease-dorsal"), at("wrist-crease-palmar")))
    inner = angles(*_between(at("lateral-malleolus"), at("medial-malleolus")))
    ankle = _middle([at("medial-malleolus"), at("navicular-tuberosity"), at("calcaneus-posterior")])
    return [
        _view("lower-back", spine, 180.0, 8.0, 300, 240),
        _view("lower-back-side", spine, 90.0 * outward, 2.0, 220, 200, cut=46),
        _view("buttock", hip, 180.0 - 22 * outward, 4.0, 330, 300),
        _view("popliteal-fossa", at("popliteal-crease"), 180.0, 2.0, 260, 200),
        _view("knee", _middle([at("knee-centre"), at("fibular-head")]), 180.0 - 40 * outward, 4.0, 300, 200),
        _view("wrist", at("wrist-crease-palmar"), palm[0], palm[1], 230, 200),
        _view("inner-ankle", ankle, inner[0] - 12 * outward, 14.0, 260, 260, cut=75),
    ]


def _view(
    name: str,
    focal: Point,
    azimuth: float,
    elevation: float,
    height: float,
    width: float,
    cut: float | None = None,
) -> View:
    return View(name, NAMES[name], focal, azimuth, elevation, height, width, cut)


def _middle(points: Sequence[Point]) -> Point:
    x, y, z = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return (x, y, z)


def _between(start: Point, end: Point) -> Point:
    return (end[0] - start[0], end[1] - start[1], end[2] - start[2])
