"""A band of fibrous tissue drawn taut from bone to bone over what lies between: an arch, a retinaculum."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import gaussian_filter, gaussian_filter1d, maximum_filter, median_filter
from scipy.spatial import ConvexHull

from models.mesh import Mesh
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.measure import cut
from models.pipeline.shapes.loft import loft

Array = NDArray[np.float64]

COUNT = 41
"""Places along the band in each of its rows."""
SAMPLES = np.linspace(0, 1, 5)
"""Places on each piece of a section that the band is drawn over."""
EDGE = 0.3
"""How thick a band is at its edges, as a share of its thickness."""
THINNEST, ON_BONE = 0.25, 0.06
"""How thick a band is at its ends, and how far off the bone these lie, mm."""
FADING = 0.3
"""Over this share of its length a band gets thinner to either end."""
CLEAR = 0.1
"""How far what makes way stays from a band, mm."""
FULL, BESIDE = 0.9, 2.0
"""As far from a band as the first all that lies below it makes way, and beyond the second nothing, mm."""


class Sling(NamedTuple):
    """Where a band runs: in planes around a middle that lies inside the bones it holds to.

    Attributes
    ----------
    middle
        (3,): in the bone, opposite the middle of the band, mm.
    along, outward
        (3,): unit vectors: across the band's fibres, and from the middle to the band's middle.
    rows
        (m,): how far along the band's rows lie, ascending, mm.
    ends
        (m, 2): angles at the middle, from `outward` round `along`, radians, where each row is fixed.
    widest
        (2,): angles between which what the band is drawn over may lie.
    """

    middle: Array
    along: Array
    outward: Array
    rows: Array
    ends: Array
    widest: Array

    @property
    def aside(self) -> Array:
        """The direction of growing angles at `outward`, a unit vector."""
        return np.cross(self.along, self.outward)

    def over(self, held: Sequence[Mesh]) -> Array:
        """How far from the middle a taut band over some meshes is, (n, m), mm."""
        angles = self._angles()
        taut = np.stack(
            [_hull(self._flat(held, far), angles[:, row], self.widest) for row, far in enumerate(self.rows)],
            axis=1,
        )
        eased = np.maximum(gaussian_filter(maximum_filter(taut, 3), 0.7), taut)
        return np.asarray(taut + (eased - taut) * smoothstep(_ending(), 0, FADING)[:, None])

    def band(self, reach: Array, gap: float, thickness: float) -> Mesh:
        """A band `gap` mm outside `reach` (see `over`), some mm thick in its middle: a closed surface.

        At its ends it lies on `reach`.
        """
        fading = smoothstep(_ending(), 0, FADING)[:, None]
        edging = np.minimum(np.linspace(0, 1, len(self.rows)), np.linspace(1, 0, len(self.rows)))
        inner = reach + ON_BONE + (gap - ON_BONE) * fading
        outer = (
            inner
            + THINNEST
            + (thickness - THINNEST) * fading * (EDGE + (1 - EDGE) * smoothstep(edging, 0, 0.3))
        )
        places = self.middle + np.outer(self.rows, self.along)
        sheets = [places + away[:, :, None] * self._rays() for away in (inner, outer)]
        rings = np.concatenate([sheets[0], sheets[1][:, ::-1]], axis=1)
        mesh = loft(rings, rings[0].mean(axis=0), rings[-1].mean(axis=0))
        a, b, c = (mesh.points[mesh.triangles[:, corner]] - self.middle for corner in range(3))
        return mesh if (np.cross(a, b) * c).sum() > 0 else Mesh(mesh.points, mesh.triangles[:, ::-1])

    def lifted(self, points: Array, reach: Array, gap: float, thickness: float) -> Array:
        """Points that lie below the outer side of a band as they make way for it, (n, 3), mm.

        Beside the band they follow less and less, up to `BESIDE` mm from it.
        """
        local = points - self.middle
        far, out, side = local @ self.along, local @ self.outward, local @ self.aside
        away, turn = np.hypot(out, side), np.arctan2(side, out)
        row = np.clip(far, self.rows[0], self.rows[-1])
        low, high = (np.interp(row, self.rows, end) for end in self.ends.T)
        held = np.clip(turn, low, high)
        top = RegularGridInterpolator((np.linspace(0, 1, COUNT), self.rows), reach + gap + thickness + CLEAR)
        lift = np.maximum(top(np.column_stack([(held - low) / (high - low), row])) - away, 0)
        lift *= 1 - smoothstep(np.hypot((turn - held) * away, far - row), FULL, BESIDE)
        radial = np.outer(out, self.outward) + np.outer(side, self.aside)
        return np.asarray(points + radial * (lift / np.maximum(away, 1e-6))[:, None])

    def beside(self, points: Array) -> Array:
        """How far points are from being straight above or below the band, (n,), mm."""
        local = points - self.middle
        far, out, side = local @ self.along, local @ self.outward, local @ self.aside
        turn, row = np.arctan2(side, out), np.clip(far, self.rows[0], self.rows[-1])
        low, high = (np.interp(row, self.rows, end) for end in self.ends.T)
        return np.hypot((turn - np.clip(turn, low, high)) * np.hypot(out, side), far - row)

    def fixed(self, bones: Sequence[Mesh], held: Sequence[Mesh], beyond: float) -> "Sling":
        """The same band, fixed `beyond` degrees behind where it comes to lie on bone at either end."""
        ends = []
        for far in self.rows:
            flat = _between(self._flat(bones, far), self.widest)
            others = _between(self._flat(held, far), self.widest)
            corners = ConvexHull(np.vstack([flat, others, [0.0, 0.0]])).vertices
            turns = _turns(flat[corners[corners < len(flat)]])
            low, high = turns[turns < 0], turns[turns > 0]
            ends.append([max(low, default=self.widest[0]), min(high, default=self.widest[1])])
        evened = gaussian_filter1d(median_filter(np.array(ends), (5, 1)), 1.5, axis=0, mode="nearest")
        return self._replace(ends=np.clip(evened + np.radians([-beyond, beyond]), *self.widest))

    def _angles(self) -> Array:
        return np.linspace(self.ends[:, 0], self.ends[:, 1], COUNT)

    def _rays(self) -> Array:
        angles = self._angles()[:, :, None]
        return np.asarray(np.cos(angles) * self.outward + np.sin(angles) * self.aside)

    def _flat(self, meshes: Sequence[Mesh], far: float) -> Array:
        """Places of meshes' sections in a row's plane, from the middle outward and aside, (k, 2), mm."""
        origin = self.middle + far * self.along
        pieces = np.concatenate([cut(mesh, origin, self.along) for mesh in meshes])
        spots = pieces[:, :1] + SAMPLES[:, None] * (pieces[:, 1:] - pieces[:, :1])
        return np.asarray((spots.reshape(-1, 3) - origin) @ np.column_stack([self.outward, self.aside]))


def _hull(flat: Array, angles: Array, limits: Array) -> Array:
    """How far from the middle the convex hull of places between two angles reaches, (n,), mm."""
    hull = ConvexHull(np.vstack([_between(flat, limits), [0.0, 0.0]]))
    facing = np.column_stack([np.cos(angles), np.sin(angles)]) @ hull.equations[:, :2].T
    away = np.where(facing > 1e-6, -hull.equations[:, 2] / np.maximum(facing, 1e-6), np.inf)
    return np.where(away > 1e-6, away, np.inf).min(axis=1)


def _between(flat: Array, limits: Array) -> Array:
    """The places between two angles."""
    turns = _turns(flat)
    return flat[(turns >= limits[0]) & (turns <= limits[1])]


def _turns(flat: Array) -> Array:
    return np.arctan2(flat[:, 1], flat[:, 0])


def _ending() -> Array:
    """How far each place along a band is from its nearer end, as a share of the whole, (n,)."""
    return np.minimum(np.linspace(0, 1, COUNT), np.linspace(1, 0, COUNT))
