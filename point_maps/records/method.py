"""The tables of the Balance Method: channels, systems, pairs, territories, formats, practices."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.records.anchors import Code
from point_maps.records.statements import Claim, Id, Mentions, Prose, Standing, Statement, Words
from point_maps.records.zones import Part
from point_maps.words import Level, ZoneNerve

SideRule = Literal["opposite", "either", "unknown"]
"""opposite: the other side of the body than the pain. either: both are allowed. unknown: not told."""
SixName = Literal["Taiyang", "Shaoyang", "Yangming", "Taiyin", "Shaoyin", "Jueyin"]
"""The six names two channels each bear, one of the hand and one of the foot."""
PathNerve = (
    ZoneNerve
    | Literal["saphenous", "superior-gluteal", "inferior-gluteal", "l2-root", "l3-root"]
    | Literal["pudendal", "median", "ulnar", "superficial-radial"]
)
"""Nerves of the bodies that the tables can be asked about."""
TWO_LETTERS = "^[A-Z]{2}$"
BodyPart = Literal["low back", "pelvis", "hip", "thigh", "knee", "lower leg", "ankle", "foot"]
"""Parts of the low back and the leg that can hurt."""
LimbPart = Literal["hand", "wrist", "forearm", "elbow", "upper arm", "shoulder"] | BodyPart
"""Parts of arm and leg that a format lays over other parts, and that regions lie on."""
Joint = Literal["shoulder", "elbow", "wrist", "hand"]
PinnedPart = Literal["neck", "l2", "l5-s1", "tailbone", "hip", "knee", "ankle", "foot"]
Hour = Annotated[int, Field(strict=True, ge=0, le=23)]


class Channel(Record):
    """A channel of the classical system: one of the twelve, or an extra vessel."""

    id: Id = Field(description="'bladder'.")
    code: Annotated[str, Field(pattern=TWO_LETTERS, description="The two letters of the WHO: 'BL'.")]
    name: Prose
    chinese: Prose
    also_called: Words
    limb: Literal["hand", "foot", "trunk"]
    six_name: SixName | None = Field(None, description="Which of the six names it bears; vessels have none.")
    hours: tuple[Hour, Hour] | None = Field(None, description="Its hours on the Chinese clock, from and to.")
    runs: Claim


class System(Record):
    """One of the ways the method finds a channel to treat another with."""

    id: Id
    number: Annotated[int, Field(strict=True, ge=1)]
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
    because: Statement | None = Field(
        None, description="Who gives this pair, or how it follows from the rule."
    )


class Territory(Record):
    """A part of the lower back or leg, and the channel the method counts it to."""

    id: Id
    name: Prose
    also_called: Words
    prong: Id
    channel: Id
    nerves: tuple[PathNerve, ...] = ()
    levels: tuple[Level, ...] = ()
    zones: tuple[Id, ...] = Field((), description="Ids of zones of the skin, without a side.")
    sites: tuple[Id, ...] = Field((), description="Ids of sites without a level whose pain is felt here.")
    claim: Claim
    fits: Claim | None = Field(None, description="Why these nerves, levels and zones are counted here.")
    parts: tuple[BodyPart, ...] = Field(
        (), description="The parts it lies on; left out: every region of the right channel is taken for it."
    )
    level: Claim | None = Field(None, description="What the formats lay over it, and what they do not.")
    area: tuple[Part, ...] = Field(
        (), description="The skin it is drawn on, as the parts of a zone are told."
    )


class Reach(Record):
    """Which regions of a channel serve the lower back and the sciatic path."""

    channel: Id
    painful: Annotated[
        tuple[Id, ...], Field(min_length=1, description="Channels these regions are used for.")
    ]
    territories: tuple[Id, ...] = Field((), description="Territories they are used for; all, if left out.")
    regions: Annotated[tuple[Code, ...], Field(min_length=1)]
    claim: Claim


class Pin(Record):
    """Where a format is pinned to the body when it is drawn."""

    at: Joint = Field(description="The joint of the arm; on the leg its like: hip, knee, ankle, foot.")
    source: PinnedPart = Field(
        description="The part of the trunk, or the joint of the leg, that is laid there."
    )


class Likeness(Record):
    """One line of a format: this part of a limb stands for that part of the body."""

    part: Prose
    stands_for: Prose
    of: tuple[LimbPart, ...] = Field((), description="The same part in fixed words, to ask the tables by.")
    over: tuple[BodyPart, ...] = Field((), description="What of the low back and leg it stands for.")
    pinned: Pin | None = Field(None, description="Where it is drawn; left out: it is only told.")


class Format(Record):
    """A way the method lays one part of the body over another: image or mirror."""

    id: Id
    name: Prose
    lays: Annotated[tuple[Likeness, ...], Field(min_length=1)]
    claim: Claim


class Practice(Record):
    """A rule of how it is done: the side, the spot, the number of needles, the time they stay."""

    id: Id
    name: Prose
    about: Literal["side", "spot", "needles", "time"]
    claim: Claim


class Named(Record):
    """Points that somebody named for a complaint, as they told it."""

    id: Id
    who: Prose
    complaint: Prose
    school: Literal["Balance Method", "other"]
    painful: tuple[Id, ...] = Field((), description="Channels the pain was counted to, where that is told.")
    systems: tuple[Id, ...] = Field((), description="Systems they went by, where that is told.")
    points: tuple[Code, ...] = Field((), description="Codes named; none, if only a part of the body is.")
    pain_side: Literal["left", "right", "both", "not told"]
    needled: Literal["left", "right", "opposite", "either", "both", "crossed", "not told"]
    as_told: Claim


class Silence(Record):
    """Places for which the tables have no answer, and why."""

    id: Id
    name: Prose
    places: Annotated[
        tuple[Id, ...],
        Field(min_length=1, description="Ids of territories, channels, zones or nerves, without a side."),
    ]
    because: Claim


class Disagreement(Record):
    """Something on which sources contradict each other; every side is told."""

    id: Id
    about: Prose
    views: Annotated[tuple[Claim, ...], Field(min_length=2)]
    here: Statement = Field(description="What this atlas does about it.")
