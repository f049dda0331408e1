"""Placing a point map on a body: from anatomical words to millimetres, exactly.

Only numpy is used, so a server can do this. Both sides come from one record; nothing is
random, and a region's centre lies on the body's own skin.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from models.catalogue import Body
from models.records import DataError
from point_maps.maps import PointMap
from point_maps.solving.frames import MissingError
from point_maps.solving.placed import PlacedRegion, PlacedSite, Placement
from point_maps.solving.places import Surfaces
from point_maps.solving.solver import Solver

__all__ = ["PlacedRegion", "PlacedSite", "Placement", "place"]

Placed = TypeVar("Placed", PlacedRegion, PlacedSite)


def place(point_map: PointMap, body: Body) -> Placement:
    """Place a point map on a body.

    Returns
    -------
    Placement
        Regions and most sites on the left and on the right; sites that press on both
        sides at once on the midline.

    Raises
    ------
    DataError
        With every record that cannot be placed: the landmark, structure or nerve it lacks.
    """
    problems: list[str] = []
    sites: dict[str, PlacedSite] = {}
    regions: dict[str, PlacedRegion] = {}
    surfaces = Surfaces(body)
    for side in ("left", "right", "midline"):
        solver = Solver(point_map, surfaces, side)
        wanted = "midline" if side == "midline" else "left and right"
        for key, site in point_map.sites.items():
            if site.sides == wanted:
                _add(sites, key, solver.site, point_map, problems)
        for key in point_map.regions if side != "midline" else ():
            _add(regions, key, solver.region, point_map, problems)
    if problems:
        msg = f"point maps on the body {body.id!r}"
        raise DataError(msg, dict.fromkeys(problems))
    return Placement(_in_order(sites, point_map.sites), _in_order(regions, point_map.regions))


def _add(
    placed: dict[str, Placed],
    key: str,
    solve: Callable[[str], Placed],
    point_map: PointMap,
    problems: list[str],
) -> None:
    try:
        found = solve(key)
        placed[found.id] = found
    except MissingError as error:
        problems.append(f"{point_map.where(key, error.key)}: {error}")


def _in_order(placed: dict[str, Placed], keys: Iterable[str]) -> dict[str, Placed]:
    """The placed records in the order of their files, sides together."""
    order = list(keys)
    return dict(sorted(placed.items(), key=lambda item: order.index(item[0].rpartition(".")[0])))
