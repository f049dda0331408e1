"""A vertebra moves as a whole, those above it follow ever less, and soft tissue follows the bones around it.

One field moves all soft tissue, and at a bone it is that bone's own motion: so nothing enters bone that was
not in it. It grows evenly with the amount, so what only follows costs few bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.causes.clamps import kept_out
from models.pipeline.causes.draft import Draft, carried
from models.pipeline.causes.fields import smoothstep
from models.pipeline.causes.pars import Parted
from models.pipeline.shapes.distance import Solid, surface

Array = NDArray[np.float64]

LUMBAR = ("l5-vertebra", "l4-vertebra", "l3-vertebra", "l2-vertebra", "l1-vertebra")
STILL = ("sacrum", "t12-vertebra", "hip-bone.left", "hip-bone.right", "rib-12.left", "rib-12.right")
"""Bones that stay, and hold what is near them."""
HELD = 12.0
"""At this distance from a bone that moves what is beside no other follows half of its way, mm."""
LEAST = 0.05
"""Distances from bone count as this much at least, mm."""
SEEN = (0.1, 0.5)
"""Ways shorter than the first are left out, and up to the second made shorter, mm: they only cost bytes."""
ROUNDED = 1 / 8
"""Ways are rounded to this, mm, so that a quarter of one is a whole step of a change."""
SOFT = ("ligament", "muscle", "nerve", "dura", "artery", "vein")
MUSCLE = 0.4
"""Muscles and ligaments keep so far from bones that come nearer, mm: their surfaces are coarse."""
STEPS = 5
"""In how many steps they go."""
PASSES = 30
"""How often they are set off from the bones on both sides of them, where a part of one stays behind."""
PARTS = ("root-sleeve", "ganglion", "root", "rootlets")
FIRM = 4.0
"""Over how far along it a nerve's motion is evened out, mm: it moves section by section."""
AROUND = 25.0
"""Soft structures within this of a bone that moves may follow, mm."""


def ways_of(lowest: str, way: Array) -> dict[str, Array]:
    """How far each vertebra moves: the lowest all of `way`, those above ever less, and T12 nothing."""
    moving = LUMBAR[LUMBAR.index(lowest) :]
    return {bone: _rounded(way * (1 - place / len(moving))) for place, bone in enumerate(moving)}


def followed(
    draft: Draft, ways: Mapping[str, Array], parted: Parted | None = None, clear: float = MUSCLE
) -> dict[str, Array]:
    """How far points go when bones go their ways, mm, by id: those of the bones and of all that follows.

    The lowest of them may be `parted`: then its arch stays, and holds what is near it. Muscles and ligaments
    keep as far as `clear` from bones that come nearer, mm.
    """
    moved = {bone: np.tile(way, (len(draft.healthy(bone).points), 1)) for bone, way in ways.items()}
    if parted:
        moved[parted.bone][parted.stays] = 0
    moved |= dict(_soft(draft, ways, parted, clear))
    for level in ("l2", "l3", "l4", "l5"):
        for side in ("left", "right"):
            moved |= _firm(draft, moved, [f"{level}-{part}.{side}" for part in PARTS])
    return {key: _rounded(shift) for key, shift in (moved | dict(_discs(draft, ways))).items()}


def place(draft: Draft, moved: Mapping[str, Array], amount: float) -> None:
    """Put everything where it is at an amount."""
    for key, shift in moved.items():
        draft.place(key, draft.healthy(key).points + amount * shift)


