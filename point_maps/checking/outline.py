"""Where the tables and keys of a TOML text stand, to say the line of a problem."""

import re
from bisect import bisect_left
from functools import cached_property

HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")
KEY = re.compile(r"(?:^|(?<=[\s{,.]))([\w-]++)[ \t]*+(?=[=.])")


class Outline:
    """The headings and keys of a TOML text by their lines, looked for when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def line(self, path: tuple[str | int, ...]) -> int | None:
        """The line, from 1, that a path such as ('region', 2, 'code') points to, or the nearest above it."""
        start, stop, name, line = 0, len(self._lines), "", None
        for position, part in enumerate(path):
            if isinstance(part, int):
                continue
            name = f"{name}.{part}" if name else part
            after = path[position + 1] if position + 1 < len(path) else 0
            heading = self._heading(name, after if isinstance(after, int) else 0, start, stop)
            if heading is not None:
                start, stop = heading, self._end(heading, name)
                line = start + 1
            elif (key := self._key(part, start, stop)) is not None:
                start, line = key, key + 1
        return line

    def heading(self, path: tuple[str | int, ...]) -> str:
        """The heading a path points to, as it is written: '[[region]]'; empty if it points to a key."""
        line = self.line(path)
        found = HEADING.match(self._lines[line - 1]) if line else None
        name = ".".join(part for part in path if isinstance(part, str))
        if not found or found[1] != name:
            return ""
        return f"[[{name}]]" if found[0].lstrip().startswith("[[") else f"[{name}]"

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        found = ((number, HEADING.match(line)) for number, line in enumerate(self._lines))
        return [(number, match[1]) for number, match in found if match]

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        starts: dict[str, list[int]] = {}
        for number, name in self._headings:
            starts.setdefault(name, []).append(number)
        return starts

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        keys: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            for match in KEY.finditer(line):
                keys.setdefault(match[1], []).append(number)
        return keys

    def _heading(self, name: str, count: int, start: int, stop: int) -> int | None:
        found = self._starts.get(name, [])
        first = bisect_left(found, start)
        return found[first + count] if first + count < len(found) and found[first + count] < stop else None

    def _end(self, heading: int, name: str) -> int:
        """Where the table under a heading ends: at the next heading that is no part of it."""
        for number, other in self._headings[bisect_left(self._headings, (heading + 1, "")) :]:
            if not other.startswith(f"{name}."):
                return number
        return len(self._lines)

    def _key(self, key: str, start: int, stop: int) -> int | None:
        found = self._keys.get(key, [])
        first = bisect_left(found, start)
        return found[first] if first < len(found) and found[first] < stop else None
