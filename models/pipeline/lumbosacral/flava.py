"""Ligamenta flava: elastic sheets that close the back of the vertebral canal between the laminae."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.lumbosacral import dimensions
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.joints import disc_frame, joint
from models.pipeline.lumbosacral.vertebra import arch_plan
from models.pipeline.lumbosacral.vertebral_arch import canal, tube
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Field

Array = NDArray[np.float64]

THICK = 3.4
"""Thickness, mm: 2.8 to 4.4 in adults without stenosis (Safak 2010, Surg Radiol Anat (m))."""
SLIT = 0.5
"""Half the cleft between the left and the right ligament, mm."""
CLEAR = 0.2
"""Kept between the ligament and the bone it is grown to, mm."""
TRIANGLES = 300
SACRAL = {"width": 30.0, "depth": 15.0, "top": -4.0}
"""The canal at S1 and how high its lamina's upper edge lies over the endplate, mm (m: Gray's Anatomy)."""


def flava(
    frames: dict[str, Frame], sex: str, size: float, bones: dict[str, Mesh]
) -> list[tuple[dict[str, Any], Mesh]]:
    """The left ligamenta flava, L1-L2 to L5-S1.

    Parameters
    ----------
    frames
        As `column` gives them.
    sex, size
        `male` or `female`, and the linear factor on the means of that sex.
    bones
        `l1-vertebra` to `l5-vertebra`, and `sacrum` if there is one: the ligaments end at them.

    Returns
    -------
    list
        For each ligament what it is called, and its closed surface, LPS, mm.
    """
    made = []
    for upper, lower in dimensions.JOINTS[1:]:
        names = f"{upper.upper()}-{lower.upper()}"
        what = {
            "id": f"{upper}-{lower}-flavum",
            "name": f"Ligamentum flavum {names}",
            "latin": f"Ligamentum flavum {names}",
            "also_called": ["yellow ligament"],
            "system": "ligament",
            "paired": True,
        }
        neighbours = [bones[name] for name in (f"{upper}-vertebra", _bone(lower)) if name in bones]
        made.append((what, _flavum(frames, upper, lower, sex, size, neighbours)))
    return made


def _bone(level: str) -> str:
    return "sacrum" if level == "s1" else f"{level}-vertebra"


def _flavum(
    frames: dict[str, Frame], upper: str, lower: str, sex: str, size: float, bones: list[Mesh]
) -> Mesh:
    over = arch_plan(frames, upper, sex, size)
    middle, meeting = disc_frame(frames, upper, lower), joint(frames, upper, lower, sex, size)
    behind, top = _lower_edge(frames, lower, sex, size)
    before, start = canal(over), over.lamina[2] - 1.0
    side = middle.local(meeting.frame.origin)[0] - 0.32 * meeting.width
    half = 0.38 * over.size.canal_depth

    def sheet(at: Array) -> Array:
        world = middle.world(at)
        above, below = frames[upper].local(world), frames[lower].local(world)
        down, up = start - above[:, 2], below[:, 2] - top
        share = np.clip(up / np.maximum(up + down, 1.0), 0.0, 1.0)
        # From behind the canal's wall at the lower lamina's edge to before it at the upper lamina.
        wall = (1 - share) * (behind(below) - 0.55 * THICK) + share * (before(above) + 0.45 * THICK)
        edges = np.max(
            [-down, -up - 2.5, SLIT - at[:, 0], at[:, 0] - side, over.rear - half - above[:, 1]], axis=0
        )
        beyond = np.stack([np.abs(wall) - THICK / 2, edges], axis=1) + 1.0
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        return np.asarray(outside + np.minimum(beyond.max(axis=1), 0.0) - 1.0)

    stops: list[Field] = [partial(_clearly, implicit.solid(bone), middle) for bone in bones]
    local = implicit.surface(
        implicit.without(sheet, *stops), [-3.0, 2.0, -22.0], [32.0, 58.0, 26.0], 0.6, TRIANGLES
    )
    return Mesh(middle.world(local.points), local.triangles)


def _lower_edge(frames: dict[str, Frame], lower: str, sex: str, size: float) -> tuple[Field, float]:
    """The canal of the lower bone, and the height of its lamina's upper edge, in that bone's frame."""
    if lower == "s1":
        wall = dimensions.table()[sex]["s1"]["depth"] * size * 0.48
        return tube(SACRAL["width"] * size, SACRAL["depth"] * size, wall), SACRAL["top"]
    under = arch_plan(frames, lower, sex, size)
    return canal(under), under.lamina[2] + 0.32 * under.size.spinous_height + 1.0


def _clearly(bone: Field, frame: Frame, at: Array) -> Array:
    return bone(frame.world(at)) - CLEAR
