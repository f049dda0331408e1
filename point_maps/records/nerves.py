"""The record of a stretch of the nerve: what it is, where it runs, what it serves."""

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
