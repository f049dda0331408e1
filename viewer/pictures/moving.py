"""Pictures that move: once around what is looked at, or from healthy to affected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from models.records import DataError
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.pictures import asked, films
from viewer.pictures.address import FULL, Asked
from viewer.pictures.asked import Extras, Wish
from viewer.pictures.drawing import Picture
from viewer.pictures.films import Film
from viewer.pictures.saving import WHERE
from viewer.pictures.stage import stage

HELD = 1.0
"""Seconds for which the ends of a morph stay."""
MOST = 240_000_000
"""Pixels of all frames: they are held until the film is written."""


class Motion(NamedTuple):
    """How a picture moves.

    Attributes
    ----------
    kind
        `turntable`: the eye goes once around what is looked at, at its height. `morph`: from healthy to
        as affected as is asked for, or fully; both ends are held.
    frames
        How many pictures, 2 or more.
    seconds
        How long it takes, without what is held.
    """

    kind: Literal["turntable", "morph"]
    frames: int = 36
    seconds: float = 6.0


def film(
    address: str,
    target: Path,
    point_map: PointMap,
    size: tuple[int, int],
    motion: Motion,
    wish: Wish | None = None,
    extras: Extras | None = None,
) -> int:
    """Write a moving picture of what an address shows; returns how many bytes it takes.

    Parameters
    ----------
    address, point_map, size, wish
        As for a picture that stands still.
    target
        The file: .gif, .webp or .mp4.
    motion
        How it moves.
    extras
        What is drawn beside the body. Names would jump, and are not.

    Raises
    ------
    DataError
        With all of it that cannot be; without a cause nothing changes.
    """
    extras = extras or Extras()
    _check(target, size, motion, extras)
    atlas, wanted = asked.opened(address, point_map, wish or Wish())
    frames = _turned if motion.kind == "turntable" else _changed
    pictures = tuple(frames(atlas, wanted, size, motion.frames, extras))
    held = HELD if motion.kind == "morph" else 0.0
    return films.save(Film(pictures, motion.seconds / motion.frames, held), target)


def _check(target: Path, size: tuple[int, int], motion: Motion, extras: Extras) -> None:
    problems = films.problems(target, transparent=extras.transparent)
    if extras.labels:
        problems.append("--labels: must be left out where it moves, the names would jump; --legend can stay")
    pixels = motion.frames * size[0] * size[1]
    if pixels > MOST:
        problems.append(
            f"must be {MOST / 1e6:.0f} million pixels in all at most; got {pixels / 1e6:.0f} million: "
            "choose fewer --frames, or a smaller --size"
        )
    if problems:
        raise DataError(WHERE, problems)


def _turned(
    atlas: Atlas, wanted: Asked, size: tuple[int, int], frames: int, extras: Extras
) -> Iterator[Picture]:
    """The last is one step before the first: it goes on for ever."""
    parts, look = stage(atlas, wanted, size)
    for i in range(frames):
        turned = look._replace(azimuth=look.azimuth + 360 * i / frames)
        yield asked.drawn((atlas, wanted), parts, turned, size, extras)


def _changed(
    atlas: Atlas, wanted: Asked, size: tuple[int, int], frames: int, extras: Extras
) -> Iterator[Picture]:
    if wanted.select not in atlas.changes:
        told = f"must be of a cause, such as {next(iter(atlas.changes))}; got {wanted.select or 'none'!r}"
        raise DataError(WHERE, [f"--morph: {told}"])
    most = wanted.amount or FULL
    last, _ = stage(atlas, wanted._replace(amount=most), size)
    for i in range(frames):
        parts, look = stage(atlas, wanted._replace(amount=most * i / (frames - 1)), size)
        yield asked.drawn((atlas, wanted), parts, look, size, extras, key_of=last)
