"""Zones on the skin: which points of a body's skin a root or branch mostly serves, and how surely.

Only numpy is used. Both sides come from one record.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.records import DataError
from point_maps.maps import PointMap
from point_maps.records.statements import Statement
from point_maps.records.zones import Part, Zone
from point_maps.solving.foot_chart import FootChart, foot_chart
from point_maps.solving.frames import MissingError
from point_maps.solving.limb_chart import LimbChart, limb_chart

SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
SOFT = 14.0
"""How wide the edge of a painful place fades, mm."""
LEAST = 0.01
"""Points with less weight than this are left out."""


class PlacedZone(NamedTuple):
    """A zone on one side of a body.

    Attributes
    ----------
    id
        'dermatome-l5.left', or 'skin-of-sural.left'.
    roots, nerves
        'L5'; ids of this body's nerves that light with it, with the side: 'l5-root.left'.
    vertices, weights
        (k,) numbers of points of `body.skin`, rising, and how surely they belong, above 0 to 1.
    colour
        Key of its colour: 'l5'.
    caveat, sources
        How far it can be relied on, and the ids of all sources of its statements.
    zone
        The record, with the texts of its card.
    """

    id: str
    name: str
    kind: Literal["dermatome", "nerve"]
    roots: tuple[str, ...]
    nerves: tuple[str, ...]
    side: Literal["left", "right"]
    vertices: NDArray[np.int64]
    weights: NDArray[np.float64]
    colour: str
    caveat: Statement
    sources: tuple[str, ...]
    zone: Zone

    @property
    def what(self) -> Statement:
        """Where it lies, in one plain sentence."""
        return self.zone.where


class PlacedPlace(NamedTuple):
    """A place that can hurt, on one side of a body; `vertices` and `weights` as for `PlacedZone`."""

    id: str
    side: Literal["left", "right"]
    vertices: NDArray[np.int64]
    weights: NDArray[np.float64]


class _Charts(NamedTuple):
    """The maps of one limb that parts are laid on."""

    limb: LimbChart
    foot: FootChart

    def depth(self, part: Part) -> NDArray[np.float64]:
        return self.limb.depth(part) if part.on == "limb" else self.foot.depth(part)


def solve(point_map: PointMap, body: Body) -> list[PlacedZone]:
    """Lay every zone of a map on a body, on the left and on the right.

    Returns
    -------
    list[PlacedZone]
        In the order of the files, sides together.

    Raises
    ------
    DataError
        If the body lacks a landmark or bone they are measured by, or a zone covers no skin.
    """
    placed: list[PlacedZone] = []
    problems: list[str] = []
    try:
        charts = {side: _charts(body, side, body.skin.points) for side in SIDES}
    except MissingError as error:
        msg = f"zones on the body {body.id!r}"
        raise DataError(msg, [str(error)]) from error
    for key, zone in point_map.zones.items():
        for side in SIDES:
            found = _placed(zone, body, side, charts[side])
            placed.append(found)
            if not len(found.vertices):
                told = f"must cover skin; got none on the body {body.id!r}. Widen its bounds"
                problems.append(f"{point_map.where(key, 'part')}: {told}")
    if problems:
        msg = f"zones on the body {body.id!r}"
        raise DataError(msg, dict.fromkeys(problems))
    return placed


def weights(zone: Zone, body: Body, side: str, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How surely some places on the skin belong to a zone on one side, (n,), 0 to 1.

    Parameters
    ----------
    points
        (n, 3) places on the skin, mm: finer than its own points, for instance.

    Raises
    ------
    MissingError
        If the body lacks a landmark or bone zones are measured by.
    """
    return _weights(zone.part, zone.soft_mm, _charts(body, side, points))


def places(point_map: PointMap, body: Body) -> dict[tuple[str, str], PlacedPlace]:
    """Lay every painful place of a map that tells its skin on a body, by its id without a side and its side.

    Raises
    ------
    DataError
        If the body lacks a landmark or bone they are measured by, or a place covers no skin.
    """
    msg = f"painful places on the body {body.id!r}"
    drawn = [one for one in point_map.balance.territories.values() if one.area]
    found: dict[tuple[str, str], PlacedPlace] = {}
    try:
        for side in SIDES if drawn else ():
            charts = _charts(body, side, body.skin.points)
            for territory in drawn:
                weight = _weights(territory.area, SOFT, charts)
                vertices = np.flatnonzero(weight > LEAST)
                key = f"{territory.id}.{side}"
                found[territory.id, side] = PlacedPlace(key, side, vertices, weight[vertices])
    except MissingError as error:
        raise DataError(msg, [str(error)]) from error
    bare = [
        f"territory {key}, area: must cover skin; got none. Widen its bounds"
        for (key, _), one in found.items()
        if not len(one.vertices)
    ]
    if bare:
        raise DataError(msg, dict.fromkeys(bare))
    return found


def _charts(body: Body, side: str, points: NDArray[np.float64]) -> _Charts:
    return _Charts(limb_chart(body, side, points), foot_chart(body, side, points))


def _weights(parts: Sequence[Part], soft: float, charts: _Charts) -> NDArray[np.float64]:
    """0 half the soft edge outside the border of what parts cover, 1 as far inside, smooth between."""
    depth = np.max([charts.depth(part) for part in parts], axis=0)
    share = np.clip(depth / soft + 0.5, 0, 1)
    smooth: NDArray[np.float64] = share * share * (3 - 2 * share)
    return smooth


def _placed(zone: Zone, body: Body, side: Literal["left", "right"], charts: _Charts) -> PlacedZone:
    weight = _weights(zone.part, zone.soft_mm, charts)
    vertices = np.flatnonzero(weight > LEAST)
    nerves = tuple(f"{nerve}.{side}" for nerve in zone.nerves if f"{nerve}.{side}" in body.nerves)
    return PlacedZone(
        id=f"{zone.id}.{side}",
        name=zone.name,
        kind=zone.kind,
        roots=zone.roots,
        nerves=nerves,
        side=side,
        vertices=vertices,
        weights=weight[vertices],
        colour=zone.colour,
        caveat=zone.caveat,
        sources=_sources([zone.where, zone.tested, zone.meets, zone.caveat]),
        zone=zone,
    )


def _sources(statements: Iterable[Statement]) -> tuple[str, ...]:
    mentions = [mention.partition(":")[0] for statement in statements for mention in statement.sources]
    return tuple(dict.fromkeys(mentions))
