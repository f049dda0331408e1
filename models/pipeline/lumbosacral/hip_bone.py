"""The left hip bone, drawn from its landmarks: blade, crest, notches, socket, rami, symphysis."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from models.mesh import Mesh
from models.pipeline.lumbosacral.bars import Sheet, bar, curve, ear, nearby, off_nodes, ring, warp
from models.pipeline.shapes import implicit
from models.pipeline.shapes.implicit import Array, Field

SHAPE = tomllib.loads((Path(__file__).parent / "hip_bone.toml").read_text(encoding="utf-8"))
TRIANGLES = 9000
CELL = 1.0


class Draft:
    """The table of the reference bone, moved to the sex and size of a body.

    Parameters
    ----------
    source
        The source's hip bone where it stands in the body; its height sets the size.
    centre
        Left hip joint centre, (3,), mm.
    sex
        `male` or `female`.
    """

    def __init__(self, source: Mesh, centre: Array, sex: str) -> None:
        self.size = float(np.ptp(source.points[:, 2])) / SHAPE["reference_height"]
        self.centre = np.asarray(centre, float)
        self.scale = np.array([self.centre[0] / SHAPE["reference_centre_x"], self.size, self.size])
        moves = SHAPE[sex].get("moves")
        self._move = warp(moves) if moves else lambda at: np.asarray(at, float)
        self.socket: float = SHAPE[sex]["socket_radius"]
        self.sex = sex

    def place(self, points: Any) -> Array:
        """Points of the table, (n, 3), in the body: x from the midline, y and z from the hip joint centre."""
        return np.asarray(self._move(np.asarray(points, float)) * self.scale)

    def bar(self, row: dict[str, Any]) -> Field:
        """A bar of the table."""
        return bar(self.place(row["points"]), np.asarray(row["half"]) * self.size, row["across"])


def hip_bone(source: Mesh, centre: Array, sex: str) -> Mesh:
    """Draw the left hip bone of a body.

    Parameters
    ----------
    source
        The source's hip bone where it stands in the body, LPS, mm; its height sets the size.
    centre
        Left hip joint centre, (3,), mm; its x sets the breadth.
    sex
        `male` or `female`.

    Returns
    -------
    Mesh
        One closed surface of about 9,000 triangles, LPS, mm.
    """
    draft = Draft(source, centre, sex)
    body = off_nodes(field(draft))
    low, high = np.array([0.5, -80.0, -80.0]), np.array([155.0, 100.0, 170.0])
    low[1:], high = low[1:] * max(1.0, draft.size), high * np.maximum(1.0, draft.scale)
    # The box starts at the midline: the bone must not reach it.
    drawn = implicit.surface(body, low, high, CELL, TRIANGLES)
    return Mesh(drawn.points + draft.centre * [0.0, 1.0, 1.0], drawn.triangles)


def field(draft: Draft) -> Field:
    """The bone as a signed distance, in the draft's space."""
    (sheet, lines), bars = _sheet(draft), {name: draft.bar(row) for name, row in SHAPE["bar"].items()}
    ilium = implicit.union(sheet.field, bars["crest"], blend=6.0)
    ilium = implicit.union(ilium, bars["anterior-inferior-spine"], bars["iliac-tuberosity"], blend=9.0)
    ilium = implicit.union(ilium, bars["acetabular-body"], blend=14.0)
    ischium = implicit.union(bars["tuberosity"], bars["inferior-ramus"], blend=10.0)
    pubis = implicit.union(_pubic_body(draft), bars["superior-ramus"], bars["inferior-ramus"], blend=9.0)
    pubis = implicit.union(pubis, bars["pecten"], bars["pubic-tubercle"], blend=6.0)
    whole = implicit.union(ilium, ischium, bars["spine"], blend=8.0)
    whole = implicit.union(whole, bars["arcuate-line"], blend=7.0)
    whole = implicit.union(whole, _socket_wall(draft), blend=16.0)
    whole = implicit.union(whole, pubis, blend=8.0)
    whole = implicit.union(whole, _auricular(draft), blend=2.0)
    whole = implicit.union(whole, *(_line(sheet, line) for line in lines), blend=4.0)
    whole = implicit.without(whole, _socket(draft), blend=1.5)
    whole = implicit.without(whole, _fossa(draft), blend=0.8)
    if groove := SHAPE[draft.sex].get("groove"):
        rows = np.asarray(groove)
        hollow = implicit.chain(draft.place(rows[:, :3]) - (1.0, 0.0, 0.0), rows[:, 3] * draft.size, 2.0)
        whole = implicit.without(whole, hollow, blend=3.0)
    gap = implicit.half_space((SHAPE["symphysis"]["gap"] / 2, 0.0, 0.0), (1.0, 0.0, 0.0))
    return implicit.without(whole, gap, blend=1.0)


