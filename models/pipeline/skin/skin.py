"""The skin of one body: shaped, posed, closed, drawn over the bones, refined."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import igl
import numpy as np
import pyvista as pv

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.skin.closing import close_openings, hidden
from models.pipeline.skin.makehuman import read_base, read_rig, read_weights, shaped
from models.pipeline.skin.posing import pose
from models.pipeline.skin.wrapping import wrap

TRIANGLES = 70_000
FLOOR_ZONE = 9.0
"""Skin lower than this stands on the floor, mm."""


def make_skin(data: Path, spec: dict[str, Any], bones: Bones, report: Callable[[str], None]) -> Mesh:
    """Make the skin over the bones.

    Parameters
    ----------
    data
        The folder `mpfb2` of MakeHuman's base mesh.
    spec
        The body's table: `sex`, and under `skin` the shape `targets` and their weights.
    bones
        The bones it shall cover.
    report
        Is told of the progress.
    """
    base = read_base(data / "3dobjs" / "base.obj")
    quads = base.faces["body"]
    triangles = np.vstack([quads[:, :3], quads[:, [0, 2, 3]]])
    triangles = triangles[(triangles[:, 0] != triangles[:, 2]) & (triangles[:, 1] != triangles[:, 2])]
    points = shaped(base, data / "targets", spec["skin"]["targets"])
    points[:, 2] -= points[np.unique(quads), 2].min()
    report("skin: finding mouth and eye sockets")
    inside = hidden(base, points, triangles)
    rig = read_rig(data / "rigs" / "standard" / "rig.default.json", base, points)
    weights = read_weights(data / "rigs" / "standard" / "weights.default.json", len(points))
    posed = pose(points, rig, weights, bones, np.unique(quads))
    closed, _ = close_openings(posed, triangles, inside)
    wrapped = wrap(closed, bones.meshes, spec["sex"], report)
    report("skin: refining")
    return _stand(_fine(wrapped))


def _fine(skin: Mesh) -> Mesh:
    """Subdivide once, then keep the triangles where the skin bends."""
    points, triangles = igl.loop(skin.points, skin.triangles, 1)
    surface = pv.PolyData.from_regular_faces(points, triangles)
    surface = surface.decimate(1 - TRIANGLES / surface.n_cells, volume_preservation=True)
    return Mesh(np.asarray(surface.points, float), surface.regular_faces.astype(np.int64))


def _stand(skin: Mesh) -> Mesh:
    """Flatten the sole softly on the floor, z = 0."""
    points = skin.points.copy()
    height = points[:, 2]
    low = height < FLOOR_ZONE
    # A smooth clamp: the identity at the zone's edge, level with the floor below zero.
    share = np.clip(height[low] / FLOOR_ZONE, 0.0, 1.0)
    points[low, 2] = FLOOR_ZONE * share**2 * (2 - share)
    return Mesh(points, skin.triangles)
