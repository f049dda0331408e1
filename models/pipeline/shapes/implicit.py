"""Solids written as signed distances: simple shapes, blended, cut and then drawn as one closed surface.

A field takes points, (n, 3), mm, and gives their distance from a surface, (n,), mm, negative inside. Blending
distances rounds the place where two shapes meet, as bone does; the formulas are those of Quilez,
"Distance functions" (https://iquilezles.org/articles/distfunctions).
"""

from collections.abc import Callable

import igl
import numpy as np
import pyvista as pv
from numpy.typing import ArrayLike, NDArray

from models.mesh import Mesh
from models.pipeline.shapes.sampling import sampled

Array = NDArray[np.float64]
Field = Callable[[Array], Array]

BLOCK = 12
"""A box is this many cells wide, deep and high, or a multiple of it."""


def ellipsoid(centre: ArrayLike, radii: ArrayLike, axes: ArrayLike | None = None) -> Field:
    """An ellipsoid; `axes` holds its three unit vectors as columns."""
    middle, half = np.asarray(centre, float), np.asarray(radii, float)
    turn = np.eye(3) if axes is None else np.asarray(axes, float)

    def field(at: Array) -> Array:
        local = (at - middle) @ turn
        near, steep = np.linalg.norm(local / half, axis=1), np.linalg.norm(local / half**2, axis=1)
        return np.where(steep > 1e-9, near * (near - 1.0) / np.maximum(steep, 1e-9), -half.min())

    return field


