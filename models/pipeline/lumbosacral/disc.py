"""Lumbar intervertebral discs: a bulging ring of fibrous cartilage around a soft nucleus."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.lumbosacral import dimensions, halves
from models.pipeline.lumbosacral.column import Frame, endplates
from models.pipeline.lumbosacral.joints import disc_frame
from models.pipeline.lumbosacral.vertebral_body import DISH, body, outline
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Field

Array = NDArray[np.float64]

BULGE = 0.6
"""How far the ring stands out of the endplates' rims half-way up, mm."""
CLEAR = 0.05
"""Kept between the disc and the bone it is grown to, mm: less than what is seen."""
NUCLEUS = {"width": 0.56, "depth": 0.5, "back": 0.06}
"""Share of the disc's width and depth the nucleus takes, and how far behind the middle it lies, of the depth:
about a third of the cross-section, nearer to the back (Zhong 2014, Spine: 0.28-0.36 of the area (m))."""
TRIANGLES = {"disc": 900, "nucleus": 500}
REACH = {"t12": 3.5, "s1": 1.6}
"""How far beyond its endplate's plane a disc may follow a bone given as a mesh, mm."""
THORACIC = 0.93
"""Width and depth of T12's lower endplate, of L1's upper one, without T12 itself (Panjabi 1992 (m))."""


def discs(
    frames: dict[str, Frame],
    endplate: Frame,
    sex: str,
    size: float,
    above: Mesh | None = None,
    sacrum: Mesh | None = None,
) -> list[tuple[dict[str, Any], Mesh]]:
    """The discs from T12-L1 to L5-S1 and the nucleus of each.

    Parameters
    ----------
    frames
        As `column` gives them.
    endplate
        The sacrum's upper endplate.
    sex, size
        `male` or `female`, and the linear factor on the means of that sex.
    above, sacrum
        The twelfth thoracic vertebra and the sacrum: bones these discs end at wherever they are met.

    Returns
    -------
    list
        For each structure what it is called, and its closed surface, LPS, mm.
    """
    frames = {**frames, "s1": endplate}
    others: dict[str, Mesh | None] = {"t12": above, "s1": sacrum}
    made = []
    for upper, lower in dimensions.JOINTS:
        stops = [bone for bone in (others.get(upper), others.get(lower)) if bone is not None]
        names = f"{upper.upper()}-{lower.upper()}"
        ends = _ends(frames, upper, lower, sex, size, others)
        space, wall, core = _shapes(frames, upper, lower, sex, size, ends)
        disc = {
            "id": f"{upper}-{lower}-disc",
            "name": f"Intervertebral disc {names}",
            "latin": f"Discus intervertebralis {names}",
            "also_called": [
                f"{names.replace('-', '')} disc",
                "disc",
                "disk",
                "slipped disc",
                "annulus fibrosus",
            ],
            "system": "disc",
        }
        nucleus = {
            "id": f"{upper}-{lower}-nucleus",
            "name": f"Nucleus pulposus {names}",
            "latin": f"Nucleus pulposus {names}",
            "also_called": [f"{names.replace('-', '')} nucleus", "nucleus"],
            "system": "disc",
        }
        frame = disc_frame(frames, upper, lower)
        ring = implicit.without(implicit.common(wall, space, blend=1.0), core)
        filling = implicit.common(implicit.grown(core, -2 * CLEAR), implicit.grown(space, -CLEAR), blend=1.0)
        made.append((disc, _drawn(ring, frame, stops, 0.7, TRIANGLES["disc"])))
        made.append((nucleus, _drawn(filling, frame, stops, 0.7, TRIANGLES["nucleus"])))
    return made


def plate(level: str, end: str, sex: str, size: float) -> tuple[Array, Array]:
    """Outline of a vertebra's `upper` or `lower` endplate, as angles and radii about its middle, mm."""
    if level == "t12":
        angles, radii = plate("l1", "upper", sex, size)
        return angles, radii * THORACIC
    if level == "s1":
        row = dimensions.table()[sex]["s1"]
        return outline(row["width"] * size, row["depth"] * size, 1.5 * size)
    spec = dimensions.vertebra(level, sex, size)
    if end == "upper":
        return outline(spec.upper_width, spec.upper_depth, spec.hollow)
    return outline(spec.lower_width, spec.lower_depth, spec.hollow)


@dataclass(frozen=True)
class _Ends:
    """The endplates a disc lies between.

    Outlines are radii at `angles`; `shift` is how far behind its frame the upper one lies; `up` and `down`
    are how far the disc may go beyond their planes to meet the bone; mm.
    """

    angles: Array
    high: Array
    low: Array
    shift: float
    up: float
    down: float


