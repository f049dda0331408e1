"""What a page knows of an atlas from the start, before any words: layers, views, entries, the list."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from viewer.atlas import Atlas, skin_zones, variants
from viewer.atlas.changes import DrawnCause
from viewer.atlas.layers import LAYERS, PRESETS, Preset
from viewer.edition import outline, quizzes, stories

BEST: Mapping[str, str] = {"presses": "l5-s1-herniated-disc.left", "hurts": "dermatome-s1.left"}
"""What each way in begins with, where it begins with a thing."""

FIRST: Mapping[str, int] = {"l5-root": -1, "sciatic": 0, "tibial": 0, "medial-plantar": -1}
"""Nerves a newcomer is told of, and which point of their course is meant: its first or its last."""

_CREDIT = {"title", "attribution", "licence"}


class BodyLink(NamedTuple):
    """A body one can go to: its id, what it is called, and the address of the first file of its edition."""

    id: str
    title: str
    start: str


def start(atlas: Atlas, bodies: Sequence[BodyLink], home: str, files: Mapping[str, Any]) -> dict[str, Any]:
    """The first file of an edition.

    Parameters
    ----------
    atlas
        The body with its map.
    bodies
        The bodies one can go to.
    home
        The body that an address without one means.
    files
        The addresses of the other files.
    """
    return {
        "body": atlas.body.id,
        "title": atlas.body.manifest.title,
        "stature": atlas.body.manifest.stature,
        "bounds": atlas.body.structures["skin"].bounds,
        "bodies": [link._asdict() for link in bodies],
        "home": home,
        "files": files,
        "layers": _layers(atlas),
        "presets": [_preset(preset, atlas) for preset in PRESETS],
        "views": {
            name: {side: view._asdict() for side, view in sides.items()}
            for name, sides in atlas.views.items()
        },
        "variants": variants.offered(atlas.body, atlas.variants),
        "zones": skin_zones.seen(atlas.zones),
        "packs": [pack._asdict() for pack in atlas.packs.all],
        "changes": {entry: _change(cause) for entry, cause in atlas.changes.items()},
        "entries": {entry.id: outline.brief(entry) for entry in atlas.entries.values()},
        "outline": outline.outline(atlas),
        "stories": stories.listed(atlas),
        "quizzes": quizzes.listed(atlas),
        "first": _first(atlas),
        "ways": {way: entry for way, entry in BEST.items() if entry in atlas.entries},
        "credits": [source.model_dump(include=_CREDIT) for source in atlas.body.manifest.sources],
    }


def _first(atlas: Atlas) -> dict[str, list[float]]:
    """Where the sentences of the first visit point to, by nerve; the words are the interface's."""
    courses = {key: atlas.body.nerves[f"{key}.right"].centreline for key in FIRST}
    return {f"{key}.right": outline.rounded(courses[key][FIRST[key]]) for key in FIRST}


def _change(cause: DrawnCause) -> dict[str, Any]:
    """Where the file of a cause is, how the cause is looked at, and where its small picture is."""
    picture = {"picture": cause.picture.url} if cause.picture else {}
    look = {key: value for key, value in cause.look._asdict().items() if value is not None}
    look.update({key: outline.rounded([look[key]])[0] for key in ("azimuth", "elevation")})
    look["focal"] = outline.rounded(look["focal"])
    if cause.look.onward:
        look["onward"] = {
            key: [outline.rounded(place), [round(part, 2) for part in way]]
            for key, (place, way) in cause.look.onward.items()
        }
    return {"url": cause.file.url, "look": look, **picture}


def _layers(atlas: Atlas) -> list[dict[str, Any]]:
    """The layers this body has anything in, and whether they are on when its page opens."""
    held = {entry.layer for entry in atlas.entries.values()}
    return [
        {**layer._asdict(), "shown": layer.id in atlas.opening_layers} for layer in LAYERS if layer.id in held
    ]


def _preset(preset: Preset, atlas: Atlas) -> dict[str, Any]:
    """A ready-made look on this body."""
    hidden = [key for key in atlas.entries if key.partition(".")[0] in preset.without]
    return {**preset._asdict(), "hidden": hidden}
