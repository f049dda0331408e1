"""A map of the foot's skin: how far forward a place lies, on which ray, on dorsum or sole.

Rays are the lines of the metatarsals and toes, 1 to 5 from the great toe; in the hindfoot
they run back side by side to the heel. Dorsum and sole part at the height of the bones.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from point_maps.records.zones import Part
from point_maps.solving.frames import frame, landmark
from point_maps.solving.limb_chart import within_both
from point_maps.solving.places import Surfaces

Values = NDArray[np.float64]
TIP = 4.0
"""Soft tissue beyond the last bone of a toe, mm."""
HEEL = 1.2
"""The heel's skin is so many times as wide as its bone."""
HEEL_BORDER = 20.0
"""Height of the border of the sole at the heel, mm."""
BORDER = (1.0, 0.62, 0.45, 0.9)
"""Where the sole's border lies, as a share of the bones' height: at the heel, the bases and heads of the
metatarsals and the tips of the toes. The skin of the sole rises into the arch less than the bones do."""
END = 5.0
"""The end of a bone is the mean of its points within this many mm of the outermost."""
ABOVE_ANKLE = 10.0
CORNER = 12.0
"""Radius of the corners where a part ends, mm."""
RAYS = np.arange(1.0, 6.0)


class FootChart(NamedTuple):
    """Where each point of the skin of one foot lies.

    Attributes
    ----------
    forward, outward
        (k,) mm from the heel, mm from its middle to the outer side.
    height, border, top
        (k,), (k,) and one: mm above the floor, of the sole's border there, and where the foot ends.
    place, ray
        (k,) stretches from the heel, and rays.
    lines
        (5 rays, 4 places, 3) forward, outward and border of the rays at heel, base, head, tip, mm.
    mine
        (n,) which of all points of the skin lie on this foot; only of those is the rest told.
    """

    forward: Values
    outward: Values
    height: Values
    border: Values
    top: float
    place: Values
    ray: Values
    lines: Values
    mine: NDArray[np.bool_]

    def depth(self, part: Part) -> Values:
        """How deep each of all points lies inside a part, (n,), mm along the skin; negative outside."""
        rungs = list(part.rungs())
        places = np.array([rung.place for rung in rungs])
        low, high = (np.interp(self.place, places, [rung[i] for rung in rungs]) for i in (1, 2))
        ends = np.minimum(self._ahead(places[0]), -self._ahead(places[-1]))
        inner = np.where(low <= 0, np.inf, self.outward - self._at_ray(low))
        outer = np.where(high >= 6, np.inf, self._at_ray(high) - self.outward)
        inside = within_both(ends, np.minimum(inner, outer), CORNER)
        up = self.height - self.border
        inside = np.minimum(inside, self.top - self.height)
        inside = np.minimum(inside, {"dorsum": up, "sole": -up}.get(part.on, np.inf))
        depth = np.full(len(self.mine), -np.inf)
        depth[self.mine] = inside
        return depth

    def _ahead(self, place: float) -> Values:
        """How far in front of a place of the foot each point lies, mm; open at heel and toes."""
        if place <= 0 or place >= 3:
            return np.full(len(self.ray), np.inf if place <= 0 else -np.inf)
        at_rays = [np.interp(place, np.arange(4), line[:, 0]) for line in self.lines]
        return self.forward - np.interp(self.ray, RAYS, at_rays)

    def _at_ray(self, ray: Values) -> Values:
        """How far outward a ray lies beside each point, mm."""
        beside = _beside(self.lines, self.forward, 1)
        return _extended(ray, beside)


