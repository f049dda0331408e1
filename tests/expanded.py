"""Reads the JSON of an edition as the page does."""

import json
from typing import Any


def expanded(content: bytes | str) -> Any:
    """What a file of `viewer.edition.compact_json` holds."""
    values = json.loads(content)

    def whole(value: Any) -> Any:
        if is_whole(value):
            return values[value] if is_whole(values[value]) else whole(values[value])
        if isinstance(value, dict):
            return {key: whole(part) for key, part in value.items()}
        return [whole(part) for part in value] if isinstance(value, list) else value

    return whole(values[-1])


def is_whole(value: object) -> bool:
    """A number that JavaScript calls an integer: 180.0 is one."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
