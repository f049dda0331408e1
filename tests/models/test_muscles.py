"""The muscles of the shipped bodies: closed, of the published size, flat, packed, in layers as in life."""

import numpy as np
import pytest

from models.pipeline.muscles import muscle
from models.pipeline.muscles.room import MISLAID
from models.pipeline.shapes.distance import surface
from populated import each

ROWS = {row["id"]: row for row in muscle.rows()}
SHEETS = ("gluteus-maximus", "gluteus-medius", "quadratus-femoris", "soleus", "iliacus", "calcaneal-tendon")
BURIED = 1.0
"""A muscle's vertices may lie this deep in a bone or a nerve, mm: meshes are drawn with few triangles."""
CROSSED = 0.3
"""Neighbouring muscles may reach this far into each other, mm."""
SHARP, SHARPEST = 45.0, 0.03
"""An edge at which faces turn by more than the first, degrees, is a tear or a sliver; share of such edges."""
SHARPER = {
    "quadratus-lumborum": 0.032,
    "calcaneal-tendon": 0.037,
    "gluteus-maximus": 0.037,
    "biceps-femoris-long-head": 0.039,
    "tibialis-anterior": 0.049,
    "tibialis-posterior": 0.053,
}
"""Muscles with more such edges: a plate 1 mm thick; a large inner face around nerves, a thin tail, a belly
wound between bones and vessels."""
ENDS = {key: row["tendon"] for key, row in ROWS.items() if "tendon" in row}
ASIDE = {("female", "tibialis-anterior"): 3.45, ("female-pregnant", "tibialis-anterior"): 3.45}
"""Bellies that end farther from their tendon, mm: an artery fills the slit between shin and skin there."""
TROCHANTER = 15.0
"""What lies this near to the landmark of the lesser trochanter lies on it, mm."""
TRICEPS = ("gastrocnemius-medial-head", "gastrocnemius-lateral-head", "soleus")
DEEP_VESSELS = (
    "femoral-artery",
    "popliteal-artery",
    "popliteal-vein",
    "posterior-tibial-artery",
    "anterior-tibial-artery",
)


@pytest.fixture(params=["left", "right"])
def side(request):
    return request.param


def volume(mesh):
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    return np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6000


def build(ruler):
    return muscle.build(ruler.mesh("skin"), {k: ruler.landmark(k) for k in ruler.body.manifest.landmarks})


def near(ruler, points, systems, side, reach=3.0):
    """Structures of some systems whose box comes near some points."""
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    for key, structure in ruler.body.structures.items():
        box = np.array(structure.bounds).reshape(3, 2)
        if (
            structure.system in systems
            and structure.variant is None
            and structure.side in (side, "midline")
            and (box[:, 0] < high).all()
            and (box[:, 1] > low).all()
        ):
            yield key


def crossed(ruler, structure, point, toward):
    """Where a ray from a point first meets a structure, mm along it; nothing if it does not."""
    drawn = ruler.surface(structure)
    hits, _ = drawn.ray_trace(point, point + 150.0 * np.asarray(toward, float))
    return float(np.linalg.norm(hits - point, axis=1).min()) if len(hits) else None


def test_every_muscle_of_the_tables_is_there_on_either_side(ruler, side):
    found = {key for key, what in ruler.body.structures.items() if what.system in {"muscle", "tendon"}}

    assert {f"{key}.{side}" for key in ROWS} <= found


@pytest.mark.parametrize("key", ROWS)
def test_a_muscle_is_one_closed_surface(ruler, key):
    drawn = ruler.surface(f"{key}.left")

    assert drawn.n_open_edges == 0
    assert drawn.is_manifold
    assert drawn.connectivity()["RegionId"].max() == 0


@pytest.mark.parametrize("key", ROWS)
def test_a_muscle_has_its_published_volume_within_a_twentieth_or_the_share_its_row_tells(ruler, key):
    share = volume(ruler.mesh(f"{key}.left")) / (ROWS[key]["volume"] * build(ruler))

    assert ROWS[key].get("reached", 0.95) <= share <= 1.05


