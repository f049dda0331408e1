"""How far a picture of the page and a drawing by another renderer agree.

The tolerances allow for what differs by right: the rim of one pixel, smooth edges, the page's own lamps.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, binary_erosion

from tests.picture.drawing import Drawing, Mask, Picture

OUTLINE = 0.96
"""Of all pixels that either has drawn, the share that both have, within a pixel of the rim."""
IN_FRONT = 0.95
"""Of the pixels inside what lies in front, the share that have its colour."""
MUSCULAR = 0.92
"""The same of muscles: the rest is their tendons and sheets, which are pale."""
SHADED = 0.3
"""How closely light follows the way a surface faces (correlation): lamps stand beside the eye and above,
hollows are dark and muscles have bundles; where normals point inward it is below 0."""
WHOLE = 0.6
"""Of a single structure, the share of its pixels that has its colour."""
FLESHY = 0.3
"""The same of a muscle: the rest may be tendon."""
FEWEST = 60
"""Pixels from which a structure is looked at by itself."""

COLOURS = {
    "skin": "#d9a184", "bone": "#f3ead4", "disc": "#9fb9c4", "muscle": "#a8503f", "nerve": "#fbcb1e",
    "artery": "#c62f28", "vein": "#4a72b0",
}  # fmt: skip
"""What is told apart by its colour alone."""
PALE = {"ligament": "bone", "tendon": "bone", "nucleus": "disc"}
"""What has nearly the colour of something else."""


def faults(picture: Picture, drawing: Drawing, kinds: Mapping[str, str]) -> list[str]:
    """Everything in which a picture differs from a drawing by more than it may.

    Parameters
    ----------
    picture
        (height, width, 4), as the page drew it; nothing where its last channel is 0.
    drawing
        The same from the same camera.
    kinds
        The kind of each structure of the drawing: a key of `COLOURS` or `PALE`.
    """
    found = []
    ink = picture[..., 3] > 127
    if (share := outline(ink, drawing.ink)) < OUTLINE:
        found.append(f"outline: {share:.3f} of it is the same")
    for kind in sorted(set(kinds.values()) & COLOURS.keys()):
        inside = _inside(drawing.of(*(name for name, own in kinds.items() if own == kind)))
        least = MUSCULAR if kind == "muscle" else IN_FRONT
        if inside.sum() >= FEWEST and (share := coloured(picture, inside, kind)) < least:
            found.append(f"in front: {share:.3f} of what is {kind} has its colour")
    for name, kind in kinds.items():
        inside = _inside(drawing.of(name) & drawing.flesh if kind == "muscle" else drawing.of(name))
        least = FLESHY if kind == "muscle" else WHOLE
        if kind in COLOURS and inside.sum() >= FEWEST and (share := coloured(picture, inside, kind)) < least:
            found.append(f"{name}: {share:.3f} of it is there")
    if (agreement := shading(picture, drawing)) < SHADED:
        found.append(f"light: agrees by {agreement:.2f}")
    return found


def outline(one: Mask, other: Mask) -> float:
    """The share of what either has that both have, where a pixel more or less at the rim is no matter."""
    both = one & other
    stray = (one & ~binary_dilation(other)) | (other & ~binary_dilation(one))
    return float(both.sum() / max(1, (both | stray).sum()))


def shading(picture: Picture, drawing: Drawing) -> float:
    """The correlation of the page's light with how the surface faces the eye, over what lies inside."""
    inside = np.zeros_like(drawing.ink)
    lights: list[NDArray[np.float64]] = []
    facing: list[NDArray[np.float64]] = []
    light = picture[..., :3].astype(float).mean(axis=2)
    for place in np.unique(drawing.front[drawing.ink]):
        inside = _inside(drawing.front == place)
        if inside.sum() >= FEWEST:
            lights.append(light[inside] - light[inside].mean())
            facing.append(drawing.facing[inside] - drawing.facing[inside].mean())
    return float(np.corrcoef(np.concatenate(lights), np.concatenate(facing))[0, 1])


def _inside(mask: Mask) -> Mask:
    return binary_erosion(mask, iterations=2)


def coloured(picture: Picture, where: Mask, kind: str) -> float:
    """The share of pixels whose hue is nearest to that of a kind, of all that are told apart."""
    names = list(COLOURS)
    hues = _hues(np.array([[int(COLOURS[name][i : i + 2], 16) for i in (1, 3, 5)] for name in names]))
    pixels = picture[where]
    apart = np.linalg.norm(_hues(pixels[:, :3])[:, None] - hues, axis=2)
    drawn = pixels[:, 3] > 127
    return float(np.mean(drawn & (np.argmin(apart, axis=1) == names.index(kind))))


def _hues(colours: NDArray[np.number]) -> NDArray[np.float64]:
    """Colours without how bright they are."""
    values = colours.astype(float)
    return values / np.maximum(values.sum(axis=-1, keepdims=True), 1)
