"""What the page draws is what another renderer draws from the same files and the same camera."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from models.mesh import Mesh
from tests.picture.checks import kinds_of, whole
from tests.picture.comparing import faults
from tests.picture.conftest import Bodies, Shot, Shown
from tests.picture.drawing import Drawing, draw

pytestmark = pytest.mark.browser

BEHIND, BEFORE, LEFT, RIGHT = (0, 1), (0, -1), (1, 0), (-1, 0)
VIEWS = [
    ("male", "show=skin&opacity=skin:100&view=front", BEFORE),
    ("male", "show=skin&opacity=skin:100&view=back", BEHIND),
    ("male", "show=bones&view=left", LEFT),
    ("male", "show=bones&view=right", RIGHT),
    ("male", "show=bones,muscles&view=buttock", BEHIND),
    ("male", "show=bones&view=lower-back", BEHIND),
    ("male", "show=bones&camera=180,40,420,0,60,1010", BEHIND),
    ("male", "show=skin&opacity=skin:100&view=wrist.left", None),
    ("male", "show=bones,vessels&view=inner-ankle.left", None),
    ("female", "show=bones,muscles&view=back", BEHIND),
    ("female", "show=bones&view=inner-ankle.right", None),
    ("female-pregnant", "show=skin&opacity=skin:100&view=left", LEFT),
    ("female-pregnant", "show=bones,muscles&view=front", BEFORE),
]


def drawing(shot: Shot, meshes: Mapping[str, Mesh]) -> Drawing:
    height, width = shot.picture.shape[:2]
    return draw(meshes, shot.camera, (width, height))


@pytest.mark.parametrize(("body", "query", "from_"), VIEWS, ids=lambda value: str(value))
def test_the_page_draws_what_the_files_hold(
    shown: Shown, bodies: Bodies, body: str, query: str, from_: tuple[int, int] | None
) -> None:
    shot = shown(f"body={body}&{query}")
    assert (shot.picture[..., 3] > 127).mean() > 0.01, "there is something to compare"

    assert whole(shot, bodies(body), query, from_) == []


def inside_out(mesh: Mesh) -> Mesh:
    return Mesh(mesh.points, mesh.triangles[:, ::-1])


def mirrored(mesh: Mesh) -> Mesh:
    return Mesh(mesh.points * np.array([-1, 1, 1]), mesh.triangles[:, ::-1])


def shifted(mesh: Mesh) -> Mesh:
    return Mesh(mesh.points + np.array([0, 0, 6]), mesh.triangles)


@pytest.mark.parametrize(
    "planted", [inside_out, mirrored, shifted, None], ids=["inside out", "mirrored", "shifted", "missing"]
)
def test_a_wrong_body_is_noticed(
    shown: Shown, bodies: Bodies, planted: Callable[[Mesh], Mesh] | None
) -> None:
    """The faults are put into what the other renderer draws: the comparison has no favourite."""
    query = "show=bones&view=lower-back"
    shot = shown(f"{query}&side=left")
    body = bodies("male")
    kinds = {
        key: kind
        for key, kind in kinds_of(body, query).items()
        if body.structures[key].side in ("left", "midline")
    }
    meshes = {key: body.mesh(key) for key in kinds}
    assert faults(shot.picture, drawing(shot, meshes), kinds) == []
    one = "hip-bone.left"
    wrong = {key: planted(mesh) for key, mesh in meshes.items()} if planted else {**meshes}
    if planted is None:
        del wrong[one]
        kinds = {key: kind for key, kind in kinds.items() if key != one}

    assert faults(shot.picture, drawing(shot, wrong), kinds)
