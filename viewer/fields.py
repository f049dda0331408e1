"""The fields of the page's state, read from the table the page itself works with.

What a column means is said in `web/state/types.js`.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field as Column
from pydantic import TypeAdapter, ValidationError

from models.records import DataError, Record, sentences

TABLE = Path(__file__).parent / "web" / "state" / "fields.js"

Kind = Literal[
    "choice", "id", "ids", "view", "layers", "percents", "camera", "flag", "number", "text", "step",
]  # fmt: skip
Names = Literal["bodies", "entries", "drawn", "views", "variants", "stories"]
Part = Literal["scene", "zones", "camera"]

_LITERAL = re.compile(r"^export const FIELDS = (\[.*?\]);$", re.DOTALL | re.MULTILINE)


class Field(Record):
    """One field of the page's state: its row of the table."""

    key: str
    kind: Kind
    default: str | bool | int | float | tuple[str, ...] | None
    story: Literal["own", "step"]
    step_keys: tuple[str, ...] | None = Column(None, alias="stepKeys")
    undo: bool
    history: bool
    reset: bool
    redraws: tuple[Part, ...]
    whole: Literal["always", "changed", "never"]
    values: tuple[str, ...] = ()
    of: Names | None = None
    any_case: bool = Column(False, alias="anyCase")
    least: float | None = None
    most: float | None = None
    digits: int = 0
    pattern: str | None = None

    @property
    def set_by(self) -> tuple[str, ...]:
        """The keys of a story's step that set this field; none where it is left, or settled unasked."""
        if self.story == "own":
            return ()
        return (self.key,) if self.step_keys is None else self.step_keys


@cache
def fields() -> tuple[Field, ...]:
    """The rows of the table, in its order.

    Raises
    ------
    DataError
        If the table is not where or what it should be.
    """
    return parsed(TABLE.read_text("utf-8"))


def parsed(text: str) -> tuple[Field, ...]:
    """Read the rows out of the text of a module that holds the table.

    Raises
    ------
    DataError
        If there is no table, it is not JSON, or a row is not one.
    """
    found = _LITERAL.search(text)
    if not found:
        raise DataError(
            TABLE.name,
            ["must hold `export const FIELDS = [...];`, with the bracket and sign at a line's end"],
        )
    try:
        return TypeAdapter(tuple[Field, ...]).validate_json(found[1])
    except ValidationError as error:
        raise DataError(TABLE.name, sentences(error)) from error
