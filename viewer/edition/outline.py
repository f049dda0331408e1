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
        "centre": _round(entry.centre),
        "reach": round(entry.reach, 1),
        **({"facing": _round(entry.facing)} if entry.facing else {}),
        **({"cut": round(entry.cut, 1)} if entry.cut is not None else {}),
        **({"variant": entry.variant} if entry.variant else {}),
        **({"stands_for": entry.stands_for} if entry.stands_for else {}),
    }


def _round(values: Iterable[float]) -> list[float]:
    """Tenths: of a mm or a degree, that is finer than anybody sees."""
    return [round(value, 1) for value in values]


def outline(atlas: Atlas) -> list[dict[str, Any]]:
    """The groups in the order they are shown; a thing and its other side share a row."""
    entries = [entry for entry in atlas.entries.values() if not entry.variant and entry.kind != "variant"]
    layers = {layer.id: [entry for entry in entries if entry.layer == layer.id] for layer in LAYERS}
    groups = [
        _listed("The path of the nerve", _path(atlas, layers["nerves"]), opened=True),
        _listed("Where it can be pressed", layers["sites"], opened=True),
        _listed(topics.LIST_GROUPS["sign"], _kind(atlas, "sign")),
        _listed(topics.LIST_GROUPS["treatment"], _kind(atlas, "treatment")),
        *(
            {**_listed(topics.LIST_GROUPS[kind], _kind(atlas, kind)), "over": "Balance Method"}
            for kind in METHOD
        ),
        *_zones(layers["zones"]),
        _listed("Variants", [entry for entry in atlas.entries.values() if entry.kind == "variant"]),
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


def _kind(atlas: Atlas, kind: topics.TopicKind) -> list[Entry]:
    return [entry for entry in atlas.entries.values() if entry.kind == kind]


def _path(atlas: Atlas, nerves: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in nerves if entry.id in atlas.body.nerves]


def _beside(atlas: Atlas, nerves: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in nerves if entry.id not in atlas.body.nerves]


def _zones(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        yield {**_listed(skin_zones.LIST_GROUPS[group], members), "over": "Zones on the skin"}


def _channels(atlas: Atlas, entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        channel = atlas.map.balance.channels.get(group)
        title = f"{channel.name} channel ({channel.code})" if channel else group
        yield {**_listed(title, members), "over": "Point regions"}


def _bones(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for group, members in by_list_group(entries).items():
        yield {**_listed(LIST_GROUPS.get(group, group.capitalize()), members), "over": "Bones"}


def _listed(title: str, entries: Iterable[Entry], *, opened: bool = False) -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        stem = entry.id.removesuffix(f".{entry.side}")
        row = rows.setdefault(
            stem, {"key": stem, "name": entry.name, "detail": entry.detail, "kind": entry.kind, "ids": []}
        )
        row["ids"].append(entry.id)
    return {"title": title, "over": "", "opened": opened, "rows": list(rows.values())}
