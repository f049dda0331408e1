"""The middle of a muscle as a bent sheet, with half its thickness at each point."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh
from models.pipeline.muscles.fascia import Fascia
from models.pipeline.muscles.places import nearest

Array = NDArray[np.float64]

LONG, WIDE = 48, 17
"""Points of the sheet along the fibres and across them."""
THINNEST, CORD, PLATE = 0.7, 1.9, 0.5
"""Half the thickness of the thinnest edge of a sheet, of a strap where it is tendon, of a plate, mm."""
LIFT, UNDER = 0.75, 0.95
"""Shares of half the thickness by which the middle stays off what is under it, and lies under the fascia."""


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
        strap = _strap(lines[0], row, profile, volume, faces)
        return Sheet(rounded(strap.points, row.get("round", 0.0)), strap.half)
    grid = rounded(_across(lines), row.get("round", 0.0))
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


def lifted(
    sheet: Sheet, row: dict[str, Any], obstacles: list[Mesh], fascia: Fascia, gap: float, thick: float
) -> Sheet:
    """Press the sheet out of what lies under it and under the fascia, so that its thickness has room.

    As far as the row says that it is `shallow` = [share of the length, how much], it comes to lie under the
    fascia by half its thickness, or as deep as it says: `under` = [share, mm] where muscles are as thick as
    in the people the tables are from; `thick` is how thick they are here beside that.
    """
    start = sheet.points.reshape(-1, 3)
    points, half = start.copy(), sheet.half.reshape(-1)
    shallow = np.repeat(_along(row.get("shallow", [[0.0, 0.0], [1.0, 0.0]])), WIDE)
    wanted = thick * np.repeat(_along(row["under"]), WIDE) if "under" in row else UNDER * half
    # Not by all of its thickness: what still overlaps is cut, and the muscle grows on its free side.
    need = LIFT * half
    for _ in range(8):
        push = np.zeros_like(points)
        for obstacle in obstacles:
            distance, there = nearest(points, obstacle)
            push += _push(points, there, distance, need + gap)
        depth, out = fascia.depth(points)
        free = -np.maximum(need - depth, 0.0)
        push += np.clip((1 - shallow) * free + shallow * (depth - wanted), -12.0, 12.0)[:, None] * out
        # What is smoothed is the way moved, so that the sheet keeps the bends it is drawn with.
        moved = (points + 0.8 * push - start).reshape(LONG, WIDE, 3)
        points = start + _calmed(_calmed(moved)).reshape(-1, 3)
    return Sheet(points.reshape(LONG, WIDE, 3), sheet.half)


def _along(profile: list[list[float]]) -> Array:
    return np.asarray(np.interp(np.linspace(0.0, 1.0, LONG), *np.array(profile, float).T))


def rounded(grid: Array, rise: float) -> Array:
    """The sheet with its far end round: its edges end before the middle, by a share of the length."""
    share, side = np.linspace(0.0, 1.0, LONG), np.linspace(-1.0, 1.0, WIDE)
    ends = 1.0 - rise * side**4
    columns = [
        [np.interp(share * end, share, grid[:, k, axis]) for axis in range(3)] for k, end in enumerate(ends)
    ]
    return np.array(columns).transpose(2, 0, 1)


def normals(sheet: Sheet, toward: Array) -> Array:
    """Unit vectors square to the sheet, (LONG, WIDE, 3), those of its middle facing a way."""
    along, across = np.gradient(sheet.points, axis=0), np.gradient(sheet.points, axis=1)
    square = np.cross(along, across)
    square /= np.maximum(np.linalg.norm(square, axis=2, keepdims=True), 1e-9)
    return np.asarray(square * np.sign(square.mean(axis=(0, 1)) @ toward))


def plate(sheet: Sheet, toward: Array) -> Mesh:
    """The sheet as a closed surface, as thick as it says, its edges rounded off."""
    side = np.linspace(-1.0, 1.0, WIDE)
    offset = (sheet.half * np.sqrt(1.0 - side**8))[..., None] * normals(sheet, toward)
    top, bottom = sheet.points + offset, sheet.points - offset
    loops = np.concatenate([top, bottom[:, -2:0:-1]], axis=1)
    count = loops.shape[1]
    number = np.arange(LONG * count).reshape(LONG, count)
    a, b = number[:-1], number[1:]
    c, d = np.roll(b, -1, axis=1), np.roll(a, -1, axis=1)
    faces = [np.stack([a, b, c], axis=2).reshape(-1, 3), np.stack([a, c, d], axis=2).reshape(-1, 3)]
    for end, turn in ((number[0], 1), (number[-1], -1)):
        over, beneath = end[:WIDE], np.concatenate([end[:1], end[: WIDE - 2 : -1], end[WIDE - 1 : WIDE]])
        for k in range(WIDE - 1):
            corners = dict.fromkeys([over[k], over[k + 1], beneath[k + 1], beneath[k]])
            fan = list(corners)
            faces += [np.array([[fan[0], fan[i], fan[i + 1]]])[:, ::turn] for i in range(1, len(fan) - 1)]
    mesh = Mesh(loops.reshape(-1, 3), np.concatenate(faces).astype(np.int64))
    return mesh if volume_of(mesh) > 0 else Mesh(mesh.points, mesh.triangles[:, ::-1])


def volume_of(mesh: Mesh) -> float:
    """Volume of a closed mesh, mm3, negative if it is inside out."""
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) / 6


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
    least = PLATE if "tier" in row else np.minimum(CORD, size * row["flat"] / 4)
    half = np.maximum(size * row["flat"] * profile / 2, least)
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
