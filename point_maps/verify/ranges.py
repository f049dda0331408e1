"""What the checks are measured against: `checks.toml`, and the reasons for misses."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from models.records import Record

HERE = Path(__file__).parent
COUNT = 62
Sex = Literal["female", "male"]


class Range(Record):
    """What is accepted of one thing a check measures."""

    of: str = ""
    unit: str = ""
    low: float = 0.0
    high: float
    female: tuple[float, float] | None = None

    def bounds(self, sex: Sex) -> tuple[float, float]:
        """The lowest and the highest accepted value."""
        return self.female if sex == "female" and self.female else (self.low, self.high)

    def margin(self, value: float, sex: Sex) -> float:
        """How far inside the range a value lies, as a share of its width; negative outside."""
        low, high = self.bounds(sex)
        return min(value - low, high - value) / max(high - low, 1e-9)


class Check(Record):
    """One check."""

    number: Annotated[int, Field(ge=1, le=COUNT)]
    gate: bool
    about: str
    expected: str
    expected_female: str | None = None
    source: str
    range: tuple[Range, ...]


class Reason(Record):
    """Why a body misses a check."""

    number: Annotated[int, Field(ge=1, le=COUNT)]
    bodies: tuple[str, ...] = ()
    because: str


class _Checks(Record):
    check: tuple[Check, ...]


class _Reasons(Record):
    reason: tuple[Reason, ...] = ()


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    """Every check, in order."""
    return _Checks.model_validate(tomllib.loads((HERE / "checks.toml").read_text(encoding="utf-8"))).check


@lru_cache(maxsize=1)
def reasons() -> tuple[Reason, ...]:
    """The reasons given for misses."""
    text = (HERE / "reasons.toml").read_text(encoding="utf-8")
    return _Reasons.model_validate(tomllib.loads(text)).reason


def reason(number: int, body: str) -> str:
    """Why a body misses a check; empty if nothing is known."""
    told = (r.because for r in reasons() if r.number == number and (not r.bodies or body in r.bodies))
    return next(told, "")
