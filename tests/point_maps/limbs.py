"""A body of cylinders whose every measure is known, to hold the solver against.

Its arms hang 12 degrees away from the trunk, so that a limb's directions are not those of
the space. The right side mirrors the left.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh, encode
from point_maps.words import NERVES

Array = NDArray[np.float64]
HANG = np.radians(12)
ARM = np.array([[np.cos(HANG), 0, -np.sin(HANG)], [0, 1, 0], [np.sin(HANG), 0, np.cos(HANG)]])
"""Turns the arm's own directions (radial x, dorsal y, proximal z) into those of the space."""
WRIST = np.array([340.0, 0.0, 850.0])
MIRROR = np.array([-1.0, 1.0, 1.0])

ARM_MARKS = {
    "wrist-crease-palmar": (0, -30, 0),
    "wrist-crease-dorsal": (0, 30, 0),
    "elbow-crease": (0, -30, 240),
    "radial-styloid": (20, 0, -2),
    "ulnar-styloid": (-20, 0, 2),
    "ulnar-head": (-18, 6, 10),
    "pisiform": (-12, -18, 0),
    "scaphoid-tubercle": (14, -12, -6),
}
LEG_MARKS = {
    "medial-malleolus": (50, 0, 75),
    "medial-malleolus-prominence": (46, 0, 90),
    "lateral-malleolus": (120, 0, 65),
    "achilles-anterior": (75, 40, 75),
    "calcaneus-posterior": (85, 44, 30),
    "navicular-tuberosity": (48, -24, 60),
    "knee-centre": (85, 0, 470),
    "fibular-head": (122, 10, 430),
    "popliteal-crease": (85, 45, 465),
    "medial-epicondyle": (45, 0, 480),
    "lateral-epicondyle": (125, 0, 480),
    "hip-joint-centre": (85, 0, 880),
    "greater-trochanter": (150, 0, 850),
    "lesser-trochanter": (85, 20, 820),
    "ischial-tuberosity": (45, 30, 810),
    "ischial-tuberosity-lateral": (65, 30, 830),
    "ischial-spine": (45, 50, 870),
    "psis": (45, 85, 970),
    "iliac-crest": (110, 0, 1050),
    "gluteal-fold": (85, 60, 790),
}
MIDLINE_MARKS = {
    "l4-body": (0, 0, 1040),
    "l5-body": (0, 4, 1000),
    "s1-body": (0, 20, 970),
    "l4-spinous": (0, 75, 1030),
    "sacral-promontory": (0, 5, 980),
    "vertex": (0, 0, 1740),
}
CUN = {"forearm": 20.0, "leg-medial-13": 25.0, "leg-medial-15": 24.0, "leg-lateral-16": 25.0, "foot-3": 30.0}


def arm_place(radial: float, palmar: float, proximal: float) -> Array:
    """A place of the left arm, said in its own directions from the middle of the wrist, in space, mm."""
    return WRIST + ARM @ np.array([radial, -palmar, proximal])


def cylinder(radius: float, foot: Array, head: Array, sides: int = 96) -> Mesh:
    """A closed upright cylinder, counter-clockwise from outside."""
    turn = np.arange(sides) * 2 * np.pi / sides
    ring = radius * np.stack([np.cos(turn), np.sin(turn), np.zeros(sides)], axis=1)
    heights = np.linspace(foot[2], head[2], 40)
    rings = [ring + np.array([*foot[:2], z]) for z in heights]
    here = np.arange(sides)
    after = (here + 1) % sides
    corners = []
    for lower in range(0, sides * 39, sides):
        upper = lower + sides
        corners += [np.stack([lower + here, lower + after, upper + after], 1)]
        corners += [np.stack([lower + here, upper + after, upper + here], 1)]
    low, high = sides * 40, sides * 40 + 1
    corners += [np.stack([np.full(sides, low), after, here], 1)]
    corners += [np.stack([np.full(sides, high), sides * 39 + here, sides * 39 + after], 1)]
    return Mesh(np.vstack([*rings, foot, head]), np.concatenate(corners))


def moved(mesh: Mesh, turn: Array, to: Array) -> Mesh:
    """A mesh turned and moved."""
    return Mesh(mesh.points @ turn.T + to, mesh.triangles)


