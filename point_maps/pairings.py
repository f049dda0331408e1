"""The answers of the Balance Method's tables, as the page and the tests read them."""

from typing import Literal, NamedTuple, get_args

from point_maps.records.method import Channel, Pair, Reach
from point_maps.records.statements import Standing

BodySide = Literal["left", "right"]
PainSide = Literal["left", "right", "midline"]
Choice = Literal["first", "also", "off-level"]
"""first: on the side away from the pain. also: on the same side, where that is allowed. off-level: of the
right channel, but at a level that no format lays over the painful place."""
CHOICES: tuple[Choice, ...] = get_args(Choice)
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
    choice
        Whether it is a first choice, also allowed, or of the right channel only.
    formats
        Ids of the formats that lay the region's part of the limb over the territory.
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
    choice: Choice
    formats: tuple[str, ...]
    pairs: tuple[Pair, ...]
    standing: Standing
    sources: tuple[str, ...]
    reach: Reach

    @property
    def first_choice(self) -> bool:
        """Whether it lies on the side away from the pain and at the right level."""
        return self.choice == "first"

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


def rank(pairing: Pairing) -> tuple[int, int]:
    """Sort first choices before others, then the best known before the less known."""
    return (CHOICES.index(pairing.choice), WEAKEST_LAST.index(pairing.standing))
