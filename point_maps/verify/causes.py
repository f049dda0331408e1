"""The part "causes": every cause that is drawn on a body, against what is asked of it; its table."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from models import catalogue
from models.catalogue import Body
from models.change_file import ChangeError
from point_maps.verify.at_once import at_once
from point_maps.verify.criteria import Criterion, criteria, measure
from point_maps.verify.drawn import Drawn
from point_maps.verify.lines import Unmeasurable

Verdict = Literal["pass", "FAIL", "miss"]
NOISE = 1e-9
HEADS = ("cause", "", "criterion", "measured", "accepted", "source", "verdict")
PROMISE = "promise of this atlas"
"""What stands for a source where nothing is published: it is a matter of the drawing."""


class Finding(NamedTuple):
    """What came of one criterion on one cause.

    Attributes
    ----------
    what, place
        What was asked, and of which cause on which side: `l5-s1-herniated-disc.left`.
    measured
        The value; nothing where it could not be measured.
    trouble
        Why it could not be measured; empty where it was.
    """

    what: Criterion
    place: str
    measured: float | None
    trouble: str

    @property
    def margin(self) -> float:
        """How far inside the accepted range it lies, as a share of its width."""
        if self.measured is None:
            return float("-inf")
        width = max(self.what.high - self.what.low, 1e-9)
        return min(self.measured - self.what.low, self.what.high - self.measured) / width

    @property
    def verdict(self) -> Verdict:
        """Pass, or what one that does not is called: a gate fails, and so does what cannot be measured."""
        if self.margin >= -NOISE:
            return "pass"
        return "FAIL" if self.what.gate or self.trouble else "miss"


def run(bodies: Sequence[str] = ()) -> int:
    """Print the table of the causes of each body.

    Returns
    -------
    int
        0, or 1 if on any of them a gate fails, or something cannot be measured.

    Raises
    ------
    DataError
        If a body is not installed.
    """
    failed = False
    for name, findings in measured(bodies or catalogue.available()):
        sys.stdout.write(table(name, findings) + "\n\n")
        failed |= any(finding.verdict == "FAIL" for finding in findings)
    return int(failed)


def measured(bodies: Sequence[str]) -> Iterator[tuple[str, list[Finding]]]:
    """What comes of each body, several causes at once, and on stderr how far that has come."""
    tasks = [(name, cause) for name in bodies for cause in _causes(catalogue.load(name))]
    found = at_once(_of_one, tasks, "causes measured")
    for name, some in groupby(zip(tasks, found, strict=True), key=lambda pair: pair[0][0]):
        yield name, [finding for _, findings in some for finding in findings]


def _of_one(task: tuple[str, str]) -> list[Finding]:
    name, cause = task
    return find(catalogue.load(name), [cause])


def _causes(body: Body) -> list[str]:
    """The causes that are drawn on a body, without their sides."""
    return list(dict.fromkeys(place.rpartition(".")[0] for place in body.causes))


def find(body: Body, only: Sequence[str] = ()) -> list[Finding]:
    """Measure the causes of a body, or only some (`tarsal-tunnel`): the worse side of each criterion."""
    found = []
    for cause in only or _causes(body):
        places = (place for place in body.causes if place.rpartition(".")[0] == cause)
        sides = [Drawn(body, place, body.causes[place]) for place in places]
        for it in sides[1:]:
            it.other = sides[0]
        for what in criteria():
            if what.holds_for(cause) and (what.measure != "mirror" or sides[0].side != "midline"):
                results = [finding(what, it, _twin(it, sides)) for it in sides]
                found.append(min(results, key=lambda result: result.margin))
    return found


def _twin(it: Drawn, sides: Sequence[Drawn]) -> Drawn | None:
    return next((other for other in sides if other is not it), None)


def finding(what: Criterion, it: Drawn, twin: Drawn | None) -> Finding:
    """What comes of a criterion on one side of a cause; `twin` is its other side."""
    try:
        return Finding(what, it.place, measure(what, it, twin), "")
    except (Unmeasurable, ChangeError) as reason:
        return Finding(what, it.place, None, str(reason))


def table(body: str, findings: Sequence[Finding]) -> str:
    """The criteria of a body's causes as aligned lines, what cannot be measured explained, and a summary."""
    rows = [HEADS, *_rows(findings)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADS))]
    lines = [f"{body}, causes: {summary(findings)}", ""]
    for row in rows:
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    told = [
        f"FAIL {one.place}, {one.what.id}: cannot measure: {one.trouble}." for one in findings if one.trouble
    ]
    inferred = {one.what.id: one.what.inferred for one in findings if one.what.inferred}
    notes = [f"* {name}: the source does not say {what}." for name, what in inferred.items()]
    return "\n".join([*lines, *([""] if told or notes else []), *told, *notes])


def summary(findings: Sequence[Finding]) -> str:
    """One line: how many causes, how many criteria pass, how many gates fail."""
    count = Counter(finding.verdict for finding in findings)
    causes = {finding.place.rpartition(".")[0] for finding in findings}
    gates = [finding.verdict for finding in findings if finding.what.gate]
    return (
        f"{len(causes)} causes; {count['pass']} of {len(findings)} criteria pass; "
        f"{gates.count('pass')} of {len(gates)} gates; {count['miss']} missed, {count['FAIL']} failed"
    )


def _rows(findings: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    """One row for a criterion; the cause is named at its first, and the worse side with what was measured."""
    named = ""
    for one in findings:
        cause, _, side = one.place.rpartition(".")
        what = one.what
        measured = (
            "cannot measure" if one.measured is None else f"{_number(one.measured)} {what.unit}".strip()
        )
        accepted = (
            _number(what.low) if what.low == what.high else f"{_number(what.low)} to {_number(what.high)}"
        )
        source = (what.source or PROMISE) + (" *" if what.inferred else "")
        yield (
            "" if cause == named else cause,
            "gate" if what.gate else "soft",
            f"{what.id}: {what.about}",
            measured + ("" if side == "midline" or one.measured is None else f", {side}"),
            accepted,
            source,
            one.verdict,
        )
        named = cause


def _number(value: float) -> str:
    """A number as long as it means something."""
    if value == round(value):
        return str(int(value))
    return f"{value:.2f}" if abs(value) < 3 else f"{value:.1f}"
