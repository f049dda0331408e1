"""A cause is drawn as its file says, at every amount: what it moves, against another renderer."""

import pytest
from scipy.ndimage import binary_erosion

from models import change_file
from models.catalogue import Body
from models.change import laid
from models.mesh import Mesh
from tests.picture.comparing import COLOURS, FEWEST, OUTLINE, coloured, outline
from tests.picture.conftest import Bodies, Shot, Shown
from tests.picture.drawing import Drawing, draw

pytestmark = pytest.mark.browser

SEEN = [
    ("male", "l5-s1-herniated-disc.left", ["l5-s1-disc"], "camera=180,80,200,2,-22,1004"),
    ("female", "l4-l5-far-lateral-disc.right", ["l4-l5-disc"], "camera=180,80,200,-14,-29,968"),
    ("male", "l4-l5-degenerative-spondylolisthesis.left", ["l4-vertebra"], "camera=90,5,260,0,-20,1040"),
    ("female-pregnant", "piriformis-syndrome.left", ["piriformis.left"], "camera=170,0,400,79,10,869"),
]  # fmt: skip
"""On a body a cause, what of it is looked at alone, and from where."""

TOLD_APART = 0.8
"""Of the pixels in which two amounts differ, the share that is as it was asked for: the rest are rims."""

COLOURED = 0.85
"""Of what is drawn, the share that has its colour: what touches is marked."""


def opened(shown: Shown, body: str, cause: str, only: list[str], camera: str, amount: int) -> Shot:
    """A page that shows just these, as they are at an amount."""
    layers = "bones,muscles"
    query = (
        f"body={body}&select={cause}&amount={amount}&cut=none&show={layers}&only={','.join(only)}&{camera}"
    )
    shot = shown(query)
    shot.again("0")
    return shot


def drawn(body: Body, cause: str, only: list[str], shot: Shot, amount: float) -> Drawing:
    """The same by the other renderer, from the file of the cause."""
    change = change_file.read(body.causes[cause])
    meshes: dict[str, Mesh] = {**{key: body.mesh(key) for key in only}, **laid(change, body.mesh, amount)}
    height, width = shot.picture.shape[:2]
    return draw({key: meshes[key] for key in only}, shot.camera, (width, height))


@pytest.mark.parametrize(("body", "cause", "only", "camera"), SEEN, ids=lambda value: str(value))
def test_a_cause_is_drawn_as_far_from_healthy_as_asked(
    shown: Shown, bodies: Bodies, body: str, cause: str, only: list[str], camera: str
) -> None:
    """Where two amounts are told apart by their outlines, the page has the one that was asked for."""
    kinds = {bodies(body).structures[key].system for key in only}
    shots, inks = {}, {}
    for amount in (0, 50, 100):
        shot = opened(shown, body, cause, only, camera, amount)
        shots[amount] = shot.picture
        inks[amount] = drawn(bodies(body), cause, only, shot, amount / 100).ink
    for asked, other in ((0, 100), (50, 0), (100, 0), (100, 50)):
        right, wrong = inks[asked], inks[other]
        ink = shots[asked][..., 3] > 127
        assert outline(ink, right) >= OUTLINE, asked
        apart = right != wrong
        assert apart.sum() >= FEWEST, "there is something to tell apart"
        assert (ink == right)[apart].mean() >= TOLD_APART, (asked, other)
        for kind in kinds & COLOURS.keys():
            share = coloured(shots[asked], binary_erosion(right, iterations=3), kind)
            assert share > COLOURED, (asked, kind)
