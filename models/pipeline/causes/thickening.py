"""A muscle or its tendon grows over a nerve: what lies around gives way, and the nerve is pushed aside."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.catalogue import Body, Side
from models.change import Facts
from models.mesh import Mesh, point_normals
from models.pipeline.causes.clamps import clear_of
from models.pipeline.causes.contact import GAP, least_gap
from models.pipeline.causes.course import Course, Squeeze, off, section_across, thickness, touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell, glued, smoothstep
from models.pipeline.causes.measure import area, room_left
from models.pipeline.causes.table import row
from models.pipeline.shapes.distance import Solid, surface
from models.records import Record

Array = NDArray[np.float64]

NERVE = "sciatic"
WHOLE = 60.0
"""All of the muscle's section lies this near to the nerve, mm."""
SOFT = ("muscle", "nerve", "artery", "vein")
"""Systems of what gives way."""


class Site(NamedTuple):
    """Where a muscle grows over the sciatic nerve, structures without their sides.

    Attributes
    ----------
    muscle
        What grows.
    name
        The section's name.
    window
        Width and height of the section, mm.
    walls
        What bounds the space in it, beside the muscle.
    beside
        What the nerve may not enter as it gives way.
    fixed
        What does not give way: bones, and the ligaments between them.
    near, within
        A landmark, and how far from it, mm, the muscle may press; anywhere without one.
    """

    muscle: str
    name: str
    window: tuple[float, float]
    walls: tuple[str, ...]
    beside: tuple[str, ...]
    fixed: tuple[str, ...]
    near: str = ""
    within: float = np.inf


class Thickening(Record):
    """How a muscle grows over a nerve, as `limb.toml` has it; mm unless said otherwise.

    `thicker` is the share its thickness grows by at the nerve, `toward` the share by which it goes further
    on the nerve's side and less on the other, `spread` that of a Gaussian along its axis. What lies around it
    gives way, less and less up to `reach` away. `flat` is the share of the nerve's thickness that is lost in
    the middle of a Gaussian of `flat_spread`. Before its skin gives way the muscle overlaps the nerve by
    `overlap`; what moves takes its neighbours along over `nerve_spread`.
    """

    amounts: tuple[float, ...]
    thicker: float
    toward: float
    spread: float
    reach: float
    flat: float
    flat_spread: float
    overlap: float
    nerve_spread: float
    sources: tuple[str, ...]


class Growth:
    """A muscle's growth as a field in space: what lies around it is carried along, less with distance."""

    def __init__(
        self, muscle: Mesh, middle: Array, toward: Array, spec: Thickening, still: list[Solid]
    ) -> None:
        self._still, self._reach = still, spec.reach
        self._solid, self._tree = Solid(surface(muscle)), cKDTree(muscle.points)
        self.axis = np.linalg.svd(muscle.points - muscle.points.mean(axis=0), full_matrices=False)[2][0]
        far, place = self._tree.query(muscle.points, 40)
        normals = (bell(far, 3.5)[..., None] * point_normals(muscle)[place]).sum(axis=1)
        normals /= np.linalg.norm(normals, axis=1, keepdims=True)
        outward = spec.thicker * thickness(muscle, middle, self.axis, WHOLE) / 2
        out = outward * bell((muscle.points - middle) @ self.axis, spec.spread)
        self._ways = normals * (out * (1 + spec.toward * (normals @ toward)))[:, None]

    def __call__(self, points: Array) -> Array:
        """How far points go at full amount, (n, 3), mm."""
        distance = self._solid.distances(points)[0]
        ways = np.zeros_like(points)
        near = distance < self._reach
        if near.any():
            far, place = self._tree.query(points[near], 32)
            weights = np.exp(-(((far - far[:, :1]) / 4) ** 2))
            mean = (weights[..., None] * self._ways[place]).sum(axis=1) / weights.sum(axis=1, keepdims=True)
            share = 1 - smoothstep(distance[near], 0, self._reach)
            ways[near] = mean * (share * glued(points[near], self._still, free=3.0))[:, None]
        return ways


