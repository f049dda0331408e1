"""The skin of the belly goes out to where that of another body is, along rays from its middle."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.causes.fields import smoothstep
from models.pipeline.shapes.rays import OFF, Casting

Array = NDArray[np.float64]

REACH = 400.0
"""The skin is nearer to the middle of the belly than this, mm."""
HIDDEN = 1.0
"""What lies so far behind the first place a ray meets is no belly, mm."""
LOW, HIGH, BACK = (806.0, 846.0), (1152.0, 1100.0), (5.0, -50.0)
"""Heights, and depths, between which it comes to follow the other body, mm: groin, chest, flanks."""


def rounded_out(skin: Mesh, other: Mesh, middle: Array) -> Array:
    """How far points of a skin go to lie on another body's skin, (n, 3), mm; less at the rim of the belly.

    What lies behind the belly as its middle sees it, such as an arm, stays.
    """
    offset = skin.points - middle
    far = np.linalg.norm(offset, axis=1)
    out = offset / far[:, None]
    start, ahead = np.repeat(middle[None], len(out), axis=0), np.array([[0.0, 0.0, 1.0]])
    own, there = (
        Casting({"skin": one}).cast(start, out, ahead, REACH)[0][:, 0] + OFF for one in (skin, other)
    )
    share = smoothstep(skin.points[:, 2], *LOW) * smoothstep(skin.points[:, 2], *HIGH)
    share *= smoothstep(skin.points[:, 1], *BACK) * (far < own + HIDDEN)
    return np.asarray(out * (share * (there - far))[:, None])