def foot_chart(body: Body, side: str, points: Values) -> FootChart:
    """Lay the map over one foot.

    Parameters
    ----------
    points
        (n, 3) places on the skin, mm.

    Raises
    ------
    MissingError
        If a landmark or bone it needs is missing.
    """
    leg = frame(body, "lower-leg", side)
    heel = landmark(body, "calcaneus-posterior", side)
    ahead = _flat(leg.ends[0] - heel)
    surfaces = Surfaces(body)
    second = surfaces.of("metatarsal-2", side).mesh.points
    ahead = _flat(second[np.argmax((second - heel) @ ahead)] - heel)
    outward = np.cross(ahead, [0, 0, 1.0]) * (1 if side == "right" else -1)
    axes = np.stack([ahead, outward, [0, 0, 1.0]], axis=1)
    bones = {name: (surfaces.of(name, side).mesh.points - heel * (1, 1, 0)) @ axes for name in _bones()}
    lines = np.array([_ray(bones, number) for number in range(1, 6)])
    return _chart((points - heel * (1, 1, 0)) @ axes, lines, float(leg.ends[0][2]))


def _chart(points: Values, lines: Values, ankle: float) -> FootChart:
    forward, aside, height = points.T
    reach = lines[:, :, 0].max() + 40
    mine = (height < ankle + 4 * ABOVE_ANKLE) & (forward > -40) & (forward < reach) & (np.abs(aside) < 90)
    forward, aside, height = points[mine].T
    beside = _beside(lines, forward, 1)
    ray = _ray_at(aside, beside)
    whole = np.clip(ray, 1, 5)
    places = np.stack([np.interp(forward, line[:, 0], np.arange(4)) for line in lines], axis=1)
    border = _mixed(whole, _beside(lines, forward, 2))
    return FootChart(
        forward, aside, height, border, ankle + ABOVE_ANKLE, _mixed(whole, places), ray, lines, mine
    )


def _bones() -> list[str]:
    names = [f"{bone}-{ray}" for bone in ("metatarsal", "foot-distal-phalanx") for ray in range(1, 6)]
    return [*names, "calcaneus"]


def _ray(bones: dict[str, Values], number: int) -> Values:
    """Heel, base, head and tip of a ray: forward, outward, height of the sole's border, mm."""
    metatarsal, toe, heel = (
        bones[f"metatarsal-{number}"], bones[f"foot-distal-phalanx-{number}"], bones["calcaneus"]
    )  # fmt: skip
    back = heel[heel[:, 0] < 40]
    wide = HEEL * (back[:, 1].max() - back[:, 1].min())
    start = np.array([0.0, back[:, 1].mean() + (number - 3) / 5 * wide, HEEL_BORDER])
    base, head, tip = _end(metatarsal, -1), _end(metatarsal, 1), _end(toe, 1)
    knots = np.array([start, base, head, tip + np.array([TIP, 0, 0])])
    knots[:, 2] *= BORDER
    return knots


def _end(points: Values, way: float) -> Values:
    far = way * points[:, 0]
    end: Values = points[far > far.max() - END].mean(axis=0)
    return end


def _flat(vector: Values) -> Values:
    level = vector * (1, 1, 0)
    return level / np.linalg.norm(level)


def _beside(lines: Values, forward: Values, column: int) -> Values:
    """A column of each ray's knots beside points, (n, 5)."""
    return np.stack([np.interp(forward, line[:, 0], line[:, column]) for line in lines], axis=1)


def _ray_at(aside: Values, beside: Values) -> Values:
    """The ray a point lies on: 1.5 is midway between the first two."""
    index = np.clip((aside[:, None] >= beside).sum(axis=1) - 1, 0, 3)
    rows = np.arange(len(aside))
    start, end = beside[rows, index], beside[rows, index + 1]
    return 1 + index + (aside - start) / np.maximum(end - start, 1e-6)


def _extended(ray: Values, beside: Values) -> Values:
    """Where a ray, also one beyond the outermost, lies outward."""
    index = np.clip(np.floor(ray).astype(int) - 1, 0, 3)
    rows = np.arange(len(ray))
    start, end = beside[rows, index], beside[rows, index + 1]
    return start + (ray - 1 - index) * (end - start)


def _mixed(ray: Values, columns: Values) -> Values:
    """Values of the five rays mixed by where between them a point lies."""
    index = np.clip(np.floor(ray).astype(int) - 1, 0, 3)
    rows, share = np.arange(len(ray)), ray - 1 - index
    mixed: Values = columns[rows, index] * (1 - share) + columns[rows, index + 1] * share
    return mixed
