"""What is drawn of a place: a round patch that hugs the skin, a small mark on a nerve."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.mesh import Mesh
from point_maps.solving.frames import Vector, normalised
from point_maps.solving.placed import PlacedRegion, PlacedSite
from point_maps.solving.surfaces import Surface

LIFT = 0.6
"""How far outside the skin a patch lies, mm: enough for it not to flicker through."""
FINENESS = 4
"""A patch's edges are at most its radius divided by this, so that its rim looks round."""
AWAY = -0.85
"""Skin that faces away from the normal by more than this cosine is left out: a crease folds, a limb turns."""
RINGS, SPOKES = 10, 16

Rows = NDArray[np.float64]
Corners = NDArray[np.int64]


def patch(body: Body, region: PlacedRegion) -> Mesh:
    """A disc that hugs the skin around a region's centre.

    Every point of its rim is the region's radius away from the centre, and the whole lies
    `LIFT` mm outside the skin. Skin that faces away, as on the other side of a limb, is
    left out.

    Returns
    -------
    Mesh
        LPS, mm, counter-clockwise from outside.
    """
    skin = _skin(body)
    centre, normal = np.array(region.centre), np.array(region.normal)
    corners = _around(skin, centre, normal, region.radius)
    rows, corners = _compact(np.hstack([skin.mesh.points, skin.normals]), corners)
    rows, corners = _refined(rows, corners, region.radius / FINENESS)
    rows, corners = _compact(*_clipped(rows, corners, centre, region.radius))
    outward = rows[:, 3:] / np.maximum(np.linalg.norm(rows[:, 3:], axis=1, keepdims=True), 1e-12)
    return Mesh(rows[:, :3] + LIFT * outward, corners)


def marker(site: PlacedSite) -> Mesh:
    """A small closed ellipsoid at a site, its long axis along the nerve or the spine.

    Returns
    -------
    Mesh
        LPS, mm, counter-clockwise from outside.
    """
    long, wide = site.site.extent_mm
    axis = normalised(np.array(site.direction))
    aside = normalised(np.cross(axis, np.eye(3)[int(np.argmin(np.abs(axis)))]))
    turn = np.stack([aside * wide, np.cross(axis, aside) * wide, axis * long])
    points, corners = _ball()
    return Mesh(points @ turn + np.array(site.centre), corners)


@lru_cache(maxsize=4)
def _skin(body: Body) -> Surface:
    return Surface(body.skin)


def _around(skin: Surface, centre: Vector, normal: Vector, radius: float) -> Corners:
    """The triangles that hang together with the centre, face as it does, and touch the disc."""
    near = np.flatnonzero(np.linalg.norm(skin.corners - centre, axis=2).min(axis=1) < 2 * radius + 20)
    first, second, third = skin.corners[near].transpose(1, 0, 2)
    facing = np.cross(second - first, third - first)
    near = near[facing @ normal > AWAY * np.linalg.norm(facing, axis=1)]
    gaps: Rows = np.linalg.norm(skin.corners[near] - centre, axis=2)
    middles = np.linalg.norm(skin.corners[near].mean(axis=1) - centre, axis=1)
    longest = np.linalg.norm(skin.corners[near] - np.roll(skin.corners[near], 1, axis=1), axis=2).max(axis=1)
    touching = near[np.minimum(gaps.min(axis=1), middles - longest) < radius]
    corners = skin.mesh.triangles[touching]
    joined: Corners = corners[_together(corners, int(np.argmin(_gap_to(skin.corners[touching], centre))))]
    return joined


def _gap_to(corners: Rows, point: Vector) -> Rows:
    """How far a point lies from triangles (m, 3, 3), by the closest of a fine sample of each."""
    weights = np.array([(i, j, 8 - i - j) for i in range(9) for j in range(9 - i)]) / 8
    gaps: Rows = np.linalg.norm(np.einsum("kc,mcd->mkd", weights, corners) - point, axis=2).min(axis=1)
    return gaps


def _together(corners: Corners, start: int) -> NDArray[np.bool_]:
    """Which triangles are joined to one of them, by corners they share."""
    reached = np.zeros(len(corners), bool)
    reached[start] = True
    while True:
        grown: NDArray[np.bool_] = np.asarray(np.isin(corners, corners[reached]).any(axis=1))
        if (grown == reached).all():
            return grown
        reached = grown


def _compact(rows: Rows, corners: Corners) -> tuple[Rows, Corners]:
    """Drop the rows no triangle uses."""
    used, numbers = np.unique(corners, return_inverse=True)
    return rows[used], numbers.reshape(corners.shape)


