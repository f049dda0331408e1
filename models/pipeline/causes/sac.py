"""The dural sac made narrow: what lies in the canal draws back to the sac's middle, never sideways out of it.

A contact solver would squeeze the sac out through the foramina. Here every point keeps its ray from the
middle: the sac, its sleeves and its rootlets follow one map, so that none of them can come to cross another.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates, maximum_filter, uniform_filter

from models.mesh import Mesh
from models.pipeline.causes.fields import bell
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.distance import Solid
from models.pipeline.shapes.rays import OFF, Casting

Array = NDArray[np.float64]

GAP = 0.2
"""The sac stops this far before a wall, mm."""
FAR = 40.0
"""Rays go no farther, mm."""
TURNS = 90
TURN = np.arange(TURNS) * 2 * np.pi / TURNS
"""Rays at each height, and their turns from the frame's side towards its back, radians."""
STEP = 0.75
"""Distance of the heights, mm."""
PASSES = 25
"""How often shares are smoothed, each time only downwards."""
COVER = 0.3
"""What lies in the sac stays this far inside of it, mm."""
WITHIN = -0.1
"""No farther than this strands come out of a pressed sleeve, mm: its skin is flat between its points."""
FADE = 1.5
"""How soon the motion ends outside of what is moved, mm."""
AHEAD = np.array([[0.0, 0.0, 1.0]])


class Canal(NamedTuple):
    """What lies about the sac's middle, in a frame whose last axis runs to the head.

    Attributes
    ----------
    frame
        Left, back, head.
    heights
        (h,) in the frame, mm.
    middle
        (h, 2) the sac's middle at each height, left and back, mm.
    reach
        (h, TURNS) how far what is inside reaches at each height and turn, mm.
    """

    frame: Frame
    heights: Array
    middle: Array
    reach: Array


def canal(frame: Frame, sac: Mesh, inside: Mapping[str, Mesh], low: float, high: float) -> Canal:
    """Measure what lies in a canal between two heights of a frame, mm.

    Parameters
    ----------
    sac
        Its middle is that of its points.
    inside
        What is to be moved: the sac and what is on it.
    """
    heights = np.arange(low, high + STEP, STEP)
    points = frame.local(sac.points)
    rings = {height: points[np.abs(points[:, 2] - height) < 3.0] for height in heights}
    known = {height: _middle(ring) for height, ring in rings.items() if len(ring)}
    ringed = np.array(list(known.values()))
    middle = np.column_stack([np.interp(heights, list(known), axis) for axis in ringed.T])
    bare = Canal(frame, heights, middle, np.empty(0))
    return bare._replace(reach=_reach(bare, inside))


def spare(canal: Canal, walls: Mapping[str, Mesh]) -> Array:
    """How much less than `GAP` there is between what is inside and the walls, (h, TURNS), mm, negative."""
    return np.asarray(np.minimum(_room(canal, walls) - canal.reach - GAP, 0.0))


def shares(canal: Canal, walls: Mapping[str, Mesh], crossing: Array) -> Array:
    """How far along its ray each point may stay, (h, TURNS), up to 1, where the walls have come nearer.

    `crossing` is how much less than `GAP` is kept, as `spare` gives it for the healthy body.
    """
    kept = GAP + crossing
    share = np.clip((_room(canal, walls) - kept) / np.maximum(canal.reach, 1e-6), 0.2, 1.0)
    for _ in range(PASSES):
        wide = np.pad(share, ((1, 1), (0, 0)), constant_values=1.0)
        share = np.minimum(share, uniform_filter(wide, 3, mode=("nearest", "wrap"))[1:-1])
    return share


