"""A picture that somebody asks for: of a cause, by its name or by an address of the page."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from models import catalogue
from models.records import DataError
from point_maps.maps import PointMap
from point_maps.solving.solve import place
from viewer.atlas import changes
from viewer.pictures import saving
from viewer.pictures.drawing import draw
from viewer.pictures.parts import parts
from viewer.pictures.saving import WHERE

FULL = 100.0
"""Percent of the way from healthy to affected, where nobody says how far."""


class Wish(NamedTuple):
    """What is asked for: a cause, which may name its side. None or nothing where it is not said."""

    cause: str = ""
    body: str | None = None
    side: str | None = None
    amount: float | None = None

    def over(self, other: "Wish") -> "Wish":
        """What both ask for; where both say something, this one counts."""
        return Wish(
            self.cause or other.cause,
            self.body or other.body,
            self.side or other.side,
            other.amount if self.amount is None else self.amount,
        )


def picture(
    address: str, target: Path, point_map: PointMap, size: tuple[int, int], wish: Wish | None = None
) -> int:
    """Write a picture of a cause.

    Parameters
    ----------
    address
        A cause, `l5-s1-herniated-disc.left`, or an address of the page that shows one.
    target
        The file: .png or .webp.
    point_map
        What lies on the bodies.
    size
        Width and height, pixels.
    wish
        What goes before what the address says.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    DataError
        If there is no such cause or body, or no such kind of picture.
    """
    saving.checked(target)
    asked = (wish or Wish()).over(read(address))
    body = catalogue.load(asked.body or "male")
    drawn = changes.drawn(body, place(point_map, body).sites)
    cause = drawn[_known(asked, drawn)]
    amount = FULL if asked.amount is None else asked.amount
    return saving.save(draw(parts(body, cause, amount / 100), cause.look, size), target)


def read(address: str) -> Wish:
    """What an address asks for; a cause's name asks for that.

    Raises
    ------
    DataError
        If its amount is none.
    """
    if "=" not in address:
        return Wish(address)
    query = dict(parse_qsl(urlsplit(address).query or address.lstrip("?")))
    amount = query.get("amount", "0")
    if not amount.isdecimal() or float(amount) > FULL:
        raise DataError(WHERE, [f"amount: must be from 0 to 100; got {amount!r}"])
    return Wish(query.get("select", ""), query.get("body"), None, float(amount))


def _known(asked: Wish, drawn: Collection[str]) -> str:
    """The entry of a cause; where no side is named, the left one, or the one that has none."""
    stem, _, side = asked.cause.partition(".")
    side = asked.side or side
    for entry in (f"{stem}.{side}",) if side else (f"{stem}.left", f"{stem}.midline"):
        if entry in drawn:
            return entry
    near = [one for one in drawn if one.startswith(f"{stem}.")] or get_close_matches(
        asked.cause, drawn, cutoff=0.4
    )
    names = " or ".join(near or sorted(drawn)[:3])
    found = f"{stem}.{side}" if side else asked.cause
    raise DataError(WHERE, [f"cause: must be one that is drawn, such as {names}; got {found!r}"])
