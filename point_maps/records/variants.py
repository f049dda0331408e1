"""The record of an anatomical variant: what it is, how common, what it means and what not."""

from typing import Annotated, Literal

from pydantic import Field

from models.records import Record
from point_maps.records.statements import Id, Mentions, Prose, Statement, Words

Share = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]


class Count(Record):
    """How often one study, or several pooled, found a variant."""

    study: Prose = Field(description="Who was looked at: 'Thai cadavers, 204 limbs'.")
    percent: Share
    between: tuple[Share, Share] | None = Field(None, description="95 % confidence interval.")
    limbs: Annotated[int, Field(strict=True, gt=0)] | None = None
    sources: Mentions


class VariantCard(Record):
    """What a variant of the sciatic nerve is. Its geometry belongs to the body."""

    id: Id = Field(description="The body's id for it, such as 'piriformis-type-b'.")
    title: Prose
    plain_name: Prose
    also_called: Words
    of: Literal["exit at piriformis", "level of division"]
    usual: bool = Field(description="Whether this is what most people have, and what is shown at first.")
    share: Prose = Field(description="How common, in a few words: 'about 10 in 100'.")
    what: Statement
    how_common: Statement
    counts: tuple[Count, ...] = ()
    means: Statement = Field(description="What it can mean for somebody with pain.")
    means_not: Statement = Field(description="What must not be concluded from it.")
