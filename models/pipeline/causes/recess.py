"""Bone spurs of the lateral recess: rims, facet and yellow ligament close in on the root that passes."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts, Section
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.contact import GAP, NEARLY, TRIES, Phase, give_way, least_gap
from models.pipeline.causes.contents import SAC, Contents, thickened
from models.pipeline.causes.course import off, touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell, smoothstep
from models.pipeline.causes.flattening import flatten, pressed_place, regain
from models.pipeline.causes.frames import disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.measure import cut, room_left
from models.pipeline.causes.sac import kept_in
from models.pipeline.causes.spur import rim, spur
from models.pipeline.causes.stenosis import AMOUNTS, axial_section, refine
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import bulged, grown
from models.pipeline.lumbosacral.column import Frame
from models.pipeline.shapes.pushing import taken_along
from models.pipeline.shapes.rays import OFF, Casting

Array = NDArray[np.float64]

PHASES = (Phase(-0.5, 3.5), Phase(0.15, 1.3))
"""How the root gives way: first as a whole, then its skin."""
DEEP = 2.0
"""How far its section follows its skin where that comes free, mm."""
BESIDE = 9.5
"""How far beside the middle the spurs of the rims stand, mm: in front of the root."""
LEVEL = -5.0
"""Where the recess is cut, from the middle of the disc, mm: at the lower bone's upper edge."""
HEIGHTS = tuple(np.arange(-8.0, -1.0))
"""Where its depth is measured, mm."""


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw spurs of a lateral recess at each amount."""
    spec = row(cause)
    at = level(*spec["level"])
    frame = disc_frame(draft.body, at.disc, side)
    refine(draft, frame, at)
    rims = [_rim(draft, frame, at, bone) for bone in (at.upper, at.lower)]
    for bone, middle in zip((at.upper, at.lower), rims, strict=True):
        draft.refine(bone, middle, 9.0)
    contents = Contents(draft, frame, at, sleeved=False)
    root = f"{at.passes}-root-sleeve.{side}"
    flavum = at.flava[side == "right"]
    section = axial_section(frame, at, (9.0, 20.0, LEVEL), 20.0, root)
    section = section.model_copy(update={"walls": (*section.walls, "dural-sac")})
    spurs = {
        bone: spur(draft, frame, bone, middle, frame.axes[:, 1], by, at.disc)
        for bone, middle, by in zip((at.upper, at.lower), rims, spec["rims"], strict=True)
    }
    grows = np.abs(spurs[at.lower]).max(axis=1) > 0

    def drawn(amount: float) -> None:
        draft.reset()
        for bone, out in spurs.items():
            draft.place(bone, draft.points(bone) + amount * out)
        grown(draft, frame, at, 1, amount * spec["facets"])
        bulged(draft, frame, at, amount * spec["bulge"], _bulge)
        thickened(draft, frame, at, flavum, amount * spec["flava"], lateral=True)
        contents.go_forward(amount * spec["forward"], (1.0, 0.0))
        contents.squeeze(amount, (1.0, 0.0))
        _press(draft, frame, at, side, amount, spec["flattened"])
        contents.keep_in_sac()
        # Spur and ligament lie at sac and root, and pierce neither between its points.
        points, healthy = draft.points(at.lower).copy(), draft.healthy(at.lower).points
        around = [draft.solid(key) for key in (SAC, root)]
        points[grows] = kept_out(points[grows], healthy[grows], around)
        draft.place(at.lower, points)
        points, healthy = draft.points(flavum), draft.healthy(flavum).points
        draft.place(flavum, kept_out(points, healthy, around))

    draft.keep(0, _readings(draft, frame, at, section, flavum))
    # Where a recess is deeper the spur goes on until it touches the root.
    for _ in range(TRIES):
        drawn(1.0)
        short = draft.solid(root).distances(draft.points(at.lower)[grows])[0].min() - GAP
        if short < NEARLY:
            break
        spurs[at.lower] *= 1 + short / np.linalg.norm(spurs[at.lower], axis=1).max()
    for amount in AMOUNTS:
        drawn(amount)
        draft.keep(amount, _readings(draft, frame, at, section, flavum))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(at.lower, at.disc, flavum),
        pressed=(root,),
        contact=touching(draft, at.lower, root, grows),
        section=section,
        figures=draft.figures(),
        sources=tuple(spec["sources"]),
    )


def _rim(draft: Draft, frame: Frame, at: Level, bone: str) -> Array:
    """The rim of a body right in front of the root, mm, LPS."""
    local = frame.local(rim(draft, frame, at, bone, BESIDE)[None])[0]
    return frame.world(np.array([BESIDE, local[1], local[2]]))


def _press(draft: Draft, frame: Frame, at: Level, side: Side, amount: float, share: float) -> None:
    """Flatten the root from front to back, and let it give way to what is around it."""
    root, flavum = f"{at.passes}-root-sleeve.{side}", at.flava[side == "right"]
    soft = [root, f"{at.passes}-rootlets.{side}"]
    flatten(draft, soft, pressed_place(draft, root, at.lower, frame.axes[:, 1]), amount * share)
    # What it lost in depth it gains in width, beside either bone.
    for bone in (at.upper, at.lower):
        regain(draft, root, soft, pressed_place(draft, root, bone, frame.axes[:, 1]))
    give_way(draft, soft, (flavum, at.lower, at.disc), {}, PHASES)
    # In the healthy body it lies in the yellow ligament; pressed, it lies on it.
    points = draft.points(root)
    solids = [draft.solid(key) for key in (flavum, at.lower)]
    along = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2][0]
    # Aside, not along its course, and its section with its skin: so it keeps its length and its area.
    ways = off(points, solids, GAP) - points
    freed = taken_along(points, points, ways - np.outer(ways @ along, along), DEEP)
    draft.place(root, points + amount * (off(freed, solids[1:], GAP) - points))
    regain(draft, root, soft, pressed_place(draft, root, at.lower, frame.axes[:, 1]))
    draft.place(root, off(draft.points(root), solids[1:], GAP))
    strands, around = soft[1], [(draft.solid(key), draft.healthy_solid(key)) for key in (root, "dural-sac")]
    draft.place(strands, kept_in(draft.points(strands), draft.healthy(strands).points, around))


def _bulge(out: Array) -> Array:
    """Behind on one side, in front of the root."""
    return bell(out[:, 0] - 0.37, 0.16) * smoothstep(out[:, 1], 0.2, 0.6)


def _readings(draft: Draft, frame: Frame, at: Level, section: Section, flavum: str) -> list[Reading]:
    front, behind = (at.disc, at.lower), (flavum, at.lower)
    return [
        Reading("depth", "lateral-recess", "mm", _depth(draft, frame, section.seed, front, behind)),
        Reading("free-area", section.seed, "mm2", room_left(section, draft.healthy, draft.mesh)),
        Reading(
            "least-gap",
            section.seed,
            "mm",
            min(least_gap(draft, section.seed, key) for key in (at.disc, at.lower, flavum)),
        ),
    ]


def _depth(draft: Draft, frame: Frame, root: str, front: tuple[str, ...], behind: tuple[str, ...]) -> float:
    """The least way from front to back where the root lies in the healthy body, mm."""
    starts = []
    for height in HEIGHTS:
        plane = frame.world(np.array([0, 0, height])), frame.axes[:, 2]
        before, now = (
            frame.local(cut(mesh, *plane).reshape(-1, 3)) for mesh in (draft.healthy(root), draft.mesh(root))
        )
        # In front of its middle: behind, the healthy one lies in the yellow ligament.
        starts.append([before[:, 0].mean(), np.quantile(now[:, 1], 0.3), height])
    points = frame.world(np.array(starts))
    ahead = np.array([[0.0, 0.0, 1.0]])
    ways = [np.tile(turn * frame.axes[:, 1], (len(points), 1)) for turn in (-1, 1)]
    far = [
        Casting({key: draft.mesh(key) for key in keys}).cast(points, way, ahead, 30.0)[0][:, 0] + OFF
        for keys, way in zip((front, behind), ways, strict=True)
    ]
    return float((far[0] + far[1]).min())
