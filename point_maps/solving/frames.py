"""What 'radial', 'proximal' or 'medial' mean on a body: directions built from its landmarks.

An arm hangs a little away from the trunk and a foot turns a little outward, so a limb's
directions are not those of the space.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from point_maps.words import Limb, directions

Vector = NDArray[np.float64]
OPPOSITES = {
    "proximal": "distal",
    "radial": "ulnar",
    "palmar": "dorsal",
    "anterior": "posterior",
    "medial": "lateral",
    "superior": "inferior",
}
REACH = {"forearm": 75.0, "lower-leg": 110.0, "trunk": 300.0}
"""How far, in mm, the skin of a limb lies from the limb's middle at most."""


class MissingError(LookupError):
    """Something a record needs and this body lacks; the message names it.

    Parameters
    ----------
    message
        What must be there.
    key
        The key of the record that asks for it.
    """

    def __init__(self, message: str, key: str = "anchor") -> None:
        super().__init__(message)
        self.key = key


class Frame(NamedTuple):
    """The directions of one limb on one side.

    Attributes
    ----------
    axis
        Unit vector along the limb, proximal or superior.
    unit
        Unit vectors by direction word, LPS.
    ends
        Distal and proximal middle of the limb, mm: the limb runs between them.
    reach
        How far the limb's skin lies from its middle at most, mm.
    """

    axis: Vector
    unit: dict[str, Vector]
    ends: tuple[Vector, Vector]
    reach: float

    def toward(self, text: str) -> Vector:
        """The unit vector of a direction such as 'palmar-radial'."""
        return normalised(np.sum([self.unit[word] for word in directions(text)], axis=0))

    def middle(self, level: float) -> Vector:
        """The limb's middle at a level along its axis, mm."""
        low, high = self.ends
        share = (level - low @ self.axis) / ((high - low) @ self.axis)
        return low + share * (high - low)


def landmark(body: Body, name: str, side: str) -> Vector:
    """A landmark of a body on one side, or on the midline, mm.

    Raises
    ------
    MissingError
        If this body has no such landmark.
    """
    found = body.manifest.landmarks
    for key in (f"{name}.{side}", f"{name}.midline"):
        if key in found:
            return np.array(found[key])
    msg = f"needs the landmark {name!r} ({side}), which the body {body.id!r} lacks"
    raise MissingError(msg)


def frame(body: Body, limb: Limb, side: str) -> Frame:
    """The directions of a limb.

    Raises
    ------
    MissingError
        If a landmark they are built from is missing.
    """
    return {"forearm": _forearm, "lower-leg": _lower_leg, "trunk": _trunk}[limb](body, side)


def normalised(vector: Vector) -> Vector:
    """A vector made one long; a null vector stays null."""
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def across_from(vector: Vector, axis: Vector) -> Vector:
    """The part of a vector at right angles to a unit axis."""
    return vector - (vector @ axis) * axis


def _forearm(body: Body, side: str) -> Frame:
    """Proximal from crease to crease, radial from styloid to styloid, palmar at right angles to both."""
    wrist = landmark(body, "wrist-crease-palmar", side)
    elbow = landmark(body, "elbow-crease", side)
    styloids = [landmark(body, f"{bone}-styloid", side) for bone in ("radial", "ulnar")]
    proximal = normalised(elbow - wrist)
    radial = normalised(across_from(styloids[0] - styloids[1], proximal))
    palmar = np.cross(proximal, radial)
    if palmar @ (wrist - landmark(body, "wrist-crease-dorsal", side)) < 0:
        palmar = -palmar
    unit = {"proximal": proximal, "radial": radial, "palmar": palmar}
    return Frame(proximal, _with_opposites(unit), ((styloids[0] + styloids[1]) / 2, elbow), REACH["forearm"])


def _lower_leg(body: Body, side: str) -> Frame:
    """Proximal is up, anterior from the heel to the middle between the ankles, medial at right angles."""
    inner, outer = (landmark(body, f"{which}-malleolus", side) for which in ("medial", "lateral"))
    ankle = (inner + outer) / 2
    up = np.array([0.0, 0.0, 1.0])
    anterior = normalised(across_from(ankle - landmark(body, "calcaneus-posterior", side), up))
    medial = np.cross(up, anterior)
    if medial @ (inner - outer) < 0:
        medial = -medial
    unit = {"proximal": up, "anterior": anterior, "medial": medial}
    return Frame(up, _with_opposites(unit), (ankle, landmark(body, "knee-centre", side)), REACH["lower-leg"])


def _trunk(body: Body, side: str) -> Frame:
    """The directions of the standing body; medial points to the mid-sagittal plane."""
    up = np.array([0.0, 0.0, 1.0])
    medial = np.array([{"left": -1.0, "right": 1.0}.get(side, 0.0), 0.0, 0.0])
    unit = {"superior": up, "anterior": np.array([0.0, -1.0, 0.0]), "medial": medial}
    ends = (landmark(body, "s1-body", side), landmark(body, "l4-body", side))
    return Frame(up, _with_opposites(unit), ends, REACH["trunk"])


def _with_opposites(unit: dict[str, Vector]) -> dict[str, Vector]:
    return {**unit, **{OPPOSITES[word]: -vector for word, vector in unit.items()}}
