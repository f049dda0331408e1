"""Where all of the source goes on one body: bones, joints and muscle paths move with the segment they sit on.

The source is scaled to the body; pelvis, lumbar column, trunk, head, forearm, hand and foot then take the
places and proportions its table gives. A motion takes points of the source, (n, 3), LPS, mm, to the body's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from models.pipeline.bones.skeleton import Skeleton
from models.pipeline.lumbosacral.column import LEVELS, Frame, column, spine, tilted

Array = NDArray[np.float64]
Motion = Callable[[Array], Array]

PROPORTIONS = {
    "hand": 1.0,
    "foot": 1.0,
    "skull": 1.0,
    "shoulders": 1.0,
    "wrist": 1.0,
    "palm": 1.0,
    "carrying": 0.0,
}
"""What a body's table may change: factors on its scale, and degrees added to the carrying angle."""
BODY_SHARE, RIM = 0.4, 6.0
"""The part of a vertebra, from the front, that is its body; the height of a rim of an endplate, mm."""
MIDDLE = 20.0
"""Nearer to the midline than this, mm, the trunk keeps its breadth: the spine."""
GIRDLE = {"clavicle", "scapula"}
CARRIERS = {
    "leg": ("femur_l", "tibia_l", "patella_l"),
    "foot": ("talus_l", "calcn_l", "toes_l"),
    "pelvis": ("pelvis", "sacrum", "myolegs_root", "Full Body"),
    "belly": ("Abdomen",),
    "arm": ("humerus_l", "humphant_l", "humphant1_l"),
    "forearm": ("ulna_l", "radius_l"),
    "hand": (
        *("lunate_l", "scaphoid_l", "pisiform_l", "triquetrum_l", "capitate_l", "trapezium_l", "trapezoid_l"),
        *("hamate_l", "secondmc_l", "thirdmc_l", "fourthmc_l", "fifthmc_l"),
    ),
    "thumb": ("firstmc_l", "proximal_thumb_l", "distal_thumb_l"),
    "head": ("head", "neck", "head_attach", "cervical_spine"),
    **{f"finger-{ray}": (f"{ray}proxph_l", f"midph{ray}_l", f"distph{ray}_l") for ray in range(2, 6)},
    **{level: (f"lumbar{level[1]}",) for level in LEVELS},
}
"""The segments of the source in each region; what is not named moves with the trunk."""
REGION = {segment: region for region, segments in CARRIERS.items() for segment in segments}
WHOLE = {"leg": "leg", "foot": "foot", "thorax": "trunk", "head": "head"}
"""Groups of bones.toml that move as one region."""


@dataclass(frozen=True)
class Placing:
    """The motions of one body.

    Attributes
    ----------
    motions
        By region: `leg`, `foot`, `pelvis`, `l5` to `l1`, `trunk`, `head`, `arm`, ...
    frames
        `l5` to `l1`: middles of the vertebral bodies; `t12`: lower endplate of T12; `s1`: upper endplate
        of S1.
    """

    motions: dict[str, Motion]
    frames: dict[str, Frame]

    def bone(self, bone: str, group: str) -> Motion:
        """The motion of a bone of bones.toml."""
        return self.motions[region_of(bone, group)]

    def segment(self, name: str) -> Motion:
        """The motion of a segment of the source."""
        return self.motions[REGION.get(name, "trunk")]


def region_of(bone: str, group: str) -> str:
    """The region a bone of bones.toml moves with."""
    if group in WHOLE:
        return WHOLE[group]
    if group == "pelvis":
        return "pelvis"
    if group == "spine":
        return bone[:2] if bone[:2] in LEVELS else "trunk"
    if group == "arm":
        return "trunk" if bone in GIRDLE else "arm" if bone == "humerus" else "forearm"
    ray = bone.rpartition("-")[2]
    if ray == "1":
        return "thumb"
    return f"finger-{ray}" if "phalanx" in bone else "hand"


def place(skeleton: Skeleton, spec: dict[str, Any]) -> Placing:
    """Work out the motions of a body.

    Parameters
    ----------
    skeleton
        The posed source.
    spec
        The body's table: `sex`, `skeleton`, `pelvis` and `spine`.
    """
    table = spec["skeleton"]
    scale, up = table["scale"], np.array([0.0, 0.0, table["sole"]])
    share = PROPORTIONS | table.get("proportions", {})
    joint = {name: joint.centre * scale + up for name, joint in skeleton.joints.items()}
    hip = joint["hip_flexion_l"]
    outward = np.array([table["hip_joint_x"] - hip[0], 0.0, 0.0])
    tilt = spec["pelvis"].get("tilt", 0.0)
    forward = rocked(hip, tilt)
    upright = hip * (0.0, 1.0, 1.0) + (0.0, spec["pelvis"]["behind"], spec["pelvis"]["above"])
    endplate = tilted(forward(upright[None])[0], spec["pelvis"]["slope"] + tilt)
    frames = column(spine(spec["sex"], spec["spine"]["lordosis"], spec["spine"]["size"]), endplate)

    def scaled(points: Array) -> Array:
        return points * scale + up

    lower = scaled(_endplate(skeleton.bones["t12-vertebra"].points, lowest=True)[None])[0]
    rise = frames["t12"].origin - lower
    motions: dict[str, Motion] = {
        "leg": lambda points: scaled(points) + outward,
        "foot": lambda points: _about(joint["ankle_angle_l"], share["foot"])(scaled(points)) + outward,
        "pelvis": lambda points: forward(scaled(points) * (table["hip_joint_x"] / hip[0], 1.0, 1.0)),
        "belly": lambda points: scaled(points) + rise / 2,
    }
    for level in LEVELS:
        source = _body(skeleton.bones[f"{level}-vertebra"].points)
        motions[level] = _rigid(Frame(scaled(source.origin[None])[0], source.axes), frames[level], scaled)
    above = _upper(skeleton, scaled, joint, share)
    lean = rocked(frames["t12"].origin, -spec["spine"].get("sway", 0.0))
    motions |= {name: _then(_then(motion, lambda at: at + rise), lean) for name, motion in above.items()}
    return Placing(motions, frames)


