"""A vertebra parted through both partes interarticulares, where its arch is thinnest, in one mesh.

The points beside the plane of the gap come together in the middle of either end: the triangles between the
ends shrink to a thread that has no surface, and those around it close the ends.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from models.change import Numbers
from models.mesh import Mesh
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.measure import cut
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.distance import Solid, surface

Array = NDArray[np.float64]
Chosen = NDArray[np.bool_]

MIDDLE = np.array([18.0, 32.0, 14.0])
"""The middle of the left pars of L5, in the frame of the disc below it, mm."""
ALONG = np.array([-0.29, 0.73, -0.62])
"""The way along it from the body to the arch: across it the section is smallest. A unit vector."""
HAIRLINE = 0.25
"""The width of the gap before anything has moved, mm."""
FINE, NEAR, ROUNDS = 0.8, 2.0, 3
"""Edges are halved, in so many rounds, until they are no longer than this, so near to the gap, mm."""
WIDEST, TAPER = 8.0, 3.0
"""No corner of an end is farther from its middle, mm; it tapers over the next, mm."""
OF_IT = (15.0, 11.0)
"""What is farther from its middle than the first, mm, is not of an end; what is nearer than the second is."""
ROUND, TIMES = 0.6, 8
"""Ends are rounded: what share of the way points at the gap go to their neighbours, and how often."""
SHARES = np.linspace(0, 1, 6)
"""Where on each piece of its outline the rim of the gap may come to lie."""


class Parted(NamedTuple):
    """A vertebra in two parts.

    Attributes
    ----------
    bone
        Its id.
    stays
        (n,) which points are of the arch, behind the gap.
    opening
        (n, 3) how far points go to open the gap, mm, LPS.
    """

    bone: str
    stays: Chosen
    opening: Array

    def solids(self, draft: Draft) -> tuple[Solid, Solid]:
        """The part that goes and the arch that stays, where they are when healthy."""
        mesh = draft.healthy(self.bone)
        points, behind = mesh.points + self.opening, self.stays[mesh.triangles]
        going, staying = mesh.triangles[~behind.any(axis=1)], mesh.triangles[behind.all(axis=1)]
        return Solid(surface(Mesh(points, going))), Solid(surface(Mesh(points, staying)))


def parted(draft: Draft, frame: Frame, bone: str) -> Parted:
    """Refine a vertebra and part it through both partes; `frame` is that of the disc below it."""
    for _ in range(ROUNDS):
        mesh = draft.healthy(bone)
        edges, beyond = _edges(mesh), _beyond(frame.local(mesh.points))
        long = np.linalg.norm(mesh.points[edges[:, 0]] - mesh.points[edges[:, 1]], axis=1) > FINE
        close = np.abs(beyond[edges]).min(axis=1) < NEAR
        draft.halve(bone, np.unique(edges[long & (close | _crossing(edges, beyond))]))
    mesh = draft.healthy(bone)
    local, edges = frame.local(mesh.points), _edges(mesh)
    beyond = _beyond(local)
    crossing = _crossing(edges, beyond)
    part = connected_components(_joined(edges[~crossing], len(local)), directed=False)[1]
    stays = part == part[local[:, 1].argmax()]
    target = local.copy()
    for side in (1, -1):
        along = ALONG * [side, 1, 1]
        own = side * local[:, 0] > 0
        across = edges[crossing & own[edges[:, 0]]]
        for members, half in ((~stays & own, -HAIRLINE / 2), (stays & own, HAIRLINE / 2)):
            outline = cut(Mesh(local, mesh.triangles), MIDDLE * [side, 1, 1] + half * along, along)
            outline = outline[side * outline[:, 0, 0] > 0]
            middle = outline.mean(axis=(0, 1))
            ends = np.unique(across[members[across]])
            rim = np.setdiff1d(edges[np.isin(edges, ends).any(axis=1)], across)
            target[rim] = _on(outline, target[rim])
            target[members] = _tapered(target[members], middle, along)
            target[ends] = middle
    free = ~np.isin(np.arange(len(local)), edges[crossing])
    share = ROUND * free * smoothstep(np.abs(beyond), NEAR, 0)
    target = _rounded(target, edges[free[edges].all(axis=1)], share)
    return Parted(bone, stays, (target - local) @ frame.axes.T)


def _edges(mesh: Mesh) -> Numbers:
    """The ends of all edges, (m, 2)."""
    return np.vstack([mesh.triangles[:, list(ends)] for ends in ((0, 1), (1, 2), (2, 0))])


def _beyond(local: Array) -> Array:
    """How far points lie behind the plane of the gap on their side, (n,), mm."""
    left = np.column_stack([np.abs(local[:, 0]), local[:, 1:]])
    return np.asarray((left - MIDDLE) @ ALONG)


def _crossing(edges: Numbers, beyond: Array) -> Chosen:
    """Which edges go through the plane of the gap."""
    return np.asarray((beyond[edges] > 0).any(axis=1) & (beyond[edges] <= 0).any(axis=1))


def _joined(edges: Numbers, count: int) -> csr_array:
    """Which of so many points have an edge between them, both ways, as ones."""
    ways = np.vstack([edges, edges[:, ::-1]])
    joined = coo_array((np.ones(len(ways)), ways.T), shape=(count, count)).tocsr()
    joined.data[:] = 1
    return joined


def _rounded(points: Array, edges: Numbers, shares: Array) -> Array:
    """Points drawn again and again to the middle of their neighbours, by shares, (n,)."""
    joined = _joined(edges, len(points))
    count = joined.sum(axis=1)
    shares = shares * (count > 0)
    for _ in range(TIMES):
        points = points + shares[:, None] * (joined @ points / np.maximum(count, 1)[:, None] - points)
    return points


def _tapered(points: Array, middle: Array, along: Array) -> Array:
    """Points of one end drawn in towards its middle, so that it has no corners."""
    out = points - middle
    away = out @ along
    out = out - away[:, None] * along
    far = np.maximum(np.linalg.norm(out, axis=1), 1e-6)
    share = smoothstep(np.abs(away), TAPER, 0) * smoothstep(far, *OF_IT)
    return np.asarray(points - (share * (1 - WIDEST * np.tanh(far / WIDEST) / far))[:, None] * out)


def _on(outline: Array, points: Array) -> Array:
    """The places of an outline, pieces (k, 2, 3), that are nearest to points, (n, 3)."""
    places = np.concatenate([(1 - share) * outline[:, 0] + share * outline[:, 1] for share in SHARES])
    return np.asarray(places[cKDTree(places).query(points)[1]])
