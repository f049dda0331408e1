"""The sacrum's plan: its curve, its levels and where its openings and canal lie.

The bone is drawn along the floor of its canal: a place of the endplate's frame is told by its distance from
the midline, by how far behind the floor it lies (`depth`) and by how far down (`down`, mm; `level`, in
vertebrae).
"""

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator, RectBivariateSpline
from scipy.spatial import cKDTree

Array = NDArray[np.float64]

BEYOND = 60.0
"""The floor goes on in a straight line above the endplate and below the apex, mm."""


TABLE_ANGLE = 97.0
"""Between S1's endplate and the back of its body, degrees: 97-99 in adults (Inoue 2002, Spine 27:831,
from memory of the paper)."""


@lru_cache
def figures() -> dict[str, Any]:
    """The dimensions and their sources, `sacrum.toml`."""
    return tomllib.loads((Path(__file__).parent / "sacrum.toml").read_text())


@dataclass(frozen=True)
class Plan:
    """The sacrum of one sex, at the mean size of adults; all places are in the endplate's frame, mm."""

    sex: str

    @cached_property
    def table(self) -> dict[str, Any]:
        """All figures, those of this sex on the top level."""
        return {**figures(), **figures()[self.sex]}

    @cached_property
    def pelvic(self) -> Array:
        """The pelvic surface in the midline, (n, 2): back and head, from the promontory to the apex."""
        knots = self._knots
        return CubicSpline(np.arange(6), knots)(np.linspace(0, 5, 501))

    @cached_property
    def _knots(self) -> Array:
        turn, front = np.radians(self.table["chord-tilt"]), -self.table["endplate"][1] / 2
        along, behind = np.array(self.table["along"]), np.array(self.table["behind"])
        back = front + along * np.sin(turn) + behind * np.cos(turn)
        return np.column_stack([back, behind * np.sin(turn) - along * np.cos(turn)])

    @cached_property
    def floor(self) -> tuple[Array, Array]:
        """The canal's floor, (n, 2), back and head, and how far down each place is, (n,), mm."""
        run = CubicSpline(np.arange(6), self._knots)
        slope = run(np.arange(6), 1)
        behind = np.column_stack([-slope[:, 1], slope[:, 0]]) / np.linalg.norm(slope, axis=1)[:, None]
        points = self._knots + behind * np.array(self.table["thick"])[:, None]
        points[0] = (self.table["endplate"][1] / 2, 0.0)
        reach = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
        turn = np.radians(TABLE_ANGLE - 90.0)
        start = np.array([np.sin(turn), -np.cos(turn)])
        fine = CubicSpline(reach, points, bc_type=((1, start), (2, [0.0, 0.0])))(
            np.linspace(0, reach[-1], 1001)
        )
        above, below = fine[0] - fine[1], fine[-1] - fine[-2]
        steps = np.arange(0.1, BEYOND, 0.1)[:, None]
        line = np.vstack(
            [
                (fine[0] + steps * above / np.linalg.norm(above))[::-1],
                fine,
                fine[-1] + steps * below / np.linalg.norm(below),
            ]
        )
        down = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        return line, down - down[len(steps)]

    @cached_property
    def levels(self) -> Array:
        """How far down the endplate, the four transverse lines and the apex are, (6,), mm."""
        down = self.straight(np.column_stack([np.zeros(6), self._knots]))[:, 2].copy()
        down[0] = 0.0
        return down

    def straight(self, places: Array) -> Array:
        """Places, (n, 3), as distance from the midline, depth behind the floor, and way down.

        The last answer is kept: one part of the bone after another asks about the same array.
        """
        if not self._last or self._last[0] is not places:
            self._last[:] = places, self._straight(places)
        return self._last[1]

    @cached_property
    def _last(self) -> list[Array]:
        return []

    def _straight(self, places: Array) -> Array:
        line, down = self.floor
        tree, ahead = self._tree
        near = tree.query(places[:, 1:])[1]
        off = places[:, 1:] - line[near]
        along = np.einsum("ij,ij->i", off, ahead[near])
        behind = np.column_stack([-ahead[near, 1], ahead[near, 0]])
        told = np.column_stack([np.abs(places[:, 0]), np.einsum("ij,ij->i", off, behind), down[near] + along])
        told.flags.writeable = False
        return told

    def bent(self, straight: Array) -> Array:
        """The way back from `straight`; offsets stay on the left."""
        line, down = self.floor
        ahead = self._tree[1]
        at = np.column_stack([np.interp(straight[:, 2], down, line[:, i]) for i in range(2)])
        way = np.column_stack([np.interp(straight[:, 2], down, ahead[:, i]) for i in range(2)])
        behind = np.column_stack([-way[:, 1], way[:, 0]]) / np.linalg.norm(way, axis=1)[:, None]
        return np.column_stack([straight[:, 0], at + behind * straight[:, 1:2]])

    @cached_property
    def _tree(self) -> tuple[cKDTree, Array]:
        line = self.floor[0]
        ahead = np.gradient(line, axis=0)
        return cKDTree(line), ahead / np.linalg.norm(ahead, axis=1)[:, None]

    def level(self, down: Array) -> Array:
        """Vertebrae, counted from the endplate, for ways down in mm."""
        ends = np.concatenate([[-30.0], self.levels, [self.levels[-1] + 20.0]])
        return np.interp(down, ends, [-1, *range(6), 6])

    def down(self, level: Array | float) -> Array:
        """The way down, mm, to a level."""
        ends = np.concatenate([[-30.0], self.levels, [self.levels[-1] + 20.0]])
        return np.interp(level, [-1, *range(6), 6], ends)

    def along(self, name: str, column: str = "mm") -> PchipInterpolator:
        """A column of a table over its `at`, the ends held."""
        at, values = self.table[name]["at"], self.table[name][column]
        return PchipInterpolator([at[0] - 10, *at, at[-1] + 10], [values[0], *values, values[-1]])

    @cached_property
    def front(self) -> PchipInterpolator:
        """Depth of the pelvic surface in the midline (negative) over levels."""
        straight = self.straight(np.column_stack([np.zeros(len(self.pelvic)), self.pelvic]))
        level = self.level(straight[:, 2])
        keep = np.concatenate([[True], np.diff(np.maximum.accumulate(level)) > 1e-6])
        top, bottom = straight[keep][0, 1], straight[keep][-1, 1]
        at = np.concatenate([[-3.0], level[keep], [8.0]])
        return PchipInterpolator(at, np.concatenate([[top], straight[keep, 1], [bottom]]))

    def wing(self, across: Array, level: Array) -> Array:
        """Depth of the pelvic surface of the lateral part."""
        root = self.along("body-half-width")(level) * 0.8
        edge = self.along("half-breadth")(level) * self.table["breadth"]
        share = np.clip((across - root) / np.maximum(edge - root, 3.0), 0.0, 1.15)
        forward = self.along("wing-forward")(level) * share**1.7
        return (
            self.front(level) + self.along("wing-root")(level) * np.maximum(1 - share, 0.0) ** 1.5 - forward
        )

    @cached_property
    def dorsal(self) -> RectBivariateSpline:
        """Depth of the dorsal surface over (across, level): a spline to be called with `ev`."""
        rows = figures()["dorsal"]
        at, across, mm = (np.array(rows[key]) for key in ("at", "across", "mm"))
        levels, sides = np.linspace(at[0], at[-1], 121), np.linspace(0, 60, 121)
        down = PchipInterpolator(at, mm)(levels)
        table = PchipInterpolator(across, down, axis=1)(np.minimum(sides, across[-1]))
        return RectBivariateSpline(sides, levels, table.T, kx=1, ky=1)

    def foramen(self, number: int) -> Array:
        """Line through the left channel `number` (1-4), (3, 3): canal, bend, anterior opening."""
        offset = self.table["foramina"]["offset"][number - 1]
        down = float(self.down(number))
        half = float(self.along("canal", "half")(number))
        opening = float(self.wing(np.array([offset]), np.array([float(number)]))[0])
        straight = np.array(
            [
                [half * 0.55, float(self.along("canal", "depth")(number)) * 0.42, down - 4.0],
                [offset * 0.86, opening * 0.25 + 1.0, down - 1.5],
                [offset, opening, down + 1.0],
            ]
        )
        return self.bent(straight)

    def posterior_foramen(self, number: int) -> Array:
        """Line from the bend of the left channel `number` to its posterior opening, (2, 3)."""
        offset = self.table["foramina"]["posterior-offset"][number - 1]
        level = self.table["foramina"]["posterior-level"][number - 1]
        depth = float(self.dorsal.ev(offset, level))
        end = self.bent(np.array([[offset, depth, float(self.down(level))]]))
        return np.vstack([self.foramen(number)[1], end])

    @cached_property
    def canal(self) -> Array:
        """Centreline of the sacral canal, (n, 3), from the endplate's level to the hiatus."""
        level = np.linspace(-0.1, self.table["hiatus"]["top"] + 0.6, 60)
        depth = self.along("canal", "depth")(level) * 0.42
        return self.bent(np.column_stack([np.zeros(60), depth, self.down(level)]))


@lru_cache
def plan(sex: str) -> Plan:
    """The plan of one sex."""
    return Plan(sex)
