"""How much of the page's JavaScript the tests run: `python -m tests.covered FOLDER`.

The folder holds what V8 counted: in Node (`NODE_V8_COVERAGE`) and in the pages of the browser tests
(`PAGE_COVERAGE`). Lines are summed by the rooms of `viewer/web`; files that are hardly covered are named.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.page.assets import DECODER, INNER, UNSENT, WEB

ELSEWHERE = (DECODER, *INNER, UNSENT)
"""These run in a worker, or stand in the document; or there is nothing in them that runs."""
FEW = 0.8
"""A file of which a smaller share is run is named."""
COMMENT = re.compile(r"\s*(//|/\*|\*|$)")

Ran = NDArray[np.bool_]


class Lines(NamedTuple):
    """The lines of code of a file, and how many of them ran."""

    ran: int
    all: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.ran / max(1, self.all)


def own() -> dict[str, str]:
    """The text of each script of the page by its name; what others wrote is not ours."""
    paths = (path for path in WEB.rglob("*.js") if "vendor" not in path.parts and path.name not in ELSEWHERE)
    return {path.relative_to(WEB).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


def counted(folder: Path) -> Iterator[dict[str, Any]]:
    """Each script that V8 counted anything of."""
    for path in sorted(folder.glob("*.json")):
        yield from json.loads(path.read_text("utf-8"))["result"]


def named(url: str) -> str:
    """What a script is called in `viewer/web`: it comes from the disk in Node and from a server in a page."""
    return re.sub(r"^(file://.*/viewer/web/|https?://.*/assets/[0-9a-f]{12}/)", "", url)


def ran(script: dict[str, Any], size: int) -> Ran:
    """Which characters of a script ran: a block says it of all within it but for the blocks inside it."""
    found = np.ones(size, bool)
    for function in script["functions"]:
        for block in function["ranges"]:
            found[block["startOffset"] : block["endOffset"]] = block["count"] > 0
    return found


def lines(text: str, run: Ran) -> Lines:
    """A line ran if any of it did."""
    marks, start = [], 0
    for line in text.splitlines(keepends=True):
        letters = [start + at for at, letter in enumerate(line) if not letter.isspace()]
        start += len(line)
        if not COMMENT.match(line):
            marks.append(bool(run[letters].any()))
    return Lines(sum(marks), len(marks))


def covered(folder: Path) -> dict[str, Lines]:
    """The lines of each script of the page."""
    texts = own()
    runs = {name: np.zeros(len(text), bool) for name, text in texts.items()}
    for script in counted(folder):
        if (name := named(script["url"])) in runs:
            runs[name] |= ran(script, len(texts[name]))
    return {name: lines(text, runs[name]) for name, text in texts.items()}


def table(found: dict[str, Lines]) -> str:
    """The rooms, the whole, and the files that are hardly covered."""
    rooms: dict[str, list[Lines]] = defaultdict(list)
    for name, one in found.items():
        rooms[name.rpartition("/")[0] or "(beside the rooms)"].append(one)
        rooms["viewer/web"].append(one)
    whole = {room: Lines(*map(sum, zip(*ones, strict=True))) for room, ones in sorted(rooms.items())}
    few = {name: one for name, one in found.items() if one.share < FEW}
    rows = [*whole.items(), *sorted(few.items(), key=lambda row: row[1].share)]
    return "\n".join(f"{name:30} {one.ran:6} of {one.all:6} lines {one.share:7.1%}" for name, one in rows)


if __name__ == "__main__":
    print(table(covered(Path(sys.argv[1]))))  # noqa: T201
