"""The skin brought into the skeleton's pose: each rig bone is laid on the joints it belongs to.

Linear blend skinning with the rig's own weights; lengths follow the skeleton,
girths the skin. What is left between skin and bone is the business of `wrapping`.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.spatial.transform import Rotation

from models.pipeline.bones.assemble import Bones
from models.pipeline.bones.skeleton import MIRROR
from models.pipeline.skin.makehuman import Bone

Array = NDArray[np.float64]
Affine = tuple[Array, Array]

PERINEUM = 0.88
"""Below the hips, how much of its height the skin of the trunk keeps."""
HEAD_JOINT = 0.81
"""The rig's joint of the head lies this share of the skull's height below its top."""
SCALP = 6.0
"""Skin over the vault of the skull, mm."""
VAULT = 0.6
"""From this share of the way up from the rig's joint of the head to the crown, the head is all vault."""
UNDER_BACK = 6.0
"""Skin over the tips of the spinous processes, mm."""
FRONT = 180.0
"""So far in front of the back, mm, the skin no longer follows the curves of the spine."""
NECK_SHARE = {"neck01": 0.2, "neck02": 0.5, "neck03": 0.8}


def pose(
    points: Array, rig: dict[str, Bone], weights: dict[str, Array], bones: Bones, body: NDArray[np.int64]
) -> Array:
    """Lay the skin's points, (n, 3), on the skeleton.

    Parameters
    ----------
    points
        All points of the base mesh, shaped.
    rig, weights
        The rig in that shape, and how much each of its bones moves each point.
    bones
        The skeleton.
    body
        Numbers of the points that are skin: the base mesh has others, for hair and clothes.

    Raises
    ------
    KeyError
        If the rig or the skeleton lacks a joint this needs.
    """
    moves = {**_arm(rig, bones), **_hand(rig, bones), **_leg(rig, bones), **_foot(rig, bones)}
    lay = _trunk(points[body], rig, bones)
    trunk, head = lay(points), _head(points[body], rig, bones)
    shoulder = _arm_targets(bones)[0] - lay(rig["upperarm01.L"].head[None])[0]
    moved = np.zeros_like(points)
    for name, weight in weights.items():
        here = np.flatnonzero(weight)
        if name in moves:
            target = _apply(moves[name], points[here])
        elif name.endswith(".R") and f"{name[:-2]}.L" in moves:
            target = _apply(moves[f"{name[:-2]}.L"], points[here] * MIRROR) * MIRROR
        elif _belongs_to_head(name, rig):
            target = _apply(head, points[here])
        elif name in NECK_SHARE:
            share = NECK_SHARE[name]
            target = (1 - share) * trunk[here] + share * _apply(head, points[here])
        elif name.startswith(("clavicle", "shoulder01")):
            share = 0.35 if name.startswith("clavicle") else 1.0
            target = trunk[here] + share * shoulder * (MIRROR if name.endswith(".R") else 1.0)
        else:
            target = trunk[here]
        moved[here] += weight[here, None] * target
    return moved


def _trunk(points: Array, rig: dict[str, Bone], bones: Bones) -> Callable[[Array], Array]:
    """The motion of the trunk: hips to hips, neck to C7, its back along the tips of the spinous processes."""
    neck = bones.meshes["c7-vertebra"].points.mean(axis=0)
    hip, hip_to = rig["upperleg01.L"].head[2], bones.joints["hip_flexion_l"][2]
    start, end = rig["neck01"].head[2], neck[2]
    heights = np.array([hip - 1000.0, hip, start, start + 1000.0])
    targets = np.array(
        [hip_to - 1000.0 * PERINEUM, hip_to, end, end + 1000.0 * (end - hip_to) / (start - hip)]
    )
    tips = _spinous_tips(bones)
    middle = points[np.abs(points[:, 0]) < 15.0]
    at = np.interp(tips[:, 1], targets, heights)
    rear = np.array([middle[np.abs(middle[:, 2] - z) < 25.0, 1].max() for z in at])
    back = gaussian_filter1d(tips[:, 0] + UNDER_BACK - rear, 1.5, mode="nearest")
    rise = tips[:, 1]
    before = np.interp(rise, rise[[0, -1]], back[[0, -1]])

    def lay(these: Array) -> Array:
        height = np.interp(these[:, 2], heights, targets)
        # The back follows the spine's curves; the front of the trunk only its way from hips to neck.
        share = np.clip((np.interp(height, rise, rear) - these[:, 1]) / FRONT, 0.0, 1.0)
        offset = (1 - share) * np.interp(height, rise, back) + share * np.interp(height, rise, before)
        return np.stack([these[:, 0], these[:, 1] + offset, height], axis=1)

    return lay


