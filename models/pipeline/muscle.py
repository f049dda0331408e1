"""Muscle bellies lofted along the source's muscle paths: closed, flat ovals that taper into tendon."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from models.mesh import Mesh, point_normals
from models.pipeline.assemble import Bones
from models.pipeline.distance import Solid, surface, together
from models.pipeline.loft import loft
from models.records import DataError

Array = NDArray[np.float64]

TABLE = Path(__file__).parent / "muscles.toml"
RINGS, AROUND = 40, 20
TENDON = 0.16
"""Width of the tendon as a share of the belly's."""
UNDER_SKIN = 4.0
"""A belly stays this deep under the skin, mm."""


def bellies(bones: Bones, skin: Mesh) -> list[tuple[dict[str, Any], Mesh]]:
    """The muscles of the left side: each row of muscles.toml with its mesh, LPS, mm.

    Raises
    ------
    DataError
        If a row names a path the source does not have.
    """
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["muscle"]
    known = {path.name.replace("_l_tendon", ""): path.points for path in bones.muscles}
    missing = [
        f"{row['id']}: must be a path of the source; got {name!r}"
        for row in rows
        for name in row["paths"]
        if name not in known
    ]
    if missing:
        raise DataError(TABLE.name, missing)
    near = [mesh for key, mesh in bones.meshes.items() if not key.endswith(".right")]
    solid, hull = Solid(together(near)), Solid(surface(skin), slivers=False)
    made = []
    for row in rows:
        belly = _belly([known[name] for name in row["paths"]], row)
        made.append((row, _fitted(belly, solid, hull)))
    return made


def _resampled(points: Array) -> Array:
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    curve = PchipInterpolator(along, points)
    return curve(np.linspace(0, along[-1], RINGS))


def _belly(paths: list[Array], row: dict[str, Any]) -> Mesh:
    lines = np.array([_resampled(path) for path in paths])
    middle = lines.mean(axis=0)
    middle[:, 1] += row.get("behind", 0.0) * np.sin(np.pi * np.linspace(0, 1, RINGS))
    spread = lines[-1] - lines[0]
    tangent = np.gradient(middle, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    # A single path is flat against what lies in front of it: its width lies across the view from behind.
    across = spread if len(paths) > 1 else np.cross(np.array([0.0, 1.0, 0.0]), tangent)
    across = across - tangent * np.einsum("ij,ij->i", across, tangent)[:, None]
    reach = np.linalg.norm(across, axis=1) / 2 if len(paths) > 1 else np.zeros(RINGS)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    through = np.cross(tangent, across)
    first, last = row["belly"]
    share = np.clip((np.linspace(0, 1, RINGS) - first) / (last - first), 0, 1)
    full = TENDON + (1 - TENDON) * np.sin(np.pi * share**0.85) ** 0.75
    half_width, half_thick = reach + row["width"] / 2 * full, row["thickness"] / 2 * full
    turn = 2 * np.pi * np.arange(AROUND) / AROUND
    # A superellipse: fuller than an oval, as packed muscle is.
    cos, sin = (np.sign(f(turn)) * np.abs(f(turn)) ** 0.8 for f in (np.cos, np.sin))
    rings = (
        middle[:, None]
        + (half_width[:, None] * cos)[..., None] * across[:, None]
        + (half_thick[:, None] * sin)[..., None] * through[:, None]
    )
    return loft(rings, middle[0], middle[-1])


def _fitted(mesh: Mesh, solid: Solid, hull: Solid) -> Mesh:
    """Pressed off bone and under the skin, and evened out again."""
    belly = surface(mesh)
    for _ in range(6):
        points = np.asarray(belly.points, float)
        bone, on_bone = solid.distances(points)
        skin, on_skin = hull.distances(points)
        normals = point_normals(Mesh(points, mesh.triangles))
        inside = bone < 0.5
        points[inside] = on_bone[inside] + 0.6 * _way(points, on_bone, bone, normals)[inside]
        out = skin > -UNDER_SKIN
        depth = _way(points, on_skin, skin, normals)
        points[out] = on_skin[out] - UNDER_SKIN * depth[out]
        belly.points = points
        belly = belly.smooth_taubin(n_iter=8, pass_band=0.3)
    return Mesh(np.asarray(belly.points, float), mesh.triangles)


def _way(points: Array, nearest: Array, distance: Array, normals: Array) -> Array:
    """Unit directions out of a surface, as seen from points near it."""
    away = (points - nearest) * np.sign(distance)[:, None]
    length = np.linalg.norm(away, axis=1, keepdims=True)
    return np.where(length > 1e-6, away / np.maximum(length, 1e-9), normals)
