"""How soon the card is there after something was chosen, and after something was pressed on the body."""

from statistics import median, quantiles
from typing import Any

from benchmarks.browser import Visit
from benchmarks.budgets import Row, at_most, some_day

WINDOW = 960, 560
"""The smallest in which the card lies beside the body, which then keeps its place."""
VIEWS = ("back", "front", "lower-back", "buttock", "inner-ankle", "wrist")
"""From where things are pressed: other ones lie in front in each."""


def answering(visit: Visit, count: int = 60) -> list[Row]:
    """Press many things one after the other, with a real mouse, and wait for each card."""
    timed: dict[str, float] = {}
    tried: list[str] = []
    for view in VIEWS:
        visit.probe("probe.look(argument)", view)
        for _ in range(count // len(VIEWS)):
            visit.probe("probe.rest()")
            spot = visit.probe("probe.spot(argument)", tried)
            if spot is None:
                break
            tried.append(spot[2])
            answer = _press(visit, *spot[:2])
            if answer:
                timed[answer[1]] = answer[0]
    times = list(timed.values())
    slowest = max(timed, key=lambda entry: timed[entry])
    note = f"median {median(times):.0f} ms of {len(times)}; slowest {slowest}, {timed[slowest]:.0f} ms"
    p95 = quantiles(times, n=20)[-1]
    return [
        some_day(at_most("a press on the body to its card, the pick included, p95", p95, 50, "ms", 0, note))
    ]


def choosing(visit: Visit, count: int = 60) -> list[Row]:
    """Choose many things one after the other, as from the list, with the network off."""
    visit.page.context.set_offline(True)
    times: list[float] = []
    for entry in visit.probe("probe.some(argument)", count):
        visit.probe("probe.rest()")
        answer = visit.probe("probe.answer(argument)", entry)
        if answer:
            times.append(answer[0])
    visit.page.context.set_offline(False)
    note = f"median {median(times):.0f} ms of {len(times)}, the network off"
    return [at_most("a choice to its card, p95", quantiles(times, n=20)[-1], 50, "ms", 0, note)]


def _press(visit: Visit, x: float, y: float) -> Any:
    """Press somewhere; milliseconds until a card was there and what it is of, or None for no card."""
    visit.page.mouse.move(x, y)
    visit.probe("probe.rest()")  # its name was shown, and drawn
    visit.probe("probe.expect()")
    visit.page.mouse.down()
    visit.page.mouse.up()
    return visit.probe("probe.answered")
