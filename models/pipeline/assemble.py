"""The skeleton scaled to one body, both sides, with the joints that move along."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.foramina import cut
from models.pipeline.parting import part
from models.pipeline.refine import refine
from models.pipeline.skeleton import MIRROR, MusclePath, Skeleton

Array = NDArray[np.float64]
LEG_JOINTS = ("hip_", "knee_", "ankle_", "subtalar", "mtp")
PELVIS = {"hip-bone", "sacrum"}


@dataclass(frozen=True)
class Bones:
    """The bones of one body, LPS, mm.

    Attributes
    ----------
    meshes
        By id with side: `femur.left`, `sacrum`.
    joints
        Joint centres of the left side, by the source's name, (3,).
    muscles
        Paths of the left muscles.
    """

    meshes: dict[str, Mesh]
    joints: dict[str, Array]
    muscles: list[MusclePath]


def assemble(skeleton: Skeleton, scale: float, hip_joint_x: float, sole: float) -> Bones:
    """Scale the skeleton, set its hips to a breadth, stand it on soft soles, add the right side.

    Parameters
    ----------
    scale
        Factor on the source.
    hip_joint_x
        Distance of the hip joint centres from the midline, mm: the pelvis is broadened to it and the legs
        move along.
    sole
        Height of the lowest bone above the floor, mm.
    """
    hip = skeleton.joints["hip_flexion_l"][0] * scale
    broader, outward = hip_joint_x / hip, np.array([hip_joint_x - hip, 0.0, 0.0])
    up = np.array([0.0, 0.0, sole])

    def placed(points: Array, region: str) -> Array:
        scaled = points * scale + up
        if region == "pelvis":
            return scaled * (broader, 1.0, 1.0)
        return scaled + outward if region == "leg" else scaled

    left = {}
    for key, name in skeleton.names.items():
        region = "pelvis" if key in PELVIS else "leg" if name.group in {"leg", "foot"} else "rest"
        bone = refine(skeleton.bones[key], name.triangles)
        bone = Mesh(placed(bone.points, region), bone.triangles)
        if name.foramina:
            bone = cut(bone, name.foramina, name.triangles)
        left[f"{key}.left" if name.paired else key] = bone
    left = part(left)
    meshes = {}
    for key, bone in left.items():
        meshes[key] = bone
        if key.endswith(".left"):
            right = f"{key.removesuffix('.left')}.right"
            meshes[right] = Mesh(bone.points * MIRROR, bone.triangles[:, ::-1])
    joints = {
        joint: placed(centre, "leg" if joint.startswith(LEG_JOINTS) else "rest")
        for joint, centre in skeleton.joints.items()
        if centre[0] >= -1e-6
    }
    muscles = [
        MusclePath(
            path.name, np.array([_with_bones(placed(point, "rest"), outward, hip) for point in path.points])
        )
        for path in skeleton.muscles
    ]
    return Bones(meshes, joints, muscles)


def _with_bones(point: Array, outward: Array, hip: float) -> Array:
    """Move a muscle's point as the bone under it moved: fully at the leg, less toward the midline."""
    height = np.interp(point[2], [1000.0, 1100.0], [1.0, 0.0])
    return point + outward * height * min(1.0, max(0.0, point[0] / hip))
