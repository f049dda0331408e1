"""The table of the causes that come with wear."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "degenerative.toml"


def row(cause: str) -> dict[str, Any]:
    """What the table says of a cause."""
    return dict(_table()[cause])


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
