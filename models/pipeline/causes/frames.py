"""Where causes are drawn: frames in a disc, taken from the meshes of a body, that look to one side."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body, Side
from models.pipeline.lumbosacral.column import Frame, tilted

Array = NDArray[np.float64]


def disc_frame(body: Body, disc: str, side: Side = "left") -> Frame:
    """The middle of a disc: x to the given side (left for the midline), y to the back, z to the head end.

    The right side's frame is the left one's mirror image, so that one drawing serves both.
    """
    points = body.mesh(disc).points
    flat = points[:, 1:] - points[:, 1:].mean(axis=0)
    along = np.linalg.svd(flat, full_matrices=False)[2][0]
    lean = float(
        np.degrees(np.arctan2(along[1], along[0]) if along[0] > 0 else np.arctan2(-along[1], -along[0]))
    )
    frame = tilted(points.mean(axis=0), lean)
    local = frame.local(points)
    middle = (local.min(axis=0) + local.max(axis=0)) / 2
    return sided(Frame(frame.world(middle * [0, 1, 1]), frame.axes), side)


def sided(frame: Frame, side: Side) -> Frame:
    """A frame of the left side, or its mirror image for the right one."""
    return Frame(frame.origin, frame.axes * [-1, 1, 1]) if side == "right" else frame


def direction(frame: Frame, local: Array | tuple[float, float, float]) -> Array:
    """A direction of a frame, as the body sees it, as a unit vector."""
    turned = frame.axes @ np.asarray(local, float)
    return np.asarray(turned / np.linalg.norm(turned))
