"""The lattice muscles share: blocks of points near a sheet, and how far obstacles are from them."""

from collections.abc import Sequence

import igl
import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.muscles.sheet import Sheet, normals
from models.pipeline.shapes.distance import Solid, surface

Array = NDArray[np.float64]
Blocks = NDArray[np.int64]

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
BESIDE = 1.5
"""The side of a nerve a muscle must not lie on reaches this far beyond the nerve's edges, mm."""


class Obstacle:
    """A closed surface whose distance is asked for block by block and kept."""

    def __init__(self, mesh: Mesh, near: float, smooth: bool = True) -> None:
        self._local = SPARSE if smooth else LOCAL
        self._reading = _between() if smooth else np.eye(EDGE**3)
        self._solid = Solid(surface(mesh))
        self._near = near
        self._kept: dict[tuple[int, int, int], Array] = {}

    def beside(self, blocks: Blocks) -> bool:
        """Whether any of the blocks lie in the box around it."""
        middles = np.asarray((blocks + 0.5) * REACH, float)
        return bool(self._solid.beside(middles, HALF_DIAGONAL + self._near).any())

    def at(self, blocks: Blocks) -> Array:
        """Signed distance at the lattice points of blocks, (n, EDGE ** 3), rough beyond `near` mm."""
        missing = [key for key in map(tuple, blocks) if key not in self._kept]
        if missing:
            middles = (np.array(missing) + 0.5) * REACH
            rough, _ = self._solid.distances(middles)
            far = np.abs(rough) > HALF_DIAGONAL + self._near
            for key, distance in zip(np.array(missing)[far], rough[far], strict=True):
                self._kept[tuple(key)] = np.full(EDGE**3, distance)
            close = np.array(missing)[~far]
            if len(close):
                exact = self._solid.distances(corners(close, self._local))[0].reshape(len(close), -1)
                self._kept |= zip(map(tuple, close), exact @ self._reading, strict=True)
        return np.array([self._kept[key] for key in map(tuple, blocks)])


def corners(blocks: Blocks, local: Array = LOCAL) -> Array:
    """The lattice points of blocks, (n * EDGE ** 3, 3), mm; or others at `local` places in each."""
    return np.ascontiguousarray((blocks[:, None] * REACH + local[None]).reshape(-1, 3))


def _between() -> Array:
    """Weights that read a block's points off its sparse ones, (STEPS ** 3, EDGE ** 3)."""
    line = np.array([np.interp(np.arange(EDGE) / 2, np.arange(STEPS), row) for row in np.eye(STEPS)])
    return np.einsum("ai,bj,ck->abcijk", line, line, line).reshape(STEPS**3, EDGE**3)


def blocks_near(sheet: Sheet, thicker: float) -> Blocks:
    """The blocks a sheet may fill when it grows so many times thicker, (n, 3)."""
    points, half = sheet.points.reshape(-1, 3), thicker * sheet.half.max() + CELL
    low = np.floor((points.min(axis=0) - half) / REACH).astype(int)
    high = np.floor((points.max(axis=0) + half) / REACH).astype(int)
    every = np.stack(
        np.meshgrid(*[np.arange(a, b + 1) for a, b in zip(low, high, strict=True)], indexing="ij"), axis=-1
    ).reshape(-1, 3)
    distance, local = apart(sheet, (every + 0.5) * REACH)
    return np.asarray(every[distance < HALF_DIAGONAL + 2 * CELL + thicker * local])


def apart(sheet: Sheet, points: Array) -> tuple[Array, Array]:
    """Distance of points from a sheet and half its thickness where they are nearest, both (n,), mm."""
    mesh = sheet.mesh()
    square, face, there = igl.point_mesh_squared_distance(
        np.ascontiguousarray(points), np.ascontiguousarray(mesh.points), mesh.triangles
    )
    corner = mesh.triangles[face]
    a, b, c = (np.ascontiguousarray(mesh.points[corner[:, i]]) for i in range(3))
    half = (_weights(there, a, b, c) * sheet.half.reshape(-1)[corner]).sum(axis=1)
    return np.sqrt(square), half


def _weights(there: Array, a: Array, b: Array, c: Array) -> Array:
    """How much of each corner is in points of triangles, (n, 3); alike of all if a triangle has no area."""
    found = igl.barycentric_coordinates(np.ascontiguousarray(there), a, b, c)
    sound = np.isfinite(found).all(axis=1) & (np.abs(found) < 2.0).all(axis=1)
    return np.where(sound[:, None], found, 1 / 3)


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


def beyond(sheet: Sheet, toward: Array, blocks: Blocks, share: float) -> Array:
    """Positive, (n, EDGE ** 3), mm, where a muscle must not be that lies on the side of a sheet facing a way.

    It is kept off so large a share of half the sheet's thickness: all of a plate, less of a belly whose
    border with it is still to be found. Past the sheet's rim only from a wedge that ends there.
    """
    mesh, points = sheet.mesh(), corners(blocks)
    square, face, there = igl.point_mesh_squared_distance(
        points, np.ascontiguousarray(mesh.points), mesh.triangles
    )
    corner = mesh.triangles[face]
    a, b, c = (np.ascontiguousarray(mesh.points[corner[:, i]]) for i in range(3))
    weights = _weights(there, a, b, c)
    out = np.einsum("nc,ncd->nd", weights, normals(sheet, toward).reshape(-1, 3)[corner])
    half = (weights * sheet.half.reshape(-1)[corner]).sum(axis=1)
    height = np.einsum("nd,nd->n", points - there, out)
    outside = np.sqrt(np.maximum(square - height**2, 0.0))
    return np.asarray((share * half - height - outside).reshape(len(blocks), -1))
