"""The muscles of one body: rows of the tables become closed volumes that share the room there is."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.muscles import sheet
from models.pipeline.muscles.places import litres
from models.pipeline.muscles.room import Room
from models.pipeline.nerves.nerve import Course

Array = NDArray[np.float64]

FOLDER = Path(__file__).parent
TABLES = ("back.toml", "hip.toml", "thigh.toml", "leg.toml")
MEAN_MASS_HEIGHT = 71.7 * 1.71
"""kg m of the people the tables' volumes are from: Handsfield 2014 J Biomech 47:631."""
BELOW_FOLD = 0.285
"""Share of the body's volume below the gluteal folds, measured on the male body (slim legs)."""
DENSITY = 1.02
"""kg per litre of a body."""


def bellies(
    bones: Bones,
    skin: Mesh,
    landmarks: Mapping[str, Array],
    courses: Mapping[str, Course],
    beside: Mapping[str, Course],
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
    beside
        As `neighbour.courses` gives them: bellies end in their tendons and stay off vessels.

    Raises
    ------
    DataError
        If a row names a landmark, a bone, a nerve or a path that is not there.
    """
    room = Room(bones, skin, landmarks, courses, beside, build(skin, landmarks))
    return [(_record(row), mesh) for row, mesh in zip(rows(), room.filled(rows()), strict=True)]


def rows() -> list[dict[str, Any]]:
    """The rows of all tables in the order their structures are written: those on the outside last."""
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
    bones: Bones,
    skin: Mesh,
    landmarks: Mapping[str, Array],
    courses: Mapping[str, Course],
    beside: Mapping[str, Course],
) -> dict[str, Fibres]:
    """How the fibres of the left muscles run, by id without a side; parameters as for `bellies`."""
    room = Room(bones, skin, landmarks, courses, beside, build(skin, landmarks))
    return {row["id"]: _fibres(row, room.sheet(row)) for row in rows()}


def _fibres(row: dict[str, Any], middle: sheet.Sheet) -> Fibres:
    return Fibres(middle.points, sheet.belly(row), frozenset(row.get("tendons", ["insertion"])))


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("id", "name", "latin", "also_called")},
        "system": row.get("system", "muscle"),
        "group": f"{row.get('system', 'muscle')}s",
        "paired": True,
    }