def opening() -> Array:
    """Unit vector out of the socket: lateral, forward, down."""
    tilt, turn = (np.radians(SHAPE["acetabulum"][key]) for key in ("inclination", "anteversion"))
    return np.array([np.sin(tilt) * np.cos(turn), -np.sin(turn), -np.cos(tilt) * np.cos(turn)])


def _sheet(draft: Draft) -> tuple[Sheet, list[Array]]:
    """The sheet of the body, and the lines of its gluteal surface as (y, z)."""
    knots, outline = np.asarray(SHAPE["sheet"]), ring(SHAPE["outline"], 1)
    plain = Sheet(knots, outline)
    edge = np.column_stack([plain.at(outline)[0], outline])
    moved = np.column_stack([draft.place(knots[:, :3]), knots[:, 3] * draft.size])
    lines = [draft.place(plain.outer(curve(line, 16), 0.0))[:, 1:] for line in SHAPE["lines"].values()]
    return Sheet(moved, draft.place(edge)[:, 1:]), lines


def _line(sheet: Sheet, places: Array) -> Field:
    return bar(sheet.outer(places, 1.3), np.full((len(places), 2), 1.6), (1.0, 0.0, 0.0))


def _auricular(draft: Draft) -> Field:
    row = SHAPE["auricular"]
    flat = np.asarray(row["outline"])
    three = np.asarray(row["plane"])
    across = np.linalg.solve(np.column_stack([np.ones(3), three[:, 1:]]), three[:, 0])
    solid = np.column_stack([np.column_stack([np.ones(len(flat)), flat]) @ across, flat])
    return ear(draft.place(solid)[:, 1:], draft.place(three), row["thickness"], 1.2)


def _pubic_body(draft: Draft) -> Field:
    row = SHAPE["symphysis"]
    flat = np.asarray(row["outline"])
    shape = ring(draft.place(np.column_stack([np.full(len(flat), row["gap"] / 2), flat]))[:, 1:])
    middle, reach = shape.mean(axis=0), row["reach"] * draft.scale[0]

    def body(at: Array) -> Array:
        away = np.clip(at[:, 0] / reach, 0.0, 1.5)[:, None]
        edge = implicit.polygon(shape, middle + (at[:, 1:] - middle) / (1 + row["spread"] * away))
        beyond = np.stack([edge + 4.5, np.abs(at[:, 0] - reach / 2) - reach / 2 + 4.5], axis=1)
        return np.linalg.norm(np.maximum(beyond, 0.0), axis=1) + np.minimum(beyond.max(axis=1), 0.0) - 4.5

    return nearby(body, [0.0, *shape.min(axis=0)], [reach, *shape.max(axis=0)])


def _hip(draft: Draft) -> Array:
    return np.array([draft.centre[0], 0.0, 0.0])


def _socket_wall(draft: Draft) -> Field:
    hip, out, row = _hip(draft), opening(), SHAPE["acetabulum"]
    ball = implicit.ellipsoid(hip, [draft.socket + row["wall"]] * 3)
    return implicit.common(ball, implicit.half_space(hip + out * row["rim"], out), blend=3.0)


def _socket(draft: Draft) -> Field:
    """The head's room: the socket's sphere, open to the outside."""
    hip, out = _hip(draft), opening()
    ball = implicit.ellipsoid(hip, [draft.socket] * 3)
    mouth = implicit.capsule(hip, hip + 60.0 * out, draft.socket, draft.socket + 14.0)
    return implicit.union(ball, mouth)


def _fossa(draft: Draft) -> Field:
    row, ratio = SHAPE["acetabulum"], draft.socket / SHAPE["male"]["socket_radius"]
    start, end = (_hip(draft) + np.asarray(at) * ratio for at in row["fossa"])
    return implicit.capsule(start, end, row["fossa_radius"][0] * ratio, row["fossa_radius"][1] * ratio)
