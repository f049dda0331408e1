"""What is measured on a body: sections of tubes, lengths, crossings, and the room in a section."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from models.change import Section
from models.mesh import Mesh
from models.pipeline.shapes.distance import Solid, surface

Array = NDArray[np.float64]

CELL = 0.15
"""Side of the cells in which room is counted, mm."""


def cut(mesh: Mesh, origin: Array, normal: Array) -> Array:
    """Where a plane cuts a closed mesh: pieces, (k, 2, 3), mm.

    They run round what is inside against the clock, for whom `normal` points to.
    """
    height = (mesh.points - origin) @ normal
    height = np.where(np.abs(height) < 1e-9, 1e-9, height)
    corners, heights = mesh.points[mesh.triangles], height[mesh.triangles]
    crossed = (heights > 0).any(axis=1) & (heights < 0).any(axis=1)
    corners, heights = corners[crossed], heights[crossed]
    # Turned so that the corner that is alone on its side of the plane comes first.
    positive = heights > 0
    alone = np.where(positive.sum(axis=1) == 1, positive.argmax(axis=1), (~positive).argmax(axis=1))
    order = (alone[:, None] + np.arange(3)) % 3
    heights = np.take_along_axis(heights, order, axis=1)
    corners = np.take_along_axis(corners, order[:, :, None], axis=1)
    ends = []
    for far in (1, 2):
        share = heights[:, 0] / (heights[:, 0] - heights[:, far])
        ends.append(corners[:, 0] + share[:, None] * (corners[:, far] - corners[:, 0]))
    pieces = np.stack(ends, axis=1)
    back = heights[:, 0] < 0
    pieces[back] = pieces[back, ::-1]
    return pieces


def area(mesh: Mesh, origin: Array, normal: Array, within: float = np.inf) -> float:
    """Area of a closed mesh's section by a plane, mm2; only what lies within some mm of the origin."""
    pieces = cut(mesh, origin, normal)
    pieces = pieces[np.linalg.norm(pieces.mean(axis=1) - origin, axis=1) < within] - origin
    return float(abs(np.cross(pieces[:, 0], pieces[:, 1]).sum(axis=0) @ normal) / 2)


def areas_along(mesh: Mesh, line: Array, within: float = 12.0) -> Array:
    """Area of a tube's section across its middle line at each of its points, (n,), mm2."""
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    return np.array([area(mesh, point, way, within) for point, way in zip(line, along, strict=True)])


def length(line: Array) -> float:
    """Length of a line, (n, 3), mm."""
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


class Placed:
    """A mesh where it is, and, once asked for, the solid it bounds."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh

    @cached_property
    def solid(self) -> Solid:
        """The mesh, to be asked for distances."""
        return Solid(surface(self.mesh))


def crossing(one: Placed, other: Placed, box: Array | None = None) -> float:
    """How deep points of either of two structures lie in the other at most, mm; 0 where they are apart.

    `box`, its lowest and highest corner, (2, 3), is where it is looked at.
    """
    boxes = [(mesh.points.min(axis=0), mesh.points.max(axis=0)) for mesh in (one.mesh, other.mesh)]
    if box is not None:
        boxes.append((box[0], box[1]))
    low = np.max([lowest for lowest, _ in boxes], axis=0)
    high = np.min([highest for _, highest in boxes], axis=0)
    deepest = 0.0
    for asking, asked in ((one, other), (other, one)):
        points = asking.mesh.points
        near = points[((points >= low) & (points <= high)).all(axis=1)]
        if len(near):
            deepest = max(deepest, -float(asked.solid.distances(near)[0].min()))
    return deepest


def room_left(section: Section, healthy: Callable[[str], Mesh], now: Callable[[str], Mesh]) -> float:
    """How much of the room around the seed of a section its walls leave, with what lies in it, mm2.

    The room is the seed, and what is reached from it around the walls, in the circle that the window holds,
    all in the healthy body. What is cut off from the seed later, as walls come to touch, is still left.

    Parameters
    ----------
    section
        Where it is measured.
    healthy, now
        A structure by its id as it is in the healthy body, and as it is now.
    """
    before, after = (
        np.any([filled(section, mesh(key)) for key in section.walls], axis=0) for mesh in (healthy, now)
    )
    seed = filled(section, healthy(section.seed)) & _circle(before.shape)
    areas, _ = ndimage.label((~before | seed) & _circle(before.shape))
    around = np.isin(areas, np.setdiff1d(areas[seed], 0))
    return float((around & ~after).sum() * CELL**2)


def _circle(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    rows, columns = (np.arange(count) - (count - 1) / 2 for count in shape)
    return np.asarray(np.hypot(rows[:, None], columns) <= min(shape) / 2)


def filled(section: Section, mesh: Mesh) -> NDArray[np.bool_]:
    """Which cells of a section's window lie inside a mesh: rows from the bottom up, columns to the right."""
    origin, right, up = (np.array(part) for part in (section.origin, section.right, section.up))
    pieces = cut(mesh, origin, np.cross(right, up)) - origin
    rows, columns = _shape(section)
    # In cells, counted from the middle of the first one.
    across = (pieces @ right + section.width / 2) / CELL - 0.5
    above = (pieces @ up + section.height / 2) / CELL - 0.5
    turns = np.zeros((rows, columns + 1), np.int64)
    for (x0, x1), (y0, y1) in zip(across, above, strict=True):
        met = np.arange(max(0, int(np.ceil(min(y0, y1)))), min(rows, int(np.ceil(max(y0, y1)))))
        if len(met):
            at = np.ceil(x0 + (met - y0) / (y1 - y0) * (x1 - x0)).clip(0, columns).astype(int)
            np.add.at(turns, (met, at), 1 if y1 < y0 else -1)
    return np.asarray(turns.cumsum(axis=1)[:, :columns] > 0)


def _shape(section: Section) -> tuple[int, int]:
    return round(section.height / CELL), round(section.width / CELL)
