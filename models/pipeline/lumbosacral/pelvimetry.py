"""Where the landmarks of a left hip bone lie, and the pelvic measures between them."""

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.shapes.implicit import Array

REFERENCE_HEIGHT = 222.5
"""Height of the reference bone, mm: windows below are given for it, from the hip joint centre."""

_WINDOWS: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float, float]]] = {
    # y from, to; z from, to; and which way the landmark is the farthest point.
    "psis": ((60, 110), (60, 125), (0, 1, 0)),
    "piis": ((42, 90), (34, 72), (0, 0.5, -0.85)),
    "asis": ((-90, -40), (55, 95), (0.1, -1, -0.15)),
    "aiis": ((-60, -20), (24, 50), (0, -1, 0)),
    "iliac-tubercle": ((-70, 10), (90, 150), (1, 0, 0)),
    "ischial-spine": ((25, 70), (-10, 16), (-0.9, 1, 0)),
    "ischial-tuberosity": ((0, 70), (-85, -30), (0, 0, -1)),
    "ischial-tuberosity-posterior": ((20, 80), (-65, -20), (0, 1, 0)),
}
TUBEROSITY_HEIGHT = 26.0
"""How much of the ischium from its lowest point up counts as tuberosity, mm."""


def landmarks(mesh: Mesh, centre: Array) -> dict[str, Array]:
    """Find the landmarks of a left hip bone.

    Parameters
    ----------
    mesh
        The bone, LPS, mm.
    centre
        Left hip joint centre, (3,), mm.

    Returns
    -------
    dict
        (3,) each, mm: `iliac-crest` (highest), `iliac-tubercle` (most lateral of the crest), `asis`, `aiis`,
        `psis`, `piis`, `greater-sciatic-notch` (apex), `ischial-spine`, `lesser-sciatic-notch`,
        `ischial-tuberosity` (lowest), `ischial-tuberosity-lateral`, `ischial-tuberosity-posterior`,
        `pubic-tubercle`, `symphysis-upper`, `symphysis-lower`, `arcuate-line` (its most lateral bend).
    """
    at = _dense(mesh) - np.asarray(centre, float)
    size = float(np.ptp(at[:, 2])) / REFERENCE_HEIGHT
    found = {"iliac-crest": at[np.argmax(at[:, 2])]}
    for name, (back, up, way) in _WINDOWS.items():
        near = at[_between(at[:, 1], back, size) & _between(at[:, 2], up, size)]
        found[name] = near[np.argmax(near @ np.asarray(way, float))]
    found["greater-sciatic-notch"] = _hollow(at, found["ischial-spine"][2] + 6.0, found["piis"][2])
    found["lesser-sciatic-notch"] = _hollow(at, -26.0 * size, found["ischial-spine"][2] - 2.0)
    brim = at[_between(at[:, 2], (38, 75), size)]
    ridge = [
        near[np.argmin(near[:, 0])] for y in np.arange(-14.0, 14.0) if len(near := _slice(brim, y * size))
    ]
    found["arcuate-line"] = max(ridge, key=lambda point: point[0])
    low = found["ischial-tuberosity"][2]
    ischium = at[(at[:, 1] > 0.0) & (at[:, 2] < low + TUBEROSITY_HEIGHT)]
    found["ischial-tuberosity-lateral"] = ischium[np.argmax(ischium @ (1.0, 0.3, 0.0))]
    return {name: point + centre for name, point in (found | _pubis(at, centre)).items()}


def measures(mesh: Mesh, centre: Array) -> dict[str, float]:
    """Measure a pelvis made of a left hip bone and its mirror image.

    Returns
    -------
    dict
        mm and degrees: `height`, `bi-iliac`, `inter-asis`, `inlet` (transverse), `interspinous`,
        `intertuberous` (between the lowest points), `subpubic-angle` (in the plane of the rami, along
        their medial borders), `notch-angle` (at the apex, to the posterior inferior iliac spine and the
        ischial spine, seen from lateral), `symphysis-gap`, `symphysis-height`.
    """
    at = landmarks(mesh, centre)
    apex = at["greater-sciatic-notch"][1:]
    above, below = (at[name][1:] - apex for name in ("piis", "ischial-spine"))
    turn = np.degrees(np.arctan2(above[1], above[0]) - np.arctan2(below[1], below[0]))
    return {
        "height": float(np.ptp(mesh.points[:, 2])),
        "bi-iliac": 2 * at["iliac-tubercle"][0],
        "inter-asis": 2 * at["asis"][0],
        "inlet": 2 * at["arcuate-line"][0],
        "interspinous": 2 * at["ischial-spine"][0],
        "intertuberous": 2 * at["ischial-tuberosity"][0],
        "subpubic-angle": subpubic_angle(mesh, at),
        "notch-angle": float(turn),
        "symphysis-gap": 2 * float(mesh.points[:, 0].min()),
        "symphysis-height": float(np.linalg.norm(at["symphysis-upper"] - at["symphysis-lower"])),
    }


def subpubic_angle(mesh: Mesh, at: dict[str, Array]) -> float:
    """Angle between the medial borders of both ischiopubic rami, degrees, in the plane they lie in."""
    points, start, end = _dense(mesh), at["symphysis-lower"], at["ischial-tuberosity"]
    border = []
    for share in np.linspace(0.1, 0.65, 8):
        y = start[1] + share * (end[1] - start[1])
        near = points[(np.abs(points[:, 1] - y) < 2.5) & (points[:, 2] < start[2] + 4.0)]
        border.append(near[np.argmin(near @ (1.0, 0.0, 0.35))])
    line = np.array(border)
    way = np.linalg.svd(line - line.mean(axis=0))[2][0]
    return float(2 * np.degrees(np.arctan2(abs(way[0]), np.hypot(way[1], way[2]))))


def _dense(mesh: Mesh) -> Array:
    """Corners of the triangles, and middles of their sides and faces."""
    a, b, c = (mesh.points[mesh.triangles[:, i]] for i in range(3))
    return np.vstack([mesh.points, (a + b) / 2, (b + c) / 2, (c + a) / 2, (a + b + c) / 3])


def _between(values: Array, limits: tuple[float, float], size: float) -> NDArray[np.bool_]:
    return np.asarray((values > limits[0] * size) & (values < limits[1] * size))


def _slice(at: Array, y: float) -> Array:
    return at[np.abs(at[:, 1] - y) < 2.0]


def _hollow(at: Array, low: float, high: float) -> Array:
    """The farthest forward that the posterior border reaches between two heights."""
    border = []
    for z in np.arange(low, high, 1.0):
        near = at[(np.abs(at[:, 2] - z) < 1.5) & (at[:, 1] > 0.0)]
        border.append(near[np.argmax(near[:, 1])])
    line = np.array(border)
    return line[np.argmin(line[:, 1])]


def _pubis(at: Array, centre: Array) -> dict[str, Array]:
    face = at[at[:, 0] < at[:, 0].min() + 1.2]
    upper, lower = face[np.argmax(face[:, 2])], face[np.argmin(face[:, 2])]
    ramus = at[(at[:, 0] + centre[0] > 14.0) & (at[:, 0] + centre[0] < 36.0) & (at[:, 2] > lower[2])]
    tubercle = ramus[np.argmax(ramus @ (0.0, -0.9, 0.45))]
    return {"symphysis-upper": upper, "symphysis-lower": lower, "pubic-tubercle": tubercle}
