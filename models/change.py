"""What a cause changes on a body: how far points of its structures move, and what appears.

A change holds no healthy geometry: it is laid on the meshes of a body, so that its amount 0 is those
meshes. Where they are too coarse to bend, their edges are halved first, which changes no shape.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.halving import halve as halve
from models.halving import refined
from models.mesh import Mesh
from models.records import Record

STEP = 1 / 32
"""Points move in steps of this size, in mm: finer than the grid they start from, so a touch stays one."""

Share = Annotated[float, Field(gt=0, le=1)]
Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Moved(NamedTuple):
    """How one structure changes.

    Attributes
    ----------
    halved
        For each round of halving the points (ascending numbers) whose common edges are halved, see `halve`.
    numbers
        (k,) ascending numbers of the points that move, in the halved mesh.
    shifts
        (a, k, 3) how far they have moved at each of the change's amounts, mm, LPS.
    """

    halved: tuple[Numbers, ...]
    numbers: Numbers
    shifts: Array


class Appearing(NamedTuple):
    """A structure that a healthy body does not have; drawn at every amount above 0.

    Attributes
    ----------
    id, name, latin, system
        As `models.catalogue.Structure` has them.
    instead_of
        The structure that is not drawn while this one is; empty where it stands for none.
    mesh
        Its closed surface as it begins, LPS, mm.
    moved
        How it changes from there.
    """

    id: str
    name: str
    latin: str
    system: str
    instead_of: str
    mesh: Mesh
    moved: Moved


class Figure(Record):
    """One thing measured: what, in which unit, and its value at amount 0 and at each amount.

    `key` names what is measured: `least-gap`, `free-area`, `height`, `slip`, `section`.
    """

    key: str
    of: str
    unit: Literal["mm", "mm2", "%", "deg"]
    values: tuple[float, ...]


class Section(Record):
    """Where a cause is cut to be measured and drawn: a plane, and the window of it that is looked at.

    `origin` is a point of the plane, the middle of the window, mm; `right` and `up` are unit vectors in the
    plane as a drawing has them, so that right x up looks at whoever reads it. `width` and `height` are
    full, mm.
    `seed` is the structure whose room is measured, in the circle that the window holds. `walls` bound it.
    """

    name: str
    origin: tuple[float, float, float]
    right: tuple[float, float, float]
    up: tuple[float, float, float]
    width: float
    height: float
    seed: str
    walls: tuple[str, ...]


class Facts(Record):
    """What a change says of itself: its place, what presses, what is pressed, and what was measured.

    `amounts` are shares of the way to fully affected, ascending, the last is 1. `contact` is where presser
    and pressed touch at full amount, mm. `sources` are ids of the point map's sources for the published
    sizes.
    """

    cause: str
    body: str
    amounts: tuple[Share, ...]
    presser: tuple[str, ...]
    pressed: tuple[str, ...]
    contact: tuple[float, float, float] | None = None
    section: Section
    figures: tuple[Figure, ...]
    sources: tuple[str, ...] = ()


class Change(NamedTuple):
    """A change: what it says of itself, what it moves by id of the structure, and what appears."""

    facts: Facts
    moved: Mapping[str, Moved]
    appearing: tuple[Appearing, ...] = ()


def shares(amounts: tuple[float, ...], amount: float) -> Array:
    """How much of the shifts at each amount counts at `amount` (0 to 1): it runs straight between them."""
    stops = np.array([0.0, *amounts])
    return np.array([np.interp(amount, stops, row) for row in np.eye(len(stops))[1:]])


def laid(change: Change, healthy: Callable[[str], Mesh], amount: float) -> dict[str, Mesh]:
    """The meshes of a change at an amount, by id, LPS, mm: what moves, and above 0 what appears.

    Parameters
    ----------
    change
        The change.
    healthy
        The healthy mesh of a structure, by its id.
    amount
        From 0, healthy, to 1, fully affected.
    """
    share = shares(change.facts.amounts, amount)
    meshes = {
        key: _shifted(refined(healthy(key), moved.halved), moved, share)
        for key, moved in change.moved.items()
    }
    if amount > 0:
        for one in change.appearing:
            meshes[one.id] = _shifted(refined(one.mesh, one.moved.halved), one.moved, share)
    return meshes


def _shifted(mesh: Mesh, moved: Moved, share: Array) -> Mesh:
    points = mesh.points.copy()
    points[moved.numbers] += np.tensordot(share, moved.shifts, 1)
    return Mesh(points, mesh.triangles)
