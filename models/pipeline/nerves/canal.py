"""What the vertebral canal holds: end of the cord, dural sac, roots with sleeves and ganglia, filum."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d, minimum_filter1d

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones, mirrored
from models.pipeline.nerves.nerve import Course
from models.pipeline.nerves.sleeves import BACK, COARSE, Wall, covers, eased, kept_in, said
from models.pipeline.shapes.distance import Solid, surface, together
from models.pipeline.shapes.loft import even, lengths, sections, tube

Array = NDArray[np.float64]

TABLE = Path(__file__).parent / "canal.toml"
STEP = 2.0
"""Distance of the points of the sac's middle, mm."""
CLEARANCE, SNUG, IN_FLAVA = 0.8, 0.5, 0.8
"""The sac and its sleeves keep so far off bone and disc, mm; yellow ligaments give way by the last."""
SPARE = 0.4
"""The sac's middle is moved until there is so much more, mm."""
CORD = 0.66
"""The cord takes up no more of the sac's diameter."""
STRAND, PAIR = 1.05, 0.2
"""Diameter of a strand of rootlets, mm; how much nearer the middle the ventral one lies, as a share."""
COVER = 0.65
"""The middle of a strand lies so deep in the sac or the sleeve, mm."""
MERGE = 26.0
"""Over how many mm a strand leaves its place in the sac for its sleeve."""


@dataclass(frozen=True)
class Sac:
    """The dural sac: its middle, (n, 3), mm, from T12 to S2, symmetric, and its full diameters, (n,)."""

    line: Array
    width: Array
    depth: Array

    def nearest(self, point: Array) -> int:
        """Number of the point of the middle that is nearest."""
        return int(np.linalg.norm(self.line - point, axis=1).argmin())

    def at(self, place: Array, turn: Array, out: Array) -> Array:
        """Points inside: down (point numbers), around (degrees, 0 lateral, 90 back), out (share)."""
        count = np.arange(len(self.line))
        _, across, _ = sections(self.line, BACK)
        behind = np.cross(across, np.gradient(self.line, axis=0))
        behind /= np.linalg.norm(behind, axis=1, keepdims=True)
        left = across * np.sign(across[:, :1])
        behind = behind * np.sign(behind[:, 1:2])

        def pick(values: Array) -> Array:
            return np.stack([np.interp(place, count, column) for column in values.T], axis=1)

        wide, deep = pick(self.width[:, None] / 2), pick(self.depth[:, None] / 2)
        angle = np.radians(turn)
        return (
            pick(self.line)
            + (out * np.cos(angle))[:, None] * wide * pick(left)
            + (out * np.sin(angle))[:, None] * deep * pick(behind)
        )


def contents(
    bones: Bones, courses: dict[str, Course], discs: Sequence[Mesh] = (), flava: Sequence[Mesh] = ()
) -> list[tuple[dict[str, Any], Mesh]]:
    """Make all that lies in the canal, and the ganglia.

    Parameters
    ----------
    courses
        The nerves: roots among them with their way inside the canal.
    discs, flava
        What the sac lies between: discs, and the yellow ligaments of the left.

    Returns
    -------
    list
        What each structure is, and its mesh; of pairs the left one.
    """
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    near = [mesh for key, mesh in bones.meshes.items() if "vertebra" in key or key == "sacrum"]
    both = [*flava, *(mirrored(mesh) for mesh in flava)]
    firm = Wall(Solid(together([*near, *discs])), CLEARANCE)
    behind = [Wall(Solid(together(both)), -IN_FLAVA, behind=True)] if both else []
    walls = [firm, *behind]
    sac = _sac(bones, table["sac"]["stations"], walls)
    courses = {
        key: eased(course, [firm._replace(clear=SNUG), *behind])
        for key, course in courses.items()
        if course.inner is not None
    }
    tip = sac.nearest(
        bones.frames[table["cord"]["tip"]["at"]].world(np.array([0, 24, table["cord"]["tip"]["head"]]))
    )
    wall = _wall(sac)
    made = [
        (
            said("dural-sac", "Dural sac", "Saccus durae matris spinalis", ["thecal sac", "dura"], "dura"),
            wall,
        ),
        (
            said("spinal-cord", "Spinal cord with conus medullaris", "Conus medullaris", ["conus"]),
            _cord(sac, tip, table),
        ),
        (said("filum-terminale", "Filum terminale", "Filum terminale", ["filum"]), _filum(sac, tip, table)),
    ]
    covered = {key: covers(key.removesuffix("-root"), course) for key, course in courses.items()}
    for row in table["roots"]:
        key = f"{row['root']}-root"
        tubes = [Solid(surface(mesh)) for mesh in (wall, *(mesh for _, mesh in covered.get(key, [])))]
        made.append(_cauda(row, sac, tip, courses.get(key), tubes))
    return made + [one for some in covered.values() for one in some]


