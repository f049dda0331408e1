"""The surface of a muscle: its share of the room smoothed, clipped again, drawn as one closed mesh."""

import igl
import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, label, map_coordinates

from models.mesh import Mesh
from models.pipeline.muscles.lattice import CELL, EDGE, Blocks
from models.pipeline.muscles.sheet import volume_of

Array = NDArray[np.float64]
Field = NDArray[np.float32]

SMOOTH, BORDER, HARD = 1.6, 1.2, 0.6
"""Standard deviations by which a muscle, its borders and what it must not enter are smoothed, mm."""
GIVEN_BACK = 1.2
"""Smoothing takes from thin muscles; their surface moves out by no more than this to give it back, mm."""
ROUNDING = 1.25
"""The edge between a muscle and what clips it is rounded over this many times what it is smoothed by."""
DEEP, OUT = -4.0 * CELL, 6.0 * CELL
"""Fields are cut off at these values, mm."""


def drawn(
    blocks: Blocks,
    own: Field,
    border: Field,
    hard: Field,
    volume: float,
    triangles: int,
    smooth: float = SMOOTH,
) -> Mesh:
    """The largest piece of a muscle, closed, with about so many triangles.

    Parameters
    ----------
    blocks
        (n, 3): where the fields are told, each (n, points of a block), mm, negative where the muscle may be.
    own, border, hard
        Its own shape, its borders with neighbours, and what it must not enter.
    volume
        What it should have, mm3.

    Raises
    ------
    ValueError
        If nothing is left, or the surface is not closed.
    """
    low = blocks.min(axis=0) - 1
    shape = (blocks.max(axis=0) - low + 2) * EDGE
    body, edge, clip = (
        _dense(blocks - low, field, shape)
        for field in (np.maximum(np.maximum(own, border), hard), border, hard)
    )
    body = gaussian_filter(_largest(body), smooth / CELL)
    edge, clip = gaussian_filter(edge, BORDER / CELL), gaussian_filter(clip, HARD / CELL)
    clip = np.maximum(edge, clip)
    level = _level(body, clip, volume, ROUNDING * smooth)
    field = _largest(_clipped(body - level, clip, ROUNDING * smooth))
    # Exact zeros pinch the surface.
    field[np.abs(field) < 1e-3] = 1e-3
    image = pv.ImageData(dimensions=shape, spacing=(CELL,) * 3, origin=low * EDGE * CELL)
    image["field"] = field.ravel(order="F")
    shell = image.contour([0.0], scalars="field", method="flying_edges").triangulate().clean()
    shell = shell.extract_largest().extract_surface(algorithm=None).smooth_taubin(n_iter=30, pass_band=0.03)
    shell.points = _kept_off(np.asarray(shell.points, float), clip, low * EDGE * CELL)
    return _closed(shell, triangles)


def _kept_off(points: Array, clip: Field, start: Array) -> Array:
    """Points that smoothing moved into what a muscle must not enter, moved out again."""
    points = points.copy()
    slope = np.array(np.gradient(clip, CELL))
    for _ in range(3):
        at = ((points - start) / CELL).T
        depth = map_coordinates(clip, at, order=1, mode="nearest")
        within = np.flatnonzero(depth > 0)
        way = np.stack(
            [map_coordinates(axis, at[:, within], order=1, mode="nearest") for axis in slope], axis=1
        )
        steep = np.maximum((way**2).sum(axis=1), 0.25)
        points[within] -= way * (depth[within] / steep)[:, None]
    return points


def _dense(blocks: Blocks, values: Field, shape: NDArray[np.int64]) -> Field:
    """A field of blocks as one grid, positive where it is not told."""
    grid = np.full(shape, OUT, np.float32)
    for key, value in zip(blocks, np.clip(values, DEEP, OUT), strict=True):
        grid[tuple(slice(i * EDGE, (i + 1) * EDGE) for i in key)] = value.reshape(EDGE, EDGE, EDGE)
    return grid


def _largest(grid: Field) -> Field:
    """The field with all but its largest piece taken out.

    Raises
    ------
    ValueError
        If nothing is inside.
    """
    pieces, count = label(grid < 0)
    if count == 0:
        msg = "must have room for a muscle; got none"
        raise ValueError(msg)
    largest = np.bincount(pieces.ravel())[1:].argmax() + 1
    return np.where((pieces > 0) & (pieces != largest), np.float32(0.3 * CELL), grid)


def _level(body: Field, clip: Field, volume: float, rounding: float) -> float:
    """How far the surface moves out so that it has its volume after it is clipped, mm."""
    near = (body < GIVEN_BACK + CELL) & (clip < CELL)
    body, clip = body[near], clip[near]
    low, high = -GIVEN_BACK / 2, GIVEN_BACK
    for _ in range(12):
        level = (low + high) / 2
        field = _clipped(body - level, clip, rounding)
        found = float(np.clip(0.5 - field / CELL, 0.0, 1.0).sum()) * CELL**3
        low, high = (level, high) if found < volume else (low, level)
    return high


def _clipped(body: Field, clip: Field, rounding: float) -> Field:
    """What is in both fields, the edge rounded: where neighbours graze each other no flap is left."""
    near = np.maximum(rounding - np.abs(body - clip), 0.0) / rounding
    return np.asarray(np.maximum(body, clip) + near * near * rounding / 4.0)


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
