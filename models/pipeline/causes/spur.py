"""Bone spurs: rims of vertebral bodies and tips of facets that grow towards a root."""

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes.contact import least_gap
from models.pipeline.causes.course import touching
from models.pipeline.causes.draft import Draft, carried
from models.pipeline.causes.fields import bell, smoothstep
from models.pipeline.causes.foramen import foramen_readings, foramen_section
from models.pipeline.causes.frames import direction, disc_frame
from models.pipeline.causes.level import Level, level
from models.pipeline.causes.low_disc import AMOUNTS, height, refine, squeeze
from models.pipeline.causes.rigid import followed, place, ways_of
from models.pipeline.causes.table import row
from models.pipeline.causes.wear import Wear
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

RIM = 1.2
"""The rim of a vertebral body is where its bone is within this of the disc, mm."""
FORWARD = np.array([0.0, -1.0, 0.0])
UPWARD = (0.0, 0.5, 0.85)
"""The way of the lower bone's spur, in the disc's frame: up into the foramen, behind the disc."""
AROUND, BESIDE = 12.0, 1.0
"""So far around its middle a disc goes with a spur, and less the farther it is from the bone, mm."""
WIDE = (4.0, 2.2, 2.2)
"""How far a spur reaches around its middle: to the side, along its way, and up; standard deviations, mm."""


def draw_foramen(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw spurs in a foramen, with a disc that is somewhat low."""
    spec = row(cause)
    at = level(*spec["level"])
    frame = disc_frame(draft.body, at.disc, side)
    refine(draft, frame, at)
    section = foramen_section(draft, side, at)
    x = abs(frame.local(np.array([section.origin]))[0, 0])
    rims = [rim(draft, frame, at, bone, x) for bone in (at.upper, at.lower)]
    tip = _tip(draft, frame, at, section.origin)
    for bone, place_ in ((at.upper, rims[0]), (at.lower, rims[1]), (at.lower, tip)):
        draft.refine(bone, place_, 9.0)
    draft.refine(at.disc, rims[1], 7.0)
    root, pressers = f"{at.exits}-root.{side}", (at.disc, at.upper, at.lower)
    draft.keep(0, foramen_readings(draft, section, (root,), pressers))
    moved = followed(draft, ways_of(at.upper, -spec["lost"] * height(draft, frame, at) * frame.axes[:, 2]))
    # Spurs are part of the way, so that bones that meet wear them down as well.
    moved[at.lower] = np.zeros_like(draft.healthy(at.lower).points)
    ways = (frame.axes[:, 1], direction(frame, UPWARD))
    grows = {}
    for bone, middle, way, by in zip((at.upper, at.lower), rims, ways, spec["rims"], strict=True):
        grown = spur(draft, frame, bone, middle, way, by, at.disc)
        grows[bone] = np.abs(grown).max(axis=1) > 0
        moved[bone] = moved[bone] + grown
        moved[at.disc] = moved.get(at.disc, 0) + lifted(draft, at.disc, bone, middle, grown)
    moved[at.lower] += spur(draft, frame, at.lower, tip, FORWARD, spec["facet"], at.upper)
    wear = Wear(draft, moved, at.upper, at.lower)
    for amount in AMOUNTS:
        draft.reset()
        place(draft, moved, amount)
        wear.to(amount)
        squeeze(draft, frame, at, amount * spec["bulge"], pressers, pierced=True)
        draft.keep(amount, foramen_readings(draft, section, (root,), pressers))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=pressers,
        pressed=(root,),
        contact=touching(draft, min(pressers, key=lambda one: least_gap(draft, one, root)), root),
        section=section,
        figures=draft.figures(),
        sources=tuple(spec["sources"]),
    )


def rim(draft: Draft, frame: Frame, at: Level, bone: str, x: float) -> Array:
    """The point of a vertebral body's rim farthest back, so far beside the middle, mm, LPS."""
    points = draft.healthy(bone).points
    near = draft.healthy_solid(at.disc).distances(points)[0] < RIM
    local = frame.local(points)
    found = np.flatnonzero(near & (np.abs(local[:, 0] - x) < 3.0))
    return np.asarray(points[found[local[found, 1].argmax()]])


def spur(draft: Draft, frame: Frame, bone: str, middle: Array, way: Array, by: float, beside: str) -> Array:
    """How far a spur makes points of a bone stand out, (n, 3), mm; none where bone lies on `beside`."""
    healthy = draft.healthy(bone).points
    off = (healthy - middle) @ np.column_stack([frame.axes[:, 0], way, np.cross(frame.axes[:, 0], way)])
    size = by * bell(np.linalg.norm(off / WIDE, axis=1), 1.0)
    size *= smoothstep(draft.healthy_solid(beside).distances(healthy)[0], 0.0, 0.9)
    return np.asarray(np.round(size[:, None] * way * 8) / 8)


def lifted(draft: Draft, disc: str, bone: str, middle: Array, grown: Array) -> Array:
    """How far a disc goes with a spur that grows beside it, (n, 3), mm, so that it is not grown over."""
    points, skin = draft.healthy(disc).points, draft.healthy(bone).points
    ways = np.zeros_like(points)
    distance = draft.healthy_solid(bone).distances(points)[0]
    near = (np.linalg.norm(points - middle, axis=1) < AROUND) & (distance < 4 * BESIDE)
    around = np.linalg.norm(skin - middle, axis=1) < AROUND + 2.0
    before = skin[around]
    rode = carried(points[near], before, before + grown[around], BESIDE) - points[near]
    ways[near] = rode * bell(np.maximum(distance[near], 0), BESIDE)[:, None]
    return np.asarray(np.round(ways * 8) / 8)


def _tip(draft: Draft, frame: Frame, at: Level, origin: tuple[float, float, float]) -> Array:
    """The front of the lower bone's facet, at the height of its upper third, in a sagittal plane."""
    points = draft.healthy(at.lower).points
    local = frame.local(points)
    behind = (np.abs(points[:, 0] - origin[0]) < 3.0) & (local[:, 1] > 22) & (np.abs(local[:, 2]) < 14)
    top = local[behind, 2].max()
    found = np.flatnonzero(behind & (np.abs(local[:, 2] - top + 4.5) < 2.0))
    return np.asarray(points[found[points[found, 1].argmin()]])
