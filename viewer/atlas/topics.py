"""What people ask beside places: signs, treatments, and the painful places and aims of the Balance Method."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.mesh import point_normals
from point_maps.maps import PointMap
from point_maps.records.learning import Prong, Sign, Treatment
from point_maps.records.method import Territory
from point_maps.solving.zones import PlacedZone
from viewer.atlas.entries import Entry, point
from viewer.atlas.views import View

TopicKind = Literal["sign", "treatment", "territory", "prong"]
Side = Literal["left", "right", "midline"]
SIDES: tuple[Side, Side] = ("left", "right")

LIST_GROUPS: Mapping[TopicKind, str] = {
    "sign": "What people notice",
    "treatment": "What people try",
    "prong": "The two aims",
    "territory": "Painful places",
}


class Topic(NamedTuple):
    """A record people ask for, on one side where it has sides."""

    kind: TopicKind
    record: Sign | Treatment | Territory | Prong
    side: Side

    @property
    def stem(self) -> str:
        """The record's own id."""
        return self.record.id


def topics(point_map: PointMap, taken: Collection[str]) -> dict[str, Topic]:
    """Everything of a map that people ask for, by the id of its entry.

    Parameters
    ----------
    point_map
        The map.
    taken
        Ids that other entries have: a topic of the same id is called after its kind as well.
    """
    found: dict[str, Topic] = {}
    for topic in _all(point_map):
        end = "" if topic.side == "midline" else f".{topic.side}"
        key = f"{topic.stem}{end}"
        if key in taken or key in found:
            key = f"{topic.stem}-{topic.kind}{end}"
        found[key] = topic
    return found


def _all(point_map: PointMap) -> Iterator[Topic]:
    balance = point_map.balance
    for treatment in point_map.treatments.values():
        yield Topic("treatment", treatment, "midline")
    for side in SIDES:
        yield from (Topic("sign", sign, side) for sign in point_map.signs.values())
        yield from (Topic("prong", prong, side) for prong in balance.prongs.values())
        yield from (Topic("territory", territory, side) for territory in balance.territories.values())


def nerves_of(point_map: PointMap, topic: Topic) -> list[str]:
    """The nerves a topic is about, with their side."""
    record = topic.record
    if isinstance(record, Treatment):
        return []
    if isinstance(record, Prong):
        own = [nerve for territory in _of(point_map, record) for nerve in territory.nerves]
    else:
        own = list(record.nerves)
    return [f"{nerve}.{topic.side}" for nerve in dict.fromkeys(own)]


def zones_of(point_map: PointMap, topic: Topic) -> list[str]:
    """The zones of the skin a topic is about, with their side."""
    record = topic.record
    if isinstance(record, Treatment):
        return []
    if isinstance(record, Prong):
        own = [zone for territory in _of(point_map, record) for zone in territory.zones]
    else:
        own = list(record.zones)
    return [f"{zone}.{topic.side}" for zone in dict.fromkeys(own)]


def _of(point_map: PointMap, prong: Prong) -> list[Territory]:
    return [one for one in point_map.balance.territories.values() if one.prong == prong.id]


def entries(
    found: Mapping[str, Topic], point_map: PointMap, body: Body, zones: Sequence[PlacedZone], whole: View
) -> Iterable[Entry]:
    """The topics as entries: a sign is seen where its nerves and zones lie, the rest on the whole body."""
    normals = point_normals(body.skin)
    skin = {zone.id: zone.vertices for zone in zones}
    for key, topic in found.items():
        nerves = [nerve for nerve in nerves_of(point_map, topic) if nerve in body.nerves]
        lit = [skin[zone] for zone in zones_of(point_map, topic) if zone in skin]
        front = topic.kind != "prong" and bool(lit) and _faces_front(normals[np.concatenate(lit)])
        centre, reach = whole.focal, whole.height / 2.5
        if topic.kind == "sign" and nerves:
            points = [np.asarray(body.nerves[nerve].centreline) for nerve in nerves]
            box = np.concatenate([*points, *(body.skin.points[own] for own in lit)])
            middle = (box.min(axis=0) + box.max(axis=0)) / 2
            centre, reach = point(middle), float(np.ptp(box, axis=0).max()) / 2.3
        yield Entry(
            id=key,
            name=topic.record.name,
            detail=_detail(point_map, topic),
            side=topic.side,
            kind=topic.kind,
            layer="",
            list_group=topic.kind,
            centre=centre,
            reach=reach,
            facing=(0.0, 3.0) if front else (whole.azimuth, whole.elevation),
            cut=None,
            words=_words(point_map, topic),
        )


def _faces_front(normals: NDArray[np.float64]) -> bool:
    return bool(normals[:, 1].mean() < 0)


def _detail(point_map: PointMap, topic: Topic) -> str:
    record = topic.record
    if isinstance(record, Territory):
        channel = point_map.balance.channels.get(record.channel)
        return f"{channel.name} channel ({channel.code})" if channel else ""
    return ""


def _words(point_map: PointMap, topic: Topic) -> tuple[str, ...]:
    record = topic.record
    if isinstance(record, Prong):
        return (*record.also_called, "Balance Method", "prong", "aim")
    if not isinstance(record, Territory):
        return record.also_called
    channel = point_map.balance.channels.get(record.channel)
    named = (f"{channel.name} channel", channel.code) if channel else ()
    return (*record.also_called, "Balance Method", *named)
