"""Depths and needles against a body whose every measure is known; what is said when it lacks something."""

import numpy as np
import pytest

from models.catalogue import Body
from models.mesh import Mesh
from models.records import DataError
from point_maps.check import check
from point_maps.records.regions import Needling, Way
from point_maps.solving import beneath, solve
from point_maps.solving.frames import MissingError, frame
from point_maps.solving.needles import aimed, straight_in
from point_maps.solving.shapes import Shape
from point_maps.solving.surfaces import Surface
from point_maps.solving.triangles import nearest_on_segment
from populated import each

SOURCES = ["who-2008"]
ASIDE = 1.5 + 0.1 * (6 - 1.5)
"""A tenth of the way from the edge of one tendon to that of the next, mm."""


@pytest.fixture
def at_pc6(shipped_on_cylinders):
    """PC6: on the skin 30 mm from the arm's middle, `ASIDE` mm to its radial side; the needle goes dorsal."""
    return shipped_on_cylinders.regions["PC6.left"]


def test_a_nerve_beside_a_needle_is_as_deep_and_as_far_as_it_was_built(cylinders, at_pc6):
    (apart,) = beneath.measured(cylinders, at_pc6)

    skin = np.array([ASIDE, np.sqrt(30**2 - ASIDE**2)])
    nerve = np.array([2, 18])
    assert apart.structure == "median.left"
    assert apart.depth == pytest.approx(skin[1] - nerve[1], abs=0.2)
    assert apart.aside == pytest.approx(abs(skin[0] - nerve[0]), abs=0.25)
    assert apart.gap == pytest.approx(np.linalg.norm(skin - nerve) - 2, abs=0.2)


def test_a_needle_tells_what_it_goes_through_and_what_it_passes(cylinders, at_pc6):
    found = {met.structure: met for met in beneath.met(cylinders, at_pc6)}

    assert found["median.left"].aside == 0
    assert found["median.left"].depth == pytest.approx(10, abs=0.5)
    assert found["palmaris-longus-tendon.left"].aside < 0.5
    assert found["ulnar-artery.left"].aside == pytest.approx(ASIDE + 5 - 1.2, abs=0.25)
    assert not any(key.startswith(("radius", "skin", "tibial")) for key in found)


def test_a_needle_tells_where_bone_begins_and_when_it_stops_there(cylinders, shipped_on_cylinders):
    region = shipped_on_cylinders.regions["LR5.left"]
    inward = -np.array(region.normal)
    straight = region._replace(needle=tuple(inward), needles=(tuple(inward),))
    tibia = Shape(cylinders.mesh("tibia.left"))

    (reach,) = beneath.reaches(cylinders, straight)

    assert reach.bone == "tibia.left"
    assert reach.bone_depth == pytest.approx(tibia.first_hit(np.array(region.centre), inward))
    assert reach.depth == (pytest.approx(0.5 * 25), pytest.approx(0.8 * 25))
    assert reach.stops == (reach.bone_depth < 20)


def test_a_needle_in_front_of_no_bone_reaches_its_depth(cylinders, at_pc6):
    (reach,) = beneath.reaches(cylinders, at_pc6)

    assert (reach.bone, reach.bone_depth, reach.stops) == (None, None, False)
    assert reach.depth == (10, 20)


def test_without_needling_there_is_no_reach_and_the_look_goes_a_set_depth(cylinders, at_pc6):
    bare = at_pc6._replace(region=at_pc6.region.model_copy(update={"needling": None}))

    assert beneath.reaches(cylinders, bare) == ()
    assert max(met.depth for met in beneath.met(cylinders, bare)) <= beneath.ASSUMED + 1e-9


def test_a_variants_structures_are_not_met(cylinders, at_pc6):
    other = Body(cylinders.folder)
    other.manifest = other.manifest.model_copy(
        update={
            "structures": tuple(
                one.model_copy(update={"variant": "split"}) if one.id == "median.left" else one
                for one in other.manifest.structures
            )
        }
    )

    assert "median.left" not in {met.structure for met in beneath.met(other, at_pc6)}


def test_a_body_that_lacks_what_a_record_names_says_so_when_it_is_placed(shipped, cylinders):
    poor = Body(cylinders.folder)
    kept = tuple(one for one in poor.manifest.structures if not one.id.startswith("median."))
    poor.manifest = poor.manifest.model_copy(update={"structures": kept})

    with pytest.raises(DataError) as caught:
        solve.place(shipped, poor)

    told = [problem for problem in caught.value.problems if "PC6" in problem]
    assert len(told) == 2
    assert "PC.toml, line " in told[0]
    assert "PC6, beside: needs the structure 'median' (left)" in told[0]
    assert "lacks the structure (nearest: " in told[0]


def test_measuring_a_body_that_lacks_a_structure_names_it(cylinders, at_pc6):
    odd = at_pc6._replace(region=at_pc6.region.model_copy(update={"beside": ("ulnar-nerve",)}))

    with pytest.raises(
        MissingError, match=r"'ulnar-nerve' \(left\); .* lacks the structure \(nearest: .*ulnar"
    ):
        beneath.measured(cylinders, odd)


@pytest.fixture
def forearm(cylinders):
    return frame(cylinders, "forearm", "left")


def way(angle, toward=None):
    return Way(depth_cun=(0.3, 0.5), angle=angle, toward=toward, sources=SOURCES)


