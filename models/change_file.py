"""The file of a change: a length, what it says of itself as JSON, then numbers, all of it deflated.

`viewer/web/change/decode.js` reads the same.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.catalogue import System
from models.change import STEP, Appearing, Change, Facts, Moved, Numbers
from models.mesh import Mesh
from models.varint import Reader, folded, unfolded, write, write_rows


class ChangeError(ValueError):
    """Bytes that are not a change this module wrote."""


def encode(change: Change) -> bytes:
    """Write a change; shifts are rounded to `STEP`, and what moves less than `LEAST` steps stays."""
    body = bytearray()
    moved = {key: _write_moved(body, how, change.facts.amounts) for key, how in change.moved.items()}
    appearing = []
    for one in change.appearing:
        write_rows(body, np.round(one.mesh.points / STEP).astype(np.int64))
        write(body, folded(np.diff(one.mesh.triangles.ravel(), prepend=0)))
        named = {key: getattr(one, key) for key in _NAMES}
        sizes = {"points": len(one.mesh.points), "triangles": len(one.mesh.triangles)}
        appearing.append({**named, **sizes, **_write_moved(body, one.moved, change.facts.amounts)})
    head = {**change.facts.model_dump(), "moved": moved, "appearing": appearing}
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    # In small blocks, each with a code of its own: every structure has numbers of another size.
    deflating = zlib.compressobj(9, memLevel=BLOCKS, strategy=zlib.Z_FILTERED)
    return deflating.compress(len(said).to_bytes(4, "little") + said + bytes(body)) + deflating.flush()


def decode(data: bytes) -> Change:
    """Read what `encode` wrote.

    Raises
    ------
    ChangeError
        If the bytes were not written by `encode`.
    """
    head, numbers = _opened(data)
    try:
        values = Reader(numbers)
        amounts = head["amounts"]
        moved = {key: _moved(values, told, amounts) for key, told in head.pop("moved").items()}
        appearing = tuple(_appearing(row, values, amounts) for row in head.pop("appearing"))
        return Change(Facts.model_validate(head), moved, appearing)
    except (ValueError, KeyError) as error:
        raise ChangeError(_NOT_ONE.format(error)) from error


def told(data: bytes) -> tuple[Facts, tuple[str, ...], dict[str, System]]:
    """What a change says of itself, the ids of what it moves, and the system of what appears, by id.

    Raises
    ------
    ChangeError
        If the bytes were not written by `encode`.
    """
    head, _ = _opened(data)
    try:
        moved = tuple(head.pop("moved"))
        appearing = {row["id"]: row["system"] for row in head.pop("appearing")}
        return Facts.model_validate(head), moved, appearing
    except (ValueError, KeyError) as error:
        raise ChangeError(_NOT_ONE.format(error)) from error


def read(path: Path) -> Change:
    """Read a file of a change.

    Raises
    ------
    ChangeError
        If the file is not one that `encode` wrote.
    """
    try:
        return decode(path.read_bytes())
    except ChangeError as error:
        msg = f"{path}: {error}"
        raise ChangeError(msg) from error


LEAST = 2
"""Points that never move farther than so many steps are left where they are."""
BLOCKS = 5
"""The size of what is deflated as one, as zlib counts it: files are smallest with this."""

_NAMES = ("id", "name", "latin", "system", "instead_of")
_NOT_ONE = "must be a change written by models.change_file; got something else ({})"


def _opened(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The head of a change, and the numbers after it as they are written."""
    try:
        plain = zlib.decompress(data)
        end = 4 + int.from_bytes(plain[:4], "little")
        head: dict[str, Any] = json.loads(plain[4:end])
    except (zlib.error, ValueError) as error:
        raise ChangeError(_NOT_ONE.format(error)) from error
    return head, plain[end:]


def _appearing(row: Mapping[str, Any], values: Reader, amounts: Sequence[float]) -> Appearing:
    points = values.rows(row["points"]) * STEP
    triangles = np.cumsum(unfolded(values.take(3 * row["triangles"]))).reshape(-1, 3)
    named = {key: row[key] for key in _NAMES}
    return Appearing(**named, mesh=Mesh(points.astype(float), triangles), moved=_moved(values, row, amounts))


def _write_moved(body: bytearray, moved: Moved, amounts: Sequence[float]) -> dict[str, Any]:
    """Write how a structure moves, in the way that takes fewer bytes; tell what must be known to read it."""
    steps = np.round(moved.shifts / STEP).astype(np.int64)
    kept = np.abs(steps).max(axis=(0, 2), initial=0) > LEAST
    for numbers in (*moved.halved, moved.numbers[kept]):
        write(body, np.diff(numbers, prepend=0))
    ways = {straight: _frames(steps[:, kept], amounts, straight) for straight in (False, True)}
    straight = min(ways, key=lambda way: len(zlib.compress(ways[way])))
    body += ways[straight]
    counts = {"halved": [len(chosen) for chosen in moved.halved], "count": int(kept.sum())}
    return {**counts, "straight": straight}


def _frames(steps: Numbers, amounts: Sequence[float], straight: bool) -> bytes:
    """Each amount's steps as what they are more than was to be expected of the amount before."""
    body = bytearray()
    before, last = np.zeros(steps.shape[1:], np.int64), 0.0
    for amount, frame in zip(amounts, steps, strict=True):
        write_rows(body, frame - _expected(before, amount, last, straight))
        before, last = frame, amount
    return bytes(body)


def _expected(before: Numbers, amount: float, last: float, straight: bool) -> Numbers:
    """Steps at an amount, by those at the last: as far, or `straight` on."""
    return np.floor(before * (amount / last) + 0.5).astype(np.int64) if straight and last else before


def _moved(values: Reader, told: Mapping[str, Any], amounts: Sequence[float]) -> Moved:
    halved = tuple(np.cumsum(values.take(count)) for count in told["halved"])
    numbers = np.cumsum(values.take(told["count"]))
    before, last = np.zeros((len(numbers), 3), np.int64), 0.0
    shifts = []
    for amount in amounts:
        before = _expected(before, amount, last, told.get("straight", False)) + values.rows(len(numbers))
        last = amount
        shifts.append(before * STEP)
    return Moved(halved, numbers, np.array(shifts).reshape(len(amounts), len(numbers), 3))
