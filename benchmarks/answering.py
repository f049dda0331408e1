"""How soon the card is there after something was chosen."""

from statistics import median, quantiles

from benchmarks.browser import Visit
from benchmarks.budgets import Row, at_most


def answering(visit: Visit, count: int = 60) -> list[Row]:
    """Choose many things one after the other and wait for each card."""
    timed = visit.probe("probe.choose(argument)", count)
    times = [time for time, _ in timed]
    slowest = max(timed)
    note = f"median {median(times):.0f} ms of {len(times)}; slowest {slowest[1]}, {slowest[0]:.0f} ms"
    return [at_most("selection to the card shown, p95", quantiles(times, n=20)[-1], 100, "ms", 0, note)]
