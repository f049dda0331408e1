"""What an address of the page shows: which things are drawn, in which colours, and from where."""

from collections.abc import Iterator, Mapping
from math import radians, tan
from typing import Any

import numpy as np

from models.records import DataError
from viewer.atlas import Atlas, views
from viewer.atlas.changes import Look
from viewer.atlas.entries import Entry
from viewer.atlas.layers import LAYERS, opening_opacity
from viewer.cards import cards, finding
from viewer.pictures import laying, palette, parts, placed
from viewer.pictures.address import FULL, WHERE, Asked
from viewer.pictures.drawing import VIEW_ANGLE
from viewer.pictures.parts import Part

OPENING = "back"
"""The view an address without one opens with."""
ROOM, LEAST = 2.5, 160.0
"""How much is seen of a thing, as in `viewer/web/camera/thing.js`: so often its reach, and so many mm."""
ON_SKIN = ("skin", "regions")
"""The layers a region is looked at with, as in `viewer/web/parts/chosen_look.js`; the skin is closed."""
QUIET = 0.3
"""How much is seen of the other regions while one is explained."""
_SIDED = ("left", "right")


def stage(atlas: Atlas, asked: Asked, size: tuple[int, int]) -> tuple[tuple[Part, ...], Look]:
    """What is drawn, and from where.

    Parameters
    ----------
    atlas
        The body that is asked for.
    asked
        What the address says.
    size
        Width and height of the picture, pixels.

    Raises
    ------
    DataError
        With all names that this body does not have.
    """
    _check(atlas, asked)
    cause = atlas.changes.get(asked.select)
    if asked.select in atlas.regions and asked.show is None:
        asked = asked._replace(show=ON_SKIN, opacity={"skin": 1.0, **asked.opacity})
    look = _look(atlas, asked, size)
    if not cause:
        return tuple(_drawn(atlas, asked)), look
    amount = (0.0 if asked.amount is None else asked.amount) / FULL
    bent = {part.id: part for part in parts.parts(atlas.body, cause, amount)}
    shown = cause.look.layers if asked.show is None else asked.show
    kept = asked.only or bent.keys() - set(asked.hide)
    inner = [part for key, part in bent.items() if key in kept and part.layer in shown]
    around = asked._replace(show=tuple(layer for layer in shown if layer not in cause.look.layers))
    # The picture itself stands in for the site, and what is bent for what it was.
    beside = (part for part in _drawn(atlas, around) if part.id != asked.select and part.id not in bent)
    return (*inner, *beside), look


def _check(atlas: Atlas, asked: Asked) -> None:
    known = {
        "select": ((asked.select,), atlas.entries),
        "hide": (asked.hide, atlas.entries),
        "only": (asked.only, atlas.entries),
        "variant": ((asked.variant,), atlas.choices),
        "hurts": (asked.hurts, atlas.painful),
        "walk": (asked.walk, atlas.body.nerves),
        "view": ((asked.view.partition(".")[0],), atlas.views),
        "method": ((asked.method,), [f"{key}.{side}" for key in laying.known(atlas) for side in _SIDED]),
    }
    problems = [
        f"{key}: must name what this body has, such as {', '.join(list(there)[:3])}; got {name!r}"
        for key, (names, there) in known.items()
        for name in names
        if name and name not in there
    ]
    if problems:
        raise DataError(WHERE, problems)


def _look(atlas: Atlas, asked: Asked, size: tuple[int, int]) -> Look:
    """The camera: the address's own, that of its named view, or that of what it chooses."""
    cause = atlas.changes.get(asked.select)
    if asked.camera:
        azimuth, elevation, distance, x, y, z = asked.camera
        height = 2 * distance * tan(radians(VIEW_ANGLE / 2))
        cut = cause.look.cut if cause else None
        return _from((x, y, z), azimuth, elevation, height, cut)
    if cause and not asked.view:
        return cause.look._replace(height=max(cause.look.height, cause.look.height * size[1] / size[0]))
    chosen = atlas.entries.get(asked.select)
    if chosen and not asked.view:
        azimuth, elevation = chosen.facing or (180.0, 3.0)
        centre, reach = chosen.centre, chosen.reach
        if asked.select in atlas.regions:
            centre, reach = finding.seen(atlas, atlas.regions[asked.select])
        wide = max(ROOM * reach, LEAST)
        high = max(wide, wide * size[1] / size[0])
        return _from(centre, azimuth, elevation, high, _before(centre, azimuth, elevation, chosen.cut))
    name, _, side = (asked.view or OPENING).partition(".")
    side = side or (asked.side if asked.side in _SIDED else (chosen and chosen.side) or "left")
    view = atlas.views[name][side if side in _SIDED else "left"]
    height = max(view.height, view.width * size[1] / size[0])
    cut = _before(view.focal, view.azimuth, view.elevation, view.cut)
    return _from(view.focal, view.azimuth, view.elevation, height, cut)


