"""What the vertebral canal holds, against the bones round it and the literature (docs/anatomy/nerves.md)."""

import numpy as np
import pytest

from populated import each

LEVELS = ("l2", "l3", "l4", "l5", "s1", "s2", "s3")
GANGLIA = {"l3": (8, 13), "l4": (9, 14), "l5": (9, 14), "s1": (10, 15), "s2": (8, 13), "s3": (6, 11)}
"""Lengths, mm: Hasegawa 1996, Ebraheim and Lu 1998."""
IN_CANAL = [
    "dural-sac",
    "spinal-cord",
    "filum-terminale",
    *(f"{level}-{what}.left" for level in LEVELS for what in ("ganglion", "root-sleeve", "rootlets")),
]


@pytest.fixture
def column(ruler):
    return [bone for bone in ruler.bones() if "vertebra" in bone or bone in {"sacrum", "coccyx"}]


def span(points, axis):
    return float(np.ptp(points[:, axis]))


def across(ruler, disc):
    """The sac's points level with the middle of a disc's rear edge."""
    sac, rear = ruler.mesh("dural-sac").points, rear_edge(ruler, disc)
    return sac[np.abs(sac[:, 2] - rear[2]) < 10]


def rear_edge(ruler, disc):
    """The rearmost place of a disc in the midline."""
    points = ruler.mesh(disc).points
    middle = points[np.abs(points[:, 0]) < 4]
    return middle[middle[:, 1].argmax()]


@pytest.mark.parametrize("structure", IN_CANAL)
def test_nothing_in_the_canal_touches_bone(ruler, column, structure):
    points = ruler.mesh(structure).points

    assert min(ruler.away(points, bone).min() for bone in column) > 0.3


@pytest.mark.parametrize("structure", IN_CANAL)
def test_the_two_sides_mirror_each_other(ruler, structure):
    if structure.endswith(".left"):
        left, right = (ruler.mesh(structure.replace("left", side)).points for side in ("left", "right"))

        assert np.allclose(left.min(axis=0)[1:], right.min(axis=0)[1:], atol=0.2)
        assert np.isclose(left[:, 0].max(), -right[:, 0].min(), atol=0.2)
    else:
        assert abs(ruler.mesh(structure).points[:, 0].mean()) < 1


def test_the_sac_lies_behind_the_bodies_and_discs(ruler, column):
    discs = [key for key, structure in ruler.body.structures.items() if structure.system == "disc"]
    front = [ruler.surface(key) for key in (*column, *discs)]
    sac = ruler.mesh("dural-sac").points
    for height in each(np.arange(sac[:, 2].min() + 8, sac[:, 2].max() - 8, 4.0)):
        # Rings are far apart where the sac is straight.
        ring = sac[np.abs(sac[:, 2] - height) < 12]
        inside = np.array([0.0, np.interp(height, *_by_height(ring)), height])
        assert any(len(wall.ray_trace(inside, inside - np.array((0, 45, 0)))[0]) for wall in front), height


def _by_height(ring):
    """Heights of some points, rising, and how far back they lie on average."""
    heights = np.unique(ring[:, 2].round(-1))
    return heights, [ring[np.abs(ring[:, 2] - height) < 10][:, 1].mean() for height in heights]


@pytest.mark.parametrize("disc", ["l2-l3-disc", "l3-l4-disc", "l4-l5-disc", "l5-s1-disc"])
def test_the_sac_is_as_wide_as_published(ruler, disc):  # lumbar MRI, 10-18 mm
    assert 10 <= span(across(ruler, disc), 0) <= 18


def test_the_sac_narrows_to_its_end_at_s2(ruler):
    widths = [span(across(ruler, disc), 0) for disc in ("l3-l4-disc", "l4-l5-disc", "l5-s1-disc")]
    end = ruler.mesh("dural-sac").points[:, 2].min()
    s1, s2, s3 = (ruler.mesh(f"{level}-ganglion.left").points[:, 2].mean() for level in ("s1", "s2", "s3"))

    assert max(np.diff(widths)) < 1
    assert widths[-1] < widths[0]
    assert s3 < end < s1
    assert abs(end - s2) < 18


