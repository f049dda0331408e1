"""A nerve flattened where it is pressed: thinner one way, wider across, its section kept."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import bell
from models.pipeline.causes.measure import area, cut

Array = NDArray[np.float64]

ALONG = 5.0
"""How far a nerve is flattened along its course to either side of what presses, mm."""


class Place(NamedTuple):
    """Where a nerve is pressed: its middle, and unit vectors along it, the way it is pressed, and across.

    `radius` is half its width, mm.
    """

    middle: Array
    axis: Array
    thin: Array
    wide: Array
    radius: float


def pressed_place(draft: Draft, nerve: str, presser: str, way: Array) -> Place:
    """Where a presser, as it is now, comes nearest to a nerve or deepest into it; `way` is a unit vector."""
    skin = draft.points(nerve)
    deepest = skin[np.argmin(draft.solid(presser).distances(skin)[0])]
    near = skin[np.linalg.norm(skin - deepest, axis=1) < 2 * ALONG]
    axis = np.linalg.svd(near - near.mean(axis=0), full_matrices=False)[2][0]
    middle = near.mean(axis=0)
    middle = middle + axis * ((deepest - middle) @ axis)
    thin = way - axis * (way @ axis)
    thin /= np.linalg.norm(thin)
    wide = np.cross(axis, thin)
    return Place(middle, axis, thin, wide, float(np.abs((near - middle) @ wide).max()))


def flatten(draft: Draft, soft: Sequence[str], place: Place, share: float) -> None:
    """Make a nerve thinner by a share and as much wider across, with what lies in it and beside it."""
    for key in soft:
        points = draft.points(key)
        out = points - place.middle
        kept = 1 - share * bell(out @ place.axis, ALONG) * _beside(out, place)
        thinner, wider = (kept - 1) * (out @ place.thin), (1 / kept - 1) * (out @ place.wide)
        draft.place(key, points + thinner[:, None] * place.thin + wider[:, None] * place.wide)


def regain(draft: Draft, nerve: str, soft: Sequence[str], place: Place, lacking: float = 0.0) -> None:
    """Widen or narrow a nerve across until its section lacks no more than a share of the healthy one."""
    now, healthy = draft.mesh(nerve), draft.healthy(nerve)
    steps = np.arange(-2.4, 2.5, 0.3) * ALONG
    lost, middles = [], []
    for step in steps:
        origin = place.middle + step * place.axis
        was = area(healthy, origin, place.axis, 3 * ALONG)
        pieces = cut(now, origin, place.axis)
        gone = 1 - area(now, origin, place.axis, 3 * ALONG) / was if was > 1 and len(pieces) else 0.0
        lost.append(min(gone, 0.0) + max(gone - lacking, 0.0))
        middles.append((pieces.mean(axis=(0, 1)) - origin) @ place.wide if len(pieces) else 0.0)
    for key in soft:
        points = draft.points(key)
        out = points - place.middle
        at = out @ place.axis
        share = np.interp(at, steps, np.clip(lost, -0.3, 0.4)) * _beside(out, place)
        wider = share / (1 - share) * (out @ place.wide - np.interp(at, steps, middles))
        draft.place(key, points + wider[:, None] * place.wide)


def _beside(out: Array, place: Place) -> Array:
    """1 within the nerve, falling off beside it."""
    aside = np.hypot(out @ place.thin, out @ place.wide)
    return bell(np.maximum(aside - place.radius, 0), place.radius)
