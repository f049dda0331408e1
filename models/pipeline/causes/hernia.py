"""Herniated discs: the nucleus pushed out through a fissure of the ring, on a ray aimed at a root."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body, Side
from models.change import Facts, Section
from models.pipeline.causes import measure
from models.pipeline.causes.clamps import CLEAR, kept_out
from models.pipeline.causes.contact import GAP, SKIN, Phase, give_way, least_gap
from models.pipeline.causes.draft import Draft, Reading
from models.pipeline.causes.fields import glued, smoothstep
from models.pipeline.causes.flattening import flatten, pressed_place, regain
from models.pipeline.causes.frames import direction, disc_frame
from models.pipeline.causes.sac import WITHIN, kept_in
from models.pipeline.lumbosacral.column import Frame

Array = NDArray[np.float64]

TABLE = Path(__file__).parent / "hernias.toml"
AMOUNTS = (0.4, 0.55, 0.7, 0.85, 1.0)
NEAR = 14.0
"""Within how far of the exit structures are refined, mm."""
PUSHED = 10.5
"""How far the back of the nucleus goes, mm, at full amount."""
FISSURE = 3.6
"""Half the width of the fissure in the ring, mm."""
HEAD = 0.9
"""Share by which what has left the disc spreads up and down."""


class Ray(NamedTuple):
    """The way out: `frame` has its origin where the disc's edge is left, y along the way, z to the head."""

    frame: Frame
    nucleus: float
    start: float
    """How far in front of the exit the nucleus' back and its middle lie on the ray, mm (positive)."""
    aim: Array
    """Where the root is met, mm."""


