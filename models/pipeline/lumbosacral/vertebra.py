"""Lumbar vertebrae, modelled as solids on the frames of the column."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.lumbosacral import dimensions, halves
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.joints import disc_frame, joint, lower_facets
from models.pipeline.lumbosacral.vertebral_arch import Plan, arch, berth, plan
from models.pipeline.lumbosacral.vertebral_body import body
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Field

__all__ = ["foramina", "lower_facets", "vertebrae"]

Array = NDArray[np.float64]

CELL = 0.9
"""Spacing of the samples a vertebra is drawn from, mm."""
TRIANGLES = 5500


def vertebrae(frames: dict[str, Frame], sex: str, size: float, above: Mesh | None = None) -> dict[str, Mesh]:
    """L1 to L5.

    Parameters
    ----------
    frames
        As `column` gives them.
    sex
        `male` or `female`.
    size
        Linear factor on the published means of that sex.
    above
        The twelfth thoracic vertebra, which L1 keeps clear of.

    Returns
    -------
    dict
        `l1-vertebra` to `l5-vertebra`: closed surfaces, LPS, mm.
    """
    fields: dict[str, Field] = {}
    made = {}
    for upper, lower in reversed(dimensions.JOINTS[1:]):
        shape = arch_plan(frames, upper, sex, size)
        whole = implicit.union(body(frames[upper], shape.size), arch(shape), blend=2.5)
        if lower == "s1":
            whole = implicit.without(whole, implicit.mirrored(berth(shape.below)), blend=1.5)
        else:
            whole = _clear_of(whole, partial(_seen_from, fields[lower], frames[lower], frames[upper]), shape)
        fields[upper] = whole
    if above is not None:
        thoracic = implicit.grown(partial(_seen, implicit.solid(above), frames["l1"]), dimensions.gap())
        fields["l1"] = implicit.without(fields["l1"], thoracic, blend=2.0)
    for level, field in fields.items():
        made[f"{level}-vertebra"] = _drawn(field, frames[level], sex, size, level)
    return made


def arch_plan(frames: dict[str, Frame], level: str, sex: str, size: float) -> Plan:
    """Where the parts of one vertebra's arch stand."""
    number = dimensions.VERTEBRAE.index(level)
    over, under = dimensions.JOINTS[number], dimensions.JOINTS[number + 1]
    return plan(
        frames[level],
        dimensions.vertebra(level, sex, size),
        joint(frames, *over, sex, size),
        joint(frames, *under, sex, size),
    )


def foramina(frames: dict[str, Frame], sex: str, size: float) -> dict[str, Frame]:
    """The left intervertebral foramina, `l1-l2` to `l5-s1`.

    Returns
    -------
    dict
        The middle of each opening between the pedicles, LPS, mm; the columns of its axes point out of it (to
        the left), to the back and to the head.
    """
    middles = {}
    for upper, lower in dimensions.JOINTS[1:]:
        shape = arch_plan(frames, upper, sex, size)
        roof = frames[upper].world(shape.pedicle - [0.0, 0.0, shape.size.pedicle_height / 2])
        disc = disc_frame(frames, upper, lower)
        if lower == "s1":
            floor = frames["s1"].world(np.array([roof[0], frames["s1"].local(roof)[1], 0.0]))
        else:
            under = arch_plan(frames, lower, sex, size)
            floor = frames[lower].world(under.pedicle + np.array([0.0, 0.0, under.size.pedicle_height / 2]))
        middles[f"{upper}-{lower}"] = Frame((roof + floor) / 2, disc.axes)
    return middles


def _seen(field: Field, frame: Frame, at: Array) -> Array:
    return field(frame.world(at))


def _seen_from(field: Field, own: Frame, other: Frame, at: Array) -> Array:
    """A field of one vertebra's frame, asked in another's."""
    return field(own.local(other.world(at)))


def _clear_of(bone: Field, neighbour: Field, shape: Plan) -> Field:
    """A vertebra's field kept clear of the one below, which is only asked where the two can meet."""

    def field(at: Array) -> Array:
        here = bone(at)
        close = (at[:, 1] > shape.wall + 4.0) & (at[:, 2] < 0.0) & (here < 3.0)
        here[close] = -implicit.smaller(-here[close], neighbour(at[close]) - dimensions.gap(), 1.2)
        return here

    return field


def _drawn(field: Field, frame: Frame, sex: str, size: float, level: str) -> Mesh:
    spec = dimensions.vertebra(level, sex, size)
    side, front = spec.costal_span / 2 + 4.0, spec.lower_depth / 2 + 5.0
    back = spec.lower_depth / 2 + spec.canal_depth + spec.spinous_length + 6.0
    high = frame.height / 2
    low, top = np.array([0.0, -front, -high - 22.0]), np.array([side, back, high + 16.0])
    local = halves.drawn(field, low, top, CELL, TRIANGLES)
    return Mesh(frame.world(local.points), local.triangles)
