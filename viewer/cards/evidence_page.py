"""What acupuncture trials in sciatica found and did not, what is advised, what nobody has shown."""

from typing import Any

from point_maps.records.learning import Evidence, Group
from viewer.atlas import Atlas
from viewer.cards.writer import Writer

KEYS: dict[Group, str] = {
    "bottom line": "summary",
    "trials": "trials",
    "guidelines": "guidelines",
    "often said": "claims",
    "laboratory and animals": "laboratory",
    "not shown": "gaps",
    "harms": "harms",
}
"""The part of the page each group of findings is shown in."""

WEIGHED = ("trial", "review", "guideline")
"""Kinds of findings that speak for or against it."""

LEANS = {"for": "Speaks for it", "against": "Speaks against it", "unclear": "Leaves it open"}


def evidence_page(atlas: Atlas, writer: Writer) -> dict[str, dict[str, Any]]:
    """Write the parts of the page, by the key of their heading; the bottom line is their first."""
    parts: dict[str, dict[str, Any]] = {}
    for finding in atlas.map.evidence.values():
        part = parts.setdefault(KEYS[finding.group], {"blocks": []})
        part["blocks"].append(_block(finding, writer))
    return parts


def _block(finding: Evidence, writer: Writer) -> dict[str, Any]:
    summary = finding.kind == "summary"
    leaning = finding.kind in WEIGHED
    return {
        "title": "" if summary else finding.title,
        "badge": LEANS[finding.leans] if leaning else "",
        "mark": finding.leans if leaning else "",
        "tone": "summary" if summary else "",
        "text": [writer.line(finding.finding), writer.line(finding.limits)],
        "items": [],
    }
