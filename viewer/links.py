"""Reads a page's address into a state; what is unknown falls back and is said."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from point_maps.records.statements import VOICES
from viewer.state import DIALOGS, LAYERS, SIDES, THEMES, ZONINGS, Camera, ViewState

LONGEST = 4000
"""Characters of an address that are looked at."""

NEAREST = 10
"""mm from what is looked at to the eye, at least."""

_CAMERA_LIMITS = Camera(azimuth=360, elevation=90, distance=20_000, x=5000, y=5000, z=5000)


class Known(NamedTuple):
    """What an address may name on this server.

    `drawn` are the entries that can be hidden or shown alone; `stories` says how many steps each has.
    """

    bodies: Collection[str]
    entries: Collection[str]
    drawn: Collection[str]
    views: Collection[str]
    variants: Collection[str] = ()
    stories: Mapping[str, int] = MappingProxyType({})


class Opening(NamedTuple):
    """A state to open with, and a sentence for each part of the address that was not understood."""

    state: ViewState
    notices: tuple[str, ...]


def body_of(query: Mapping[str, str], bodies: Collection[str], default: str) -> str:
    """The body an address asks for, or the default where it asks for one that is not here."""
    asked = query.get("body", default)
    return asked if asked in bodies else default


def read(query: Mapping[str, str], known: Known, default: ViewState) -> Opening:
    """Read the query of an address.

    Parameters
    ----------
    query
        The parameters as they came; anything may be in them.
    known
        The bodies, entries and views of this server.
    default
        The state of an address without parameters.

    Returns
    -------
    Opening
        Where something is chosen and no view is asked for, `view` is empty: the choice is looked at.
    """
    changes: dict[str, Any] = {}
    notices: list[str] = []
    for key, reader in _READERS.items():
        if key in query:
            value, problem = reader(query[key][:LONGEST], known)
            if value is not None:
                changes[key] = value
            if problem:
                notices.append(problem)
    if changes.get("select") and not {"view", "camera"} & set(changes):
        changes["view"] = ""
    if story := changes.get("story"):
        changes["step"], problem = _step(query.get("step", "1"), known.stories[story])
        notices += [problem] if problem else []
    return Opening(replace(default, **changes), tuple(notices))


_Read = tuple[Any, str]


def _body(text: str, known: Known) -> _Read:
    if text in known.bodies:
        return text, ""
    return None, f"This link asks for the body “{_short(text)}”, which is not installed here."


def _select(text: str, known: Known) -> _Read:
    if not text or text in known.entries:
        return text, ""
    same = next((entry for entry in known.entries if entry.casefold() == text.casefold()), None)
    if same:
        return same, ""
    return None, f"This link points to “{_short(text)}”, which this atlas does not have."


def _view(text: str, known: Known) -> _Read:
    name, _dot, side = text.partition(".")
    if name in known.views and (text == name or side in ("left", "right")):
        return text, ""
    return None, f"This link asks for the view “{_short(text)}”, which this atlas does not have."


def _side(text: str, _: Known) -> _Read:
    if text in SIDES:
        return text, ""
    return None, f"This link asks for the side “{_short(text)}”; both are shown."


def _variant(text: str, known: Known) -> _Read:
    if not text or text in known.variants:
        return text, ""
    return None, f"This link asks for the variant “{_short(text)}”, which this body does not have."


def _zones(text: str, _: Known) -> _Read:
    if text in ZONINGS:
        return text, ""
    return None, f"This link asks for zones by “{_short(text)}”; those of the roots are shown."


def _voice(text: str, _: Known) -> _Read:
    if text in VOICES:
        return text, ""
    return None, f"This link speaks to “{_short(text)}”; the words for students are shown."


def _theme(text: str, _: Known) -> _Read:
    if text in THEMES:
        return text, ""
    return None, f"This link asks for the theme “{_short(text)}”; yours is kept."


def _show(text: str, _: Known) -> _Read:
    asked = [part.strip().lower() for part in text.split(",") if part.strip()]
    layers = tuple(layer.id for layer in LAYERS if layer.id in asked)
    unknown = [part for part in asked if part not in layers]
    problem = f"This link shows layers this atlas does not have: {_listed(unknown)}." if unknown else ""
    return (layers if layers or not unknown else None), problem


def _opacity(text: str, _: Known) -> _Read:
    opacity = {layer.id: layer.opacity for layer in LAYERS}
    for part in text.split(","):
        layer, _colon, percent = part.partition(":")
        if layer in opacity and re.fullmatch("[0-9]{1,3}", percent) and int(percent) <= 100:
            opacity[layer] = int(percent) / 100
    return opacity, ""


def _entries(text: str, known: Known) -> _Read:
    asked = [part for part in text.split(",") if part]
    unknown = [part for part in asked if part not in known.drawn]
    problem = f"This link names parts this atlas does not have: {_listed(unknown)}." if unknown else ""
    return tuple(dict.fromkeys(part for part in asked if part in known.drawn)), problem


def _camera(text: str, _: Known) -> _Read:
    try:
        camera = Camera(*map(float, text.split(",")))
    except (TypeError, ValueError):
        return None, "The camera in this link cannot be read; the named view is shown."
    pairs = zip(camera, _CAMERA_LIMITS, strict=True)
    if camera.distance < NEAREST or not all(
        math.isfinite(value) and abs(value) <= most for value, most in pairs
    ):
        return None, "The camera in this link is out of range; the named view is shown."
    return camera, ""


def _open(text: str, _: Known) -> _Read:
    if text in DIALOGS:
        return text, ""
    return None, f"This link opens the page “{_short(text)}”, which this atlas does not have."


def _story(text: str, known: Known) -> _Read:
    if not text or text in known.stories:
        return text, ""
    return None, f"This link plays the story “{_short(text)}”, which this atlas does not have."


def _step(text: str, steps: int) -> tuple[int, str]:
    """A step of a story, counted from 1."""
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) < 1:
        return 1, f"This link asks for the step “{_short(text)}”; the story starts at its first one."
    if int(text) > steps:
        return steps, f"This link asks for step {int(text)} of {steps}; the last one is shown."
    return int(text), ""


def _embed(text: str, _: Known) -> _Read:
    return text == "1", ""


_READERS: Mapping[str, Callable[[str, Known], _Read]] = {
    "body": _body,
    "select": _select,
    "show": _show,
    "opacity": _opacity,
    "view": _view,
    "camera": _camera,
    "side": _side,
    "variant": _variant,
    "zones": _zones,
    "voice": _voice,
    "hide": _entries,
    "only": _entries,
    "theme": _theme,
    "embed": _embed,
    "open": _open,
    "story": _story,
}


def _short(text: str, longest: int = 40) -> str:
    shown = "".join(letter if letter.isprintable() else "�" for letter in text)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def _listed(parts: list[str]) -> str:
    return ", ".join(f"“{_short(part)}”" for part in parts[:3]) + (" and others" if len(parts) > 3 else "")