def sharp_edges(mesh):
    """Share of the edges of a closed mesh at which it turns by more than `SHARP`."""
    a, b, c = (mesh.points[mesh.triangles[:, corner]] for corner in range(3))
    normals = np.cross(b - a, c - a)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    ends = np.sort(np.vstack([mesh.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])]), axis=1)
    faces = np.tile(np.arange(len(normals)), 3)[np.lexsort(ends.T)].reshape(-1, 2)
    turn = np.einsum("ij,ij->i", normals[faces[:, 0]], normals[faces[:, 1]])
    return float((turn < np.cos(np.radians(SHARP))).mean())


@pytest.mark.parametrize("key", ROWS)
def test_a_muscle_is_not_torn(ruler, key):
    assert sharp_edges(ruler.mesh(f"{key}.left")) <= SHARPER.get(key, SHARPEST)


@pytest.mark.parametrize(("key", "tendon"), ENDS.items())
def test_a_belly_meets_its_tendon(ruler, key, tendon):
    apart = ruler.away(ruler.mesh(f"{key}.left").points, f"{tendon}.left").min()

    assert apart < ASIDE.get((ruler.body.id, key), 1.0)


@pytest.mark.parametrize("key", TRICEPS)
def test_the_bellies_of_the_calf_lie_on_its_tendon(ruler, key):
    assert ruler.away(ruler.mesh(f"{key}.left").points, "calcaneal-tendon.left").min() < 1.0


def test_the_calcaneal_tendon_begins_under_the_heads_and_ends_at_the_heel(ruler):
    tendon = ruler.mesh("calcaneal-tendon.left").points
    for key in TRICEPS[:2]:
        assert tendon[:, 2].max() > ruler.mesh(f"{key}.left").points[:, 2].min() + 20

    assert ruler.away(tendon, "calcaneus.left").min() < 1.0


@pytest.mark.parametrize(("key", "bone"), [("piriformis", "femur"), ("gluteus-maximus", "femur")])
def test_a_muscle_of_the_buttock_reaches_its_bone(ruler, key, bone):
    assert ruler.away(ruler.mesh(f"{key}.left").points, f"{bone}.left").min() < 1.5


@pytest.mark.parametrize("key", ["psoas-major", "iliacus"])
def test_the_flexors_of_the_hip_reach_the_lesser_trochanter(ruler, key, side):
    points = ruler.mesh(f"{key}.{side}").points
    near = np.linalg.norm(points - ruler.landmark(f"lesser-trochanter.{side}"), axis=1) < TROCHANTER

    assert ruler.away(points[near], f"femur.{side}").min() < 2.0


@pytest.mark.parametrize("vessel", DEEP_VESSELS)
def test_a_deep_vessel_runs_between_bellies(ruler, vessel):
    points = ruler.mesh(f"{vessel}.left").points
    within = np.zeros(len(points), bool)
    for key in each(near(ruler, points, {"muscle"}, "left")):
        within |= ruler.inside(points, key)

    assert within.mean() < 0.02


@pytest.mark.parametrize("key", SHEETS)
def test_a_sheet_is_flat(ruler, key):
    mesh = ruler.mesh(f"{key}.left")
    drawn = surface(mesh)
    # Twice its volume over its surface is about the thickness of a plate; its extent is far more.
    thickness = 2000 * volume(mesh) / drawn.area
    middle = mesh.points - mesh.points.mean(axis=0)
    extent = np.sqrt(np.linalg.eigvalsh(np.cov(middle.T)))[1] * 12**0.5

    assert thickness / extent < 0.45


@pytest.mark.parametrize("key", ROWS)
def test_a_muscle_lies_outside_bones_and_nerves_and_under_the_skin(ruler, key):
    points = ruler.mesh(f"{key}.left").points

    assert ruler.depth(points).min() > (1.5 if "tier" in ROWS[key] else 3.0)
    for other in near(ruler, points, {"bone", "nerve"}, "left"):
        assert other.partition(".")[0] in MISLAID or ruler.away(points, other).min() > -BURIED, other


