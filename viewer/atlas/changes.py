"""Causes that are drawn: the file of each, and how it is looked at."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models import change_file
from models.catalogue import Body, Point
from models.change import Facts
from point_maps.solving.frames import normalised
from point_maps.solving.placed import PlacedSite
from point_maps.solving.surfaces import closest_on_line
from viewer.atlas import gravity_line, views
from viewer.atlas.layers import LAYER_OF

LOOKS = Path(__file__).parent / "looks.toml"
HASH_LENGTH = 12


class Look(NamedTuple):
    """How a cause is looked at.

    `place` says where its space is measured. `focal` is LPS, mm; `azimuth` and `elevation` are degrees as for
    named views; `height` is what must fit, mm. `parts` are the structures that are drawn of the layers
    `layers`. `cut` is the plane of the cause's section with, for each layer that is cut, how far beyond it,
    mm; None where nothing is. `ends` are what the ends of its slider are called, None for healthy and
    affected. `onward` is, for what is pressed, where its lit path begins and which way it leads: it is lit
    from there.
    """

    place: str
    focal: Point
    azimuth: float
    elevation: float
    height: float
    layers: tuple[str, ...]
    parts: tuple[str, ...]
    cut: Mapping[str, Any] | None
    ends: tuple[str, ...] | None = None
    onward: Mapping[str, tuple[Point, Point]] | None = None


class Lying(NamedTuple):
    """A file that is sent as it lies there: its address, and where it is."""

    url: str
    path: Path


class DrawnCause(NamedTuple):
    """A cause that can be drawn: its file, its look, and its small picture, healthy beside affected."""

    file: Lying
    look: Look
    picture: Lying | None = None


def drawn(body: Body, sites: Mapping[str, PlacedSite]) -> dict[str, DrawnCause]:
    """The causes of a body that are drawn, by the entry of their site."""
    return {entry: _drawn(body, entry) for entry in sites if entry in body.causes}


def _drawn(body: Body, entry: str) -> DrawnCause:
    path, picture = body.causes[entry], body.pictures.get(entry)
    look = _look(body, entry, path.read_bytes())
    return DrawnCause(_lying(body, path), look, _lying(body, picture) if picture else None)


def _lying(body: Body, path: Path) -> Lying:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]
    return Lying(f"geometry/{body.id}/{path.stem}.{digest}{path.suffix}", path)


@cache
def _looks() -> Mapping[str, Mapping[str, Any]]:
    """The rows of the table by cause, each with what it is like filled in."""
    table = tomllib.loads(LOOKS.read_text("utf-8"))
    return {row["id"]: _filled(table[row["like"]], row) for row in table["cause"]}


def _filled(like: Mapping[str, Any], row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**like, **row, "parts": (*like["parts"], *row.get("parts", ()))}


def _look(body: Body, entry: str, content: bytes) -> Look:
    cause, _, side = entry.rpartition(".")
    row = _looks()[cause]
    facts, moved, appearing = change_file.told(content)
    section = facts.section

    def named(one: str, key: str) -> bool:
        return any(fnmatch(one, part.replace(".side", f".{side}")) for part in row.get(key, ()))

    usual = (one for one in body.structures.values() if not one.variant and not named(one.id, "without"))
    seen = [one for one in usual if LAYER_OF[one.system] in row.get("layers", LAYER_OF.values())]
    found = [one for one in seen if one.id in moved or named(one.id, "parts")]
    systems = (*(one.system for one in found), *appearing.values())
    layers = dict.fromkeys(LAYER_OF[system] for system in systems)
    if {figure.key for figure in facts.figures} & gravity_line.drawn(body).keys():
        layers[gravity_line.LAYER] = None
    beside, back, head = row["from"]
    outward = -1 if side == "right" else 1
    azimuth, elevation = views.angles(outward * beside, back, head)
    x, y, z = section.origin
    return Look(
        place=row["place"],
        focal=(x - outward * row.get("inward", 0), y, z),
        azimuth=azimuth,
        elevation=elevation,
        height=row["height"],
        layers=tuple(layers),
        parts=tuple(one.id for one in found),
        cut={"origin": section.origin, "normal": _normal(section.right, section.up), "shift": row["cut"]}
        if row["cut"]
        else None,
        ends=tuple(row["ends"]) if "ends" in row else None,
        onward=_onward(body, facts) or None,
    )


def _onward(body: Body, facts: Facts) -> dict[str, tuple[Point, Point]]:
    """Where what is pressed is touched, and which way its nerve leads there; the sac has none."""
    if facts.contact is None:
        return {}
    courses = {key: body.nerves.get(key.replace("-root-sleeve.", "-root.")) for key in facts.pressed}
    return {
        key: (facts.contact, _direction(np.array(course.centreline), np.array(facts.contact)))
        for key, course in courses.items()
        if course
    }


def _direction(line: NDArray[np.float64], place: NDArray[np.float64]) -> Point:
    """The way a course leads where it comes nearest to a place; before it begins, its first."""
    segment, _ = closest_on_line(line, place)
    x, y, z = normalised(line[segment + 1] - line[segment])
    return float(x), float(y), float(z)


def _normal(right: Sequence[float], up: Sequence[float]) -> Point:
    """Towards whoever reads the drawing: what lies on that side is cut away."""
    (a, b, c), (x, y, z) = right, up
    return (b * z - c * y, c * x - a * z, a * y - b * x)
