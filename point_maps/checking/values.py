"""Any value a TOML file can hold, in words for somebody who writes no programs."""

import math
from collections.abc import Callable
from datetime import date, datetime, time
from types import NoneType, UnionType
from typing import Any

from pydantic import BaseModel

from models.records import shown

MOST_DIGITS = 40


def in_words(value: Any) -> str:
    """A found value as a message shows it: texts and numbers as they stand, all else by what it is."""
    return next((said(value) for kind, said in _SAID if isinstance(value, kind)), "something else")


def quoted(value: Any) -> str | None:
    """A value as a text in TOML's quotes; None where its writer may have spelt it in another way."""
    if isinstance(value, bool | datetime | date | time):
        return f'"{_written(value)}"'
    return f'"{value}"' if isinstance(value, int) and abs(value) < 10**MOST_DIGITS else None


def _written(value: bool | datetime | date | time) -> str:
    return str(value).lower() if isinstance(value, bool) else value.isoformat()


def _of_time(value: date | time) -> str:
    return "date and time" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"


def _whole(value: int) -> str:
    return f"{value}" if abs(value) < 10**MOST_DIGITS else f"a number of more than {MOST_DIGITS} digits"


def _number(value: float) -> str:
    if math.isnan(value):
        return "nan, which is no number"
    return f"{value}, a number without end" if math.isinf(value) else repr(value)


_SAID: tuple[tuple[type | UnionType, Callable[[Any], str]], ...] = (
    (str, shown),
    (bool, lambda value: f"{_written(value)} without quotes"),
    (int, _whole),
    (float, _number),
    (date | time, lambda value: f"the {_of_time(value)} {_written(value)}"),
    (dict | BaseModel, lambda _: "a table"),
    (list | tuple, lambda value: "a list" if value else "an empty list"),
    (NoneType, lambda _: "nothing"),
)
"""What a value is, and how it is said: all that TOML knows, the narrower kind first."""
