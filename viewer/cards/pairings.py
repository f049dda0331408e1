"""What the Balance Method pairs with what, as a card tells it: always as the method's claim."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from point_maps.balance import BodySide, PainSide, Pairing
from point_maps.pairings import CHOICES, Choice
from point_maps.records.method import Silence, Territory
from viewer.atlas import Atlas
from viewer.cards.writer import Item, Line, Writer, item, links, plain

MOST_RUNS = 3
"""More codes than 'LU7-9, SI4-6, KI3' would cover the body they stand beside."""

STANDINGS = {
    "published": "published by a teacher or practitioner",
    "traditional": "traditional",
    "inferred": "inferred from published rules; no source read here says just this",
    "disputed": "disputed",
}
"""How each standing is said in the middle of a sentence."""

PLAINLY = {
    "published": "said by a teacher or practitioner of the method",
    "traditional": "from classical texts",
    "inferred": "our reading of its rules",
    "disputed": "disputed: teachers disagree",
}
"""The same for a patient."""

CLAIM = "This is what the method says. No research has tested it."


class Answer(NamedTuple):
    """What the tables answer about a painful place, and what they do not."""

    territories: Sequence[Territory]
    pairings: Sequence[Pairing]
    silences: Sequence[Silence]


def answer(atlas: Atlas, place: str, side: PainSide) -> Answer:
    """Ask the tables about a nerve, site, zone, territory or prong; nothing where they do not know it."""
    balance = atlas.map.balance
    if not balance.knows(place):
        return Answer([], [], [])
    known = [pairing for pairing in balance.regions_for(place, side) if pairing.key in atlas.entries]
    return Answer(balance.territories_of(place), known, balance.silent(place))


def territory_links(atlas: Atlas, territories: Iterable[Territory], side: PainSide) -> list[dict[str, str]]:
    """The entries of territories, as buttons: each of them shows its regions on the body."""
    sides: tuple[BodySide, ...] = ("left", "right") if side == "midline" else (side,)
    return links(atlas, (atlas.topic("territory", one.id, own) for one in territories for own in sides))


def grouped(atlas: Atlas, pairings: Sequence[Pairing], *, marked: bool = True) -> list[Item]:
    """Pairings as lines, one for each channel, side and standing, with its regions as buttons.

    Each is `marked` by its choice, unless its heading says so.
    """
    groups: dict[tuple[str, str, Choice, str], list[Pairing]] = {}
    for pairing in pairings:
        key = (pairing.pairs[0].use, pairing.region_side, pairing.choice, pairing.standing)
        groups.setdefault(key, []).append(pairing)
    return [_group(atlas, found, marked) for found in groups.values()]


def _group(atlas: Atlas, found: Sequence[Pairing], marked: bool) -> Item:
    balance = atlas.map.balance
    first = found[0]
    channel = balance.channels.get(first.pairs[0].use)
    systems = dict.fromkeys(balance.systems[pair.system].name for one in found for pair in one.pairs)
    return item(
        f"{channel.name if channel else first.pairs[0].use} channel, {first.region_side} side",
        f"By {' and '.join(name.partition(':')[0] for name in systems)}{_laid(atlas, found)}; "
        f"{STANDINGS[first.standing]}.",
        dict.fromkeys(mention for one in found for mention in one.sources),
        links=links(atlas, (one.key for one in found)),
        mark=first.choice if marked else "",
    )


def _laid(atlas: Atlas, found: Sequence[Pairing]) -> str:
    """By which formats the regions lie at the right level: ', laid there by the mirror'."""
    formats = dict.fromkeys(key for one in found for key in one.formats)
    names = [atlas.map.balance.formats[key].name.partition(":")[0].lower() for key in formats]
    return f", laid there by the {' and the '.join(names)}" if names else ""


def write(atlas: Atlas, writer: Writer, place: str, side: PainSide) -> None:
    """Write a card's section on the method: the painful places this is counted to, and their regions."""
    territories, pairings, silences = answer(atlas, place, side)
    quiet = [writer.line(silence.because) for silence in silences]
    show = territory_links(atlas, territories, side)
    claim = [_claim(territories)] if show else []
    fitting = [one for one in pairings if one.choice != "off-level"]
    known = [plain(f"How this is known: {plainly(fitting)}")] if show and fitting else []
    writer.add("method-short", tone="method", text=[*claim, *known], links=show)
    writer.add("method", tone="method", text=[*claim, *quiet], items=grouped(atlas, fitting), links=show)


def point_out(atlas: Atlas, writer: Writer, places: Iterable[str], side: PainSide) -> None:
    """Write a short section that leads to the painful places of the method which these belong to."""
    found = [one for place in places for one in answer(atlas, place, side).territories]
    territories = list({territory.id: territory for territory in found}.values())
    show = territory_links(atlas, territories, side)
    writer.add("method-short", tone="method", text=[_claim(territories)] if show else [], links=show)


def _claim(territories: Iterable[Territory]) -> Line:
    mentions = [mention for territory in territories for mention in territory.claim.sources]
    return plain(f"The method pairs this place with regions elsewhere on the body. {CLAIM}", mentions)


