"""Where neighbouring vertebrae meet: their endplates and the curved gaps of their facet joints."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.pipeline.lumbosacral import dimensions
from models.pipeline.lumbosacral.column import Frame, endplates, tilted

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Joint:
    """The left facet joint of two neighbours.

    Attributes
    ----------
    frame
        Its middle, in the gap between the bones; its columns run along the joint to the back and the left,
        from the lower bone's facet to the upper bone's, and to the head.
    radius
        Of the cylinder, about an axis parallel to the last column, in which the gap lies.
    width, height
        Of a facet, mm.
    gap
        Between the bones, mm.
    """

    frame: Frame
    radius: float
    width: float
    height: float
    gap: float

    def beyond(self, points: Array) -> Array:
        """How far points, (n, 3), lie on the lower bone's side of the middle of the gap, mm, (n,)."""
        along, across, _ = self.frame.local(points).T
        return np.asarray(np.hypot(along, across - self.radius) - self.radius)


def disc_frame(frames: dict[str, Frame], upper: str, lower: str) -> Frame:
    """The middle of a disc, halfway in place and tilt between the endplates it joins."""
    above, below = endplates(frames, upper)[1], endplates(frames, lower)[0]
    lean = (above.lean + below.lean) / 2
    return tilted((above.origin + below.origin) / 2, lean)


def joint(frames: dict[str, Frame], upper: str, lower: str, sex: str, size: float) -> Joint:
    """The left facet joint between two neighbours, `t12` to `l5` and `l1` to `s1`."""
    size_of = dimensions.facets(upper, sex, size)
    disc = disc_frame(frames, upper, lower)
    depth = disc_depth(upper, lower, sex, size)
    turn = np.radians(size_of.facet_angle)
    along, across = (np.sin(turn), np.cos(turn), 0.0), (-np.cos(turn), np.sin(turn), 0.0)
    axes = np.column_stack([along, across, (0.0, 0.0, 1.0)])
    middle = [size_of.facet_half_spread, depth / 2 + size_of.facet_behind, -0.16 * size_of.facet_height]
    return Joint(
        Frame(disc.world(np.array(middle)), disc.axes @ axes),
        size_of.facet_radius,
        size_of.facet_width,
        size_of.facet_height,
        dimensions.gap(),
    )


def disc_depth(upper: str, lower: str, sex: str, size: float) -> float:
    """Depth from front to back of the space between two endplates, mm."""
    deep = []
    if upper != "t12":
        deep.append(dimensions.vertebra(upper, sex, size).lower_depth)
    if lower == "s1":
        deep.append(dimensions.table()[sex]["s1"]["depth"] * size)
    else:
        deep.append(dimensions.vertebra(lower, sex, size).upper_depth)
    return float(np.mean(deep))


def lower_facets(frames: dict[str, Frame], sex: str, size: float) -> tuple[Frame, tuple[float, float]]:
    """The left inferior facet of L5, which the sacrum's superior facet has to face.

    Returns
    -------
    tuple
        A frame in the middle of the facet's surface, LPS, mm: its columns run across the facet, up it (to the
        head) and out of it (forward and to the left); and the facet's width and height, mm. The facet is
        convex across, with the radius `joint(frames, "l5", "s1", ...).radius`; the bones are
        `dimensions.gap()` apart.
    """
    meeting = joint(frames, "l5", "s1", sex, size)
    along, across, up = meeting.frame.axes.T
    surface = meeting.frame.origin + across * meeting.gap / 2
    return Frame(surface, np.column_stack([along, up, -across])), (meeting.width, meeting.height)
