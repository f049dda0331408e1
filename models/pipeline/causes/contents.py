"""What lies in the canal at one level, and how it gives way when the canal gets narrow."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.mesh import point_normals
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.draft import carried as taken
from models.pipeline.causes.fields import bell, plateau_bell, smoothstep
from models.pipeline.causes.level import Level
from models.pipeline.causes.measure import area
from models.pipeline.causes.sac import TURN, Canal, canal, carried, drawn, kept_in, shares, spare
from models.pipeline.causes.strands import axes_of
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

SAC = "dural-sac"
LOW, HIGH = -26.0, 26.0
"""Heights between which the canal may become narrow, from the middle of the disc, mm."""
FIRM = 0.6
"""What share of their way strands and sleeves go as whole sections, without being flattened."""
JOINED, FREE, TAKEN = 0.8, 3.2, 0.8
"""A sleeve goes as the sac does up to the first from it, and not from the second on; over how far that is
evened out, mm."""
MIDDLE = 20.0
"""About how far the sac's middle lies behind that of a disc, mm."""


class Contents:
    """The sac at a level, with its sleeves and strands.

    Parameters
    ----------
    sleeved
        Whether the sleeves of the root that passes to the next level are kept off the walls with the sac.
    """

    def __init__(self, draft: Draft, frame: Frame, at: Level, sleeved: bool = True) -> None:
        self._draft, self._frame = draft, frame
        self.walls = (at.disc, *at.flava, at.upper, at.lower)
        sleeves = [f"{at.passes}-root-sleeve.{side}" for side in ("left", "right")]
        self._pressed = (SAC, *sleeves) if sleeved else (SAC,)
        self.held = [key for key in draft.body.structures if self._lies_here(key)]
        self._tubes = [key for key in self.held if key == SAC or "sleeve" in key]
        draft.refine(SAC, frame.world(np.array([0, MIDDLE, 0])), 30.0, 2)
        for key in self.held:
            if key != SAC:
                draft.refine(key, frame.world(np.array([0, MIDDLE, 0])), 30.0)
        self._spare = spare(self._canal(), {key: draft.healthy(key) for key in self.walls})

    def go_forward(self, by: float, sides: tuple[float, float]) -> None:
        """Let the sac's sides and the sleeves go forward, mm, by shares where x > 0 and where x < 0."""
        for key in self.held:
            local = self._frame.local(self._draft.points(key))
            across = np.abs(local[:, 0])
            size = smoothstep(across, 1.5, 6.5) * bell(np.maximum(across - 13.0, 0), 2.0)
            size *= plateau_bell(local[:, 2], 7.0, 6.0) * np.where(local[:, 0] > 0, *sides)
            local[:, 1] -= by * size
            self._draft.place(key, self._frame.world(local))

    def squeeze(self, amount: float, sides: tuple[float, float] = (1.0, 1.0)) -> None:
        """Draw everything towards the sac's middle as far as the walls, where they are now, make it.

        What crosses walls in the healthy body does so no more at amount 1, by shares for x > 0 and x < 0.
        """
        draft = self._draft
        room = self._canal()
        freed = amount * np.interp(np.cos(TURN), [-0.2, 0.2], sides[::-1])
        share = shares(room, {key: draft.mesh(key) for key in self.walls}, (1 - freed) * self._spare)
        draft.place(SAC, drawn(room, share, draft.points(SAC)))
        for key in self.held:
            if key != SAC:
                draft.place(key, carried(room, share, draft.points(key), axes_of(draft.mesh(key)), FIRM))
        solids = [draft.solid(key) for key in self.walls]
        tubes = self._tubes
        for key in (key for key in tubes if key != SAC):
            draft.place(key, kept_out(draft.points(key), draft.healthy(key).points, solids))
        self.keep_in()

    def join(self, passing: str) -> None:
        """Let the sleeves of the root `passing` go as the sac does where they are joined to it."""
        draft = self._draft
        sac = draft.healthy(SAC).points, draft.points(SAC)
        for key in (key for key in self._tubes if key.startswith(passing)):
            healthy = draft.healthy(key).points
            share = smoothstep(draft.healthy_solid(SAC).distances(healthy)[0], FREE, JOINED)[:, None]
            draft.place(key, share * taken(healthy, *sac, TAKEN) + (1 - share) * draft.points(key))

    def dent(self, walls: Sequence[str]) -> None:
        """Let walls give way where the skin of sac and sleeves, flat between its points, comes into them."""
        pressing = [self._draft.solid(key) for key in self._pressed]
        for key in walls:
            points, healthy = self._draft.points(key), self._draft.healthy(key).points
            self._draft.place(key, kept_out(points, healthy, pressing))

    def section(self, heights: Sequence[float]) -> float:
        """The least section of the sac across the frame's last axis at some heights, mm2."""
        sac, head = self._draft.mesh(SAC), self._frame.axes[:, 2]
        return min(area(sac, self._frame.world(np.array([0, MIDDLE, height])), head) for height in heights)

    def keep_in(self) -> None:
        """Keep the strands in the sac and the sleeves."""
        draft = self._draft
        around = [(draft.solid(key), draft.healthy_solid(key)) for key in self._tubes]
        for key in (key for key in self.held if key not in self._tubes):
            draft.place(key, kept_in(draft.points(key), draft.healthy(key).points, around))

    def keep_in_sac(self) -> None:
        """Keep in the sac what of the strands lay in it, also where it lies in the mouth of a sleeve."""
        draft = self._draft
        now, before = draft.solid(SAC), draft.healthy_solid(SAC)
        for key in (key for key in self.held if key not in self._tubes):
            points, healthy = draft.points(key).copy(), draft.healthy(key).points
            within = before.distances(healthy)[0] < 0
            if within.any():
                points[within] = kept_in(points[within], healthy[within], [(now, before)])
                draft.place(key, points)

    def _canal(self) -> Canal:
        inside = {key: self._draft.mesh(key) for key in self._pressed}
        return canal(self._frame, inside[SAC], inside, LOW, HIGH)

    def _lies_here(self, key: str) -> bool:
        if not ("rootlets" in key or "root-sleeve" in key or key in (SAC, "filum-terminale")):
            return False
        height = self._frame.local(self._draft.body.mesh(key).points)[:, 2]
        return bool(height.min() < HIGH and height.max() > LOW)


