"""The record of a stretch of the nerve: what it is, where it runs, what it serves, and where a walk stops."""

from typing import Annotated

from pydantic import Field

from models.records import Record
from point_maps.records.statements import Prose, Statement, Words
from point_maps.words import Nerve


class RootLevel(Record):
    """What tells one root from its neighbours: read side by side for L4, L5, S1 and S2."""

    felt: Statement = Field(description="Where pain, tingling or numbness from this root is felt.")
    key_point: Statement = Field(description="The place on the skin where feeling is tested.")
    weak: Statement = Field(description="The movement that becomes weak, with the muscles and the test.")
    reflex: Statement = Field(description="The reflex that becomes weaker, and how far it can be relied on.")


class Stop(Record):
    """A stop of a walk along the nerve: where it is, what is told there, and from where it is looked at."""

    at: float = Field(
        strict=True,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Where on this stretch, as a share of its length: 0 is its beginning, 1 its end.",
    )
    place: Prose = Field(description="In one or two words, for the scale of the walk: 'Buttock'.")
    title: Prose
    says: Statement | None = Field(None, description="Left out: `runs` of the stretch is told.")
    turn: float = Field(
        180,
        strict=True,
        ge=0,
        lt=360,
        allow_inf_nan=False,
        description="From where it is looked at, in degrees round the outer side of this leg: 0 is the "
        "front, 90 the outer side, 180 the back, 270 the inner side.",
    )
    rise: float = Field(4, strict=True, ge=-80, le=80, allow_inf_nan=False, description="Degrees from above.")
    height: float = Field(
        260, strict=True, ge=80, le=900, allow_inf_nan=False, description="How much is seen around it, mm."
    )
    cut: float | None = Field(
        None,
        strict=True,
        ge=10,
        le=400,
        allow_inf_nan=False,
        description="What lies more than so many mm before it is not drawn; left out: all is drawn.",
    )


class NerveCard(Record):
    """What a stretch of the nerve is, where it runs and what it serves."""

    id: Nerve
    plain_name: Prose
    also_called: Words
    what: Statement
    runs: Statement
    skin: Statement = Field(description="The skin it serves.")
    moves: Statement = Field(description="The muscles it serves.")
    matters: Statement = Field(description="Why it matters for sciatica.")
    level: RootLevel | None = Field(None, description="For a root only: how it is told from the next.")
    walks_to: Nerve | None = Field(
        None, description="For a root: the branch a walk from it takes, unless another is chosen."
    )
    stop: Annotated[tuple[Stop, ...], Field(max_length=8)] = Field(
        (), description="Where a walk along the nerve stops on this stretch."
    )