def _upper(
    skeleton: Skeleton, scaled: Motion, joint: dict[str, Array], share: dict[str, float]
) -> dict[str, Motion]:
    """Trunk, head and arm in their proportions, before they rise or sink to meet the column."""
    shoulder, elbow, wrist = joint["shoulder_elv_l"], joint["elbow_flexion_l"], joint["deviation_l"]
    narrower = share["shoulders"] - 1.0
    beside = np.array([narrower * (shoulder[0] - MIDDLE), 0.0, 0.0])
    skull = scaled(skeleton.bones["skull"].points)
    nape = np.array([0.0, np.median(skull[:, 1]), skull[:, 2].min()])
    across = _across_wrist(skeleton, scaled, elbow, wrist)
    broad = _broadened(elbow, wrist, across, (share["wrist"], share["palm"]))

    def trunk(points: Array) -> Array:
        at = scaled(points)
        offset = narrower * np.clip(np.abs(at[:, 0]) - MIDDLE, 0.0, shoulder[0] - MIDDLE) * np.sign(at[:, 0])
        return at + offset[:, None] * (1.0, 0.0, 0.0)

    bend = _bent(elbow, share["carrying"])
    hand = _about(broad(wrist[None])[0], share["hand"])
    motions: dict[str, Motion] = {
        "trunk": trunk,
        "head": lambda points: _about(nape, share["skull"])(scaled(points)),
        "arm": lambda points: scaled(points) + beside,
        "forearm": lambda points: bend(broad(scaled(points))) + beside,
        "hand": lambda points: bend(hand(broad(scaled(points)))) + beside,
    }
    rays = {f"finger-{ray}": f"mcp{ray}_flexion_l" for ray in range(2, 6)} | {"thumb": "cmc_flexion_l"}
    for region, knuckle in rays.items():
        base = joint[knuckle]
        moved = broad(base[None])[0] - base
        motions[region] = lambda points, moved=moved: bend(hand(scaled(points) + moved)) + beside  # type: ignore[misc]
    return motions


def _then(first: Motion, second: Motion) -> Motion:
    return lambda points: second(first(points))


def rocked(pivot: Array, degrees: float) -> Motion:
    """Turned forward by some degrees about an axis from side to side through a pivot."""
    turn = np.radians(degrees)
    swing = np.array([[1.0, 0.0, 0.0], [0.0, np.cos(turn), -np.sin(turn)], [0.0, np.sin(turn), np.cos(turn)]])
    return lambda points: pivot + (points - pivot) @ swing.T


def _about(centre: Array, factor: float) -> Motion:
    return lambda points: centre + factor * (points - centre)


def _bent(elbow: Array, degrees: float) -> Motion:
    """The left forearm swung outward about the elbow."""
    turn = np.radians(degrees)
    swing = np.array([[np.cos(turn), 0.0, -np.sin(turn)], [0.0, 1.0, 0.0], [np.sin(turn), 0.0, np.cos(turn)]])
    return lambda points: elbow + (points - elbow) @ swing.T


def _rigid(source: Frame, target: Frame, scaled: Motion) -> Motion:
    return lambda points: target.world(source.local(scaled(points)))


def _across_wrist(skeleton: Skeleton, scaled: Motion, elbow: Array, wrist: Array) -> Array:
    """The direction across the wrist, from the ulna to the radius."""
    along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    ulna, radius = (scaled(skeleton.bones[bone].points) for bone in ("ulna", "radius"))
    across = radius[np.argmax(radius @ along)] - ulna[np.argmax(ulna @ along)]
    across -= along * (across @ along)
    return across / np.linalg.norm(across)


def _broadened(elbow: Array, wrist: Array, across: Array, factors: tuple[float, float]) -> Motion:
    """Broader across, from the middle of the forearm to the wrist and on to the palm."""
    along = wrist - elbow
    length = np.linalg.norm(along)
    along = along / length
    # Where, as a share of the forearm's length, how broad.
    breadth = PchipInterpolator([-9.0, 0.45, 0.92, 1.1, 9.0], [1.0, 1.0, factors[0], factors[1], factors[1]])

    def move(points: Array) -> Array:
        from_elbow = points - elbow
        more = breadth(from_elbow @ along / length) - 1.0
        return points + (more * (from_elbow @ across))[:, None] * across

    return move


def _endplate(vertebra: Array, lowest: bool) -> Array:
    """The middle of the upper or lower end of a vertebral body."""
    front = vertebra[:, 1].min()
    body = vertebra[vertebra[:, 1] < front + BODY_SHARE * np.ptp(vertebra[:, 1])]
    height = body[:, 2] * (-1.0 if lowest else 1.0)
    rim = body[height > height.max() - RIM]
    return np.array([0.0, (rim[:, 1].min() + rim[:, 1].max()) / 2, rim[:, 2].mean()])


def _body(vertebra: Array) -> Frame:
    """The frame of a vertebral body of the source: its head end lies along the line through its endplates."""
    lower, upper = _endplate(vertebra, lowest=True), _endplate(vertebra, lowest=False)
    head = upper - lower
    return tilted((lower + upper) / 2, float(np.degrees(np.arctan2(-head[1], head[2]))))
