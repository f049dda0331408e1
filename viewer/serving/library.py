"""The bodies of one server, each joined with the point map once."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace

from models import catalogue
from point_maps.maps import PointMap
from point_maps.solving.solve import place
from viewer import links, outline, stories
from viewer.atlas import Atlas
from viewer.cards import cards
from viewer.links import Known, Opening
from viewer.state import ViewState


class Library:
    """Every installed body under one point map.

    Parameters
    ----------
    first
        The atlas that is shown where an address names no body.
    ahead
        Whether what cards measure on a body is measured before anybody asks, in a thread: it would hold up
        everybody else for a tenth of a second otherwise.

    Attributes
    ----------
    titles
        What each installed body is called; what differs from another one comes after it.
    """

    def __init__(self, first: Atlas, *, ahead: bool = False) -> None:
        self.first = first
        self._ahead = ahead
        self._measuring: set[asyncio.Task[None]] = set()
        self.default = first.body.id
        self.titles: Mapping[str, str] = {
            body: _title(body, first) for body in sorted(catalogue.available(), key=len)
        }
        self.bodies: Collection[str] = tuple(self.titles)
        self._others: dict[str, asyncio.Future[Atlas]] = {}

    async def atlas(self, body: str) -> Atlas:
        """The atlas of an installed body. Others than the first are made in a thread, once."""
        if body == self.default:
            return self.first
        if body not in self._others:
            self._others[body] = asyncio.ensure_future(asyncio.to_thread(make, body, self.first.map))
            self._others[body].add_done_callback(self._made)
        return await asyncio.shield(self._others[body])

    def _made(self, made: "asyncio.Future[Atlas]") -> None:
        if not made.cancelled() and not made.exception():
            task = asyncio.ensure_future(self.measure(made.result()))
            self._measuring.add(task)
            task.add_done_callback(self._measuring.discard)

    async def measure(self, atlas: Atlas) -> None:
        """Measure what the cards of a body say, if this is to be done ahead."""
        for entry in atlas.entries if self._ahead else ():
            await asyncio.to_thread(cards.card, atlas, entry, "student")

    def asked(self, query: Mapping[str, str]) -> str:
        """The body an address asks for, or the default."""
        return links.body_of(query, self.bodies, self.default)

    def opening(self, atlas: Atlas, query: Mapping[str, str]) -> Opening:
        """The state an address asks for, with what was not understood."""
        known = Known(
            bodies=self.bodies,
            entries=atlas.entries,
            drawn=[entry.id for entry in atlas.entries.values() if entry.layer],
            views=atlas.views,
            variants=atlas.choices,
            stories={story.id: len(story.step) for story in atlas.map.stories.values()},
        )
        opening = links.read(query, known, ViewState(body=atlas.body.id, show=atlas.opening_layers))
        state = stories.opened(atlas, replace(opening.state, body=atlas.body.id))
        return opening._replace(state=state)


def _title(body: str, first: Atlas) -> str:
    manifest = first.body.manifest if body == first.body.id else catalogue.load(body).manifest
    return manifest.title


def make(body: str, point_map: PointMap) -> Atlas:
    """Load a body, place the map on it, and prepare what every visitor needs.

    Raises
    ------
    DataError
        If the body or a place on it cannot be used.
    """
    loaded = catalogue.load(body)
    atlas = Atlas(loaded, point_map, place(point_map, loaded))
    outline.outline(atlas)
    return atlas
