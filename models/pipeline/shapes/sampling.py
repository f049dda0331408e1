"""A field on a grid, asked closely only where its surface runs."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEP = 6
"""Places of the grid, along each axis, that one sample tells of at first."""
REACH = 0.9
"""How near a surface such a sample must lie for its places to be asked one by one, in steps."""
BATCH = 200_000


def sampled(body: Callable[[Array], Array], start: Array, shape: tuple[int, int, int], cell: float) -> Array:
    """The field at the places of a grid, exact at all corners of the cells in which its sign changes.

    Elsewhere the value is that of a sample nearby, of the same sign. The surface is followed from cell to
    cell, so what is found of it is found whole, however inexact the field is as a distance.

    Parameters
    ----------
    body
        The field: takes points, (n, 3), mm, and gives its values, (n,), negative inside.
    start
        The first place of the grid, mm.
    shape
        How many places it has along each axis.
    cell
        Spacing of the places, mm.
    """
    blocks = tuple(-(-count // STEP) for count in shape)
    middles = start + (np.indices(blocks).reshape(3, -1).T * STEP + (STEP - 1) / 2) * cell
    values = body(middles).reshape(blocks)
    for axis, count in enumerate(shape):
        values = values.repeat(STEP, axis=axis).take(np.arange(count), axis=axis)
    wanted = np.abs(values) < REACH * STEP * cell
    known = np.zeros(shape, bool)
    while wanted.any():
        index = np.argwhere(wanted)
        for part in np.array_split(index, max(1, len(index) // BATCH)):
            values[tuple(part.T)] = body(start + part * cell)
        known |= wanted
        wanted = _passed(values < 0.0) & ~known
    return values


def _passed(inside: Flags) -> Flags:
    """The corners of all cells that have some corner inside and some outside."""
    some = every = inside
    for _ in range(3):  # each time along the first axis, which then becomes the last
        some = np.moveaxis(some[:-1] | some[1:], 0, -1)
        every = np.moveaxis(every[:-1] & every[1:], 0, -1)
    cells = some & ~every
    for _ in range(3):
        edge = np.zeros((1, *cells.shape[1:]), bool)
        cells = np.moveaxis(np.concatenate([cells, edge]) | np.concatenate([edge, cells]), 0, -1)
    return cells
