"""Questions to the Balance Method's tables: which regions it pairs with a painful place.

The answers repeat what the method says, with its sources; they are not a finding about
what helps.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from point_maps.learning import Prong
from point_maps.method import Channel, Disagreement, Format, Pair, Reach, System, Territory
from point_maps.schema import MapFile
from point_maps.statements import Standing
from point_maps.words import nearest

BodySide = Literal["left", "right"]
PainSide = Literal["left", "right", "midline"]
OTHER: dict[BodySide, BodySide] = {"left": "right", "right": "left"}
WEAKEST_LAST: tuple[Standing, ...] = ("published", "traditional", "inferred", "disputed")


class Pairing(NamedTuple):
    """The method's claim that a region on one side serves a painful place on one side.

    Attributes
    ----------
    region, region_side
        The region's code and the side of the body it is needled on.
    territory, pain_side
        The painful territory's id and its side.
    first_choice
        True for the side away from the pain, False where the same side is also allowed.
    pairs
        The systems' answers that lead to it.
    standing
        The weakest link between the pain and the region.
    sources
        Mentions, each once.
    """

    region: str
    region_side: BodySide
    territory: str
    pain_side: BodySide
    first_choice: bool
    pairs: tuple[Pair, ...]
    standing: Standing
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the placed region: 'LU7.left'."""
        return f"{self.region}.{self.region_side}"


class Balance:
    """The tables of the method, by id, and what they answer."""

    def __init__(self, files: Sequence[MapFile]) -> None:
        self.channels: dict[str, Channel] = {r.id: r for file in files for r in file.channel}
        self.systems: dict[str, System] = {r.id: r for file in files for r in file.system}
        self.prongs: dict[str, Prong] = {r.id: r for file in files for r in file.prong}
        self.territories: dict[str, Territory] = {r.id: r for file in files for r in file.territory}
        self.formats: dict[str, Format] = {r.id: r for file in files for r in file.format}
        self.disagreements: dict[str, Disagreement] = {r.id: r for file in files for r in file.disagreement}
        self.pairs: tuple[Pair, ...] = tuple(r for file in files for r in file.pair)
        self.reaches: tuple[Reach, ...] = tuple(r for file in files for r in file.reach)

    def territories_of(self, place: str) -> list[Territory]:
        """The territories a painful place belongs to.

        Parameters
        ----------
        place
            A territory, prong or channel by id, a nerve without a side ('sciatic'), or a
            disc level ('L5-S1').

        Raises
        ------
        KeyError
            If the tables know no such place.
        """
        known = list(self.territories.values())
        found = [t for t in known if place in (t.id, t.prong, t.channel, *t.nerves, *t.levels)]
        if not found:
            words = {word for t in known for word in (t.id, t.prong, t.channel, *t.nerves, *t.levels)}
            msg = f"must be a territory, prong, channel, nerve or level; got {place!r}{nearest(place, words)}"
            raise KeyError(msg)
        return found

    def regions_for(self, place: str, side: PainSide) -> list[Pairing]:
        """The regions the method pairs with a painful place, first choices first.

        Parameters
        ----------
        place
            As for `territories_of`.
        side
            Where the pain is; 'midline' asks for both sides.

        Raises
        ------
        KeyError
            If the tables know no such place.
        """
        sides: tuple[BodySide, ...] = ("left", "right") if side == "midline" else (side,)
        found = [
            pairing for t in self.territories_of(place) for s in sides for pairing in self._pairings(t, s)
        ]
        return sorted(found, key=lambda pairing: not pairing.first_choice)

    def places_for(self, region: str, side: BodySide) -> list[Pairing]:
        """The territories the method pairs with a region needled on one side, first choices first.

        A region that is in no table, such as one used for the front of the leg only, has none.
        """
        found = [
            pairing
            for territory in self.territories.values()
            for pain_side in OTHER
            for pairing in self._pairings(territory, pain_side)
            if (pairing.region, pairing.region_side) == (region, side)
        ]
        return sorted(found, key=lambda pairing: not pairing.first_choice)

    def _pairings(self, territory: Territory, pain_side: BodySide) -> Iterator[Pairing]:
        for reach in self.reaches:
            pairs = tuple(p for p in self.pairs if (p.painful, p.use) == (territory.channel, reach.channel))
            if territory.channel not in reach.painful or not pairs:
                continue
            either = tuple(p for p in pairs if self.systems[p.system].side == "either")
            for region in reach.regions:
                yield self._pairing(region, OTHER[pain_side], territory, pain_side, pairs, reach)
                if either:
                    yield self._pairing(region, pain_side, territory, pain_side, either, reach)

    def _pairing(
        self,
        region: str,
        region_side: BodySide,
        territory: Territory,
        pain_side: BodySide,
        pairs: tuple[Pair, ...],
        reach: Reach,
    ) -> Pairing:
        best = min((pair.standing for pair in pairs), key=WEAKEST_LAST.index)
        standing = max(best, territory.claim.standing, reach.claim.standing, key=WEAKEST_LAST.index)
        rules = [self.systems[pair.system].side_rule.sources for pair in pairs]
        mentions = [*(pair.sources for pair in pairs), *rules, territory.claim.sources, reach.claim.sources]
        sources = tuple(dict.fromkeys(mention for group in mentions for mention in group))
        first = region_side != pain_side
        return Pairing(region, region_side, territory.id, pain_side, first, pairs, standing, sources)
