"""How near the nerve comes to a structure, measured on the body that is shown."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.atlas import Atlas

Points = NDArray[np.float64]

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


def _places_at(atlas: Atlas, points: Points, layer: str) -> tuple[str, ...]:
    there = [entry for entry in atlas.entries.values() if entry.layer == layer]
    centres = np.array([entry.centre for entry in there]).reshape(-1, 3)
    gaps = {
        there[number].id: float(np.linalg.norm(points - centres[number], axis=1).min())
        for number in np.flatnonzero(_beyond(points, centres) < CLOSE)
    }
    return tuple(sorted((key for key, gap in gaps.items() if gap < CLOSE), key=lambda key: gaps[key]))


def _nearest_nerve(atlas: Atlas, side: str, points: Points) -> Close | None:
    low, high = points.min(axis=0) - FAR, points.max(axis=0) + FAR
    close: Close | None = None
    for nerve in atlas.nerves:
        if side not in ("midline", nerve.side):
            continue
        line, half = np.asarray(nerve.centreline), np.asarray(nerve.width) / 2
        # Only what could be nearer is measured: most of a nerve is far from most bones.
        within = ((line >= low) & (line <= high)).all(axis=1)
        if not within.any():
            continue
        line, half, most = line[within], half[within], close.gap if close else FAR
        near = _beyond(points, line) - half < most
        if near.any() and (gap := float((_apart(points, line[near]) - half[near]).min())) < most:
            close = Close(nerve.id, gap)
    return close


def _beyond(points: Points, places: Points) -> Points:
    """How far places, (k, 3), lie outside the box round some points, (k,), mm: they are no nearer to them."""
    out = np.maximum(points.min(axis=0) - places, places - points.max(axis=0))
    beyond: Points = np.linalg.norm(np.maximum(out, 0.0), axis=1)
    return beyond


def _apart(points: Points, places: Points) -> Points:
    """How far each place, (k, 3), is from the nearest of some points, (k,), mm."""
    squared = sum((points[:, None, axis] - places[:, axis]) ** 2 for axis in range(3))
    apart: Points = np.sqrt(np.min(squared, axis=0))
    return apart