def mirrored(mesh: Mesh) -> Mesh:
    """A mesh on the other side, still facing outward."""
    return Mesh(mesh.points * MIRROR, mesh.triangles[:, ::-1])


def joined(*meshes: Mesh) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    triangles = [mesh.triangles + start for mesh, start in zip(meshes, starts, strict=True)]
    return Mesh(np.vstack([mesh.points for mesh in meshes]), np.concatenate(triangles))


def _upright(radius: float, x: float, y: float, low: float, high: float) -> Mesh:
    return cylinder(radius, np.array([x, y, low], float), np.array([x, y, high], float))


def _meshes() -> dict[str, Mesh]:
    """The structures of the left side by id without a side, and half of the skin."""
    arm = {
        "skin": _upright(30, 0, 0, -90, 262),
        "radius": _upright(8, 14, 0, 0, 240),
        "ulna": _upright(6, -14, 0, 4, 250),
        "humerus": _upright(14, 0, 0, 236, 262),
        "pisiform": _upright(5, -12, -18, -10, 0),
        "triquetrum": _upright(6, -14, 0, -16, -4),
        "metacarpal-5": _upright(4, -16, 0, -70, -20),
        "flexor-carpi-ulnaris-tendon": _upright(2, -13, -20, 2, 110),
        "palmaris-longus-tendon": _upright(1.5, 0, -25, -5, 110),
        "flexor-carpi-radialis-tendon": _upright(2, 8, -23, -5, 110),
        "abductor-pollicis-longus-tendon": _upright(1.5, 24, -6, -10, 110),
        "extensor-pollicis-brevis-tendon": _upright(1.5, 24, 1, -10, 110),
        "extensor-pollicis-longus-tendon": _upright(1.5, 17, 18, -10, 110),
        "median": _upright(2, 2, -18, -10, 220),
        "ulnar": _upright(1.5, -8, -16, -10, 220),
        "superficial-radial": _upright(1, 20, 12, -20, 180),
        "ulnar-artery": _upright(1.2, -5, -18, -10, 220),
        "radial-artery": _upright(1.2, 12, -20, -5, 220),
    }
    arm = {name: moved(mesh, ARM, WRIST) for name, mesh in arm.items()}
    leg = {
        "tibia": _upright(15, 70, -10, 75, 460),
        "piriformis": _upright(12, 70, 45, 880, 920),
        "tibial": _upright(2.5, 66, 20, 60, 460),
        "posterior-tibial-artery": _upright(1.2, 60, 14, 60, 460),
        "medial-calcaneal": _upright(1, 58, 26, 20, 80),
        "medial-plantar": _upright(1.5, 62, 10, 10, 60),
        "lateral-plantar": _upright(1.5, 68, 16, 10, 60),
        "saphenous": _upright(1, 52, -16, 80, 460),
        "extensor-hallucis-longus-tendon": _upright(1.5, 80, -36, 40, 200),
        "great-saphenous-vein": _upright(1.5, 50, -20, 40, 460),
    }
    return {**arm, **leg, "skin": joined(arm["skin"], _upright(45, 85, 0, 0, 480))}


SYSTEMS = {
    "skin": "skin",
    "piriformis": "muscle",
    "great-saphenous-vein": "vein",
    **dict.fromkeys(["ulnar-artery", "radial-artery", "posterior-tibial-artery"], "artery"),
    **dict.fromkeys(["median", "ulnar", "superficial-radial", "tibial", "saphenous"], "nerve"),
    **dict.fromkeys(["medial-calcaneal", "medial-plantar", "lateral-plantar"], "nerve"),
}
"""What is no bone; a tendon is one by its name."""


def _line(*points: tuple[float, float, float]) -> list[list[float]]:
    ends = np.array(points, float)
    steps = np.linspace(0, len(ends) - 1, 41)
    return np.stack(
        [np.interp(steps, np.arange(len(ends)), ends[:, axis]) for axis in range(3)], axis=1
    ).tolist()


