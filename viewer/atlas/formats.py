"""The formats of the Balance Method on a body: along what each is laid, from where to where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from point_maps.records.method import Format

Points = NDArray[np.float64]
JOINTS = ("shoulder", "elbow", "wrist", "hand")
LIKE = {"shoulder": "hip", "elbow": "knee", "wrist": "ankle", "hand": "foot"}
"""What of the leg is like each joint of the arm."""
TRUNK = ("neck", "l2", "l5-s1", "tailbone")
SPINE = (
    *(f"t{level}-vertebra" for level in range(1, 13)), *(f"l{level}-vertebra" for level in range(1, 6)),
    "sacrum", "coccyx",
)  # fmt: skip
LEG = (
    "femur",
    "patella",
    "tibia",
    "fibula",
    "talus",
    "calcaneus",
    "navicular",
    "cuboid",
    "metatarsal",
    "foot-",
)
OTHER = {"left": "right", "right": "left"}
WIDE = {("trunk", "arm"): 0.62, ("trunk", "leg"): 0.85, ("leg", "arm"): 0.62}
"""How much narrower what is laid becomes, so that a limb can carry it."""
END = 0.06
"""The share of a bone's length that is taken for its end."""


def laid(body: Body, formats: Mapping[str, Format]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every format that can be drawn, by id.

    Yields
    ------
    `parts`, of each side
        The structures that are laid on the limbs of this side: the spine, or the bones of the other leg.
    `lines`
        For each line that is pinned: its number in the record, the joint, and what is laid there.
    `limbs`, of each side
        What is laid along which limb: `source` and `target` hold points, LPS, mm, from near the trunk outward
        or from above downward, and which way is the back; `wide` is how much narrower it becomes.
    """
    for key, one in formats.items():
        pinned = [(i, line.pinned) for i, line in enumerate(one.lays) if line.pinned]
        if not pinned:
            continue
        pinned.sort(key=lambda line: JOINTS.index(line[1].at))
        trunk = pinned[0][1].source in TRUNK
        sides = ("left", "right")
        yield (
            key,
            {
                "standing": one.claim.standing,
                "of": "trunk" if trunk else "leg",
                "parts": {side: list(SPINE) if trunk else _leg(body, OTHER[side]) for side in sides},
                "lines": [{"line": i, "at": pin.at, "source": pin.source} for i, pin in pinned],
                "limbs": {
                    side: {
                        limb: _along(
                            body, side, limb, "trunk" if trunk else "leg", [pin for _, pin in pinned]
                        )
                        for limb in (("arm", "leg") if trunk else ("arm",))
                    }
                    for side in sides
                },
            },
        )


def _leg(body: Body, side: str) -> list[str]:
    bones = (key for key, one in body.structures.items() if one.system == "bone" and one.side == side)
    return [key for key in bones if key.startswith(LEG) or "cuneiform" in key]


def _along(body: Body, side: str, limb: str, of: str, pins: Sequence[Any]) -> dict[str, Any]:
    places = _places(body, side)
    target = [places[pin.at if limb == "arm" else LIKE[pin.at]] for pin in pins]
    hurting = places if of == "trunk" else _places(body, OTHER[side])
    source = [hurting[pin.source] for pin in pins]
    marks = body.manifest.landmarks
    dorsal = np.subtract(marks[f"wrist-crease-dorsal.{side}"], marks[f"wrist-crease-palmar.{side}"])
    return {
        "source": {"points": _rounded(source), "back": [0, 1, 0]},
        "target": {
            "points": _rounded(target),
            "back": _rounded([dorsal / np.linalg.norm(dorsal)])[0] if limb == "arm" else [0, 1, 0],
        },
        "wide": WIDE[of, limb],
    }


def _places(body: Body, side: str) -> dict[str, Points]:
    """Joints of the arm and the leg, and parts of the trunk, by name."""

    def mark(name: str) -> Points:
        return np.array(body.manifest.landmarks[name])

    def middle(*names: str) -> Points:
        return np.mean([mark(name) for name in names], axis=0)

    def centre(part: str) -> Points:
        bounds = np.array(body.structures[part].bounds).reshape(3, 2)
        return np.asarray(bounds.mean(axis=1))

    humerus = body.mesh(f"humerus.{side}").points
    return {
        "shoulder": _end(humerus, 1),
        "elbow": _end(humerus, -1),
        "wrist": middle(f"wrist-crease-palmar.{side}", f"wrist-crease-dorsal.{side}"),
        "hand": centre(f"hand-proximal-phalanx-3.{side}"),
        "hip": mark(f"hip-joint-centre.{side}"),
        "knee": mark(f"knee-centre.{side}"),
        "ankle": middle(f"lateral-malleolus.{side}", f"medial-malleolus.{side}"),
        "foot": centre(f"foot-proximal-phalanx-3.{side}"),
        "neck": centre("c7-vertebra"),
        "l2": centre("l2-vertebra"),
        "l5-s1": middle("l5-body.midline", "s1-body.midline"),
        "tailbone": centre("coccyx"),
    }


def _end(points: Points, up: int) -> Points:
    """The middle of the upper (1) or lower (-1) end of a long bone."""
    height = up * points[:, 2]
    return np.asarray(points[height > height.max() - END * np.ptp(height)].mean(axis=0))


def _rounded(points: Sequence[Points]) -> list[list[float]]:
    return [[round(float(value), 3) for value in point] for point in points]