def thickened(draft: Draft, frame: Frame, at: Level, flavum: str, by: float, lateral: bool = False) -> None:
    """Let a yellow ligament grow into the canal by some mm; only its outer part where it is `lateral`."""
    healthy = draft.healthy(flavum)
    local = frame.local(healthy.points)
    normals = point_normals(healthy) @ frame.axes
    to = (np.array([0.0, MIDDLE, 0.0]) - local) * [1, 1, 0]
    to /= np.linalg.norm(to, axis=1, keepdims=True)
    facing = smoothstep((normals * to).sum(axis=1), -0.1, 0.6)
    size = by * facing
    for bone in (at.upper, at.lower):
        size *= smoothstep(draft.healthy_solid(bone).distances(healthy.points)[0], 0.1, 1.5)
    if lateral:
        size *= smoothstep(np.abs(local[:, 0]), 2.0, 7.0)
    moved = local + size[:, None] * (0.35 * normals + 0.65 * to)
    turn = np.sign(local[:, 0].mean())
    # The two of a level do not meet in the middle.
    moved[:, 0] = turn * np.maximum(turn * moved[:, 0], np.minimum(turn * local[:, 0], 0.1))
    solids = [draft.solid(at.upper), draft.solid(at.lower)]
    draft.place(
        flavum, kept_out(frame.world(moved) + draft.points(flavum) - healthy.points, healthy.points, solids)
    )