def _refined(rows: Rows, corners: Corners, finest: float) -> tuple[Rows, Corners]:
    """Halve edges until none is longer than `finest` mm; neighbours share the new points."""
    while True:
        edges = np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
        unique, numbers = np.unique(edges, axis=0, return_inverse=True)
        long = np.linalg.norm(rows[unique[:, 0], :3] - rows[unique[:, 1], :3], axis=1) > finest
        if not long.any():
            return rows, corners
        middles = np.cumsum(long) - 1 + len(rows)
        rows = np.vstack([rows, rows[unique[long]].mean(axis=1)])
        numbers = numbers.reshape(-1, 3)
        corners = _halved(corners, middles[numbers], long[numbers])


def _halved(corners: Corners, middles: Corners, long: NDArray[np.bool_]) -> Corners:
    """Cut triangles at the middles of their long edges; edge 0 runs from corner 0 to corner 1."""
    count = long.sum(axis=1)
    first = np.where(count == 1, np.argmax(long, axis=1), (np.argmin(long, axis=1) + 1) % 3)
    turn = (first[:, None] + np.arange(3)) % 3
    turned = np.hstack([np.take_along_axis(corners, turn, 1), np.take_along_axis(middles, turn, 1)])
    patterns = [
        [(0, 1, 2)],
        [(0, 3, 2), (3, 1, 2)],
        [(3, 1, 4), (0, 3, 4), (0, 4, 2)],
        [(0, 3, 5), (3, 1, 4), (5, 4, 2), (3, 4, 5)],
    ]
    return np.concatenate(
        [turned[count == k][:, pattern].reshape(-1, 3) for k, pattern in enumerate(patterns)]
    )


def _clipped(rows: Rows, corners: Corners, centre: Vector, radius: float) -> tuple[Rows, Corners]:
    """Keep what lies within the radius; triangles over the rim are cut exactly on it."""
    inside = np.linalg.norm(rows[:, :3] - centre, axis=1) <= radius
    count = inside[corners].sum(axis=1)
    one = _turned(corners[count == 1], inside[corners[count == 1]])
    two = _turned(corners[count == 2], ~inside[corners[count == 2]])
    edges = np.concatenate([one[:, [0, 1]], one[:, [0, 2]], two[:, [1, 0]], two[:, [2, 0]]])
    unique, numbers = np.unique(edges, axis=0, return_inverse=True)
    rim = _on_rim(rows, unique, centre, radius)
    tip_b, tip_c, cut_b, cut_c = np.split(
        numbers.ravel() + len(rows), np.cumsum([len(one), len(one), len(two)])
    )
    tips = np.stack([one[:, 0], tip_b, tip_c], axis=1)
    quads = [np.stack([cut_b, two[:, 1], two[:, 2]], axis=1), np.stack([cut_b, two[:, 2], cut_c], axis=1)]
    return np.vstack([rows, rim]), np.concatenate([corners[count == 3], tips, *quads])


def _turned(corners: Corners, odd: NDArray[np.bool_]) -> Corners:
    """Turn each triangle so that its one odd corner comes first."""
    first = np.argmax(odd, axis=1)[:, None]
    return np.take_along_axis(corners, (first + np.arange(3)) % 3, axis=1)


def _on_rim(rows: Rows, edges: Corners, centre: Vector, radius: float) -> Rows:
    """Where edges, from their inner to their outer end, cross the sphere of the radius."""
    start, step = rows[edges[:, 0]], rows[edges[:, 1]] - rows[edges[:, 0]]
    away = start[:, :3] - centre
    a = np.einsum("ij,ij->i", step[:, :3], step[:, :3])
    b = np.einsum("ij,ij->i", step[:, :3], away)
    c = np.einsum("ij,ij->i", away, away) - radius**2
    share = (-b + np.sqrt(np.maximum(b * b - a * c, 0))) / a
    crossings: Rows = start + share[:, None] * step
    return crossings


def _ball() -> tuple[Rows, Corners]:
    """A unit ball of rings and spokes, its poles on the third axis."""
    polar, turn = np.meshgrid(
        np.linspace(0, np.pi, RINGS + 1)[1:-1], np.arange(SPOKES) * 2 * np.pi / SPOKES, indexing="ij"
    )
    belt = np.stack([np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar)], axis=2)
    points = np.vstack([belt.reshape(-1, 3), [[0, 0, 1], [0, 0, -1]]])
    spoke = np.arange(SPOKES)
    after = (spoke + 1) % SPOKES
    last, top = (RINGS - 2) * SPOKES, (RINGS - 1) * SPOKES
    corners = [np.stack([np.full(SPOKES, top), spoke, after], axis=1)]
    for ring in range(RINGS - 2):
        upper, lower = ring * SPOKES, (ring + 1) * SPOKES
        corners += [np.stack([upper + spoke, lower + spoke, lower + after], axis=1)]
        corners += [np.stack([upper + spoke, lower + after, upper + after], axis=1)]
    corners.append(np.stack([last + spoke, np.full(SPOKES, top + 1), last + after], axis=1))
    return points, np.concatenate(corners)
