"""The arch of a lumbar vertebra: pedicles, laminae and the seven processes, around an open canal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.dimensions import Vertebra
from models.pipeline.lumbosacral.joints import Joint
from models.pipeline.lumbosacral.sections import bar, pillar
from models.pipeline.lumbosacral.vertebral_body import back_wall
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Field, ellipsoid

Array = NDArray[np.float64]

OVAL = np.array([[0, 0], [0.6, 0], [0.93, 0.12], [1, 0.33], [0.93, 0.56], [0.62, 0.84], [0.25, 0.98], [0, 1]])
TREFOIL = np.array(
    [[0, 0], [0.6, 0.02], [0.96, 0.1], [1, 0.27], [0.76, 0.5], [0.44, 0.76], [0.18, 0.97], [0, 1]]
)
"""The left half of the canal from above, at L1 and at L5, in half widths and depths from the back wall."""
SLOPE = 0.2
"""How far the front of a lamina falls back for each mm it goes down."""
HATCHET = np.array(
    [
        *([-0.1, 0.0], [0.3, 0.08], [0.66, 0.1], [0.9, 0.15], [1.0, 0.3], [1.0, 0.6], [0.955, 0.88]),
        *([0.86, 1.0], [0.68, 0.97], [0.45, 0.8], [0.2, 0.69], [-0.1, 0.64]),
    ]
)
"""The spinous process from the left: share of its length, and of its height downward."""
BERTH = 3.4
"""How far above its facet a superior articular process and the room around it reach, mm."""
STOUT = 0.8
"""A costal process thicker than this share of its height is the fifth's cone."""
FILLED = 0.2
"""What rounding the meetings of a pedicle with its neighbours adds to it all round, mm."""
TIP = 5.0
"""How much higher than its tip the spinous process's root is, mm."""


@dataclass(frozen=True)
class Plan:
    """Where the parts of an arch stand, in the vertebra's own frame, mm."""

    size: Vertebra
    above: Joint
    below: Joint
    wall: float
    pedicle: Array
    lamina: Array

    @property
    def rear(self) -> float:
        """How far behind its middle the canal ends, at the upper edge of the laminae."""
        return self.wall + self.size.canal_depth


def plan(frame: Frame, size: Vertebra, above: Joint, below: Joint) -> Plan:
    """Work out an arch from the vertebra's dimensions and its left joints, given in the body's space."""
    wall = back_wall(size)
    lean = np.tan(np.radians(frame.wedge / 2))
    top = frame.height / 2 - (wall + 4.0) * lean - 1.8
    pedicle = np.array(
        [(size.canal_width + size.pedicle_width) / 2, wall + 5.0, top - size.pedicle_height / 2]
    )
    low = -0.18 * frame.height
    lamina = np.array([0.0, wall + size.canal_depth + 3.0 - SLOPE * (low - 2.0), low])
    return Plan(size, _inside(frame, above), _inside(frame, below), wall, pedicle, lamina)


def arch(shape: Plan) -> Field:
    """The arch with its processes, both sides."""
    left = implicit.union(
        implicit.union(_pedicle(shape), _superior(shape), blend=3.0),
        implicit.union(_pars(shape), _inferior(shape), blend=4.0),
        _lamina(shape),
        _costal(shape),
        blend=4.0,
    )
    whole = implicit.union(implicit.mirrored(left), _spinous(shape), blend=6.5)
    return implicit.without(whole, canal(shape), implicit.mirrored(_socket(shape.above)), blend=0.8)


def canal(shape: Plan) -> Field:
    """The vertebral canal, reaching up and down without end."""
    return tube(shape.size.canal_width, shape.size.canal_depth, shape.wall)


def tube(width: float, depth: float, wall: float) -> Field:
    """A canal behind a wall: oval where it is narrow, a trefoil where it is wide."""
    middle = wall + 0.42 * depth
    half = OVAL + np.clip((width - 22.0) / 5.0, 0.0, 1.0) * (TREFOIL - OVAL)
    angles, radii = _ring(half * [width / 2, depth] + [0.0, wall - middle])

    def field(at: Array) -> Array:
        plane = np.column_stack([at[:, 0], at[:, 1] - middle + SLOPE * np.clip(at[:, 2] - 2.0, -18.0, 0.0)])
        return pillar(angles, radii, plane)

    return field


def _inside(frame: Frame, joint: Joint) -> Joint:
    seen = Frame(frame.local(joint.frame.origin), frame.axes.T @ joint.frame.axes)
    return Joint(seen, joint.radius, joint.width, joint.height, joint.gap)


def _ring(half: Array) -> tuple[Array, Array]:
    whole = np.vstack([half, half[-2:0:-1] * [-1, 1], half[:1]])
    ring = CubicSpline(np.linspace(0, 1, len(whole)), whole, bc_type="periodic")(np.linspace(0, 1, 241)[:-1])
    angles = np.arctan2(ring[:, 1], ring[:, 0])
    order = np.argsort(angles)
    full = np.linspace(-np.pi, np.pi, 241)
    return full, np.interp(full, angles[order], np.hypot(*ring[order].T), period=2 * np.pi)


def _pedicle(shape: Plan) -> Field:
    size, turn = shape.size, np.radians(shape.size.pedicle_angle)
    axis = np.array([np.sin(turn), np.cos(turn), -0.08])
    section = (size.pedicle_width / 2 - FILLED, size.pedicle_height / 2 - FILLED)
    return bar(shape.pedicle - 10.0 * axis, shape.pedicle + 5.5 * axis, section, section, [1, 0, 0], 2.4)


