"""Places on a body written for an anatomist: landmarks, shares of bones, paths, and what a ray then meets."""

from collections.abc import Mapping
from typing import Any, Protocol

import igl
import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.places import waypoint
from models.pipeline.shapes.distance import surface
from models.records import DataError

Array = NDArray[np.float64]

WRIST = ("elbow-crease", "wrist-crease-palmar", "wrist-crease-dorsal", "radial-styloid", "ulnar-styloid")
THIGH = 416.5
"""From hip to knee joint centre of the body the tables are written for, mm: moves scale with it."""
FAR = 400.0


class Line(Protocol):
    """What is asked of a course laid before: its centreline, (n, 3), mm."""

    @property
    def centreline(self) -> Array:
        """(n, 3), mm."""


class Places(waypoint.Places):
    """Finds the places a table names on the left side of one body, LPS, mm.

    A place is `from` (a landmark; a bone and the share down its length, "femur 0.4"; a nerve or vessel
    laid before and the share along it, "along sciatic 0.3"; a source path, "path bflh 0.5") or a `box` of
    a bone with `at` = shares of it from medial to lateral, front to back, bottom to top; then `to` and
    `share`, the part of the way to another; then `move`, mm in directions; then `on` a bone as `seen`
    from a side, `off` its surface toward the viewer; or `skin`, a `depth` under the skin `toward` a side.
    Directions are those of the body (`posterior`, `posterior-medial`) and of the forearm (`distal`,
    `radial`, `palmar` and their opposites).
    """

    def __init__(
        self,
        table: str,
        bones: Bones,
        skin: Mesh,
        landmarks: Mapping[str, Array],
        lines: Mapping[str, Line],
    ) -> None:
        super().__init__(table, bones, skin, landmarks)
        self.lines = lines
        self.ways = {name: np.array(way) for name, way in waypoint.DIRECTIONS.items()} | _forearm(landmarks)
        thigh = landmarks["hip-joint-centre.left"] - landmarks["knee-centre.left"]
        self.size = float(np.linalg.norm(thigh)) / THIGH
        self._drawn: dict[str, pv.PolyData] = {}

    def place(self, nerve: str, waypoint: Mapping[str, Any], point: Array | None = None) -> Array:
        """The point a place means, (3,), LPS, mm.

        Raises
        ------
        DataError
            If it names what is not there; `nerve` is the row it stands in.
        """
        point = self._start(nerve, waypoint) if point is None else point
        if "to" in waypoint:
            point = point + waypoint["share"] * (self.named(nerve, waypoint["to"], None) - point)
        for way, distance in waypoint.get("move", {}).items():
            point = point + self.size * distance * self.direction(way)
        if "on" in waypoint:
            seen = self.direction(waypoint["seen"])
            point = (
                self._seen(point, waypoint["on"], seen, nerve) + self.size * waypoint.get("off", 0.0) * seen
            )
        if "skin" in waypoint:
            toward = self.direction(waypoint["skin"]["toward"])
            point = self._below_skin(nerve, point, toward) - self.size * waypoint["skin"]["depth"] * toward
        return np.asarray(point)

    def direction(self, text: str) -> Array:
        """Unit vector of "lateral", or of "posterior-medial" midway between two."""
        way = np.sum([self.ways[word] for word in text.split("-")], axis=0)
        return np.asarray(way / np.linalg.norm(way))

    def named(self, nerve: str, name: str, at: list[float] | None) -> Array:
        """The point a name means, (3,)."""
        words = name.split()
        if words[0] == "along":
            return self._along(nerve, words[1], float(words[2]))
        if words[0] == "path":
            return along(self._path(nerve, words[1]), float(words[2]))
        known = any(f"{name}.{side}" in self.landmarks for side in ("left", "midline"))
        if known or name in self.frames:
            return super().named(nerve, name, at)
        mesh = self.bone(words[0], nerve)
        if len(words) == 1:
            return np.asarray((mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2)
        # From proximal to distal: down the limb, forward along the foot.
        axis = int(np.ptp(mesh.points, axis=0).argmax())
        down = -mesh.points[:, axis]
        height = down.min() + float(words[1]) * np.ptp(down)
        near = mesh.points[np.abs(down - height) < 0.05 * np.ptp(down) + 2.0]
        return np.asarray((near.min(axis=0) + near.max(axis=0)) / 2)

    def bone(self, name: str, who: str) -> Mesh:
        """The left or midline bone of that name."""
        mesh = self.bones.meshes.get(f"{name}.left") or self.bones.meshes.get(name)
        if mesh is None:
            raise DataError(self.table, [f"{who}: must name a landmark or a bone; got {name!r}"])
        return mesh

    def _start(self, who: str, place: Mapping[str, Any]) -> Array:
        if "box" not in place:
            return self.named(who, place["from"], place.get("at"))
        points = self.bone(place["box"], who).points
        low, high = points.min(axis=0), points.max(axis=0)
        return np.asarray(low + np.array(place["at"], float) * (high - low))

    def _along(self, who: str, name: str, share: float) -> Array:
        if name not in self.lines:
            raise DataError(self.table, [f"{who}: must name a course laid before; got {name!r}"])
        return along(self.lines[name].centreline, share)

    def _path(self, who: str, name: str) -> Array:
        for path in self.bones.muscles:
            if path.name in {f"{name}_l_tendon", f"{name}_tendon_l"}:
                return path.points
        raise DataError(self.table, [f"{who}: must be a path of the source; got {name!r}"])

    def _seen(self, point: Array, name: str, seen: Array, who: str) -> Array:
        """The point of a bone in front when looked at from a side, or nearest to the line of sight."""
        mesh = self.bone(name, who)
        if name not in self._drawn:
            self._drawn[name] = surface(mesh)
        hits, _ = self._drawn[name].ray_trace(point + FAR * seen, point - FAR * seen)
        if len(hits):
            return np.asarray(hits[np.argmax(hits @ seen)], float)
        beside = mesh.points - point
        beside = beside - np.outer(beside @ seen, seen)
        return np.asarray(mesh.points[np.argmin(np.linalg.norm(beside, axis=1))], float)

    def _below_skin(self, who: str, point: Array, toward: Array) -> Array:
        """Where a ray from the point first leaves the body."""
        hits, cells = self.skin.ray_trace(point - 40.0 * toward, point + FAR * toward)
        leaving = [hit for hit, cell in zip(hits, cells, strict=True) if self.facing[cell] @ toward > 0]
        if not leaving:
            raise DataError(self.table, [f"{who}: {point}: must have skin that way; got none"])
        return np.asarray(min(leaving, key=lambda hit: abs((hit - point) @ toward)), float)


def _forearm(landmarks: Mapping[str, Array]) -> dict[str, Array]:
    """Directions of the left forearm, told from its landmarks."""
    at = {name: np.asarray(landmarks[f"{name}.left"]) for name in WRIST}
    distal = (at["wrist-crease-palmar"] + at["wrist-crease-dorsal"]) / 2 - at["elbow-crease"]
    distal = distal / np.linalg.norm(distal)
    radial = at["radial-styloid"] - at["ulnar-styloid"]
    radial = radial - distal * (radial @ distal)
    radial = radial / np.linalg.norm(radial)
    palmar = np.cross(distal, radial)
    palmar = palmar * np.sign(palmar @ (at["wrist-crease-palmar"] - at["wrist-crease-dorsal"]))
    ways = {"distal": distal, "radial": radial, "palmar": palmar}
    return ways | {"proximal": -distal, "ulnar": -radial, "dorsal": -palmar}


def along(line: Array, share: float) -> Array:
    """The point at a share of a line's length, (3,)."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    return np.array([np.interp(share * length[-1], length, line[:, axis]) for axis in range(3)])


def litres(mesh: Mesh, below: float = np.inf) -> float:
    """Volume of a closed mesh, of its part below a height if one is given, in litres."""
    body = surface(mesh)
    if np.isfinite(below):
        body = body.clip_closed_surface(normal=(0, 0, -1), origin=(0, 0, below))
    points, triangles = np.asarray(body.points, float), body.triangulate().regular_faces
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    return abs(float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum())) / 6e6


def nearest(points: Array, mesh: Mesh) -> tuple[Array, Array]:
    """Signed distance to a closed mesh, (n,), mm, negative inside, and its nearest points, (n, 3)."""
    kind = igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER
    found = igl.signed_distance(np.ascontiguousarray(points), mesh.points, mesh.triangles, kind)
    return np.asarray(found[0]), np.asarray(found[2])
