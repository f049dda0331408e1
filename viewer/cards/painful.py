"""What is felt at a painful place and what the Balance Method pairs with it, to be laid over other places."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from point_maps.pairings import Pairing
from point_maps.records.method import Territory
from point_maps.solving.placed import PlacedSite
from viewer.atlas import Atlas
from viewer.atlas.topics import Topic, nerves_of
from viewer.cards import pairings

Place = Mapping[str, Any]
TRUNK = "lumbosacral-trunk"
"""It carries whole roots, as a level of the spine does."""


def place(atlas: Atlas, topic: Topic) -> Place:
    """What reaches a painful place, by ids.

    Returns
    -------
    Place
        `roots` and `nerves` that serve it, `sites` whose pain is felt there: those felt
        at fewer other places first, then from the spine down; and
        `groups` of regions: of one channel on one side, known in one way.
    """
    territory = topic.record
    assert isinstance(territory, Territory)
    roots, nerves = _serving(atlas, topic, territory)
    felt = atlas.keep("felt", lambda: _felt_at(atlas))
    spread = Counter(site for sites in felt.values() for site in sites)
    return {
        "roots": [f"{root.lower()}-root.{topic.side}" for root in roots],
        "nerves": nerves,
        "sites": sorted(felt[topic], key=lambda key: (spread[key], -atlas.sites[key].centre[2])),
        "groups": _groups(atlas, pairings.answer(atlas, topic.stem, topic.side).pairings),
    }


def _felt_at(atlas: Atlas) -> dict[Topic, list[str]]:
    """The sites whose pain is felt at each painful place."""
    found = {}
    for topic in atlas.topics.values():
        if isinstance(topic.record, Territory):
            roots, _ = _serving(atlas, topic, topic.record)
            sites = atlas.sites.items()
            found[topic] = [
                key for key, site in sites if _is_felt(atlas, site, topic.record, topic.side, roots)
            ]
    return found


def _serving(atlas: Atlas, topic: Topic, territory: Territory) -> tuple[list[str], list[str]]:
    """The roots and the nerves that serve a place: by its dermatomes, or else by the skin of its branches."""
    zones = [zone for zone in atlas.zones if zone.zone.id in territory.zones and zone.side == topic.side]
    own = [nerve for nerve in nerves_of(atlas.map, topic) if nerve in atlas.body.nerves]
    serving = dict.fromkeys([*own, *(nerve for zone in zones for nerve in zone.nerves)])
    dermatomes = [zone for zone in zones if zone.kind == "dermatome"]
    roots = {root for zone in dermatomes or zones for root in zone.roots}
    roots |= {root for nerve in own if _is_root(nerve) for root in atlas.body.nerves[nerve].roots}
    known = {root for root in roots if f"{root.lower()}-root.{topic.side}" in atlas.body.nerves}
    return sorted(known), [nerve for nerve in serving if not _is_root(nerve)]


def _is_root(nerve: str) -> bool:
    return nerve.partition(".")[0].endswith("-root")


def _is_felt(
    atlas: Atlas, placed: PlacedSite, territory: Territory, side: str, roots: Collection[str]
) -> bool:
    """Whether what is pressed at a site is felt at a place: by its roots, or in what lies onward from it."""
    if placed.side not in (side, "midline"):
        return False
    balance = atlas.map.balance
    if balance.knows(placed.site.id) and territory in balance.territories_of(placed.site.id):
        return True
    pressed = {nerve.partition(".")[0] for nerve in placed.nerves}
    if placed.site.level or pressed & {TRUNK}:
        return bool(set(placed.roots) & set(roots))
    onward = {nerve.partition(".")[0] for nerve in placed.path} - pressed
    return bool(onward & set(territory.nerves))


def _groups(atlas: Atlas, found: Sequence[Pairing]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, ...], list[Pairing]] = {}
    for one in found:
        if one.choice != "off-level":
            groups.setdefault((one.pairs[0].use, one.region_side, one.choice, one.standing), []).append(one)
    balance = atlas.map.balance
    return [
        {
            "channel": balance.channels[use].code,
            "side": side,
            "limb": atlas.regions[own[0].key].region.anchor.limb,
            "choice": choice,
            "standing": standing,
            "systems": sorted({balance.systems[pair.system].number for one in own for pair in one.pairs}),
            "ids": list(dict.fromkeys(one.key for one in own)),
        }
        for (use, side, choice, standing), own in groups.items()
    ]
