"""What an address of the page asks to be drawn, read as the page reads it.

`cut` and `zones` are the page's own; what else an address says is for its readers.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlsplit

from models.records import DataError
from viewer.atlas.layers import LAYERS

WHERE = "address"
FULL = 100.0
"""Percent: fully affected, or opaque."""
SIDES = ("both", "left", "right")
_FIELDS = 6

Value = TypeVar("Value")


class Asked(NamedTuple):
    """What an address names; None or nothing where it says nothing.

    `amount` is percent. `opacity` is 0-1 by layer. `camera` is azimuth and elevation, degrees, the distance
    of the eye from what is looked at, and that, LPS, mm. `hurts` are painful places in the order of their
    letters, `walk` the root and the nerve that a walk leads from and to. `method` is a format of the Balance
    Method with the side of the pain, `system` one of its systems, 0 for none; `names` is whether anything in
    the picture is named.
    """

    body: str | None = None
    select: str = ""
    amount: float | None = None
    show: tuple[str, ...] | None = None
    opacity: Mapping[str, float] = {}
    hide: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    side: str = "both"
    variant: str = ""
    view: str = ""
    camera: tuple[float, ...] | None = None
    hurts: tuple[str, ...] = ()
    walk: tuple[str, ...] = ()
    method: str = ""
    system: int = 0
    names: bool = True


def read(address: str) -> Asked:
    """Read an address of the page, or only its query.

    Raises
    ------
    DataError
        With all that cannot be read.
    """
    query = dict(parse_qsl(urlsplit(address).query or address.lstrip("?"), keep_blank_values=True))
    problems: list[str] = []

    def told(key: str, how: Callable[[str], Value], expected: str) -> Value | None:
        if key not in query:
            return None
        try:
            return how(query[key])
        except ValueError:
            problems.append(f"{key}: must be {expected}; got {query[key]!r}")
            return None

    asked = Asked(
        query.get("body"),
        query.get("select", ""),
        told("amount", _percent, "from 0 to 100"),
        told("show", _layers, f"layers, of {', '.join(layer.id for layer in LAYERS)}"),
        told("opacity", _opacities, "layers with percents, as skin:40") or {},
        _names(query.get("hide", "")),
        _names(query.get("only", "")),
        told("side", _side, " or ".join(SIDES)) or "both",
        query.get("variant", ""),
        query.get("view", ""),
        told("camera", _camera, "azimuth, elevation, distance and a place, six numbers"),
        _names(query.get("hurts", "")),
        _names(query.get("walk", "")),
        query.get("method", ""),
        told("system", _whole, "the number of a system, 0 for none") or 0,
        query.get("names") != "0",
    )
    if problems:
        raise DataError(WHERE, problems)
    return asked


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


def _percent(text: str) -> float:
    if not text.isdecimal() or float(text) > FULL:
        raise ValueError
    return float(text)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValueError
    return int(text)


def _layers(text: str) -> tuple[str, ...]:
    names = _names(text)
    if set(names) - {layer.id for layer in LAYERS}:
        raise ValueError
    return names


def _opacities(text: str) -> dict[str, float]:
    parts = [part.partition(":") for part in _names(text)]
    _layers(",".join(layer for layer, _, _ in parts))
    return {layer: _percent(value) / FULL for layer, _, value in parts}


def _side(text: str) -> str:
    if text not in SIDES:
        raise ValueError
    return text


def _camera(text: str) -> tuple[float, ...]:
    numbers = tuple(float(part) for part in text.split(","))
    if len(numbers) != _FIELDS:
        raise ValueError
    return numbers
