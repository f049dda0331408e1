"""How soon another body is drawn, once its files are there."""

from statistics import median

from benchmarks.browser import Visit
from benchmarks.budgets import Row, at_most

THERE_AND_BACK = ("female", "male")


def switching(visit: Visit, rounds: int) -> list[Row]:
    """Go from one body to another and back: the first time fetches, the others are measured."""
    times = [
        [visit.probe("probe.body(argument)", body) for body in THERE_AND_BACK] for _ in range(rounds + 1)
    ]
    warm = [time for pair in times[1:] for time in pair]
    note = f"median of {len(warm)}; the first time {max(times[0]) / 1000:.1f} s"
    return [at_most("a switch to a body that was there before", median(warm) / 1000, 1.2, "s", 2, note)]
