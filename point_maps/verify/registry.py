"""Which function measures which check."""

from collections.abc import Callable

from point_maps.verify.side import OneSide

Measures = dict[str, float]
"""What was measured, by the label of its range; '' where a check has one."""
Measure = Callable[[OneSide], Measures]

CHECKS: dict[int, Measure] = {}


def check(number: int) -> Callable[[Measure], Measure]:
    """Enter a function as the measure of a check.

    Raises
    ------
    ValueError
        If the number is taken.
    """

    def enter(measure: Measure) -> Measure:
        if number in CHECKS:
            msg = f"check {number} must have one measure; got two"
            raise ValueError(msg)
        CHECKS[number] = measure
        return measure

    return enter
