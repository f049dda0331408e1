"""A picture that somebody asks for: a cause by its name, or whatever an address of the page shows."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models import catalogue
from models.records import DataError
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.atlas.changes import Look
from viewer.pictures import address as addresses
from viewer.pictures import captions, drawing, palette, saving
from viewer.pictures.address import FULL, Asked
from viewer.pictures.explained import explained
from viewer.pictures.parts import Part
from viewer.pictures.saving import WHERE
from viewer.pictures.stage import stage


class Wish(NamedTuple):
    """What goes before what an address says; None where it is not said. `amount` is percent."""

    body: str | None = None
    side: str | None = None
    amount: float | None = None


class Extras(NamedTuple):
    """What a picture has beside the body: names, a key to its colours, and whether nothing lies behind it."""

    labels: bool = False
    legend: bool = False
    transparent: bool = False


def picture(
    address: str,
    target: Path,
    point_map: PointMap,
    size: tuple[int, int],
    wish: Wish | None = None,
    extras: Extras | None = None,
) -> int:
    """Write a picture of what an address shows.

    Parameters
    ----------
    address
        A cause, `l5-s1-herniated-disc.left`, fully affected, or an address of the page.
    target
        The file: .png or .webp.
    point_map
        What lies on the bodies.
    size
        Width and height, pixels.
    wish
        What goes before what the address says.
    extras
        What is drawn beside the body.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    DataError
        If there is no such cause, thing or body, or no such kind of picture.
    """
    saving.checked(target)
    extras = extras or Extras()
    atlas, asked = opened(address, point_map, wish or Wish())
    parts, look = stage(atlas, asked, size)
    picture = drawn((atlas, asked), parts, look, size, extras._replace(legend=False))
    if extras.labels:
        names = {key: entry.name for key, entry in atlas.entries.items() if entry.layer != "skin"}
        labels = captions.named(drawing.front(parts, look, size), parts, names)
        foot = captions.foot_of(parts, size[1]) if extras.legend else 0
        picture = captions.labelled(picture, labels, foot)
    return saving.save(captions.with_key(picture, parts) if extras.legend else picture, target)


def drawn(
    of: tuple[Atlas, Asked],
    parts: Sequence[Part],
    look: Look,
    size: tuple[int, int],
    extras: Extras,
    key_of: Sequence[Part] | None = None,
) -> drawing.Picture:
    """Draw parts from the camera of a look, with what explains what is asked of a body; names stay out.

    The key is to the colours of the parts, or of `key_of`.
    """
    made = drawing.draw(parts, look, size)
    made = explained(made if extras.transparent else _on_paper(made), *of, look)
    return captions.with_key(made, parts if key_of is None else key_of) if extras.legend else made


def opened(address: str, point_map: PointMap, wish: Wish) -> tuple[Atlas, Asked]:
    """The body that an address is about, and what is asked of it.

    Raises
    ------
    DataError
        If the address cannot be read, or there is no such body or cause.
    """
    asked = read(address)
    atlas = Atlas(catalogue.load(wish.body or asked.body or "male"), point_map)
    return atlas, asked._replace(
        select=_known(asked.select, wish.side, atlas, named="=" not in address),
        amount=asked.amount if wish.amount is None else wish.amount,
    )


def read(address: str) -> Asked:
    """What an address asks for; a cause's name asks for that, fully affected.

    Raises
    ------
    DataError
        With all of it that cannot be read.
    """
    return addresses.read(address) if "=" in address else Asked(select=address, amount=FULL)


def _known(asked: str, side: str | None, atlas: Atlas, *, named: bool) -> str:
    """The entry that is chosen. A cause without a side: the left one, or the one that has none."""
    stem, _, own = asked.partition(".")
    side = side or own
    causes = atlas.changes
    for entry in (f"{stem}.{side}",) if side else (f"{stem}.left", f"{stem}.midline"):
        if entry in causes:
            return entry
    if not named and (not asked or asked in atlas.entries):
        return asked
    raise DataError(WHERE, [_unknown(stem, f"{stem}.{side}" if side else asked, causes)])


def _unknown(stem: str, asked: str, causes: Collection[str]) -> str:
    near = [one for one in causes if one.startswith(f"{stem}.")]
    near = near or get_close_matches(asked, causes, cutoff=0.4)
    names = " or ".join(near or sorted(causes)[:3])
    return f"cause: must be one that is drawn, such as {names}; got {asked!r}"


def _on_paper(picture: drawing.Picture) -> drawing.Picture:
    share = picture[..., 3:] / 255
    colours = picture[..., :3] * share + np.array(palette.PAPER) * (1 - share)
    return np.dstack([colours.round(), np.full(picture.shape[:2], 255)]).astype(np.uint8)