def drawn(canal: Canal, share: Array, points: Array) -> Array:
    """Points, (n, 3), mm, LPS, drawn towards the sac's middle by the shares at their height and turn."""
    place = canal.frame.local(points)
    row = (place[:, 2] - canal.heights[0]) / STEP
    middle = np.column_stack([np.interp(place[:, 2], canal.heights, axis) for axis in canal.middle.T])
    out = place[:, :2] - middle
    turn = np.arctan2(out[:, 1], out[:, 0]) / (2 * np.pi) * TURNS % TURNS
    # One row and column more on each side: nothing moves beyond the heights, and the last turn is the first.
    wide = np.pad(np.pad(share, ((0, 0), (1, 1)), mode="wrap"), ((1, 1), (0, 0)), constant_values=1.0)
    kept = map_coordinates(wide, [row + 1, turn + 1], order=1, mode="nearest")
    # The farthest of the rays around, as the edge of a tube lies between two.
    edge = np.pad(
        maximum_filter(canal.reach, (3, 5), mode=("nearest", "wrap")), ((0, 0), (0, 1)), mode="wrap"
    )
    reach = map_coordinates(edge, [row, turn], order=1, mode="nearest")
    radius = np.linalg.norm(out, axis=1)
    # What passes outside, such as a root on its way to another foramen, is left where it is.
    drawn_in = (1 - kept) * np.minimum(radius, reach) * bell(np.maximum(radius - reach, 0), FADE)
    place[:, :2] -= out * (drawn_in / np.maximum(radius, 1e-9))[:, None]
    return canal.frame.world(place)


def carried(canal: Canal, share: Array, points: Array, axis: Array, firm: float) -> Array:
    """Points of strands, (n, 3), moved partly with the axis of their strand, (n, 3), as firm sections do.

    `firm` is the share of the motion that leaves a section as it is.
    """
    whole = drawn(canal, share, axis) + points - axis
    return firm * whole + (1 - firm) * drawn(canal, share, points)


def kept_in(
    points: Array,
    healthy: Array,
    around: Sequence[tuple[Solid, Solid]],
    cover: float = COVER,
    out: float = np.inf,
) -> Array:
    """Points kept in any of several tubes, as deep as `cover` mm or as they were in the healthy body: (n, 3).

    None comes farther out than `out` mm, also where it did so in the healthy body.

    Parameters
    ----------
    around
        Each tube as it is now, and as it was in the healthy body.
    """
    was = np.min([before.distances(healthy)[0] for _, before in around], axis=0)
    wanted = np.minimum(np.maximum(was, -cover), out)
    for _ in range(4):
        found = [now.distances(points) for now, _ in around]
        best = np.argmin([distance for distance, _ in found], axis=0)
        distance = np.choose(best, [distance for distance, _ in found])
        nearest = np.stack([near for _, near in found])[best, np.arange(len(points))]
        out = (points - nearest) / np.where(np.abs(distance) < 1e-9, 1.0, distance)[:, None]
        points = points - out * np.maximum(distance - wanted, 0)[:, None]
    return points


def _middle(ring: Array) -> Array:
    return (ring[:, :2].min(axis=0) + ring[:, :2].max(axis=0)) / 2


def _rays(canal: Canal) -> tuple[Array, Array]:
    """Starts and directions of all rays, LPS, each (h * TURNS, 3)."""
    ways = np.column_stack([np.cos(TURN), np.sin(TURN), np.zeros(TURNS)]) @ canal.frame.axes.T
    starts = canal.frame.world(np.column_stack([canal.middle, canal.heights]))
    return np.repeat(starts, TURNS, axis=0), np.tile(ways, (len(starts), 1))


def _room(canal: Canal, walls: Mapping[str, Mesh]) -> Array:
    starts, ways = _rays(canal)
    far, _ = Casting(walls).cast(starts, ways, AHEAD, FAR)
    return far.reshape(-1, TURNS) + OFF


def _reach(canal: Canal, inside: Mapping[str, Mesh]) -> Array:
    starts, ways = _rays(canal)
    # From outside inwards: what is met first is what reaches farthest.
    far, _ = Casting(inside).cast(starts + FAR / 2 * ways, -ways, AHEAD, FAR / 2)
    return np.asarray(np.maximum(FAR / 2 - far.reshape(-1, TURNS) - OFF, 0.0))
