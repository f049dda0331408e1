"""Muscles packed into the room they have: one lattice over the body on which each claims its share."""

from collections.abc import Sequence

import igl
import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, label

from models.mesh import Mesh
from models.pipeline.muscles.sheet import Sheet

Array = NDArray[np.float64]

CELL = 1.5
"""Spacing of the lattice, mm."""
EDGE = 8
"""Cells along the edge of a block of it."""
REACH = CELL * EDGE
HALF_DIAGONAL = REACH * 3**0.5 / 2
FAR = 60.0
LOCAL: Array = CELL * np.indices((EDGE,) * 3, dtype=np.float64).reshape(3, -1).T
STEPS = EDGE // 2 + 1
"""A smooth obstacle is asked at every other lattice point along a block's edge, and read between them."""
SPARSE: Array = 2 * CELL * np.indices((STEPS,) * 3, dtype=np.float64).reshape(3, -1).T
THICKER = 2.2
"""A muscle may become this many times thicker than drawn to reach its volume."""

BESIDE = 3.0
"""The side of a nerve a muscle must not lie on reaches this far beyond the nerve's edges, mm."""
ROUNDING = 3.0
"""Width over which the edge between a muscle and what it gives way to is rounded, mm."""

Blocks = NDArray[np.int64]


class Obstacle:
    """A closed surface whose distance is asked for block by block and kept."""

    def __init__(self, mesh: Mesh, near: float, smooth: bool = True) -> None:
        self._local = SPARSE if smooth else LOCAL
        self._reading = _between() if smooth else np.eye(EDGE**3)
        self._points = np.ascontiguousarray(mesh.points, float)
        self._triangles = np.ascontiguousarray(mesh.triangles)
        self._near = near
        self._kept: dict[tuple[int, int, int], Array] = {}

    def at(self, blocks: Blocks) -> Array:
        """Signed distance at the lattice points of blocks, (n, EDGE ** 3), rough beyond `near` mm."""
        missing = [key for key in map(tuple, blocks) if key not in self._kept]
        if missing:
            middles = (np.array(missing) + 0.5) * REACH
            rough = self._signed(middles)
            far = np.abs(rough) > HALF_DIAGONAL + self._near
            for key, distance in zip(np.array(missing)[far], rough[far], strict=True):
                self._kept[tuple(key)] = np.full(EDGE**3, distance)
            close = np.array(missing)[~far]
            if len(close):
                exact = self._signed(corners(close, self._local)).reshape(len(close), -1)
                self._kept |= zip(map(tuple, close), exact @ self._reading, strict=True)
        return np.array([self._kept[key] for key in map(tuple, blocks)])

    def _signed(self, points: Array) -> Array:
        kind = igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER
        return np.asarray(igl.signed_distance(points, self._points, self._triangles, kind)[0])


class Taken:
    """The room that muscles made before have taken."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, int], Array] = {}

    def at(self, blocks: Blocks) -> Array:
        """Distance from what is taken, negative in it; `FAR` where nothing is near."""
        nothing = np.full(EDGE**3, FAR)
        return np.array([self._kept.get(key, nothing) for key in map(tuple, blocks)])

    def add(self, blocks: Blocks, values: Array) -> None:
        """Take the negative part of a field."""
        for key, field in zip(map(tuple, blocks), values, strict=True):
            self._kept[key] = np.minimum(self._kept[key], field) if key in self._kept else field


def corners(blocks: Blocks, local: Array = LOCAL) -> Array:
    """The lattice points of blocks, (n * EDGE ** 3, 3), mm; or others at `local` places in each."""
    return np.ascontiguousarray((blocks[:, None] * REACH + local[None]).reshape(-1, 3))


def _between() -> Array:
    """Weights that read a block's points off its sparse ones, (STEPS ** 3, EDGE ** 3)."""
    line = np.array([np.interp(np.arange(EDGE) / 2, np.arange(STEPS), row) for row in np.eye(STEPS)])
    return np.einsum("ai,bj,ck->abcijk", line, line, line).reshape(STEPS**3, EDGE**3)


def blocks_near(sheet: Sheet) -> Blocks:
    """The blocks a sheet may fill, (n, 3)."""
    points, half = sheet.points.reshape(-1, 3), THICKER * sheet.half.max() + CELL
    low = np.floor((points.min(axis=0) - half) / REACH).astype(int)
    high = np.floor((points.max(axis=0) + half) / REACH).astype(int)
    every = np.stack(
        np.meshgrid(*[np.arange(a, b + 1) for a, b in zip(low, high, strict=True)], indexing="ij"), axis=-1
    ).reshape(-1, 3)
    distance, local = apart(sheet, (every + 0.5) * REACH)
    return np.asarray(every[distance < HALF_DIAGONAL + 2 * CELL + THICKER * local])


def apart(sheet: Sheet, points: Array) -> tuple[Array, Array]:
    """Distance of points from a sheet and half its thickness where they are nearest, both (n,), mm."""
    mesh = sheet.mesh()
    square, face, there = igl.point_mesh_squared_distance(
        np.ascontiguousarray(points), np.ascontiguousarray(mesh.points), mesh.triangles
    )
    corner = mesh.triangles[face]
    a, b, c = (np.ascontiguousarray(mesh.points[corner[:, i]]) for i in range(3))
    weights = igl.barycentric_coordinates(np.ascontiguousarray(there), a, b, c)
    half = (np.nan_to_num(weights, nan=1 / 3) * sheet.half.reshape(-1)[corner]).sum(axis=1)
    return np.sqrt(square), half


