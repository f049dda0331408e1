"""Joins one body and one point map into what the page lists, finds, draws and explains."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from math import dist
from typing import Any, TypeVar

from models.catalogue import Nerve, Point, Structure
from point_maps.solving.placed import PlacedRegion, PlacedSite
from viewer.atlas import gravity_line, skin_zones, topics, variants, views
from viewer.atlas.entries import Entry, codes, point
from viewer.atlas.layers import LAYER_OF, LAYERS
from viewer.atlas.solved import Solved
from viewer.atlas.topics import Side as TopicSide
from viewer.atlas.topics import TopicKind
from viewer.atlas.views import View

Measured = TypeVar("Measured")


class Atlas(Solved):
    """A body with the places of a map on it, as the page lists, finds and draws them; made as `Solved` is."""

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Everything a person can point at, by id, in the order it is listed."""
        made = chain(
            self._nerves(),
            self._sites(),
            self._regions(),
            self._structures(),
            skin_zones.entries(self.zones, self.body),
            variants.entries(self.variants, self.body, self.views["buttock"]["left"]),
            gravity_line.entries(self.lines),
            topics.entries(self.topics, self.map, self.body, self.zones, self.views["back"]["left"]),
        )
        return {entry.id: entry for entry in made}

    @cached_property
    def nerves(self) -> tuple[Nerve, ...]:
        """The courses of the usual anatomy: those of variants are left out."""
        return tuple(
            nerve for nerve in self.body.manifest.nerves if not self.body.structures[nerve.id].variant
        )

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The variants that can be shown in place of the usual anatomy."""
        return tuple(key for key, card in self.variants.items() if not card.usual)

    @cached_property
    def opening_layers(self) -> tuple[str, ...]:
        """The layers that are on when a page of this body opens, in order."""
        always = gravity_line.opens_with(self.body)
        return tuple(layer.id for layer in LAYERS if layer.shown or (layer.id == "load-line" and always))

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def keep(self, key: Hashable, measure: Callable[[], Measured]) -> Measured:
        """What was measured once on this body; it goes when the atlas goes."""
        if key not in self._kept:
            self._kept[key] = measure()
        kept: Measured = self._kept[key]
        return kept

    def topic(self, kind: TopicKind, record: str, side: TopicSide = "midline") -> str:
        """The id of the entry of a sign, treatment, territory or prong; empty if there is none."""
        return self._topic_ids.get((kind, record, side), "")

    @cached_property
    def _topic_ids(self) -> dict[tuple[TopicKind, str, TopicSide], str]:
        return {(topic.kind, topic.stem, topic.side): key for key, topic in self.topics.items()}

    def other_side(self, entry: str) -> str | None:
        """The same thing on the other side, if there is one."""
        stem, _, side = entry.rpartition(".")
        other = f"{stem}.{'right' if side == 'left' else 'left'}"
        return other if side in ("left", "right") and other in self.entries else None

    def _nerves(self) -> Iterable[Entry]:
        for nerve in self.body.manifest.nerves:
            card = self.map.nerves.get(nerve.id.rpartition(".")[0])
            words = (card.plain_name, *card.also_called) if card else ()
            yield replace(
                self._structure(
                    self.body.structures[nerve.id], ", ".join(nerve.roots), words, _middle(nerve)
                ),
                plain_name=card.plain_name if card else "",
                term=self.body.structures[nerve.id].name,
            )

    def _structures(self) -> Iterable[Entry]:
        for structure in self.body.structures.values():
            if structure.id not in self.body.nerves:
                yield self._structure(structure, structure.latin, (), None)

    def _structure(
        self, structure: Structure, detail: str, words: Sequence[str], centre: Point | None
    ) -> Entry:
        low, high = structure.bounds[::2], structure.bounds[1::2]
        middle = point((a + b) / 2 for a, b in zip(low, high, strict=True))
        return Entry(
            id=structure.id,
            name=structure.name,
            detail=detail,
            side=structure.side,
            kind=structure.system,
            layer=LAYER_OF[structure.system],
            list_group=structure.group.partition(".")[0],
            centre=centre or middle,
            reach=dist(low, high) / 2,
            facing=views.own_side(self.body, structure, centre or middle),
            cut=None,
            words=(structure.latin, *structure.also_called, *words),
            variant=structure.variant or "",
            stands_for=variants.stands_for(structure, self.body) if structure.variant else (),
        )

    def _sites(self) -> Iterable[Entry]:
        for key, placed in self.sites.items():
            site = placed.site
            yield Entry(
                id=key,
                name=site.plain_name,
                detail=site.name,
                side=placed.side,
                kind="site",
                layer="sites",
                list_group=site.cause,
                centre=point(placed.centre),
                reach=45.0,
                facing=self._facing(placed),
                cut=None,
                words=(site.name, site.latin or "", site.cause, site.level or "", *site.also_called),
                plain_name=site.plain_name,
                term=site.name,
            )

    def _regions(self) -> Iterable[Entry]:
        for key, placed in self.regions.items():
            region = placed.region
            yield Entry(
                id=key,
                name=f"{region.code} {region.pinyin}",
                detail=f"{region.chinese} · {region.plain_name}",
                side=placed.side,
                kind="region",
                layer="regions",
                list_group=region.channel,
                centre=point(placed.centre),
                reach=60.0,
                facing=views.angles(*point(placed.normal)),
                cut=_cut(placed),
                words=(
                    *codes(region.code, self._aliases(region.channel)),
                    region.pinyin,
                    region.chinese,
                    region.plain_name,
                    *region.also_called,
                ),
                plain_name=region.plain_name,
                term=placed.name,
            )

    def _aliases(self, channel: str) -> Sequence[str]:
        known = self.map.balance.channels.get(channel)
        return known.also_called if known else ()

    def _facing(self, placed: PlacedSite | PlacedRegion) -> tuple[float, float]:
        """From where the nearest named part is seen."""
        centre = point(placed.centre)
        side = placed.side if placed.side in ("left", "right") else "left"
        close = min((self.views[name][side] for name in _PARTS), key=lambda view: dist(view.focal, centre))
        return _from(close)


MIDLINE = 5.0
"""So many mm to a side of the midline nothing is drawn then: the line of gravity runs there."""

CLEARANCE = 25.0, 70.0
"""So many mm before an inner ankle are seen at least and at most; the other leg is beyond the midline."""

_PARTS = ("lower-back", "buttock", "knee", "wrist", "inner-ankle")


def _from(view: View) -> tuple[float, float]:
    return view.azimuth, view.elevation


def _cut(placed: PlacedRegion) -> float | None:
    """Clear the view of a region on the inner side of a leg."""
    inward = placed.normal[0] * placed.centre[0] < 0
    low, high = CLEARANCE
    clear = min(max(abs(placed.centre[0]) - MIDLINE, low), high)
    return clear if inward and placed.region.anchor.limb == "lower-leg" else None


def _middle(nerve: Nerve) -> Point:
    return nerve.centreline[len(nerve.centreline) // 2]
