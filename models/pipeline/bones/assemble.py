"""The bones of one body, both sides, with the joints and muscle paths that move along.

Most bones are the source's, rounded and placed. Those the sciatic nerve passes are drawn anew, each clear
of the one before it: hip bone, sacrum, femur, lumbar vertebrae. They hold still while the others give way.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.parting import part
from models.pipeline.bones.placing import Placing, place, rocked
from models.pipeline.bones.refine import refine
from models.pipeline.bones.skeleton import MIRROR, MusclePath, Skeleton
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.disc import discs
from models.pipeline.lumbosacral.femur import femur
from models.pipeline.lumbosacral.flava import flava
from models.pipeline.lumbosacral.hip_bone import hip_bone
from models.pipeline.lumbosacral.joints import joint
from models.pipeline.lumbosacral.ligaments import ligaments
from models.pipeline.lumbosacral.sacral_plan import openings
from models.pipeline.lumbosacral.sacrum import sacrum
from models.pipeline.lumbosacral.vertebra import foramina, vertebrae

Array = NDArray[np.float64]
Named = tuple[dict[str, Any], Mesh]
HIP = "hip_flexion_l"
NOT_REFINED = {"l1-vertebra", "l2-vertebra", "l3-vertebra", "l4-vertebra", "l5-vertebra"}
"""Bones of the source of which only the place is used."""


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
    frames
        `l5` to `l1`: middles of the vertebral bodies; `t12`: lower endplate of T12; `s1`: upper endplate
        of S1.
    openings
        The foramina nerves leave by, on the left: `l1-l2` to `l5-s1` and, in front, `s1` to `s4`. The first
        axis points out of each.
    soft
        What joins these bones: discs and ligaments, each with what it is called; of pairs the left one.
    """

    meshes: dict[str, Mesh]
    joints: dict[str, Array]
    muscles: list[MusclePath]
    frames: dict[str, Frame] = field(default_factory=dict)
    openings: dict[str, Frame] = field(default_factory=dict)
    soft: list[Named] = field(default_factory=list)


def assemble(skeleton: Skeleton, spec: dict[str, Any]) -> Bones:
    """Place the skeleton as a body's table says, stand it on soft soles, add the right side.

    Parameters
    ----------
    skeleton
        The posed source.
    spec
        The body's table.
    """
    placing = place(skeleton, spec)
    source = {}
    for key, bone in skeleton.bones.items():
        if key not in NOT_REFINED:
            name = skeleton.names[key]
            fine = refine(bone, name.triangles)
            placed = Mesh(placing.bone(key, name.group)(fine.points), fine.triangles)
            source[f"{key}.left" if name.paired else key] = placed
    joints = {
        name: placing.segment(joint.carrier)(joint.centre[None])[0]
        for name, joint in skeleton.joints.items()
        if joint.centre[0] >= -1e-6
    }
    modelled = _modelled(source, placing, joints[HIP], spec)
    left = part(source | modelled, still=modelled.keys())
    left = {key: left[key] for key in _in_order(skeleton)}
    sex, size = spec["sex"], spec["spine"]["size"]
    return Bones(
        both_sides(left),
        joints,
        _muscles(skeleton, placing),
        placing.frames,
        foramina(placing.frames, sex, size) | openings(placing.frames["s1"], sex, size),
        _soft(left, placing, joints[HIP], spec),
    )


def _modelled(source: dict[str, Mesh], placing: Placing, hip: Array, spec: dict[str, Any]) -> dict[str, Mesh]:
    """The bones drawn anew, left and midline."""
    frames, sex, size = placing.frames, spec["sex"], spec["spine"]["size"]
    hips = _tilted(source["hip-bone.left"], hip, sex, spec["pelvis"].get("tilt", 0.0))
    facet = joint(frames, "l5", "s1", sex, size)
    return {
        "hip-bone.left": hips,
        **sacrum(frames["s1"], hips, sex, size, facet),
        "femur.left": femur(source["femur.left"], hip, sex),
        **vertebrae(frames, sex, size, source["t12-vertebra"]),
    }


def _tilted(source: Mesh, hip: Array, sex: str, tilt: float) -> Mesh:
    """The hip bone as its table draws it, upright, then turned as the pelvis stands."""
    upright = Mesh(rocked(hip, -tilt)(source.points), source.triangles)
    drawn = hip_bone(upright, hip, sex)
    return Mesh(rocked(hip, tilt)(drawn.points), drawn.triangles)


def _soft(left: dict[str, Mesh], placing: Placing, hip: Array, spec: dict[str, Any]) -> list[Named]:
    """Discs and ligaments."""
    frames, sex, size = placing.frames, spec["sex"], spec["spine"]["size"]
    return [
        *discs(frames, frames["s1"], sex, size, left["t12-vertebra"], left["sacrum"]),
        *flava(frames, sex, size, left),
        *ligaments(left, hip),
    ]


def _in_order(skeleton: Skeleton) -> list[str]:
    """The bones' ids in the order of bones.toml."""
    return [f"{key}.left" if name.paired else key for key, name in skeleton.names.items()]


def _muscles(skeleton: Skeleton, placing: Placing) -> list[MusclePath]:
    return [
        MusclePath(
            path.name,
            np.vstack(
                [
                    placing.segment(carrier)(point[None])
                    for carrier, point in zip(path.carriers, path.points, strict=True)
                ]
            ),
            path.carriers,
        )
        for path in skeleton.muscles
    ]


def both_sides(left: dict[str, Mesh]) -> dict[str, Mesh]:
    """The bones with the mirror image of each left one."""
    meshes = {}
    for key, bone in left.items():
        meshes[key] = bone
        if key.endswith(".left"):
            right = f"{key.removesuffix('.left')}.right"
            meshes[right] = mirrored(bone)
    return meshes


def mirrored(mesh: Mesh) -> Mesh:
    """The mirror image of a mesh in the mid-sagittal plane."""
    return Mesh(mesh.points * MIRROR, mesh.triangles[:, ::-1])
