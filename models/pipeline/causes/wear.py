"""Wear of a segment: its disc bulges, its facets grow, and bones that meet wear each other down."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from models.mesh import point_normals
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.fields import bell, glued, plateau_bell, smoothstep
from models.pipeline.causes.level import Level
from models.pipeline.causes.multifidus import MULTIFIDUS
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.pushing import lacking

Array = NDArray[np.float64]

SLIT = 2.6
"""Facets face each other where their bones are no farther apart than this, mm."""

LEFT, WORN_ALONG, PASSES, WEAR_STEP = 0.25, 1.2, 3, 1 / 8
"""What wear leaves between bones, and how far around it reaches, mm; passes a step, steps of the amount."""
MAY_MEET = 12.0
"""Bones that are farther apart than this do not come to meet, mm."""
UPPER_EDGE, LOWER_EDGE = np.array([-8.0, 1.0, -5.0]), np.array([-4.0, -5.0, 0.0])
"""From the middle of a facet joint to the edges beside the canal of the upper and the lower facet, mm."""


def joint_middle(draft: Draft, frame: Frame, upper: str, lower: str, turn: int) -> Array:
    """The middle of a facet joint, LPS, mm; `turn` is 1 on the frame's own side, -1 on the other."""
    bone = draft.body.mesh(upper)
    away, _ = draft.healthy_solid(lower).distances(bone.points)
    local = frame.local(bone.points)
    facing = (away < SLIT) & (local[:, 1] > local[:, 1].min() + 30) & (turn * local[:, 0] > 5)
    return np.asarray(bone.points[facing].mean(axis=0))


def bulged(draft: Draft, frame: Frame, at: Level, by: float, shape: Callable[[Array], Array]) -> None:
    """Let a disc bulge by up to some mm; what is fixed to the endplates stays, and nothing enters bone.

    `shape` says what share of that, from where points lie to the side and back, (n, 2), in half its size.
    """
    disc, upper, lower = at.disc, at.upper, at.lower
    points = draft.healthy(disc).points
    local = frame.local(points)
    half = np.abs(frame.local(draft.body.mesh(disc).points)).max(axis=0)
    out = local[:, :2] / half[:2]
    radius = np.linalg.norm(out, axis=1)
    above, below = (draft.healthy_solid(key).distances(points)[0] for key in (upper, lower))
    share = np.clip(below / np.maximum(above + below, 1e-6), 0, 1)
    waist = (4 * share * (1 - share)) ** 0.6
    size = by * shape(out) * waist * smoothstep(radius, 0.6, 1.0)
    size *= glued(points, [draft.healthy_solid(upper), draft.healthy_solid(lower)])
    way = local[:, :2] / np.maximum(np.linalg.norm(local[:, :2], axis=1), 1e-6)[:, None]
    shift = np.column_stack([size[:, None] * way, np.zeros(len(points))]) @ frame.axes.T
    bones = [draft.solid(upper), draft.solid(lower)]
    draft.place(disc, kept_out(draft.points(disc) + shift, points, bones))


def grown(draft: Draft, frame: Frame, at: Level, turn: int, by: float) -> None:
    """Let both facets of a joint grow towards the canal by some mm, where nothing lies beside them."""
    middle = frame.local(joint_middle(draft, frame, at.upper, at.lower, turn)[None])[0]
    for key, other, edge in ((at.upper, at.lower, UPPER_EDGE), (at.lower, at.upper, LOWER_EDGE)):
        mesh = draft.healthy(key)
        local = frame.local(mesh.points)
        away = np.linalg.norm((local - middle - edge * [turn, 1, 1]) * [1, 1, 0.8], axis=1)
        normals = point_normals(mesh)
        turned = normals @ frame.axes
        inward = smoothstep(-turn * turned[:, 0] - 0.5 * turned[:, 1], -0.2, 0.6)
        free = draft.healthy_solid(other).distances(mesh.points)[0]
        beside = np.min(
            [draft.healthy_solid(soft).distances(mesh.points)[0] for soft in (*at.flava, *MULTIFIDUS)], axis=0
        )
        size = np.minimum(by * plateau_bell(away, 1.0, 2.6) * inward, 0.4 * (free - 0.8))
        size *= smoothstep(free, 1.0, 2.5) * smoothstep(beside, 0.5, 3.5)
        draft.place(key, draft.points(key) + size[:, None] * normals)


class Wear:
    """Two bones that come to meet on their way wear each other down: both back off by half, and stay so.

    The way is gone in small steps: what is worn at one is worn at the next, and never comes out behind.

    `lost` is how far points of bones have backed off, (n, 3), mm, by id. A bone that meets two others has one
    account of it for both.
    """

    def __init__(
        self,
        draft: Draft,
        moved: Mapping[str, Array],
        one: str,
        other: str,
        lost: dict[str, Array] | None = None,
    ) -> None:
        self._draft, self._keys, self._amount = draft, (one, other), 0.0
        self._way = {key: moved.get(key, np.zeros_like(draft.healthy(key).points)) for key in self._keys}
        self._lost = {} if lost is None else lost
        for key, way in self._way.items():
            self._lost.setdefault(key, np.zeros_like(way))
        away = {
            key: draft.healthy_solid(against).distances(draft.healthy(key).points)[0]
            for key, against in (self._keys, self._keys[::-1])
        }
        self._near = {key: np.flatnonzero(distance < MAY_MEET) for key, distance in away.items()}
        self._least = {key: np.minimum(away[key][near], LEFT) for key, near in self._near.items()}

    def to(self, amount: float) -> None:
        """Go on to an amount, and put the bones where they are then."""
        count = max(1, round((amount - self._amount) / WEAR_STEP))
        for step in np.linspace(self._amount, amount, count + 1)[1:]:
            for _ in range(PASSES):
                self._put(step)
                backing = [self._backing(*keys) for keys in (self._keys, self._keys[::-1])]
                if not any(backing):
                    break
        self._amount = amount
        self._put(amount)

    def _put(self, amount: float) -> None:
        for key in self._keys:
            points = self._draft.healthy(key).points + amount * self._way[key] + self._lost[key]
            self._draft.place(key, points)

    def _backing(self, key: str, against: str) -> bool:
        """Wear one of them where it has come too near to the other; whether it had."""
        near = self._near[key]
        points = self._draft.points(key)[near]
        way = lacking(points, self._draft.solid(against), self._least[key]) / 2
        going = np.linalg.norm(way, axis=1) > 1e-3
        if not going.any():
            return False
        weights = bell(np.linalg.norm(points[:, None] - points[going][None], axis=2), WORN_ALONG)
        mean = weights @ way[going] / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        self._lost[key][near] += mean * weights.max(axis=1, keepdims=True)
        return True
