"""The muscles of one body: rows of the tables become closed volumes that share the room there is."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.muscles import packing, sheet
from models.pipeline.muscles.places import Places, litres
from models.pipeline.nerves.nerve import Course, tube
from models.pipeline.shapes.distance import together

Array = NDArray[np.float64]

FOLDER = Path(__file__).parent
TABLES = ("back.toml", "hip.toml", "thigh.toml", "leg.toml")
BONE_GAP, NERVE_GAP, NEIGHBOUR_GAP = 0.7, 0.8, 0.3
"""Least distance of a muscle from bones, nerves and other muscles, mm."""
UNDER_SKIN = 3.6
"""A muscle stays this deep under the skin, mm."""
MEAN_MASS_HEIGHT = 71.7 * 1.71
"""kg m of the people the tables' volumes are from: Handsfield 2014 J Biomech 47:631."""
BELOW_FOLD = 0.285
"""Share of the body's volume below the gluteal folds, measured on the male body (slim legs)."""
DENSITY = 1.02
"""kg per litre of a body."""
HULL = 9_000
"""Triangles of the skin that sheets are pressed off; what is cut is cut by the whole skin."""
SMOOTHED = 1.06
"""A muscle that lacks more than this, as wanted beside drawn volume, is filled again."""
CUBIC_MM = 1000.0


def bellies(
    bones: Bones, skin: Mesh, landmarks: Mapping[str, Array], courses: Mapping[str, Course]
) -> list[tuple[dict[str, Any], Mesh]]:
    """The muscles of the left side, LPS, mm: what each is, and its closed mesh.

    Parameters
    ----------
    bones, skin
        The body.
    landmarks
        As `landmarks.find` gives them.
    courses
        As `nerve.courses` gives them: muscles are laid around the nerves.

    Raises
    ------
    DataError
        If a row names a landmark, a bone, a nerve or a path that is not there.
    """
    room = _Room(bones, skin, landmarks, courses)
    return [(_record(row), room.muscle(row)) for row in rows()]


def rows() -> list[dict[str, Any]]:
    """The rows of all tables, those that lie deep first."""
    every = [
        row
        for table in TABLES
        for row in tomllib.loads((FOLDER / table).read_text(encoding="utf-8"))["muscle"]
    ]
    return sorted(every, key=lambda row: row.get("late", False))


def build(skin: Mesh, landmarks: Mapping[str, Array]) -> float:
    """Mass times height of a body beside the people the volumes are from.

    The mass is told from the legs, so that a belly with child in it does not count as muscle.
    """
    mass = DENSITY * litres(skin, landmarks["gluteal-fold.left"][2]) / BELOW_FOLD
    return mass * float(landmarks["vertex.midline"][2]) / 1000.0 / MEAN_MASS_HEIGHT


class Fibres(NamedTuple):
    """How the fibres of a muscle run.

    Attributes
    ----------
    points
        (LONG, WIDE, 3) along the fibres from origin to insertion, across them from edge to edge, LPS, mm.
    belly
        (LONG,) how thick the belly is beside its thickest place.
    tendons
        The ends at which it is tendon where it is thin: "origin", "insertion".
    """

    points: Array
    belly: Array
    tendons: frozenset[str]


def fibres(
    bones: Bones, skin: Mesh, landmarks: Mapping[str, Array], courses: Mapping[str, Course]
) -> dict[str, Fibres]:
    """How the fibres of the left muscles run, by id without a side; parameters as for `bellies`."""
    room = _Room(bones, skin, landmarks, courses)
    return {row["id"]: _fibres(row, room.sheet(row)) for row in rows()}


def _fibres(row: dict[str, Any], middle: sheet.Sheet) -> Fibres:
    return Fibres(middle.points, sheet.belly(row), frozenset(row.get("tendons", ["insertion"])))


