"""The nerves: courses written as waypoints become smooth, clear, oval, tapering tubes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh
from models.pipeline.assemble import Bones
from models.pipeline.distance import Solid, surface, together
from models.pipeline.loft import loft
from models.records import DataError

Array = NDArray[np.float64]

COURSES = Path(__file__).parent / "nerves.toml"
STEP = 3.0
"""Distance of centreline points, mm."""
SIDES_OF_TUBE = 12
BONE_GAP, SKIN_GAP = 1.4, 1.8
"""Least distance of the nerve's surface from bone and skin, mm."""
ROUNDS = 100
CALM = (25, 50, 70)
"""Rounds of easing, and those after which kinks are smoothed out."""
DIRECTIONS = {
    "lateral": (1.0, 0.0, 0.0),
    "medial": (-1.0, 0.0, 0.0),
    "anterior": (0.0, -1.0, 0.0),
    "posterior": (0.0, 1.0, 0.0),
    "superior": (0.0, 0.0, 1.0),
    "inferior": (0.0, 0.0, -1.0),
}


@dataclass(frozen=True)
class Course:
    """One nerve of the left side: centreline (n, 3), width and thickness (n,), mm, and its record."""

    centreline: Array
    width: Array
    thickness: Array
    record: dict[str, Any]


def courses(bones: Bones, skin: Mesh, landmarks: dict[str, Array]) -> dict[str, Course]:
    """Lay all nerves of nerves.toml on the left side of a body.

    Raises
    ------
    DataError
        If a waypoint names a landmark, a bone or a nerve that is not there.
    """
    space = _Space(bones, skin, landmarks)
    rows = tomllib.loads(COURSES.read_text(encoding="utf-8"))["nerve"]
    anchors = {row["id"]: [space.place(row["id"], waypoint) for waypoint in row["course"]] for row in rows}
    done: dict[str, Course] = {}
    # A nerve that ends on another's start waits for it.
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if _needs(row) <= done.keys()]
        if not ready:
            raise DataError(
                COURSES.name, [f"{row['id']}: must start or end on a nerve; got a circle" for row in waiting]
            )
        for row in ready:
            done[row["id"]] = _course(row, anchors[row["id"]], done, space)
            waiting.remove(row)
    return {row["id"]: done[row["id"]] for row in rows}


def tube(course: Course) -> Mesh:
    """Loft an oval tube with rounded ends around a centreline: one closed surface."""
    line = course.centreline
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    facing = np.array(DIRECTIONS[course.record["faces"]])
    across = _across(tangent, facing)
    through = np.cross(tangent, across)
    turn = 2 * np.pi * np.arange(SIDES_OF_TUBE) / SIDES_OF_TUBE
    # Round ends: the section shrinks on a half circle over half its thickness.
    ends = [(1.0, 0.25), (0.8, 0.62), (0.45, 0.9)]
    half_width, half_thick = course.width / 2, course.thickness / 2
    start = [(line[0] - tangent[0] * out * half_thick[0], 0, size) for out, size in ends]
    end = [(line[-1] + tangent[-1] * out * half_thick[-1], -1, size) for out, size in reversed(ends)]
    rings = start + [(line[i], i, 1.0) for i in range(len(line))] + end
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    points = [
        centre + size * (half_width[i] * cos * across[i] + half_thick[i] * sin * through[i])
        for centre, i, size in rings
    ]
    return loft(np.array(points), rings[0][0], rings[-1][0])


def _across(tangent: Array, facing: Array) -> Array:
    """Unit vectors across the nerve's flat side, turning smoothly along it."""
    across = np.cross(facing, tangent)
    lengths = np.linalg.norm(across, axis=1, keepdims=True)
    across = np.where(lengths > 0.2, across / np.maximum(lengths, 1e-9), 0.0)
    smooth = gaussian_filter1d(across, 4.0, axis=0, mode="nearest")
    smooth -= tangent * np.einsum("ij,ij->i", smooth, tangent)[:, None]
    return smooth / np.maximum(np.linalg.norm(smooth, axis=1, keepdims=True), 1e-9)


