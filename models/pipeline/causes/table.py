"""The tables of the causes: those that come with wear, and those in the buttock and the leg."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TABLES = [Path(__file__).with_name(name) for name in ("degenerative.toml", "limb.toml")]


def row(cause: str) -> dict[str, Any]:
    """What the tables say of a cause."""
    return dict(_rows()[cause])


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {
        cause: said
        for table in TABLES
        for cause, said in tomllib.loads(table.read_text(encoding="utf-8")).items()
    }
