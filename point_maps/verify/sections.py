"""Sections of closed meshes by a plane: their areas and middles, and the room in one."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from models.change import Section
from models.mesh import Mesh

Array = NDArray[np.float64]
Cells = NDArray[np.bool_]

CELL = 0.15
"""Side of the cells in which room is counted, mm."""


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
    before, after = (_any(section, map(mesh, section.walls)) for mesh in (healthy, now))
    around = _reached(_any(section, [healthy(section.seed)]), before, _circle(before.shape))
    return float((around & ~after).sum()) * CELL**2


def _any(section: Section, meshes: Iterable[Mesh]) -> Cells:
    found = np.zeros((round(section.height / CELL), round(section.width / CELL)), bool)
    for mesh in meshes:
        found |= _filled(section, mesh, found.shape)
    return found


def _circle(shape: tuple[int, ...]) -> Cells:
    """The circle in the middle of a window."""
    rows, columns = (np.arange(count) - (count - 1) / 2 for count in shape)
    return np.asarray(rows[:, None] ** 2 + columns**2 <= (min(shape) / 2) ** 2)


def _reached(seeds: Cells, walls: Cells, within: Cells) -> Cells:
    """The seeds, and what is reached from them around the walls."""
    open_, reached, count = (~walls | seeds) & within, seeds & within, -1
    while count != (count := int(reached.sum())):
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        reached = grown & open_
    return reached


def plane(section: Section) -> tuple[Array, Array]:
    """A point of a section's plane, mm, and its unit normal, towards whoever reads the drawing."""
    return np.array(section.origin), np.cross(section.right, section.up)


def _filled(section: Section, mesh: Mesh, shape: tuple[int, ...]) -> Cells:
    """Which cells of the window lie inside a mesh: rows from the bottom up, columns to the right."""
    origin, normal = plane(section)
    found = pieces(mesh, origin, normal) - origin
    across = (found @ np.array(section.right) + section.width / 2) / CELL - 0.5
    above = (found @ np.array(section.up) + section.height / 2) / CELL - 0.5
    # Each piece turns what lies to the right of it over, in every row that it passes.
    first, last = (np.ceil(edge(above, axis=1)).clip(0, shape[0]).astype(int) for edge in (np.min, np.max))
    whose = np.repeat(np.arange(len(found)), last - first)
    rows = np.arange(len(whose)) - np.repeat(np.cumsum(last - first) - last, last - first)
    (x0, x1), (y0, y1) = across[whose].T, above[whose].T
    columns = np.ceil(x0 + (rows - y0) / (y1 - y0) * (x1 - x0)).clip(0, shape[1]).astype(int)
    turns = np.zeros((shape[0], shape[1] + 1), np.int64)
    np.add.at(turns, (rows, columns), np.where(y1 < y0, 1, -1))
    return np.asarray(turns.cumsum(axis=1)[:, :-1] > 0)
