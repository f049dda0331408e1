"""Ischiofemoral impingement: the thigh turned back and out, the muscle between the bones squeezed."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from models.catalogue import Side
from models.change import Facts
from models.mesh import point_normals
from models.pipeline.causes.clamps import clear_of, kept_out
from models.pipeline.causes.contact import GAP, least_gap
from models.pipeline.causes.course import Course, Squeeze, off, section_across, touching
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import bell, glued, smoothstep
from models.pipeline.causes.measure import area, areas_along, room_left
from models.pipeline.causes.posture import rounded
from models.pipeline.causes.table import row
from models.pipeline.causes.turn import Turn, enough, following, outward, shares
from models.pipeline.shapes.distance import surface
from models.records import Record

Array = NDArray[np.float64]

HAMSTRINGS = ("semimembranosus", "biceps-femoris-long-head", "semitendinosus")
TROCHANTER = 16.0
"""The lesser trochanter is what of the thigh bone lies this near to its landmark, mm."""
ABOVE_KNOB = 12.0
"""So far above the middle of the lesser trochanter the space is narrowest when the thigh is turned, mm."""
UP = np.array([0.0, 0.0, 1.0])
BACK, FORWARD = np.array([[0.0, 16.0, 12.0], [0.0, -8.0, 0.0]])
"""From the lesser trochanter to the nerve behind it, and from there on toward the space, mm."""
STEPS = (1 / 16, 1 / 8, 1 / 4, 3 / 8)
"""Ways are rounded to the first where things are thin, to the second in thigh bone, muscle and tendons, to
the last in muscles that are far off, and else to the third, mm."""
AROUND, CLOSE = 75.0, 32.0
"""What lies this near to the place keeps clear of bone, and this near to the nerve there is refined, mm."""
LONG = 3.0
"""Edges of the muscle are halved where they are longer, mm."""
BESIDE = 15.0
"""What lies within this of the muscle may stand in its way, mm."""
SWELLING, SWELLINGS = 0.5, 16
"""By how much the muscle swells in a step, mm, and in how many steps at most."""
BULGE = 3.0
"""Then only what is nearest to the nerve swells, and less as it is farther, mm (Gaussian)."""
ROOMY = (0.1, 1.6)
"""With less room than the first the muscle does not swell, with more than the second it does, mm."""
ROOM = 0.3
"""How far what is behind the nerve keeps from it, mm: it is coarse."""
EVENED = 4.0
"""Over how many stations the nerve's width is evened out."""


class Narrowing(Record):
    """How the space between ischium and thigh bone closes, as `limb.toml` has it; mm unless said otherwise.

    The thigh is drawn `back` and turned `out`, degrees, or less in the same proportion, until `space` is left
    between ischium and lesser trochanter. The muscle between them keeps the share `volume` of its volume,
    and overlaps the nerve by `overlap` before that gives way; what moves of the nerve takes its
    neighbours along over `nerve_spread`.
    """

    amounts: tuple[float, ...]
    back: float
    out: float
    space: float
    volume: float
    overlap: float
    nerve_spread: float
    sources: tuple[str, ...]


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw ischiofemoral impingement on one side."""
    spec = Narrowing.model_validate(row(cause))
    muscle, nerve, thigh, hip = (
        f"{key}.{side}" for key in ("quadratus-femoris", "sciatic", "femur", "hip-bone")
    )
    hamstrings = [f"{key}.{side}" for key in HAMSTRINGS]
    behind = [*hamstrings, f"gluteus-maximus.{side}"]
    site = np.array(draft.body.manifest.landmarks[f"lesser-trochanter.{side}"])
    knob = np.linalg.norm(draft.healthy(thigh).points - site, axis=1) < TROCHANTER

    def gap_of_knob(points: Array, others: Sequence[str]) -> float:
        return float(min(draft.solid(key).distances(points[knob])[0].min() for key in others))

    turn = enough(
        outward(draft.body, side, spec.back, spec.out),
        lambda part: gap_of_knob(part(draft.healthy(thigh).points), [hip]) <= spec.space,
    )
    draft.refine(muscle, site, AROUND, longest=LONG)
    for key, rounds in ((nerve, 2), *((key, 1) for key in behind)):
        draft.refine(key, site + BACK, CLOSE, rounds)
    follow = following(draft, side, turn)
    near = [key for key in follow if _near(draft, key, site, AROUND)]
    close = sorted(near, key=lambda key: key != behind[-1])
    thin = [nerve, *(key for key in close if draft.body.structures[key].system != "muscle" and key != nerve)]
    course = Course(np.array(draft.body.nerves[nerve].centreline), draft.healthy(nerve).points)
    along = shares(draft, side, turn, course.line)
    station = course.nearest(site + ABOVE_KNOB * UP)
    here = course.line[station]
    section = section_across(
        "across the sciatic nerve behind the quadratus femoris",
        here + FORWARD,
        course.tangent[station],
        np.array([0.0, -1.0, 0.0]),
        (60, 60),
        nerve,
        [muscle, thigh, hip, *behind],
    )

    def readings() -> Iterator[Reading]:
        tube, at = draft.mesh(nerve), here
        yield Reading("between-bones", f"{hip}, {thigh}", "mm", gap_of_knob(draft.points(thigh), [hip]))
        yield Reading("least-gap", f"{muscle}, {nerve}", "mm", max(least_gap(draft, muscle, nerve), 0))
        yield Reading("muscle-room", muscle, "mm", gap_of_knob(draft.points(thigh), hamstrings))
        yield Reading("section", nerve, "mm2", area(tube, at, course.tangent[station], 14))
        yield Reading("free-area", nerve, "mm2", room_left(section, draft.healthy, draft.mesh))

    draft.keep(0, readings())
    _turned(draft, turn, follow, [thigh, hip], close)
    _swell(draft, muscle, nerve, close, [thigh, hip], spec)
    there = _yield(draft, course, turn(course.line, along), [muscle, *behind], thin, spec)
    _parted(draft, close, muscle, nerve)
    step = there[round(station / (len(course.line) - 1) * (len(there) - 1))] - course.line[station]
    far = [key for key in follow if draft.body.structures[key].system == "muscle" and key not in near]
    fine = [thigh, muscle, *(key for key in follow if draft.body.structures[key].system == "tendon")]
    steps = dict.fromkeys(follow, STEPS[2])
    for some, finest in ((far, STEPS[3]), (fine, STEPS[1]), (thin, STEPS[0])):
        steps |= dict.fromkeys(some, finest)
    ways = {key: rounded(draft.points(key) - draft.healthy(key).points, steps[key]) for key in follow}
    for amount in spec.amounts:
        # All goes straight to its end: half-way the leg is thinner by 3 %, and the file half as large.
        for key, way in ways.items():
            draft.place(key, draft.healthy(key).points + amount * way)
        here = course.line[station] + amount * step
        draft.keep(amount, readings())
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(muscle,),
        pressed=(nerve,),
        contact=touching(draft, nerve, muscle),
        section=section,
        figures=draft.figures(),
        sources=spec.sources,
    )


def _near(draft: Draft, key: str, place: Array, within: float) -> bool:
    """Whether something soft lies so near to a place."""
    soft = draft.body.structures[key].system not in ("bone", "skin")
    return soft and bool((np.linalg.norm(draft.healthy(key).points - place, axis=1) < within).any())


def _turned(
    draft: Draft, turn: Turn, follow: Mapping[str, Array], bones: Sequence[str], close: Sequence[str]
) -> None:
    """Turn the leg, and let what is soft follow, out of the bones' way, and out of the way of the first."""
    for key, share in follow.items():
        draft.place(key, turn(draft.healthy(key).points, share))
    for key in close:
        clear_of(draft, key, bones if key == close[0] else (*bones, close[0]))


