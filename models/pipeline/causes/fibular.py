"""The common fibular nerve at the neck of the fibula: a tight arch over its tunnel presses it on the bone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Appearing, Facts
from models.mesh import Mesh
from models.pipeline.causes.contact import GAP, least_gap
from models.pipeline.causes.course import (
    RIDING,
    STILL,
    Course,
    Squeeze,
    aside,
    off,
    outward_of,
    riding,
    section_across,
    thickness,
    touching,
)
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell
from models.pipeline.causes.measure import area, cut, room_left
from models.pipeline.causes.sling import Sling
from models.pipeline.causes.table import row
from models.records import Record

Array = NDArray[np.float64]

ROWS = 7
"""Rows of points across the arch."""
LEVEL = 0.8
"""As far from the arch as this, mm, all that lies below it is lifted over it."""
ROOM = 0.4
"""How far the points of muscles keep from the nerve, mm: what lies between them stays clear, too."""


class Arch(Record):
    """How an arch tightens over a nerve, as `limb.toml` has it; mm unless said otherwise.

    It lies `below` the tip of the fibula's head, is `width` wide along the nerve, runs over what is within
    `widest` degrees round the bone to either side, and is fixed `beyond` degrees from where it meets it.
    It is `slack` away from the nerve and `thin` when it appears, and `thick` at full amount. `flat` is the
    share of the nerve's thickness that is lost below it (Gaussian of `flat_spread`), `swell` the share its
    area grows by `swell_above` nearer to the knee (Gaussian of `swell_spread`).
    """

    amounts: tuple[float, ...]
    below: float
    width: float
    widest: tuple[float, float]
    beyond: float
    slack: float
    thin: float
    thick: float
    flat: float
    flat_spread: float
    swell: float
    swell_above: float
    swell_spread: float
    sources: tuple[str, ...]


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a pressed common fibular nerve on one side."""
    spec = Arch.model_validate(row(cause))
    nerve, bone, arch = f"common-fibular.{side}", f"fibula.{side}", f"fibular-tunnel-arch.{side}"
    record = draft.body.nerves[nerve]
    tip = np.array(draft.body.manifest.landmarks[f"fibular-head.{side}"])
    line = np.array(record.centreline)
    site = line[
        np.abs(np.linalg.norm(line - tip, axis=1) - spec.below + 1e3 * (line[:, 2] > tip[2])).argmin()
    ]
    draft.refine(nerve, site, 26, 2)
    neighbours = [f"{key}.{side}" for key in ("gastrocnemius-lateral-head", "fibularis-longus", "soleus")]
    for key in neighbours:
        draft.refine(key, site, 15, 2)
    riders = [f"{key}.{side}" for key in ("superficial-fibular", "deep-fibular")]
    course = Course(line, draft.healthy(nerve).points)
    station = course.nearest(site)
    here = course.line[station]
    ways = course.line - draft.healthy_solid(bone).distances(course.line)[1]
    far = course.from_station(station)
    below = bell(far, spec.flat_spread)
    ways = course.square(ways)
    sling = _sling(draft.healthy(bone), draft.healthy(nerve), course, station, spec)
    section = section_across(
        "across the common fibular nerve at the neck of the fibula",
        here,
        course.tangent[station],
        np.array([0.0, -1.0, 0.0]),
        (16, 16),
        nerve,
        [bone, arch],
    )

    outward = {key: outward_of(draft.healthy_solid(nerve), draft.healthy(key).points) for key in neighbours}

    def drawn(share: float) -> tuple[Array, Mesh]:
        """The nerve's middle line at an amount, and the arch; puts the nerve and what makes way in place."""
        squeeze = Squeeze(
            ways,
            share * spec.flat * below,
            share * spec.swell * bell(far + spec.swell_above, spec.swell_spread),
        )
        room = draft.solid(bone).distances(course.bent(squeeze, 0 * ways)[1])[0]
        near = np.abs(course.place - course.along[station]) < spec.width / 2
        shift = -ways * (share * (room[near].min() + 0.25) * bell(far, spec.flat_spread))[:, None]
        middle, skin = course.bent(squeeze, shift)
        healthy = draft.healthy(nerve).points
        skin = off(skin, [draft.solid(bone)], GAP) if share else healthy
        draft.place(nerve, skin)
        for key in riders:
            draft.place(key, riding(draft.healthy(key).points, healthy, skin, RIDING))
        reach = sling.over([draft.healthy(bone), draft.mesh(nerve)])
        shape = reach, GAP + (1 - share) * spec.slack, spec.thin + share * (spec.thick - spec.thin)
        for key in neighbours:
            points = draft.healthy(key).points
            lifted = sling.lifted(points, *shape)
            past = (outward_of(draft.solid(nerve), lifted) * outward[key]).sum(axis=1) < 0
            # Beside the arch, what lies between nerve and bone is not lifted through the nerve.
            lifted = np.where((past & (sling.beside(points) > LEVEL))[:, None], points, lifted)
            draft.place(key, aside(lifted, draft.solid(nerve), ROOM, outward[key]))
        draft.place(nerve, off(skin, [draft.solid(key) for key in neighbours], 0.1, passes=3))
        band = sling.band(*shape)
        return middle, Mesh(off(band.points, [draft.solid(bone)], 0.0), band.triangles)

    def readings() -> Iterator[Reading]:
        tube, at, across = draft.mesh(nerve), middle[station], course.tangent[station]
        above = course.nearest(here - spec.swell_above * across)
        yield Reading("thickness", nerve, "mm", thickness(tube, at, across, 8))
        yield Reading("least-gap", f"{arch}, {nerve}", "mm", max(least_gap(draft, arch, nerve), 0))
        yield Reading("section", nerve, "mm2", area(tube, at, across, 8))
        yield Reading("section-above", nerve, "mm2", area(tube, middle[above], course.tangent[above], 8))
        yield Reading("free-area", nerve, "mm2", room_left(section, draft.healthy, draft.mesh))

    middle, band = drawn(0)
    draft.appear(
        Appearing(
            arch,
            "Arch of the fibular tunnel",
            "",
            "ligament",
            "",
            band,
            STILL,
        )
    )
    draft.reset()
    draft.keep(0, readings())
    for amount in spec.amounts:
        draft.reset()
        middle, band = drawn(amount)
        draft.place(arch, band.points)
        draft.keep(amount, readings())
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(arch, bone),
        pressed=(nerve,),
        contact=touching(draft, nerve, arch),
        section=section,
        figures=draft.figures(),
        sources=spec.sources,
    )


def _sling(bone: Mesh, nerve: Mesh, course: Course, station: int, spec: Arch) -> Sling:
    """Where the arch runs: round the neck of the fibula, over the nerve."""
    here, along = course.line[station], course.tangent[station]
    around = cut(bone, here, along).reshape(-1, 3)
    around = around[np.linalg.norm(around - here, axis=1) < 30]
    middle = (around.min(axis=0) + around.max(axis=0)) / 2
    middle = middle - along * ((middle - here) @ along)
    outward = (here - middle) / np.linalg.norm(here - middle)
    rows = np.linspace(-0.5, 0.5, ROWS) * spec.width
    widest = np.radians([-spec.widest[0], spec.widest[1]])
    return Sling(middle, along, outward, rows, np.zeros((ROWS, 2)), widest).fixed(
        [bone], [nerve], spec.beyond
    )
