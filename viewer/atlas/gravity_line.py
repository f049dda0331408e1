"""Lines of a body that are no structures, such as the one its load acts along: drawn as dashes."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body, Line
from models.mesh import Mesh
from viewer.atlas.entries import Entry, point

LAYER = "load-line"

RADIUS = 1.8
"""Of a dash, mm: thin against a bone, and still seen on the whole body."""

DASH, GAP = 16.0, 9.0
"""How long a dash and a gap are, mm."""

SPOKES = 8


def drawn(body: Body) -> dict[str, Line]:
    """The lines of a body by id."""
    return {line.id: line for line in body.manifest.lines}


def opens_with(body: Body) -> bool:
    """Whether a page of this body opens with its lines shown: where they are what the body is for."""
    return body.id.endswith("-pregnant")


def entries(lines: Mapping[str, Line]) -> Iterable[Entry]:
    """The lines as things to point at."""
    for key, line in lines.items():
        points = np.array(line.points)
        low, high = points.min(axis=0), points.max(axis=0)
        yield Entry(
            id=key,
            name=line.name,
            detail="",
            side="midline",
            kind="line",
            layer=LAYER,
            list_group="lines",
            centre=point((low + high) / 2),
            reach=float(np.linalg.norm(high - low)) / 2,
            facing=(90.0, 2.0),
            cut=None,
            words=("line of gravity", "load line", "plumb line", "posture"),
        )


def dashes(points: NDArray[np.float64]) -> Mesh:
    """Short round bars along a line.

    Parameters
    ----------
    points
        (n, 3) the line, LPS, mm.

    Returns
    -------
    Mesh
        Closed, counter-clockwise from outside.
    """
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])

    def at(distance: float) -> NDArray[np.float64]:
        return np.array([np.interp(distance, along, points[:, axis]) for axis in range(3)])

    starts = np.arange(0.0, along[-1], DASH + GAP)
    bars = [_bar(at(start), at(min(start + DASH, along[-1]))) for start in starts]
    shifts = np.arange(len(bars)) * len(bars[0].points)
    return Mesh(
        np.concatenate([bar.points for bar in bars]),
        np.concatenate([bar.triangles + shift for bar, shift in zip(bars, shifts, strict=True)]),
    )


def _bar(start: NDArray[np.float64], end: NDArray[np.float64]) -> Mesh:
    axis = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    aside = np.cross(axis, np.eye(3)[int(np.argmin(np.abs(axis)))])
    aside /= np.linalg.norm(aside)
    turns = 2 * np.pi * np.arange(SPOKES)[:, None] / SPOKES
    ring = RADIUS * (np.cos(turns) * aside + np.sin(turns) * np.cross(axis, aside))
    here = np.arange(SPOKES)
    on = (here + 1) % SPOKES
    low, high = 2 * SPOKES, 2 * SPOKES + 1
    corners = np.concatenate(
        [
            np.stack([here, on, here + SPOKES], axis=1),
            np.stack([on, on + SPOKES, here + SPOKES], axis=1),
            np.stack([on, here, np.full(SPOKES, low)], axis=1),
            np.stack([here + SPOKES, on + SPOKES, np.full(SPOKES, high)], axis=1),
        ]
    )
    return Mesh(np.vstack([start + ring, end + ring, start, end]), corners)