@pytest.mark.parametrize("key", ROWS)
def test_muscles_do_not_run_through_each_other(ruler, key):
    points = ruler.mesh(f"{key}.left").points
    for other in each(near(ruler, points, {"muscle"}, "left")):
        if other != f"{key}.left":
            assert ruler.away(points, other).min() > -CROSSED, other


def test_piriformis_lies_above_the_nerve_that_leaves_below_it(ruler, side):
    points = ruler.mesh(f"piriformis.{side}").points
    line = ruler.line(f"sciatic.{side}")
    outside = line[np.argmax(line[:, 1])]  # where it has come out of the pelvis

    beside = points[np.abs(points[:, 0] - outside[0]) < 6]
    assert beside[:, 2].min() > outside[2] - 6
    assert beside[:, 2].mean() > outside[2] + 5


@pytest.mark.parametrize("key", ["obturator-internus", "gemellus-inferior", "quadratus-femoris"])
def test_the_nerve_lies_behind_the_short_rotators(ruler, side, key):
    line = ruler.line(f"sciatic.{side}")
    met = [crossed(ruler, f"{key}.{side}", point, (0, -1, 0)) for point in line]
    behind = [crossed(ruler, f"{key}.{side}", point, (0, 1, 0)) for point in line]

    assert sum(hit is not None for hit in met) >= 2
    assert all(hit is None for hit in behind)


@pytest.mark.parametrize("key", ["gluteus-maximus", "biceps-femoris-long-head"])
def test_the_nerve_lies_in_front_of_gluteus_maximus_and_the_long_head(ruler, side, key):
    line = ruler.line(f"sciatic.{side}")
    met = [crossed(ruler, f"{key}.{side}", point, (0, 1, 0)) for point in line]
    ahead = [crossed(ruler, f"{key}.{side}", point, (0, -1, 0)) for point in line]

    assert sum(hit is not None for hit in met) >= 8
    assert all(hit is None for hit in ahead)


def test_hamstrings_part_above_the_popliteal_fossa(ruler, side):
    end = ruler.line(f"sciatic.{side}")[-1]
    lateral, medial = (
        ruler.mesh(f"{key}.{side}").points for key in ("biceps-femoris-long-head", "semimembranosus")
    )
    outward = 1 if side == "left" else -1
    beside = [mesh[np.abs(mesh[:, 2] - end[2] + 25) < 12][:, 0] * outward for mesh in (lateral, medial)]

    assert beside[1].max() < end[0] * outward < beside[0].min()


def test_gastrocnemius_has_two_heads_behind_soleus(ruler, side):
    outward = 1 if side == "left" else -1
    medial, lateral, soleus = (
        ruler.mesh(f"{key}.{side}").points
        for key in ("gastrocnemius-medial-head", "gastrocnemius-lateral-head", "soleus")
    )
    level = np.median(medial[:, 2])
    at = [mesh[np.abs(mesh[:, 2] - level) < 15] for mesh in (medial, lateral, soleus)]

    assert at[0][:, 0].mean() * outward < at[1][:, 0].mean() * outward
    assert min(at[0][:, 1].mean(), at[1][:, 1].mean()) > at[2][:, 1].mean()


def test_right_muscles_mirror_the_left(ruler):
    for key in each(ROWS):
        left, right = ruler.mesh(f"{key}.left").points, ruler.mesh(f"{key}.right").points
        low, high = (part * (-1, 1, 1) for part in (left.min(axis=0), left.max(axis=0)))

        assert np.allclose(right.min(axis=0), np.minimum(low, high), atol=0.1)
        assert np.allclose(right.max(axis=0), np.maximum(low, high), atol=0.1)


def test_the_layer_keeps_to_its_budget(ruler):
    usual = [what for what in ruler.body.structures.values() if what.variant is None]
    count = sum(what.triangles for what in usual if what.system == "muscle")

    assert count <= 200_000