def _sac(bones: Bones, stations: list[dict[str, Any]], walls: Sequence[Wall]) -> Sac:
    middles = np.array([_behind_front_wall(bones, station) for station in stations])
    along = lengths(middles)
    line = even(CubicSpline(along, middles)(np.linspace(0, along[-1], 400)), STEP)
    share = lengths(line) / lengths(line)[-1] * along[-1]
    width, depth = (
        PchipInterpolator(along, [station[key] for station in stations])(share) for key in ("width", "depth")
    )
    line = _centred(Sac(line, width, depth), walls)
    fit = _room(Sac(line, width, depth), walls)
    return Sac(line, width * fit, depth * fit)


def _behind_front_wall(bones: Bones, station: dict[str, Any]) -> Array:
    """The sac's middle at a station, by the front wall of the canal there."""
    if station["at"].endswith("foramen"):
        opening = bones.openings[station["at"].split()[0]]
        bone, level = "sacrum", opening.origin * (0, 1, 1)
        back = -opening.axes[:, 0] * (0, 1, 1)
        back /= np.linalg.norm(back)
        head = np.array([0.0, -back[2], back[1]])
    else:
        frame = bones.frames[station["at"]]
        bone = "sacrum" if station["at"] == "s1" else f"{station['at']}-vertebra"
        level, back, head = frame.origin, frame.axes[:, 1], frame.axes[:, 2]
    start = level + station["head"] * head
    # Not exactly in the middle, where a ray may run along an edge of a symmetric mesh.
    start = start + np.array([0.03, 0.0, 0.0])
    hits, _ = surface(bones.meshes[bone]).ray_trace(start - 60 * back, start + 80 * back)
    crossed = np.sort((np.asarray(hits) - start) @ back)
    if len(crossed) < 2:
        msg = f"canal.toml: {station}: must lie behind the body of {bone}; got no bone there"
        raise ValueError(msg)
    return (start + (crossed[1] + station["gap"] + station["depth"] / 2) * back) * (0, 1, 1)


def _rims(sac: Sac) -> Array:
    turns = np.arange(0.0, 360.0, 22.5)
    place = np.arange(len(sac.line), dtype=float)
    return np.stack([sac.at(place, np.full(len(place), turn), np.ones(len(place))) for turn in turns])


def _centred(sac: Sac, walls: Sequence[Wall]) -> Array:
    """The sac's middle moved off its walls, forward or back only, and smooth."""
    line = sac.line.copy()
    for _ in range(40):
        rims = _rims(Sac(line, sac.width, sac.depth))
        shift = sum((wall.push(rims, SPARE).sum(axis=0) for wall in walls), np.zeros_like(line))
        shift[:, 0] = 0.0
        line += gaussian_filter1d(0.15 * shift, 2.0, axis=0, mode="nearest")
    return gaussian_filter1d(line, 2.0, axis=0, mode="nearest")


def _room(sac: Sac, walls: Sequence[Wall]) -> Array:
    """The share of its size the sac may have, (n,), to keep clear of the walls."""
    fit = np.ones(len(sac.line))
    for _ in range(4):
        rims = _rims(Sac(sac.line, sac.width * fit, sac.depth * fit))
        lacks = np.max([wall.lack(rims).max(axis=0) for wall in walls], axis=0)
        half = np.minimum(sac.width, sac.depth) / 2
        fit *= np.clip(1 - lacks / half, 0.6, 1.0)
        fit = gaussian_filter1d(minimum_filter1d(fit, 3), 1.5, mode="nearest")
    return fit


def _wall(sac: Sac) -> Mesh:
    return tube(sac.line, sac.width, sac.depth, BACK, sides=24, round_start=False, chord=0.1)