def _from(
    focal: tuple[float, float, float],
    azimuth: float,
    elevation: float,
    height: float,
    cut: Mapping[str, Any] | None,
) -> Look:
    return Look("", focal, azimuth, elevation, height, (), (), cut)


def _before(
    focal: tuple[float, float, float], azimuth: float, elevation: float, cut: float | None
) -> dict[str, Any] | None:
    """What lies further before the place than that is not drawn: the other leg would stand in the way."""
    if cut is None:
        return None
    shift = {layer.id: cut for layer in LAYERS}
    return {"origin": focal, "normal": views.direction(azimuth, elevation), "shift": shift}


def _drawn(atlas: Atlas, asked: Asked) -> Iterator[Part]:
    """Everything that is shown, in the colours of what it means for what is chosen."""
    card = cards.card(atlas, asked.select, "student") if asked.select else None
    means = {key: set((card or {}).get(key, ())) for key in ("lit", "claimed", "zones")}
    paired = {key: set((card or {}).get("paired", {}).get(key, ())) for key in ("first", "also")}
    meant = {**means, **paired}
    meant["lit"] |= _walked(atlas, asked.walk)
    if now := laying.laying(atlas, asked):
        fits = laying.fits(atlas, asked, now)
        meant = {key: names.union(fits.get(key, ())) for key, names in meant.items()}
        yield from laying.parts(atlas, now)
    shown = atlas.opening_layers if asked.show is None else asked.show
    variants = {variant.id: variant.replaces for variant in atlas.body.manifest.variants}
    replaced = set(variants.get(asked.variant, ()))
    opacity = {**opening_opacity(), **asked.opacity}
    healthy = []
    for key, entry in atlas.entries.items():
        if key in replaced or not _visible(entry, asked, shown, meant):
            continue
        if key in atlas.body.structures:
            healthy.append(key)
        else:
            faint = entry.kind == "region" and asked.select in atlas.regions and key != asked.select
            seen = opacity | {"regions": QUIET * opacity["regions"]} if faint else opacity
            yield from placed.on_body(atlas, entry, _colour(entry, asked.select, meant), seen)
    yield from placed.painful(atlas, asked.hurts, opacity["zones"])
    for part in parts.healthy(atlas.body, healthy):
        entry = atlas.entries[part.id]
        colour = _colour(entry, asked.select, meant)
        colours = part.colours if colour is None else np.full_like(part.colours, colour)
        yield part._replace(
            colours=colours, opacity=part.opacity * opacity[part.layer] / opening_opacity()[part.layer]
        )


def _walked(atlas: Atlas, walk: tuple[str, ...]) -> set[str]:
    """The nerves of a walk: back from the one it leads to, as far as they carry fibres of its root."""
    if len(walk) < 2:
        return set(walk)
    nerves = atlas.body.nerves
    root, found, at = nerves[walk[0]], {walk[0]}, nerves.get(walk[1])
    while at and root.roots[0] in at.roots:
        found.add(at.id)
        at = nerves.get(at.parent or "")
    return found


def _visible(entry: Entry, asked: Asked, shown: tuple[str, ...], meant: Mapping[str, set[str]]) -> bool:
    """As `isVisible` in `viewer/web/scene/choice.js`."""
    names = {entry.id, *entry.stands_for}
    if not entry.layer or entry.kind == "variant" or (entry.variant and entry.variant != asked.variant):
        return False
    if asked.only:
        return bool(names & set(asked.only))
    if names & set(asked.hide):
        return False
    if entry.id == asked.select or entry.id in meant["first"] | meant["also"] | meant["zones"]:
        return True
    if asked.side in _SIDED and entry.side not in (asked.side, "midline"):
        return False
    return entry.layer in shown and (entry.kind != "zone" or entry.list_group == "dermatome")


def _colour(entry: Entry, select: str, meant: Mapping[str, set[str]]) -> palette.Colour | None:
    """As `colourOf` in `viewer/web/scene/appearance.js`; None: its own."""
    names = {entry.id, *entry.stands_for}
    if entry.id == select:
        return None
    for what in ("lit", "claimed"):
        if names & meant[what]:
            return palette.colours()[what]
    if entry.kind == "region" and meant["first"] | meant["also"]:
        return palette.colours()["claimed" if entry.id in meant["first"] | meant["also"] else "quietRegion"]
    if entry.kind == "nerve" and meant["lit"] | meant["claimed"]:
        return palette.colours()["quiet"]
    return None
