"""The middle of a muscle as a bent sheet, with half its thickness at each point."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh
from models.pipeline.muscles.places import nearest

Array = NDArray[np.float64]

LONG, WIDE = 48, 17
"""Points of the sheet along the fibres and across them."""
THINNEST, CORD = 0.7, 1.9
"""Half the thickness of the thinnest edge of a sheet, and of a strap where it is tendon, mm."""


@dataclass(frozen=True)
class Sheet:
    """Points, (LONG, WIDE, 3), from origin to insertion and edge to edge, and half thicknesses, mm."""

    points: Array
    half: Array

    def mesh(self) -> Mesh:
        """The grid as triangles; not closed."""
        number = np.arange(LONG * WIDE).reshape(LONG, WIDE)
        a, b, c, d = (
            part.ravel() for part in (number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1])
        )
        triangles = np.vstack([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
        return Mesh(self.points.reshape(-1, 3), triangles.astype(np.int64))


def made(fibres: list[Array], row: dict[str, Any], volume: float, faces: list[tuple[float, Array]]) -> Sheet:
    """The sheet of one muscle, thick enough for about the volume asked for.

    Parameters
    ----------
    fibres
        One line of points for each fibre named, from one edge to the other; a single one is the middle of a
        strap or spindle.
    row
        Its row in the table: `belly` = [share of the length, relative thickness], `rim` = thickness of the
        edges beside the middle; of a single fibre also `width` = [share, relative width], `flat` =
        thickness beside width.
    volume
        mm3.
    faces
        Of a single fibre: unit vectors its flat side looks along, at shares of its length.
    """
    lines = np.array([resampled(fibre, LONG) for fibre in fibres])
    side = np.linspace(-1.0, 1.0, WIDE)
    profile = belly(row)[:, None] * np.sqrt(1.0 - side**2 * (1.0 - row.get("rim", 0.35) ** 2))
    if len(fibres) == 1:
        return _strap(lines[0], row, profile, volume, faces)
    grid = _across(lines)
    area = _area(grid)
    thick = volume / max(float((profile * area).sum()), 1e-9)
    return Sheet(grid, np.maximum(thick * profile / 2, THINNEST))


def belly(row: dict[str, Any]) -> Array:
    """The thickness of a muscle along its length beside its greatest, (LONG,), as its row tells it."""
    return np.asarray(PchipInterpolator(*np.array(row["belly"], float).T)(np.linspace(0.0, 1.0, LONG)))


def resampled(points: Array, count: int) -> Array:
    """A smooth line through points, evenly spaced, (count, 3)."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(steps**0.5)])
    curve = (
        CubicSpline(knots, points, bc_type="natural") if len(points) > 2 else PchipInterpolator(knots, points)
    )
    fine = curve(np.linspace(0, knots[-1], 8 * count))
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    wanted = np.linspace(0, length[-1], count)
    return np.stack([np.interp(wanted, length, fine[:, axis]) for axis in range(3)], axis=1)


def lifted(sheet: Sheet, obstacles: list[Mesh], hull: Mesh, gap: float, deep: float) -> Sheet:
    """Press the sheet out of what lies under it and off the skin, so that its thickness has room."""
    start = sheet.points.reshape(-1, 3)
    points = start.copy()
    # Not by all of its thickness: what still overlaps is cut, and the muscle grows on its free side.
    need = 0.75 * sheet.half.reshape(-1)
    for _ in range(5):
        push = np.zeros_like(points)
        for obstacle in obstacles:
            distance, there = nearest(points, obstacle)
            push += _push(points, there, distance, need + gap)
        distance, there = nearest(points, hull)
        push += _push(points, there, -distance, need + deep)
        # What is smoothed is the way moved, so that the sheet keeps the bends it is drawn with.
        moved = (points + 0.8 * push - start).reshape(LONG, WIDE, 3)
        points = start + _calmed(_calmed(moved)).reshape(-1, 3)
    return Sheet(points.reshape(LONG, WIDE, 3), sheet.half)


def _push(points: Array, there: Array, distance: Array, need: Array) -> Array:
    short = np.clip(need - distance, 0.0, 12.0)
    away = (points - there) * np.sign(distance)[:, None]
    length = np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(short[:, None] * np.where(length > 1e-6, away / np.maximum(length, 1e-9), 0.0))


def _calmed(grid: Array) -> Array:
    smooth = grid.copy()
    smooth[1:-1] += 0.25 * (grid[:-2] + grid[2:] - 2 * grid[1:-1])
    calm = smooth.copy()
    calm[:, 1:-1] += 0.25 * (smooth[:, :-2] + smooth[:, 2:] - 2 * smooth[:, 1:-1])
    return calm


def _across(lines: Array) -> Array:
    """Fill the sheet in between fibres, (LONG, WIDE, 3)."""
    at = np.linspace(0, 1, len(lines))
    curve = PchipInterpolator(at, lines, axis=0) if len(lines) > 2 else None
    wanted = np.linspace(0, 1, WIDE)
    if curve is not None:
        return np.asarray(curve(wanted).transpose(1, 0, 2))
    return np.asarray(lines[0][:, None] + wanted[None, :, None] * (lines[1] - lines[0])[:, None])


def _area(grid: Array) -> Array:
    """The area that belongs to each point of the grid, mm2."""
    long, wide = np.gradient(grid, axis=0), np.gradient(grid, axis=1)
    area = np.linalg.norm(np.cross(long, wide), axis=2)
    area[[0, -1]] /= 2
    area[:, [0, -1]] /= 2
    return np.asarray(area)


def _strap(
    line: Array, row: dict[str, Any], profile: Array, volume: float, faces: list[tuple[float, Array]]
) -> Sheet:
    share = np.linspace(0.0, 1.0, LONG)
    wide = PchipInterpolator(*np.array(row["width"], float).T)(share)
    thick = profile[:, WIDE // 2]
    step = float(np.linalg.norm(np.diff(line, axis=0), axis=1).mean())
    # An oval of these two axes at each step.
    size = np.sqrt(volume / (np.pi / 4 * row["flat"] * float((wide * thick).sum()) * step))
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = flat_side(tangent, faces, share)
    half = np.maximum(size * row["flat"] * profile / 2, np.minimum(CORD, size * row["flat"] / 4))
    # The rim's own thickness rounds the edge and counts to the width.
    reach = np.maximum(size * wide / 2 - half[:, 0], 0.5)
    side = np.linspace(-1.0, 1.0, WIDE)
    grid = line[:, None] + (reach[:, None] * side)[..., None] * across[:, None]
    return Sheet(grid, half)


def flat_side(tangent: Array, faces: list[tuple[float, Array]], share: Array) -> Array:
    """Unit vectors across a strap: square to it and to where it faces, which may turn along it, (n, 3)."""
    at = [where for where, _ in faces]
    facing = np.stack([np.interp(share, at, [way[axis] for _, way in faces]) for axis in range(3)], axis=1)
    across = np.cross(facing, tangent)
    across = gaussian_filter1d(across, 2.0, axis=0, mode="nearest")
    across -= tangent * np.einsum("ij,ij->i", across, tangent)[:, None]
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9))