class _Space:
    """The bones, skin and landmarks a waypoint can name."""

    def __init__(self, bones: Bones, skin: Mesh, landmarks: dict[str, Array]) -> None:
        self.bones, self.landmarks = bones, landmarks
        self.surface = surface(skin)
        self.facing = np.asarray(self.surface.face_normals)
        self.hull = Solid(self.surface, slivers=False)

    def bones_near(self, line: Array) -> Solid:
        """The bones within a finger's breadth of a line."""
        low, high = line.min(axis=0) - 20.0, line.max(axis=0) + 20.0
        return Solid(
            together(
                mesh
                for mesh in self.bones.meshes.values()
                if (mesh.points.max(axis=0) > low).all() and (mesh.points.min(axis=0) < high).all()
            )
        )

    def place(self, nerve: str, waypoint: dict[str, Any]) -> Array:
        point = self.named(nerve, waypoint["from"])
        if "to" in waypoint:
            point = point + waypoint["share"] * (self.named(nerve, waypoint["to"]) - point)
        for direction, distance in waypoint.get("move", {}).items():
            point = point + distance * np.array(DIRECTIONS[direction])
        if "skin" in waypoint:
            toward = np.array(DIRECTIONS[waypoint["skin"]["toward"]])
            hits, cells = self.surface.ray_trace(point - 90 * toward, point + 160 * toward)
            leaving = [
                hit
                for hit, cell in zip(np.asarray(hits), cells, strict=True)
                if self.facing[cell] @ toward > 0
            ]
            if not leaving:
                raise DataError(COURSES.name, [f"{nerve}: {waypoint}: must have skin that way; got none"])
            hit = min(leaving, key=lambda hit: abs((hit - point) @ toward))
            point = hit - waypoint["skin"]["depth"] * toward
        return point

    def named(self, nerve: str, name: str) -> Array:
        for side in ("left", "midline"):
            if f"{name}.{side}" in self.landmarks:
                return np.asarray(self.landmarks[f"{name}.{side}"], float)
        bone, _, share = name.rpartition(" ")
        mesh = self.bones.meshes.get(f"{bone}.left") or self.bones.meshes.get(bone)
        if mesh is None:
            raise DataError(COURSES.name, [f"{nerve}: must name a landmark or a bone; got {name!r}"])
        # From proximal to distal: down the leg, forward along the foot.
        axis = int(np.ptp(mesh.points, axis=0).argmax())
        along = -mesh.points[:, axis]
        at = along.min() + float(share) * np.ptp(along)
        return mesh.points[np.abs(along - at) < 0.06 * np.ptp(along) + 2.0].mean(axis=0)

    def eased(self, course: Course, free: NDArray[np.bool_]) -> Array:
        """The centreline eased until the rim of the oval clears bone and skin; points not `free` stay."""
        start, line = course.centreline, course.centreline.copy()
        solid = self.bones_near(line)
        for round_ in range(ROUNDS):
            push = np.zeros_like(line)
            rims = _rims(course, line)
            for tree, outside, gap in ((solid, 1.0, BONE_GAP), (self.hull, -1.0, SKIN_GAP)):
                distance, nearest = tree.distances(rims)
                away = (rims - nearest) * np.sign(distance)[:, None] * outside
                away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
                pushes = np.clip(gap - outside * distance, 0.0, 3.0)[:, None] * away
                push += pushes.reshape(4, -1, 3).sum(axis=0)
            bend = np.zeros_like(line)
            bend[1:-1] = (line[:-2] + line[2:]) / 2 - line[1:-1]
            fourth = np.zeros_like(line)
            fourth[1:-1] = -(bend[:-2] - 2 * bend[1:-1] + bend[2:])
            line[free] += (0.3 * push + 0.12 * fourth + 0.01 * (start - line))[free]
            if round_ in CALM:
                line[free] = gaussian_filter1d(line, 1.2, axis=0, mode="nearest")[free]
        return line


def _rims(course: Course, line: Array) -> Array:
    """The four extremes of the oval section along a line, one after the other, (4n, 3)."""
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = _across(tangent, np.array(DIRECTIONS[course.record["faces"]]))
    wide = course.width[:, None] / 2 * across
    thick = course.thickness[:, None] / 2 * np.cross(tangent, across)
    return np.concatenate([line + wide, line - wide, line + thick, line - thick])


def _needs(row: dict[str, Any]) -> set[str]:
    return {row[key].split()[0] for key in ("starts", "ends") if key in row}


def _joined(text: str, done: dict[str, Course]) -> Array:
    """The point "sciatic end", "sciatic start" or "tibial 0.13" means."""
    nerve, _, where = text.partition(" ")
    line = done[nerve].centreline
    return line[
        {"start": 0, "end": -1}[where] if where in {"start", "end"} else round(float(where) * (len(line) - 1))
    ]


def _course(row: dict[str, Any], anchors: list[Array], done: dict[str, Course], space: _Space) -> Course:
    start = [_joined(row["starts"], done)] if "starts" in row else []
    end = [_joined(row["ends"], done)] if "ends" in row else []
    points = np.array([*start, *anchors, *end])
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1) ** 0.5)])
    curve = CubicSpline(along, points)
    line = _even(curve(np.linspace(0, along[-1], 600)))
    inner = gaussian_filter1d(line, 2.0, axis=0, mode="nearest")
    line[1:-1] = inner[1:-1]
    free = np.ones(len(line), bool)
    free[[0, -1]] = "starts" not in row, "ends" not in row
    share = np.linspace(0, 1, len(line))
    width = np.interp(share, *np.array(row["width"]).T)
    thickness = np.interp(share, *np.array(row["thickness"]).T)
    line = _even(space.eased(Course(line, width, thickness, row), free))
    share = np.linspace(0, 1, len(line))
    width, thickness = (np.interp(share, *np.array(row[key]).T) for key in ("width", "thickness"))
    return Course(line, width, thickness, row)


def _even(line: Array) -> Array:
    """The same curve with points about `STEP` apart."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    wanted = np.linspace(0, along[-1], max(int(along[-1] / STEP) + 1, 4))
    return np.stack([np.interp(wanted, along, line[:, axis]) for axis in range(3)], axis=1)
