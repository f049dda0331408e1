"""Sections of closed meshes by a plane: their areas and middles, and the free space around one."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from models.change import Section
from models.mesh import Mesh

Array = NDArray[np.float64]
Cells = NDArray[np.bool_]

CELL = 0.15
"""Side of the cells in which free space is counted, mm."""


def pieces(mesh: Mesh, origin: Array, normal: Array) -> Array:
    """Where a plane cuts a mesh: pieces (k, 2, 3), mm.

    They run round what is inside against the clock, for whom `normal` points to.
    """
    heights = (mesh.points - origin) @ normal
    # A point in the plane counts as just above it, so that no piece is without a length on either side.
    above = np.where(np.abs(heights) < 1e-9, 1e-9, heights)[mesh.triangles]
    cut = (above > 0).any(axis=1) & (above < 0).any(axis=1)
    above, corners = above[cut], mesh.points[mesh.triangles[cut]]
    up = above > 0
    alone = np.where(up.sum(axis=1) == 1, up.argmax(axis=1), (~up).argmax(axis=1))
    turned = (alone[:, None] + np.arange(3)) % 3
    above = np.take_along_axis(above, turned, axis=1)
    corners = np.take_along_axis(corners, turned[:, :, None], axis=1)
    share = above[:, :1] / (above[:, :1] - above[:, 1:])
    ends = corners[:, :1] + share[:, :, None] * (corners[:, 1:] - corners[:, :1])
    return np.where((above[:, 0] < 0)[:, None, None], ends[:, ::-1], ends)


def area_and_middle(mesh: Mesh, origin: Array, normal: Array, within: float) -> tuple[float, Array]:
    """Area, mm2, and middle of a section within some mm of the origin; the origin where there is none."""
    found = pieces(mesh, origin, normal)
    found = found[np.linalg.norm(found.mean(axis=1) - origin, axis=1) < within] - origin
    shares = np.cross(found[:, 0], found[:, 1]) @ normal / 2
    area = float(shares.sum())
    if abs(area) < 1e-6:
        return 0.0, origin
    middle = (found.sum(axis=1) * shares[:, None]).sum(axis=0) / (3 * area)
    return abs(area), origin + middle


def free_area(section: Section, seeds: Iterable[Mesh], walls: Iterable[Mesh]) -> float:
    """The free space in the window of a section, mm2: what is reached from the seeds around the walls.

    The seeds' own sections are not counted; `room` counts them too.
    """
    return _reached(section, seeds, walls)[0]


def room(section: Section, seeds: Iterable[Mesh], walls: Iterable[Mesh]) -> float:
    """The space between the walls in the window of a section, mm2, with what fills it."""
    return sum(_reached(section, seeds, walls))


def _reached(section: Section, seeds: Iterable[Mesh], walls: Iterable[Mesh]) -> tuple[float, float]:
    """Area of what is reached from the seeds around the walls, and of the seeds themselves, mm2."""
    inside = _any(section, seeds)
    closed = _any(section, walls)
    open_ = ~closed | inside
    reached = inside
    while True:
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= open_
        if grown.sum() == reached.sum():
            free = reached & ~inside & ~closed
            return float(free.sum() * CELL**2), float((inside & ~closed).sum() * CELL**2)
        reached = grown


def plane(section: Section) -> tuple[Array, Array]:
    """A point of a section's plane, mm, and its unit normal, towards whoever reads the drawing."""
    return np.array(section.origin), np.cross(section.right, section.up)


def _any(section: Section, meshes: Iterable[Mesh]) -> Cells:
    shape = round(section.height / CELL), round(section.width / CELL)
    found = np.zeros(shape, bool)
    for mesh in meshes:
        found |= _filled(section, mesh, shape)
    return found


def _filled(section: Section, mesh: Mesh, shape: tuple[int, int]) -> Cells:
    """Which cells of the window lie inside a mesh: rows from the bottom up, columns to the right."""
    origin, normal = plane(section)
    found = pieces(mesh, origin, normal) - origin
    across = (found @ np.array(section.right) + section.width / 2) / CELL - 0.5
    above = (found @ np.array(section.up) + section.height / 2) / CELL - 0.5
    # Each piece turns what lies to the right of it over, in every row that it passes.
    turns = np.zeros((shape[0], shape[1] + 1), np.int64)
    for (x0, x1), (y0, y1) in zip(across, above, strict=True):
        first, last = sorted((y0, y1))
        rows = np.arange(max(0, int(np.ceil(first))), min(shape[0], int(np.ceil(last))))
        if len(rows):
            columns = np.ceil(x0 + (rows - y0) / (y1 - y0) * (x1 - x0)).clip(0, shape[1]).astype(int)
            np.add.at(turns, (rows, columns), 1 if y1 < y0 else -1)
    return turns.cumsum(axis=1)[:, :-1] > 0