class Site(NamedTuple):
    """Names and places of one hernia on one side of one body."""

    disc: str
    nucleus: str
    bones: tuple[str, ...]
    flavum: str
    root: str
    soft: tuple[str, ...]
    beside: tuple[str, ...]
    frame: Frame
    ray: Ray
    spec: dict[str, Any]


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a herniated disc at each amount."""
    site = _site(draft.body, side, cause)
    exit_, beyond = site.ray.frame.origin, site.ray.frame.axes[:, 1]
    inner = exit_ - beyond * site.ray.nucleus
    draft.refine(site.disc, (exit_ + inner) / 2, NEAR, 2)
    draft.refine(site.disc, exit_, 0.5 * NEAR)
    draft.refine(site.nucleus, inner, 0.7 * NEAR, 2)
    for key in (site.disc, site.nucleus):
        draft.refine(key, inner, 0.6 * NEAR)
        draft.refine(key, inner, 0.3 * NEAR)
    draft.refine(site.root, site.ray.aim, 0.8 * NEAR, 4, longest=1.6)
    if site.root == site.soft[0]:
        draft.refine(site.soft[3], site.ray.aim, 0.8 * NEAR, 2, longest=1.6)
    draft.refine("dural-sac", (exit_ + 5 * beyond + site.ray.aim) / 2, 1.15 * NEAR, 2)
    section = _section(site)
    draft.keep(0, _readings(draft, site, section))
    for amount in AMOUNTS:
        # The canal goes on from where it was: so a root is never pushed out on the wrong side of the disc.
        _push(draft, site, amount)
        _press(draft, site)
        # Between its points the ligament is flat: there the disc dents it.
        give_way(draft, (site.flavum,), (site.disc,), {}, (SKIN,), skins=(site.flavum,))
        draft.keep(amount, _readings(draft, site, section))
    return Facts(
        cause=cause,
        body=draft.body.id,
        amounts=draft.amounts,
        presser=(site.disc, site.nucleus),
        pressed=(site.root,),
        contact=_contact(draft, site),
        section=section,
        figures=draft.figures(),
        sources=tuple(site.spec["sources"]),
    )


def _site(body: Body, side: Side, cause: str) -> Site:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))[cause]
    spec = table | table.get(body.manifest.sex, {})
    level = "-".join(spec["level"])
    root = f"{spec['root']}-{spec['part']}.{side}"
    parts = ("root-sleeve", "ganglion", "root", "rootlets")
    own = [f"{spec['root']}-{part}.{side}" for part in parts]
    inside = [key for key in body.structures if "-rootlets." in key and key not in own]
    outside = spec["part"] == "root"
    frame = disc_frame(body, f"{level}-disc", side)
    return Site(
        disc=f"{level}-disc",
        nucleus=f"{level}-nucleus",
        bones=tuple(spec["bones"]),
        flavum=f"{level}-flavum.{side}",
        root=root,
        soft=tuple(own) if outside else (*own, "dural-sac", "filum-terminale", *inside),
        beside=(f"psoas-major.{side}",) if outside else ("dural-sac",),
        frame=frame,
        ray=_ray(body, frame, level, root, spec),
        spec=spec,
    )


def _ray(body: Body, frame: Frame, level: str, root: str, spec: dict[str, Any]) -> Ray:
    """From the root back along the ray to where it left the disc, and on to the nucleus."""
    high = spec["aim"]["high"]
    pieces = measure.cut(body.mesh(root), frame.world(np.array([0.0, 0.0, high])), frame.axes[:, 2])
    aim = frame.local(pieces.mean(axis=(0, 1))[None])[0] + [spec["aim"]["beside"], 0, 0]
    aside = np.radians(spec["aside"])
    way = np.array([np.sin(aside), np.cos(aside), 0.0])
    steps = np.arange(0, 40, 0.1)
    line = frame.world(aim + np.array([0, 0, spec["sinks"]]) - steps[:, None] * way)
    draft = Draft(body)
    outside = draft.healthy_solid(f"{level}-disc").distances(line)[0] > 0
    within = draft.healthy_solid(f"{level}-nucleus").distances(line)[0] < 0
    exit_ = int(np.argmin(outside))
    nucleus = int(np.argmax(within))
    across = np.array([np.cos(aside), -np.sin(aside), 0.0])
    axes = np.column_stack([across, way, [0.0, 0.0, 1.0]])
    back = steps[nucleus] - steps[exit_]
    return Ray(Frame(line[exit_], frame.axes @ axes), back, back + 7.0, frame.world(aim))


def _push(draft: Draft, site: Site, amount: float) -> None:
    """Push the nucleus and the ring before it out along the ray; what is fixed to bone stays."""
    bones = [draft.healthy_solid(key) for key in site.bones]
    walls = [*bones, *(draft.healthy_solid(key) for key in (site.flavum, *_beside(site)))]
    for key in (site.disc, site.nucleus):
        points = draft.healthy(key).points.copy()
        ways = _ways(site, site.ray.frame.local(points), amount) @ site.ray.frame.axes.T
        going = np.abs(ways).max(axis=1) > 0
        healthy = points[going]
        out = healthy + ways[going] * glued(healthy, bones)[:, None]
        points[going] = kept_out(out, healthy, walls)
        draft.place(key, points)


def _beside(site: Site) -> tuple[str, ...]:
    """What lies beside and does not give way."""
    return tuple(key for key in site.beside if key not in site.soft)


def _ways(site: Site, local: Array, amount: float) -> Array:
    """How far points of the disc go, in the ray's frame, (n, 3), mm."""
    across, depth, high = local.T
    ray, beyond, wide = site.ray, site.spec["beyond"], site.spec["half_width"]
    far = np.interp(depth, [-ray.start, -ray.nucleus, 0], [0, PUSHED, beyond])
    # A narrow fissure, then a round head outside.
    width = np.interp(depth, [-ray.nucleus, -2.5, 0], [FISSURE, FISSURE + 1, wide])
    height = np.interp(depth, [-ray.nucleus, -2.5, 0], [2.4, 3.0, 4.5])
    along = amount * far * _round(across / width) * _round(high / height)
    out = smoothstep(depth + along, 0.5, 5) * _round(across / width)
    return np.column_stack([0 * along, along, out * (HEAD * high - site.spec["sinks"])])