@pytest.mark.parametrize(("angle", "down"), [("perpendicular", 90), ("oblique", 45), ("flat", 15)])
def test_a_slanting_needle_has_its_angle_to_the_skin_and_points_where_it_says(forearm, angle, down):
    straight = forearm.unit["dorsal"]

    found = aimed(way(angle, None if down == 90 else "proximal"), forearm, straight)

    assert np.degrees(np.arcsin(found @ straight)) == pytest.approx(down)
    assert found @ forearm.unit["proximal"] == pytest.approx(np.cos(np.radians(down)), abs=1e-9)


def test_a_straight_needle_with_a_direction_follows_the_limb_not_the_slope(forearm):
    slope = forearm.toward("dorsal-dorsal-distal")

    assert aimed(way("perpendicular", "dorsal"), forearm, slope) == pytest.approx(forearm.unit["dorsal"])


def test_a_straight_needle_that_would_not_be_straight_is_refused(forearm):
    with pytest.raises(MissingError, match="proximal is 90 degrees off it") as caught:
        aimed(way("perpendicular", "proximal"), forearm, forearm.unit["dorsal"])

    assert caught.value.key == "needling"


def test_a_slant_toward_the_inside_is_refused(forearm):
    with pytest.raises(MissingError, match="dorsal is 0 degrees off straight in"):
        aimed(way("oblique", "dorsal"), forearm, forearm.unit["dorsal"])


def test_straight_in_is_that_of_the_whole_patch_not_of_one_dented_triangle():
    grid = np.stack(np.meshgrid(np.arange(-20, 21, 4.0), np.arange(-20, 21, 4.0)), axis=2).reshape(-1, 2)
    points = np.hstack([grid, np.zeros((len(grid), 1))])
    points[np.linalg.norm(grid, axis=1) == 0, 2] = -2
    row = np.arange(10)[:, None] * 11 + np.arange(10)
    row = row.ravel()
    triangles = np.concatenate(
        [np.stack([row, row + 1, row + 12], 1), np.stack([row, row + 12, row + 11], 1)]
    )
    skin = Surface(Mesh(points, triangles))
    dented = np.array([0.5, 0, 0.9])

    found = straight_in(skin, np.array([1.0, 0, -1.5]), dented / np.linalg.norm(dented), 8.0)

    assert np.degrees(np.arccos(-found[2])) < 8


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"angle": "oblique"}, "must say where an oblique needle points"),
        ({"depth_cun": [0.8, 0.5]}, "must give the shallower depth first; got 0.8 before 0.5"),
        ({"toward": "sideways"}, "must be an anatomical direction"),
    ],
)
def test_a_way_of_needling_that_makes_no_sense_is_refused(given, told):
    with pytest.raises(ValueError, match=told):
        Way.model_validate({"depth_cun": [0.3, 0.5], "angle": "perpendicular", "sources": SOURCES, **given})


def test_a_needle_is_told_in_the_words_of_its_limb(written, shipped):
    region = shipped.regions["PC6"].model_dump(exclude_none=True)
    assert Needling.model_validate(region["needling"]).ways[0].depth_cun == (0.5, 1.0)
    path = written(
        """[[region]]
code = "OWN-1"
pinyin = "Own"
chinese = "己"
plain_name = "Own"
also_called = []
channel = "lung"
location = { text = "Here.", sources = ["who-2008"] }
anchor = { limb = "forearm", level = "pisiform", across = "pisiform", facing = "palmar" }
radius = { mm = 8, certainty = "fair", text = "So.", sources = ["who-2008"] }
under = ["skin"]
under_sources = ["who-2008"]
needling = { depth_cun = [0.3, 0.5], angle = "oblique", toward = "medial", sources = ["who-2008"] }
review = "under discussion"
"""
    )

    (problem,) = (problem for problem in check([path]) if "own.toml" in problem)

    assert "must use the words of the forearm" in problem
    assert "got 'medial'" in problem


def test_the_nearest_place_of_a_segment_is_that_of_geometry():
    start, end = np.zeros(3), np.array([10.0, 0, 0])
    others = np.array([[[4, 3, -5], [4, 3, 5]], [[12, 0, 7], [12, 9, 7]], [[-3, 0, 6], [-3, 0, 9]]], float)

    for (first, second), expected in each(
        zip(others, [(4, 3), (10, np.hypot(2, 7)), (0, np.hypot(3, 6))], strict=True)
    ):
        assert nearest_on_segment(start, end, first[None], second[None]) == pytest.approx(expected)


def test_a_segment_beside_through_short_of_and_within_a_ball(limbs):
    tube = Shape(limbs.cylinder(5, np.array([0.0, 0, -50]), np.array([0.0, 0, 50])))
    across = {"y": 0.0, "through": (15, 0), "short": (8, 7), "within": (0, 0)}

    assert tube.passed_by(np.array([-20.0, 0.1, 0.3]), np.array([20.0, 0.1, 0.3])) == pytest.approx(
        across["through"], abs=0.05
    )
    assert tube.passed_by(np.array([-20.0, 0.1, 0.3]), np.array([-12.0, 0.1, 0.3])) == pytest.approx(
        across["short"], abs=0.05
    )
    assert tube.passed_by(np.array([0.0, 0.1, 0.3]), np.array([20.0, 0.1, 0.3])) == across["within"]
    beside = tube.passed_by(np.array([-20.0, 9, 0.3]), np.array([20.0, 9, 0.3]))
    assert beside == pytest.approx((20, 4), abs=0.1)
