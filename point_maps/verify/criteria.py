"""What is asked of every cause: `causes.toml`, and how each thing it names is measured."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from models.records import Record
from point_maps.verify.drawn import Drawn
from point_maps.verify.lines import Unmeasurable

TABLE = Path(__file__).with_name("causes.toml")
FULL = 1.0
SMALL = 2.0
"""What is less than this, mm, is compared as if it were so much: a tenth of a millimetre is 5 % of it."""


class Criterion(Record):
    """One thing that is asked of some causes, or of all; see `causes.toml`."""

    id: str
    causes: tuple[str, ...] = ()
    measure: str
    figure: str = ""
    of: str = ""
    about: str
    unit: str = ""
    low: float = 0.0
    high: float
    gate: bool
    source: str = ""
    inferred: str = ""

    def holds_for(self, cause: str) -> bool:
        """Whether it is asked of a cause."""
        return not self.causes or cause in self.causes


class _Criteria(Record):
    criterion: tuple[Criterion, ...]


Measure = Callable[[Criterion, Drawn, Drawn | None], float]


@lru_cache(maxsize=1)
def criteria() -> tuple[Criterion, ...]:
    """All that is asked, in order."""
    return _Criteria.model_validate(tomllib.loads(TABLE.read_text(encoding="utf-8"))).criterion


def mirror(it: Drawn, twin: Drawn | None) -> float:
    """How much the figures of the two sides differ at full amount at most, %.

    Raises
    ------
    Unmeasurable
        If there is no other side, or it records other things.
    """
    if twin is None:
        msg = "the other side is not drawn"
        raise Unmeasurable(msg)
    own, others = it.change.facts.figures, twin.change.facts.figures
    if [figure.key for figure in own] != [figure.key for figure in others]:
        msg = "the two sides record different things"
        raise Unmeasurable(msg)
    return max(
        (_apart(one.values[-1], other.values[-1]) for one, other in zip(own, others, strict=True)),
        default=0.0,
    )


def disagreement(it: Drawn) -> float:
    """How much what the file records differs from what is measured at full amount at most, %."""
    found = []
    for key, measure in _ALSO_RECORDED.items():
        try:
            recorded, measured = it.recorded(key, FULL), measure(it)
        except Unmeasurable:
            continue
        # A touch may be recorded as no gap.
        found.append(_apart(max(recorded, 0.0), max(measured, 0.0)))
    if not found:
        msg = "the file records nothing that is measured here"
        raise Unmeasurable(msg)
    return max(found)


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(abs(one), abs(other), SMALL) * 100


def _lost(before: float, after: float) -> float:
    return (1 - after / before) * 100 if before else float("nan")


_ALSO_RECORDED: dict[str, Callable[[Drawn], float]] = {
    "beyond-edge": lambda it: it.beyond_edge[0],
    "least-gap": lambda it: it.least_gap(FULL),
    "free-area": lambda it: it.room(FULL),
}

MEASURES: dict[str, Measure] = {
    "off-healthy": lambda _, it, __: it.off_healthy,
    "kilobytes": lambda _, it, __: it.kilobytes,
    "into-bone": lambda _, it, __: it.deepest("bone"),
    "out-of-skin": lambda _, it, __: it.deepest("skin"),
    "crossing": lambda _, it, __: it.deepest(""),
    "longer": lambda _, it, __: it.longer,
    "thinner": lambda _, it, __: it.thinner,
    "least-gap": lambda _, it, __: it.least_gap(FULL),
    "touch": lambda _, it, __: it.touch,
    "mirror": lambda _, it, twin: mirror(it, twin),
    "disagreement": lambda _, it, __: disagreement(it),
    "others-touched": lambda _, it, __: it.others_touched(),
    "beyond-edge": lambda _, it, __: it.beyond_edge[0],
    "base": lambda _, it, __: it.beyond_edge[1],
    "room-lost": lambda _, it, __: _lost(it.room(0), it.room(FULL)),
    "sac-section": lambda _, it, __: it.section("dural-sac", FULL),
    "figure": lambda what, it, _: it.recorded(what.figure, FULL, what.of),
    "growth": lambda what, it, _: -_lost(*(it.recorded(what.figure, at, what.of) for at in (0, FULL))),
}


def measure(what: Criterion, it: Drawn, twin: Drawn | None = None) -> float:
    """Measure what a criterion asks.

    Raises
    ------
    Unmeasurable
        If the cause has nothing of the kind.
    """
    found = MEASURES[what.measure](what, it, twin)
    if np.isnan(found):
        msg = "there is nothing to compare with"
        raise Unmeasurable(msg)
    return found
