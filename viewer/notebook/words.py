"""What somebody sets in Python, as the page has it and as its address says it."""

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from models import catalogue
from models.records import DataError
from viewer.atlas import Atlas
from viewer.atlas.layers import LAYERS
from viewer.fields import Field, Kind, fields
from viewer.serving import told

WHERE = "atlas"
FIELDS: Mapping[str, Field] = {field.key: field for field in fields()}
EXPECTED: Mapping[Kind, str] = {
    "id": "a name", "ids": "a list of names", "view": "a name", "text": "text in the form of an address",
    "layers": "a list of layers", "percents": "layers with 0 to 1, such as {'skin': 0.4}",
    "camera": "six numbers", "flag": "True or False", "step": "the number of a step, counted from 0",
}  # fmt: skip
_MANY = 12


def checked(atlas: Atlas, given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the page has them; of `show` a list of layers is enough.

    Raises
    ------
    DataError
        With all that cannot be used.
    """
    found = {key: _plain(atlas, FIELDS[key], value) for key, value in given.items() if key in FIELDS}
    problems = [_unknown("field", key, FIELDS) for key in given if key not in FIELDS]
    for key, value in found.items():
        if not told.can_be(key, value):
            problems.append(f"{key}: must be {_expected(FIELDS[key])}; got {given[key]!r}")
        else:
            there = _names(atlas, FIELDS[key])
            problems += [_unknown(key, name, there) for name in _named(value) if there and name not in there]
    if problems:
        raise DataError(WHERE, problems)
    return found


def _plain(atlas: Atlas, field: Field, value: Any) -> Any:
    if field.kind == "layers" and isinstance(value, list | tuple):
        names = dict.fromkeys([layer.id for layer in LAYERS], False)
        return names | {str(name): True for name in value}
    if field.any_case and isinstance(value, str):
        return {entry.lower(): entry for entry in atlas.entries}.get(value.lower(), value)
    return list(value) if isinstance(value, tuple) else value


def _expected(field: Field) -> str:
    if field.kind == "choice":
        return f"one of {', '.join(field.values)}"
    if field.kind == "number":
        return f"a number from {field.least:g} to {field.most:g}"
    return EXPECTED[field.kind]


def _names(atlas: Atlas, field: Field) -> Collection[str]:
    """The names a field can hold; none where it holds no names, or any."""
    if field.kind in ("layers", "percents"):
        return [layer.id for layer in LAYERS]
    names: Mapping[str, Callable[[], Collection[str]]] = {
        "bodies": catalogue.available,
        "entries": lambda: atlas.entries,
        "drawn": lambda: atlas.entries,
        "views": lambda: {
            *atlas.views,
            *(f"{view}.{side}" for view, of in atlas.views.items() for side in of),
        },
        "variants": lambda: atlas.choices,
        "stories": lambda: atlas.map.stories,
    }
    return names[field.of]() if field.of else ()


def _named(value: Any) -> Collection[str]:
    if isinstance(value, str):
        return [value] if value else []
    return value if isinstance(value, list | dict) else []


def _unknown(key: str, name: str, there: Collection[str]) -> str:
    near = get_close_matches(name, there, cutoff=0.5) or sorted(there)[:_MANY]
    return f"{key}: must be one of what there is, such as {', '.join(near)}; got {name!r}"


def query(values: Mapping[str, Any]) -> str:
    """The address of fields as the page has them: `?select=KI3.left&amount=60`."""
    return "?" + "&".join(
        f"{key}={_WORDS[FIELDS[key].kind](FIELDS[key], value)}"
        for key, value in values.items()
        if value is not None
    )


def _as_it_is(_: Field, value: str) -> str:
    return value


_WORDS: Mapping[Kind, Callable[[Field, Any], str]] = {
    "choice": _as_it_is,
    "id": _as_it_is,
    "view": _as_it_is,
    "text": _as_it_is,
    "ids": lambda _, names: ",".join(names),
    "layers": lambda _, layers: ",".join(layer for layer, shown in layers.items() if shown),
    "percents": lambda _, layers: ",".join(f"{layer}:{100 * share:.0f}" for layer, share in layers.items()),
    "camera": lambda _, numbers: ",".join(f"{number:g}" for number in numbers),
    "flag": lambda _, on: str(int(on)),
    "number": lambda field, number: f"{number:.{field.digits}f}",
    "step": lambda _, step: str(step + 1),
}
