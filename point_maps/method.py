"""The tables of the Balance Method: channels, systems, pairs, territories, formats."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.anchors import Code
from point_maps.statements import Claim, Id, Mentions, Prose, Standing, Statement, Words
from point_maps.words import Level, Nerve

SideRule = Literal["opposite", "either"]
"""opposite: the other side of the body than the pain. either: both are allowed."""


class Channel(Record):
    """A channel of the classical system."""

    id: Id = Field(description="'bladder'.")
    code: Annotated[str, Field(pattern="^[A-Z]{2}$", description="The two letters of the WHO: 'BL'.")]
    name: Prose
    chinese: Prose
    also_called: Words
    limb: Literal["hand", "foot"]
    runs: Claim


class System(Record):
    """One of the ways the method finds a channel to treat another with."""

    id: Id
    name: Prose
    rule: Claim
    side: SideRule
    side_rule: Claim


class Pair(Record):
    """One system's answer: to treat this channel, use that one."""

    system: Id
    painful: Id = Field(description="The channel where the pain is.")
    use: Id = Field(description="The channel that is needled.")
    standing: Standing
    sources: Mentions
    note: Prose | None = None


class Territory(Record):
    """A part of the lower back or leg, and the channel the method counts it to."""

    id: Id
    name: Prose
    also_called: Words
    prong: Id
    channel: Id
    nerves: tuple[Nerve, ...] = ()
    levels: tuple[Level, ...] = ()
    zones: tuple[Id, ...] = Field((), description="Ids of zones of the skin, without a side.")
    claim: Claim


class Reach(Record):
    """Which regions of a channel serve the lower back and the sciatic path."""

    channel: Id
    painful: Annotated[
        tuple[Id, ...], Field(min_length=1, description="Channels these regions are used for.")
    ]
    regions: Annotated[tuple[Code, ...], Field(min_length=1)]
    claim: Claim


class Likeness(Record):
    """One line of a format: this part of a limb stands for that part of the body."""

    part: Prose
    stands_for: Prose


class Format(Record):
    """A way the method lays one part of the body over another: image or mirror."""

    id: Id
    name: Prose
    lays: Annotated[tuple[Likeness, ...], Field(min_length=1)]
    claim: Claim


class Disagreement(Record):
    """Something on which sources contradict each other; every side is told."""

    id: Id
    about: Prose
    views: Annotated[tuple[Claim, ...], Field(min_length=2)]
    here: Statement = Field(description="What this atlas does about it.")