def _ends(
    frames: dict[str, Frame], upper: str, lower: str, sex: str, size: float, bones: dict[str, Mesh | None]
) -> _Ends:
    angles, low = plate(lower, "upper", sex, size)
    high, shift = plate(upper, "lower", sex, size)[1], 0.0
    thoracic = bones.get(upper)
    if thoracic is not None:
        width, front, back = _thoracic(thoracic, frames[upper])
        high, shift = outline(width, back - front, 1.5)[1], (front + back) / 2
    up, down = (
        edge if level in dimensions.VERTEBRAE else -CLEAR if bones[level] is None else REACH[level]
        for level, edge in ((upper, DISH["lower"]), (lower, DISH["upper"]))
    )
    return _Ends(angles, high, low, shift, up, down)


def _thoracic(bone: Mesh, frame: Frame) -> tuple[float, float, float]:
    """Width of T12's body over its lower endplate, and how far behind the middle it begins and ends, mm."""
    inside = implicit.solid(bone)
    along = np.arange(-32.0, 24.0, 0.25)

    def reach(line: Array) -> NDArray[np.bool_]:
        depth = [inside(frame.world(line + np.array([0.0, 0.0, up]))) < 0 for up in (3.0, 5.0, 7.0)]
        return np.asarray(np.any(depth, axis=0))

    line = np.zeros((len(along), 3))
    line[:, 1] = along
    deep = along[reach(line) & (along < 14.0)]
    across = np.zeros((len(along), 3))
    across[:, 0], across[:, 1] = np.abs(along), (deep[0] + deep[-1]) / 2
    return 2 * float(np.abs(along[reach(across)]).max()), float(deep[0]), float(deep[-1])


def _shapes(
    frames: dict[str, Frame], upper: str, lower: str, sex: str, size: float, ends: _Ends
) -> tuple[Field, Field, Field]:
    """The space between two bones, the disc's outer wall and its core, in the disc's own frame."""
    middle = disc_frame(frames, upper, lower)
    over, under = endplates(frames, upper)[1], endplates(frames, lower)[0]
    top, up = middle.local(over.origin), over.axes[:, 2] @ middle.axes
    bottom, down = middle.local(under.origin), under.axes[:, 2] @ middle.axes
    bones = [
        partial(_body, frames[level], dimensions.vertebra(level, sex, size), middle)
        for level in (upper, lower)
        if level in dimensions.VERTEBRAE
    ]
    angles, high, low = ends.angles, ends.high, ends.low

    def space(at: Array) -> Array:
        # An endplate is dished: the bone itself, where it is a solid here, says how far the disc reaches.
        edge = np.interp(np.arctan2(at[:, 1], at[:, 0]), angles, (high + low) / 2)
        inside = np.clip(1.0 - (np.hypot(at[:, 0], at[:, 1]) / edge) ** 2, 0.0, 1.0) ** 0.3
        ceiling = (at - top) @ up - ends.up * inside
        floor = (bottom - at) @ down - ends.down * inside
        return np.asarray(np.max([ceiling, floor, *(CLEAR - bone(at) for bone in bones)], axis=0))

    def wall(at: Array) -> Array:
        to_top, to_bottom = np.minimum((at - top) @ up, -0.5), np.minimum((bottom - at) @ down, -0.5)
        level = to_bottom / (to_top + to_bottom)
        bulge = 4 * BULGE * level * (1 - level)
        behind = at[:, 1] - ends.shift * level
        turn = np.arctan2(behind, at[:, 0])
        edge = np.interp(turn, angles, low) * (1 - level) + np.interp(turn, angles, high) * level
        return np.asarray(np.hypot(at[:, 0], behind) - edge - bulge)

    wide = float(np.ptp(np.cos(angles) * (high + low))) / 4 * NUCLEUS["width"]
    deep = float(np.ptp(np.sin(angles) * (high + low))) / 4 * NUCLEUS["depth"]
    back = 2 * deep / NUCLEUS["depth"] * NUCLEUS["back"]

    def core(at: Array) -> Array:
        flat = np.column_stack([at[:, 0], at[:, 1] - back, 0.9 * at[:, 2]])
        return implicit.ellipsoid([0.0, 0.0, 0.0], [wide, deep, 2.2 * float(top[2] - bottom[2])])(flat)

    return space, wall, core


def _body(frame: Frame, spec: dimensions.Vertebra, middle: Frame, at: Array) -> Array:
    """A vertebral body asked in a disc's frame."""
    return body(frame, spec)(frame.local(middle.world(at)))


def _drawn(field: Field, frame: Frame, bones: list[Mesh], cell: float, triangles: int) -> Mesh:
    stops = [partial(_elsewhere, implicit.grown(implicit.solid(bone), CLEAR), frame) for bone in bones]
    whole = implicit.without(field, *stops) if stops else field
    local = halves.drawn(whole, np.array([0.0, -25.0, -14.0]), np.array([32.0, 25.0, 14.0]), cell, triangles)
    return Mesh(frame.world(local.points), local.triangles)


def _elsewhere(field: Field, frame: Frame, at: Array) -> Array:
    """A field of the body's space, asked in a frame."""
    return field(frame.world(at))
