"""The nerves: courses written as waypoints become smooth, clear, oval, tapering tubes."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.places.waypoint import DIRECTIONS, Places
from models.pipeline.shapes.distance import Solid, together
from models.pipeline.shapes.loft import even, lengths, sections
from models.pipeline.shapes.loft import tube as lofted
from models.records import DataError

Array = NDArray[np.float64]

COURSES = Path(__file__).parent / "nerves.toml"
STEP, FINE = 3.0, 1.5
"""Distance of centreline points, mm; of a root's, which turns in a foramen."""
BONE_GAP, SKIN_GAP = 1.4, 1.8
"""Least distance of the nerve's surface from bone and skin, mm."""
ROUNDS = 100
CALM, CALMER = (25, 50, 70, 85), 4.0
"""Rounds of easing; those after which kinks are smoothed out, and over what length, mm."""
EVENED = 3.0
"""Over what length a course is smoothed at the end, mm."""
PARTING = 16.0
"""Over how many mm a branch drawn beside its parent's middle comes to its own."""
HIDDEN = 9.0
"""How far a branch is drawn inside the nerve it leaves or joins, mm."""
LOOK, NEAR = 8, 5.0
"""Every so many rounds all points look around; in between those that had less than this to spare, mm."""
RIMS = 8
"""Points around the section that are kept clear."""
FLAT = 0.85
"""Thickness of a ganglion as a share of its width."""


@dataclass(frozen=True)
class Course:
    """One nerve of the left side.

    Attributes
    ----------
    centreline
        (n, 3), LPS, mm, from proximal to distal.
    width, thickness
        (n,): full diameters, mm.
    record
        Its row of nerves.toml.
    inner
        Of a root: its way from the dural sac through its ganglion, (m, 3), to where the centreline
        begins; None for other nerves.
    rooted, merged
        How far the drawn tube runs on inside the nerve it starts from or ends in, (k, 3), so that no
        seam is seen; None where it stands free.
    """

    centreline: Array
    width: Array
    thickness: Array
    record: dict[str, Any]
    inner: Array | None = None
    rooted: Array | None = None
    merged: Array | None = None


def courses(
    bones: Bones, skin: Mesh, landmarks: dict[str, Array], soft: Iterable[Mesh] = ()
) -> dict[str, Course]:
    """Lay all nerves of nerves.toml on the left side of a body.

    Parameters
    ----------
    soft
        What else they must not pass through: discs.

    Raises
    ------
    DataError
        If a waypoint names what is not there, or nerves wait for each other in a circle.
    """
    rows = tomllib.loads(COURSES.read_text(encoding="utf-8"))["nerve"]
    return laid(rows, Ground(Places(COURSES.name, bones, skin, landmarks), [*bones.meshes.values(), *soft]))


def tube(course: Course) -> Mesh:
    """The nerve as one closed surface."""
    record, share = course.record, np.linspace(0, 1, len(course.centreline))
    groove = np.interp(share, *np.array(record["groove"]).T) if "groove" in record else np.zeros(len(share))
    before = 0 if course.rooted is None else len(course.rooted)
    after = 0 if course.merged is None else len(course.merged)
    line = np.vstack([part for part in (course.rooted, course.centreline, course.merged) if part is not None])
    # It narrows where it is hidden, and bends there, not where it is seen.
    hidden = np.concatenate([np.linspace(0.4, 1, before), np.ones(len(share)), np.linspace(1, 0.4, after)])
    width, thickness, groove = (
        np.pad(size, (before, after), mode="edge") for size in (course.width, course.thickness, groove)
    )
    if before or after:
        line[1:-1] = gaussian_filter1d(line, 1.3, axis=0, mode="nearest")[1:-1]
    if "beside" in record:
        # It comes out of its half of the parent's section.
        fade = np.clip((lengths(line) - lengths(line)[before]) / PARTING, 0.0, 1.0)
        line[:, 0] += record["beside"] * (0.5 + 0.5 * np.cos(np.pi * fade))
        hidden[:before] = np.linspace(0.9, 1, before)
    sides = 16 if "groove" in record else 12 if course.width.max() > 5 else 8
    facing = np.array(DIRECTIONS[record["faces"]])
    return lofted(line, width * hidden, thickness * hidden, facing, sides, groove)


