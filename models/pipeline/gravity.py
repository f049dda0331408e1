"""The line of gravity: the plumb line through the body's centre of mass, as the body stands.

The centre of mass is that of the volume the skin encloses, all of it equally dense.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.lumbosacral.column import endplates

Array = NDArray[np.float64]


def centre_of_mass(skin: Mesh) -> Array:
    """The middle of the volume a closed surface encloses, (3,), mm."""
    a, b, c = (skin.points[skin.triangles[:, corner]] for corner in range(3))
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)) / 6.0
    return np.asarray(((a + b + c) / 4.0 * volume[:, None]).sum(axis=0) / volume.sum())


def line(bones: Bones, skin: Mesh) -> dict[str, Any]:
    """The line of gravity as the manifest holds it."""
    _, depth, height = centre_of_mass(skin)
    disc = (endplates(bones.frames, "l5")[1].origin + bones.frames["s1"].origin) / 2
    passed = {
        "l5-s1-disc": disc,
        "hip-joint-centre": bones.joints["hip_flexion_l"],
        "knee-joint-centre": bones.joints["knee_angle_l"],
        "ankle-joint-centre": bones.joints["ankle_angle_l"],
    }
    return {
        "id": "line-of-gravity",
        "name": "Line of gravity",
        "points": [
            [0.0, round(float(depth), 2), round(float(z), 2)] for z in (skin.points[:, 2].max(), height, 0.0)
        ],
        "ahead": {name: round(float(point[1] - depth), 1) for name, point in passed.items()},
    }
