"""What must be true of a picture: each check gives all that is not, in words."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, binary_erosion

from models.catalogue import Body
from models.mesh import Mesh, tissue
from point_maps import maps
from point_maps.solving import zones as solving
from populated import each
from tests.picture.comparing import faults
from tests.picture.drawing import Drawing, Mask, draw
from viewer.atlas.layers import LAYER_OF

COMPASS = """(() => {
  const { scene } = window.atlas;
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText } = pen;
  const ends = new Map();
  pen.fillText = function (text, x, ...rest) {
    if (this.canvas.matches('.compass-figure') && this.globalAlpha > 0.5) ends.set(text, x);
    return fillText.call(this, text, x, ...rest);
  };
  const root = document.documentElement;
  const { theme } = root.dataset;
  for (const one of ['anew', theme]) { // what is dressed anew is drawn anew
    if (one === undefined) delete root.dataset.theme;
    else root.dataset.theme = one;
    scene.drawNow();
  }
  pen.fillText = fillText;
  const placed = [...ends].sort(([, a], [, b]) => a - b);
  const letters = placed.map(([text, x], i) => (i && x - placed[i - 1][1] < 4 ? '=' : '') + text).join('');
  return `${letters} ${document.querySelector('.compass-side').textContent}`.trim();
})()"""
"""What the compass writes, from left to right (`=` before what lies over another), and the side it names."""
POINTED = """(id) => {
  const label = document.querySelector(`.margin-label[data-id="${id}"]:not([hidden])`);
  if (!label) return null;
  const stage = document.querySelector('[data-part=margins]').getBoundingClientRect();
  const { left, right, top, bottom } = label.getBoundingClientRect();
  const apart = ([x, y]) => Math.hypot(
    Math.max(left - stage.left - x, 0, x - (right - stage.left)),
    Math.max(top - stage.top - y, 0, y - (bottom - stage.top)));
  const lines = document.querySelector('.margin-line').getAttribute('d').split('M').filter(Boolean)
    .map((line) => line.split('L').map((spot) => spot.split(' ').map(Number)));
  return lines.sort((a, b) => apart(a[0]) - apart(b[0]))[0].at(-1);
}"""
"""Where the leader of a name ends, on the stage."""
NEAR = 6
"""A leader ends this near to what it names, pixels."""
ALONG = 0.95
"""Of the pixels, the share that goes along with a hand: near things move more than far ones."""
ON_SKIN = "show=skin&opacity=skin:100&view=back"
"""Where zones are looked at."""


def kinds_of(body: Body, query: str) -> dict[str, str]:
    """What such an address shows of a body, by its id, with its kind; the page is not asked."""
    layers = query.partition("show=")[2].partition("&")[0].split(",")
    return {
        key: "nucleus" if "nucleus" in key else structure.system
        for key, structure in body.structures.items()
        if LAYER_OF[structure.system] in layers and not structure.variant
    }


def drawn(shot: Any, body: Body, *names: str) -> Drawing:
    """The other renderer's drawing of some structures, from where the page looks."""
    height, width = shot.picture.shape[:2]
    meshes = {name: body.mesh(name) for name in names}
    tissues = {name: tissue(body.path(name).read_bytes()) for name in names}
    return draw(meshes, shot.camera, (width, height), tissues)


def middle(mask: Mask) -> NDArray[np.float64]:
    """The middle of what is drawn: across and down, in pixels."""
    assert mask.any()
    return np.argwhere(mask).mean(axis=0)[::-1]


def whole(shot: Any, body: Body, query: str, from_: tuple[int, int] | None = None) -> list[str]:
    """A view as its address asks for it, from the side (x, y) that is named."""
    kinds = kinds_of(body, query)
    found = faults(shot.picture, drawn(shot, body, *kinds), kinds)
    if from_:
        looks = np.subtract(shot.camera.position, shot.camera.focal)[:2]
        if np.dot(looks / np.linalg.norm(looks), from_) < 0.9:
            found.append(f"it looks from {looks}, not from {from_}")
    return found


