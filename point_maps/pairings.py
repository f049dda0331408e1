"""The answers of the Balance Method's tables, as the page and the tests read them."""

from typing import Literal, NamedTuple

from point_maps.records.method import Channel, Pair, Reach
from point_maps.records.statements import Standing

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
    reach
        Why it is this point of the channel.
    """

    region: str
    region_side: BodySide
    territory: str
    pain_side: BodySide
    first_choice: bool
    pairs: tuple[Pair, ...]
    standing: Standing
    sources: tuple[str, ...]
    reach: Reach

    @property
    def key(self) -> str:
        """The key of the placed region: 'LU7.left'."""
        return f"{self.region}.{self.region_side}"

    @property
    def systems(self) -> tuple[str, ...]:
        """The ids of the systems that lead to it."""
        return tuple(dict.fromkeys(pair.system for pair in self.pairs))


class Row(NamedTuple):
    """What the systems answer for one painful channel, in the order of the systems."""

    channel: Channel
    cells: tuple[Pair | None, ...]


def rank(pairing: Pairing) -> tuple[bool, int]:
    """Sort first choices before others, then the best known before the less known."""
    return (not pairing.first_choice, WEAKEST_LAST.index(pairing.standing))
