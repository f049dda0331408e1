"""What a story's steps name, and whether a body has it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl

from models.catalogue import Body
from point_maps.checking.problems import Problem
from point_maps.checking.reading import Reading
from point_maps.maps import PointMap
from point_maps.records.stories import Step
from point_maps.words import nearest


def things(point_map: PointMap, body: Body) -> frozenset[str]:
    """Everything a step can name on a body: its structures, and a map's places and zones with their sides."""
    sided = [*point_map.regions, *point_map.zones]
    midline = [key for key, site in point_map.sites.items() if site.sides == "midline"]
    sided += [key for key in point_map.sites if key not in midline]
    both = (f"{key}.{side}" for key in sided for side in ("left", "right"))
    return frozenset([*body.structures, *both, *(f"{key}.midline" for key in midline)])


def topics(point_map: PointMap) -> frozenset[str]:
    """What else can be chosen: signs, treatments, variants, places and aims of the method."""
    balance = point_map.balance
    stems = [*point_map.signs, *point_map.treatments, *balance.territories, *balance.prongs]
    sided = (f"{key}.{side}" for key in stems for side in ("left", "right", "midline"))
    return frozenset([*stems, *sided, *(f"variant-{key}" for key in point_map.variants)])


def problems(point_map: PointMap, body: Body) -> Iterator[Problem]:
    """Everything that stories name and a body lacks, one problem each."""
    known = things(point_map, body)
    chosen = known | topics(point_map)
    variants = {variant.id for variant in body.manifest.variants}
    for reading in point_map.readings:
        yield from _of_file(reading, body.id, {"variant": variants, "look": chosen}, known)


def _of_file(
    reading: Reading, body: str, own: Mapping[str, Collection[str]], known: Collection[str]
) -> Iterator[Problem]:
    for number, story in enumerate(reading.content.story if reading.content else ()):
        for count, step in enumerate(story.step):
            for field, name in _named(step):
                there, kind = own.get(field, known), "variant" if field == "variant" else "thing"
                if name not in there:
                    at = ("story", number, "step", count, field)
                    place = f"story {story.id}, step {count + 1}, {field}"
                    yield lacking(reading, at, place, name, kind, there, body)


def lacking(
    reading: Reading,
    at: Sequence[str | int],
    place: str,
    name: str,
    kind: str,
    there: Collection[str],
    body: str,
) -> Problem:
    """What to say of a name that a body has nothing for.

    Parameters
    ----------
    reading
        The file.
    at
        Where in it the name stands: ('story', 0, 'step', 2, 'select').
    place
        The same in words.
    name
        What is named.
    kind
        What it must be, in words.
    there
        The names that would do.
    body
        The body's id.
    """
    found = f"got {name!r}{nearest(name, there)}. Name one that is there"
    text = f"must be a {kind} the body {body!r} has; {found}"
    return Problem(str(reading.path), reading.outline.line(tuple(at)), place, text)


def _named(step: Step) -> Iterable[tuple[str, str]]:
    """Each thing a step names, with the key it stands under."""
    if step.select:
        yield "select", step.select
    if step.variant:
        yield "variant", step.variant
    yield from (("pin", pin.on) for pin in step.pin)
    yield from _looked_at(step.look or "")
    yield from (("hide", name) for name in step.hide)
    yield from (("only", name) for name in step.only)


def _looked_at(look: str) -> Iterable[tuple[str, str]]:
    """Each thing and variant the words of a look name, in small letters as an address may have them."""
    for word, value in parse_qsl(look, keep_blank_values=True):
        if word in {"select", "hide", "only", "walk", "hurts"}:
            yield from (("look", name) for name in value.split(",") if name)
        elif word == "variant" and value:
            yield "variant", value
