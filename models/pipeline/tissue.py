"""Where a surface is of another tissue than its name says: tendon, cartilage, creases.

Two numbers a point travel with the mesh, and the page draws from them: how much of the other tissue there is,
and where the point lies across the fibres of its muscle, or beside its crease.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.mesh import Mesh, point_normals
from models.pipeline.bones.skeleton import MIRROR
from models.pipeline.muscles.muscle import Fibres
from models.pipeline.occlusion import Drawn
from models.pipeline.shapes.rays import Casting

Array = NDArray[np.float64]
Bytes = NDArray[np.uint8]

JOINT_SPACE = 5.0
"""A bone is covered with cartilage where it faces another one this near, mm: two layers of 1 to 3 mm."""
TILT = np.radians(30)
"""Rays look for the other bone straight out and this far beside."""
THIN = (0.5, 0.28)
"""Shares of a belly's greatest thickness: below the first it is taken for tendon, below the second surely."""
END = 0.35
"""Tendons are looked for this near to an end, as a share of the length."""
NEAREST = 4
"""Points of the sheet a point of the surface is read from."""
STEPS_A_MM = 8
"""How fine the distance from a crease is kept; 128 lies on it."""
CREASE = (8.0, 14.0)
"""mm from a crease: within the first its distance is kept, beyond the second nothing is."""
MIDDLE = 128


class Crease(NamedTuple):
    """A furrow of the skin.

    Attributes
    ----------
    at
        Its middle, mm.
    along
        Down the limb: the furrow lies across.
    facing
        The side of the limb that has it.
    reach
        How far it reaches from its middle, mm.
    bend
        How much its ends rise: mm for each mm2 from the middle.
    """

    at: Array
    along: Array
    facing: Array
    reach: float
    bend: float = 0.0


def tissue(
    drawn: Mapping[str, Drawn],
    fibres: Mapping[str, Fibres],
    landmarks: Mapping[str, Array],
    wanted: Collection[str] | None = None,
) -> dict[str, Bytes]:
    """The two numbers of the points of every structure wanted that has them, by id, (n, 2).

    Parameters
    ----------
    drawn
        All structures of a body, by id.
    fibres
        Of the left muscles, by id without a side, as `muscle.fibres` gives them.
    landmarks
        As `landmarks.find` gives them.
    wanted
        Ids of those that are asked for, if not all.
    """
    wanted = drawn.keys() if wanted is None else wanted
    bones = {key: one.mesh for key, one in drawn.items() if one.system == "bone"}
    casting = Casting(bones)
    made = {key: _cartilage(key, mesh, casting) for key, mesh in bones.items() if key in wanted}
    for key, one in drawn.items():
        if key not in wanted:
            continue
        if one.system == "muscle":
            name, _, side = key.partition(".")
            own = fibres[name.partition("-type-")[0]]
            made[key] = _fibres(one.mesh.points * (MIRROR if side == "right" else 1.0), own)
        elif one.system == "skin":
            made[key] = _creased(one.mesh, list(creases(landmarks)))
    return {key: values for key, values in made.items() if values.any()}


def _cartilage(key: str, mesh: Mesh, bones: Casting) -> Bytes:
    """How many of the rays that leave a point meet another bone near by."""
    normals = point_normals(mesh)
    ring = np.arange(6) * np.pi / 3
    flat = np.vstack(
        [[0, 0, 1], *([np.sin(TILT) * np.cos(a), np.sin(TILT) * np.sin(a), np.cos(TILT)] for a in ring)]
    )
    distance, hit = bones.cast(mesh.points, normals, flat, JOINT_SPACE)
    near = (hit >= 0) & (hit != bones.number(key)) & (distance < JOINT_SPACE)
    share = np.clip(1.6 * near.mean(axis=1) - 0.2, 0, 1)
    return np.stack([_byte(share), np.zeros(len(share), np.uint8)], axis=1)


def _fibres(points: Array, fibres: Fibres) -> Bytes:
    """Tendon where the belly is thin near an end, and the place across the fibres from edge to edge."""
    long, wide = fibres.points.shape[:2]
    share, side = np.linspace(0, 1, long), np.linspace(0, 1, wide)
    tendon = np.clip((THIN[0] - fibres.belly) / (THIN[0] - THIN[1]), 0, 1)
    at_origin, at_insertion = np.clip((END - share) / 0.1, 0, 1), np.clip((share - 1 + END) / 0.1, 0, 1)
    tendon *= np.maximum(
        at_origin * ("origin" in fibres.tendons), at_insertion * ("insertion" in fibres.tendons)
    )
    of_grid = np.stack([np.repeat(tendon, wide), np.tile(side, long)], axis=1)
    distance, near = cKDTree(fibres.points.reshape(-1, 3)).query(points, NEAREST)
    weight = 1 / (distance + 0.5)
    values = np.einsum("nk,nkc->nc", weight / weight.sum(axis=1, keepdims=True), of_grid[near])
    return np.asarray(_byte(values))


def creases(landmarks: Mapping[str, Array]) -> Iterator[Crease]:
    """The furrows that places are found from: at wrist, elbow and back of the knee, and under the buttock."""
    for side in ("left", "right"):
        at = {name: np.asarray(landmarks[f"{name}.{side}"], float) for name in LANDMARKS}
        down = _unit(at["wrist-crease-palmar"] - at["elbow-crease"])
        palmar = at["wrist-crease-palmar"] - at["wrist-crease-dorsal"]
        palmar = _unit(palmar - down * (palmar @ down))
        yield Crease(at["wrist-crease-palmar"], down, palmar, 34.0)
        yield Crease(at["elbow-crease"], down, palmar, 45.0)
        yield Crease(at["popliteal-crease"], np.array([0.0, 0.0, -1.0]), np.array([0.0, 1.0, 0.0]), 48.0)
        yield Crease(at["gluteal-fold"], np.array([0.0, 0.0, -1.0]), np.array([0.0, 1.0, 0.0]), 62.0, 0.003)


LANDMARKS = ("wrist-crease-palmar", "wrist-crease-dorsal", "elbow-crease", "popliteal-crease", "gluteal-fold")


def _creased(skin: Mesh, furrows: list[Crease]) -> Bytes:
    normals = point_normals(skin)
    values = np.zeros((len(skin.points), 2), np.uint8)
    values[:, 1] = MIDDLE
    for crease in furrows:
        apart = skin.points - crease.at
        down = apart @ crease.along
        beside = np.linalg.norm(apart - down[:, None] * crease.along, axis=1)
        distance = down + crease.bend * (apart @ np.cross(crease.along, crease.facing)) ** 2
        share = (
            _falling(np.abs(distance), *CREASE)
            * _falling(beside, 0.75 * crease.reach, crease.reach)
            * _falling(-(normals @ crease.facing), -0.45, 0.0)
        )
        own = share > values[:, 0] / 255
        values[own, 0] = _byte(share[own])
        values[own, 1] = np.clip(np.round(MIDDLE + STEPS_A_MM * distance[own]), 0, 255)
    return values


def _falling(value: Array, full: float, nothing: float) -> Array:
    """1 up to `full`, 0 from `nothing` on."""
    return np.asarray(np.clip((nothing - value) / (nothing - full), 0, 1))


def _byte(share: Array) -> Bytes:
    return np.round(255 * share).astype(np.uint8)


def _unit(vector: Array) -> Array:
    return np.asarray(vector / np.linalg.norm(vector))