def _cord(sac: Sac, tip: int, table: dict[str, Any]) -> Mesh:
    line = sac.line[1 : tip + 1]
    share = np.linspace(0, 1, len(line))
    width, depth = (np.interp(share, *np.array(table["cord"][key]).T) for key in ("width", "depth"))
    width, depth = (gaussian_filter1d(size, 1.5, mode="nearest") for size in (width, depth))
    around = slice(1, tip + 1)
    width, depth = (
        np.minimum(size, CORD * room[around]) for size, room in ((width, sac.width), (depth, sac.depth))
    )
    return tube(line, width, depth, BACK, sides=16, round_start=False)


def _filum(sac: Sac, tip: int, table: dict[str, Any]) -> Mesh:
    place = np.linspace(tip - 2, len(sac.line) - 1, len(sac.line) - tip)
    # It lies behind the middle, among the last roots.
    out = 0.35 * np.clip((place - tip) / 12, 0.0, 1.0) * np.clip((place[-1] - place) / 10, 0.0, 1.0)
    size = np.full(len(place), float(table["filum"]["diameter"]))
    return tube(sac.at(place, np.full(len(place), 90.0), out), size, size, BACK, sides=6)


def _cauda(
    row: dict[str, Any], sac: Sac, tip: int, root: Course | None, around: Sequence[Solid]
) -> tuple[dict[str, Any], Mesh]:
    """The dorsal and ventral strand of one left root, from the cord to its ganglion or the sac's end."""
    level = row["root"].upper()
    strands = [kept_in(_strand(row, sac, tip, root, share), around, COVER) for share in (0.0, PAIR)]
    what = said(
        f"{row['root']}-rootlets",
        f"{level} roots in the cauda equina",
        f"Radices nervi spinalis {level} in cauda equina",
        ["cauda equina", "rootlets"],
        paired=True,
    )
    tubes = []
    for line in strands:
        size = np.full(len(line), STRAND)
        tubes.append(tube(line, size, size, BACK, sides=4, round_start=False, chord=COARSE))
    count = len(tubes[0].points)
    return what, Mesh(
        np.vstack([mesh.points for mesh in tubes]),
        np.vstack([tubes[0].triangles, tubes[1].triangles + count]),
    )


def _strand(row: dict[str, Any], sac: Sac, tip: int, root: Course | None, inward: float) -> Array:
    start = row["from"] * tip
    leaves = len(sac.line) - 3.0 if root is None or root.inner is None else float(sac.nearest(root.inner[0]))
    place = np.arange(start, leaves, 1.5)
    share = np.clip((place - start) / max(tip - start, 6.0), 0.0, 1.0)
    # On the cord first, then out to its own place in the sac.
    on_cord = 0.62 * np.clip(1 - 0.8 * place / tip, 0.12, 1.0)
    out = on_cord + share * (row["out"] * (1 - inward) - on_cord)
    if root is None or root.inner is None:
        out = out * np.clip((leaves - place) / 12 + 0.3, 0.0, 1.0)
    line = sac.at(place, np.full(len(place), float(row["turn"])), out)
    if root is None or root.inner is None:
        return gaussian_filter1d(line, 1.0, axis=0, mode="nearest")
    return _into_sleeve(line, root, inward)


def _into_sleeve(line: Array, root: Course, inward: float) -> Array:
    """A strand led from its place in the sac to the axis of its sleeve, and along that to the ganglion."""
    assert root.inner is not None
    length = lengths(root.inner)
    until = length[-1] - root.record["ganglion"]["length"] / 2
    inner = root.inner[length <= until + 1.0] + (0.0, 0.7 if inward == 0.0 else -0.7, 0.0)
    behind = lengths(line)[-1] - lengths(line)
    stay = line[behind > MERGE]
    joint = np.vstack([stay, inner])
    along = lengths(joint)
    keep = np.concatenate([np.arange(0, len(stay), 4), np.arange(len(stay), len(joint), 3)])
    if len(stay) and keep[keep < len(stay)][-1] != len(stay) - 1:
        keep = np.sort(np.append(keep, len(stay) - 1))
    curve = PchipInterpolator(along[keep], joint[keep])
    return even(curve(np.linspace(0, along[keep][-1], 300)), 1.5)