def _round(share: Array) -> Array:
    return np.maximum(1 - np.abs(share) ** 2.6, 0) ** 1.1


def _press(draft: Draft, site: Site) -> None:
    """The root flattens and gives way, and with it all that lies in the canal; it keeps its section."""
    walls = dict.fromkeys((*site.bones, site.flavum, *_beside(site)), CLEAR)
    bias = direction(site.frame, site.spec["bias"])
    skins = (site.root,) if site.root in site.soft[2:3] else (site.root, "dural-sac")
    whole = Phase(-site.spec["overlap"], site.spec["spread"])
    overlap = GAP - least_gap(draft, site.root, site.disc)
    place = pressed_place(draft, site.root, site.disc, site.ray.frame.axes[:, 1])
    if overlap > 0:
        pressed = min(1.0, 3 * overlap / site.spec["beyond"])
        flatten(draft, site.soft, place, 1 - (1 - site.spec["flattened"]) ** pressed)
    give_way(draft, site.soft, [site.disc], walls, (whole, SKIN), bias, skins)
    regain(draft, site.root, site.soft, place)
    give_way(draft, site.soft, [site.disc], walls, (SKIN,), bias, skins)
    _keep_in(draft, site)


def _keep_in(draft: Draft, site: Site) -> None:
    """Keep the strands of a root that is pressed in the canal in their sleeve and the sac."""
    sleeve, ganglion, _, strands = site.soft[:4]
    if site.root == sleeve:
        around = [(draft.solid(key), draft.healthy_solid(key)) for key in (sleeve, ganglion, "dural-sac")]
        points, healthy = draft.points(strands), draft.healthy(strands).points
        draft.place(strands, kept_in(points, healthy, around, out=WITHIN))
        # What of them lay in the sac stays there: it does not slide out into the sleeve.
        sac = draft.solid("dural-sac"), draft.healthy_solid("dural-sac")
        draft.place(strands, kept_in(draft.points(strands), healthy, [sac], cover=0.0))


def _section(site: Site) -> Section:
    """Seen from the head end, the front up: the patient's left is on the left, as it is seen from behind."""
    axes = site.frame.axes
    middle = site.ray.aim - 1.5 * site.ray.frame.axes[:, 1]
    return Section(
        name=f"{site.disc} from above",
        origin=tuple(middle.round(3)),
        right=(-1.0, 0.0, 0.0),
        up=tuple((-axes[:, 1]).round(6)),
        width=10.0,
        height=10.0,
        seed=site.root,
        walls=(site.disc, *site.bones, site.flavum, *site.beside),
    )


def _readings(draft: Draft, site: Site, section: Section) -> list[Reading]:
    points = draft.points(site.disc)
    moved = points[np.abs(points - draft.healthy(site.disc).points).max(axis=1) > 0]
    out = draft.healthy_solid(site.disc).distances(moved)[0] if len(moved) else np.zeros(0)
    across = site.ray.frame.local(moved)[out > 0.5, 0]
    return [
        Reading("beyond-edge", site.disc, "mm", float(out.max(initial=0))),
        Reading("base", site.disc, "mm", float(np.ptp(across)) if len(across) else 0.0),
        Reading("least-gap", site.root, "mm", least_gap(draft, site.root, site.disc)),
        Reading("free-area", site.root, "mm2", measure.room_left(section, draft.healthy, draft.mesh)),
    ]


def _contact(draft: Draft, site: Site) -> tuple[float, float, float]:
    points = draft.points(site.root)
    distance = draft.solid(site.disc).distances(points)[0]
    x, y, z = points[distance < distance.min() + 0.2].mean(axis=0).round(2).tolist()
    return x, y, z