DISCS = {
    "l3-l4-disc": _upright(18, 0, -6, 1050, 1060),
    "l4-l5-disc": _upright(18, 0, 2, 1015, 1025),
    "l5-s1-disc": _upright(18, 0, 12, 980, 990),
}
COURSES = {
    "l4-root": _line((18, 20, 1020), (35, 10, 985)),
    "l5-root": _line((18, 25, 985), (35, 15, 960)),
    "s1-root": _line((20, 30, 955), (55, 30, 915)),
    "s2-root": _line((18, 40, 930), (55, 32, 912)),
    "s3-root": _line((16, 45, 905), (55, 34, 908)),
    "lumbosacral-trunk": _line((35, 12, 965), (55, 30, 915)),
    "sciatic": _line((60, 32, 910), (85, 40, 820), (85, 30, 520)),
    "tibial": _line((85, 30, 520), (75, 12, 60)),
    "common-fibular": _line((85, 30, 520), (125, 15, 420)),
    "superficial-fibular": _line((125, 15, 420), (110, -40, 20)),
    "deep-fibular": _line((125, 15, 420), (80, -60, 30)),
    "sural": _line((85, 35, 440), (125, 30, 40)),
    "medial-plantar": _line((75, 12, 60), (65, -90, 10)),
    "lateral-plantar": _line((75, 12, 60), (105, -90, 10)),
}
ROOTS = {
    "l4-root": ["L4"],
    "l5-root": ["L5"],
    "s1-root": ["S1"],
    "s2-root": ["S2"],
    "s3-root": ["S3"],
    "lumbosacral-trunk": ["L4", "L5"],
    "common-fibular": ["L4", "L5", "S1", "S2"],
    "superficial-fibular": ["L5", "S1"],
    "deep-fibular": ["L4", "L5", "S1"],
    "sural": ["S1", "S2"],
    "medial-plantar": ["L4", "L5", "S1"],
    "lateral-plantar": ["S1", "S2", "S3"],
}


def write(folder: Path) -> None:
    """Write the body into a folder, as the pipeline would."""
    (folder / "meshes").mkdir(parents=True)
    half = _meshes()
    structures = [_structure(folder, "skin", "midline", joined(half["skin"], mirrored(half["skin"])))]
    structures += [_structure(folder, name, "midline", mesh) for name, mesh in DISCS.items()]
    for name, mesh in half.items():
        if name != "skin":
            structures += [_structure(folder, f"{name}.left", "left", mesh)]
            structures += [_structure(folder, f"{name}.right", "right", mirrored(mesh))]
    manifest = {
        "schema": 1,
        "space": "LPS",
        "unit": "mm",
        "body": "limbs",
        "title": "Cylinders",
        "stature": 1740.0,
        "sources": [],
        "structures": structures,
        "landmarks": _landmarks(),
        "cun": {f"{scale}.{side}": mm for scale, mm in CUN.items() for side in ("left", "right")},
        "nerves": [_nerve(nerve, side) for nerve in NERVES for side in ("left", "right")],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _landmarks() -> dict[str, list[float]]:
    left = {name: arm_place(x, -y, z) for name, (x, y, z) in ARM_MARKS.items()}
    left |= {name: np.array(place, float) for name, place in LEG_MARKS.items()}
    marks = {f"{name}.left": place.tolist() for name, place in left.items()}
    marks |= {f"{name}.right": (place * MIRROR).tolist() for name, place in left.items()}
    return marks | {f"{name}.midline": list(place) for name, place in MIDLINE_MARKS.items()}


def _structure(folder: Path, key: str, side: str, mesh: Mesh) -> dict[str, object]:
    (folder / "meshes" / f"{key}.drc").write_bytes(encode(mesh))
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    return {
        "id": key,
        "name": key,
        "latin": key,
        "system": _system(key),
        "group": "all",
        "side": side,
        "source": "none",
        "licence": "none",
        "file": f"meshes/{key}.drc",
        "triangles": len(mesh.triangles),
        "bounds": [float(value) for pair in zip(low, high, strict=True) for value in pair],
        "closed": True,
        "sha256": "0" * 64,
    }


def _system(key: str) -> str:
    name = key.partition(".")[0]
    return SYSTEMS.get(name, "tendon" if name.endswith("-tendon") else "bone")


def _nerve(nerve: str, side: str) -> dict[str, object]:
    line = np.array(COURSES[nerve]) * (MIRROR if side == "right" else 1)
    return {
        "id": f"{nerve}.{side}",
        "name": nerve,
        "side": side,
        "parent": None,
        "roots": ROOTS.get(nerve, ["L4", "L5", "S1", "S2", "S3"]),
        "centreline": line.tolist(),
        "width": [4.0] * len(line),
        "thickness": [3.0] * len(line),
    }
