"""Measuring every check on a body: the worse of its two sides, and the verdict."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from models.catalogue import Body
from models.records import DataError
from point_maps.maps import PointMap
from point_maps.solving.frames import MissingError
from point_maps.verify import (  # noqa: F401 - entered in the registry as they are read
    ankle,
    buttock,
    fibular,
    inner_ankle,
    roots,
    thigh,
    whole,
    wrist,
)
from point_maps.verify.lines import Unmeasurable
from point_maps.verify.ranges import Check, Sex, checks
from point_maps.verify.registry import CHECKS, Measures
from point_maps.verify.side import OneSide

Verdict = Literal["pass", "FAIL", "miss"]
"""A gate outside its range fails, another check misses; what cannot be measured fails."""
NOISE = 1e-9


class Finding(NamedTuple):
    """What came of one check on one body.

    Attributes
    ----------
    check, sex
        What was asked, and whose range holds.
    side
        The side that did worse.
    measured
        By the labels of the ranges; empty where it could not be measured.
    trouble
        Why it could not be measured; empty where it was.
    """

    check: Check
    sex: Sex
    side: str
    measured: Measures
    trouble: str

    @property
    def margin(self) -> float:
        """How far inside its ranges the worst value lies, as a share of their width."""
        if self.trouble:
            return float("-inf")
        return min(part.margin(self.measured[part.of], self.sex) for part in self.check.range)

    @property
    def verdict(self) -> Verdict:
        """Pass, or what a check that does not is called."""
        if self.margin >= -NOISE:
            return "pass"
        return "FAIL" if self.check.gate or self.trouble else "miss"


def sex_of(body: Body) -> Sex:
    """Whose ranges hold for a body."""
    return body.manifest.sex


def measure(body: Body, point_map: PointMap, only: Sequence[int] = ()) -> list[Finding]:
    """Measure a body against every check, or only some.

    Returns
    -------
    list[Finding]
        In the order of the checks, each of the side that did worse.
    """
    sides = [OneSide(body, point_map, side) for side in ("left", "right")]
    wanted = [check for check in checks() if not only or check.number in only]
    return [_worse([_finding(check, it, sex_of(body)) for it in sides]) for check in wanted]


def _finding(check: Check, it: OneSide, sex: Sex) -> Finding:
    try:
        return Finding(check, sex, it.side, CHECKS[check.number](it), "")
    except (Unmeasurable, MissingError) as reason:
        return Finding(check, sex, it.side, {}, str(reason))
    except DataError as error:
        return Finding(check, sex, it.side, {}, "; ".join(error.problems))


def _worse(findings: Sequence[Finding]) -> Finding:
    return min(findings, key=lambda finding: finding.margin)
