"""Tendons, vessels and further nerves of the shipped bodies: closed, in place, in order as in life."""

import numpy as np
import pytest

from models.pipeline.neighbours import neighbour
from models.pipeline.shapes.distance import surface
from populated import each

ROWS = [
    {"system": system, **row} for table, system in neighbour.TABLES.items() for row in neighbour.rows(table)
]
IDS = [row["id"] for row in ROWS]
ANKLE = (
    "tibialis-posterior-tendon",
    "flexor-digitorum-longus-tendon",
    "posterior-tibial-artery",
    "tibial",
    "flexor-hallucis-longus-tendon",
)
WRIST = (
    "abductor-pollicis-longus-tendon",
    "radial-artery",
    "flexor-carpi-radialis-tendon",
    "palmaris-longus-tendon",
    "ulnar-artery",
    "ulnar",
    "flexor-carpi-ulnaris-tendon",
)


@pytest.fixture(params=["left", "right"])
def side(request):
    return request.param


def section(ruler, structure, point, normal):
    """Points of a structure's surface in a plane, (n, 3)."""
    cut = ruler.surface(structure).slice(normal=normal, origin=point)
    return np.asarray(cut.points)


def middle(ruler, structure, point, normal):
    """The middle of a structure where a plane crosses it nearest to a point."""
    found = section(ruler, structure, point, normal)
    assert len(found), structure
    nearest = found[np.linalg.norm(found - point, axis=1).argmin()]
    return found[np.linalg.norm(found - nearest, axis=1) < 9].mean(axis=0)


def forearm(ruler, side, above):
    """A place `above` the wrist crease, the way down the forearm and the way from radius to ulna."""
    elbow, palmar, dorsal, radial, ulnar = (
        ruler.landmark(f"{name}.{side}")
        for name in (
            "elbow-crease",
            "wrist-crease-palmar",
            "wrist-crease-dorsal",
            "radial-styloid",
            "ulnar-styloid",
        )
    )
    distal = (palmar + dorsal) / 2 - elbow
    distal /= np.linalg.norm(distal)
    across = ulnar - radial - distal * ((ulnar - radial) @ distal)
    return (radial + ulnar) / 2 - above * distal, distal, across / np.linalg.norm(across)


def test_every_row_of_the_tables_is_there_with_its_system(ruler, side):
    for row in each(ROWS):
        assert ruler.body.structures[f"{row['id']}.{side}"].system == row["system"]


@pytest.mark.parametrize("key", IDS)
def test_each_is_closed_and_lies_outside_bone_and_under_the_skin(ruler, key):
    mesh = ruler.mesh(f"{key}.left")
    drawn = surface(mesh)

    assert drawn.n_open_edges == 0
    assert ruler.depth(mesh.points).min() > 0.2
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    # A tendon may reach into the bone it inserts on.
    buried = -1.2 if key.endswith("-tendon") else -0.5
    for bone in ruler.bones():
        box = np.array(ruler.body.structures[bone].bounds).reshape(3, 2)
        if (box[:, 0] < high).all() and (box[:, 1] > low).all():
            assert ruler.away(mesh.points, bone).min() > buried, bone


def test_tom_dick_and_nervous_harry_stand_in_line_behind_the_malleolus(ruler, side):
    tip, cord = (ruler.landmark(f"{name}.{side}") for name in ("medial-malleolus", "achilles-anterior"))
    level = tip + np.array([0, 0, 6.0])
    way = (cord - tip)[:2] / np.linalg.norm((cord - tip)[:2])
    shares = [(middle(ruler, f"{key}.{side}", level, (0, 0, 1)) - tip)[:2] @ way for key in ANKLE]

    assert shares == sorted(shares)
    assert np.diff(shares).min() > 1.5


def test_tibialis_posterior_lies_in_its_groove(ruler, side):
    tip = ruler.landmark(f"medial-malleolus.{side}")
    at = middle(ruler, f"tibialis-posterior-tendon.{side}", tip + np.array([0, 0, 8.0]), (0, 0, 1))

    assert ruler.away(at[None], f"tibia.{side}")[0] < 6


def test_great_saphenous_vein_passes_in_front_of_the_malleolus_under_the_skin(ruler, side):
    prominence = ruler.landmark(f"medial-malleolus-prominence.{side}")
    at = middle(ruler, f"great-saphenous-vein.{side}", prominence, (0, 0, 1))

    assert prominence[1] - 35 < at[1] < prominence[1] - 4
    assert ruler.depth(at[None])[0] < 8


def test_dorsal_artery_of_the_foot_lies_lateral_to_the_long_extensor_of_the_big_toe(ruler, side):
    at = ruler.mesh(f"navicular.{side}").points.mean(axis=0) + np.array([0, -12, 0])
    tendon, artery = (
        middle(ruler, f"{key}.{side}", at, (0, 1, 0))
        for key in ("extensor-hallucis-longus-tendon", "dorsalis-pedis-artery")
    )

    assert (artery - tendon)[0] * (1 if side == "left" else -1) > 0


@pytest.mark.parametrize("above", [6, 18])
def test_the_palmar_wrist_is_in_order_from_radius_to_ulna(ruler, side, above):
    place, distal, across = forearm(ruler, side, above)
    shares = [(middle(ruler, f"{key}.{side}", place, distal) - place) @ across for key in WRIST]

    assert shares == sorted(shares)


def test_the_median_nerve_runs_deep_to_palmaris_longus(ruler, side):
    place, distal, across = forearm(ruler, side, 12)
    tendon, nerve = (
        middle(ruler, f"{key}.{side}", place, distal) for key in ("palmaris-longus-tendon", "median")
    )

    assert abs((nerve - tendon) @ across) < 6
    assert ruler.depth(nerve[None])[0] > ruler.depth(tendon[None])[0] + 2


def test_popliteal_fossa_holds_nerve_vein_and_artery_from_skin_to_bone(ruler, side):
    at = ruler.landmark(f"knee-centre.{side}") + np.array([0, 20.0, 20.0])
    nerve, vein, artery = (
        middle(ruler, f"{key}.{side}", at, (0, 0, 1))
        for key in ("tibial", "popliteal-vein", "popliteal-artery")
    )

    assert nerve[1] > vein[1] > artery[1]


def test_gluteal_arteries_leave_above_and_below_piriformis(ruler, side):
    upper, lower = (ruler.mesh(f"{key}-gluteal-artery.{side}").points for key in ("superior", "inferior"))
    piriformis = ruler.mesh(f"piriformis.{side}").points

    assert upper[upper[:, 1].argmax(), 2] > piriformis[:, 2].mean()
    assert lower[lower[:, 1].argmax(), 2] < piriformis[:, 2].mean()


@pytest.mark.parametrize(
    ("key", "roots"),
    [("median", ("C5", "C6", "C7", "C8", "T1")), ("ulnar", ("C8", "T1")), ("saphenous", ("L3", "L4"))],
)
def test_further_nerves_are_listed_with_their_roots(ruler, side, key, roots):
    nerve = ruler.body.nerves[f"{key}.{side}"]

    assert nerve.roots == roots
    assert nerve.parent is None


def test_tendons_and_vessels_keep_to_their_budget(ruler):
    count = sum(
        what.triangles
        for what in ruler.body.structures.values()
        if what.system in {"tendon", "artery", "vein"}
    )

    assert count <= 37_500