def draw_growing(draft: Draft, side: Side, cause: str, site: Site) -> Facts:
    """Draw a muscle that grows over the sciatic nerve on one side."""
    spec = Thickening.model_validate(row(cause))
    muscle, nerve = f"{site.muscle}.{side}", f"{NERVE}.{side}"
    beside = [f"{key}.{side}" for key in site.beside]
    middle, toward = _closest(draft, side, site)
    for key in (muscle, *beside):
        draft.refine(key, middle, 36)
    draft.refine(nerve, middle, 32, 2)
    still = [draft.healthy_solid(_sided(draft.body, key, side)) for key in site.fixed]
    growth = Growth(draft.body.mesh(muscle), middle, toward, spec, still)
    carried = {
        key: growth(draft.healthy(key).points) for key in _around(draft.body, muscle, side, spec.reach)
    }
    course = Course(np.array(draft.body.nerves[nerve].centreline), draft.healthy(nerve).points)
    ways = course.line - draft.healthy_solid(muscle).distances(course.line)[1]
    station = course.nearest(middle)
    share = bell(course.from_station(station), spec.flat_spread)
    ways = course.square(
        ways * share[:, None] / np.linalg.norm(ways, axis=1, keepdims=True) + toward * (1 - share[:, None])
    )
    grown = draft.healthy(muscle).points + carried[muscle]
    pressed = course.nearest(grown[draft.healthy_solid(nerve).distances(grown)[0].argmin()])
    across = course.tangent[pressed]
    section = section_across(
        site.name,
        course.line[pressed],
        across,
        np.array([0.0, 1.0, 0.0]),
        site.window,
        nerve,
        [muscle, *(f"{key}.{side}" for key in site.walls)],
    )

    def readings() -> Iterator[Reading]:
        belly, tube, here = draft.mesh(muscle), draft.mesh(nerve), line[pressed]
        yield Reading("least-gap", f"{muscle}, {nerve}", "mm", max(least_gap(draft, muscle, nerve), 0))
        yield Reading("thickness", muscle, "mm", thickness(belly, middle, growth.axis, WHOLE))
        yield Reading("thickness", nerve, "mm", thickness(tube, here, across, 14))
        yield Reading("section", nerve, "mm2", area(tube, here, across, 14))
        yield Reading("free-area", nerve, "mm2", room_left(section, draft.healthy, draft.mesh))

    line = course.line
    draft.keep(0, readings())
    for amount in spec.amounts:
        draft.reset()
        draft.place(muscle, draft.healthy(muscle).points + amount * carried[muscle])
        pressing, squeeze = draft.solid(muscle), Squeeze(ways, amount * spec.flat * share, 0 * share)
        for key, way in carried.items():
            if key not in (muscle, nerve) and np.abs(way).max() > 0.05:
                draft.place(key, draft.healthy(key).points + amount * way)
                clear_of(draft, key, [muscle])
        yielding = {pressing: -spec.overlap, **dict.fromkeys(map(draft.solid, beside), 0.0)}
        line, skin = course.bent(squeeze, course.yielding(yielding, squeeze, spec.nerve_spread))
        draft.place(nerve, off(skin, [pressing], GAP))
        clear_of(draft, muscle, [key for key in carried if key != muscle])
        draft.keep(amount, readings())
    contact = touching(draft, nerve, muscle)
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(muscle,),
        pressed=(nerve,),
        contact=contact,
        section=section,
        figures=draft.figures(),
        sources=spec.sources,
    )


def _closest(draft: Draft, side: Side, site: Site) -> tuple[Array, Array]:
    """Where the muscle comes nearest to the nerve, mm, and the way to the nerve from there, a unit vector."""
    skin = draft.healthy(f"{NERVE}.{side}").points
    if site.near:
        landmark = np.array(draft.body.manifest.landmarks[f"{site.near}.{side}"])
        skin = skin[np.linalg.norm(skin - landmark, axis=1) < site.within]
    gap, nearest = draft.healthy_solid(f"{site.muscle}.{side}").distances(skin)
    closest = np.argsort(gap)[:10]
    toward = (skin[closest] - nearest[closest]).mean(axis=0)
    return nearest[closest].mean(axis=0), toward / np.linalg.norm(toward)


def _sided(body: Body, key: str, side: Side) -> str:
    """The id of a structure of a side, or of one in the midline."""
    return key if key in body.structures else f"{key}.{side}"


def _around(body: Body, muscle: str, side: Side, reach: float) -> Iterator[str]:
    """The muscle and the soft structures that a box around it, `reach` mm wider, meets; none of a variant."""
    box = np.array(body.structures[muscle].bounds).reshape(3, 2) + np.array([-reach, reach])
    for key, one in body.structures.items():
        bounds = np.array(one.bounds).reshape(3, 2)
        meets = (bounds[:, 0] < box[:, 1]).all() and (bounds[:, 1] > box[:, 0]).all()
        if meets and one.side == side and one.variant is None and one.system in SOFT:
            yield key
