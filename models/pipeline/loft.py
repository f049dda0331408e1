"""A closed surface around a row of rings: how nerves and muscles get their skin."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh

Array = NDArray[np.float64]


def loft(rings: Array, first: Array, last: Array) -> Mesh:
    """Join rings to a tube and close its ends.

    Parameters
    ----------
    rings
        (n, m, 3): n rings of m points each, LPS, mm, turning clockwise as seen from the far end.
    first, last
        (3,): the middles of the two ends.
    """
    count, around = rings.shape[:2]
    here = np.arange(around)
    following = (here + 1) % around
    triangles = []
    for start in range(0, (count - 1) * around, around):
        a, b, c, d = start + here, start + following, start + around + following, start + around + here
        triangles += [np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)]
    tail = (count - 1) * around
    cap = np.full(around, count * around)
    triangles += [np.stack([cap, following, here], axis=1)]
    triangles += [np.stack([cap + 1, tail + here, tail + following], axis=1)]
    return Mesh(np.vstack([rings.reshape(-1, 3), first, last]), np.vstack(triangles))
