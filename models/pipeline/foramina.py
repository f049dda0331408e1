"""Sacral foramina, cut through a sacrum that the source has in one piece.

Each is a canal that narrows from its anterior to its posterior opening, with rounded rims.
"""

from collections.abc import Sequence

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.distance import signed
from models.pipeline.refine import closed

Array = NDArray[np.float64]

CELL = 1.25
"""Spacing of the distance field the foramina are cut in, mm."""
ROUND = 1.2
"""How softly the rims are rounded, mm."""
UPWARD = 0.3
"""How much the canals rise on their way to the back, for each mm backward."""


def cut(sacrum: Mesh, foramina: Sequence[dict[str, float]], triangles: int) -> Mesh:
    """Cut pairs of foramina.

    Parameters
    ----------
    sacrum
        A closed surface, LPS, mm.
    foramina
        For each pair: `down`, the share of the sacrum's height from its base; `lateral`, mm from the
        midline; `front` and `back`, the radii of its openings, mm.
    triangles
        About how many triangles the result may have.
    """
    grid = _grid(sacrum)
    at = np.asarray(grid.points, float)
    field = signed(sacrum, at)
    base, height = sacrum.points[:, 2].max(), np.ptp(sacrum.points[:, 2])
    for foramen in foramina:
        level = base - foramen["down"] * height
        near = sacrum.points[np.abs(sacrum.points[:, 2] - level) < 5.0]
        beside = near[np.abs(np.abs(near[:, 0]) - foramen["lateral"]) < 5.0]
        start, end = beside[:, 1].min() - 8.0, beside[:, 1].max() + 12.0
        share = np.clip((at[:, 1] - start) / (end - start), 0.0, 1.0)
        middle = level + UPWARD * (at[:, 1] - start - 8.0)
        across = np.hypot(np.abs(at[:, 0]) - foramen["lateral"], at[:, 2] - middle)
        canal = across - (foramen["front"] + share * (foramen["back"] - foramen["front"]))
        field = _without(field, canal)
    grid["distance"] = field
    cut_surface = grid.contour([0.0], scalars="distance").extract_largest().triangulate()
    cut_surface = cut_surface.decimate(1 - triangles / cut_surface.n_cells, volume_preservation=True)
    return closed(Mesh(np.asarray(cut_surface.points, float), cut_surface.regular_faces.astype(np.int64)))


def _grid(mesh: Mesh) -> pv.ImageData:
    low, high = mesh.points.min(axis=0) - 4.0, mesh.points.max(axis=0) + 4.0
    count = np.ceil((high - low) / CELL).astype(int) + 1
    return pv.ImageData(dimensions=count, spacing=(CELL,) * 3, origin=low)


def _without(solid: Array, hole: Array) -> Array:
    """The distance field of a solid without a hole: a maximum, rounded where both meet."""
    blend = np.clip(0.5 + (-hole - solid) / (2 * ROUND), 0.0, 1.0)
    return solid * (1 - blend) - hole * blend + ROUND * blend * (1 - blend)
