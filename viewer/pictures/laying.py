"""A format of the Balance Method on a body: a pale copy of trunk or leg, joint on joint along a limb."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from viewer.atlas import Atlas
from viewer.atlas.formats import OTHER, laid
from viewer.cards import cards
from viewer.pictures import palette
from viewer.pictures.address import Asked
from viewer.pictures.parts import Part

Array = NDArray[np.float64]

LIFT = {"arm": 34.0, "leg": 62.0}
"""So far before the back of a limb the copy lies, mm; as in `viewer/web/scene/laid.js`."""
EXAMPLE = {"trunk": "low-back-beside-spine", "leg": "heel-and-outer-foot"}
"""The painful place that stands as an example, by what is laid; as in `viewer/web/parts/method.js`."""


class Laying(NamedTuple):
    """A format as it is laid: `side` of the pain, `limb` the other, and its row of `formats.laid`."""

    side: str
    limb: str
    format: Mapping[str, Any]

    @property
    def pins(self) -> list[tuple[str, Mapping[str, str], Array, Array]]:
        """What is pinned where: the limb, the line, and its two places, LPS, mm."""
        return [
            (limb, line, np.array(along["source"]["points"][i]), np.array(along["target"]["points"][i]))
            for limb, along in self.format["limbs"][self.limb].items()
            for i, line in enumerate(self.format["lines"])
        ]


def known(atlas: Atlas) -> Mapping[str, Mapping[str, Any]]:
    """The formats that can be laid on a body, by id; worked out once."""
    return atlas.keep("formats", lambda: dict(laid(atlas.body, atlas.map.balance.formats)))


def laying(atlas: Atlas, asked: Asked) -> Laying | None:
    """What an address lays, if it does."""
    key, _, side = asked.method.partition(".")
    return Laying(side, OTHER[side], known(atlas)[key]) if key else None


def parts(atlas: Atlas, now: Laying) -> Iterator[Part]:
    """The copy on each limb it is laid along."""
    meshes = [atlas.body.mesh(key) for key in now.format["parts"][now.limb]]
    firsts = np.cumsum([0, *(len(mesh.points) for mesh in meshes)])
    points = np.concatenate([mesh.points for mesh in meshes])
    triangles = np.concatenate([mesh.triangles + first for mesh, first in zip(meshes, firsts, strict=False)])
    colours = np.tile(np.array(palette.LAID, float), (len(points), 1))
    for limb, along in now.format["limbs"][now.limb].items():
        moved = Mesh(warped(points, along, LIFT[limb]), triangles)
        yield Part(f"laid.{limb}", "laid", "bones", moved, colours, np.zeros(len(points), bool), 1.0)


def fits(atlas: Atlas, asked: Asked, now: Laying) -> dict[str, list[str]]:
    """The regions that a system pairs with the painful place, by choice; none where none is asked for."""
    place = next(
        (one for one in asked.hurts if one.endswith(f".{now.side}")),
        f"{EXAMPLE[now.format['of']]}.{now.side}",
    )
    told = cards.card(atlas, place, "student") if asked.system else None
    groups = [
        one for one in (told or {}).get("reached", {}).get("groups", ()) if asked.system in one["systems"]
    ]
    return {
        choice: [key for one in groups if one["choice"] == choice for key in one["ids"]]
        for choice in ("first", "also")
    }


class _Axis(NamedTuple):
    """Points of an axis, and at each which way is along it, back and right; each (n, 3)."""

    points: Array
    along: Array
    back: Array
    right: Array


def _axis(told: Mapping[str, Sequence[Any]]) -> _Axis:
    points = np.array(told["points"], float)
    ways = _long(np.diff(points, axis=0))
    along = _long(np.concatenate([ways[:1], ways]) + np.concatenate([ways, ways[-1:]]))
    back = np.array(told["back"], float)
    back = _long(back - (along @ back)[:, None] * along)
    return _Axis(points, along, back, np.cross(back, along))


def _long(vectors: Array) -> Array:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def warped(points: Array, along: Mapping[str, Any], lift: float) -> Array:
    """Points beside one axis as they come to lie beside the other, as in `viewer/web/laid/warp.js`.

    Parameters
    ----------
    points
        (n, 3) LPS, mm.
    along
        `source`, `target` and `wide`, as `formats.laid` tells them.
    lift
        How far off the target they come to lie, towards its back, mm.
    """
    source, target = _axis(along["source"]), _axis(along["target"])
    stretch, share = _beside(source.points, points)
    middle, _, back, right = _at(source, stretch, share)
    apart = points - middle
    middle_there, _, back_there, right_there = _at(target, stretch, share)
    sideways = along["wide"] * (apart * right).sum(axis=1)
    backwards = along["wide"] * (apart * back).sum(axis=1) + lift
    return np.asarray(middle_there + sideways[:, None] * right_there + backwards[:, None] * back_there)


def _beside(axis: Array, points: Array) -> tuple[NDArray[np.int64], Array]:
    """In which stretch of an axis each point lies, and how far along it; the ends go on."""
    count = len(axis) - 1
    shares, off = np.empty((count, len(points))), np.empty((count, len(points)))
    for i in range(count):
        way = axis[i + 1] - axis[i]
        low, high = (0 if i else -np.inf), (1 if i + 1 < count else np.inf)
        shares[i] = np.clip((points - axis[i]) @ way / (way @ way), low, high)
        off[i] = np.linalg.norm(points - axis[i] - shares[i][:, None] * way, axis=1)
    stretch = off.argmin(axis=0)
    return stretch, shares[stretch, np.arange(len(points))]


def _at(axis: _Axis, stretch: NDArray[np.int64], share: Array) -> _Axis:
    held = np.clip(share, 0, 1)[:, None]

    def mixed(ways: Array) -> Array:
        return _long(ways[stretch] * (1 - held) + ways[stretch + 1] * held)

    middle = axis.points[stretch] + share[:, None] * (axis.points[stretch + 1] - axis.points[stretch])
    return _Axis(middle, mixed(axis.along), mixed(axis.back), mixed(axis.right))
