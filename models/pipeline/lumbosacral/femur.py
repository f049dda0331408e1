"""The left femur: its upper end drawn from published dimensions on the source's shaft and condyles."""

import tomllib
from pathlib import Path

import numpy as np
import pyvista as pv

from models.mesh import Mesh
from models.pipeline.lumbosacral.bars import bar, off_nodes
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Array, Field

SHAPE = tomllib.loads((Path(__file__).parent / "femur.toml").read_text(encoding="utf-8"))
TRIANGLES = 6500
CELL = 1.25


def head_radius(sex: str) -> float:
    """Radius of the femoral head of a man or a woman, mm."""
    return float(SHAPE["head"][sex])


def femur(source: Mesh, centre: Array, sex: str) -> Mesh:
    """Draw the left femur of a body.

    Parameters
    ----------
    source
        The source's femur where it stands in the body, LPS, mm: it gives shaft, condyles and size.
    centre
        Left hip joint centre, (3,), mm.
    sex
        `male` or `female`.

    Returns
    -------
    Mesh
        One closed surface of about 6,500 triangles, LPS, mm.
    """
    hip = np.asarray(centre, float)
    size = float(np.ptp(source.points[:, 2])) / SHAPE["reference_height"]
    shaft = _smoothed(Mesh(source.points - hip, source.triangles))
    low, high = shaft.points.min(axis=0) - 6.0, shaft.points.max(axis=0) + 6.0
    low, high = np.minimum(low, -40.0), np.maximum(high, 40.0)
    drawn = implicit.surface(off_nodes(_field(shaft, size, sex)), low, high, CELL, TRIANGLES)
    return Mesh(drawn.points + hip, drawn.triangles)


def landmarks(mesh: Mesh, centre: Array) -> dict[str, Array]:
    """Find the trochanters of a left femur.

    Parameters
    ----------
    mesh
        As `femur` gives it.
    centre
        Left hip joint centre, (3,), mm.

    Returns
    -------
    dict
        `greater-trochanter` (most lateral), `greater-trochanter-tip` (highest) and `lesser-trochanter`
        (tip), each (3,), mm.
    """
    at = mesh.points - np.asarray(centre, float)
    size = float(np.ptp(at[:, 2])) / SHAPE["reference_height"]
    upper = at[(at[:, 2] > -60.0 * size) & (at[:, 0] > 40.0 * size)]
    band = at[(at[:, 2] > -80.0 * size) & (at[:, 2] < -52.0 * size)]
    found = {
        "greater-trochanter": upper[np.argmax(upper[:, 0])],
        "greater-trochanter-tip": upper[np.argmax(upper[:, 2])],
        "lesser-trochanter": band[np.argmax(band @ (-0.6, 0.8, 0.0))],
    }
    return {name: point + centre for name, point in found.items()}


def _smoothed(source: Mesh) -> Mesh:
    """The source without the ripple its few points left."""
    raw = pv.PolyData.from_regular_faces(source.points, source.triangles)
    calm = raw.subdivide(1, "loop").smooth_taubin(n_iter=60, pass_band=0.02)
    return Mesh(np.asarray(calm.points, float), calm.regular_faces.astype(np.int64))


def _field(shaft: Mesh, size: float, sex: str) -> Field:
    low, high = (size * z for z in SHAPE["join"])
    upper, lower = _upper(size, sex), implicit.solid(shaft)

    def field(at: Array) -> Array:
        share = np.clip((at[:, 2] - low) / (high - low), 0.0, 1.0)
        share = share * share * (3.0 - 2.0 * share)
        result = np.zeros(len(at))
        for part, weight in ((upper, share), (lower, 1.0 - share)):
            used = weight > 0.0
            if used.any():
                result[used] += weight[used] * part(at[used])
        return result

    return implicit.union(field, _linea_aspera(shaft, size), blend=5.0)


def _upper(size: float, sex: str) -> Field:
    bars = {
        name: bar(np.asarray(row["points"]) * size, np.asarray(row["half"]) * size, row["across"])
        for name, row in SHAPE["bar"].items()
    }
    body = implicit.union(bars["shaft"], bars["greater-trochanter"], blend=8.0)
    body = implicit.union(body, bars["neck"], blend=9.0 * size)
    body = implicit.union(body, bars["lesser-trochanter"], bars["intertrochanteric-crest"], blend=7.0)
    for line in ("quadrate-tubercle", "intertrochanteric-line", "gluteal-tuberosity", "pectineal-line"):
        body = implicit.union(body, bars[line], blend=4.0)
    hollow = SHAPE["trochanteric-fossa"]
    pit = implicit.chain(np.asarray(hollow["points"]) * size, np.asarray(hollow["radii"]) * size, 3.0)
    body = implicit.without(body, pit, blend=4.0)
    # A narrow blend: the head keeps its sphere up to the edge of its cartilage.
    body = implicit.union(body, implicit.ellipsoid(np.zeros(3), [head_radius(sex)] * 3), blend=2.5)
    return implicit.without(body, _fovea(sex), blend=2.0)


