"""The one thing worth doing next with a chosen thing: what the button of its card says, and where it leads.

`do` is what the page does with `to`: `select`, `fly` to or `isolate` an entry, go to one of the four ways
(`way`), `open` a page, or come to a named view of one side (`close_up`: 'wrist.left').
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from point_maps.records.learning import Sign
from point_maps.records.method import Territory
from point_maps.records.statements import Voice
from point_maps.solving.placed import PlacedSite
from viewer.atlas import Atlas, variants
from viewer.atlas.entries import Entry
from viewer.atlas.topics import nerves_of, zones_of
from viewer.cards import pairings
from viewer.cards.highlights import zones
from viewer.cards.nerve_distance import nearest_nerve, places_at
from viewer.cards.plans import labels
from viewer.cards.sentences import inline

NEEDLES = "acupuncture"
"""The treatment that the page on what research says is about."""

Do = Literal["select", "way", "open", "fly", "close_up", "isolate", "story"]
Way = Literal["follow", "hurts", "presses", "points", ""]

WAYS: dict[str, Way] = {
    "nerve": "follow",
    "variant": "follow",
    "zone": "hurts",
    "sign": "hurts",
    "territory": "hurts",
    "prong": "hurts",
    "site": "presses",
    "treatment": "presses",
    "region": "points",
}
"""The way into the atlas that a kind of entry belongs to; the rest belongs to none."""


class Step(NamedTuple):
    """What to do, under which label of `plans.toml`, and the name the label ends with, if any."""

    says: str
    do: Do
    to: str
    name: str = ""


def onward(atlas: Atlas, entry: Entry, kind: str, voice: Voice) -> dict[str, str] | None:
    """The button of a card in one voice; None where there is nothing to do next."""
    step = _STEPS[kind](atlas, entry)
    if step is None:
        return None
    label = labels(voice)[step.says]
    return {"label": f"{label}: {step.name}" if step.name else label, "do": step.do, "to": step.to}


def _first(atlas: Atlas, ids: Iterable[str]) -> str:
    return next((key for key in ids if key in atlas.entries), "")


def _alone(entry: Entry) -> Step | None:
    return Step("alone", "isolate", entry.id) if entry.layer and entry.kind != "skin" else None


def _site(atlas: Atlas, entry: Entry) -> Step | None:
    """To where it is felt, as the signs that can come from it tell, else by its roots."""
    placed = atlas.sites[entry.id]
    origins = [origin for sign in atlas.map.signs.values() for origin in sign.origin]
    told = [zone for origin in origins if placed.site.id in origin.sites for zone in origin.zones]
    served = [f"dermatome-{root.lower()}" for root in placed.site.roots]
    felt = _first(atlas, _sided(placed, (*told, *served, *placed.site.nerves)))
    return Step("felt", "select", felt) if felt else _alone(entry)


def _sided(placed: PlacedSite, stems: Iterable[str]) -> Iterable[str]:
    sides = ("left", "right") if placed.side == "midline" else (placed.side,)
    return (f"{stem}.{side}" for stem in stems for side in sides)


def _nerve(atlas: Atlas, entry: Entry) -> Step | None:
    """To what can press on it, else to the next stretch, else to the skin it serves."""
    pressed = [key for key, placed in atlas.sites.items() if entry.id in placed.nerves]
    parts = [nerve for nerve in atlas.nerves if nerve.parent == entry.id]
    served = _first(atlas, zones(atlas, entry)["zones"])
    if len(pressed) == 1:
        return Step("presses", "select", pressed[0])
    if pressed:
        return Step("presses", "way", "presses")
    if parts:
        return Step("onward", "select", parts[0].id, inline(parts[0].name))
    return Step("skin", "select", served) if served else _alone(entry)


def _structure(atlas: Atlas, entry: Entry) -> Step | None:
    """To what can press on the nerve here, else to the nerve beside it."""
    if entry.kind == "skin":
        return None
    if entry.variant:
        return Step("variant", "select", variants.PREFIX + entry.variant)
    here = (entry.side, "midline")
    sites = places_at(atlas, entry.id, "sites")
    own = [key for key in sites if entry.side == "midline" or atlas.entries[key].side in here]
    if own:
        return Step("here", "select", own[0])
    close = nearest_nerve(atlas, entry.id)
    return Step("beside", "select", close.nerve) if close else _alone(entry)


def _zone(atlas: Atlas, entry: Entry) -> Step | None:
    placed = next(zone for zone in atlas.zones if zone.id == entry.id)
    nerve = _first(atlas, placed.nerves)
    root = nerve.endswith(f"-root.{placed.side}")
    return Step("root" if root else "nerve", "select", nerve) if nerve else _alone(entry)


def _region(atlas: Atlas, entry: Entry) -> Step | None:
    """To the painful place the method pairs it with first; where there is none, close to it."""
    region = atlas.regions[entry.id].region
    side: Literal["left", "right"] = "left" if entry.side == "left" else "right"
    paired = [one for one in atlas.map.balance.places_for(region.code, side) if one.first_choice]
    place = _first(atlas, (atlas.topic("territory", one.territory, one.pain_side) for one in paired))
    return Step("pairs", "select", place) if place else Step("close", "fly", entry.id)


def _sign(atlas: Atlas, entry: Entry) -> Step | None:
    """To its one cause, else to where it is felt when it comes from where most of its causes lie."""
    topic = atlas.topics[entry.id]
    sign = topic.record
    assert isinstance(sign, Sign)
    causes = [f"{site}.{side}" for site in sign.sites for side in (topic.side, "midline")]
    known = [key for key in causes if key in atlas.entries]
    if len(known) == 1:
        return Step("presses", "select", known[0])
    origins = sorted(sign.origin, key=lambda origin: len(origin.sites), reverse=True)
    told = [f"{zone}.{topic.side}" for origin in origins for zone in origin.zones]
    felt = _first(atlas, [*told, *zones_of(atlas.map, topic), *nerves_of(atlas.map, topic)])
    return Step("where", "select", felt) if felt else None


def _treatment(atlas: Atlas, entry: Entry) -> Step | None:
    """To what research says of needles; of the rest, to what they are used for."""
    if atlas.topics[entry.id].stem == NEEDLES:
        return Step("research", "open", "evidence")
    return Step("used", "way", "presses")


def _variant(atlas: Atlas, entry: Entry) -> Step | None:
    """To what is drawn of it; of the usual anatomy, to what its variants take the place of."""
    known = atlas.variants[entry.id.removeprefix(variants.PREFIX)]
    replaced = [
        key
        for one in atlas.body.manifest.variants
        if one.id in atlas.variants and atlas.variants[one.id].of == known.of
        for key in one.replaces
        if key in atlas.body.nerves
    ]
    own = [
        part.id for part in atlas.body.structures.values() if entry.variant and part.variant == entry.variant
    ]
    shown = _first(atlas, own or replaced)
    return Step("drawn", "select", shown) if shown else None


def _territory(atlas: Atlas, entry: Entry) -> Step | None:
    """To the regions the method pairs with it, else to where it lies, else to its aim."""
    topic = atlas.topics[entry.id]
    assert isinstance(topic.record, Territory)
    answer = pairings.answer(atlas, topic.stem, topic.side)
    lit = [pairing for pairing in answer.pairings if pairing.choice != "off-level"]
    for view in pairings.shown_at(atlas, lit):
        return Step("paired", "close_up", f"{view['view']}.{view['side']}")
    place = _first(atlas, [*zones_of(atlas.map, topic), *nerves_of(atlas.map, topic)])
    aim = atlas.topic("prong", topic.record.prong, topic.side)
    return Step("place", "select", place) if place else Step("aim", "select", aim)


def _prong(_: Atlas, __: Entry) -> Step | None:
    return Step("places", "way", "hurts")


def _line(_: Atlas, entry: Entry) -> Step | None:
    return _alone(entry)


_STEPS: dict[str, Callable[[Atlas, Entry], Step | None]] = {
    "structure": _structure,
    "nerve": _nerve,
    "site": _site,
    "region": _region,
    "zone": _zone,
    "variant": _variant,
    "line": _line,
    "sign": _sign,
    "treatment": _treatment,
    "territory": _territory,
    "prong": _prong,
}