def filled(sheet: Sheet, blocks: Blocks, cut: Array, volume: float) -> Array:
    """Thicken a sheet until what is left of it after cutting has a volume; its field at the blocks.

    `cut` is positive where the muscle must not be, (n, EDGE ** 3).
    """
    distance, half = (part.reshape(len(blocks), -1) for part in apart(sheet, corners(blocks)))
    low, high = 0.3, THICKER
    for _ in range(18):
        middle = (low + high) / 2
        field = _rounded(distance - middle * half, cut)
        room = float(np.clip(0.5 - field / CELL, 0.0, 1.0).sum()) * CELL**3
        low, high = (middle, high) if room < volume else (low, middle)
    return _rounded(distance - high * half, cut)


def _rounded(body: Array, cut: Array) -> Array:
    """What is in both fields, the edges rounded: where neighbours graze each other no flap is left."""
    near = np.maximum(ROUNDING - np.abs(body - cut), 0.0) / ROUNDING
    return np.asarray(np.maximum(body, cut) + near * near * ROUNDING / 4.0)


def drawn(blocks: Blocks, field: Array, triangles: int) -> Mesh:
    """The surface of a field, the largest piece of it, closed, with about so many triangles.

    Raises
    ------
    ValueError
        If nothing is left, or the surface is not closed.
    """
    low = blocks.min(axis=0) - 1
    shape = (blocks.max(axis=0) - low + 2) * EDGE
    grid = np.full(shape, 2 * CELL)
    for key, values in zip(blocks - low, field, strict=True):
        where = tuple(slice(i * EDGE, (i + 1) * EDGE) for i in key)
        grid[where] = np.clip(values, -3 * CELL, 3 * CELL).reshape(EDGE, EDGE, EDGE)
    inside = grid < 0
    pieces, count = label(inside)
    if count == 0:
        msg = "must have room for a muscle; got none"
        raise ValueError(msg)
    largest = np.bincount(pieces.ravel())[1:].argmax() + 1
    grid[(pieces > 0) & (pieces != largest)] = 0.3 * CELL
    # Exact zeros and one-cell bridges pinch the surface.
    grid = gaussian_filter(grid, 0.6)
    grid[np.abs(grid) < 1e-3] = 1e-3
    image = pv.ImageData(dimensions=shape, spacing=(CELL,) * 3, origin=low * REACH)
    image["field"] = grid.ravel(order="F")
    shell = image.contour([0.0], scalars="field", method="flying_edges").triangulate().clean()
    shell = shell.extract_largest().extract_surface(algorithm=None).smooth_taubin(n_iter=14, pass_band=0.08)
    return _closed(shell, triangles)


def _closed(shell: pv.PolyData, triangles: int) -> Mesh:
    if shell.n_open_edges or not shell.is_manifold:
        msg = f"must be one closed surface; got {shell.n_open_edges} open edges"
        raise ValueError(msg)
    mesh = fewer(Mesh(np.asarray(shell.points, float), shell.regular_faces.astype(np.int64)), triangles)
    return mesh if volume_of(mesh) > 0 else Mesh(mesh.points, mesh.triangles[:, ::-1])


def fewer(mesh: Mesh, triangles: int) -> Mesh:
    """The same surface with no more triangles than that; it stays closed."""
    if len(mesh.triangles) <= triangles:
        return mesh
    points, faces = igl.qslim(mesh.points, mesh.triangles, triangles)[:2]
    return Mesh(np.asarray(points, float), np.asarray(faces, np.int64))


def volume_of(mesh: Mesh) -> float:
    """Volume of a closed mesh, mm3, negative if it is inside out."""
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) / 6


def shadow(blocks: Blocks, lines: Sequence[tuple[Array, Array, Array]], back: bool, gap: float) -> Array:
    """Distance from all that lies behind (or before) nerves, negative there, at the blocks' points.

    Each nerve is its centreline, (n, 3), with half its width and half its thickness, (n,), mm.
    """
    points = corners(blocks)
    field = np.full(len(points), FAR)
    sign = 1.0 if back else -1.0
    for line, wide, thick in lines:
        flat = np.column_stack([line[:, [0, 2]], np.zeros(len(line))])
        edges = np.column_stack([np.arange(len(line) - 1), np.arange(1, len(line))])
        at = np.ascontiguousarray(np.column_stack([points[:, [0, 2]], np.zeros(len(points))]))
        square, edge, there = igl.point_mesh_squared_distance(at, np.ascontiguousarray(flat), edges)
        a, b = flat[edge], flat[edge + 1]
        length = np.maximum(np.linalg.norm(b - a, axis=1), 1e-9)
        share = np.clip(np.linalg.norm(there - a, axis=1) / length, 0, 1)
        depth, half, width = (
            (1 - share) * value[edge] + share * value[edge + 1] for value in (line[:, 1], thick, wide)
        )
        ahead = sign * (points[:, 1] - depth) + half + gap
        field = np.minimum(field, np.maximum(np.sqrt(square) - width - BESIDE, -ahead))
    return np.asarray(field.reshape(len(blocks), -1))
