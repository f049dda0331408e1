"""What is soft gives way to the roots: yellow ligaments and muscles draw back from what they would cross."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.halving import halve
from models.mesh import Mesh
from models.pipeline.bones.assemble import Named
from models.pipeline.shapes.distance import Solid, surface
from models.pipeline.shapes.yielding import yielded

Array = NDArray[np.float64]

GAP = 0.25
"""What gives way keeps so far off, mm: twice the grid."""
THINNED = 1.2
"""A yellow ligament gives way so far at most, mm: at least 2.2 of its 3.4 are left."""
MUSCLES = {"psoas-major", "multifidus"}
"""Muscles that lie at the roots; being coarse, they may cross what they were laid around."""
CROSSED, AROUND = 0.2, 5.0
"""Where something lies deeper in a muscle than the first, its edges are halved, so far around, mm."""
SPREAD = {"ligament": 1.4, "muscle": 2.0}
"""How far what gives way takes its surroundings along, mm (standard deviation of a Gaussian)."""


def given_way(made: Sequence[Named], firm: Sequence[Mesh]) -> list[Named]:
    """The structures with yellow ligaments and muscles drawn back from what is firmer; others as they are."""
    return [(what, _drawn_back(what["id"], what["system"], mesh, firm)) for what, mesh in made]


def _drawn_back(key: str, system: str, mesh: Mesh, firm: Sequence[Mesh]) -> Mesh:
    if key.endswith("-flavum"):
        return yielded(mesh, firm, GAP, SPREAD[system], THINNED)
    if key not in MUSCLES:
        return mesh
    crossed = _crossed(mesh, firm)
    if not len(crossed):
        return mesh
    fine = halve(mesh, np.flatnonzero(cKDTree(crossed).query(mesh.points)[0] < AROUND))
    return yielded(fine, firm, GAP, SPREAD[system])


def _crossed(mesh: Mesh, firm: Sequence[Mesh]) -> Array:
    """Where firm structures lie in a mesh, or it in them, (n, 3), mm."""
    own, found = Solid(surface(mesh)), [np.zeros((0, 3))]
    for one in firm:
        for solid, points in ((own, one.points), (Solid(surface(one)), mesh.points)):
            near = points[solid.beside(points, 0.0)]
            if len(near):
                found.append(near[solid.distances(near)[0] < -CROSSED])
    return np.concatenate(found)
