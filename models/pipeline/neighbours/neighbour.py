"""What lies beside the points and the nerve: tendons, vessels and further nerves, as oval tubes."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.muscles.places import Places
from models.pipeline.nerves.nerve import Course, Ground, laid, tube

Array = NDArray[np.float64]

TABLES = {"tendons.toml": "tendon", "vessels.toml": "artery"}
"""The tables in the order they are laid, with the system of rows that name none."""
GROUPS = {"tendon": "tendons", "artery": "arteries", "vein": "veins", "nerve": "nerves"}


def courses(
    bones: Bones, skin: Mesh, landmarks: Mapping[str, Array], nerves: Mapping[str, Course]
) -> dict[str, Course]:
    """Lay the rows of the tables on the left side of a body, each clear of bone, nerves and those before it.

    Parameters
    ----------
    bones, skin
        The body.
    landmarks
        As `landmarks.find` gives them.
    nerves
        As `nerve.courses` gives them: many vessels run along them.

    Returns
    -------
    dict
        By id; the record of each tells its `system`.

    Raises
    ------
    DataError
        If a row names what is not there.
    """
    done: dict[str, Course] = dict(nerves)
    tubes = {name: tube(course) for name, course in nerves.items()}
    left = [mesh for key, mesh in bones.meshes.items() if not key.endswith(".right")]
    left += [mesh for _, mesh in bones.soft]
    for table, system in TABLES.items():
        places = Places(table, bones, skin, landmarks, done)
        for row in rows(table):
            touched = {row[key].split()[0] for key in ("starts", "ends") if key in row}
            beside = [mesh for name, mesh in tubes.items() if name not in touched]
            record = {"system": system, "roots": [], **row}
            course = laid([record], Ground(places, [*left, *beside]), done)[row["id"]]
            done[row["id"]], tubes[row["id"]] = course, tube(course)
    return {name: course for name, course in done.items() if name not in nerves}


def drawn(laid_out: Mapping[str, Course]) -> list[tuple[dict[str, Any], Mesh]]:
    """What each course is, and its closed tube, LPS, mm."""
    return [(_record(course), tube(course)) for course in laid_out.values()]


def rows(table: str) -> list[dict[str, Any]]:
    """The rows of one table, in the order they are laid."""
    text = (Path(__file__).parent / table).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["course"]
    return found


def _record(course: Course) -> dict[str, Any]:
    row = course.record
    return {
        **{key: row[key] for key in ("id", "name", "latin", "also_called", "system")},
        "group": GROUPS[row["system"]],
        "paired": True,
    }
