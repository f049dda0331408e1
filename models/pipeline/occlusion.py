"""Ambient occlusion: how much of the light from all around comes to each point of a structure.

It is worked out once, among what a structure is seen with, and baked into its file: hollows, grooves and
foramina are darker in every light. Layers are switched on and off, so what may be absent takes no light:
neither the skin from anything, nor muscles from bones.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh, point_normals
from models.pipeline.shapes.rays import Casting

Array = NDArray[np.float64]
Bytes = NDArray[np.uint8]

REACH = 40.0
"""What is farther away takes no light, mm: about the width of a vertebra. Grooves and joints show, and a
limb is not darkened by the trunk beside it."""
RAYS = 96
COVERED = (0.6, 0.9)
"""Of the rays, from where on a point counts as covered by others. It can be seen only when these are hidden,
so they darken it less and less: at the second share not at all."""

BONES = frozenset({"bone", "disc"})
SEEN_WITH: Mapping[str, frozenset[str]] = {
    "skin": frozenset(),
    "bone": BONES,
    "disc": BONES,
    "ligament": BONES | {"ligament"},
    "muscle": BONES | {"muscle", "tendon"},
    "tendon": BONES | {"muscle", "tendon"},
    "artery": BONES,
    "vein": BONES,
    "nerve": BONES,
    "dura": BONES,
}
"""By system: what else takes light from it. What is thin takes none but its own."""


class Drawn(NamedTuple):
    """A structure as it is seen: its system, the variant it belongs to, and its mesh."""

    system: str
    variant: str | None
    mesh: Mesh


def occlusion(
    drawn: Mapping[str, Drawn],
    replaced: Mapping[str, Collection[str]],
    wanted: Collection[str] | None = None,
) -> dict[str, Bytes]:
    """How much light comes to the points of the structures wanted, by id: (n,) bytes, 255 all of it.

    Parameters
    ----------
    drawn
        All structures of a body, by id.
    replaced
        By variant the structures that are hidden while it is shown.
    wanted
        Ids of those that are asked for, if not all; the others take light from them, too.
    """

    @cache
    def around(systems: frozenset[str], variant: str | None) -> Casting:
        hidden = replaced.get(variant or "", ())
        return Casting(
            {
                key: one.mesh
                for key, one in drawn.items()
                if one.system in systems and one.variant in (None, variant) and key not in hidden
            }
        )

    return {
        key: _of_one(key, one.mesh, around(SEEN_WITH[one.system], one.variant))
        for key, one in drawn.items()
        if wanted is None or key in wanted
    }


def _of_one(key: str, mesh: Mesh, around: Casting) -> Bytes:
    normals = point_normals(mesh)
    own, _ = Casting({key: mesh}).cast(mesh.points, normals, _hemisphere(), REACH)
    distance, hit = around.cast(mesh.points, normals, _hemisphere(), REACH)
    covered = np.mean((hit >= 0) & (hit != around.number(key)), axis=1)
    alone, among = _light(own), _light(np.minimum(own, distance))
    share = np.clip((covered - COVERED[0]) / (COVERED[1] - COVERED[0]), 0, 1)
    return np.round(255 * _smoothed(among + (alone - among) * share, mesh)).astype(np.uint8)


def _light(distance: Array) -> Array:
    """The share of light that comes past what rays meet: the nearer it is, the less."""
    return np.asarray((distance / REACH).mean(axis=1))


def _hemisphere() -> Array:
    """Rays about a normal, (RAYS, 3), as dense as the cosine; nothing is left to chance."""
    count = np.arange(RAYS)
    out, turn = np.sqrt((count + 0.5) / RAYS), count * np.pi * (3 - np.sqrt(5))
    return np.stack([out * np.cos(turn), out * np.sin(turn), np.sqrt(1 - out**2)], axis=1)


def _smoothed(values: Array, mesh: Mesh) -> Array:
    """Half its own value, half that of its neighbours: what single rays miss is not seen as a speck."""
    total, count = np.zeros(len(values)), np.zeros(len(values))
    for a, b in ((0, 1), (1, 2), (2, 0)):
        np.add.at(total, mesh.triangles[:, a], values[mesh.triangles[:, b]])
        np.add.at(count, mesh.triangles[:, a], 1)
    return np.asarray(values / 2 + total / np.maximum(count, 1) / 2)
