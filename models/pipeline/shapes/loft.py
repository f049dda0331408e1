"""A closed surface around a row of rings: how nerves and muscles get their skin."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh

Array = NDArray[np.float64]

CHORD, LONGEST = 0.2, 16.0
"""Rings are left out where a straight wall stays this near the curve, mm, and over no more than this, mm."""
ENDS = ((1.0, 0.25), (0.8, 0.62), (0.45, 0.9))
"""Rings of a round end: how far out, as a share of half the thickness, and how large."""


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


def tube(
    line: Array,
    width: Array,
    thickness: Array,
    facing: Array,
    sides: int = 12,
    groove: Array | None = None,
    round_start: bool = True,
    chord: float = CHORD,
) -> Mesh:
    """Loft an oval tube around a line: one closed surface.

    Parameters
    ----------
    line
        (n, 3): middle of the tube, LPS, mm.
    width, thickness
        (n,): full diameters of the section, mm.
    facing
        (3,): the direction the flat side looks.
    sides
        Corners of the section.
    groove
        (n,): depth of a furrow along the middle of either flat side, as a share of half the thickness.
    round_start
        Whether the near end is round, as the far end is, or cut off flat.
    chord
        How far a straight wall may run off the curve, mm.
    """
    keep = _rings_needed(line, np.stack([width, thickness], axis=1), chord)
    tangent, across, through = sections(line, facing)
    furrow = np.zeros(len(line)) if groove is None else groove
    turn = 2 * np.pi * np.arange(sides) / sides
    cos, sin = np.cos(turn), np.sin(turn)
    half_width, half_thick = width / 2, thickness / 2
    rings = [(line[0] - tangent[0] * out * half_thick[0], 0, size) for out, size in ENDS if round_start]
    rings += [(line[i], i, 1.0) for i in keep]
    rings += [(line[-1] + tangent[-1] * out * half_thick[-1], -1, size) for out, size in reversed(ENDS)]
    points = [
        centre
        + size
        * (
            np.outer(half_width[i] * cos, across[i])
            + np.outer(half_thick[i] * sin * (1 - furrow[i] * np.exp(-((cos / 0.4) ** 2))), through[i])
        )
        for centre, i, size in rings
    ]
    return loft(np.array(points), rings[0][0], rings[-1][0])


def sections(line: Array, facing: Array) -> tuple[Array, Array, Array]:
    """Unit vectors along, across and through a flat tube around a line, each (n, 3), turning smoothly."""
    tangent = np.gradient(line, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    across = np.cross(facing, tangent)
    lengths = np.linalg.norm(across, axis=1, keepdims=True)
    across = np.where(lengths > 0.2, across / np.maximum(lengths, 1e-9), 0.0)
    across = gaussian_filter1d(across, 4.0, axis=0, mode="nearest")
    across -= tangent * np.einsum("ij,ij->i", across, tangent)[:, None]
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    return tangent, across, np.cross(tangent, across)


def even(line: Array, step: float) -> Array:
    """The same curve with points about `step` mm apart."""
    along = lengths(line)
    wanted = np.linspace(0, along[-1], max(int(along[-1] / step) + 1, 4))
    return np.stack([np.interp(wanted, along, line[:, axis]) for axis in range(3)], axis=1)


def lengths(line: Array) -> Array:
    """How far along a line each of its points is, (n,), mm."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])


def _rings_needed(line: Array, sizes: Array, chord: float) -> list[int]:
    """Numbers of the points that keep the tube's wall within `chord` of the whole row's."""
    along = lengths(line)
    rows = np.column_stack([line, sizes / 2])
    keep, last = [0], len(line) - 1
    while keep[-1] < last:
        start = keep[-1]
        end = start + 1
        while (
            end < last
            and along[end + 1] - along[start] <= LONGEST
            and _fits(rows, along, start, end + 1, chord)
        ):
            end += 1
        keep.append(end)
    return keep


def _fits(rows: Array, along: Array, start: int, end: int, chord: float) -> bool:
    share = (along[start : end + 1] - along[start]) / (along[end] - along[start])
    straight = rows[start] + share[:, None] * (rows[end] - rows[start])
    return bool(np.abs(rows[start : end + 1] - straight).max() < chord)
