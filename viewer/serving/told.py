"""Which values a page may tell of its fields: those of the right shape and size, whatever they name."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from viewer.fields import Field, Kind, fields

LONGEST = 200
"""Characters of a name."""
MOST = 1000
"""Names in a list, or layers."""
CAMERA = 6


def can_be(key: str, value: Any) -> bool:
    """Whether a page may tell this of a field; None says that there is nothing, as of a camera."""
    field = _FIELDS.get(key)
    return field is not None and (value is None or _FITS[field.kind](field, value))


def keys() -> tuple[str, ...]:
    """The fields' names."""
    return tuple(_FIELDS)


def _name(_: Field, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _choice(field: Field, value: Any) -> bool:
    return value in (*field.values, field.default) and isinstance(value, str)


def _text(field: Field, value: Any) -> bool:
    return _name(field, value) and re.fullmatch(field.pattern or ".*", value, re.ASCII) is not None


def _names(field: Field, value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST and all(_name(field, one) for one in value)


def _number(field: Field, value: Any) -> bool:
    low = -math.inf if field.least is None else field.least
    high = math.inf if field.most is None else field.most
    return _is_number(value) and low <= value <= high


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _layers(of: Callable[[Any], bool]) -> Callable[[Field, Any], bool]:
    def fits(field: Field, value: Any) -> bool:
        if not isinstance(value, dict) or len(value) > MOST:
            return False
        return all(_name(field, key) and of(one) for key, one in value.items())

    return fits


def _camera(_: Field, value: Any) -> bool:
    return isinstance(value, list) and len(value) == CAMERA and all(map(_is_number, value))


_FIELDS: Mapping[str, Field] = {field.key: field for field in fields()}
_FITS: Mapping[Kind, Callable[[Field, Any], bool]] = {
    "choice": _choice,
    "id": _name,
    "ids": _names,
    "view": _name,
    "text": _text,
    "layers": _layers(lambda one: isinstance(one, bool)),
    "percents": _layers(lambda one: _is_number(one) and 0 <= one <= 1),
    "camera": _camera,
    "flag": lambda _, value: isinstance(value, bool),
    "number": _number,
    "step": lambda _, value: _is_number(value) and 0 <= value <= MOST,
}
