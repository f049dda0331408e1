"""Piriformis syndrome: the belly is thicker, and the sciatic nerve below it is pushed aside and flattened."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from models.catalogue import Body, Side
from models.change import Facts
from models.mesh import Mesh, point_normals
from models.pipeline.causes.contact import GAP, least_gap
from models.pipeline.causes.course import Course, Squeeze, off, section_across, thickness, touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell, glued, smoothstep
from models.pipeline.causes.measure import area, free_area
from models.pipeline.shapes.distance import Solid, surface
from models.records import Record

Array = NDArray[np.float64]

WHOLE = 60.0
"""All of the muscle's section lies this near to the nerve, mm."""
SOFT = ("muscle", "nerve", "artery", "vein")
"""Systems of what gives way."""


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


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw piriformis syndrome on one side."""
    spec = Thickening.model_validate(tomllib.loads(Path(__file__).with_name("limb.toml").read_text())[cause])
    muscle, nerve, buttock = (f"{key}.{side}" for key in ("piriformis", "sciatic", "gluteus-maximus"))
    gap, nearest = draft.healthy_solid(muscle).distances(draft.healthy(nerve).points)
    closest = np.argsort(gap)[:10]
    middle = nearest[closest].mean(axis=0)
    toward = (draft.healthy(nerve).points[closest] - nearest[closest]).mean(axis=0)
    toward /= np.linalg.norm(toward)
    draft.refine(muscle, middle, 36)
    draft.refine(buttock, middle, 36)
    draft.refine(nerve, middle, 32, 2)
    still = [draft.healthy_solid(key) for key in fixed(side)]
    growth = Growth(draft.body.mesh(muscle), middle, toward, spec, still)
    carried = {key: growth(draft.healthy(key).points) for key in _around(draft.body, side, spec.reach)}
    course = Course(np.array(draft.body.nerves[nerve].centreline), draft.healthy(nerve).points)
    ways = course.line - draft.healthy_solid(muscle).distances(course.line)[1]
    station = course.nearest(middle)
    share = bell(course.from_station(station), spec.flat_spread)
    ways = course.square(
        ways * share[:, None] / np.linalg.norm(ways, axis=1, keepdims=True) + toward * (1 - share[:, None])
    )
    section = section_across(
        "across the sciatic nerve below the piriformis",
        course.line[station],
        course.tangent[station],
        np.array([0.0, 1.0, 0.0]),
        (70, 70),
        nerve,
        [
            muscle,
            f"hip-bone.{side}",
            f"gluteus-maximus.{side}",
            f"gemellus-superior.{side}",
            f"obturator-internus.{side}",
        ],
    )

    def readings() -> Iterator[Reading]:
        belly, tube = draft.mesh(muscle), draft.mesh(nerve)
        here = line[station]
        yield Reading("least-gap", f"{muscle}, {nerve}", "mm", max(least_gap(draft, muscle, nerve), 0))
        yield Reading("thickness", muscle, "mm", thickness(belly, middle, growth.axis, WHOLE))
        yield Reading("thickness", nerve, "mm", thickness(tube, here, course.tangent[station], 14))
        yield Reading("section", nerve, "mm2", area(tube, here, course.tangent[station], 14))
        yield Reading("free-area", nerve, "mm2", free_area(section, [tube], map(draft.mesh, section.walls)))

    line = course.line
    draft.keep(0, readings())
    for amount in spec.amounts:
        draft.reset()
        for key, way in carried.items():
            if key != nerve and np.abs(way).max() > 0.05:
                draft.place(key, draft.healthy(key).points + amount * way)
        pressing, squeeze = draft.solid(muscle), Squeeze(ways, amount * spec.flat * share, 0 * share)
        yielding = {pressing: -spec.overlap, draft.solid(buttock): 0.0}
        line, skin = course.bent(squeeze, course.yielding(yielding, squeeze, spec.nerve_spread))
        draft.place(nerve, off(skin, [pressing], GAP))
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


def fixed(side: Side) -> list[str]:
    """What does not give way around the piriformis: bones, and the ligaments between them."""
    return [
        "sacrum",
        "coccyx",
        *(
            f"{key}.{side}"
            for key in ("hip-bone", "femur", "sacrotuberous-ligament", "sacrospinous-ligament")
        ),
    ]


def _around(body: Body, side: Side, reach: float) -> Iterator[str]:
    """The muscle and the soft structures that a box around it, `reach` mm wider, meets; none of a variant."""
    box = np.array(body.structures[f"piriformis.{side}"].bounds).reshape(3, 2) + np.array([-reach, reach])
    for key, one in body.structures.items():
        bounds = np.array(one.bounds).reshape(3, 2)
        meets = (bounds[:, 0] < box[:, 1]).all() and (bounds[:, 1] > box[:, 0]).all()
        if (
            meets
            and one.side == side
            and one.variant is None
            and one.system in ("muscle", "nerve", "artery", "vein")
        ):
            yield key
