"""Rays that leave surfaces, and what they meet."""

from collections.abc import Mapping

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

from models.mesh import Mesh

Array = NDArray[np.float64]

OFF = 0.25
"""Rays start this far off the surface, mm: twice the grid."""


class Casting:
    """Structures that rays may meet, by id."""

    def __init__(self, meshes: Mapping[str, Mesh]) -> None:
        self._numbers = {key: number for number, key in enumerate(meshes)}
        self._owner = np.repeat(np.arange(len(meshes)), [len(mesh.triangles) for mesh in meshes.values()])
        self._scene = EmbreeScene()
        if meshes:
            corners = np.concatenate([mesh.points[mesh.triangles] for mesh in meshes.values()])
            TriangleMesh(self._scene, corners.astype(np.float32))

    def number(self, key: str) -> int:
        """The number of a structure among these; one that no ray gives, where it is none of them."""
        return self._numbers.get(key, len(self._numbers))

    def cast(
        self, points: Array, normals: Array, rays: Array, reach: float
    ) -> tuple[Array, NDArray[np.int64]]:
        """How far rays go from points of a surface, and what they meet.

        Parameters
        ----------
        points, normals
            (n, 3), mm, and unit vectors.
        rays
            (r, 3) unit vectors about the normal, which is their third axis.
        reach
            They go no farther than this, mm.

        Returns
        -------
        distance, hit
            (n, r) mm, and the number of what is met, -1 for nothing.
        """
        shape = (len(points), len(rays))
        if not self._numbers:
            return np.full(shape, reach), np.full(shape, -1)
        found = self._scene.run(
            np.repeat(points + OFF * normals, len(rays), axis=0).astype(np.float32),
            _about(normals, rays).reshape(-1, 3).astype(np.float32),
            dists=np.full(len(points) * len(rays), reach, np.float32),
            output=True,
        )
        met = np.where(found["primID"] >= 0, self._owner[found["primID"]], -1)
        return found["tfar"].astype(float).reshape(shape), met.reshape(shape)


def _about(normals: Array, rays: Array) -> Array:
    """Rays turned about each normal, (n, r, 3)."""
    least = np.eye(3)[np.abs(normals).argmin(axis=1)]
    across = np.cross(normals, least)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    frame = np.stack([across, np.cross(normals, across), normals], axis=1)
    return np.asarray(np.einsum("rk,nkj->nrj", rays, frame))
