"""How a finger finds a region, step by step, and what of it is drawn."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from models.catalogue import Body
from point_maps.solving.construction import Construction, Mark, construction
from point_maps.solving.fingers import Counted, by_fingers
from point_maps.solving.frames import Vector
from point_maps.solving.placed import PlacedRegion
from point_maps.solving.places import Places, Surfaces
from viewer.atlas import Atlas

CORE = {"well defined": 0.7, "fair": 0.45, "rough": 0.2}
"""How much of a region is drawn in full, by how sure it is."""


FINGERS_RING = 20.0
"""Within so many mm fell 95 of 100 tries measured by fingers: almost 13 cm2 (point-location-methods)."""


class Way(NamedTuple):
    """One step: what is done, its marks, and the line the finger goes along.

    Attributes
    ----------
    does
        Find a mark, count along the limb, or end between or at marks.
    marks
        In the order they are named.
    line
        On the skin, (n, 3), mm; empty where the finger stays.
    """

    does: str
    marks: tuple[Mark, ...]
    line: Vector


def way(atlas: Atlas, placed: PlacedRegion) -> Construction:
    """The construction of a region on the body of an atlas, worked out once."""
    places = Places(atlas.map, _surfaces(atlas.body), placed.side)
    return atlas.keep(("way", placed.id), lambda: construction(places, placed.region.anchor))


def counted(atlas: Atlas, placed: PlacedRegion) -> Counted | None:
    """Where it would lie if its cun were counted by the fingers of this body, worked out once."""
    places = Places(atlas.map, _surfaces(atlas.body), placed.side)
    return atlas.keep(("fingers", placed.id), lambda: by_fingers(places, placed.region.anchor))


@lru_cache(maxsize=3)
def _surfaces(body: Body) -> Surfaces:
    """The surfaces of a body, for all atlases of it: somebody's preview holds none of its own."""
    return Surfaces(body)


def drawn(atlas: Atlas, placed: PlacedRegion) -> dict[str, Any]:
    """What is drawn of it: for each step its marks, its line and what that counts; and what the finger feels.

    Numbers are mm. `ring`: how far around it any place is as good as its middle; `core`: how much of that is
    drawn in full, and fades from there on. `fingers`: its place if it is
    counted by fingers, and how far around.
    """
    built = way(atlas, placed)
    steps = [_drawn(one, built) for one in ways(built, placed)]
    felt = [key for name in built.felt for key in (f"{name}.{placed.side}", name) if key in atlas.entries]
    radius = placed.region.radius
    count = counted(atlas, placed)
    return {
        "steps": steps,
        "felt": felt,
        "ring": radius.mm,
        "core": CORE[radius.certainty],
        "normal": _rounded(placed.normal, 3),
        "fingers": {"at": _rounded(count.place), "ring": FINGERS_RING} if count else None,
    }


def _drawn(one: Way, built: Construction) -> dict[str, Any]:
    told: dict[str, Any] = {"does": one.does, "at": [_rounded(mark.at) for mark in one.marks]}
    if len(one.line):
        told["line"] = [_rounded(point) for point in one.line]
    if one.does == "count" and built.ruler and built.ruler.step.cun:
        told["cun"] = built.ruler.step.cun
    if one.does == "end" and built.line and built.line.share is not None:
        told["share"] = built.line.share
    return told


def _rounded(point: Any, digits: int = 1) -> list[float]:
    return [round(float(value), digits) for value in point]


def ways(built: Construction, placed: PlacedRegion) -> Iterator[Way]:
    """The steps in the order a finger takes them; the last one ends in the region."""
    nowhere, end = np.zeros((0, 3)), np.array(placed.centre)
    line = built.line.points if built.line else nowhere
    if built.start:
        yield Way("find", (built.start,), nowhere)
    if built.ruler:
        yield Way("count", (), built.ruler.points)
    if built.start is None and built.line:
        yield from (
            Way(does, (mark,), nowhere) for does, mark in zip(("find", "then"), built.beside, strict=True)
        )
        yield Way("end", (), line)
    elif built.beside:
        last = built.ruler.points[-1] if built.ruler else built.start.at if built.start else end
        yield Way("end", built.beside, line if built.line else np.array([last, end]))


def seen(atlas: Atlas, placed: PlacedRegion) -> tuple[tuple[float, float, float], float]:
    """The middle of the way to a region, LPS, mm, and how far it extends from there, mm.

    As `thing` in `viewer/web/camera/thing.js`: lines that only meet the level lead far away and are left out.
    """
    steps = [
        one
        for one in drawn(atlas, placed)["steps"]
        if not ("line" in one and "share" not in one and one["does"] == "end")
    ]
    points = np.array(
        [placed.centre, *(point for one in steps for point in (*one["at"], *one.get("line", ())))]
    )
    x, y, z = ((points.min(axis=0) + points.max(axis=0)) / 2).tolist()
    reach = float(np.linalg.norm(points - (x, y, z), axis=1).max())
    return (x, y, z), reach + placed.radius
