"""Anatomical variants of the trunk: how it passes piriformis, and where it parts."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.nerves.nerve import Course, Ground, laid, tube
from models.pipeline.nerves.slit import Slit, crossing, parted
from models.pipeline.places.waypoint import Places

Array = NDArray[np.float64]

TABLE = Path(__file__).parent / "variants.toml"
SIDES = ("left", "right")


def variants(
    bones: Bones,
    skin: Mesh,
    landmarks: dict[str, Array],
    courses: dict[str, Course],
    bellies: Iterable[tuple[dict[str, Any], Mesh]],
    soft: Iterable[Mesh] = (),
) -> tuple[list[tuple[dict[str, Any], Mesh]], list[dict[str, Any]]]:
    """Make the structures of each variant.

    Parameters
    ----------
    courses
        The nerves as most people have them, which those of a variant leave and join.
    bellies
        The muscles of the left side; piriformis among them.
    soft
        What else nerves must not pass through: discs.

    Returns
    -------
    structures, variants
        What each left structure is (with its `variant`), and its mesh; for each variant its `id` and the
        ids, with sides, of what it `replaces`.
    """
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    muscle, belly = next((row, mesh) for row, mesh in bellies if row["id"] == "piriformis")
    slit = _passage(belly, courses, table["piriformis"]["level"])
    places = {**landmarks, **_around(slit, table["piriformis"])}
    where, obstacles = Places(TABLE.name, bones, skin, places), [*bones.meshes.values(), *soft]
    structures: list[tuple[dict[str, Any], Mesh]] = []
    for variant in table["variant"]:
        here = belly
        if "slit" in variant:
            length, height = variant["slit"]
            here = parted(belly, slit, length, height, table["piriformis"]["triangles"])
            structures.append((_split(muscle, variant["id"]), here))
        nerves = laid(variant["nerve"], Ground(where, [*obstacles, here]), courses)
        structures += [(_said(course.record, variant["id"]), tube(course)) for course in nerves.values()]
    replaced = [
        {
            "id": variant["id"],
            "replaces": [f"{key}.{side}" for key in variant["replaces"] for side in SIDES],
        }
        for variant in table["variant"]
    ]
    return structures, replaced


def _passage(belly: Mesh, courses: dict[str, Course], level: float) -> Slit:
    """Where a nerve that pierced the belly would: over the trunk's own way below it."""
    line = courses["sciatic"].centreline
    return crossing(belly, line[round(level * (len(line) - 1))])


def _around(slit: Slit, table: dict[str, Any]) -> dict[str, Array]:
    """Places around the belly that waypoints may name."""
    beyond, half = table["beyond"], slit.height / 2
    out = slit.depth / 2 + beyond
    named = {
        "middle": (0.0, 0.0, 0.0),
        "front": (-4.0, 7.0, -out),
        "back": (0.5, -3.0, out + 2.0),
        "above": (0.0, half + beyond, 0.0),
        "above-back": (0.0, half * 0.4, out),
        "below-back": (0.0, -half - beyond, slit.depth / 2),
    }
    return {f"piriformis-{name}.left": slit.at.world(np.array(at)) for name, at in named.items()}


def _said(record: dict[str, Any], variant: str) -> dict[str, Any]:
    said = {key: record[key] for key in ("id", "name", "latin", "also_called")}
    return {**said, "system": "nerve", "group": "nerves", "paired": True, "variant": variant}


def _split(muscle: dict[str, Any], variant: str) -> dict[str, Any]:
    return {
        "id": f"piriformis-{variant.removeprefix('piriformis-')}",
        "name": "Piriformis, split by the nerve",
        "latin": f"{muscle['latin']}, bipartitus",
        "also_called": list(muscle["also_called"]),
        "system": "muscle",
        "group": "muscles",
        "paired": True,
        "variant": variant,
    }
