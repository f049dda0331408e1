"""What surfaces are made of: tendon where a belly runs out, cartilage between bones, creases in the skin."""

import numpy as np
import pytest
import pyvista as pv

from models.catalogue import Body
from models.mesh import Mesh
from models.mesh import tissue as baked
from models.pipeline.muscles.muscle import Fibres
from models.pipeline.occlusion import Drawn
from models.pipeline.tissue import CREASE, LANDMARKS, MIDDLE, STEPS_A_MM, tissue


def points_of(body: Body) -> dict[str, np.ndarray]:
    return {name: np.asarray(point) for name, point in body.manifest.landmarks.items()}


def ball(radius: float, z: float) -> Mesh:
    sphere = pv.Sphere(radius=radius, center=(0, 0, z), theta_resolution=24, phi_resolution=24)
    return Mesh(np.asarray(sphere.points, float), sphere.regular_faces.astype(np.int64))


def strap(side: float = 1.0) -> Mesh:
    tube = pv.Cylinder(
        center=(side * 30, 0, 50), direction=(0, 0, 1), radius=8, height=100, resolution=24, capping=False
    )
    fine = tube.triangulate().subdivide(3)
    return Mesh(np.asarray(fine.points, float), fine.regular_faces.astype(np.int64))


NOWHERE = {
    f"{name}.{side}": np.full(3, 1e4 + k) for k, name in enumerate(LANDMARKS) for side in ("left", "right")
}
GRID = np.stack(np.meshgrid(np.linspace(0, 100, 48), np.linspace(22, 38, 17), indexing="ij"), axis=2)
FIBRES = Fibres(
    np.stack([GRID[..., 1], np.zeros((48, 17)), GRID[..., 0]], axis=2),
    np.interp(np.linspace(0, 1, 48), [0, 0.1, 0.5, 0.8, 1], [0.2, 0.9, 1, 0.4, 0.2]),
    frozenset({"insertion"}),
)


def test_bones_have_cartilage_where_they_face_each_other_and_nowhere_else():
    bones = {"one": Drawn("bone", None, ball(10, 0)), "other": Drawn("bone", None, ball(10, 23))}
    found = tissue(bones, {}, NOWHERE)["one"]
    points = bones["one"].mesh.points

    assert (found[points[:, 2] > 9.7, 0] > 200).all()
    assert (found[points[:, 2] < 5, 0] == 0).all()
    assert not found[:, 1].any()


def test_a_bone_alone_and_a_nerve_have_nothing_to_tell():
    assert (
        tissue({"bone": Drawn("bone", None, ball(9, 0)), "n": Drawn("nerve", None, ball(9, 20))}, {}, NOWHERE)
        == {}
    )


@pytest.mark.parametrize(("side", "x"), [("left", 1.0), ("right", -1.0)])
def test_a_muscle_is_tendon_where_it_is_thin_at_an_end_its_row_names(side: str, x: float):
    mesh = strap(x)
    found = tissue({f"strap.{side}": Drawn("muscle", None, mesh)}, {"strap": FIBRES}, NOWHERE)[
        f"strap.{side}"
    ]
    height = mesh.points[:, 2]

    assert (found[height > 95, 0] > 200).all(), "its insertion"
    assert (found[height < 60, 0] == 0).all(), "neither its belly nor its origin, which is as thin"


@pytest.mark.parametrize(("side", "x"), [("left", 1.0), ("right", -1.0)])
def test_the_place_across_the_fibres_grows_from_edge_to_edge_on_both_sides(side: str, x: float):
    mesh = strap(x)
    across = tissue({f"strap.{side}": Drawn("muscle", None, mesh)}, {"strap": FIBRES}, NOWHERE)[
        f"strap.{side}"
    ][:, 1]
    from_edge = x * mesh.points[:, 0] - 22

    assert np.corrcoef(across, from_edge)[0, 1] > 0.99


def test_a_variant_of_a_muscle_has_the_fibres_of_the_usual_one():
    drawn = {"strap-type-b.left": Drawn("muscle", "strap-type-b", strap())}

    assert tissue(drawn, {"strap": FIBRES}, NOWHERE)["strap-type-b.left"][:, 0].max() > 200


def test_the_skin_tells_how_far_a_crease_is_only_beside_it_and_on_its_side(body: Body):
    skin, landmarks = body.skin, points_of(body)
    found = tissue({"skin": Drawn("skin", None, skin)}, {}, landmarks)["skin"]
    fold = np.array(landmarks["gluteal-fold.left"])
    down = fold[2] - skin.points[:, 2]
    near = (np.linalg.norm(skin.points - fold, axis=1) < 20) & (np.abs(down) < CREASE[0])

    assert near.sum() >= 3
    assert found[near, 0].max() > 200
    assert np.allclose(found[near, 1], MIDDLE + STEPS_A_MM * down[near], atol=10), (
        "its ends rise by less than that"
    )
    assert not found[skin.points[:, 2] > 1300, 0].any(), "there is none above the elbow"
    front = np.abs(skin.points - np.array([fold[0], fold[1] - 150, fold[2]])).max(axis=1) < 60
    assert front.any()
    assert not found[front, 0].any(), "nor in front of the thigh"


def test_every_body_was_shipped_with_it(body: Body):
    """Half of a femoral head faces its socket; a hamstring ends in tendon; bellies do not."""
    held = {
        key: baked(body.path(key).read_bytes())
        for key in ("femur.left", "semitendinosus.right", "skin", "sciatic.left")
    }
    assert held["sciatic.left"] is None
    femur, muscle, skin = (held[key] for key in ("femur.left", "semitendinosus.right", "skin"))
    assert femur is not None
    assert muscle is not None
    assert skin is not None
    landmarks = points_of(body)
    head = np.linalg.norm(body.mesh("femur.left").points - landmarks["hip-joint-centre.left"], axis=1) < 27
    shaft = np.abs(body.mesh("femur.left").points[:, 2] - np.mean(body.mesh("femur.left").points[:, 2])) < 90
    assert femur[head, 0].mean() > 100
    assert femur[shaft, 0].mean() < 5
    height = body.mesh("semitendinosus.right").points[:, 2]
    middle, low = np.median(height), height.min() + 0.15 * np.ptp(height)
    assert muscle[height < low, 0].mean() > 150
    assert muscle[np.abs(height - middle) < 30, 0].mean() < 20
    assert 0.001 < (skin[:, 0] > 128).mean() < 0.03
