"""A muscle parted by a slit that a nerve passes through: two bellies that meet again on either side of it."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes import implicit

Array = NDArray[np.float64]

CELL = 1.1
"""Spacing of the samples the muscle is drawn from, mm."""
REACH = 2.2
"""The bellies give way to this many times half the muscle's height."""
LIP = 0.8
"""How far the ends of the slit are from being cut, mm."""


@dataclass(frozen=True)
class Slit:
    """Where a muscle is parted.

    Attributes
    ----------
    at
        Middle of the slit; the columns of its axes point along the fibres (away from the midline), across
        them (upward) and through the muscle (to the back).
    height
        Of the whole muscle there, across the fibres, mm.
    depth
        Of the whole muscle there, mm.
    """

    at: Frame
    height: float
    depth: float


def crossing(muscle: Mesh, near: Array) -> Slit:
    """The place of a muscle where a nerve crosses it.

    Parameters
    ----------
    muscle
        Its left belly, closed, mm.
    near
        (3,): a place of the nerve; the section of the belly nearest to it counts.
    """
    middle = muscle.points.mean(axis=0)
    along = np.linalg.svd(muscle.points - middle, full_matrices=False)[2][0]
    along *= np.sign(along[0])
    # A belly bends: the fibres' direction is that of the piece around the place.
    for _ in range(3):
        share = (muscle.points - near) @ along
        before, after = (muscle.points[np.abs(share - off) < 7.0].mean(axis=0) for off in (-12.0, 12.0))
        along = (after - before) / np.linalg.norm(after - before)
    section = muscle.points[np.abs((muscle.points - near) @ along) < 5.0]
    origin = (section.min(axis=0) + section.max(axis=0)) / 2
    flat = section - origin - np.outer((section - origin) @ along, along)
    across = np.linalg.svd(flat, full_matrices=False)[2][0]
    across *= np.sign(across[2])
    through = np.cross(along, across)
    through *= np.sign(through[1])
    spans = [np.ptp(flat @ way) for way in (across, through)]
    middles = [((flat @ way).max() + (flat @ way).min()) / 2 for way in (across, through)]
    place = origin + middles[0] * across + middles[1] * through
    return Slit(Frame(place, np.column_stack([along, across, through])), float(spans[0]), float(spans[1]))


def parted(muscle: Mesh, slit: Slit, half_length: float, half_gap: float, triangles: int) -> Mesh:
    """The muscle with the slit in it: one closed surface with a hole.

    Parameters
    ----------
    half_length, half_gap
        Of the opening, along and across the fibres, mm.
    """
    reach = REACH * slit.height / 2
    whole = implicit.solid(muscle)

    def opening(local: Array) -> Array:
        return half_gap * np.cos(np.pi / 2 * np.clip(local[:, 0] / half_length, -1.0, 1.0)) ** 2

    def back(at: Array) -> Array:
        local = slit.at.local(at)
        gap, height = opening(local), np.abs(local[:, 1])
        rest = np.where(height < reach, np.maximum(height - gap, 0.0) / (1 - gap / reach), height)
        local[:, 1] = np.sign(local[:, 1]) * rest
        return slit.at.world(local)

    def lens(at: Array) -> Array:
        local = slit.at.local(at)
        gap = opening(local)
        return np.abs(local[:, 1]) - gap + LIP * (1 - gap / half_gap)

    body = implicit.without(implicit.warped(whole, back), lens, blend=1.6)
    low, high = muscle.points.min(axis=0) - 8.0, muscle.points.max(axis=0) + 8.0
    return implicit.surface(body, low, high, CELL, triangles)


def holes(mesh: Mesh) -> int:
    """Through how many openings one may reach through a closed surface: its genus."""
    edges = {
        tuple(sorted(pair))
        for corners in mesh.triangles.tolist()
        for pair in itertools.combinations(corners, 2)
    }
    return 1 - (len(mesh.points) - len(edges) + len(mesh.triangles)) // 2
