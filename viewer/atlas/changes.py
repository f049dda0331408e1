"""Causes that are drawn: the file of each, and how it is looked at."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from models import change_file
from models.catalogue import Body, Point
from point_maps.solving.placed import PlacedSite
from viewer.atlas import views
from viewer.atlas.layers import LAYER_OF

LOOKS = Path(__file__).parent / "looks.toml"
HASH_LENGTH = 12


class Look(NamedTuple):
    """How a cause is looked at.

    `place` says where its space is measured. `focal` is LPS, mm; `azimuth` and `elevation` are degrees as for
    named views; `height` is what must fit, mm. `parts` are the structures that are drawn of the layers
    `layers`. `cut` is the plane of the cause's section with, for each layer that is cut, how far beyond it,
    mm; None where nothing is. `ends` are what the ends of its slider are called, None for healthy and
    affected.
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
    )


def _normal(right: Sequence[float], up: Sequence[float]) -> Point:
    """Towards whoever reads the drawing: what lies on that side is cut away."""
    (a, b, c), (x, y, z) = right, up
    return (b * z - c * y, c * x - a * z, a * y - b * x)
