"""The variants of the trunk: what stands in for what, and that nothing goes through anything."""

import numpy as np
import pytest

from models.pipeline.nerves.slit import crossing, holes
from models.pipeline.shapes.distance import surface
from populated import each

PARTS = {
    "piriformis-type-b": ("sciatic-tibial-part-type-b", "sciatic-fibular-part-type-b"),
    "piriformis-type-c": ("sciatic-tibial-part-type-c", "sciatic-fibular-part-type-c"),
    "piriformis-type-d": ("sciatic-type-d",),
    "bifurcation-high": (
        "sciatic-bifurcation-high",
        "tibial-bifurcation-high",
        "common-fibular-bifurcation-high",
    ),
    "bifurcation-low": ("sciatic-bifurcation-low", "common-fibular-bifurcation-low"),
}
SPLIT = {"piriformis-type-b": "sciatic-fibular-part-type-b", "piriformis-type-d": "sciatic-type-d"}
"""Variants with a slit in piriformis, and what passes through it."""


def dense(drawn):
    """Points of a surface and of the middles of its edges: few points of a thin one lie anywhere."""
    return drawn.subdivide(1).points


@pytest.fixture(params=["left", "right"])
def side(request):
    return request.param


@pytest.fixture(params=PARTS)
def variant(request):
    return request.param


def muscle(variant, side):
    return (
        f"piriformis-{variant.removeprefix('piriformis-')}.{side}"
        if variant in SPLIT
        else f"piriformis.{side}"
    )


def height_of(ruler, what, side):
    return ruler.landmark(f"{what}.{side}")[2]


def test_a_variant_names_what_it_hides_on_both_sides(ruler, variant):
    record = next(record for record in ruler.body.manifest.variants if record.id == variant)

    assert set(record.replaces) <= ruler.body.structures.keys()
    assert {"sciatic.left", "sciatic.right"} <= set(record.replaces)
    assert ("piriformis.left" in record.replaces) == (variant in SPLIT)
    assert all(ruler.body.structures[key].variant is None for key in record.replaces)


def test_structures_of_a_variant_say_so(ruler, variant, side):
    for part in each(PARTS[variant]):
        assert ruler.body.structures[f"{part}.{side}"].variant == variant


def test_parts_keep_out_of_bone_and_inside_the_skin(ruler, variant, side):
    for part in each(PARTS[variant]):
        wall = ruler.mesh(f"{part}.{side}").points
        low, high = wall.min(axis=0), wall.max(axis=0)
        for bone in each(ruler.bones()):
            box = np.array(ruler.body.structures[bone].bounds).reshape(3, 2)
            if np.all(box[:, 0] < high) and np.all(box[:, 1] > low):
                assert ruler.away(wall, bone).min() > -0.1, (part, bone)
        assert ruler.depth(wall).min() > 0, part


def test_no_part_goes_through_muscle(ruler, variant, side):
    for part in each(PARTS[variant]):
        wall = ruler.mesh(f"{part}.{side}").points

        assert ruler.away(wall, muscle(variant, side)).min() > -0.5, part


def test_parts_begin_at_the_plexus_and_end_where_the_usual_nerves_go_on(ruler, variant, side):
    walls = [ruler.mesh(f"{part}.{side}").points for part in PARTS[variant]]
    plexus = np.vstack([ruler.line(f"{nerve}.{side}") for nerve in ("sciatic", "lumbosacral-trunk")])

    assert min(np.linalg.norm(wall - plexus[0], axis=1).min() for wall in walls) < 10
    for nerve in ("tibial", "common-fibular"):
        line = ruler.line(f"{nerve}.{side}")
        assert min(np.linalg.norm(wall[:, None] - line[None], axis=2).min() for wall in walls) < 4, nerve


@pytest.mark.parametrize("variant", SPLIT)
def test_the_nerve_passes_through_an_opening_between_two_bellies(ruler, variant):
    belly, nerve = ruler.mesh(muscle(variant, "left")), dense(ruler.surface(f"{SPLIT[variant]}.left"))
    line = ruler.line("sciatic.left")
    slit = crossing(ruler.mesh("piriformis.left"), line[round(0.1 * (len(line) - 1))])
    local, wall = slit.at.local(nerve), surface(belly)
    inside = nerve[(np.abs(local) < (25, slit.height / 4, slit.depth / 4)).all(axis=1)]
    along, across, _ = slit.at.axes.T

    assert holes(belly) >= 1
    assert len(inside) >= 4
    for way in (across, -across, along, -along):
        # The opening slants, so a point near its mouth may look past one of its lips.
        walled = [len(wall.ray_trace(point, point + 60 * way)[0]) > 0 for point in inside]
        assert sum(walled) > len(inside) / 2, way


def test_type_c_passes_over_the_upper_border(ruler, side):
    fibular = ruler.mesh(f"sciatic-fibular-part-type-c.{side}").points
    belly = ruler.mesh(f"piriformis.{side}").points
    over = 0
    for point in fibular:
        beside = belly[np.abs(belly[:, 0] - point[0]) < 4]
        over += bool(len(beside)) and point[2] > beside[:, 2].max()

    assert over > 3


def test_the_high_division_lies_in_the_upper_half_of_the_thigh(ruler, side):
    trunk = ruler.mesh(f"sciatic-bifurcation-high.{side}").points[:, 2].min()
    crease, trochanter = (height_of(ruler, what, side) for what in ("popliteal-crease", "greater-trochanter"))

    assert 0.5 < (trunk - crease) / (trochanter - crease) < 0.9


def test_the_low_division_lies_0_to_15_mm_above_the_crease(ruler, side):
    trunk = ruler.mesh(f"sciatic-bifurcation-low.{side}").points[:, 2].min()

    assert -3 <= trunk - height_of(ruler, "popliteal-crease", side) <= 15


def test_a_variant_stays_within_its_budget(ruler, variant):
    own = [key for key, structure in ruler.body.structures.items() if structure.variant == variant]

    assert sum(ruler.body.structures[key].triangles for key in own) <= 6500
    assert all(ruler.body.structures[key].closed for key in own)