def _spinous_tips(bones: Bones) -> Array:
    """Depth and height, (n, 2), of the rearmost points of the sacrum and of L5 to C7, from below."""
    sacrum = bones.meshes["sacrum"].points
    # The sacrum's back is felt in its upper half; below, the buttocks cover it.
    half = sacrum[sacrum[:, 2] > (sacrum[:, 2].max() + sacrum[:, 2].min()) / 2]
    spine = [*(f"l{level}" for level in range(5, 0, -1)), *(f"t{level}" for level in range(12, 0, -1)), "c7"]
    rows = [half, *(bones.meshes[f"{level}-vertebra"].points for level in spine)]
    tips = np.array([row[np.argmax(row[:, 1])][1:] for row in rows])
    return tips[np.argsort(tips[:, 1])]


def _head(points: Array, rig: dict[str, Bone], bones: Bones) -> Affine:
    skull = bones.meshes["skull"].points
    top, height = skull[:, 2].max(), np.ptp(skull[:, 2])
    joint = np.array([0.0, (skull[:, 1].max() + skull[:, 1].min()) / 2, top - HEAD_JOINT * height])
    source = rig["head"].head * (0.0, 1.0, 1.0)
    height_to, height_from = top + SCALP - joint[2], points[:, 2].max() - source[2]
    vault = points[points[:, 2] > source[2] + VAULT * height_from]
    scale = height_to / height_from
    breadth = (skull[:, 0].max() + SCALP) / vault[:, 0].max()
    matrix = np.diag([breadth, scale, scale])
    return matrix, joint - matrix @ source


def _belongs_to_head(name: str, rig: dict[str, Bone]) -> bool:
    bone: str | None = name
    while bone:
        if bone == "head":
            return True
        bone = rig[bone].parent
    return False


def _apply(move: Affine, points: Array) -> Array:
    return points @ move[0].T + move[1]


def _unit(vector: Array) -> Array:
    return vector / np.linalg.norm(vector)


def _frame(along: Array, beside: Array) -> Array:
    x, z = _unit(along), _unit(np.cross(along, beside))
    return np.stack([x, np.cross(z, x), z], axis=1)


def _turn(source: tuple[Array, Array], target: tuple[Array, Array]) -> Array:
    """The rotation that takes one (along, beside) pair of directions to another."""
    return _frame(*target) @ _frame(*source).T


def _swing(source: Array, target: Array) -> Array:
    """The shortest rotation from one direction to another."""
    return Rotation.align_vectors(target[None], source[None])[0].as_matrix()


def _broader(move: Affine, axis: tuple[Array, Array], beside: Array, factor: float) -> Affine:
    """A motion that ends broader across the line from axis[0] to axis[1], toward and away from `beside`."""
    along = _unit(axis[1] - axis[0])
    across = _unit(beside - along * (beside @ along))
    stretch = np.eye(3) + (factor - 1.0) * np.outer(across, across)
    return stretch @ move[0], stretch @ (move[1] - axis[0]) + axis[0]


def _segment(
    source: tuple[Array, Array], target: tuple[Array, Array], rotation: Array, girth: float = 1.0
) -> Affine:
    """Lay the line source[0]-source[1] on target[0]-target[1]; across it, scale by `girth`."""
    along = _unit(target[1] - target[0])
    stretch = np.linalg.norm(target[1] - target[0]) / np.linalg.norm(source[1] - source[0])
    matrix = (np.eye(3) * girth + (stretch - girth) * np.outer(along, along)) @ rotation
    return matrix, target[0] - matrix @ source[0]


def _arm_targets(bones: Bones) -> tuple[Array, Array, Array]:
    """Where the rig's shoulder, elbow and wrist go: the rig's shoulder sits lower than the joint."""
    shoulder = bones.joints["shoulder_elv_l"] + (-4.0, 0.0, -28.0)
    elbow = bones.joints["elbow_flexion_l"] + (8.0, 0.0, 0.0)
    return shoulder, elbow, bones.joints["deviation_l"] + (0.0, -2.0, 4.0)


def _knuckles(bones: Bones) -> tuple[Array, Array]:
    return bones.joints["mcp2_flexion_l"], bones.joints["mcp5_flexion_l"]


