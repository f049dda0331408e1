"""Ligaments between sacrum, hip bone and spine: flat bands from one line of attachment to another."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from models.mesh import Mesh
from models.pipeline.lumbosacral.bars import curve
from models.pipeline.lumbosacral.pelvimetry import landmarks
from models.pipeline.shapes.distance import signed
from models.pipeline.shapes.implicit import Array

SHAPE = tomllib.loads((Path(__file__).parent / "ligaments.toml").read_text(encoding="utf-8"))
ROOT = 1.0
"""How deep a band's ends sit in the bone, mm."""
NEAR, SPACE = 4.0, 1.5
"""Bands nearer than this as seen from behind keep this much apart, mm."""


def ligaments(bones: dict[str, Mesh], centre: Array) -> list[tuple[dict[str, Any], Mesh]]:
    """Draw the left ligaments of the pelvis, where the bones themselves show their attachments.

    Parameters
    ----------
    bones
        `hip-bone.left`, `sacrum`, `coccyx` (or a sacrum that ends in it) and `l5-vertebra`, LPS, mm.
        Without L5 there is no iliolumbar ligament.
    centre
        Left hip joint centre, (3,), mm.

    Returns
    -------
    list
        Rows as the body's writer takes them, each with its closed mesh.
    """
    hip = bones["hip-bone.left"]
    at = landmarks(hip, centre)
    margin = _margin(bones, at)
    courses = {
        "sacrospinous-ligament": _sacrospinous(at, margin),
        "sacrotuberous-ligament": _sacrotuberous(hip, at, margin),
    }
    if "l5-vertebra" in bones:
        courses["iliolumbar-ligament"] = _iliolumbar(hip, bones["l5-vertebra"], at)
    solids = [mesh for key, mesh in bones.items() if key in {"hip-bone.left", "sacrum", "coccyx"}]
    made: list[tuple[dict[str, Any], Mesh]] = []
    for key, (start, end) in courses.items():
        row = SHAPE[key]
        before = made[0][1].points if row["behind_sacrospinous"] else None
        known = {name: row[name] for name in ("name", "latin", "also_called")}
        known |= {"id": key, "system": "ligament", "group": "pelvis", "paired": True}
        made.append((known, band(start, end, row, solids, before)))
    return made


def band(
    start: Array, end: Array, row: dict[str, Any], bones: list[Mesh], before: Array | None = None
) -> Mesh:
    """A flat closed band of fibres, one from each point of `start` to its like of `end`.

    Parameters
    ----------
    start, end
        Lines of attachment, (n, 3) and (m, 3), mm, in the same order across.
    row
        `thickness`, `waist`, `bow`, and the counts `across` and `along`.
    bones
        The band's middle is pushed out of these, but for its ends.
    before
        Points of a band that this one must pass behind, (n, 3), mm.
    """
    across, along = row["across"], row["along"]
    first, last = _calm(curve(start, across)), _calm(curve(end, across))
    share = np.linspace(0.0, 1.0, along)
    fibres = first[:, None] + share[:, None] * (last - first)[:, None]
    middle = fibres.mean(axis=0)
    drawn = (row["waist"] * np.sin(np.pi * share) ** 1.5)[:, None]
    fibres = middle + (fibres - middle) * (1.0 - drawn)
    fibres[:, :, 1] += row["bow"] * np.sin(np.pi * share)
    for _ in range(8):
        _lift(fibres, bones, row["thickness"] / 2, row["lift"])
        if before is not None:
            _behind(fibres, before, row["thickness"] / 2)
        _smooth(fibres)
    return _plate(fibres, row["thickness"])


def _calm(line: Array) -> Array:
    for _ in range(2):
        line[1:-1] = 0.5 * line[1:-1] + 0.25 * (line[:-2] + line[2:])
    return line


def _lift(fibres: Array, bones: list[Mesh], half: float, way: float) -> None:
    """Move fibres out of the bones between their ends."""
    for bone in bones:
        away = signed(bone, np.ascontiguousarray(fibres[:, 2:-2].reshape(-1, 3)))
        fibres[:, 2:-2, 1] += way * np.clip(half + 0.6 - away, 0.0, 1.5).reshape(fibres[:, 2:-2, 1].shape)


def _behind(fibres: Array, before: Array, half: float) -> None:
    """Move fibres behind points that lie within a few mm as seen from behind."""
    flat = fibres[:, 1:-1].reshape(-1, 3)
    for i, near in enumerate(cKDTree(before[:, ::2]).query_ball_point(flat[:, ::2], NEAR)):
        if near:
            flat[i, 1] = max(flat[i, 1], before[near, 1].max() + half + SPACE)
    fibres[:, 1:-1] = flat.reshape(fibres[:, 1:-1].shape)


def _smooth(fibres: Array) -> None:
    fibres[:, 1:-1] = 0.5 * fibres[:, 1:-1] + 0.25 * (fibres[:, :-2] + fibres[:, 2:])
    inner = fibres[:, 1:-1]
    inner[1:-1] = 0.5 * inner[1:-1] + 0.25 * (inner[:-2] + inner[2:])


