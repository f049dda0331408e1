"""Tarsal tunnel: a ganglion cyst grows below the tibial nerve and pushes it toward the retinaculum."""

from collections.abc import Iterator

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.catalogue import Side
from models.change import Appearing, Facts
from models.mesh import Mesh
from models.pipeline.causes.contact import GAP, SKIN, Phase, give_way, least_gap
from models.pipeline.causes.course import (
    RIDING,
    STILL,
    Course,
    Squeeze,
    off,
    riding,
    section_across,
    thickness,
    touching,
    within,
)
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell
from models.pipeline.causes.measure import area, room_left
from models.pipeline.causes.sling import Sling
from models.pipeline.causes.table import row
from models.pipeline.shapes.distance import Solid
from models.records import Record

Array = NDArray[np.float64]

BONES = ("tibia", "talus", "calcaneus")
TENDONS = ("tibialis-posterior-tendon", "flexor-digitorum-longus-tendon", "flexor-hallucis-longus-tendon")
SOFT = ("tibial", "medial-plantar", "lateral-plantar", "medial-calcaneal", "posterior-tibial-artery")
"""What gives way to the cyst, as one."""
PHASES = (Phase(0.05, 9.5), SKIN)
"""Hardly anything is left for the skin to flatten: the nerve keeps its section."""
UNDER_SKIN = 0.5
"""How far the retinaculum stays below the skin, mm."""
SHALLOWEST, ROOMY, ASIDE, DEEPER = 4.5, 3.0, 2.0, 0.3
"""The cyst's middle lies this far below the nerve at least, and needs no more room round it than so much, mm.
A radian aside costs as much as so many mm of room, and a millimetre deeper is worth so much."""
ROWS = 17
"""Rows of points across the retinaculum."""


