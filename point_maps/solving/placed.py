"""What placing gives: sites and regions in millimetres on one body."""

from typing import Literal, NamedTuple

from point_maps.records.regions import PointRegion
from point_maps.records.sites import CompressionSite

Side = Literal["left", "right", "midline"]
Point = tuple[float, float, float]


class PlacedRegion(NamedTuple):
    """A point region on one side of a body.

    Attributes
    ----------
    id
        'LU7.left'.
    name
        Code, pinyin and Chinese: 'LU7 Lièquē 列缺'.
    centre, normal
        On the skin, mm, and the unit outward normal there.
    radius, cun
        mm, and mm per cun on the scale the region is measured by.
    region
        The record.
    needle
        Unit vector of the needle, from the skin inward: the first of `needles`.
    needles
        One for each way of needling in the record; without any, straight in.
    """

    id: str
    code: str
    name: str
    side: Side
    centre: Point
    normal: Point
    radius: float
    cun: float
    region: PointRegion
    needle: Point
    needles: tuple[Point, ...]


class PlacedSite(NamedTuple):
    """A compression site on one side of a body, or on its midline.

    Attributes
    ----------
    id
        'l5-s1-herniated-disc.left', or 'l4-l5-central-stenosis.midline'.
    centre, direction
        mm, and the unit vector along the nerve or the spine there, toward the feet.
    nerves, path
        Ids of nerve structures: what is pressed, and what lies onward from there to the toes.
        A midline site has those of both sides.
    site
        The record.
    """

    id: str
    name: str
    side: Side
    centre: Point
    direction: Point
    level: str | None
    roots: tuple[str, ...]
    nerves: tuple[str, ...]
    path: tuple[str, ...]
    site: CompressionSite


class Placement(NamedTuple):
    """Every site and region of a map on one body, by its id with the side."""

    sites: dict[str, PlacedSite]
    regions: dict[str, PlacedRegion]
