"""The way of a needle on a body: the plane it lies in, how deep sources take it, and what it passes."""

from typing import Any

import numpy as np

from point_maps.solving import beneath
from point_maps.solving.frames import frame, normalised
from point_maps.solving.placed import PlacedRegion
from viewer.atlas import Atlas

ALONG = 0.35
"""A needle that goes so much along the limb lies in no plane across it: sine of the angle between them."""


def drawn(atlas: Atlas, placed: PlacedRegion) -> dict[str, Any] | None:
    """What a section along the needle shows, by the record's own way; None where no source says how it goes.

    Returns
    -------
    `right`, `up`
        The plane's directions: `up` leads out of the skin, against the needle.
    `depth`, `cun`
        The shallowest and deepest that sources say, mm on this body, and cun.
    `met`
        What it meets or passes close by: its entry, how deep, and how far beside, mm; the least deep first.
    `bone`
        How deep bone lies on this line, mm; None where none does.
    """
    ways = atlas.keep(("reaches", placed.id), lambda: beneath.reaches(atlas.body, placed))
    if not ways:
        return None
    reach = ways[0]
    direction = np.array(reach.direction, dtype=float)
    axis = frame(atlas.body, placed.region.anchor.limb, placed.side).unit["proximal"]
    right = np.cross(axis, -direction)
    if np.linalg.norm(right) < ALONG:
        right = np.cross(np.array(placed.normal), -direction)
    met = atlas.keep(("met", placed.id), lambda: beneath.met(atlas.body, placed))
    return {
        "right": _rounded(normalised(right)),
        "up": _rounded(-direction),
        "depth": _rounded(reach.depth),
        "cun": list(reach.way.depth_cun),
        "met": [
            {"id": one.structure, "depth": round(one.depth, 1), "aside": round(one.aside, 1)}
            for one in met
            if one.structure in atlas.entries
        ],
        "bone": None if reach.bone_depth is None else round(reach.bone_depth, 1),
    }


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 4) for value in values]
