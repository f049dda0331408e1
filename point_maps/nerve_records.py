"""The record of a stretch of the nerve: what it is, where it runs, what it serves."""

from pydantic import Field

from models.records import Record
from point_maps.statements import Prose, Statement, Words
from point_maps.words import Nerve


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
