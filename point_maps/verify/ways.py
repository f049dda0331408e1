"""Points of one structure on their way past the surface of another: how deep they come to lie in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from point_maps.solving.shapes import Shape
from point_maps.verify.nearness import signed
from point_maps.verify.standing import Standing

Array = NDArray[np.float64]

NEAR, DEEP = 0.8, 6.0
"""So far, mm, distances are told; of what is on the wrong side, where a pair crosses much, the second."""
NOISE = 0.05
"""Less than this, mm, is not asked about: it is finer than the steps that points move in."""


class Way:
    """The points of one structure that may come to the surface of another.

    Attributes
    ----------
    chosen
        Their numbers.
    nested
        Whether they belong inside; those that are out when healthy, as a root where it leaves the sac, are
        not looked at.
    reach
        As far as distances on the wrong side are told, mm.
    room
        How far each is from the surface in the healthy body, (n,), mm; negative on the wrong side of it.
    allowed
        How deep on the wrong side they may lie, mm.
    deeper, step
        How much deeper than that one of them comes to lie at most, mm, and at which step.
    """

    def __init__(self, asking: Standing, asked: Standing) -> None:
        self.asking, self.asked = asking, asked
        self.appears = asking.appears or asked.appears
        if self.appears:
            low, high = asked.bounds
            near = np.any([((points > low) & (points < high)).all(axis=1) for points in asking.path], axis=0)
        else:
            near = asked.swept[asking.passed].any(axis=0)
        if not asked.moves and not asking.appears:
            near &= asking.moving
        self.chosen = np.flatnonzero(near)
        # What appears belongs outside, wherever it begins, but for the skin, in which all is.
        outside = self.appears and not asked.encloses_all
        self.nested = bool(len(self.chosen)) and not outside and asking.lies_in(asked)
        self.reach, self.room = 0.0, np.zeros(0)
        self.allowed, self.deeper, self.step = 0.0, 0.0, 0

    @property
    def healthy(self) -> float:
        """How far a point is on the wrong side in the healthy body at most, mm."""
        return float(-self.room.min(initial=0))

    @property
    def seen(self) -> float:
        """With how much on the wrong side, mm, more may be farther in, or out, than is seen at first."""
        if self.nested:
            return 0.0
        return -np.inf if self.appears else NEAR - 0.5

    @property
    def turn(self) -> float:
        """What makes a signed distance positive on the right side."""
        return -1.0 if self.nested else 1.0

    def points(self, step: int) -> Array:
        """Where the points are at a step, (n, 3), mm."""
        return self.asking.points[step][self.chosen]


def look(ways: Sequence[Way]) -> None:
    """Measure the room of points in the healthy body, each as far as it takes to see all of it."""
    _look(ways, NEAR)
    _look([way for way in ways if way.healthy > way.seen], DEEP)
    for way in ways:
        if way.nested:
            way.chosen, way.room = way.chosen[way.room >= 0], way.room[way.room >= 0]


def follow(ways: Sequence[Way]) -> None:
    """Find how much deeper than allowed points come to lie on their ways."""
    for way in ways:
        way.deeper, way.step = 0.0, 0
    _follow(ways)
    # Half of it, because what lies deeper is not seen at all.
    unsure = [way for way in ways if way.reach == NEAR and way.deeper > 0]
    unsure = [way for way in unsure if way.allowed + way.deeper > NEAR / 2]
    _look(unsure, DEEP)
    _follow(unsure)


def rooms(mesh: Mesh, points: Array, turn: Array, reach: float) -> Array:
    """How far points are on their side of a surface, (n,), mm, up to `NEAR`; negative on the wrong side.

    `turn` is 1 for those that belong outside, and -1 for the others.
    """
    found = signed(mesh, points, NEAR)
    room = np.where(np.isfinite(found), turn * found, NEAR)
    if reach > NEAR:
        far = np.flatnonzero(np.isinf(found))
        wrong = far[Shape(mesh).inside(points[far]) == (turn[far] > 0)]
        room[wrong] = -np.minimum(np.abs(signed(mesh, points[wrong], reach)), reach)
    return room


def _look(ways: Sequence[Way], reach: float) -> None:
    for way in ways:
        way.reach = reach
    for asked, some in _together(ways):
        points = np.concatenate([way.points(0) for way in some])
        counts = [len(way.chosen) for way in some]
        room = rooms(asked.mesh(0), points, np.repeat([way.turn for way in some], counts), reach)
        for way, part in zip(some, np.split(room, np.cumsum(counts)[:-1]), strict=True):
            way.room = part


def _follow(ways: Sequence[Way]) -> None:
    for asked, some in _together(ways):
        counts = [len(way.chosen) for way in some]
        whose = np.repeat(np.arange(len(some)), counts)
        turn = np.repeat([way.turn for way in some], counts)
        room = np.concatenate([way.room for way in some])
        allowed = np.repeat([way.allowed for way in some], counts)
        worst, after = np.array([way.deeper for way in some]), np.concatenate([way.points(0) for way in some])
        for step in range(1, len(asked.points)):
            before, after = after, np.concatenate([way.points(step) for way in some])
            room -= asked.nearer(step, before, after)
            doubtful = np.flatnonzero(-room - allowed > np.maximum(worst, NOISE)[whose])
            if not len(doubtful):
                continue
            room[doubtful] = rooms(asked.mesh(step), after[doubtful], turn[doubtful], some[0].reach)
            claimed = doubtful[(-room - allowed > np.maximum(worst, NOISE)[whose])[doubtful]]
            if not len(claimed):
                continue
            # Beside a fold the nearest part may err about the side: the whole surface tells.
            inside = Shape(asked.mesh(step)).inside(after[claimed])
            room[claimed] = np.where(inside, -1, 1) * turn[claimed] * np.abs(room[claimed])
            deeper = worst.copy()
            np.maximum.at(deeper, whose[claimed], (-room - allowed)[claimed])
            for place in np.flatnonzero(deeper > worst):
                some[place].deeper, some[place].step = float(deeper[place]), step
            worst = deeper


def _together(ways: Sequence[Way]) -> Iterator[tuple[Standing, list[Way]]]:
    """The ways past each surface that are measured as far, as those can be asked at once."""
    groups = defaultdict(list)
    for way in ways:
        groups[way.asked, way.reach].append(way)
    for (asked, _), some in groups.items():
        yield asked, some
