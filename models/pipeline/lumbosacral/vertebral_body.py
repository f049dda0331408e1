"""The body of a lumbar vertebra: kidney-shaped endplates with raised rims, a waist, a hollow back wall."""

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.dimensions import Vertebra
from models.pipeline.lumbosacral.sections import pillar
from models.pipeline.shapes.implicit import Field

Array = NDArray[np.float64]

OUTLINE = np.array(
    [
        *([0.0, -1.0], [0.36, -0.95], [0.70, -0.73], [0.92, -0.32], [1.0, 0.14], [0.965, 0.52], [0.78, 0.86]),
        *([0.47, 1.0], [0.2, 0.985], [0.0, 0.975]),
    ]
)
"""The left half of an endplate without its hollow, from front to back, in half widths and half depths."""
RIM = 1.6
"""Rounding of the edge between endplate and wall, mm."""
DISH = {"upper": 0.9, "lower": 1.5}
"""How deep an endplate is dished inside its rim, mm (m: Zhao 2009, J Anat)."""


def outline(width: float, depth: float, hollow: float) -> tuple[Array, Array]:
    """An endplate's outline, mm, as angles and radii about its middle, for `pillar`."""
    half = OUTLINE * np.array([width / 2, depth / 2])
    half[:, 1] -= hollow * np.exp(-((half[:, 0] / (0.24 * width)) ** 2)) * (half[:, 1] > 0)
    whole = np.vstack([half, half[-2:0:-1] * [-1, 1], half[:1]])
    step = np.linspace(0.0, 1.0, len(whole))
    ring = CubicSpline(step, whole, bc_type="periodic")(np.linspace(0.0, 1.0, 361)[:-1])
    angles = np.arctan2(ring[:, 1], ring[:, 0])
    order = np.argsort(angles)
    angles, radii = angles[order], np.hypot(*ring[order].T)
    full = np.linspace(-np.pi, np.pi, 361)
    return full, np.interp(full, angles, radii, period=2 * np.pi)


def back_wall(size: Vertebra) -> float:
    """How far behind its middle the back wall of the body lies in the mid-sagittal plane, half-way up, mm."""
    return (size.upper_depth + size.lower_depth) / 4 * 0.975 - size.hollow - 0.25 * size.waist


def body(frame: Frame, size: Vertebra) -> Field:
    """The body in its own frame (left, back, head from its middle), mm."""
    angles, upper = outline(size.upper_width, size.upper_depth, size.hollow)
    _, lower = outline(size.lower_width, size.lower_depth, size.hollow)
    half, lean = frame.height / 2, np.tan(np.radians(frame.wedge / 2))
    middle = (upper + lower) / 2
    # The waist draws in the front and the sides, the back wall by a quarter of it.
    drawn = size.waist * (0.25 + 0.75 * np.clip(0.75 - np.sin(angles), 0.0, 1.0))

    def field(at: Array) -> Array:
        level = np.clip(at[:, 2] / half, -1.0, 1.0)
        turn = np.arctan2(at[:, 1], at[:, 0])
        edge = np.interp(turn, angles, middle)
        taper = level * np.interp(turn, angles, (upper - lower) / 2)
        waist = (1.0 - np.abs(level) ** 3) ** 1.4 * np.interp(turn, angles, drawn)
        wall = pillar(angles, middle, at[:, :2], 1.0 + (taper - waist) / edge)
        inside = np.clip(np.hypot(at[:, 0], at[:, 1]) / (0.86 * edge), 0.0, 1.0)
        dish = (1.0 - inside**2) ** 2
        top = at[:, 2] - half + at[:, 1] * lean + dish * DISH["upper"]
        bottom = -at[:, 2] - half + at[:, 1] * lean + dish * DISH["lower"]
        ends = np.maximum(top, bottom)
        beyond = np.stack([wall + RIM, ends + RIM], axis=1)
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        return np.asarray(outside + np.minimum(beyond.max(axis=1), 0.0) - RIM)

    return field
