"""The record of a quiz: questions that a teacher prepared, about things of the atlas."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.records import Record
from point_maps.records.statements import Id, Prose, Statement, Words
from point_maps.records.stories import Thing

QuestionKind = Literal["name", "find", "point", "order", "match"]
NEEDED: dict[QuestionKind, tuple[str, ...]] = {
    "name": ("thing",),
    "find": ("thing",),
    "point": ("thing",),
    "order": ("order",),
    "match": ("thing", "nerve", "felt"),
}
"""The keys that a question of each kind needs."""
MAY: dict[QuestionKind, tuple[str, ...]] = {"name": ("choices",), "find": ("choices",), "point": ("choices",)}
"""The keys that it may have besides."""
OF_SOME = ("thing", "choices", "order", "nerve", "felt")
"""The keys that not every kind has."""


class Question(Record):
    """One question. What is right follows from the body: nobody writes it down.

    The page says in its own words what is asked and why the answer is right; both can be said otherwise.
    """

    kind: QuestionKind = Field(
        description="'name': it is marked, and named. 'find': it is named, and pressed on the body. "
        "'point': the same of a point region. 'order': things are put in order. "
        "'match': of a cause, what it presses and where that is felt."
    )
    thing: Thing | None = Field(
        None,
        description="What is asked about; of 'point' a region, of 'match' a cause. All but 'order' need it.",
    )
    choices: Annotated[tuple[Thing, ...], Field(max_length=5)] = Field(
        (), description="Others to choose from, 1 to 5; left out: what lies nearest. Of name, find and point."
    )
    order: Annotated[tuple[Thing, ...], Field(max_length=8)] = Field(
        (), description="Of 'order': 3 to 8 things as they follow each other."
    )
    nerve: Thing | None = Field(None, description="Of 'match': the nerve or root that the cause presses.")
    felt: Thing | None = Field(None, description="Of 'match': the zone of skin in which that is felt.")
    asks: Statement | None = Field(None, description="What is asked, in your own words.")
    because: Statement | None = Field(None, description="What is said first after an answer.")

    @model_validator(mode="after")
    def _has_the_keys_of_its_kind(self) -> Self:
        given = [key for key in OF_SOME if getattr(self, key)]
        if missing := [key for key in NEEDED[self.kind] if key not in given]:
            keys = _and(NEEDED[self.kind])
            msg = f"must have {keys} where kind is {self.kind!r}; got no {missing[0]}. Add it"
            raise ValueError(msg)
        if strange := [key for key in given if key not in (*NEEDED[self.kind], *MAY.get(self.kind, ()))]:
            msg = (
                f"must have no {strange[0]} where kind is {self.kind!r}; got one. Take it out, or change kind"
            )
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        named = [*self.order, *self.choices, *([self.thing] if self.thing else [])]
        if twice := [name for name in named if named.count(name) > 1]:
            msg = f"must name each thing once; got {twice[0]!r} more than once. Take one out"
            raise ValueError(msg)
        if self.kind == "order" and len(self.order) < 3:
            msg = f"must put at least 3 things in order; got {len(self.order)}. Add another"
            raise ValueError(msg)
        return self


class Quiz(Record):
    """Questions that a teacher prepared, in their order."""

    id: Id
    title: Prose
    also_called: Words
    about: Statement = Field(description="What it is for, in one or two sentences.")
    question: Annotated[tuple[Question, ...], Field(min_length=1, max_length=40)]


def _and(keys: Sequence[str]) -> str:
    return ", ".join(keys[:-1]) + (" and " if keys[1:] else "") + keys[-1]
