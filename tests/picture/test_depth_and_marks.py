"""In front, behind, chosen and meant are told apart in the picture itself."""

import numpy as np
import pytest
from scipy.ndimage import binary_dilation, binary_erosion

from tests.picture.checks import drawn
from tests.picture.comparing import coloured
from tests.picture.conftest import Bodies, Shot, Shown
from tests.picture.drawing import Mask

pytestmark = pytest.mark.browser

BLUE = np.array([47, 127, 230])
"""Of an outline, and of nothing else."""
TRUNK = "sciatic.left"
NOTHING = "{ ...window.atlas.get('related'), lit: [], claimed: [] }"
BEHIND_THE_KNEE = "show=bones,nerves&view=knee"


def blue(shot: Shot) -> Mask:
    return np.asarray(np.abs(shot.picture[..., :3].astype(int) - BLUE).max(axis=2) < 24)


def all_of(bodies: Bodies, *systems: str) -> list[str]:
    structures = bodies("male").structures.values()
    return [one.id for one in structures if one.system in systems and not one.variant]


def test_what_lies_behind_is_pale_and_in_stripes_and_what_lies_in_front_is_whole(
    shown: Shown, bodies: Bodies
) -> None:
    shot = shown("show=bones,nerves&view=lower-back&hide=skull")
    body, nerves, bones = bodies("male"), all_of(bodies, "nerve", "dura"), all_of(bodies, "bone")
    together, alone = drawn(shot, body, *nerves, *bones), drawn(shot, body, *nerves)
    front = binary_erosion(together.of(*all_of(bodies, "nerve")), iterations=2)
    behind = binary_erosion(alone.of(*all_of(bodies, "nerve")) & together.of(*bones), iterations=2)
    assert front.sum() > 1000
    assert behind.sum() > 1000

    assert coloured(shot.picture, front, "nerve") > 0.95
    assert 0.2 < np.mean(_yellow(shot)[behind]) < 0.7, "stripes"


def test_nothing_shines_through_closed_skin_unless_it_is_chosen(shown: Shown, bodies: Bodies) -> None:
    closed = "show=skin,bones,nerves&opacity=skin:100&view=buttock"
    shot = shown(closed)
    inside = binary_erosion(drawn(shot, bodies("male"), "skin").ink, iterations=2)
    assert coloured(shot.picture, inside, "skin") > 0.99

    chosen = shown(f"{closed}&select={TRUNK}")
    behind = binary_erosion(drawn(chosen, bodies("male"), TRUNK).ink, iterations=2)
    assert np.mean(_yellow(chosen)[behind]) > 0.3


DRAWN_AND_SEEN = """() => {
  const { renderer, openglRenderWindow } = window.atlas.scene.view;
  const gl = openglRenderWindow.getContext();
  const draw = gl.drawArrays;
  let drawn = 0;
  gl.drawArrays = (mode, first, count) => { drawn += count / 3; draw.call(gl, mode, first, count); };
  window.atlas.scene.drawNow();
  delete gl.drawArrays;
  const polys = (actor) => actor.getMapper().getInputData()?.getPolys().getNumberOfCells() ?? 0;
  const seen = renderer.getActors().filter((actor) => actor.getVisibility());
  return [drawn, seen.reduce((sum, actor) => sum + polys(actor), 0)];
}"""


@pytest.mark.parametrize("skin", [24, 100])
def test_what_is_seen_is_drawn_once_in_a_picture(shown: Shown, skin: int) -> None:
    shot = shown(f"show=skin,bones,nerves&opacity=skin:{skin}")
    triangles, seen = shot.visit.page.evaluate(DRAWN_AND_SEEN)
    assert triangles == seen > 100_000


def test_what_is_chosen_keeps_its_colour_and_gets_an_outline(shown: Shown, bodies: Bodies) -> None:
    shot = shown(f"{BEHIND_THE_KNEE}&select=femur.left")
    there = drawn(shot, bodies("male"), "femur.left").ink
    rim = binary_dilation(there, iterations=3) & ~binary_erosion(there)
    ink = blue(shot)

    assert ink.sum() > 200
    assert np.mean(rim[ink]) > 0.9, "it lies around what is chosen"
    assert coloured(shot.picture, binary_erosion(there, iterations=3) & ~_yellow(shot), "bone") > 0.95
    assert blue(shown(BEHIND_THE_KNEE)).sum() == 0


def _yellow(shot: Shot) -> Mask:
    red, green, blue_ = (shot.picture[..., i].astype(int) for i in range(3))
    return np.asarray((red - blue_ > 60) & (green - blue_ > 40))


def test_what_is_lit_and_what_is_claimed_have_patterns_of_their_own(shown: Shown, bodies: Bodies) -> None:
    shot = shown("show=bones,nerves&view=buttock")
    there = binary_erosion(drawn(shot, bodies("male"), TRUNK).ink, iterations=3)
    assert there.sum() > 500
    shares = {}
    for mark in ("lit", "claimed"):
        shot.again(f"window.atlas.set('related', {{ ...{NOTHING}, {mark}: ['{TRUNK}'] }})")
        light = shot.picture[..., :3].astype(int).min(axis=2)[there]
        shares[mark] = light > np.median(light) + 30
    for mark, share in shares.items():
        assert 0.08 < share.mean() < 0.5, f"{mark} has a pattern"
    assert np.mean(shares["lit"] == shares["claimed"]) < 0.9, "and not the same"
