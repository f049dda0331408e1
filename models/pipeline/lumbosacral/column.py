"""The lumbar column: where each vertebral body stands, from the sacral endplate upward."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.pipeline.lumbosacral import dimensions

Array = NDArray[np.float64]

LEVELS = ("l5", "l4", "l3", "l2", "l1")


@dataclass(frozen=True)
class Frame:
    """A place and three directions, LPS, mm.

    `axes` is (3, 3): its columns point to the bone's left, to its back and to its head end. `height` (mm) and
    `wedge` (degrees, open in front) are those of the vertebral body the frame is the middle of, else 0.
    """

    origin: Array
    axes: Array
    height: float = 0.0
    wedge: float = 0.0

    @property
    def lean(self) -> float:
        """How far the head end leans forward, degrees."""
        return float(np.degrees(np.arctan2(-self.axes[1, 2], self.axes[2, 2])))

    def local(self, points: Array) -> Array:
        """Points of the body, (n, 3), as this frame sees them."""
        return (points - self.origin) @ self.axes

    def world(self, points: Array) -> Array:
        """Points of this frame, (n, 3), as the body sees them."""
        return np.asarray(points) @ self.axes.T + self.origin


def tilted(origin: Array, forward: float) -> Frame:
    """A frame in the mid-sagittal plane whose head end leans forward by some degrees."""
    turn = np.radians(forward)
    back = np.array([0.0, np.cos(turn), np.sin(turn)])
    head = np.array([0.0, -np.sin(turn), np.cos(turn)])
    return Frame(np.asarray(origin, float), np.column_stack([[1.0, 0.0, 0.0], back, head]))


def column(spine: dict[str, Any], endplate: Frame) -> dict[str, Frame]:
    """Stack L5 to L1 on the sacrum.

    Parameters
    ----------
    spine
        `disc` and `body`: for each of `l5` to `l1` the height in mm in the middle and the wedge in
        degrees (open in front) of the disc below the vertebra and of its body; `disc` also for `t12`.
    endplate
        Middle of the upper endplate of S1; its head end is the plate's normal.

    Returns
    -------
    dict
        `l5` to `l1`: the middle of each vertebral body; `t12`: the middle of that vertebra's lower endplate;
        `s1`: `endplate`.
    """
    here, lean = endplate.origin, endplate.lean
    frames = {"s1": endplate}
    for level in (*LEVELS, "t12"):
        for what in ("disc", "body"):
            height, wedge = spine[what].get(level, (0.0, 0.0))
            middle = tilted(here, lean - wedge / 2)
            if what == "body" and height:
                frames[level] = Frame(here + middle.axes[:, 2] * height / 2, middle.axes, height, wedge)
            here, lean = here + middle.axes[:, 2] * height, lean - wedge
    frames["t12"] = tilted(here, lean)
    return frames


def endplates(frames: dict[str, Frame], level: str) -> tuple[Frame, Frame]:
    """The middles of a vertebra's upper and lower endplate; `t12` and `s1` have but one, given twice."""
    body = frames[level]
    if level in ("t12", "s1"):
        return body, body
    up, lean = body.axes[:, 2] * body.height / 2, body.lean
    return tilted(body.origin + up, lean - body.wedge / 2), tilted(body.origin - up, lean + body.wedge / 2)


def spine(sex: str, lordosis: float | None = None, size: float = 1.0) -> dict[str, dict[str, list[float]]]:
    """Heights and wedges of the lumbar bodies and discs, the adult means of a sex, as `column` takes them.

    Parameters
    ----------
    sex
        `male` or `female`.
    lordosis
        Angle in degrees between the upper endplates of L1 and S1 (57 to 59 in the table); another angle is
        made by the discs alone, each in proportion to its own wedge, as bodies do not change their shape.
    size
        Linear factor on the heights.
    """
    rows = dimensions.table()[sex]["spine"]
    discs, bodies = rows["disc"], rows["body"]
    share = 1.0
    if lordosis is not None:
        bent = sum(discs[level][1] for level in LEVELS)
        share = (lordosis - sum(wedge for _, wedge in bodies.values())) / bent
    return {
        "disc": {name: [high * size, wedge * share] for name, (high, wedge) in discs.items()},
        "body": {name: [high * size, wedge] for name, (high, wedge) in bodies.items()},
    }
