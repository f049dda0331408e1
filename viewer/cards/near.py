"""How near the nerve comes to a structure, measured on the body that is shown."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.atlas import Atlas

CLOSE = 28.0
"""A site or a region so many mm from a structure is told to be at it."""

FAR = 60.0
"""Beyond so many mm nothing is said."""

SAMPLES = 800
"""Points of a structure that are measured: a bone's are then a few mm apart at most."""


class Close(NamedTuple):
    """The nearest nerve and the gap between its surface and the structure, mm."""

    nerve: str
    gap: float


def places_at(atlas: Atlas, structure: str, layer: str) -> tuple[str, ...]:
    """The sites or regions whose middle lies close to a structure, the closest first."""
    return atlas.keep(("places", structure, layer), lambda: _places_at(atlas, structure, layer))


def nearest_nerve(atlas: Atlas, structure: str) -> Close | None:
    """The nerve nearest to a structure, if one comes within `FAR` mm."""
    return atlas.keep(("nearest", structure), lambda: _nearest_nerve(atlas, structure))


def _places_at(atlas: Atlas, structure: str, layer: str) -> tuple[str, ...]:
    points = _points(atlas, structure)
    gaps = {
        entry.id: float(np.linalg.norm(points - np.asarray(entry.centre), axis=1).min())
        for entry in atlas.entries.values()
        if entry.layer == layer
    }
    return tuple(sorted((key for key, gap in gaps.items() if gap < CLOSE), key=lambda key: gaps[key]))


def _nearest_nerve(atlas: Atlas, structure: str) -> Close | None:
    side = atlas.entries[structure].side
    points = _points(atlas, structure)
    low, high = points.min(axis=0) - FAR, points.max(axis=0) + FAR
    gaps = []
    for nerve in atlas.nerves:
        line, width = np.asarray(nerve.centreline), np.asarray(nerve.width)
        # Only what could be near is measured: most of a nerve is far from most bones.
        within = ((line >= low) & (line <= high)).all(axis=1)
        if side in ("midline", nerve.side) and within.any():
            apart = np.linalg.norm(points[:, None] - line[None, within], axis=2).min(axis=0)
            gaps.append(Close(nerve.id, float((apart - width[within] / 2).min())))
    close = min(gaps, key=lambda close: close.gap, default=None)
    return close if close and close.gap < FAR else None


def _points(atlas: Atlas, structure: str) -> NDArray[np.float64]:
    points = atlas.body.mesh(structure).points
    return points[:: max(1, len(points) // SAMPLES)]