def _parted(draft: Draft, close: Sequence[str], muscle: str, nerve: str) -> None:
    """Part what is close from the first of it, which is large and coarse, and that from them."""
    for key in (*sorted(close[1:], key=lambda key: key == muscle), close[0]):
        others = close[1:] if key == close[0] else [close[0], *([nerve] if key == muscle else [])]
        clear_of(draft, key, others)


def _swell(
    draft: Draft, muscle: str, nerve: str, close: Sequence[str], bones: Sequence[str], spec: Narrowing
) -> None:
    """Let a squeezed muscle swell where it has room, until it has its volume and overlaps the nerve."""
    healthy, hard = draft.healthy(muscle), [draft.solid(key) for key in bones]
    around = cKDTree(healthy.points)
    walls = [
        draft.solid(key)
        for key in close
        if key not in (muscle, nerve) and around.query(draft.healthy(key).points)[0].min() < BESIDE
    ]
    for _ in range(SWELLINGS):
        now = draft.mesh(muscle)
        full = surface(now).volume >= spec.volume * surface(healthy).volume
        gap = draft.solid(nerve).distances(now.points)[0]
        if full and gap.min() <= -spec.overlap:
            break
        room = np.min([wall.distances(now.points)[0] for wall in walls], axis=0)
        out = SWELLING * glued(now.points, hard, free=3.0) * smoothstep(room, *ROOMY)
        if full:
            out *= bell(gap - gap.min(), BULGE)
        draft.place(muscle, now.points + point_normals(now) * out[:, None])
    draft.place(muscle, kept_out(draft.points(muscle), healthy.points, [*hard, *walls]))


def _yield(
    draft: Draft, course: Course, line: Array, muscles: Sequence[str], thin: Sequence[str], spec: Narrowing
) -> Array:
    """Give the nerve its section back, narrower and thicker, and let it give way: its middle line, (n, 3).

    The first of the muscles presses it. All make room for what is thin, of which the nerve is the first.
    """
    nerve, (presser, *others) = thin[0], muscles
    moved = draft.mesh(nerve)
    healthy, now = areas_along(draft.healthy(nerve), course.line), areas_along(moved, line)
    wider = gaussian_filter1d(np.sqrt(healthy / np.maximum(now, healthy / 4)), EVENED, mode="nearest")
    middle = course.at(line)
    there = Course(line, middle + (moved.points - middle) * course.at(wider)[:, None])
    none = np.zeros(len(there.line))
    squeeze = Squeeze(there.square(np.tile([0.0, 1.0, 0.0], (len(none), 1))), none, none)
    yielding = {draft.solid(presser): -spec.overlap, **dict.fromkeys(map(draft.solid, others), 0.0)}
    line, skin = there.bent(squeeze, there.yielding(yielding, squeeze, spec.nerve_spread))
    draft.place(nerve, skin)
    clear_of(draft, presser, thin)
    draft.place(nerve, off(skin, [draft.solid(presser)], GAP))
    for key in others:
        clear_of(draft, key, thin, ROOM)
    return line