def _fovea(sex: str) -> Field:
    row, radius = SHAPE["head"], head_radius(sex)
    way = np.asarray(row["fovea"]) / np.linalg.norm(row["fovea"])
    middle = way * (radius - row["fovea_depth"] + row["fovea_ball"])
    return implicit.ellipsoid(middle, [row["fovea_ball"]] * 3)


def _linea_aspera(shaft: Mesh, size: float) -> Field:
    """A low ridge along the back of the shaft, running out at both ends."""
    row = SHAPE["linea-aspera"]
    heights = np.linspace(row["top"], row["bottom"], 14) * size
    fade = np.minimum(1.0, np.minimum(np.arange(14), np.arange(14)[::-1]) / 3.0)
    points = np.empty((14, 3))
    for i, z in enumerate(heights):
        near = shaft.points[np.abs(shaft.points[:, 2] - z) < 5.0]
        back = near[near[:, 1] > near[:, 1].max() - 1.5]
        middle = (near[:, 0].min() + near[:, 0].max()) / 2
        points[i] = 0.5 * (middle + back[:, 0].mean()), near[:, 1].max(), z
    points[:, 1] += row["proud"] * fade - row["radius"] - 1.5 * (1.0 - fade)
    return bar(points, np.full((14, 2), row["radius"]) * [0.7, 1.0], (1.0, 0.0, 0.0))


def measures(mesh: Mesh, centre: Array) -> dict[str, float]:
    """Measure the upper end of a left femur.

    Returns
    -------
    dict
        mm and degrees: `head-radius` and `head-error` (root mean square off that sphere, over the half away
        from the neck, the fovea left out), `neck-height` and `neck-depth` where it is narrowest,
        `neck-shaft-angle`, `anteversion` (against the backs of the condyles).
    """
    at = mesh.points - np.asarray(centre, float)
    shaft = _shaft_axis(at)
    neck, section = np.array([0.68, 0.18, -0.70]), np.empty((0, 3))
    for _ in range(3):
        section = _narrowest(Mesh(at, mesh.triangles), neck)
        neck = section.mean(axis=0) / np.linalg.norm(section.mean(axis=0))
    cap = at[(np.linalg.norm(at, axis=1) < 30.0) & (at @ neck < 0.0)]
    fovea = np.asarray(SHAPE["head"]["fovea"]) / np.linalg.norm(SHAPE["head"]["fovea"])
    cap = cap[cap @ fovea < 0.85 * np.linalg.norm(cap, axis=1)]
    radius = float(np.linalg.norm(cap, axis=1).mean())
    forward = -neck + shaft * (neck @ shaft)
    condyles = _condylar_line(at)
    condyles -= shaft * (condyles @ shaft)
    turn = np.arctan2(np.cross(condyles, forward) @ -shaft, condyles @ forward)
    side = np.cross(neck, shaft)
    side /= np.linalg.norm(side)
    return {
        "head-radius": radius,
        "head-error": float(np.sqrt(np.mean((np.linalg.norm(cap, axis=1) - radius) ** 2))),
        "neck-height": float(np.ptp(section @ np.cross(side, neck))),
        "neck-depth": float(np.ptp(section @ side)),
        "neck-shaft-angle": float(np.degrees(np.arccos(-neck @ shaft))),
        "anteversion": float(np.degrees(turn)),
    }


def _shaft_axis(at: Array) -> Array:
    """Direction down the upper shaft, from the lesser trochanter to its middle."""
    length = np.ptp(at[:, 2])
    levels = np.linspace(-0.19, -0.45, 9) * length
    slices = [at[np.abs(at[:, 2] - z) < 6.0] for z in levels]
    line = np.array([(part.max(axis=0) + part.min(axis=0)) / 2 for part in slices])
    way = np.linalg.svd(line - line.mean(axis=0))[2][0]
    return np.asarray(way * -np.sign(way[2]))


def _narrowest(mesh: Mesh, neck: Array) -> Array:
    """Points around the neck where it is thinnest, (n, 3)."""
    whole = pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)
    best, least = np.empty((0, 3)), np.inf
    for far in np.arange(20.0, 38.0, 2.0):
        cut = whole.slice(normal=neck, origin=neck * far).connectivity("closest", closest_point=neck * far)
        size = float(np.prod(np.ptp(cut.points, axis=0) + 1.0))
        if size < least:
            best, least = np.asarray(cut.points, float), size
    return best


def _condylar_line(at: Array) -> Array:
    """From the back of the lateral condyle to the back of the medial one."""
    low = at[at[:, 2] < at[:, 2].min() + 45.0]
    middle = (low[:, 0].min() + low[:, 0].max()) / 2
    medial, lateral = low[low[:, 0] < middle], low[low[:, 0] > middle]
    return np.asarray(medial[np.argmax(medial[:, 1])] - lateral[np.argmax(lateral[:, 1])])
