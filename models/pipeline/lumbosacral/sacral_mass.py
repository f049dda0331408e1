"""The sacrum's mass: the five fused bodies and the lateral parts with the laminae."""

import numpy as np
from scipy.interpolate import PchipInterpolator

from models.pipeline.lumbosacral.sacral_shape import Plan
from models.pipeline.shapes.implicit import Array, Field, polygon


def bodies(here: Plan) -> Field:
    """The five vertebral bodies, fused: oval above, flatter below, waisted between the transverse lines."""
    width, depth = here.table["endplate"]
    half = here.along("body-half-width")

    def field(at: Array) -> Array:
        straight = here.straight(at)
        level = here.level(straight[:, 2])
        waist = 1.1 * np.sin(np.pi * np.clip(level, 0, 5)) ** 2 * np.clip(1.3 - level / 5, 0.3, 1)
        thick = -here.front(level) - waist
        wide = half(level) - 0.6 * waist
        oval = _oval(straight[:, 0], straight[:, 1] + thick / 2, wide, thick / 2)
        top = _oval(at[:, 0], at[:, 1] + 0.06 * at[:, 2], width / 2 - 1.8, depth / 2 - 1.4 + 0.02 * at[:, 2])
        plate = -smooth(-top, at[:, 2] + 8.0, 6.0)
        whole = smooth(oval, plate, 8.0)
        dish = 1.2 * np.clip(1 - (at[:, 0] / (width / 2)) ** 2 - (at[:, 1] / (depth / 2)) ** 2, 0, 1)
        whole = -smooth(-whole, -(at[:, 2] + dish), 1.5)
        return np.maximum(whole, straight[:, 2] - here.levels[-1])

    return field


def _oval(x: Array, y: Array, wide: Array | float, deep: Array | float) -> Array:
    near = np.sqrt((x / wide) ** 2 + (y / deep) ** 2)
    steep = np.sqrt((x / wide**2) ** 2 + (y / deep**2) ** 2)
    return near * (near - 1) / np.maximum(steep, 1e-6)


def smooth(a: Array, b: Array, blend: float) -> Array:
    """The smaller of two distances, their meeting rounded over `blend` mm."""
    near = np.maximum(blend - np.abs(a - b), 0.0) / blend
    return np.minimum(a, b) - near * near * blend / 4


def wings(here: Plan) -> Field:
    """The lateral parts and laminae: between pelvic and dorsal surface, within the outline, below the top."""
    edge, top = here.along("half-breadth"), here.along("wing-top")
    breadth = here.table["breadth"]

    def field(at: Array) -> Array:
        straight = here.straight(at)
        across, depth, down = straight.T
        level = here.level(down)
        front = here.wing(across, level) - depth
        back = (depth - here.dorsal.ev(across, level)) / 1.15
        outline = (across - edge(level) * breadth - _oversize(here, at)) / 1.2
        lift = 3.0 * np.clip((across - 26) / 22, 0, 1) ** 1.5 - 5.0 * np.clip((34 - across) / 14, 0, 1)
        upper = (at[:, 2] - top(at[:, 1]) - lift) / 1.15
        whole = -smooth(-front, -upper, 9.0)
        whole = -smooth(-whole, -back, 3.0)
        whole = -smooth(-whole, -outline, 5.0)
        return np.maximum(whole, down - here.levels[-1])

    return field


def _oversize(here: Plan, at: Array) -> Array:
    """How much the lateral part is made too broad where the hip bone will cut it, mm."""
    ear = polygon(here.table["auricular"]["outline"], at[:, 1:])
    return 4.0 * np.clip(1.0 - ear / 12.0, 0.0, 1.0)


def lined(here: Plan, body: Field) -> Field:
    """The bone with the four transverse lines raised on its front and the bodies hollowed between them."""
    table = here.table["foramina"]
    reach = PchipInterpolator([0, 1, 2, 3, 4, 5], [24.0, *np.subtract(table["offset"], table["radius"]), 9.0])

    def field(at: Array) -> Array:
        across, depth, down = here.straight(at).T
        level = here.level(down)
        ridge = sum(np.exp(-(((down - here.levels[number]) / 1.7) ** 2)) for number in range(1, 5))
        hollow = np.sin(np.pi * np.clip(level, 0.0, 5.0)) ** 2
        near = np.clip((reach(np.clip(level, 0, 5)) + 1.0 - across) / 7.0, 0.0, 1.0)
        ahead = np.clip((0.75 * here.front(np.clip(level, 0.0, 5.0)) - depth) / 3.0, 0.0, 1.0)
        return body(at) - near * ahead * (0.9 * ridge - 0.7 * hollow)

    return field