def _arm(rig: dict[str, Bone], bones: Bones) -> dict[str, Affine]:
    shoulder, elbow, wrist = (rig[f"{name}.L"].head for name in ("upperarm01", "lowerarm01", "wrist"))
    shoulder_to, elbow_to, wrist_to = _arm_targets(bones)
    index, little = rig["metacarpal1.L"].tail, rig["metacarpal4.L"].tail
    index_to, little_to = _knuckles(bones)
    hinge, hinge_to = np.cross(elbow - shoulder, wrist - elbow), np.array([1.0, 0.0, 0.0])
    if np.cross(hinge_to, elbow_to - shoulder_to)[1] > 0:
        hinge_to = -hinge_to
    palm = np.cross(index - wrist, little - wrist)
    palm_to = np.cross(index_to - wrist_to, little_to - wrist_to)
    upper, upper_to = elbow - shoulder, elbow_to - shoulder_to
    lower, lower_to = wrist - elbow, wrist_to - elbow_to
    straight, turned = _swing(upper, upper_to), _turn((upper, hinge), (upper_to, hinge_to))
    start, end = _turn((lower, hinge), (lower_to, hinge_to)), _turn((lower, palm), (lower_to, palm_to))
    return {
        "upperarm01.L": _segment((shoulder, elbow), (shoulder_to, elbow_to), _between(straight, turned, 0.5)),
        "upperarm02.L": _segment((shoulder, elbow), (shoulder_to, elbow_to), turned),
        "lowerarm01.L": _segment((elbow, wrist), (elbow_to, wrist_to), _between(start, end, 0.35)),
        "lowerarm02.L": _segment((elbow, wrist), (elbow_to, wrist_to), _between(start, end, 0.8)),
    }


def _between(start: Array, end: Array, share: float) -> Array:
    twist = Rotation.from_matrix(end @ start.T).as_rotvec()
    return Rotation.from_rotvec(share * twist).as_matrix() @ start


def _tip(bones: Bones, bone: str, axis: int = 2) -> Array:
    points = bones.meshes[f"{bone}.left"].points
    return points[np.argsort(points[:, axis])[:12]].mean(axis=0)


def _joint(bones: Bones, start: str) -> Array:
    return next(centre for name, centre in bones.joints.items() if name.startswith(start) and centre[0] > 0)


def _hand(rig: dict[str, Bone], bones: Bones) -> dict[str, Affine]:
    wrist, wrist_to = rig["wrist.L"].head, _arm_targets(bones)[2]
    index, little = rig["metacarpal1.L"].tail, rig["metacarpal4.L"].tail
    index_to, little_to = _knuckles(bones)
    middle, middle_to = (index + little) / 2, (index_to + little_to) / 2
    palm, palm_to = (
        np.cross(index - wrist, little - wrist),
        np.cross(index_to - wrist_to, little_to - wrist_to),
    )
    scale = np.linalg.norm(middle_to - wrist_to) / np.linalg.norm(middle - wrist)
    girth = float(scale + 0.9) / 2
    turn = _turn((middle - wrist, palm), (middle_to - wrist_to, palm_to))
    palm_move = _segment((wrist, middle), (wrist_to, middle_to), turn, girth)
    breadth = np.linalg.norm(index_to - little_to) / np.linalg.norm(index - little) / girth
    moves = {"wrist.L": _broader(palm_move, (wrist_to, middle_to), index_to - little_to, float(breadth))}
    for finger in range(2, 6):
        source = [rig[f"metacarpal{finger - 1}.L"].head, *_ends(rig, f"finger{finger}", 3)]
        target = [
            *(_joint(bones, f"{joint}{finger}_flexion") for joint in ("mcp", "pm", "md")),
            _tip(bones, f"hand-distal-phalanx-{finger}") - (0.0, 0.0, 4.0),
        ]
        target.insert(0, 0.75 * bones.joints["deviation_l"] + 0.25 * target[0])
        names = [f"metacarpal{finger - 1}.L", *(f"finger{finger}-{part}.L" for part in (1, 2, 3))]
        moves |= _chain(names, source, target, (palm, palm_to), girth)
    source = _ends(rig, "finger1", 3)
    target = [_joint(bones, name) for name in ("cmc_flexion_l", "mp_flexion", "ip_flexion")]
    target.append(_tip(bones, "hand-distal-phalanx-1") - (0.0, 0.0, 4.0))
    beside = np.cross(index - source[0], source[1] - source[0])
    beside_to = np.cross(index_to - target[0], target[1] - target[0])
    names = [f"finger1-{part}.L" for part in (1, 2, 3)]
    return moves | _chain(names, source, target, (beside, beside_to), girth)


