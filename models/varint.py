"""Whole numbers in few bytes: seven bits to a byte, the highest bit says that more follow (LEB128)."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def write_rows(body: bytearray, steps: Numbers) -> None:
    """Axis by axis, each value as what it is more than the one before: neighbours move alike."""
    for axis in steps.T:
        write(body, folded(np.diff(axis, prepend=0)))


def write(body: bytearray, values: Numbers) -> None:
    """Seven bits to a byte, the least first; the highest bit says that more follow (LEB128)."""
    for value in values.tolist():
        while value > 127:
            body.append(value & 127 | 128)
            value >>= 7
        body.append(value)


def folded(values: Numbers) -> Numbers:
    """Signed numbers as 0, -1, 1, -2, 2 and so on: small ones stay small."""
    return np.where(values < 0, -2 * values - 1, 2 * values)


def unfolded(values: Numbers) -> Numbers:
    """What `folded` was given."""
    return np.where(values & 1, -(values + 1) // 2, values // 2)


class Reader:
    """The numbers after the head, in the order they were written."""

    def __init__(self, data: bytes) -> None:
        written = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(written < 128)
        starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
        place = np.arange(len(written)) - np.repeat(starts, np.diff(ends, prepend=-1)) if len(ends) else ends
        parts = (written[: len(place)].astype(np.int64) & 127) << (7 * place)
        self._values = np.add.reduceat(parts, starts) if len(ends) else np.zeros(0, np.int64)
        self._at = 0

    def take(self, count: int) -> Numbers:
        """The next numbers.

        Raises
        ------
        ValueError
            If there are not so many.
        """
        taken = self._values[self._at : self._at + count]
        if len(taken) < count:
            msg = "it ends too soon"
            raise ValueError(msg)
        self._at += count
        return taken

    def rows(self, count: int) -> Numbers:
        """What `write_rows` wrote, (count, 3)."""
        return np.stack([np.cumsum(unfolded(self.take(count))) for _ in range(3)], axis=1)
