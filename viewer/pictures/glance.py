"""All causes at a glance: of each cause on each body a small picture, healthy beside affected."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models import catalogue
from models.catalogue import Body
from point_maps.maps import PointMap
from point_maps.solving.solve import place
from viewer.atlas import changes
from viewer.atlas.changes import DrawnCause
from viewer.pictures import made_from, saving
from viewer.pictures.drawing import Picture, draw
from viewer.pictures.parts import parts

HALF = (320, 240)
"""Width and height of one of the two, pixels."""
CLOSER = 0.75
"""A small picture shows less of what is around a place than the page does."""
LARGEST = 15_000
"""Bytes a picture may take."""


class Made(NamedTuple):
    """A picture that was drawn: its file, and how many bytes it takes."""

    path: Path
    size: int


def glances(
    target: Path, bodies: Sequence[str], point_map: PointMap, *, force: bool = False
) -> Iterator[Made]:
    """Draw every cause of some bodies: `<target>/<body>/pictures/<cause>.webp`, one after the other.

    Parameters
    ----------
    target
        The folder to write to. A picture in it that still fits stays as it is; one of no cause goes.
    bodies
        The bodies.
    point_map
        What lies on them.
    force
        Whether to draw even what still fits.

    Raises
    ------
    DataError
        If a body cannot be used, or a picture cannot be made small enough.
    """
    for name in bodies:
        body = catalogue.load(name)
        drawn = changes.drawn(body, place(point_map, body).sites)
        yield from _of_body(target / name / "pictures", body, drawn, force=force)


def _of_body(folder: Path, body: Body, drawn: dict[str, DrawnCause], *, force: bool) -> Iterator[Made]:
    folder.mkdir(parents=True, exist_ok=True)
    before = {} if force else made_from.read(folder)
    now = {key: made_from.made_from(body, cause) for key, cause in drawn.items()}
    there = {key: made for key, made in before.items() if now.get(key) == made}
    for path in folder.glob("*.webp"):
        if path.stem not in now:
            path.unlink()
    for key, cause in drawn.items():
        if key in there:
            continue
        path = folder / f"{key}.webp"
        size = path.write_bytes(saving.webp(beside(body, cause), LARGEST))
        there[key] = now[key]
        made_from.write(folder, there)
        yield Made(path, size)
    made_from.write(folder, there)


def beside(body: Body, cause: DrawnCause) -> Picture:
    """A cause as it is healthy, and fully affected beside it, from the same camera."""
    look = cause.look._replace(height=CLOSER * cause.look.height)
    return np.hstack([draw(parts(body, cause, amount), look, HALF) for amount in (0, 1)])
