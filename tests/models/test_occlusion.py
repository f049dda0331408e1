"""The light that comes to each point: among what a structure is seen with, and nothing else."""

import numpy as np
import pytest
import pyvista as pv

from models.catalogue import Body
from models.mesh import Mesh
from models.mesh import occlusion as baked
from models.pipeline.occlusion import REACH, Drawn, occlusion
from populated import each


def ball(radius: float, z: float, *, out: bool = True) -> Mesh:
    sphere = pv.Sphere(radius=radius, center=(0, 0, z), theta_resolution=24, phi_resolution=24)
    triangles = sphere.regular_faces.astype(np.int64)
    return Mesh(np.asarray(sphere.points, float), triangles if out else triangles[:, ::-1])


def light(key: str, **drawn: Drawn) -> np.ndarray:
    return occlusion(drawn, {"odd": ["usual"]})[key]


BONE = Drawn("bone", None, ball(10, 0))


def test_a_ball_that_is_alone_has_all_the_light():
    assert (light("bone", bone=BONE) == 255).all()


def test_a_bone_beside_another_one_is_darker_towards_it_only():
    found = light("bone", bone=BONE, other=Drawn("bone", None, ball(10, 22)))
    near, far = BONE.mesh.points[:, 2] > 9, BONE.mesh.points[:, 2] < -5

    assert found[near].max() < 180
    assert (found[far] == 255).all()


@pytest.mark.parametrize("system", ["skin", "muscle", "nerve", "ligament"])
def test_what_may_be_absent_does_not_darken_a_bone(system: str):
    other = Drawn(system, None, ball(10, 22))

    assert (light("bone", bone=BONE, other=other) == 255).all()


def test_a_muscle_is_darker_beside_a_bone_and_beside_a_muscle():
    muscle = Drawn("muscle", None, ball(10, 0))

    for system in each(["bone", "muscle"]):
        assert light("muscle", muscle=muscle, other=Drawn(system, None, ball(10, 22))).min() < 180, system


def test_what_others_cover_has_its_own_light_for_when_they_are_hidden():
    inner, outer = Drawn("muscle", None, ball(10, 0)), Drawn("muscle", None, ball(12, 0, out=False))

    assert light("inner", inner=inner, outer=outer).min() > 250


def test_a_variant_is_seen_without_what_it_replaces_and_casts_nothing_on_the_usual():
    beside = Drawn("muscle", None, ball(10, 22))
    odd = Drawn("muscle", "odd", ball(10, 0))

    assert (light("odd", odd=odd, usual=beside) == 255).all()
    assert (light("usual", odd=odd, usual=beside) == 255).all()


def test_nothing_farther_than_a_few_centimetres_takes_light():
    assert (light("bone", bone=BONE, other=Drawn("bone", None, ball(10, 21 + REACH))) == 255).all()


def test_every_structure_of_a_body_has_its_light(body: Body):
    least = {}
    for key in each(body.structures):
        found = baked(body.path(key).read_bytes())
        assert found is not None, key
        assert len(found) == len(body.mesh(key).points), key
        least[key] = int(found.min())

    assert np.median(list(least.values())) < 200
    assert min(least.values()) < 60


def test_foramina_are_darker_than_the_back_of_the_sacrum(body: Body):
    found, points = baked(body.path("sacrum").read_bytes()), body.mesh("sacrum").points

    assert found is not None
    assert np.percentile(found, 5) < 140
    assert np.percentile(found, 75) > 200
    hindmost = points[:, 1].argmax()
    assert found[hindmost] > 230
