"""How nerves run: the line of each, for a plane across it."""

from collections.abc import Iterator

from viewer.atlas import Atlas
from viewer.edition.outline import rounded


def courses(atlas: Atlas) -> Iterator[tuple[str, list[list[float]]]]:
    """The course of each nerve from its beginning, by id: points, LPS, mm."""
    for key, nerve in atlas.body.nerves.items():
        yield key, [rounded(point) for point in nerve.centreline]
