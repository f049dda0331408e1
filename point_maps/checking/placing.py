"""What of somebody's files cannot be placed on some installed body, as far as it can be read."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from models import catalogue
from models.records import DataError
from point_maps import maps
from point_maps.checking import quiz_places, story_places
from point_maps.checking.gathering import Everything, leans_on
from point_maps.checking.reading import MOST_PROBLEMS, Reading, Sound
from point_maps.checking.sense import MOST_IN_A_ROW
from point_maps.schema import MapFile
from point_maps.solving import solve, zones

PLACED = ("region", "guide", "site", "zone")


def problems(own: Sequence[Reading], others: Sequence[Reading]) -> list[str]:
    """Every record of some files that a body has no place for, one sentence each.

    Parameters
    ----------
    own
        The files that are placed.
    others
        Files they may lean on.
    """
    everything = Everything([*others, *own])
    lay = maps.PointMap(list(_placeable(own, others, everything)))
    whole = maps.PointMap([*others, *own]) if everything.all_known and not everything.unread else None
    found: dict[str, tuple[str, list[str]]] = {}
    for key in catalogue.available():
        alike = {
            _alike(text).replace(repr(key), "{body}"): text for text in reversed(list(_on(key, lay, whole)))
        }
        for same, text in reversed(alike.items()):
            found.setdefault(same, (text, []))[1].append(key)
    return [text + _likewise(bodies[1:]) for text, bodies in found.values()]


def _on(key: str, lay: maps.PointMap, whole: maps.PointMap | None) -> Iterator[str]:
    body = catalogue.load(key)
    for lay_down in (solve.place, zones.solve) if lay.zones else (solve.place,):
        try:
            lay_down(lay, body)
        except DataError as error:
            yield from error.problems
    if whole and whole.stories:
        yield from map(str, islice(story_places.problems(whole, body), MOST_PROBLEMS))
    if whole and whole.quizzes:
        yield from map(str, islice(quiz_places.problems(whole, body), MOST_PROBLEMS))


def _alike(text: str) -> str:
    """A sentence about one side, in the same words for both: they come from one record."""
    return re.sub(r"(?<=[.(])right\b", "left", text)


def _likewise(bodies: Sequence[str]) -> str:
    """The other bodies a sentence holds for."""
    return f". Likewise on {' and '.join(map(repr, bodies))}" if bodies else ""


def _placeable(
    own: Sequence[Reading], others: Sequence[Reading], everything: Everything
) -> Iterator[Reading]:
    """The files with only what can be tried, and what that leans on."""
    tried = [reading._replace(sound=tuple(_tried(reading, everything))) for reading in own]
    codes = {code for reading in tried for sound in reading.sound for code in _way(sound, everything)}
    for reading in others:
        leant_on = (sound for sound in reading.sound if getattr(sound.record, "code", "") in codes)
        yield _holding(reading._replace(sound=tuple(leant_on)))
    yield from map(_holding, tried)


def _tried(reading: Reading, everything: Everything) -> Iterator[Sound]:
    """The records whose way from a landmark is known, and short."""
    for sound in reading.sound:
        if sound.kind in PLACED and all(
            everything.steps.get(code, MOST_IN_A_ROW) < MOST_IN_A_ROW for code in _way(sound, everything)
        ):
            yield sound


def _way(sound: Sound, everything: Everything) -> set[str]:
    """Everything a record is placed by way of."""
    near = leans_on(sound.record)
    return set(near).union(*(everything.reached(code) for code in near))


def _holding(reading: Reading) -> Reading:
    """A file that holds just its records that could be read."""
    held: dict[str, Any] = {}
    for sound in reading.sound:
        held[sound.kind] = (*held.get(sound.kind, ()), sound.record)
    content = MapFile.model_construct(**held)
    return reading._replace(content=content)
