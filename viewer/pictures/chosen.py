"""What goes into a 3D model: what an address of the page shows, or things by their names."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from models import catalogue
from models.catalogue import Body
from models.records import DataError
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.atlas.layers import LAYER_OF, LAYERS
from viewer.pictures import asked
from viewer.pictures.address import FULL
from viewer.pictures.parts import Part, healthy, parts
from viewer.pictures.stage import stage

WHERE = "export"
SIDES = ("", ".left", ".right", ".midline")
NEAR = 0.5
"""How alike a name must be to be offered in place of one that is not there."""
_ANY_SIZE = (640, 480)
"""Pixels of a picture that nobody takes: where one looks from is no part of a model."""


class Wanted(NamedTuple):
    """What somebody wants to take away.

    Attributes
    ----------
    address
        An address of the page, or a cause by its name; all that it shows goes, uncut.
    select
        In place of an address structures, layers and at most one cause, each by its id; without its side
        all of its sides are meant. Of a cause what its picture shows. Without both: all a body usually has.
    body
        The body, before what the address says.
    amount
        How far a cause is from healthy, percent, before what the address says; of a cause by its name
        fully where nothing is said.
    """

    address: str = ""
    select: Sequence[str] = ()
    body: str | None = None
    amount: float | None = None


def chosen(wanted: Wanted, point_map: PointMap) -> tuple[Atlas, tuple[Part, ...]]:
    """The body, and what of it is wanted.

    Raises
    ------
    DataError
        If there is no such thing or body, more than one cause, nothing that is shown, or an address and
        names as well.
    """
    if not wanted.address:
        atlas = Atlas(catalogue.load(wanted.body or "male"), point_map)
        return atlas, _named(atlas, wanted.select, FULL if wanted.amount is None else wanted.amount)
    if wanted.select:
        problem = f"must be an address or --select, not both; got {wanted.address!r} and {wanted.select[0]!r}"
        raise DataError(WHERE, [problem])
    atlas, read = asked.opened(wanted.address, point_map, asked.Wish(body=wanted.body, amount=wanted.amount))
    shown, _ = stage(atlas, read, _ANY_SIZE)
    if not shown:
        raise DataError(
            WHERE, [f"{wanted.address!r} must show something; got nothing. Add layers: show=bones"]
        )
    return atlas, shown


def _named(atlas: Atlas, select: Sequence[str], amount: float) -> tuple[Part, ...]:
    body, drawn, names = atlas.body, atlas.changes, _names(atlas.body)
    wanted = select or [layer.id for layer in LAYERS if layer.id in names]
    known = [*names, *drawn]
    meant = {one: [f"{one}{side}" for side in SIDES if f"{one}{side}" in known] for one in wanted}
    causes = [one for found in meant.values() for one in found if one in drawn]
    problems = [_unknown(one, known) for one, found in meant.items() if not found]
    if len(causes) > 1:
        problems.append(
            f"must be one cause at most; got {', '.join(causes)}. Name its side, or leave one out"
        )
    if problems:
        raise DataError(WHERE, [f"--select: {problem}" for problem in problems])
    named = [one for found in meant.values() for one in found if one in names]
    keys = tuple(dict.fromkeys(key for name in named for key in names[name]))
    return parts(body, drawn[causes[0]], amount / FULL, keys) if causes else healthy(body, keys)


def _names(body: Body) -> Mapping[str, Sequence[str]]:
    """What stands for which structures: each for itself, a layer for what people usually have in it."""
    usual = [one for one in body.structures.values() if not one.variant]
    layers = {layer.id: [one.id for one in usual if LAYER_OF[one.system] == layer.id] for layer in LAYERS}
    return {key: found for key, found in layers.items() if found} | {key: [key] for key in body.structures}


def _unknown(wanted: str, known: Sequence[str]) -> str:
    near = get_close_matches(wanted, known, cutoff=NEAR) or ["bones", "sciatic.left"]
    return f"must be a structure, a layer or a drawn cause, such as {' or '.join(near)}; got {wanted!r}"
