"""A map of the lower limb's skin: how high a place lies, and at which bearing round the limb.

The limb's axis runs from the sole through the ankle, knee and hip straight up to the iliac
crest. Bearings are degrees from the front turning outward: outer side 90, back 180, inner
side 270.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from point_maps.records.zones import Part
from point_maps.solving.frames import Vector, frame, landmark

Values = NDArray[np.float64]
ARM = 85.0
"""Skin nearer than this to the line through the forearm and hand, mm, is the arm's."""
HAND = 190.0
"""How far the hand reaches past the wrist crease, mm."""
CLEFT = 10.0
"""Skin nearer than this to the mid-sagittal plane, mm, lies in the cleft: no zone reaches into it."""
BACK = 100.0
"""How far the map goes on above the iliac crest, mm: the low back."""
ROUNDING = 30.0
"""Bounds are smoothed over this height, mm: a zone's border has no corners."""
CORNER = 28.0
"""Radius of the corners where a part ends, mm."""
STEP = 2.0


class LimbChart(NamedTuple):
    """Where each point of the skin of one limb lies.

    Attributes
    ----------
    height, radius, bearing
        (k,) mm, mm from the axis, degrees from 0 to 360.
    rungs
        Heights of sole, ankle, knee, gluteal fold, iliac crest and the upper end of the low back, mm.
    beside
        (k,) mm outward from the cleft between the buttocks; above them from past the midline.
    mine
        (n,) which of all points are no part of an arm or the trunk; only of those is the rest told.
    """

    height: Values
    radius: Values
    bearing: Values
    rungs: Values
    beside: Values
    mine: NDArray[np.bool_]

    def depth(self, part: Part) -> Values:
        """How deep each of all points lies inside a part, (n,), mm along the skin; negative outside."""
        rungs = list(part.rungs())
        heights = np.interp([rung.place for rung in rungs], np.arange(len(self.rungs)), self.rungs)
        grid = np.arange(heights[0] - ROUNDING, heights[-1] + ROUNDING, STEP)
        lowest = -np.inf if rungs[0].place <= 0 else heights[0]
        inside = np.minimum(self.height - lowest, heights[-1] - self.height)
        middle = np.radians([(rung.low + rung.high) / 2 for rung in rungs])
        half = np.radians([(rung.high - rung.low) / 2 for rung in rungs])
        centre, wide = (_rounded(np.interp(grid, heights, values)) for values in (middle, half))
        away = _turned(np.radians(self.bearing) - np.interp(self.height, grid, centre))
        lean = np.interp(self.height, grid, np.gradient(wide, STEP)) + np.sign(away) * np.interp(
            self.height, grid, np.gradient(centre, STEP)
        )
        across = self.radius * (np.interp(self.height, grid, wide) - np.abs(away))
        aside = across / np.hypot(1, self.radius * lean)
        aside = np.minimum(aside, self.beside)
        depth = np.full(len(self.mine), -np.inf)
        depth[self.mine] = within_both(inside, aside, CORNER)
        return depth


def within_both(first: Values, second: Values, radius: float) -> Values:
    """How deep points lie inside two borders that meet in a corner rounded by a radius, mm."""
    short = np.clip(radius - np.stack([first, second]), 0, 1e6)
    corner = radius - np.hypot(short[0], short[1])
    met: Values = np.where((first < radius) & (second < radius), corner, np.minimum(first, second))
    return met


def limb_chart(body: Body, side: str, points: Values) -> LimbChart:
    """Lay the map over one lower limb.

    Parameters
    ----------
    points
        (n, 3) places on the skin, mm.

    Raises
    ------
    MissingError
        If a landmark it needs is missing.
    """
    leg = frame(body, "lower-leg", side)
    knee, hip = (landmark(body, name, side) for name in ("knee-centre", "hip-joint-centre"))
    fold, crest = (landmark(body, name, side)[2] for name in ("gluteal-fold", "iliac-crest"))
    ankle, sole = leg.ends[0], float(body.skin.points[:, 2].min())
    mine = (points[:, 2] < crest + BACK + CORNER) & ~_on_arm(body, side, points)
    points = points[mine]
    height = points[:, 2]
    axis = np.array([ankle, knee, hip])
    middle = np.stack([np.interp(height, axis[:, 2], axis[:, i]) for i in (0, 1)], axis=1)
    outward = -1.0 if side == "right" else 1.0
    away = (points[:, :2] - middle) * (outward, 1)
    toe_out = np.arctan2(outward * leg.unit["anterior"][0], -leg.unit["anterior"][1])
    front = np.interp(height, [knee[2], fold], [toe_out, 0.0])
    bearing = np.degrees(np.arctan2(away[:, 0], -away[:, 1]) - front) % 360
    rungs = np.array([sole, ankle[2], knee[2], fold, crest, crest + BACK])
    beside = points[:, 0] * outward - np.where(height < crest, CLEFT, -CLEFT)
    return LimbChart(height, np.linalg.norm(away, axis=1), bearing, rungs, beside, mine)


def _on_arm(body: Body, side: str, points: Values) -> NDArray[np.bool_]:
    """Which points of the skin lie near the line through the forearm and hand."""
    elbow, wrist = (landmark(body, name, side) for name in ("elbow-crease", "wrist-crease-palmar"))
    along: Vector = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    start = elbow - HAND * along
    reach = float(np.linalg.norm(wrist - start)) + HAND
    share = np.clip((points - start) @ along, 0, reach)
    nearest = start + share[:, None] * along
    close: NDArray[np.bool_] = np.linalg.norm(points - nearest, axis=1) < ARM
    return close


def _rounded(values: Values) -> Values:
    """Values smoothed by a moving mean over `ROUNDING` mm."""
    count = int(ROUNDING / STEP) | 1
    padded = np.pad(values, count // 2, mode="edge")
    smooth: Values = np.convolve(padded, np.full(count, 1 / count), mode="valid")
    return smooth


def _turned(angle: Values) -> Values:
    """Angles brought between -pi and pi."""
    return (angle + np.pi) % (2 * np.pi) - np.pi
