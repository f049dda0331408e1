"""The command: measure bodies, print their tables, say whether every gate is passed."""

import sys
from collections.abc import Sequence
from pathlib import Path

from models import catalogue
from point_maps import maps
from point_maps.verify.findings import measure
from point_maps.verify.table import table


def run(bodies: Sequence[str] = (), extra: Sequence[Path] = ()) -> int:
    """Print the table of checks of each body.

    Parameters
    ----------
    bodies
        Names of bodies; empty for all that are installed.
    extra
        Map files that join or stand in for the shipped ones.

    Returns
    -------
    int
        0, or 1 if on any of them a gate fails, or something cannot be measured.

    Raises
    ------
    DataError
        If a body is not installed, or a map file is not in order.
    """
    point_map = maps.load(extra)
    failed = False
    for name in bodies or catalogue.available():
        findings = measure(catalogue.load(name), point_map)
        sys.stdout.write(table(name, findings) + "\n\n")
        failed |= any(finding.verdict == "FAIL" for finding in findings)
    return int(failed)