def _superior(shape: Plan) -> Field:
    joint = shape.above
    root = shape.pedicle + np.array([0.0, 6.5, -1.0])
    top = joint.frame.world(np.array([0.0, -3.4, joint.height / 2 - 3.0]))
    wide = joint.width / 2 + 0.6
    along = joint.frame.axes[:, 0]
    column = bar(root, top, (wide - 1.0, 5.2), (wide - 0.6, 3.7), along, 2.5)
    knob = ellipsoid(joint.frame.world(np.array([wide - 0.8, -3.9, 1.6])), [2.9, 3.0, 4.6], joint.frame.axes)
    return implicit.union(column, knob, blend=3.0)


def _socket(joint: Joint) -> Field:
    """What the upper bone's facet and the joint's gap take from the lower bone."""
    deep, wide = 8.5, joint.width / 2 + 4.0

    def field(at: Array) -> Array:
        along, across, up = joint.frame.local(at).T
        gap = joint.beyond(at) - joint.gap / 2
        sides = np.maximum(np.abs(along) - wide, across - deep)
        return np.asarray(np.maximum(np.maximum(gap, sides), -up - joint.height / 2 + 1.0))

    return field


def berth(joint: Joint) -> Field:
    """The room the lower bone's superior articular process needs in front of its facet, gap included."""

    def field(at: Array) -> Array:
        along, _, up = joint.frame.local(at).T
        deep = joint.beyond(at)
        sides = np.maximum(
            np.abs(along) - joint.width / 2 - 2.0, np.abs(up - BERTH / 2) - (joint.height + BERTH) / 2
        )
        return np.asarray(np.maximum(sides, np.abs(deep - 4.0) - 4.0))

    return field


def _pars(shape: Plan) -> Field:
    joint = shape.below
    start = shape.pedicle + np.array([-0.5, 6.0, -1.0])
    end = joint.frame.world(np.array([-0.5, 3.2, joint.height / 2 + 3.0]))
    return bar(start, end, (shape.size.pedicle_width / 4 + 3.2, 4.6), (5.6, 3.8), [1, 0, 0], 2.4)


def _inferior(shape: Plan) -> Field:
    joint = shape.below
    top = joint.frame.world(np.array([-1.6, 3.0, joint.height / 2 + 2.5]))
    middle = joint.frame.world(np.array([0.0, 3.6, -0.5]))
    tip = joint.frame.world(np.array([0.6, 3.4, -joint.height / 2 + 4.0]))
    along, broad = joint.frame.axes[:, 0], joint.width / 2
    process = implicit.union(
        bar(top, middle, (broad - 3.0, 4.6), (broad - 0.2, 4.9), along, 2.1),
        bar(middle, tip, (broad - 0.2, 4.9), (broad - 2.6, 3.3), along, 2.1),
        blend=1.5,
    )

    def facet(at: Array) -> Array:
        return joint.beyond(at) + joint.gap / 2

    return implicit.common(process, facet, blend=0.8)


def _lamina(shape: Plan) -> Field:
    outer = np.array([shape.pedicle[0] - 1.5, shape.pedicle[1] + 6.5, shape.pedicle[2] - 5.5])
    high = 0.32 * shape.size.spinous_height + 1.9
    return bar(outer, shape.lamina, (high - 1.0, 3.4), (high, 3.0), [0, -SLOPE, 1], 3.2)


def _spinous(shape: Plan) -> Field:
    size = shape.size
    ring = CubicSpline(
        np.linspace(0, 1, len(HATCHET) + 1), np.vstack([HATCHET, HATCHET[:1]]), bc_type="periodic"
    )
    share = ring(np.linspace(0, 1, 41)[:-1])
    high = size.spinous_height + TIP
    outline = np.column_stack([shape.rear + share[:, 0] * size.spinous_length, 1.5 - share[:, 1] * high])
    rounding = 2.0

    def field(at: Array) -> Array:
        far = np.hypot(np.abs(at[:, 0]) - 4.0, 4.0)
        near = np.abs(at[:, 0]) < 14.0
        plane = at[near, 1:]
        back = np.clip((plane[:, 0] - shape.rear) / size.spinous_length, 0.0, 1.0)
        down = np.clip((1.5 - plane[:, 1]) / high, 0.0, 1.0)
        tip = np.clip((back - 0.55) / 0.45, 0.0, 1.0) ** 2
        thick = 2.2 + tip * (0.4 + 1.4 * down) + 0.8 * down**2 + 1.6 * (1 - back) ** 3
        beyond = np.stack(
            [implicit.polygon(outline, plane) + rounding, np.abs(at[near, 0]) - thick + rounding], axis=1
        )
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        far[near] = outside + np.minimum(beyond.max(axis=1), 0.0) - rounding
        return np.asarray(far)

    return field


def _costal(shape: Plan) -> Field:
    size = shape.size
    # The fifth grows from the side of its pedicle and body, the others from behind the pedicle.
    stout = size.costal_root[1] / size.costal_root[0] > STOUT
    root = shape.pedicle + np.array([size.pedicle_width / 2 - 3.5, 1.0 if stout else 6.5, -0.5])
    blunt = 1.7 * size.costal_tip[1]
    reach = size.costal_span / 2 - blunt - root[0]
    tip = root + reach * np.array([1.0, size.costal_back, size.costal_rise])
    middle = root + 0.45 * (tip - root) - [0.0, 0.8, 0.6]
    upright = [-size.costal_rise, 0.0, 1.0]
    waist = (0.8 * size.costal_tip[0], size.costal_tip[1] + 0.3)
    accessory = ellipsoid(root + np.array([2.0, 3.4, -3.4]), [2.4, 2.4, 3.2])
    return implicit.union(
        bar(root, middle, size.costal_root, waist, upright, 2.2),
        bar(middle, tip, waist, size.costal_tip, upright, 2.2, blunt),
        accessory,
        blend=3.0,
    )
