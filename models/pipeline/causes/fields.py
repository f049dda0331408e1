"""How far things move, by where they are: smooth steps, bells, and what holds tissue to its bone."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.mesh import Mesh
from models.pipeline.shapes.distance import Solid

Array = NDArray[np.float64]


def smoothstep(values: Array, low: float, high: float) -> Array:
    """0 up to `low`, 1 from `high` on (also the other way round), and smooth between."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def bell(distances: Array, spread: float) -> Array:
    """A Gaussian: 1 at distance 0, standard deviation `spread` (mm)."""
    return np.asarray(np.exp(-0.5 * (distances / spread) ** 2))


def plateau_bell(distances: Array, flat: float, spread: float) -> Array:
    """1 up to the distance `flat` (mm) to either side, from there a Gaussian of that `spread` (mm)."""
    return bell(np.maximum(np.abs(distances) - flat, 0), spread)


def glued(points: Array, bones: Iterable[Solid], held: float = 0.25, free: float = 2.0) -> Array:
    """Share of a movement soft tissue follows, (n,): none within `held` mm of a bone, all beyond `free`.

    What is fixed to a bone stays, so that the straight way to its place does not lead through the bone.
    """
    nearest = np.min([bone.distances(points)[0] for bone in bones], axis=0)
    return smoothstep(nearest, held, free)


def evening(mesh: Mesh) -> sparse.csr_matrix:
    """Each point's mean with its neighbours, as a matrix."""
    ends = np.concatenate([mesh.triangles[:, [0, 1]], mesh.triangles[:, [1, 2]], mesh.triangles[:, [2, 0]]])
    count = len(mesh.points)
    joined = sparse.coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (count, count)).tocsr()
    joined = ((joined + joined.T) > 0).astype(float) + sparse.identity(count)
    return sparse.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined
