"""Waypoints of a table as places of one body: landmarks, bones, frames of the column, foramina."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.distance import Solid, surface
from models.records import DataError

Array = NDArray[np.float64]

DIRECTIONS = {
    "lateral": (1.0, 0.0, 0.0),
    "medial": (-1.0, 0.0, 0.0),
    "anterior": (0.0, -1.0, 0.0),
    "posterior": (0.0, 1.0, 0.0),
    "superior": (0.0, 0.0, 1.0),
    "inferior": (0.0, 0.0, -1.0),
    "anteromedial": (-0.7071, -0.7071, 0.0),
}


class Places:
    """What a waypoint of the left side can name.

    Parameters
    ----------
    table
        Name of the file the waypoints come from, for its errors.
    """

    def __init__(self, table: str, bones: Bones, skin: Mesh, landmarks: Mapping[str, Array]) -> None:
        self.table, self.bones, self.landmarks = table, bones, landmarks
        self.skin = surface(skin)
        self.facing = np.asarray(self.skin.face_normals)
        self.hull = Solid(self.skin)
        self.frames: dict[str, Frame] = {
            **{f"{key} frame": frame for key, frame in bones.frames.items()},
            **{f"{key} foramen": frame for key, frame in bones.openings.items()},
        }

    def place(self, nerve: str, waypoint: Mapping[str, Any], point: Array | None = None) -> Array:
        """Where a waypoint lies, (3,), LPS, mm.

        Parameters
        ----------
        point
            Where it begins, if that is no place of the body but one on another nerve.

        Raises
        ------
        DataError
            If it names what is not there.
        """
        if point is None:
            point = self.named(nerve, waypoint["from"], waypoint.get("at"))
        if "to" in waypoint:
            point = point + waypoint["share"] * (self.named(nerve, waypoint["to"], None) - point)
        for direction, distance in waypoint.get("move", {}).items():
            point = point + distance * np.array(DIRECTIONS[direction])
        return self._under_skin(nerve, waypoint["skin"], point) if "skin" in waypoint else point

    def named(self, nerve: str, name: str, at: list[float] | None) -> Array:
        """A landmark, a frame, an opening, or the middle of a bone some share down its length."""
        if name in self.frames:
            return self.frames[name].world(np.array(at or (0.0, 0.0, 0.0)))
        for side in ("left", "midline"):
            if f"{name}.{side}" in self.landmarks:
                return np.asarray(self.landmarks[f"{name}.{side}"], float)
        bone, _, share = name.rpartition(" ")
        mesh = self.bones.meshes.get(f"{bone}.left") or self.bones.meshes.get(bone)
        if mesh is None:
            raise DataError(
                self.table, [f"{nerve}: must name a landmark, a bone, a frame or a foramen; got {name!r}"]
            )
        # From proximal to distal: down the leg, forward along the foot.
        axis = int(np.ptp(mesh.points, axis=0).argmax())
        along = -mesh.points[:, axis]
        height = along.min() + float(share) * np.ptp(along)
        return mesh.points[np.abs(along - height) < 0.06 * np.ptp(along) + 2.0].mean(axis=0)

    def _under_skin(self, nerve: str, skin: Mapping[str, Any], point: Array) -> Array:
        toward = np.array(DIRECTIONS[skin["toward"]])
        hits, cells = self.skin.ray_trace(point - 90 * toward, point + 160 * toward)
        leaving = [
            hit for hit, cell in zip(np.asarray(hits), cells, strict=True) if self.facing[cell] @ toward > 0
        ]
        if not leaving:
            raise DataError(self.table, [f"{nerve}: {point}: must have skin {skin['toward']}; got none"])
        nearest = min(leaving, key=lambda hit: abs((hit - point) @ toward))
        return np.asarray(nearest - skin["depth"] * toward, float)
