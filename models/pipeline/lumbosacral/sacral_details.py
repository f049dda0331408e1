"""What stands on the sacrum's mass and what is cut out of it."""

from collections.abc import Sequence

import numpy as np

from models.pipeline.lumbosacral.joints import Joint
from models.pipeline.lumbosacral.sacral_mass import smooth
from models.pipeline.lumbosacral.sacral_shape import Plan
from models.pipeline.shapes.implicit import Array, Field, capsule, union


def process(here: Plan, facet: Joint) -> Field:
    """The left superior articular process: a blade behind the facet, concave like the gap, and its root."""
    table = here.table["superior-articular"]
    half_width, half_height = facet.width / 2 + 1.0, facet.height / 2 + (table["above"] + table["below"]) / 2
    lift = (table["above"] - table["below"]) / 2

    def blade(at: Array) -> Array:
        along, _, up = facet.frame.local(at).T
        deep = facet.beyond(at) - facet.gap / 2
        thick = table["thick"] * np.clip(1.0 - (up - lift) / (2.6 * half_height), 0.6, 1.3)
        corner = np.stack([np.abs(along) - half_width, np.abs(up - lift) - half_height], axis=1) + 6.0
        flat = np.linalg.norm(np.maximum(corner, 0.0), axis=1) + np.minimum(corner.max(axis=1), 0.0) - 6.0
        sides = np.stack([np.abs(deep - thick / 2) - thick / 2, flat], axis=1) + 2.4
        return np.linalg.norm(np.maximum(sides, 0.0), axis=1) + np.minimum(sides.max(axis=1), 0.0) - 2.4

    low = facet.frame.world(np.array([[0.0, facet.gap / 2 + table["thick"] / 2, lift - half_height + 2.0]]))[
        0
    ]
    return union(blade, capsule(table["root"], low, table["radius"], table["radius"] - 1.0), blend=5.0)


def cleared(facet: Joint) -> Field:
    """The room of L5's inferior articular process in front of the facet."""

    def field(at: Array) -> Array:
        along, _, up = facet.frame.local(at).T
        deep = facet.beyond(at)
        return np.max(
            [
                deep - facet.gap / 2 + 0.2,
                -26.0 - deep,
                np.abs(along) - facet.width / 2 - 3.0,
                np.abs(up - 3.5) - facet.height / 2 - 5.6,
            ],
            axis=0,
        )

    return field


def _beads(here: Plan, places: Array, radii: Sequence[float], blend: float) -> Field:
    """Tubercles in a row, places (n, 3) straight."""
    line = here.bent(places)
    return union(
        *(capsule(line[i], line[i + 1], radii[i], radii[i + 1]) for i in range(len(line) - 1)), blend=blend
    )


def crests(here: Plan) -> Field:
    """Median, intermediate (ending in the cornua) and lateral crests."""
    rows = []
    for name in ("median-crest", "intermediate-crest", "lateral-crest"):
        table = here.table[name]
        level, radii = np.array(table["at"]), table["radius"]
        across = np.array(table.get("offset", [0.0] * len(level)))
        depth = here.dorsal.ev(across, level) + np.array(table["height"]) - np.array(radii) * 0.6
        rows.append(_beads(here, np.column_stack([across, depth, here.down(level)]), radii, 1.5))
    return union(*rows)


def grooves(here: Plan) -> Field:
    """Grooves for the rami: from each anterior foramen out over the lateral part."""
    table, rows = here.table["foramina"], []
    for number in range(1, 4):
        offset, radius = table["offset"][number - 1], table["radius"][number - 1]
        across = offset + np.array([0.0, 5.0, 10.0, 14.0])
        level = number + np.array([0.03, 0.08, 0.15, 0.22])
        lift = radius - np.array([4.0, 2.8, 1.6, 0.2])
        depth = here.wing(across, level) - lift
        rows.append(_beads(here, np.column_stack([across, depth, here.down(level)]), [radius] * 4, 0.0))
    return union(*rows)


def channels_cut(here: Plan) -> Field:
    """Intervertebral channels with the anterior and posterior foramina they open in."""
    table, holes = here.table["foramina"], []
    for number in range(1, 5):
        radius, narrow = table["radius"][number - 1], table["channel"][number - 1]
        line = here.foramen(number)
        out = line[2] + (line[2] - line[1]) / np.linalg.norm(line[2] - line[1]) * 5.0
        holes += [capsule(line[0], line[1], narrow), capsule(line[1], line[2], narrow, radius)]
        holes.append(capsule(line[2], out, radius, radius + 1.0))
        rear, small = here.posterior_foramen(number), table["posterior-radius"][number - 1]
        beyond = rear[1] + (rear[1] - rear[0]) / np.linalg.norm(rear[1] - rear[0]) * 7.0
        holes += [capsule(rear[0], rear[1], small), capsule(rear[1], beyond, small, small + 1.0)]
    return union(*holes, blend=1.5)


def canal_cut(here: Plan) -> Field:
    """The sacral canal: three-cornered above, flat below, open to the back at the hiatus."""
    half, deep = here.along("canal", "half"), here.along("canal", "depth")
    hiatus = here.table["hiatus"]

    def field(at: Array) -> Array:
        across, depth, down = here.straight(at).T
        level = here.level(down)
        wide, tall = half(level), deep(level)
        slope = np.hypot(1.0, 0.85 * tall / wide)
        roof = (depth - tall + 0.85 * tall * across / wide) / slope
        roof = np.maximum(roof, depth - 0.94 * tall)
        bore = -smooth(-roof, depth + 0.2, 3.0)
        low = here.down(hiatus["top"])
        arch = np.where(
            down < low + hiatus["half-width"],
            np.hypot(across, np.minimum(down - low - hiatus["half-width"], 0.0)),
            across,
        )
        gap = np.maximum(arch - hiatus["half-width"], 1.0 - depth)
        return np.minimum(bore, gap)

    return field


def notch(here: Plan) -> Field:
    """The gap above S1's laminae, where the canal opens towards L5."""

    def field(at: Array) -> Array:
        across, depth, down = here.straight(at).T
        return np.max(
            [across - 16.0 + 0.2 * np.maximum(down, 0.0), down - 13.8 + 0.1 * across, 3.0 - depth], axis=0
        )

    return field
