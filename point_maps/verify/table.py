"""The table of a body's checks, as text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from point_maps.verify.findings import Finding
from point_maps.verify.ranges import Range, reason

HEADS = ("no", "", "check", "measured", "accepted", "published", "source", "verdict")


def table(body: str, findings: Sequence[Finding]) -> str:
    """The checks of a body as aligned lines, the misses explained, and a summary."""
    rows = [HEADS, *(row for finding in findings for row in _rows(finding))]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADS))]
    lines = [f"{body}: {summary(findings)}", ""]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    told = [_explained(body, finding) for finding in findings if finding.verdict != "pass"]
    return "\n".join([*lines, *([""] if told else []), *told])


def summary(findings: Sequence[Finding]) -> str:
    """One line: how many pass, how many gates fail."""
    count = Counter(finding.verdict for finding in findings)
    gates = [finding.verdict for finding in findings if finding.check.gate]
    return (
        f"{count['pass']} of {len(findings)} checks pass; "
        f"{gates.count('pass')} of {len(gates)} gates; {count['miss']} missed, {count['FAIL']} failed"
    )


def _rows(finding: Finding) -> Iterator[tuple[str, ...]]:
    """One row for a check, and one below it for each thing it measures if there are more."""
    check, sex = finding.check, finding.sex
    published = check.expected_female if sex == "female" and check.expected_female else check.expected
    kind = "gate" if check.gate else "soft"
    parts = [] if finding.trouble else [_part(finding, part) for part in check.range]
    first = parts.pop() if len(parts) == 1 else ("cannot measure" if finding.trouble else "", "")
    yield (str(check.number), kind, check.about, *first, published, check.source, finding.verdict)
    for part, (measured, accepted) in zip(check.range, parts, strict=False):
        yield ("", "", f"  {part.of}", measured, accepted, "", "", "")


def _part(finding: Finding, part: Range) -> tuple[str, str]:
    """What was measured of one thing, on which side, and what is accepted."""
    low, high = part.bounds(finding.sex)
    measured = f"{_number(finding.measured[part.of])} {part.unit}".strip()
    accepted = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    return measured, accepted


def _number(value: float) -> str:
    """A number as long as it means something."""
    if value == int(value):
        return str(int(value))
    return f"{value:.2f}" if abs(value) < 3 else f"{value:.1f}"


def _explained(body: str, finding: Finding) -> str:
    because = reason(finding.check.number, body)
    told = (
        f"cannot measure: {finding.trouble}"
        if finding.trouble
        else because or "outside the accepted range, for no reason known yet"
    )
    return f"{finding.verdict} {finding.check.number}: {told}."