class Ground:
    """What a nerve keeps clear of: bones and discs, which it stays outside of, and the skin over it."""

    def __init__(self, places: Places, obstacles: Sequence[Mesh]) -> None:
        self.places, self.obstacles = places, obstacles
        self._corners = [(mesh.points.min(axis=0), mesh.points.max(axis=0)) for mesh in obstacles]

    def near(self, line: Array) -> Solid:
        """The obstacles within a finger's breadth of a line."""
        low, high = line.min(axis=0) - 20.0, line.max(axis=0) + 20.0
        beside = [
            mesh
            for mesh, (first, last) in zip(self.obstacles, self._corners, strict=True)
            if (last > low).all() and (first < high).all()
        ]
        return Solid(together(beside or self.obstacles))

    def eased(self, course: Course, free: NDArray[np.bool_]) -> Array:
        """The centreline eased until the rim of the oval clears bone and skin; points not `free` stay."""
        start, line = course.centreline, course.centreline.copy()
        spacing = float(np.linalg.norm(np.diff(line, axis=0), axis=1).mean())
        walls = (_Wall(self.near(line), 1.0, BONE_GAP), _Wall(self.places.hull, -1.0, SKIN_GAP))
        for round_ in range(ROUNDS):
            rims = _rims(course, line)
            push = sum(
                (wall.push(rims, round_).reshape(RIMS, -1, 3).sum(axis=0) * 4 / RIMS for wall in walls),
                np.zeros_like(line),
            )
            bend = np.zeros_like(line)
            bend[1:-1] = (line[:-2] + line[2:]) / 2 - line[1:-1]
            fourth = np.zeros_like(line)
            fourth[1:-1] = -(bend[:-2] - 2 * bend[1:-1] + bend[2:])
            line[free] += (0.3 * push + 0.12 * fourth + 0.01 * (start - line))[free]
            if round_ in CALM:
                line[free] = gaussian_filter1d(line, CALMER / spacing, axis=0, mode="nearest")[free]
        return line


class _Wall:
    """A surface a nerve stays outside (1) or inside (-1) of; asked only where it is near."""

    def __init__(self, solid: Solid, side: float, gap: float) -> None:
        self._solid, self._side, self._gap = solid, side, gap
        self._near: NDArray[np.intp] = np.zeros(0, np.intp)

    def push(self, rims: Array, round_: int) -> Array:
        """How far each point must be moved, (n, 3), mm."""
        look_all = round_ % LOOK == 0
        asked = np.arange(len(rims)) if look_all else self._near
        moves = np.zeros_like(rims)
        if not len(asked):
            return moves
        distance, nearest = self._solid.distances(rims[asked])
        lacking = self._gap - self._side * distance
        if look_all:
            self._near = asked[lacking > -NEAR]
        away = (rims[asked] - nearest) * np.sign(distance)[:, None] * self._side
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        moves[asked] = np.clip(lacking, 0.0, 3.0)[:, None] * away
        return moves


def laid(
    rows: list[dict[str, Any]], ground: Ground, done: dict[str, Course] | None = None
) -> dict[str, Course]:
    """Lay the nerves of a table's rows.

    Parameters
    ----------
    done
        Nerves laid before, which rows may start or end on.
    """
    finished = dict(done or {})
    # A nerve that ends on another's start waits for it.
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if _needs(row) <= finished.keys()]
        if not ready:
            raise DataError(
                ground.places.table,
                [f"{row['id']}: must start or end on a nerve; got a circle" for row in waiting],
            )
        for row in ready:
            anchors = [
                ground.places.place(
                    row["id"], waypoint, joined(waypoint["nerve"], finished) if "nerve" in waypoint else None
                )
                for waypoint in row["course"]
            ]
            finished[row["id"]] = _course(row, anchors, finished, ground)
            waiting.remove(row)
    return {row["id"]: finished[row["id"]] for row in rows}


def joined(text: str, done: dict[str, Course]) -> Array:
    """The point "sciatic end", "sciatic start" or "tibial 0.13" means."""
    nerve, _, where = text.partition(" ")
    line = done[nerve].centreline
    return line[
        {"start": 0, "end": -1}[where] if where in {"start", "end"} else round(float(where) * (len(line) - 1))
    ]


