"""What a cause costs: a frame while its slider moves, and how soon it is drawn once it is chosen."""

from statistics import median, quantiles

from benchmarks.browser import Visit
from benchmarks.budgets import Row, at_most, ratio

FRAMES = 20
WARM = 2
"""So many times every cause is chosen; the first fetches its file."""


def bending(visit: Visit, rounds: int) -> list[Row]:
    """Move a cause's slider and turn the body, in turns; then choose one cause after the other."""
    causes = visit.probe("Object.keys(window.atlas.get('atlas').changes)")
    visit.probe("probe.cause(argument)", causes[0])
    visit.probe("probe.rest()")
    moved: list[float] = []
    turned: list[float] = []
    for turn in range(rounds + 1):
        slid = visit.probe("probe.bend(argument)", FRAMES)
        dragged = visit.probe("probe.orbit(argument)", FRAMES)["times"]
        if turn:  # the first turn warms up
            moved += slid
            turned += dragged
    note = f"{median(moved):.0f} ms against {median(turned):.0f} ms, {causes[0]}"
    slid_against = ratio(moved, turned)
    times = [[visit.probe("probe.cause(argument)", one) for one in reversed(causes)] for _ in range(WARM)]
    first, warm = times[0], times[-1]
    slowest = quantiles(warm, n=20)[-1]
    spent = f"median {median(warm):.0f} ms of {len(warm)}; the first time {median(first):.0f} ms"
    what = "frame time while a cause's slider moves, against a still drag"
    return [
        at_most(what, slid_against, 1.15, "x", 2, note),
        at_most("a chosen cause to its first frame, warm, p95", slowest, 400, "ms", 0, spent),
    ]