class _Room:
    """The left half of a body, which its muscles share."""

    def __init__(
        self, bones: Bones, skin: Mesh, landmarks: Mapping[str, Array], courses: Mapping[str, Course]
    ) -> None:
        self._places = Places("muscles", bones, skin, landmarks, courses)
        self._courses = courses
        self._build = build(skin, landmarks)
        left = [mesh for key, mesh in bones.meshes.items() if not key.endswith(".right")]
        self._bones = [*left, *(mesh for _, mesh in bones.soft)]
        self._hull = packing.fewer(skin, HULL)
        nerves = _joined(tube(course) for course in courses.values())
        self._bone, self._skin = packing.Obstacle(_joined(self._bones), 3.0), packing.Obstacle(skin, 6.0)
        self._nerve, self._taken = packing.Obstacle(nerves, 3.0, smooth=False), packing.Taken()
        self._done: list[Mesh] = []

    def sheet(self, row: dict[str, Any]) -> sheet.Sheet:
        """The middle of a muscle as its row draws it, before it gives way to anything."""
        fibres = [
            np.array([self._places.place(row["id"], place) for place in line]) for line in row["fibres"]
        ]
        faces = row.get("faces", "posterior")
        turns = [(0.0, faces)] if isinstance(faces, str) else faces
        looks = [(at, self._places.direction(text)) for at, text in turns]
        return sheet.made(fibres, row, self._volume(row), looks)

    def _volume(self, row: dict[str, Any]) -> float:
        return float(row["volume"] * CUBIC_MM * self._build)

    def muscle(self, row: dict[str, Any]) -> Mesh:
        volume, middle = self._volume(row), self.sheet(row)
        near = [_joined(mine) for mine in (_near(middle, self._bones), _near(middle, self._done)) if mine]
        middle = sheet.lifted(middle, near, self._hull, BONE_GAP, row.get("deep", UNDER_SKIN))
        blocks = packing.blocks_near(middle)
        cut = self._cut(row, blocks)
        field = packing.filled(middle, blocks, cut, volume)
        mesh = packing.drawn(blocks, field, row["triangles"])
        short = volume / packing.volume_of(mesh)
        if short > SMOOTHED:
            # Smoothing takes from thin muscles: what it took is given back.
            field = packing.filled(middle, blocks, cut, volume * min(short, 1.4))
            mesh = packing.drawn(blocks, field, row["triangles"])
        self._taken.add(blocks, field)
        self._done.append(mesh)
        return mesh

    def _cut(self, row: dict[str, Any], blocks: packing.Blocks) -> Array:
        """Positive where it must not be: in bone, nerve, other muscles, near the skin, past the midline."""
        cut = np.maximum(
            BONE_GAP - self._bone.at(blocks), row.get("deep", UNDER_SKIN) + self._skin.at(blocks)
        )
        cut = np.maximum(cut, NERVE_GAP - self._nerve.at(blocks))
        cut = np.maximum(cut, NEIGHBOUR_GAP - self._taken.at(blocks))
        midline = packing.corners(blocks)[:, 0].reshape(len(blocks), -1)
        cut = np.maximum(cut, NEIGHBOUR_GAP - midline)
        for key, back in (("before", True), ("behind", False)):
            lines = [
                (course.centreline, course.width / 2, course.thickness / 2)
                for course in (self._courses[name] for name in row.get(key, ()))
            ]
            if lines:
                cut = np.maximum(cut, -packing.shadow(blocks, lines, back, NERVE_GAP))
        return np.asarray(cut)


def _near(middle: sheet.Sheet, meshes: Iterable[Mesh]) -> list[Mesh]:
    """Those of several meshes that a sheet may lie against."""
    points = middle.points.reshape(-1, 3)
    low, high = points.min(axis=0) - 12.0, points.max(axis=0) + 12.0
    return [m for m in meshes if (m.points.max(axis=0) > low).all() and (m.points.min(axis=0) < high).all()]


def _joined(meshes: Iterable[Mesh]) -> Mesh:
    whole = together(meshes)
    return Mesh(np.asarray(whole.points, float), whole.regular_faces.astype(np.int64))


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("id", "name", "latin", "also_called")},
        "system": row.get("system", "muscle"),
        "group": f"{row.get('system', 'muscle')}s",
        "paired": True,
    }
