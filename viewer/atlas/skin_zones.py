"""The zones of a body as the page lists and draws them: parts of the skin, by its points, with soft edges."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from models.catalogue import Body
from models.mesh import point_normals
from point_maps.records.learning import Remark
from point_maps.records.statements import Voice
from point_maps.solving.zones import PlacedPlace, PlacedZone
from viewer.atlas.entries import Entry, point
from viewer.atlas.views import angles

INSIDE = 0.5
"""A skin point counts as lying in a zone from this weight on."""

FLAT = 0.2
"""A zone that goes round a limb faces every way: below this mean of its normals no side is its best."""

SPAN = 2.2
"""The longest side of a zone over its reach: it fills most of the picture when it is flown to."""

LIST_GROUPS = {"dermatome": "Dermatomes, by root", "nerve": "Skin areas, by nerve"}
"""The two ways to divide the skin, with the title of each in the list."""

COLOURS = {"l4": "#7ab8e6", "l5": "#e07b39", "s1": "#1b7f66", "s2": "#9a5fb5"}
"""Of the roots: they differ in lightness as well as in hue, for eyes that see fewer hues."""

OTHERS = (
    "#7ab8e6", "#e07b39", "#1b7f66", "#9a5fb5", "#d8b93c", "#c9657d", "#4c62b3", "#7f8f2f",
)  # fmt: skip
"""Of any further key, in the order in which they come."""


def entries(zones: Iterable[PlacedZone], body: Body) -> Iterable[Entry]:
    """The zones as things to point at."""
    normals = point_normals(body.skin)
    for zone in zones:
        inside = zone.vertices[zone.weights >= INSIDE]
        points, mean = body.skin.points[inside], normals[inside].mean(axis=0)
        low, high = points.min(axis=0), points.max(axis=0)
        # Not their mean: a foot has more points than a thigh, and all of the zone is to be seen.
        middle = points[int(np.argmin(np.linalg.norm(points - (low + high) / 2, axis=1)))]
        record = zone.zone
        yield Entry(
            id=zone.id,
            name=zone.name,
            detail=record.plain_name,
            side=zone.side,
            kind="zone",
            layer="zones",
            list_group=zone.kind,
            centre=point(middle),
            reach=float((high - low).max()) / SPAN,
            facing=angles(*point(mean)) if np.linalg.norm(mean) > FLAT else None,
            cut=None,
            words=(record.plain_name, *record.also_called, *zone.roots, LIST_GROUPS[zone.kind]),
            plain_name=record.plain_name,
            term=zone.name,
        )


def caveats(remarks: Mapping[str, Remark], voice: Voice) -> dict[str, str]:
    """What stands beside the zones as long as they are seen; each zone's card says it with its sources."""
    told = {kind: remarks.get(f"zones-{kind}") for kind in LIST_GROUPS}
    return {kind: remark.said(voice) for kind, remark in told.items() if remark}


def seen(zones: Sequence[PlacedZone]) -> dict[str, dict[str, Any]]:
    """What the page needs to know to light zones: which division, what colour, which nerves they go with."""
    keys = list(dict.fromkeys(zone.colour for zone in zones))
    further = [key for key in keys if key not in COLOURS]
    palette = COLOURS | {key: OTHERS[i % len(OTHERS)] for i, key in enumerate(further)}
    return {
        zone.id: {"by": zone.kind, "colour": palette[zone.colour], "nerves": list(zone.nerves)}
        for zone in zones
    }


def pack(zones: Sequence[PlacedZone | PlacedPlace]) -> bytes:
    """Patches of skin as they are sent, little-endian: how many, and for each its points and their weights.

    Of each zone: how many points (uint32), the steps from one point's number in the
    skin to the next (uint32), and the weights (uint8, 255 for 1), filled up to four bytes.
    """
    parts = [np.array([len(zones)], "<u4").tobytes()]
    for zone in zones:
        steps = np.diff(zone.vertices, prepend=0).astype("<u4")
        weights = np.round(zone.weights * 255).astype("u1").tobytes()
        parts += [np.array([len(steps)], "<u4").tobytes(), steps.tobytes(), weights, bytes(-len(weights) % 4)]
    return b"".join(parts)


def digest(zones: Sequence[PlacedZone | PlacedPlace]) -> str:
    """A short sum of the content of zones: a zone that moved makes a new address."""
    return f"{zlib.crc32(pack(zones)):08x}"
