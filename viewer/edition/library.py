"""The bodies of one server or one export, each joined with the point map once, and their editions."""

import asyncio
from collections.abc import Collection
from functools import cached_property

from models import catalogue
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.edition.edition import Edition, linked
from viewer.edition.start import BodyLink


class Library:
    """Every installed body under one point map.

    Parameters
    ----------
    first
        The atlas that is shown where an address names no body.
    only
        The bodies that can be gone to; none means all that are installed.

    Attributes
    ----------
    offered
        The bodies one can go to; what differs from another one comes after it.
    """

    def __init__(self, first: Atlas, only: Collection[str] = ()) -> None:
        self.first = first
        self.default = first.body.id
        self.offered = tuple(
            body for body in sorted(catalogue.available(), key=len) if not only or body in only
        )
        self._made: dict[str, asyncio.Future[Edition]] = {}

    @cached_property
    def bodies(self) -> tuple[BodyLink, ...]:
        """The bodies one can go to, in the order they are offered."""
        bodies = [self.first.body if body == self.default else catalogue.load(body) for body in self.offered]
        return linked(bodies, self.first.map, self.default)

    @cached_property
    def box(self) -> tuple[float, ...]:
        """xmin, xmax, ymin, ymax, zmin, zmax around the skin of every body one can go to; LPS, mm."""
        bodies = [self.first.body if body == self.default else catalogue.load(body) for body in self.offered]
        bounds = [body.structures["skin"].bounds for body in bodies]
        return tuple((max if end % 2 else min)(one[end] for one in bounds) for end in range(6))

    @property
    def home(self) -> str:
        """The address of the file that a page starts with."""
        return next(link.start for link in self.bodies if link.id == self.default)

    async def edition(self, body: str) -> Edition:
        """The edition of an installed body; made in a thread, once, and tried again where that failed.

        Raises
        ------
        DataError
            If the body or a place on it cannot be used.
        """
        making = self._made.get(body)
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._made[body] = asyncio.ensure_future(asyncio.to_thread(self.made, body))
        return await asyncio.shield(making)

    def made(self, body: str) -> Edition:
        """The edition of a body, made anew."""
        atlas = self.first if body == self.default else make(body, self.first.map)
        return Edition(atlas, self.bodies, self.default)


def make(body: str, point_map: PointMap) -> Atlas:
    """Load a body and place the map on it.

    Raises
    ------
    DataError
        If the body or a place on it cannot be used.
    """
    return Atlas(catalogue.load(body), point_map).solve()
