"""Checks 61 and 62: the whole nerve, left against right, and what the method's image says."""

import numpy as np

from point_maps.verify.lines import Unmeasurable, length, sharpest_turn
from point_maps.verify.registry import Measures, check
from point_maps.verify.side import OneSide

IMAGE = {"elbow": "second lumbar", "hand": "sacrum"}
"""What the image format must lay on which part of the arm."""
OTHER = {"left": "right", "right": "left"}


@check(61)
def even_and_whole(it: OneSide) -> Measures:
    """Measure how far left and right differ, the largest gap in the nerve, and its sharpest turn."""
    other = OTHER[it.side]
    nerves = {key.removesuffix(f".{it.side}") for key in it.body.nerves if key.endswith(f".{it.side}")}
    return {
        "left to right": max(_landmarks_apart(it), *(_courses_apart(it, nerve, other) for nerve in nerves)),
        "gap": max(_gap(it, nerve) for nerve in nerves),
        "turn": max(sharpest_turn(it.line(nerve)) for nerve in nerves),
    }


@check(62)
def image_of_the_trunk(it: OneSide) -> Measures:
    """Count parts of the arm that the image lays elsewhere than published, or without its standing told."""
    image = it.map.balance.formats.get("image")
    if image is None:
        msg = "no format image in the point map"
        raise Unmeasurable(msg)
    amiss = sum(
        not any(part in line.part and trunk in line.stands_for for line in image.lays)
        for part, trunk in IMAGE.items()
    )
    ruler = it.map.balance.formats.get("forearm-ruler")
    amiss += int(ruler is None or ruler.claim.standing != "inferred")
    return {"": float(amiss)}


def _landmarks_apart(it: OneSide) -> float:
    """The largest gap between a landmark and its mirrored fellow, mm."""
    found = it.body.manifest.landmarks
    mirror = np.array([-1.0, 1.0, 1.0])
    own = {key: np.array(place) for key, place in found.items() if key.endswith(f".{it.side}")}
    gaps = [
        float(np.linalg.norm(place * mirror - found[key.replace(it.side, OTHER[it.side])]))
        for key, place in own.items()
        if key.replace(it.side, OTHER[it.side]) in found
    ]
    if len(gaps) < len(own):
        msg = "a landmark has no fellow on the other side"
        raise Unmeasurable(msg)
    return max(gaps)


def _courses_apart(it: OneSide, nerve: str, other: str) -> float:
    """The largest gap between a course and its mirrored fellow, mm."""
    key = f"{nerve}.{other}"
    if key not in it.body.nerves:
        msg = f"no nerve {key}"
        raise Unmeasurable(msg)
    own = it.line(nerve)
    fellow = np.array(it.body.nerves[key].centreline) * it.flip * (-1, 1, 1)
    if own.shape != fellow.shape:
        return abs(length(own) - length(fellow))
    return float(np.linalg.norm(own - fellow, axis=1).max())


def _gap(it: OneSide, nerve: str) -> float:
    """How far the beginning of a nerve lies from the nerve it leaves, mm."""
    parent = it.body.nerves[f"{nerve}.{it.side}"].parent
    if parent is None:
        return 0.0
    trunk = it.line(parent.partition(".")[0])
    start = it.line(nerve)[0]
    step = np.diff(trunk, axis=0)
    share = np.einsum("ij,ij->i", start - trunk[:-1], step) / np.einsum("ij,ij->i", step, step)
    nearest = trunk[:-1] + np.clip(share, 0, 1)[:, None] * step
    return float(np.linalg.norm(nearest - start, axis=1).min())