def paired(pairings: Iterable[Pairing]) -> dict[str, list[str]]:
    """The regions to light: those of the first choice, and those of the side that is also allowed.

    What fits by its channel only is not lit.
    """
    known = list(pairings)
    first = dict.fromkeys(one.key for one in known if one.choice == "first")
    also = dict.fromkeys(one.key for one in known if one.choice == "also")
    return {"first": list(first), "also": [key for key in also if key not in first]}


def shown_at(atlas: Atlas, pairings: Iterable[Pairing]) -> list[dict[str, Any]]:
    """The named views in which paired regions of the first choice are seen close up."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for pairing in pairings:
        placed = atlas.regions.get(pairing.key)
        if placed and pairing.first_choice:
            view = _VIEWS.get(placed.region.anchor.limb)
            if view:
                side = pairing.region_side
                name = f"{atlas.views[view][side].name}, {side}"
                found.setdefault((view, side), {"view": view, "side": side, "name": name})
    return list(found.values())


_VIEWS = {"forearm": "wrist", "lower-leg": "inner-ankle"}


def tags(atlas: Atlas, found: Iterable[Pairing]) -> list[dict[str, Any]]:
    """Names for the regions of each limb, first choices first; those of what is lit stand in the picture."""
    groups: dict[tuple[Choice, str, str], list[str]] = {}
    for pairing in sorted(found, key=lambda one: CHOICES.index(one.choice)):
        placed = atlas.regions.get(pairing.key)
        if placed:
            key = (pairing.choice, pairing.region_side, placed.region.anchor.limb)
            groups.setdefault(key, []).append(pairing.key)
    return [
        {
            "ids": list(dict.fromkeys(keys)),
            "mark": choice,
            "part": f"{side.capitalize()} {_PARTS.get(limb, ('side', 'side'))[0]}",
            "text": _tag(limb, side, dict.fromkeys(keys), choice),
        }
        for (choice, side, limb), keys in groups.items()
    ]


def by_limb(atlas: Atlas, found: Iterable[Pairing]) -> list[Item]:
    """Paired regions as short lines, one for each limb, with how they are known in a patient's words."""
    known = list(found)
    return [
        item(
            tag["part"],
            plainly(one for one in known if one.key in tag["ids"]).capitalize(),
            links=links(atlas, tag["ids"]),
        )
        for tag in tags(atlas, known)
    ]


def plainly(found: Iterable[Pairing]) -> str:
    """How pairings are known, in a patient's words, for the end of a sentence."""
    ways = [PLAINLY[standing] for standing in dict.fromkeys(one.standing for one in found)]
    return f"{', '.join(f'partly {way}' for way in ways)}." if len(ways) > 1 else f"{ways[0]}."


def by_pain(atlas: Atlas, found: Iterable[Pairing]) -> list[Item]:
    """Paired regions by the channel of the pain, under the names of the painful places: the place decides."""
    balance = atlas.map.balance
    groups: dict[str, list[Pairing]] = {}
    for pairing in found:
        groups.setdefault(balance.territories[pairing.territory].channel, []).append(pairing)
    order = list(dict.fromkeys(one.channel for one in balance.territories.values()))
    return [_pain(atlas, channel, groups[channel]) for channel in order if channel in groups]


def _pain(atlas: Atlas, channel: str, found: Sequence[Pairing]) -> Item:
    balance = atlas.map.balance
    places = dict.fromkeys(balance.territories[one.territory].name for one in found)
    known = balance.channels.get(channel)
    used = dict.fromkeys(one.pairs[0].use for one in found)
    names = [balance.channels[use].name if use in balance.channels else use for use in used]
    return item(
        f"For the {known.name if known else channel} channel: {'; '.join(places)}",
        f"Regions of {' and '.join(names)}.",
        dict.fromkeys(mention for one in found for mention in one.sources),
        links=links(atlas, dict.fromkeys(one.key for one in found)),
    )


def _tag(limb: str, side: str, keys: Iterable[str], choice: Choice) -> str:
    """What stands in the picture: 'Left wrist: LU7-9', 'Right wrist, also allowed: LU7-9'."""
    also = ", also allowed" if choice == "also" else ""
    return f"{side.capitalize()} {_PARTS.get(limb, ('side', 'side'))[1]}{also}: {_codes(keys)}"


_PARTS = {"forearm": ("wrist and forearm", "wrist"), "lower-leg": ("ankle and lower leg", "ankle")}


def _codes(keys: Iterable[str]) -> str:
    """Codes in short: 'LU7-9, SI4-6'."""
    numbers: dict[str, list[int]] = {}
    others = []
    for key in keys:
        code = key.rpartition(".")[0]
        known = re.fullmatch(r"([A-Z]{2})(\d+)", code)
        if known:
            numbers.setdefault(known[1], []).append(int(known[2]))
        else:
            others.append(code)
    runs = [f"{letters}{_runs(sorted(own))}" for letters, own in numbers.items()]
    count = sum(map(len, numbers.values())) + len(others)
    return ", ".join([*runs, *others]) if len(runs) + len(others) <= MOST_RUNS else f"{count} regions"


def _runs(numbers: Sequence[int]) -> str:
    """Numbers in short: '5-7, 9'; no line breaks within a run."""
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    pairs = zip(starts, ends, strict=True)
    return ", ".join(str(start) if start == end else f"{start}\u2011{end}" for start, end in pairs)
