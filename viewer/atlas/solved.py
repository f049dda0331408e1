"""The places of a point map on a body, each worked out when it is first asked for."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Self, TypeVar

from models.catalogue import Body, Line
from point_maps.maps import PointMap
from point_maps.records.variants import VariantCard
from point_maps.solving import zones
from point_maps.solving.placed import PlacedRegion, PlacedSite, Placement
from point_maps.solving.solve import place
from point_maps.solving.zones import PlacedPlace
from viewer.atlas import changes, gravity_line, topics, variants, views
from viewer.atlas.changes import DrawnCause
from viewer.atlas.packs import Packs, Places
from viewer.atlas.topics import Topic
from viewer.atlas.views import View

Placed = TypeVar("Placed", PlacedRegion, PlacedSite)


class Solved:
    """A body with the places of a map on it.

    Parameters
    ----------
    body
        The body.
    point_map
        The sites, regions and tables.
    """

    def __init__(self, body: Body, point_map: PointMap) -> None:
        self.body = body
        self.map = point_map

    def solve(self) -> Self:
        """Work out all places now.

        Raises
        ------
        DataError
            If one of them cannot be found on this body.
        """
        for _ in (self.packs, self.topics, self.variants, self.changes, self.views):
            pass
        return self

    @cached_property
    def placement(self) -> Placement:
        """The sites and regions, placed on this body."""
        return place(self.map, self.body)

    @cached_property
    def sites(self) -> dict[str, PlacedSite]:
        """Compression sites by id."""
        return _apart(self.placement.sites, self.body.structures, "site")

    @cached_property
    def regions(self) -> dict[str, PlacedRegion]:
        """Point regions by id."""
        return _apart(self.placement.regions, self.body.structures, "region")

    @cached_property
    def zones(self) -> Sequence[zones.PlacedZone]:
        """Areas of skin that a root or a branch serves."""
        return zones.solve(self.map, self.body)

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """The line of gravity, by id."""
        return gravity_line.drawn(self.body)

    @cached_property
    def variants(self) -> Mapping[str, VariantCard]:
        """Anatomical variants that this body has, by id."""
        return variants.shown(self.body, self.map.variants)

    @cached_property
    def views(self) -> Mapping[str, Mapping[str, View]]:
        """The named views, by name and side."""
        return views.named(self.body)

    @cached_property
    def changes(self) -> Mapping[str, DrawnCause]:
        """The causes that are drawn from healthy to affected, by site."""
        return changes.drawn(self.body, self.sites)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Signs, treatments, territories and prongs, by entry."""
        zone_ids = (zone.id for zone in self.zones)
        placed = {*self.body.structures, *self.sites, *self.regions, *self.lines, *zone_ids}
        return topics.topics(self.map, placed)

    @cached_property
    def painful(self) -> Mapping[str, PlacedPlace]:
        """The skin of the painful places that tell it, by entry."""
        placed = zones.places(self.map, self.body)
        own = {
            key: (topic.stem, topic.side) for key, topic in self.topics.items() if topic.kind == "territory"
        }
        return {key: placed[place]._replace(id=key) for key, place in own.items() if place in placed}

    @cached_property
    def packs(self) -> Packs:
        """The geometry that is fetched together."""
        on_skin = {zone.id: zone for zone in self.zones} | dict(self.painful)
        return Packs(self.body, Places(self.sites, self.regions, on_skin, self.lines, self.map.digest))


def _apart(placed: Mapping[str, Placed], taken: Collection[str], word: str) -> dict[str, Placed]:
    """Places by an id that no structure has: one's own map may name a place after a muscle."""
    return {
        f"{key.rpartition('.')[0]}-{word}.{place.side}" if key in taken else key: place
        for key, place in placed.items()
    }
