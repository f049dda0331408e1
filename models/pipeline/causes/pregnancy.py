"""Pregnancy: belly, womb and child grow, the pelvis tips and its joints open, the head comes to the brim."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side, load
from models.change import Appearing, Facts, Section
from models.mesh import Mesh
from models.pipeline.bones.skeleton import MIRROR
from models.pipeline.causes.belly import rounded_out
from models.pipeline.causes.contact import least_gap
from models.pipeline.causes.course import STILL
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.measure import room_left
from models.pipeline.causes.posture import SIDES, Opening, Posture, followed, joint, rounded
from models.pipeline.causes.rigid import place
from models.pipeline.causes.room import with_room
from models.pipeline.causes.womb import OUTER, Child, Egg, Womb, ball, child
from models.pipeline.gravity import centre_of_mass
from models.records import Record

Array = NDArray[np.float64]

WOMB, CHILD = "womb", "child"
AROUND = ("bone", "disc", "muscle", "nerve", "artery", "vein")
"""Systems of what the womb does not enter."""
REACH = 25.0
"""Structures this near to the full womb may be in its way, mm."""
COARSE = 1 / 4
"""Places of what appears, and of the skin, are rounded to this, mm, so that they take few bytes."""
MIDDLE = 4.0
"""The promontory lies this near to the midline, mm."""
WINDOW, BEHIND = 150.0, 6.0
"""Width and height of the section, and how far behind the middle of what it joins its own lies, mm."""


class Growing(Record):
    """What `pregnancy.toml` holds; mm unless said otherwise.

    `becomes` is the body that says how she stands and how far her belly goes out; `belly` is its middle.
    `begins` is the share of its place in the womb the child begins with.
    """

    becomes: str
    belly: tuple[float, float, float]
    amounts: tuple[float, ...]
    opening: Opening
    begins: float
    before: Egg
    womb: Egg
    child: Child
    sources: tuple[str, ...]


class Brim(NamedTuple):
    """The brim of the pelvis: the symphysis, unit vectors from there to the promontory and up out of it."""

    symphysis: Array
    along: Array
    up: Array


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw pregnancy with the head's longer half on one side."""
    spec = Growing.model_validate(
        tomllib.loads(Path(__file__).with_name("pregnancy.toml").read_text("utf-8"))
    )
    posture = Posture(draft.body, spec.becomes)
    moved = followed(draft, posture, spec.opening)
    skin = draft.healthy("skin")
    skin = Mesh(skin.points + moved["skin"], skin.triangles)
    out = rounded_out(skin, load(spec.becomes).mesh("skin"), np.array(spec.belly))
    moved["skin"] = rounded(moved["skin"] + out, COARSE)
    place(draft, moved, 1)
    brim = _brim(draft)
    grown = _mirrored(child(spec.child, np.array([1.0, 0.0, 0.0]), brim.along, brim.up), side)
    inside, wombs = spec.womb.found(grown.points), Womb()
    around = list(_around(draft, spec.womb.placed(ball(*OUTER).points)))
    trunk, hips = f"lumbosacral-trunk.{side}", [f"hip-bone.{side}" for side in SIDES]
    section = _section(brim.symphysis, trunk, draft.points(trunk).mean(axis=0))
    draft.reset()

    def lying(amount: float) -> tuple[Mesh, Array]:
        """The child and the womb around it, with everything else where it is now."""
        egg = spec.before.toward(spec.womb, amount)
        own = Mesh(egg.placed(inside * (spec.begins + (1 - spec.begins) * amount**2)), grown.triangles)
        others = [draft.mesh(key) for key in around]
        walls = wombs.around(egg, own, others, draft.mesh("skin"))
        return own._replace(points=rounded(own.points, COARSE)), rounded(walls, COARSE)

    children, walls = [], []
    for amount in (0, *spec.amounts):
        place(draft, moved, amount)
        own, wall = lying(amount)
        children.append(own)
        walls.append(wall)
    roomy = with_room(children, [wombs.inner(wall) for wall in walls])
    small, *growing = (Mesh(rounded(own, COARSE), grown.triangles) for own in roomy)
    draft.reset()
    draft.appear(Appearing(CHILD, "Child, head down", "Fetus", "child", "", small, STILL))
    draft.appear(Appearing(WOMB, "Womb", "Uterus", "womb", "", Mesh(walls[0], wombs.triangles), STILL))

    def readings(amount: float) -> Iterator[Reading]:
        yield Reading("head-gap", f"{CHILD}, {trunk}", "mm", least_gap(draft, CHILD, trunk))
        yield Reading("lordosis", "l1-vertebra, sacrum", "deg", posture.lordosis(amount))
        yield Reading("symphysis", ", ".join(hips), "mm", least_gap(draft, *hips))
        yield Reading(
            "sacroiliac", f"hip-bone.{side}, sacrum", "mm", least_gap(draft, f"hip-bone.{side}", "sacrum")
        )
        yield Reading(
            "to-brim", trunk, "mm", min(least_gap(draft, trunk, bone) for bone in ("sacrum", *hips))
        )
        yield Reading("line-of-gravity", "skin", "mm", gravity - centre_of_mass(draft.mesh("skin"))[1])
        yield Reading("free-area", trunk, "mm2", room_left(section, draft.healthy, draft.mesh))

    gravity = centre_of_mass(draft.healthy("skin"))[1]
    draft.keep(0, readings(0))
    for amount, own, wall in zip(spec.amounts, growing, walls[1:], strict=True):
        place(draft, moved, amount)
        draft.place(CHILD, own.points)
        draft.place(WOMB, wall)
        draft.keep(amount, readings(amount))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(CHILD,),
        pressed=(trunk,),
        section=section,
        figures=draft.figures(),
        sources=spec.sources,
    )