def _soft(
    draft: Draft, ways: Mapping[str, Array], parted: Parted | None, clear: float
) -> Iterator[tuple[str, Array]]:
    bones = {
        bone: (draft.healthy_solid(bone), ways.get(bone, np.zeros(3)))
        for bone in (*ways, *STILL)
        if bone in draft.body.structures
    }
    lowest = next(iter(ways))
    still = [draft.healthy_solid("sacrum" if lowest == LUMBAR[0] else LUMBAR[LUMBAR.index(lowest) - 1])]
    meeting, passes = [lowest], 6
    if parted:
        going, staying = parted.solids(draft)
        bones |= {lowest: (going, ways[lowest]), f"arch of {lowest}": (staying, np.zeros(3))}
        still, meeting, passes = [*still, staying], list(ways)[:2], PASSES
    their = np.array([way for _, way in bones.values()])
    # The bones that come nearer to each other, as they are in the end: what is between them must go.
    met = [still[0], *(Solid(surface(_there(draft, bone, ways[bone], parted))) for bone in meeting)]
    for key in _around(draft, ways):
        points = draft.healthy(key).points
        away = np.array([solid.distances(points)[0] for solid, _ in bones.values()])
        nearness = 1 / np.maximum(away, LEAST).T ** 2
        # What a bone is fixed to moves as it does; what is far from all of them hardly moves.
        shift = nearness @ their / (nearness.sum(axis=1, keepdims=True) + 1 / HELD**2)
        shift *= smoothstep(np.linalg.norm(shift, axis=1), *SEEN)[:, None]
        if draft.body.structures[key].system in ("muscle", "ligament"):
            # In steps, so that none gets through a thin facet to its other side.
            there = points
            for _ in range(STEPS):
                there = kept_out(there + shift / STEPS, points, still, clear, 2)
            shift = kept_out(there, points, met, clear, passes) - points
        if shift.any():
            yield key, shift


def _there(draft: Draft, bone: str, way: Array, parted: Parted | None) -> Mesh:
    """A bone where it is in the end."""
    points, triangles = draft.healthy(bone)
    if parted and bone == parted.bone:
        return Mesh(points + parted.opening + np.where(parted.stays[:, None], 0, way), triangles)
    return Mesh(points + way, triangles)


def _discs(draft: Draft, ways: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """Each disc and its nucleus go with the bone above by how near it is, and with the one below."""
    levels = ["t12", *(bone.split("-")[0] for bone in reversed(LUMBAR)), "s1"]
    for above, below in pairwise(levels):
        bones = [_bone(above), _bone(below)]
        if not any(bone in ways for bone in bones):
            continue
        for key in (f"{above}-{below}-disc", f"{above}-{below}-nucleus"):
            points = draft.healthy(key).points
            up, down = (np.maximum(draft.healthy_solid(bone).distances(points)[0], LEAST) for bone in bones)
            share = (down / (up + down))[:, None]
            first, second = (ways.get(bone, np.zeros(3)) for bone in bones)
            yield key, share * first + (1 - share) * second


def _firm(draft: Draft, moved: Mapping[str, Array], keys: Sequence[str]) -> dict[str, Array]:
    """The parts of a nerve, moved by what moves their surroundings on the mean."""
    points = {key: draft.healthy(key).points for key in keys}
    before = np.concatenate(list(points.values()))
    after = np.concatenate([points[key] + moved.get(key, np.zeros_like(points[key])) for key in keys])
    return {key: carried(own, before, after, FIRM) - own for key, own in points.items()}


def _around(draft: Draft, ways: Mapping[str, Array]) -> Iterator[str]:
    bounds = np.array([draft.body.structures[bone].bounds for bone in ways]).reshape(-1, 3, 2)
    low, high = bounds[:, :, 0].min(axis=0) - AROUND, bounds[:, :, 1].max(axis=0) + AROUND
    for key, one in draft.body.structures.items():
        box = np.array(one.bounds).reshape(3, 2)
        if (
            one.system in SOFT
            and one.variant is None
            and (box[:, 0] < high).all()
            and (box[:, 1] > low).all()
        ):
            yield key


def _rounded(ways: Array) -> Array:
    return np.asarray(np.round(ways / ROUNDED) * ROUNDED)


def _bone(level: str) -> str:
    return "sacrum" if level == "s1" else f"{level}-vertebra"
