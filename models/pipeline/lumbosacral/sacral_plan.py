"""Where the sacrum's foramina open and its canal runs: what nerves are led through."""

import numpy as np

from models.pipeline.lumbosacral.column import Frame
from models.pipeline.lumbosacral.sacral_shape import Array, plan


def _opening(line: Array, endplate: Frame, size: float) -> Frame:
    """The end of a channel as a frame whose first axis points out of it."""
    inner, end = line[-2], line[-1]
    out = (end - inner) / np.linalg.norm(end - inner)
    side = np.cross(out, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    axes = np.column_stack([out, side, np.cross(out, side)])
    return Frame(endplate.world((end * size)[None])[0], endplate.axes @ axes)


def openings(endplate: Frame, sex: str, size: float) -> dict[str, Frame]:
    """Left anterior sacral foramina, `s1` to `s4`: middle of each, first axis pointing out to the front.

    Parameters
    ----------
    endplate
        Middle of S1's upper endplate.
    sex
        `male` or `female`.
    size
        Linear factor on the mean of that sex.
    """
    return {f"s{i}": _opening(plan(sex).foramen(i), endplate, size) for i in range(1, 5)}


def posterior_openings(endplate: Frame, sex: str, size: float) -> dict[str, Frame]:
    """Left posterior sacral foramina, `s1` to `s4`: middle of each, first axis pointing out to the back."""
    return {f"s{i}": _opening(plan(sex).posterior_foramen(i), endplate, size) for i in range(1, 5)}


def channels(endplate: Frame, sex: str, size: float) -> dict[str, Array]:
    """Middle lines of the left channels, `s1` to `s4`, each (3, 3), mm: canal, bend, anterior foramen."""
    return {f"s{i}": endplate.world(plan(sex).foramen(i) * size) for i in range(1, 5)}


def canal(endplate: Frame, sex: str, size: float) -> Array:
    """Centreline of the sacral canal, (n, 3), mm, from the level of S1's endplate down to the hiatus."""
    return endplate.world(plan(sex).canal * size)


def canal_at(endplate: Frame, sex: str, size: float, level: float) -> tuple[Array, float, float]:
    """The canal at a level (1.5: middle of S2, where the dural sac ends): middle, half width, depth, mm."""
    here = plan(sex)
    half, depth = float(here.along("canal", "half")(level)), float(here.along("canal", "depth")(level))
    middle = here.bent(np.array([[0.0, depth * 0.42, float(here.down(level))]]))
    return endplate.world(middle * size)[0], half * size, depth * size