def _rims(course: Course, line: Array) -> Array:
    """Points around the oval section along a line, one turn after the other, (RIMS * n, 3)."""
    _, across, through = sections(line, np.array(DIRECTIONS[course.record["faces"]]))
    wide, thick = course.width[:, None] / 2 * across, course.thickness[:, None] / 2 * through
    turns = 2 * np.pi * np.arange(RIMS) / RIMS
    return np.concatenate([line + np.cos(turn) * wide + np.sin(turn) * thick for turn in turns])


def _needs(row: dict[str, Any]) -> set[str]:
    ends = {row[key].split()[0] for key in ("starts", "ends") if key in row}
    return ends | {waypoint["nerve"].split()[0] for waypoint in row["course"] if "nerve" in waypoint}


def _course(row: dict[str, Any], anchors: list[Array], done: dict[str, Course], ground: Ground) -> Course:
    start = [joined(row["starts"], done)] if "starts" in row else []
    end = [joined(row["ends"], done)] if "ends" in row else []
    points = np.array([*start, *anchors, *end])
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1) ** 0.5)])
    step = FINE if "ganglion" in row else STEP
    line = even(CubicSpline(along, points)(np.linspace(0, along[-1], 600)), step)
    line[1:-1] = gaussian_filter1d(line, 6.0 / step, axis=0, mode="nearest")[1:-1]
    free = np.ones(len(line), bool)
    free[[0, -1]] = "starts" not in row, "ends" not in row
    middle = anchors[row["ganglion"]["at"]] if "ganglion" in row else None
    width, thickness = _sizes(row, line, middle)
    if middle is not None:
        along = lengths(line)
        swelling = swollen(along - along[_nearest(line, middle)], row["ganglion"])
        width, thickness = np.maximum(width, swelling), np.maximum(thickness, FLAT * swelling)
    line = even(ground.eased(Course(line, width, thickness, row), free), step)
    line[1:-1] = gaussian_filter1d(line, EVENED / step, axis=0, mode="nearest")[1:-1]
    width, thickness = _sizes(row, line, middle)
    rooted = _inside(row["starts"], done, line[1] - line[0], -1) if "starts" in row else None
    merged = _inside(row["ends"], done, line[-1] - line[-2], 1) if "ends" in row else None
    if middle is None:
        return Course(line, width, thickness, row, None, rooted, merged)
    # The nerve begins at the far pole of the ganglion, where both roots have become one.
    here = _nearest(line, middle)
    pole = here + round(row["ganglion"]["length"] / 2 / step) - 1
    return Course(line[pole:], width[pole:], thickness[pole:], row, line[: pole + 1], None, merged)


def _inside(text: str, done: dict[str, Course], heading: Array, way: int) -> Array | None:
    """The stretch of another nerve that a tube hides in before its start (-1) or beyond its end (1)."""
    other = done[text.split()[0]].centreline
    here = _nearest(other, joined(text, done))
    reach = round(HIDDEN / float(np.linalg.norm(np.diff(other, axis=0), axis=1).mean()))
    on = other[here + 1 : here + 1 + reach]
    back = other[max(here - reach, 0) : here][::-1]
    # Whichever way along the other nerve goes on as this one came.
    stretch = max(
        (part for part in (on, back) if len(part) > 1),
        key=lambda part: way * float((part[-1] - part[0]) @ heading),
        default=None,
    )
    return stretch if stretch is None or way > 0 else stretch[::-1]


def _sizes(row: dict[str, Any], line: Array, middle: Array | None) -> tuple[Array, Array]:
    """Width and thickness along a line; of a root, before its ganglion, those of its sleeve."""
    along = lengths(line)
    here = 0 if middle is None else _nearest(line, middle)
    share = (along - along[here]) / (along[-1] - along[here])
    width, thickness = (np.interp(share, *np.array(row[key]).T) for key in ("width", "thickness"))
    if middle is None:
        return width, thickness
    sleeve = np.interp(along / along[here], *np.array(row["ganglion"]["sleeve"]).T)
    inside = np.arange(len(line)) < here
    return np.where(inside, sleeve, width), np.where(inside, sleeve, thickness)


def swollen(along: Array, ganglion: dict[str, Any]) -> Array:
    """Diameter of a spindle-shaped ganglion at places along its nerve from its middle, mm."""
    return ganglion["width"] * np.sqrt(np.clip(1 - (along / (ganglion["length"] / 2)) ** 2, 0.0, 1.0))


def _nearest(line: Array, point: Array) -> int:
    return int(np.linalg.norm(line - point, axis=1).argmin())
