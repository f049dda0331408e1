"""JSON in which a value that stands more than once is written once: cards say much of what others say.

A file is a list of values, of which the last is what it holds. Within a value a whole number is a place in
that list, and means the value there; so whole numbers themselves stand in the list.
`viewer/web/source/compact_json.js` reads it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

Json = Iterable[tuple[str, Any]]
"""The members of one JSON object, one after the other: a large one is never held whole as Python has it."""

_short = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact(members: Json) -> Iterator[bytes]:
    """A JSON object as UTF-8, in parts."""
    values = _Values()
    held = values.stand({key: values.place(member) for key, member in members})
    for count, value in enumerate(values.written(held)):
        yield f"{',' if count else '['}{_short(value)}".encode()
    yield b"]"


class _Values:
    """Values that differ, each at a place of its own; objects and lists hold the places of their parts."""

    def __init__(self) -> None:
        self._places: dict[tuple[Any, ...], int] = {}
        self._values: list[Any] = []
        self._uses: list[int] = []

    def place(self, value: Any) -> int:
        """Where a value stands, and all that it is made of."""
        if isinstance(value, dict):
            return self.stand({key: self.place(part) for key, part in value.items()})
        if isinstance(value, list | tuple):
            return self.stand([self.place(part) for part in value])
        return self.stand(value)

    def stand(self, value: Any) -> int:
        """Where a value stands whose parts have places already."""
        parts = _parts(value)
        same = (type(value), tuple(value), *parts) if isinstance(value, dict | list) else (type(value), value)
        place = self._places.setdefault(same, len(self._values))
        if place == len(self._values):
            self._values.append(value)
            self._uses.append(0)
            for part in parts:
                self._uses[part] += 1
        return place

    def written(self, held: int) -> Iterator[Any]:
        """The values of a file that holds the one at this place; what is used most comes first."""
        listed = sorted(filter(self._is_listed, range(held)), key=lambda place: -self._uses[place])
        numbers = {place: number for number, place in enumerate(listed)}

        def part(place: int) -> Any:
            return numbers[place] if place in numbers else whole(place)

        def whole(place: int) -> Any:
            value = self._values[place]
            if isinstance(value, dict):
                return {key: part(own) for key, own in value.items()}
            return [part(own) for own in value] if isinstance(value, list) else value

        return map(whole, (*listed, held))

    def _is_listed(self, place: int) -> bool:
        """Whether a value has a place in the file: it is used more than once, or a whole number."""
        value = self._values[place]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value == int(value)
        return self._uses[place] > 1 and not isinstance(value, bool | None)


def _parts(value: Any) -> list[int]:
    """The places of what an object or a list is made of."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