def _plate(fibres: Array, thickness: float) -> Mesh:
    """Give a sheet of points, (n, m, 3), a thickness that thins toward its free edges, and close it."""
    down, over = np.gradient(fibres, axis=0), np.gradient(fibres, axis=1)
    normal = np.cross(down, over)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    count, length = fibres.shape[:2]
    edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / 2.0
    half = thickness / 2 * (0.45 + 0.55 * np.sqrt(np.minimum(edge, 1.0)))
    sides = [fibres + normal * half[:, None, None], fibres - normal * half[:, None, None]]
    number = np.arange(count * length).reshape(count, length)
    a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
    face = np.concatenate([np.stack(three, -1).reshape(-1, 3) for three in ((a, b, c), (a, c, d))])
    rim = np.concatenate([number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]])
    after, under = np.roll(rim, -1), number.size
    wall = np.concatenate(
        [np.stack([rim, after, after + under], -1), np.stack([rim, after + under, rim + under], -1)]
    )
    points = np.concatenate([side.reshape(-1, 3) for side in sides])
    triangles = np.concatenate([face, face[:, ::-1] + under, wall])
    corners = (points[triangles[:, i]] for i in range(3))
    one, two, three = corners
    outward = float(np.einsum("ij,ij->i", one, np.cross(two, three)).sum()) > 0
    return Mesh(points, triangles if outward else triangles[:, ::-1])


def _margin(bones: dict[str, Mesh], at: dict[str, Array]) -> Array:
    """The left border of the sacrum and coccyx from the joint with the ilium down, (n, 3)."""
    both = [bones[name].points for name in ("sacrum", "coccyx") if name in bones]
    points = np.concatenate(both)
    points = points[points[:, 0] > 0.0]
    heights = np.arange(at["piis"][2] + 14.0, points[:, 2].min() + 4.0, -2.5)
    border = []
    for z in heights:
        near = points[np.abs(points[:, 2] - z) < 3.5]
        if len(near):
            border.append(near[np.argmax(near[:, 0])])
    return _calm(np.array(border))


def _part(margin: Array, start: float, end: float) -> Array:
    """A stretch of the margin between two shares of its length."""
    many = curve(margin, 61)
    return many[round(60 * start) : round(60 * end) + 1 : 6]


def _sacrotuberous(hip: Mesh, at: dict[str, Array], margin: Array) -> tuple[Array, Array]:
    """From the posterior iliac spines and the border of sacrum and coccyx to the tuberosity's medial edge."""
    ilium = at["piis"] * 0.75 + at["psis"] * 0.25
    ilium = hip.points[np.argmin(np.linalg.norm(hip.points - ilium - (-3.0, 6.0, 0.0), axis=1))]
    back = _part(margin, 0.06, 0.82) + np.array([-1.5 * ROOT, 1.5, 0.0])
    low, high = at["ischial-tuberosity"][2] + 4.0, at["ischial-tuberosity-posterior"][2] + 8.0
    edge = []
    for z in np.linspace(high, low, 6):
        near = hip.points[
            (np.abs(hip.points[:, 2] - z) < 3.5) & (hip.points[:, 1] > at["ischial-tuberosity"][1] - 8)
        ]
        edge.append(near[np.argmax(near @ (-0.85, 0.5, 0.0))] + (ROOT, 0.0, 0.0))
    return np.vstack([ilium - (0.0, ROOT, 0.0), back]), np.array(edge)


def _sacrospinous(at: dict[str, Array], margin: Array) -> tuple[Array, Array]:
    """From the border of the lower sacrum and coccyx, in front of the other, to the ischial spine."""
    start = _part(margin, 0.46, 0.88) + np.array([-ROOT, -1.5, 0.0])
    tip = at["ischial-spine"]
    end = tip + np.array([[2.5, -3.0, 4.5], [1.5, -1.0, 1.5], [1.5, -1.0, -1.0], [2.5, -3.0, -3.5]])
    return start, end


def _iliolumbar(hip: Mesh, l5: Mesh, at: dict[str, Array]) -> tuple[Array, Array]:
    """From the tip of the transverse process of L5 to the crest above the joint."""
    tip = l5.points[np.argmax(l5.points[:, 0])]
    near = l5.points[l5.points[:, 0] > tip[0] - 9.0]
    start = np.array([near[np.argmax(near[:, 2])], tip, near[np.argmin(near[:, 2])]]) - (ROOT, 0.0, 0.0)
    share = (0.36, 0.28, 0.2)
    crest = [at["psis"] + (at["iliac-crest"] - at["psis"]) * s for s in share]
    end = [
        hip.points[np.argmin(np.linalg.norm(hip.points - spot + (9.0, 0.0, 0.0), axis=1))] for spot in crest
    ]
    return start, np.array(end) + np.array([ROOT, 0.0, 0.0])