def sides(shot: Any, body: Body, one: str, other: str, says: str) -> list[str]:
    """One structure lies left of another in the picture, and the compass has these letters and this name."""
    drawing = drawn(shot, body, one, other)
    found = (
        [] if middle(drawing.of(one))[0] < middle(drawing.of(other))[0] else [f"{one} is right of {other}"]
    )
    said = shot.visit.js(COMPASS)
    return found + ([] if said == says else [f"the compass says {said}, not {says}"])


def named(shot: Any, body: Body, entry: str) -> list[str]:
    """The leader of the name of what is chosen ends on it."""
    there = drawn(shot, body, entry).of(entry)
    shot.visit.wait_for("document.querySelector('.margin-label:not([hidden])')")
    shot.visit.page.wait_for_timeout(500)
    ends = shot.visit.page.evaluate(POINTED, entry)
    height, width = there.shape
    if not ends or not (0 <= ends[0] < width and 0 <= ends[1] < height):
        return [f"the name is not in the picture: {ends}"]
    near = binary_dilation(there, iterations=NEAR)[int(ends[1]), int(ends[0])]
    return [] if near else [f"the name points to {ends}, far from {entry}"]


def moved(shot: Any, dx: int, dy: int) -> list[str]:
    """A hand that drags the body with Shift takes it along."""
    before = shot.picture[..., 3] > 127
    _dragged(shot, dx, dy, "Shift")
    after = shot.picture[..., 3] > 127
    wanted = np.roll(before, (dy, dx), axis=(0, 1))
    inner = np.s_[80:-80, 80:-80]
    same, stayed = (float(np.mean(one[inner] == after[inner])) for one in (wanted, before))
    if same > ALONG and same > stayed:
        return []
    return [f"{same:.3f} of the picture moved with the hand, {stayed:.3f} stayed"]


def turned(shot: Any, body: Body, entry: str, dx: int) -> list[str]:
    """A hand that drags turns what lies in front its own way."""
    before = middle(drawn(shot, body, entry).ink)[0]
    _dragged(shot, dx, 0)
    after = middle(drawn(shot, body, entry).ink)[0]
    return [] if (after - before) * dx > 0 else [f"{entry} went from {before:.0f} to {after:.0f}"]


def zones(shot: Any, body: Body) -> list[str]:
    """Dermatomes lie on the skin where the map puts them; `shot` shows `ON_SKIN`."""
    without = shot.picture[..., :3].astype(int)
    shot.again("window.atlas.page.layer('zones', true); window.atlas.page.opacity('zones', 1)")
    changed = np.abs(shot.picture[..., :3].astype(int) - without).max(axis=2) > 12
    skin = body.mesh("skin")
    weight = np.zeros(len(skin.points))
    for zone in each(solving.solve(maps.load(), body)):
        if zone.zone.kind == "dermatome":
            np.maximum.at(weight, zone.vertices, zone.weights)
    size = (changed.shape[1], changed.shape[0])
    sure = binary_erosion(_where(skin, weight > 0.5, shot, size), iterations=2)
    anyway = binary_dilation(_where(skin, weight > 0, shot, size), iterations=3)
    assert sure.mean() > 0.007
    there, only = float(np.mean(changed[sure])), float(np.mean(anyway[changed])) if changed.any() else 0.0
    found = [] if there > 0.9 else [f"{there:.3f} of where they surely are shows them"]
    return found + ([] if only > 0.95 else [f"{only:.3f} of what shows them is theirs"])


def _where(skin: Mesh, wanted: NDArray[np.bool_], shot: Any, size: tuple[int, int]) -> Mask:
    """Where the triangles all of whose points are wanted are seen."""
    own = wanted[skin.triangles].all(axis=1)
    parts = {"zone": Mesh(skin.points, skin.triangles[own]), "rest": Mesh(skin.points, skin.triangles[~own])}
    return draw(parts, shot.camera, size).of("zone")


def _dragged(shot: Any, dx: int, dy: int, key: str | None = None) -> None:
    box = shot.visit.page.locator("#stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    mouse, keyboard = shot.visit.page.mouse, shot.visit.page.keyboard
    if key:
        keyboard.down(key)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx / 2, y + dy / 2)
    mouse.move(x + dx, y + dy)
    mouse.up()
    if key:
        keyboard.up(key)
    shot.settle()