def _brim(draft: Draft) -> Brim:
    """The brim as it is now, from the promontory to the nearest place of the symphysis."""
    sacrum = draft.points("sacrum")
    middle = sacrum[np.abs(sacrum[:, 0]) < MIDDLE]
    promontory = middle[middle[:, 1].argmin()] * [0, 1, 1]
    front = draft.points("hip-bone.left")[joint(draft, "left", "hip-bone.right")]
    symphysis = front[np.linalg.norm(front - promontory, axis=1).argmin()] * [0, 1, 1]
    along = (promontory - symphysis) / np.linalg.norm(promontory - symphysis)
    return Brim(symphysis, along, np.array([0.0, -along[2], along[1]]))


def _section(symphysis: Array, trunk: str, middle: Array) -> Section:
    """The plane from the symphysis to the middle of the trunk, seen from above with the sacrum up."""
    behind = middle * [0, 1, 1]
    up = (behind - symphysis) / np.linalg.norm(behind - symphysis)
    origin, upward = (
        (float(x), float(y), float(z)) for x, y, z in ((symphysis + behind) / 2 + BEHIND * up, up)
    )
    return Section(
        name="in the brim of the pelvis",
        origin=origin,
        right=(1.0, 0.0, 0.0),
        up=upward,
        width=WINDOW,
        height=WINDOW,
        seed=trunk,
        walls=("sacrum", *(f"hip-bone.{side}" for side in SIDES), CHILD),
    )


def _around(draft: Draft, womb: Array) -> Iterator[str]:
    """What may be in the way of the full womb, whose points are given."""
    low, high = womb.min(axis=0) - REACH, womb.max(axis=0) + REACH
    for key, one in draft.body.structures.items():
        box = np.array(one.bounds).reshape(3, 2)
        meets = (box[:, 0] < high).all() and (box[:, 1] > low).all()
        if meets and one.system in AROUND and one.variant is None:
            yield key


def _mirrored(mesh: Mesh, side: Side) -> Mesh:
    """A mesh of the left side, or its mirror image for the right one."""
    return mesh if side == "left" else Mesh(mesh.points * MIRROR, mesh.triangles[:, ::-1])
