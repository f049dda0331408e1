"""Questions to the Balance Method's tables: which regions it pairs with a painful place.

The answers repeat what the method says, with its sources; they are not a finding about
what helps.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, get_args

from point_maps.limb_parts import laid_over, part_of
from point_maps.painful_places import NERVES, other_places, places_of
from point_maps.pairings import OTHER, WEAKEST_LAST, BodySide, Choice, PainSide, Pairing, Row, rank
from point_maps.records.learning import Prong
from point_maps.records.method import (
    Channel,
    Disagreement,
    Format,
    Named,
    Pair,
    Practice,
    Reach,
    Silence,
    System,
    Territory,
)
from point_maps.schema import MapFile
from point_maps.words import Level, nearest

__all__ = ["Balance", "BodySide", "PainSide", "Pairing", "Row"]


class Balance:
    """The tables of the method, by id, and what they answer."""

    def __init__(self, files: Sequence[MapFile]) -> None:
        self.channels: dict[str, Channel] = {r.id: r for file in files for r in file.channel}
        self.systems: dict[str, System] = {r.id: r for file in files for r in file.system}
        self.prongs: dict[str, Prong] = {r.id: r for file in files for r in file.prong}
        self.territories: dict[str, Territory] = {r.id: r for file in files for r in file.territory}
        self.formats: dict[str, Format] = {r.id: r for file in files for r in file.format}
        self.practices: dict[str, Practice] = {r.id: r for file in files for r in file.practice}
        self.named: dict[str, Named] = {r.id: r for file in files for r in file.named}
        self.silences: dict[str, Silence] = {r.id: r for file in files for r in file.silence}
        self.disagreements: dict[str, Disagreement] = {r.id: r for file in files for r in file.disagreement}
        self.pairs: tuple[Pair, ...] = tuple(r for file in files for r in file.pair)
        self.reaches: tuple[Reach, ...] = tuple(r for file in files for r in file.reach)
        self._stands_for = dict(other_places(files))
        self._lies_on = {r.code: part_of(r.anchor) for file in files for r in file.region}

    def knows(self, place: str) -> bool:
        """Tell whether the atlas has such a place, answered by the tables or not."""
        return place in self._places

    def territories_of(self, place: str) -> list[Territory]:
        """The territories a painful place belongs to; none where the tables are silent.

        Parameters
        ----------
        place
            A territory, prong or channel by id; a nerve, zone or site without a side
            ('sciatic', 'dermatome-l5', 'tarsal-tunnel'); a disc level ('L5-S1') or a root ('L5').

        Raises
        ------
        KeyError
            If there is no such place.
        """
        if not self.knows(place):
            msg = (
                "must be a territory, prong, channel, nerve, zone, site, level or root; "
                f"got {place!r}{nearest(place, self._places)}"
            )
            raise KeyError(msg)
        asked = {place, *self._stands_for.get(place, ())}
        return [territory for territory in self.territories.values() if asked & places_of(territory)]

    def regions_for(self, place: str, side: PainSide) -> list[Pairing]:
        """The regions the method pairs with a painful place: first choices first, then the best known.

        Parameters
        ----------
        place
            As for `territories_of`.
        side
            Where the pain is; 'midline' asks for both sides.

        Raises
        ------
        KeyError
            If there is no such place.
        """
        sides: tuple[BodySide, ...] = ("left", "right") if side == "midline" else (side,)
        found = [p for t in self.territories_of(place) for s in sides for p in self._pairings(t, s)]
        return sorted(found, key=rank)

    def silent(self, place: str) -> tuple[Silence, ...]:
        """What the tables leave open about a place and why; it may stand beside answers.

        Raises
        ------
        KeyError
            If there is no such place.
        """
        territories = self.territories_of(place)
        asked = {place, *self._stands_for.get(place, ()), *(t.id for t in territories)}
        asked.update(territory.channel for territory in territories)
        return tuple(silence for silence in self.silences.values() if asked & set(silence.places))

    def places_for(self, region: str, side: BodySide) -> list[Pairing]:
        """The territories the method pairs with a region needled on one side, in the order of `regions_for`.

        A region that is in no table, such as one shown only as a neighbour, has none.
        """
        return sorted(self._answers.get((region, side), ()), key=rank)

    def prong(self, key: str) -> Prong:
        """One of the two aims, by its id.

        Raises
        ------
        KeyError
            If there is no such aim; the message names the nearest.
        """
        if key not in self.prongs:
            msg = f"must be the id of a prong; got {key!r}{nearest(key, self.prongs)}"
            raise KeyError(msg)
        return self.prongs[key]

    def territories_in(self, prong: str) -> list[Territory]:
        """The territories that one of the two aims is about.

        Raises
        ------
        KeyError
            If there is no such aim.
        """
        return [t for t in self.territories.values() if t.prong == self.prong(prong).id]

    def regions_in(self, prong: str, side: PainSide) -> list[Pairing]:
        """The regions that serve one of the two aims, in the order of `regions_for`.

        Raises
        ------
        KeyError
            If there is no such aim.
        """
        return self.regions_for(self.prong(prong).id, side)

    def table(self, painful: Iterable[str] = ()) -> list[Row]:
        """What each system answers for each painful channel.

        Parameters
        ----------
        painful
            Ids of channels; without them every channel that has a pair, in the order of the pairs.

        Raises
        ------
        KeyError
            If there is no such channel.
        """
        asked = list(painful) or list(dict.fromkeys(pair.painful for pair in self.pairs))
        found = {(pair.painful, pair.system): pair for pair in self.pairs}
        return [Row(self.channels[key], tuple(found.get((key, s)) for s in self.systems)) for key in asked]

    def named_for(self, region: str) -> list[Named]:
        """Who named this very point, and for what."""
        return [named for named in self.named.values() if region in named.points]

    @cached_property
    def _answers(self) -> Mapping[tuple[str, BodySide], list[Pairing]]:
        """All pairings by the region and the side it is needled on."""
        found: dict[tuple[str, BodySide], list[Pairing]] = {}
        for territory in self.territories.values():
            for pain_side in OTHER:
                for pairing in self._pairings(territory, pain_side):
                    found.setdefault((pairing.region, pairing.region_side), []).append(pairing)
        return found

    @cached_property
    def _places(self) -> set[str]:
        silent = {place for silence in self.silences.values() for place in silence.places}
        listed = {place for territory in self.territories.values() for place in places_of(territory)}
        return {
            *silent, *listed, *self._stands_for, *self.channels, *self.prongs, *get_args(Level), *NERVES,
        }  # fmt: skip

    def _pairings(self, territory: Territory, pain_side: BodySide) -> Iterator[Pairing]:
        for reach in self.reaches:
            pairs = tuple(p for p in self.pairs if (p.painful, p.use) == (territory.channel, reach.channel))
            if not pairs or not _serves(reach, territory):
                continue
            either = tuple(p for p in pairs if self.systems[p.system].side == "either")
            for region in reach.regions:
                part = self._lies_on.get(region)
                formats = laid_over(self.formats.values(), part, territory.parts)
                # What a teacher named for just this place needs no format to lay it there.
                named = reach.claim.standing == "published"
                on_level = bool(formats) or named or part is None or not territory.parts
                choice: Choice = "first" if on_level else "off-level"
                found = Found(territory, pain_side, reach, formats)
                yield self._pairing(region, OTHER[pain_side], choice, pairs, found)
                if either and on_level:
                    yield self._pairing(region, pain_side, "also", either, found)

    def _pairing(
        self, region: str, region_side: BodySide, choice: Choice, pairs: tuple[Pair, ...], found: "Found"
    ) -> Pairing:
        territory, pain_side, reach, formats = found
        best = min((pair.standing for pair in pairs), key=WEAKEST_LAST.index)
        claims = [claim for claim in (territory.claim, territory.level, reach.claim) if claim]
        standing = max(best, *(claim.standing for claim in claims), key=WEAKEST_LAST.index)
        rules = [self.systems[pair.system].side_rule.sources for pair in pairs]
        mentions = [*(pair.sources for pair in pairs), *rules, *(claim.sources for claim in claims)]
        sources = tuple(dict.fromkeys(mention for group in mentions for mention in group))
        return Pairing(
            region, region_side, territory.id, pain_side, choice, formats, pairs, standing, sources, reach
        )


class Found(NamedTuple):
    """Where a pairing comes from: the painful place, its side, the row of regions, what lays them there."""

    territory: Territory
    pain_side: BodySide
    reach: Reach
    formats: tuple[str, ...]


def _serves(reach: Reach, territory: Territory) -> bool:
    """Whether the points of a reach are used for a territory at all."""
    named = not reach.territories or territory.id in reach.territories
    return named and territory.channel in reach.painful
