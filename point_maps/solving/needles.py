"""Which way a needle goes from the skin: straight in, or slanting toward something."""

import numpy as np

from point_maps.records.regions import Way
from point_maps.solving.frames import Frame, MissingError, Vector, across_from, normalised
from point_maps.solving.surfaces import Surface

SLOPE = {"perpendicular": 90.0, "oblique": 45.0, "flat": 15.0}
"""Degrees between needle and skin."""
STRAIGHT = 45.0
"""A needle that goes straight in leans at most so many degrees from the skin's perpendicular."""
ALONG = 15.0
"""A slanting needle's direction leaves the skin's perpendicular by at least so many degrees."""
SPREAD = 1.5
"""How many radii of a region its perpendicular is taken over."""


def straight_in(skin: Surface, centre: Vector, normal: Vector, radius: float) -> Vector:
    """The unit vector against the smoothed normal of a region's skin.

    Every triangle that faces outward with the centre counts by its area, and the less the
    further it lies from the centre.
    """
    area, middles = skin.faces
    near = np.flatnonzero(np.abs(middles[:, 2] - centre[2]) < SPREAD * radius)
    away = np.linalg.norm(middles[near] - centre, axis=1) / (SPREAD * radius)
    counts = (away < 1) & (area[near] @ normal > 0)
    near, weight = near[counts], 1 - away[counts] ** 2
    return -normalised(weight @ area[near] if len(near) else normal)


def aimed(way: Way, limb: Frame, straight: Vector) -> Vector:
    """The unit direction of a way of needling.

    Parameters
    ----------
    way
        What the record says.
    limb
        The directions its words mean.
    straight
        The unit vector straight in, at right angles to the skin.

    Raises
    ------
    MissingError
        If the named direction does not fit the angle on this body.
    """
    if way.toward is None:
        return straight
    toward = limb.toward(way.toward)
    lean = float(np.degrees(np.arccos(np.clip(toward @ straight, -1, 1))))
    if way.angle == "perpendicular":
        if lean > STRAIGHT:
            msg = (
                f"must go straight in within {STRAIGHT:.0f} degrees of the skin's perpendicular; "
                f"{way.toward} is {lean:.0f} degrees off it. Name the direction opposite to `facing`"
            )
            raise MissingError(msg, "needling")
        return toward
    if not ALONG < lean < 180 - ALONG:
        msg = (
            f"must slant along the skin; {way.toward} is {lean:.0f} degrees off straight in. "
            "Name proximal, for instance"
        )
        raise MissingError(msg, "needling")
    slope = np.radians(SLOPE[way.angle])
    return normalised(np.sin(slope) * straight + np.cos(slope) * normalised(across_from(toward, straight)))