def capsule(start: ArrayLike, end: ArrayLike, radius: float, end_radius: float | None = None) -> Field:
    """A rod with round ends, tapering from one radius to the other."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    last = radius if end_radius is None else end_radius

    def field(at: Array) -> Array:
        along = np.clip((at - a) @ (b - a) / max(float((b - a) @ (b - a)), 1e-9), 0.0, 1.0)
        return np.linalg.norm(at - a - along[:, None] * (b - a), axis=1) - (radius + along * (last - radius))

    return field


def chain(points: ArrayLike, radii: ArrayLike, blend: float = 0.0) -> Field:
    """Tapering rods joined end to end along a line of points, (n, 3), with a radius at each."""
    line, thick = np.asarray(points, float), np.asarray(radii, float)
    return union(
        *(capsule(line[i], line[i + 1], thick[i], thick[i + 1]) for i in range(len(line) - 1)), blend=blend
    )


def box(centre: ArrayLike, half: ArrayLike, rounding: float = 0.0, axes: ArrayLike | None = None) -> Field:
    """A box with rounded edges; `half` are its half lengths along `axes` (columns), rounding included."""
    middle, turn = np.asarray(centre, float), np.eye(3) if axes is None else np.asarray(axes, float)
    inner = np.asarray(half, float) - rounding

    def field(at: Array) -> Array:
        beyond = np.abs((at - middle) @ turn) - inner
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        return outside + np.minimum(beyond.max(axis=1), 0.0) - rounding

    return field


def half_space(point: ArrayLike, outward: ArrayLike) -> Field:
    """Everything behind a plane through `point`, seen along `outward`."""
    origin, normal = np.asarray(point, float), np.asarray(outward, float)
    normal = normal / np.linalg.norm(normal)
    return lambda at: (at - origin) @ normal


def polygon(corners: ArrayLike, at: Array) -> Array:
    """Signed distance of points in a plane, (n, 2), from a closed polygon, (m, 2), negative inside."""
    outline = np.asarray(corners, float)
    nearest, inside = np.full(len(at), np.inf), np.zeros(len(at), bool)
    for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        edge = b - a
        along = np.clip((at - a) @ edge / max(float(edge @ edge), 1e-12), 0.0, 1.0)
        nearest = np.minimum(nearest, np.linalg.norm(at - a - along[:, None] * edge, axis=1))
        if abs(edge[1]) > 1e-12:
            crosses = (a[1] <= at[:, 1]) != (b[1] <= at[:, 1])
            inside ^= crosses & (at[:, 0] < a[0] + (at[:, 1] - a[1]) / edge[1] * edge[0])
    return np.where(inside, -nearest, nearest)


def slab(outline: ArrayLike, thickness: float, rounding: float, origin: ArrayLike, axes: ArrayLike) -> Field:
    """A plate with an outline, (m, 2), drawn in the plane of the first two `axes` (columns) at `origin`."""
    corners, middle, turn = np.asarray(outline, float), np.asarray(origin, float), np.asarray(axes, float)

    def field(at: Array) -> Array:
        local = (at - middle) @ turn
        beyond = np.stack(
            [polygon(corners, local[:, :2]) + rounding, np.abs(local[:, 2]) - thickness / 2 + rounding],
            axis=1,
        )
        outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
        return outside + np.minimum(beyond.max(axis=1), 0.0) - rounding

    return field


def solid(mesh: Mesh) -> Field:
    """A closed mesh as a field. Winding numbers decide what is inside: slits and doubled walls do no harm."""
    points, triangles = np.ascontiguousarray(mesh.points, float), np.ascontiguousarray(mesh.triangles)
    kind = igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER
    return lambda at: igl.signed_distance(np.ascontiguousarray(at), points, triangles, kind)[0]


def union(*fields: Field, blend: float = 0.0) -> Field:
    """All of several solids; `blend` is the width, in mm, over which their meeting is filled in."""

    def field(at: Array) -> Array:
        whole = fields[0](at)
        for other in fields[1:]:
            whole = smaller(whole, other(at), blend)
        return whole

    return field


def common(*fields: Field, blend: float = 0.0) -> Field:
    """What several solids share, the edges rounded over `blend` mm."""

    def field(at: Array) -> Array:
        whole = fields[0](at)
        for other in fields[1:]:
            whole = -smaller(-whole, -other(at), blend)
        return whole

    return field


def without(body: Field, *holes: Field, blend: float = 0.0) -> Field:
    """A solid with others cut out of it, the rims rounded over `blend` mm."""

    def field(at: Array) -> Array:
        whole = body(at)
        for hole in holes:
            whole = -smaller(-whole, hole(at), blend)
        return whole

    return field


def smaller(a: Array, b: Array, blend: float) -> Array:
    """The lesser of two distances, the step between them smoothed over `blend` mm; never more than either."""
    if blend <= 0.0:
        return np.minimum(a, b)
    near = np.maximum(blend - np.abs(a - b), 0.0) / blend
    return np.minimum(a, b) - near * near * blend / 4.0


def grown(body: Field, by: float | Field) -> Field:
    """A solid made thicker all round by some mm, or by as many mm as a field says at each place."""
    return lambda at: body(at) - (by(at) if callable(by) else by)


def mirrored(body: Field) -> Field:
    """The left half of a solid and its mirror image."""
    return lambda at: body(np.column_stack([np.abs(at[:, 0]), at[:, 1], at[:, 2]]))


def warped(body: Field, back: Callable[[Array], Array]) -> Field:
    """A solid bent in space: `back` takes a place to where it was before bending."""
    return lambda at: body(back(at))


def surface(body: Field, low: ArrayLike, high: ArrayLike, cell: float, triangles: int | None = None) -> Mesh:
    """Draw a solid as one closed surface.

    Parameters
    ----------
    body
        The field; it must be positive on the whole rim of the box.
    low, high
        Corners of the box the solid lies in, mm.
    cell
        Spacing of the samples, mm.
    triangles
        About how many triangles the surface may have; None keeps all of them.

    Raises
    ------
    ValueError
        If the solid is empty, leaves the box, or its surface is not closed.
    """
    grid = _sampled(body, np.asarray(low, float), np.asarray(high, float), cell)
    drawn = grid.contour([0.0], scalars="distance", method="flying_edges")
    if drawn.n_cells == 0:
        msg = "must be a solid with an inside; got nothing"
        raise ValueError(msg)
    drawn = drawn.triangulate().extract_largest().extract_surface(algorithm=None).clean()
    drawn = drawn.smooth_taubin(n_iter=12, pass_band=0.12)
    mesh = Mesh(np.asarray(drawn.points, float), drawn.regular_faces.astype(np.int64))
    if triangles is not None and len(mesh.triangles) > triangles:
        # VTK's decimation now and then leaves a surface that is no manifold; this one never does.
        points, faces, *_ = igl.qslim(np.ascontiguousarray(mesh.points), mesh.triangles, triangles)
        mesh = Mesh(np.asarray(points, float), np.asarray(faces, np.int64))
    check = pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)
    if check.n_open_edges or not check.is_manifold:
        msg = f"must be one closed surface; got {check.n_open_edges} open edges"
        raise ValueError(msg)
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    outward = float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) > 0
    return mesh if outward else Mesh(mesh.points, mesh.triangles[:, ::-1])


def _sampled(body: Field, low: Array, high: Array, cell: float) -> pv.ImageData:
    """The field on a grid that fills its box with whole blocks."""
    width, depth, height = (int(count) * BLOCK + 1 for count in np.ceil((high - low) / (cell * BLOCK)))
    fine = sampled(body, low, (width, depth, height), cell)
    rim = np.concatenate([fine.take(i, axis=axis).ravel() for axis in range(3) for i in (0, -1)])
    if (rim < 0).any():
        msg = f"must lie inside its box; got {-rim.min():.1f} mm beyond its rim"
        raise ValueError(msg)
    grid = pv.ImageData(dimensions=fine.shape, spacing=(cell,) * 3, origin=low)
    grid["distance"] = fine.ravel(order="F")
    return grid