def test_the_cord_ends_at_the_disc_between_l1_and_l2(ruler):
    tip, disc = ruler.mesh("spinal-cord").points[:, 2].min(), rear_edge(ruler, "l1-l2-disc")[2]

    assert abs(tip - disc) < 12
    assert ruler.away(ruler.mesh("spinal-cord").points, "dural-sac").max() <= 0.2


def test_the_filum_runs_on_from_the_cord_inside_the_sac(ruler):
    filum = ruler.mesh("filum-terminale").points

    assert filum[:, 2].max() > ruler.mesh("spinal-cord").points[:, 2].min()
    assert (ruler.away(filum, "dural-sac") < 0.6).mean() > 0.97


@pytest.mark.parametrize("level", LEVELS)
def test_rootlets_stay_in_the_sac_and_the_sleeve_of_their_root(ruler, level):
    rootlets = ruler.mesh(f"{level}-rootlets.left").points
    outside = [
        ruler.away(rootlets, what)
        for what in ("dural-sac", f"{level}-root-sleeve.left", f"{level}-ganglion.left")
    ]

    assert np.min(outside, axis=0).max() < 0.8


@pytest.mark.parametrize("level", LEVELS)
def test_sleeve_ganglion_and_root_join_without_a_gap(ruler, level):
    root, ganglion = ruler.line(f"{level}-root.left"), f"{level}-ganglion.left"

    assert ruler.away(root[:1], ganglion)[0] < 1
    assert ruler.away(ruler.mesh(f"{level}-root-sleeve.left").points, ganglion).min() < 0
    assert ruler.away(ruler.mesh(f"{level}-root-sleeve.left").points, "dural-sac").min() < 0


@pytest.mark.parametrize("level", GANGLIA)
def test_ganglia_are_spindles_of_published_length(ruler, level):
    points = ruler.mesh(f"{level}-ganglion.left").points
    centred = points - points.mean(axis=0)
    along = np.linalg.svd(centred, full_matrices=False)[2]
    low, high = GANGLIA[level]

    assert low <= np.ptp(centred @ along[0]) <= high
    assert np.ptp(centred @ along[0]) > 1.4 * np.ptp(centred @ along[1])


@pytest.mark.parametrize(
    ("level", "above", "disc"), [("l4", "l4-vertebra", "l4-l5-disc"), ("l5", "l5-vertebra", "l5-s1-disc")]
)
def test_lumbar_ganglia_lie_in_the_upper_part_of_their_foramen(ruler, level, above, disc):
    centre = ruler.mesh(f"{level}-ganglion.left").points.mean(axis=0)
    roof, _ = ruler.surface(above).ray_trace(centre, centre + np.array((0, 0, 40)))

    assert len(roof)
    assert centre[2] > rear_edge(ruler, disc)[2]


def test_the_s1_ganglion_lies_inside_the_sacrum(ruler):
    centre = ruler.mesh("s1-ganglion.left").points.mean(axis=0)
    behind, _ = ruler.surface("sacrum").ray_trace(centre, centre + np.array((0, 60, 0)))
    before, _ = ruler.surface("sacrum").ray_trace(centre, centre - np.array((0, 60, 0)))

    assert len(behind)
    assert len(before)


@pytest.mark.parametrize(
    ("disc", "traversing", "exiting"), [("l4-l5-disc", "l5", "l4"), ("l5-s1-disc", "s1", "l5")]
)
def test_the_traversing_root_crosses_the_back_of_the_disc_the_exiting_one_does_not(
    ruler, disc, traversing, exiting
):
    rear = rear_edge(ruler, disc)
    crossing = np.vstack(
        [ruler.mesh(f"{traversing}-{what}.left").points for what in ("root-sleeve", "rootlets")]
    )
    level = crossing[np.abs(crossing[:, 2] - rear[2]) < 5]
    leaving = np.vstack([ruler.mesh(f"{exiting}-{what}.left").points for what in ("root-sleeve", "ganglion")])

    assert len(level)
    assert level[:, 1].min() > rear[1] - 1.5
    assert ruler.away(level, disc).min() > 0
    assert 2 < level[:, 0].mean() < 14
    assert leaving[:, 2].min() > rear[2]