class Tunnel(Record):
    """How a cyst grows in the tunnel, as `limb.toml` has it; mm unless said otherwise.

    The cyst's middle is up to `deep` below the nerve, `above_end` from where that parts, and its surface
    comes to lie `push` beyond where the nerve's middle was. Its half axes along the nerve and square to that
    are `cyst`; it begins as a share `seed` of its size. The retinaculum is `width` wide, the share `lower` of
    it below the cyst's middle, and `thick`; it runs round a middle that lies `inside` below the nerve, over
    what is within `widest` degrees to the ankle and to the heel, is fixed `beyond` degrees from where it
    meets bone, and begins `slack` away from what it holds. `flat` is the share of the nerve's thickness that
    is lost (Gaussian of `flat_spread`), `swell` the share its area grows by `swell_above` higher (Gaussian of
    `swell_spread`).
    """

    amounts: tuple[float, ...]
    above_end: float
    deep: float
    push: float
    cyst: tuple[float, float]
    seed: float
    width: float
    lower: float
    thick: float
    slack: float
    inside: float
    widest: tuple[float, float]
    beyond: float
    flat: float
    flat_spread: float
    swell: float
    swell_above: float
    swell_spread: float
    sources: tuple[str, ...]


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a crowded tarsal tunnel on one side."""
    spec = Tunnel.model_validate(row(cause))
    nerve, *branches = soft = [f"{key}.{side}" for key in SOFT]
    bones, tendons = ([f"{key}.{side}" for key in keys] for keys in (BONES, TENDONS))
    retinaculum, cyst = f"flexor-retinaculum-of-the-foot.{side}", f"tarsal-tunnel-ganglion-cyst.{side}"
    line = np.array(draft.body.nerves[nerve].centreline)
    course = Course(line, draft.healthy(nerve).points)
    site = course.line[int(np.abs(course.along - course.along[-1] + spec.above_end).argmin())]
    for key in soft:
        draft.refine(key, site, 18, 2)
    draft.refine(nerve, site, 45, 3, longest=3)
    course = Course(line, draft.healthy(nerve).points)
    station = course.nearest(site)
    far = course.from_station(station)
    sling = _sling(draft, side, site, spec)
    walls = [draft.healthy_solid(key) for key in (*bones, *tendons)]
    middle_of_cyst = _below(site, sling.outward, course.tangent[station], spec.deep, walls)
    ways = course.square(np.tile(sling.outward, (len(far), 1)))
    section = section_across(
        "across the tarsal tunnel",
        site,
        sling.along,
        np.array([0.0, -1.0, 0.0]),
        (20, 20),
        nerve,
        [*bones, *tendons, f"posterior-tibial-artery.{side}", retinaculum, cyst],
    )
    ball = _ball(middle_of_cyst, site, course.tangent[station], spec)
    skin = draft.healthy_solid("skin")
    room = _room(ball, middle_of_cyst, walls)

    def grown(share: float) -> Mesh:
        # The lesser of the two, without a kink where they meet.
        size = ((spec.seed + share * (1 - spec.seed)) ** -8 + room**-8) ** (-1 / 8)
        return Mesh(middle_of_cyst + size[:, None] * (ball.points - middle_of_cyst), ball.triangles)

    def strap(share: float) -> Mesh:
        held = [draft.mesh(key) for key in (*bones, *tendons, *soft, cyst)]
        band = sling.band(sling.over(held), GAP + (1 - share) * spec.slack, spec.thick)
        under = band.points + within(band.points, skin, UNDER_SKIN)
        return Mesh(off(under, walls[: len(bones)], 0.0), band.triangles)

    def squeezed(share: float) -> None:
        squeeze = Squeeze(
            ways,
            share * spec.flat * bell(far, spec.flat_spread),
            share * spec.swell * bell(far + spec.swell_above, spec.swell_spread),
        )
        healthy = draft.healthy(nerve).points
        shell = course.bent(squeeze, 0 * ways)[1]
        draft.place(nerve, shell)
        for key in branches:
            draft.place(key, riding(draft.healthy(key).points, healthy, shell, 2 * RIDING))

    def readings() -> Iterator[Reading]:
        tube = draft.mesh(nerve)
        moved = draft.points(nerve) - draft.healthy(nerve).points
        here, across = _middle(course, moved, station), course.tangent[station]
        above = int(np.abs(far + spec.swell_above).argmin())
        yield Reading("free-area", nerve, "mm2", room_left(section, draft.healthy, draft.mesh))
        yield Reading("least-gap", f"{cyst}, {nerve}", "mm", max(least_gap(draft, cyst, nerve), 0))
        yield Reading("thickness", nerve, "mm", thickness(tube, here, across, 7))
        yield Reading("section", nerve, "mm2", area(tube, here, across, 7))
        yield Reading("section-above", nerve, "mm2", area(tube, course.line[above], course.tangent[above], 7))
        yield Reading("thickness", cyst, "mm", thickness(draft.mesh(cyst), middle_of_cyst, across, 30))

    draft.appear(
        Appearing(cyst, "Ganglion cyst in the tarsal tunnel", "Ganglion", "ligament", "", grown(0), STILL)
    )
    draft.appear(
        Appearing(
            retinaculum,
            "Flexor retinaculum of the foot",
            "Retinaculum musculorum flexorum pedis",
            "ligament",
            "",
            strap(0),
            STILL,
        )
    )
    draft.keep(0, readings())
    for amount in spec.amounts:
        draft.reset()
        draft.place(cyst, grown(amount).points)
        squeezed(amount)
        give_way(draft, soft, [cyst], dict.fromkeys((*bones, *tendons), 0.1), PHASES, 0.5 * sling.outward)
        draft.place(retinaculum, strap(amount).points)
        draft.keep(amount, readings())
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(cyst,),
        pressed=(nerve,),
        contact=touching(draft, nerve, cyst),
        section=section,
        figures=draft.figures(),
        sources=spec.sources,
    )


def _sling(draft: Draft, side: Side, site: Array, spec: Tunnel) -> Sling:
    """Where the retinaculum runs: from the inner ankle bone to the heel bone, over the nerve."""
    ankle, heel = (
        np.array(draft.body.manifest.landmarks[f"{key}.{side}"])
        for key in ("medial-malleolus-prominence", "calcaneus-posterior")
    )
    back = (heel - ankle) / np.linalg.norm(heel - ankle)
    inward = np.array([-1.0 if side == "left" else 1.0, 0, 0])
    outward = inward - back * (inward @ back)
    outward /= np.linalg.norm(outward)
    along = np.cross(back, outward)
    along *= np.sign(along[2])
    rows = (np.linspace(0, 1, ROWS) - spec.lower) * spec.width
    to_ankle, to_heel = np.radians(spec.widest)
    widest = np.array([-to_ankle, to_heel] if np.cross(along, outward) @ back > 0 else [-to_heel, to_ankle])
    sling = Sling(site - spec.inside * outward, along, outward, rows, np.zeros((ROWS, 2)), widest)
    bones, held = ([draft.healthy(f"{key}.{side}") for key in keys] for keys in (BONES, (*TENDONS, *SOFT)))
    return sling.fixed(bones, held, spec.beyond)


def _below(site: Array, outward: Array, along: Array, deep: float, walls: list[Solid]) -> Array:
    """Where below the nerve there is most room for a cyst, rather deep and straight below it, mm."""
    down = along * (outward @ along) - outward
    down /= np.linalg.norm(down)
    turns, depths = np.radians(np.arange(-60, 61, 5))[:, None], np.arange(SHALLOWEST, deep + 0.1, 0.5)
    ways = np.cos(turns) * down + np.sin(turns) * np.cross(along, down)
    places = site + depths[:, None] * ways[:, None]
    room = np.min([wall.distances(places.reshape(-1, 3))[0] for wall in walls], axis=0).reshape(
        len(turns), -1
    )
    score = np.minimum(room, ROOMY) - ASIDE * np.abs(turns) + DEEPER * depths
    return np.asarray(places.reshape(-1, 3)[score.argmax()])


def _ball(middle: Array, nerve: Array, along: Array, spec: Tunnel) -> Mesh:
    """The cyst in its full size, before anything stands in its way."""
    deep = np.linalg.norm(nerve - middle)
    toward = (nerve - middle) / deep
    long = along - toward * (along @ toward)
    long /= np.linalg.norm(long)
    axes = np.stack([toward, long, np.cross(toward, long)])
    sphere = pv.Icosphere(nsub=3)
    sizes = np.array([deep + spec.push, *spec.cyst])
    return Mesh(middle + (sphere.points * sizes) @ axes, sphere.regular_faces.astype(np.int64))


def _room(ball: Mesh, middle: Array, walls: list[Solid]) -> Array:
    """The share of its way out each point of the cyst can go before it meets a wall, evened, (n,)."""
    shares = np.linspace(0, 1, 41)[1:]
    room = np.ones(len(ball.points))
    for share in shares[::-1]:
        points = middle + share * (ball.points - middle)
        room[np.min([wall.distances(points)[0] for wall in walls], axis=0) < 2 * GAP] = share - shares[0]
    beside = [np.unique(ball.triangles[(ball.triangles == point).any(axis=1)]) for point in range(len(room))]
    for _ in range(6):
        room = np.minimum(room, [room[near].mean() for near in beside])
    return room


def _middle(course: Course, moved: Array, station: int) -> Array:
    """Where the middle of a nerve is at a station after its skin has moved, mm."""
    near = bell(course.place - course.along[station], 1.0)
    return np.asarray(course.line[station] + near @ moved / near.sum())
