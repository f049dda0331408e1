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


class Beside(NamedTuple):
    """What lies beside a structure: the nearest nerve, and places by layer, the closest first."""

    nerve: Close | None
    places: dict[str, tuple[str, ...]]


def places_at(atlas: Atlas, structure: str, layer: str) -> tuple[str, ...]:
    """The sites or regions whose middle lies close to a structure, the closest first."""
    return _beside(atlas, structure).places[layer]


def nearest_nerve(atlas: Atlas, structure: str) -> Close | None:
    """The nerve nearest to a structure, if one comes within `FAR` mm."""
    return _beside(atlas, structure).nerve


def _beside(atlas: Atlas, structure: str) -> Beside:
    return atlas.keep(("beside", structure), lambda: _measured(atlas, structure))


def _measured(atlas: Atlas, structure: str) -> Beside:
    points = atlas.body.mesh(structure).points
    sampled = points[:: max(1, len(points) // SAMPLES)]
    places = {layer: _places_at(atlas, sampled, layer) for layer in ("sites", "regions")}
    return Beside(_nearest_nerve(atlas, atlas.entries[structure].side, sampled), places)


def _places_at(atlas: Atlas, points: NDArray[np.float64], layer: str) -> tuple[str, ...]:
    gaps = {
        entry.id: float(np.linalg.norm(points - np.asarray(entry.centre), axis=1).min())
        for entry in atlas.entries.values()
        if entry.layer == layer
    }
    return tuple(sorted((key for key, gap in gaps.items() if gap < CLOSE), key=lambda key: gaps[key]))


def _nearest_nerve(atlas: Atlas, side: str, points: NDArray[np.float64]) -> Close | None:
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
