"""Solids given by their cross-section: bars of oval section, and prisms of a star-shaped outline."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.pipeline.shapes.implicit import Field

Array = NDArray[np.float64]


def bar(
    start: ArrayLike,
    end: ArrayLike,
    first: tuple[float, float],
    last: tuple[float, float],
    across: ArrayLike,
    squareness: float = 2.0,
    cap: float | None = None,
) -> Field:
    """A tapering bar of oval section with round ends.

    Parameters
    ----------
    start, end
        Of its axis, mm.
    first, last
        Half measures of the section at each end: along `across` and square to it, mm.
    across
        A direction in the section.
    squareness
        2 for an ellipse; larger towards a box.
    cap
        How far the round ends reach beyond the axis, mm; else as far as the smaller half measure there.
    """
    a, b = np.asarray(start, float), np.asarray(end, float)
    long = float(np.linalg.norm(b - a))
    axis = (b - a) / long
    side = np.asarray(across, float) - (np.asarray(across, float) @ axis) * axis
    side = side / np.linalg.norm(side)
    turn = np.column_stack([side, np.cross(axis, side), axis])

    def field(at: Array) -> Array:
        local = (at - a) @ turn
        share = np.clip(local[:, 2] / long, 0.0, 1.0)
        wide = first[0] + share * (last[0] - first[0])
        thick = first[1] + share * (last[1] - first[1])
        local[:, 2] -= share * long
        beyond = np.minimum(wide, thick) if cap is None else np.full(len(at), cap)
        half = np.column_stack([wide, thick, beyond])
        scaled = np.abs(local) / half
        raised = scaled ** (squareness - 1.0)
        near = np.einsum("ij,ij->i", raised, scaled) ** (1.0 / squareness)
        steep = np.sqrt(np.einsum("ij,ij->i", raised / half, raised / half))
        pull = np.maximum(near, 1e-9) ** (squareness - 1.0)
        inner = half.min(axis=1)
        return np.where(near > 0.2, (near - 1.0) * pull / np.maximum(steep, 1e-9), (near - 1.0) * inner)

    return field


def pillar(angles: ArrayLike, radii: ArrayLike, at: Array, scale: Array | float = 1.0) -> Array:
    """Signed distance, roughly, of points in a plane, (n, 2), from a star-shaped outline about the origin.

    `radii` are the outline's at `angles` (rising from -pi to pi), `scale` shrinks or widens it at each point.
    """
    turn, out = np.arctan2(at[:, 1], at[:, 0]), np.hypot(at[:, 0], at[:, 1])
    directions, reach = np.asarray(angles, float), np.asarray(radii, float)
    edge = np.interp(turn, directions, reach)
    slope = np.interp(turn, directions, np.gradient(reach, directions)) / edge
    return np.asarray((out - edge * scale) / np.sqrt(1.0 + slope**2))
