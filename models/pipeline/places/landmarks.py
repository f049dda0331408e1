"""Landmarks, found by their anatomical definition on the fitted bones and the skin.

Each function below says where one landmark is looked for; all are for the left
side or the midline, LPS, mm, and the right side is mirrored.
"""

from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.bones.skeleton import MIRROR
from models.pipeline.lumbosacral import femur as proximal_femur
from models.pipeline.lumbosacral import pelvimetry

Array = NDArray[np.float64]

OF_THE_HIP_BONE = (
    *("iliac-crest", "asis", "psis", "piis", "greater-sciatic-notch", "pubic-tubercle", "symphysis-upper"),
    *("ischial-spine", "ischial-tuberosity", "ischial-tuberosity-lateral"),
)
S1_HEIGHT = 30.0
"""Height of the body of S1, mm (Gray's Anatomy)."""
PROMONTORY = 6.0
"""The promontory is looked for this near to the plane of the endplate, mm."""
ACHILLES_THICKNESS = 9.0
"""Skin and tendon from the rear contour to the front of the tendon, mm (facts: 8-10)."""


@dataclass(frozen=True)
class _Body:
    """The fitted bones of the left side and the skin."""

    bones: Bones
    skin: Mesh

    def bone(self, name: str) -> Array:
        meshes = self.bones.meshes
        return (meshes.get(f"{name}.left") or meshes[name]).points

    def on_skin(self, inside: Array, toward: Array) -> Array:
        """Where a ray from a point inside the body first leaves the skin."""
        surface = pv.PolyData.from_regular_faces(self.skin.points, self.skin.triangles)
        hits, _ = surface.ray_trace(inside, inside + 400.0 * toward / np.linalg.norm(toward))
        return np.asarray(hits[np.argmin(np.linalg.norm(hits - inside, axis=1))], float)


def farthest(points: Array, toward: tuple[float, float, float] | Array) -> Array:
    """The point farthest in a direction, (3,)."""
    return points[np.argmax(points @ np.asarray(toward, float))]


def between(points: Array, low: float, high: float, axis: int = 2) -> Array:
    """The points whose coordinate on an axis lies between two values."""
    return points[(points[:, axis] >= low) & (points[:, axis] <= high)]


def find(bones: Bones, skin: Mesh) -> dict[str, Array]:
    """Find all landmarks of a body.

    Returns
    -------
    `<name>.<left|right|midline>` to (3,), mm.
    """
    body = _Body(bones, skin)
    left = {**_pelvis(body), **_thigh_and_knee(body), **_ankle(body), **_skin_of_leg(body), **_arm(body)}
    sides = {f"{name}.left": point for name, point in left.items()}
    sides |= {f"{name}.right": point * MIRROR for name, point in left.items()}
    return sides | {f"{name}.midline": point for name, point in _midline(body).items()}


def cun(landmarks: dict[str, Array], bones: Bones) -> dict[str, float]:
    """Millimetres per cun of each scale: a length between landmarks and the cun it counts.

    Scales as in WHO Standard Acupuncture Point Locations (2008): elbow crease to wrist crease 12; popliteal
    crease to lateral malleolus 16; medial malleolus to the lower border of the medial tibial condyle (SP9)
    13; medial malleolus to the apex of the patella 15; medial malleolus to the sole 3.
    """
    tibia, patella = bones.meshes["tibia.left"].points, bones.meshes["patella.left"].points
    at = {
        name: landmarks[f"{name}.left"]
        for name in ("elbow-crease", "wrist-crease-palmar", "medial-malleolus")
    }
    malleolus = landmarks["medial-malleolus-prominence.left"][2]
    lengths = {
        "forearm": np.linalg.norm(at["elbow-crease"] - at["wrist-crease-palmar"]) / 12,
        "leg-medial-13": (_medial_condyle_border(tibia) - malleolus) / 13,
        "leg-medial-15": (patella[:, 2].min() - malleolus) / 15,
        "leg-lateral-16": (landmarks["popliteal-crease.left"][2] - landmarks["lateral-malleolus.left"][2])
        / 16,
        "foot-3": malleolus / 3,
    }
    return {
        f"{scale}.{side}": round(float(mm), 3) for scale, mm in lengths.items() for side in ("left", "right")
    }


def _medial_condyle_border(tibia: Array) -> float:
    """Height where the medial condyle runs out into the shaft: the sharpest bend of the medial profile."""
    top = tibia[:, 2].max()
    heights = np.arange(top - 75.0, top - 14.0, 3.0)
    profile = np.array([between(tibia, z - 7.0, z + 7.0)[:, 0].min() for z in heights])
    bend = np.convolve(profile, [1.0, -2.0, 1.0], "valid")
    return float(heights[1:-1][np.argmin(bend)])


def _pelvis(body: _Body) -> dict[str, Array]:
    hip = body.bones.joints["hip_flexion_l"]
    found = pelvimetry.landmarks(body.bones.meshes["hip-bone.left"], hip)
    return {"hip-joint-centre": hip} | {name: found[name] for name in OF_THE_HIP_BONE}


