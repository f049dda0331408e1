"""The list beside the picture: everything there is, in groups, in words a person would use."""

from collections.abc import Iterable
from typing import Any

from viewer.atlas import Atlas, skin_zones, topics
from viewer.atlas.entries import Entry, by_list_group
from viewer.atlas.layers import LAYERS

LIST_GROUPS = {
    "spine": "Spine",
    "discs": "Discs",
    "pelvis": "Pelvis",
    "leg": "Leg",
    "foot": "Foot",
    "thorax": "Rib cage and shoulder girdle",
    "arm": "Arm",
    "hand": "Hand",
    "head": "Head",
}
"""Names for the draw groups of bones; others are shown as they are called."""


METHOD: tuple[topics.TopicKind, ...] = ("prong", "territory")
"""The groups of the Balance Method, its aims first."""


def brief(entry: Entry) -> dict[str, Any]:
    """What the page knows of an entry before anybody asks for its card."""
    return {
        "name": entry.name,
        "detail": entry.detail,
        "side": entry.side,
        "kind": entry.kind,
        "layer": entry.layer,
        "centre": rounded(entry.centre),
        "reach": _tenth(entry.reach),
        **({"facing": rounded(entry.facing)} if entry.facing else {}),
        **({"cut": _tenth(entry.cut)} if entry.cut is not None else {}),
        **({"variant": entry.variant} if entry.variant else {}),
        **({"stands_for": entry.stands_for} if entry.stands_for else {}),
    }


def rounded(values: Iterable[float]) -> list[float]:
    """Tenths: of a mm or a degree, that is finer than anybody sees."""
    return [_tenth(value) for value in values]


def _tenth(value: float) -> float:
    """As short as it can be written: 180 and not 180.0."""
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def outline(atlas: Atlas) -> list[dict[str, Any]]:
    """The groups in the order they are shown; a thing and its other side share a row."""
    entries = [entry for entry in atlas.entries.values() if not entry.variant and entry.kind != "variant"]
    layers = {layer.id: [entry for entry in entries if entry.layer == layer.id] for layer in LAYERS}
    groups = [
        _listed("The path of the nerve", _path(atlas, layers["nerves"]), way="follow", opened=True),
        _listed("Where it can be pressed", _downwards(layers["sites"]), way="presses", opened=True),
        _listed(topics.LIST_GROUPS["sign"], _kind(atlas, "sign"), way="hurts", opened=True),
        _listed(topics.LIST_GROUPS["treatment"], _kind(atlas, "treatment"), way="presses"),
        *(
            {**_listed(topics.LIST_GROUPS[kind], _kind(atlas, kind), way="hurts"), "over": "Balance Method"}
            for kind in METHOD
        ),
        *_zones(layers["zones"]),
        _listed("Variants", _kind(atlas, "variant"), way="follow"),
        *_channels(atlas, layers["regions"]),
        *_bones(layers["bones"]),
        _listed("Ligaments", layers["ligaments"]),
        _listed("Muscles and tendons", layers["muscles"]),
        _listed("Vessels", layers["vessels"]),
        _listed("Nerves and dura beside the path", _beside(atlas, layers["nerves"])),
        _listed("Skin", layers["skin"]),
        _listed("Lines", layers["load-line"]),
    ]
    return [group for group in groups if group["rows"]]


def _kind(atlas: Atlas, kind: str) -> list[Entry]:
    return [entry for entry in atlas.entries.values() if entry.kind == kind]


def _downwards(entries: Iterable[Entry]) -> list[Entry]:
    """From the spine to the foot; what lies as high stays in the order of its records."""
    return sorted(entries, key=lambda entry: -round(entry.centre[2], -1))


def _path(atlas: Atlas, nerves: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in nerves if entry.id in atlas.body.nerves]


def _beside(atlas: Atlas, nerves: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in nerves if entry.id not in atlas.body.nerves]


def _zones(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        yield {**_listed(skin_zones.LIST_GROUPS[group], members, way="hurts"), "over": "Zones on the skin"}


def _channels(atlas: Atlas, entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        channel = atlas.map.balance.channels.get(group)
        title = f"{channel.name} channel ({channel.code})" if channel else group
        yield {**_listed(title, members, way="points"), "over": "Point regions"}


def _bones(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        yield {**_listed(LIST_GROUPS.get(group, group.capitalize()), members), "over": "Bones"}


def _listed(title: str, entries: Iterable[Entry], *, way: str = "", opened: bool = False) -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        stem = entry.id.removesuffix(f".{entry.side}")
        row = rows.setdefault(
            stem, {"key": stem, "name": entry.name, "detail": entry.detail, "kind": entry.kind, "ids": []}
        )
        row["ids"].append(entry.id)
    return {"title": title, "over": "", "way": way, "opened": opened, "rows": list(rows.values())}
