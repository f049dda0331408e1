"""Signed distances of very many points to a closed surface, as far as they are small; numpy only."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]

FINE, COARSE = 1.2, 4.0
"""Side of the cells that triangles are sorted into, mm: about as large as the triangles, within these."""
MOST = 400_000
"""Pairs of a point and a triangle that are taken at once."""
SAME = 1e-7
"""Triangles whose squared distances differ by less, mm2, are met at an edge or corner that they share."""


class Nearness:
    """A closed surface, or the part of it around a place, that knows who is near.

    Parameters
    ----------
    mesh
        LPS, mm, counter-clockwise from outside.
    low, high
        The box in which points will be asked about, mm.
    reach
        As far as distances are told, mm.
    """

    def __init__(self, mesh: Mesh, low: Array, high: Array, reach: float) -> None:
        self._reach = reach
        corners = mesh.points[mesh.triangles]
        lowest, highest = corners.min(axis=1) - reach, corners.max(axis=1) + reach
        near = ((lowest <= high) & (highest >= low)).all(axis=1)
        self._corners = corners[near]
        self._low = low
        extents = np.ptp(self._corners, axis=1).max(axis=1)
        self._cell = float(np.clip(max(0.7 * reach, np.median(extents) if len(extents) else 0), FINE, COARSE))
        first = np.floor((np.maximum(lowest[near], low) - low) / self._cell).astype(np.int64)
        last = np.floor((np.minimum(highest[near], high) - low) / self._cell).astype(np.int64)
        self._size = np.floor((high - low) / self._cell).astype(np.int64) + 1
        cells, owners = _cells(first, last, self._size)
        order = np.argsort(cells, kind="stable")
        self._cells, self._owners = cells[order].astype(np.int32), owners[order].astype(np.int32)
        self._measure()

    def _measure(self) -> None:
        """What is asked of every triangle again and again: its edges, its unit normal, its angles."""
        self._middles = self._corners.mean(axis=1)
        self._radii = np.linalg.norm(self._corners - self._middles[:, None], axis=2).max(axis=1, initial=0)
        self._edges = np.roll(self._corners, -1, axis=1) - self._corners
        self._squares = np.maximum((self._edges**2).sum(axis=2), 1e-18)
        normals = np.cross(self._edges[:, 0], -self._edges[:, 2])
        length = np.linalg.norm(normals, axis=1, keepdims=True)
        self._normals = np.where(length > 1e-9, normals / np.maximum(length, 1e-9), 0.0)
        back = -np.roll(self._edges, 1, axis=1)
        cosine = (self._edges * back).sum(axis=2) / np.sqrt(self._squares * np.roll(self._squares, 1, axis=1))
        self._angles = np.arccos(np.clip(cosine, -1, 1))

    def signed(self, points: Array) -> Array:
        """Distances of points (n, 3), (n,), mm, negative inside; infinite beyond `reach`."""
        found = np.full(len(points), np.inf)
        within = np.floor((points - self._low) / self._cell).astype(np.int64)
        asked = np.flatnonzero(((within >= 0) & (within < self._size)).all(axis=1))
        cells = _numbered(within[asked], self._size)
        starts, ends = (np.searchsorted(self._cells, cells, side) for side in ("left", "right"))
        counts = ends - starts
        asked, starts, counts = asked[counts > 0], starts[counts > 0], counts[counts > 0]
        parts = np.flatnonzero(np.diff(np.cumsum(counts) // MOST, prepend=0))
        for some in np.split(np.arange(len(asked)), parts):
            if len(some):
                pairs = self._owners[_runs(starts[some], counts[some])].astype(np.int64)
                found[asked[some]] = self._nearest(
                    points[asked[some]], *self._likely(points[asked[some]], pairs, counts[some])
                )
        return np.where(np.abs(found) <= self._reach, found, np.inf)

    def _likely(self, points: Array, triangles: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
        """Of each point's triangles those whose middles lie near enough to be the nearest, and how many."""
        away = np.repeat(points, counts, axis=0) - self._middles[triangles]
        far, radii = np.sqrt(np.einsum("ij,ij->i", away, away)), self._radii[triangles]
        starts = np.cumsum(counts) - counts
        kept = far - radii <= np.repeat(np.minimum.reduceat(far + radii, starts), counts)
        return triangles[kept], np.add.reduceat(kept, starts)

    def _nearest(self, points: Array, triangles: Numbers, counts: Numbers) -> Array:
        """Signed distance of each point to the nearest of its own `counts` triangles."""
        away = np.repeat(points, counts, axis=0)[:, None] - self._corners[triangles]
        edges, normals = self._edges[triangles], self._normals[triangles]
        height = (away[:, 0] * normals).sum(axis=1)
        along = (away * edges).sum(axis=2) / self._squares[triangles]
        share = along.clip(0, 1)
        squares = ((away - share[:, :, None] * edges) ** 2).sum(axis=2)
        edge = squares.argmin(axis=1)
        rows = np.arange(len(edge))
        beside = (np.cross(edges, away) * normals[:, None]).sum(axis=2)
        over = (beside > 0).all(axis=1)
        squared = np.where(over, height**2, squares[rows, edge])
        # How much of a triangle lies around the place where it is met (Baerentzen and Aanaes 2005).
        at = share[rows, edge]
        angles = self._angles[triangles]
        corner = np.where(at <= 0, angles[rows, edge], angles[rows, (edge + 1) % 3])
        weight = np.where(over, 2 * np.pi, np.where((at > 0) & (at < 1), np.pi, corner))
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        best = np.minimum.reduceat(squared, starts)
        met = squared <= np.repeat(best, counts) + SAME
        side = np.add.reduceat(np.where(met, weight * height, 0.0), starts)
        return np.where(side < 0, -1, 1) * np.sqrt(best)


def _cells(first: Numbers, last: Numbers, size: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers of all cells from first to last of each row, and whose they are."""
    extent = np.maximum(last - first + 1, 0)
    counts = extent.prod(axis=1)
    owners = np.repeat(np.arange(len(first)), counts)
    place = _runs(np.zeros(len(first), np.int64), counts)
    _, ny, nz = extent[owners].T
    at = np.stack([place // (ny * nz), place // nz % ny, place % nz], axis=1) + first[owners]
    return _numbered(at, size), owners


def _numbered(cells: Numbers, size: Numbers) -> Numbers:
    return (cells[:, 0] * size[1] + cells[:, 1]) * size[2] + cells[:, 2]


def _runs(starts: Numbers, counts: Numbers) -> Numbers:
    """Numbers from each start on, as many as its count, one run after the other."""
    offsets = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) - np.repeat(offsets - starts, counts)
