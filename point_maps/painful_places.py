"""The words a painful place can be asked by, and the places that stand for others."""

from collections.abc import Iterator, Sequence
from typing import get_args

from point_maps.records.method import PathNerve, Territory
from point_maps.schema import MapFile
from point_maps.words import Root

NERVES: frozenset[str] = frozenset(word for part in get_args(PathNerve) for word in get_args(part) or (part,))


def places_of(territory: Territory) -> set[str]:
    """Every word that asks for a territory: its own id, its aim, channel, nerves, levels, zones and sites."""
    own = (territory.id, territory.prong, territory.channel)
    return {*own, *territory.nerves, *territory.levels, *territory.zones, *territory.sites}


def other_places(files: Sequence[MapFile]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Places that stand for others.

    A root stands for its nerve and its zone; a site with a level for both prongs, the level and
    what is pressed there with its zones; another site for its nerves, unless a territory lists it.
    """
    listed = {site for file in files for territory in file.territory for site in territory.sites}
    for site in (site for file in files for site in file.site):
        if site.level:
            yield site.id, (site.level, *site.nerves, *map(_dermatome, site.roots))
        else:
            yield site.id, () if site.id in listed else site.nerves
    for zone in (zone for file in files for zone in file.zone):
        yield zone.id, ()
    for root in get_args(Root):
        yield root, (f"{root.lower()}-root", _dermatome(root))


def _dermatome(root: Root) -> str:
    return f"dermatome-{root.lower()}"