def _thigh_and_knee(body: _Body) -> dict[str, Array]:
    hip, femur = body.bones.joints["hip_flexion_l"], body.bone("femur")
    trochanters = proximal_femur.landmarks(body.bones.meshes["femur.left"], hip)
    condyles = between(femur, femur[:, 2].min(), femur[:, 2].min() + 45.0)
    return {
        "greater-trochanter": trochanters["greater-trochanter"],
        "lesser-trochanter": trochanters["lesser-trochanter"],
        "knee-centre": body.bones.joints["knee_angle_l"],
        "medial-epicondyle": farthest(condyles, (-1, 0, 0)),
        "lateral-epicondyle": farthest(condyles, (1, 0, 0)),
        "fibular-head": farthest(body.bone("fibula"), (0, 0, 1)),
    }


def _ankle(body: _Body) -> dict[str, Array]:
    tibia, fibula = body.bone("tibia"), body.bone("fibula")
    tip = farthest(tibia, (-0.25, 0, -1))
    behind = body.on_skin(_heel_cord(body, tip[2]), np.array([0.0, 1.0, 0.0]))
    return {
        "medial-malleolus": tip,
        "medial-malleolus-prominence": farthest(between(tibia, tip[2], tip[2] + 25.0), (-1, 0, 0)),
        "lateral-malleolus": farthest(fibula, (0, 0, -1)),
        "calcaneus-posterior": farthest(body.bone("calcaneus"), (0, 1, 0)),
        "navicular-tuberosity": farthest(body.bone("navicular"), (-1, 0, -0.4)),
        "achilles-anterior": behind - (0.0, ACHILLES_THICKNESS, 0.0),
    }


def _heel_cord(body: _Body, height: float) -> Array:
    """A point inside the ankle, in line with the heel, at a height."""
    heel, shank = body.bone("calcaneus"), between(body.bone("tibia"), height, height + 40.0)
    return np.array([(heel[:, 0].mean() + shank[:, 0].mean()) / 2, shank[:, 1].mean(), height])


def _skin_of_leg(body: _Body) -> dict[str, Array]:
    femur, tibia, knee = body.bone("femur"), body.bone("tibia"), body.bones.joints["knee_angle_l"]
    joint_line = (femur[:, 2].min() + tibia[:, 2].max()) / 2
    backward = np.array([0.0, 1.0, 0.0])
    tuberosity = _pelvis(body)["ischial-tuberosity"]
    heights = tuberosity[2] + np.arange(-70.0, 31.0, 4.0)
    inside = np.array([body.bones.joints["hip_flexion_l"][0], tuberosity[1] - 40.0, 0.0])
    contour = np.array([body.on_skin(inside + np.array([0.0, 0.0, z]), backward) for z in heights])
    # Between the roundings of buttock and thigh the contour is most hollow at the fold.
    hollow = np.convolve(contour[:, 1], [1.0, 0.0, -2.0, 0.0, 1.0], "valid")
    return {
        "popliteal-crease": body.on_skin(np.array([knee[0], knee[1], joint_line]), backward),
        "gluteal-fold": contour[2:-2][np.argmax(hollow)],
    }


def _arm(body: _Body) -> dict[str, Array]:
    radius, ulna = body.bone("radius"), body.bone("ulna")
    pisiform, scaphoid = body.bone("pisiform"), body.bone("scaphoid")
    elbow = body.bones.joints["elbow_flexion_l"]
    distal = (radius.mean(axis=0) + ulna.mean(axis=0)) / 2 - elbow
    distal /= np.linalg.norm(distal)
    styloid, ulnar = farthest(radius, distal + np.array([0.4, 0.0, 0.0])), farthest(ulna, distal)
    radial = (styloid - ulnar) - distal * ((styloid - ulnar) @ distal)
    radial /= np.linalg.norm(radial)
    palmar = np.cross(distal, radial)
    palmar *= -np.sign(palmar[1])
    near_end = ulna[ulna @ distal > (ulna @ distal).max() - 18.0]
    proximal_edge = farthest(pisiform, -distal + 0.3 * palmar)
    middle = (styloid + ulnar) / 2
    crease = middle + distal * ((proximal_edge - middle) @ distal)
    return {
        "elbow-crease": body.on_skin(elbow, palmar),
        "radial-styloid": styloid,
        "ulnar-styloid": ulnar,
        "ulnar-head": farthest(near_end, -palmar),
        "pisiform": proximal_edge,
        "scaphoid-tubercle": farthest(scaphoid, palmar + 0.4 * distal),
        "wrist-crease-palmar": body.on_skin(crease, palmar),
        "wrist-crease-dorsal": body.on_skin(crease, -palmar),
    }


def _midline(body: _Body) -> dict[str, Array]:
    frames = body.bones.frames
    endplate = frames["s1"]
    sacrum = endplate.local(body.bone("sacrum"))
    rim = sacrum[(np.abs(sacrum[:, 0]) < 5.0) & (np.abs(sacrum[:, 2]) < PROMONTORY)]
    points = {
        "l4-body": frames["l4"].origin,
        "l5-body": frames["l5"].origin,
        "s1-body": endplate.world(np.array([[0.0, 0.0, -S1_HEIGHT / 2]]))[0],
        "l4-spinous": farthest(body.bone("l4-vertebra"), (0, 1, 0)),
        "sacral-promontory": endplate.world(farthest(rim, (0, -1, 0.3))[None])[0],
        "vertex": farthest(body.skin.points, (0, 0, 1)),
    }
    return {name: point * (0.0, 1.0, 1.0) for name, point in points.items()}