def _ends(rig: dict[str, Bone], name: str, count: int) -> list[Array]:
    """The joints of a finger or toe of the rig, and its tip."""
    heads = [rig[f"{name}-{part}.L"].head for part in range(1, count + 1)]
    return [*heads, rig[f"{name}-{count}.L"].tail]


def _chain(
    names: Iterable[str], source: list[Array], target: list[Array], beside: tuple[Array, Array], girth: float
) -> dict[str, Affine]:
    moves = {}
    for i, name in enumerate(names):
        turn = _turn((source[i + 1] - source[i], beside[0]), (target[i + 1] - target[i], beside[1]))
        moves[name] = _segment((source[i], source[i + 1]), (target[i], target[i + 1]), turn, girth)
    return moves


def _leg_targets(bones: Bones) -> tuple[Array, Array, Array]:
    """Where the rig's hip, knee and ankle go: the rig's hip marker sits 20 mm lateral of the joint."""
    joints = bones.joints
    return (
        joints["hip_flexion_l"] + (20.0, 6.0, 0.0),
        joints["knee_angle_l"] + (0.0, -9.0, 0.0),
        joints["ankle_angle_l"] + (0.0, 6.0, 6.0),
    )


def _leg(rig: dict[str, Bone], bones: Bones) -> dict[str, Affine]:
    hip, knee, ankle = (rig[f"{name}.L"].head for name in ("upperleg01", "lowerleg01", "foot"))
    hip_to, knee_to, ankle_to = _leg_targets(bones)
    thigh = _segment((hip, knee), (hip_to, knee_to), _swing(knee - hip, knee_to - hip_to))
    shank = _segment((knee, ankle), (knee_to, ankle_to), _swing(ankle - knee, ankle_to - knee_to))
    return {"upperleg01.L": thigh, "upperleg02.L": thigh, "lowerleg01.L": shank, "lowerleg02.L": shank}


def _foot(rig: dict[str, Bone], bones: Bones) -> dict[str, Affine]:
    """The foot turns about the vertical only, so that its sole stays flat."""
    ankle, ankle_to = rig["foot.L"].head, _leg_targets(bones)[2]
    ball = np.mean([rig[f"toe{toe}-1.L"].head for toe in (1, 2, 3)], axis=0)
    ball_to = np.mean([_toe(bones, toe)[0] for toe in (1, 2, 3)], axis=0)
    lower = ankle_to[2] / ankle[2]
    moves = {"foot.L": _flat((ankle, ball), (ankle_to, ball_to), lower, lower * ankle[2])}
    for toe in range(1, 6):
        count = 2 if toe == 1 else 3
        source, target = _ends(rig, f"toe{toe}", count), _toe(bones, toe)
        move = _flat((source[0], source[-1]), (target[0], target[-1]), lower, lower * source[0][2])
        moves |= {f"toe{toe}-{part}.L": move for part in range(1, count + 1)}
    return moves


def _toe(bones: Bones, toe: int) -> tuple[Array, Array]:
    """Base and tip of a toe."""
    base = bones.meshes[f"foot-proximal-phalanx-{toe}.left"]
    heel_end = base.points[np.argsort(-base.points[:, 1])[:30]].mean(axis=0)
    return heel_end, _tip(bones, f"foot-distal-phalanx-{toe}", 1) - (0.0, 3.0, 0.0)


def _flat(source: tuple[Array, Array], target: tuple[Array, Array], lower: float, height: float) -> Affine:
    """Lay a line on another as seen from above; heights shrink by `lower`, the start goes to `height`."""
    level = np.array([1.0, 1.0, 0.0])
    start, end = (target[1] - target[0]) * level, (source[1] - source[0]) * level
    along, stretch = _unit(start), np.linalg.norm(start) / np.linalg.norm(end)
    turn = _turn((end, np.array([0.0, 0.0, 1.0])), (start, np.array([0.0, 0.0, 1.0])))
    matrix = np.diag([1.0, 1.0, lower]) @ (np.eye(3) + (stretch - 1) * np.outer(along, along)) @ turn
    goal = np.array([*target[0][:2], height])
    return matrix, goal - matrix @ source[0]
