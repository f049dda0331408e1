"""The rows of the table: what is measured, what it may cost, what it cost here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what
        The thing measured, in words.
    budget
        The limit as the reader sees it; empty where the row only informs.
    measured
        The value as the reader sees it.
    held
        Whether the budget is held; None where there is none to hold.
    claimed
        Whether the atlas claims to hold it today. What later work is to bring is measured and told all the
        same, and makes no run fail.
    """

    what: str
    budget: str
    measured: str
    held: bool | None = None
    claimed: bool = True

    @property
    def verdict(self) -> str:
        """A word or two for the last column."""
        return {True: "held", False: "OVER" if self.claimed else "not yet", None: ""}[self.held]

    @property
    def failed(self) -> bool:
        """Whether it says that the atlas does not do what it claims."""
        return self.claimed and self.held is False


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 2, note: str = "") -> Row:
    """Make a row that is held when `value` is not above `limit`."""
    return Row(what, f"<= {limit:g} {unit}".strip(), shown(value, unit, digits, note), value <= limit)


def some_day(row: Row) -> Row:
    """Make a row that later work is to hold: the atlas does not claim it yet."""
    return replace(row, claimed=False)


def told(what: str, value: float, unit: str, digits: int = 2, note: str = "") -> Row:
    """Make a row without a budget."""
    return Row(what, "", shown(value, unit, digits, note))


def shown(value: float, unit: str, digits: int, note: str) -> str:
    """Write a measured value with its unit and, in brackets, what to know about it."""
    text = f"{value:,.{digits}f} {unit}".strip()
    return f"{text} ({note})" if note else text


def table(rows: Iterable[Row]) -> str:
    """Lay the rows out as a Markdown table with even columns."""
    lines = [("what", "budget", "measured", "verdict")]
    lines += [(row.what, row.budget, row.measured, row.verdict) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    body = [_line(line, widths) for line in lines]
    body.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(body)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Compare two series taken in turns, by their medians."""
    return median(ours) / median(theirs)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
