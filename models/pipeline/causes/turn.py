"""The thigh turned in the hip joint: the leg goes as a whole, and what spans the joint follows by a share."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.transform import Rotation

from models.catalogue import Body, Side, Structure
from models.mesh import Mesh
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import evening, smoothstep

Array = NDArray[np.float64]

LEG = ("femur", "patella", "tibia", "fibula", "talus", "calcaneus", "navicular", "cuboid")
TOES = ("cuneiform", "metatarsal", "foot-")
"""What the names of the leg's other bones hold."""
STILL = ("sacrum", "coccyx", "l3-vertebra", "l4-vertebra", "l5-vertebra", "hip-bone.left", "hip-bone.right")
"""Bones that stay, and hold what is near them."""
SOFT = ("muscle", "tendon", "ligament", "nerve", "artery", "vein")
BESIDE = 30.0
"""How far beside the leg's bones soft structures may lie that belong to it, mm: hands hang further off."""
HELD, GOING = 0.15, 0.92
"""Up to the first share of the way from the bones that stay to the thigh bone nothing goes, and all from the
second on."""
ABOVE, BELOW = (25.0, 110.0), (120.0, 240.0)
"""From where to where above the joint less and less follows, and below it more and more does, mm."""
INSIDE, LOW = (10.0, 45.0), (-45.0, -15.0)
"""What lies so far to the middle of the joint, and not so far below it, is in the pelvis and stays, mm."""
GROIN, MIDLINE = (90.0, 130.0), (0.0, 12.0)
"""So far below the joint the skin follows as what it is joined to does, and above it by how far it is off the
midline, mm."""
EVENED = 5
"""How often the share of the skin is evened out with that beside it, so that it does not crease."""

HALVINGS = 14
"""In how many steps the part of a turn is found."""


class Turn(NamedTuple):
    """A turn of the thigh.

    Attributes
    ----------
    centre
        (3,): the middle of the hip joint, mm.
    whole
        (3,): its axis, as long as the angle of the whole turn in radians.
    """

    centre: Array
    whole: Array

    def __call__(self, points: Array, share: Array | float = 1.0) -> Array:
        """Where points go, (n, 3), mm, that are turned by a share of it, (n,) or the same for all."""
        angles = np.broadcast_to(share, len(points))[:, None] * self.whole
        return np.asarray(Rotation.from_rotvec(angles).apply(points - self.centre) + self.centre)

    def part(self, share: float) -> "Turn":
        """A share of the turn."""
        return self._replace(whole=share * self.whole)


def outward(body: Body, side: Side, back: float, out: float) -> Turn:
    """The thigh drawn `back` and turned `out` about its own axis, degrees, as one turn."""
    centre = np.array(body.manifest.landmarks[f"hip-joint-centre.{side}"])
    thigh = body.mesh(f"femur.{side}").points
    axis = centre - thigh[thigh[:, 2] < thigh[:, 2].min() + 40].mean(axis=0)
    axis /= np.linalg.norm(axis)
    sign = 1 if side == "left" else -1
    # Turned round the axis that leads up, the front of the left thigh goes to the left.
    turns = Rotation.from_rotvec([np.radians(back), 0, 0]) * Rotation.from_rotvec(
        sign * np.radians(out) * axis
    )
    return Turn(centre, turns.as_rotvec())


def enough(turn: Turn, until: Callable[[Turn], bool]) -> Turn:
    """The least part of a turn that does: `until` is true from some part on; all of it if none does."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if until(turn.part(middle)) else (middle, high)
    return turn.part(high)


def following(draft: Draft, side: Side, turn: Turn) -> dict[str, Array]:
    """By what share of a turn the points of all that follows it go, (n,) each, by id."""
    inner = {
        key: np.ones(len(draft.healthy(key).points)) if one.system == "bone" else share
        for key, one in _around(draft.body, side)
        if (share := shares(draft, side, turn, draft.healthy(key).points)).any()
    }
    return {**inner, "skin": skin_shares(draft, side, turn)}


def skin_shares(draft: Draft, side: Side, turn: Turn) -> Array:
    """By what share of a turn the points of the skin go, (n,): as what is under them, on this leg alone."""
    skin, knee = draft.healthy("skin"), draft.points(f"femur.{side}")
    knee = knee[knee[:, 2].argmin()]
    # Arms hang beside the hip, and thighs may touch: what belongs together hangs together.
    hip, leg = (_joined(skin, turn.centre[2] + height, knee) for height in (ABOVE[1], -GROIN[0]))
    chosen = skin.points[hip]
    aside = smoothstep(chosen[:, 0] * np.sign(turn.centre[0]), *MIDLINE)
    own = aside + (leg[hip] - aside) * smoothstep(turn.centre[2] - chosen[:, 2], *GROIN)
    found = np.zeros(len(skin.points))
    found[hip] = own * shares(draft, side, turn, chosen)
    even = evening(skin)
    for _ in range(EVENED):
        found = even @ found
    return found


def shares(draft: Draft, side: Side, turn: Turn, points: Array) -> Array:
    """By what share of a turn soft tissue goes: by how near it is to the thigh bone and to what stays."""
    up, inward = points[:, 2] - turn.centre[2], np.abs(turn.centre[0]) - np.abs(points[:, 0])
    moved = np.maximum(draft.healthy_solid(f"femur.{side}").distances(points)[0], 0)
    held = np.min([draft.healthy_solid(bone).distances(points)[0] for bone in STILL], axis=0)
    between = np.maximum(held, 0) / np.maximum(np.maximum(held, 0) + moved, 1e-6)
    share = np.clip((between - HELD) / (GOING - HELD), 0, 1) * smoothstep(up, ABOVE[1], ABOVE[0])
    share *= 1 - smoothstep(inward, *INSIDE) * smoothstep(up, *LOW)
    return np.asarray(1 - (1 - share) * (1 - smoothstep(-up, *BELOW)))


def _joined(skin: Mesh, below: float, place: Array) -> NDArray[np.bool_]:
    """Which points of a skin are joined, `below` a height, mm, to that which is nearest to a place, (n,)."""
    low = skin.points[:, 2] < below
    ends = np.concatenate([skin.triangles[:, :2], skin.triangles[:, 1:]])
    ends = ends[low[ends].all(axis=1)]
    links = coo_matrix((np.ones(len(ends)), ends.T), (len(low), len(low)))
    pieces = connected_components(links, directed=False)[1]
    away = np.where(low, np.linalg.norm(skin.points - place, axis=1), np.inf)
    return np.asarray(pieces == pieces[away.argmin()])


def _around(body: Body, side: Side) -> Iterator[tuple[str, Structure]]:
    """The bones of the leg, and the soft structures beside them; none of a variant."""
    bones = [key for key, one in body.structures.items() if one.side == side and _of_leg(key, one)]
    bounds = np.array([body.structures[key].bounds for key in bones]).reshape(-1, 3, 2)
    low, high = bounds[:, :, 0].min(axis=0) - BESIDE, bounds[:, :, 1].max(axis=0) + BESIDE
    for key, one in body.structures.items():
        box = np.array(one.bounds).reshape(3, 2)
        soft = one.side == side and one.system in SOFT and one.variant is None
        if key in bones or (soft and (box[:, 0] < high).all() and (box[:, 1] > low).all()):
            yield key, one


def _of_leg(key: str, one: Structure) -> bool:
    return one.system == "bone" and (key.partition(".")[0] in LEG or any(name in key for name in TOES))
