"""The card of a point region: where it is, what lies under it, what the method says it is for."""

from collections.abc import Sequence
from typing import Literal

from point_maps.balance import PainSide, Pairing
from point_maps.pairings import Choice
from point_maps.records.regions import Caution, PointRegion
from point_maps.solving import beneath
from point_maps.solving.found import found
from point_maps.solving.placed import PlacedRegion
from viewer.atlas import Atlas
from viewer.atlas.entries import Entry
from viewer.cards import finding, finding_words, needle, pairings
from viewer.cards.writer import Card, Item, Line, Writer, item, links, plain

PAIRED = "The method pairs this region with these parts of the body. No research has tested it."
UNPAIRED = "The method's tables pair this region with no part of the sciatic path."
TRAINED = "Needling is for trained practitioners."
CLAIMED = "The part of the path the Balance Method pairs with it: the method’s claim."
REVIEWS = {
    "written from the cited sources": "Written from the cited sources. No practitioner has checked it yet.",
    "checked by a practitioner": "Checked by a practitioner.",
    "under discussion": "Under discussion: do not rely on it.",
}
RULES = {"level": "Height", "across": "Across", "facing": "Facing"}


def region_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a region; `claimed` is the part of the path the method pairs with it."""
    placed = atlas.regions[entry.id]
    region = placed.region
    side: Literal["left", "right"] = "left" if placed.side == "left" else "right"
    paired = atlas.map.balance.places_for(region.code, side)
    _place(atlas, placed, writer)
    _under(atlas, placed, writer)
    writer.add("trained", text=[plain(TRAINED)])
    cautions, first = _cautions(atlas, region)
    writer.say("cautions", *cautions, region.no_caution, tone="care" if cautions else "")
    writer.add("precautions", tone="care", items=_precautions(atlas, placed, writer))
    _method(atlas, paired, writer)
    writer.say("note", region.note)
    writer.add("review", text=[plain(REVIEWS[region.review])])
    writer.add("pages", pages=["safety", "evidence", "method"])
    claimed = _claimed(atlas, paired)
    legend = [{"mark": "claimed", "text": CLAIMED}]
    return {
        "lead": writer.line(region.location),
        "steps": finding_words.steps(atlas, placed, writer.voice),
        "sure": {
            "certainty": region.radius.certainty,
            **writer.line(region.radius),
            "ways": finding_words.measured(atlas, placed, writer.voice),
        },
        "construction": finding.drawn(atlas, placed),
        "needle": needle.drawn(atlas, placed),
        "claimed": claimed,
        "legend": legend if claimed else [],
        "first": first,
    }


def _cautions(atlas: Atlas, region: PointRegion) -> tuple[list[Caution], str]:
    """The cautions, and whether they come before everything: a pregnant body's own do."""
    own = [caution for caution in region.cautions if _of_pregnancy(caution)]
    if not (own and atlas.body.id.endswith("-pregnant")):
        return list(region.cautions), ""
    return own + [caution for caution in region.cautions if caution not in own], "cautions"


def _of_pregnancy(caution: Caution) -> bool:
    return "pregnancy" in caution.concerns or "pregnan" in caution.text.casefold()


def _precautions(atlas: Atlas, placed: PlacedRegion, writer: Writer) -> list[Item]:
    """Who should say so first at this place: for what lies within reach on this body, and for the limb."""
    region = placed.region
    concerns = {concern for caution in region.cautions for concern in caution.concerns}
    near = {_system(atlas, key) for key in _within_reach(atlas, placed)}
    here = {region.anchor.limb, *(concerns & {"joint", "artery"}), *(near & {"artery"})}
    told = [one for one in atlas.map.precautions.values() if one.when in here]
    return [item(one.name, **writer.line(one)) for one in told]


def _within_reach(atlas: Atlas, placed: PlacedRegion) -> list[str]:
    """The nerves and vessels a needle can come to on this body, and those the record names as beside it."""
    named = [one.structure for one in _measured(atlas, placed)]
    return list(dict.fromkeys([*named, *(one.structure for one in _reached(atlas, placed))]))


def _reached(atlas: Atlas, placed: PlacedRegion) -> tuple[beneath.Met, ...]:
    return atlas.keep(("reached", placed.id), lambda: beneath.within_reach(atlas.body, placed))


def _measured(atlas: Atlas, placed: PlacedRegion) -> tuple[beneath.Apart, ...]:
    return atlas.keep(("measured", placed.id), lambda: beneath.measured(atlas.body, placed))


def _system(atlas: Atlas, structure: str) -> str:
    return atlas.body.structures[structure].system


def _place(atlas: Atlas, placed: PlacedRegion, writer: Writer) -> None:
    """How it is found, and how sure that is."""
    rules = found(atlas.body, placed)
    told = [item(RULES[rule.part], _sentence(rule.says), lines=_here(rule.here)) for rule in rules]
    writer.add("found", items=told)
    radius = placed.region.radius
    size = f"About {radius.mm:.0f} mm around, {radius.certainty}"
    writer.add("sure", items=[item(size, **writer.line(radius))])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _here(text: str) -> list[Line]:
    return [{"term": "Here", **plain(text)}] if text else []


def _under(atlas: Atlas, placed: PlacedRegion, writer: Writer) -> None:
    """What lies under it by the literature, and what is measured on this body."""
    region = placed.region
    text = [plain("From the skin inward:", region.under_sources)]
    writer.add("under", bullets=list(region.under), text=text)
    apart = _measured(atlas, placed)
    writer.add("measured", items=[_apart(atlas, one) for one in apart])
    line = atlas.keep(("met", placed.id), lambda: beneath.met(atlas.body, placed))
    told = {one.structure for one in apart}
    met = {one.structure: one for one in (*line, *_reached(atlas, placed)) if one.structure not in told}
    writer.add("met", items=[_met(atlas, one) for one in sorted(met.values(), key=lambda one: one.depth)])
    writer.add("reach", text=_reach(atlas, placed))
    ways = atlas.keep(("reaches", placed.id), lambda: beneath.reaches(atlas.body, placed))
    writer.add("needling", items=[_way(atlas, way, writer) for way in ways])


def _name(atlas: Atlas, structure: str) -> str:
    return atlas.entries[structure].name if structure in atlas.entries else structure


def _reach(atlas: Atlas, placed: PlacedRegion) -> list[Line]:
    """What a needle can come to on this body, by name."""
    names = [_name(atlas, key) for key in _within_reach(atlas, placed)]
    spoken = ", ".join(f"the {name[:1].lower()}{name[1:]}" for name in names)
    return [plain(f"Within reach of a needle here, on this body: {spoken}.")] if names else []


def _met(atlas: Atlas, met: beneath.Met) -> Item:
    passing = f", {met.aside:.0f} mm beside the line" if met.aside >= 0.5 else ", on the line"
    return item(_name(atlas, met.structure), f"{met.depth:.0f} mm deep{passing}")


def _apart(atlas: Atlas, apart: beneath.Apart) -> Item:
    text = (
        f"{apart.gap:.0f} mm from the middle of the region on the skin; "
        f"its centre lies {apart.depth:.0f} mm deep and {apart.aside:.0f} mm beside the needle's line."
    )
    return item(_name(atlas, apart.structure), text, links=links(atlas, [apart.structure]))


def _way(atlas: Atlas, reach: beneath.Reach, writer: Writer) -> Item:
    way = reach.way
    low, high = way.depth_cun
    toward = f", toward {way.toward}" if way.toward else ""
    mm = f"{reach.depth[0]:.0f} to {reach.depth[1]:.0f} mm on this body"
    bone = ""
    if reach.bone and reach.bone_depth is not None:
        bone = f" Bone ({_name(atlas, reach.bone)}) at {reach.bone_depth:.0f} mm along this line"
        bone += "; the needle goes no deeper than that." if reach.stops else "."
    said = [way.note, way.at_bone if reach.stops else None]
    notes = [{"term": "", **writer.line(note)} for note in said if note]
    return item(f"{low:g} to {high:g} cun, {way.angle}{toward}", f"{mm}.{bone}", way.sources, lines=notes)


def _method(atlas: Atlas, paired: Sequence[Pairing], writer: Writer) -> None:
    text = [plain(PAIRED if paired else UNPAIRED)]
    territories = [atlas.map.balance.territories[one.territory] for one in paired if one.first_choice]
    side: PainSide = next((one.pain_side for one in paired if one.first_choice), "midline")
    show = pairings.territory_links(atlas, territories, side) if territories else []
    fitting = [one for one in paired if one.choice != "off-level"]
    known = [plain(f"How this is known: {pairings.plainly(fitting)}")] if fitting else []
    writer.add("method-short", tone="method", text=[*text, *known], links=show)
    writer.add("method", tone="method", text=text, items=_claims(atlas, paired))


def _claims(atlas: Atlas, paired: Sequence[Pairing]) -> list[Item]:
    """What the method pairs with it: the painful places of one side, systems and standing together."""
    groups: dict[tuple[str, str, Choice, str], list[Pairing]] = {}
    for pairing in paired:
        names = dict.fromkeys(atlas.map.balance.systems[pair.system].name for pair in pairing.pairs)
        key = (pairing.pain_side, ", ".join(names), pairing.choice, pairing.standing)
        groups.setdefault(key, []).append(pairing)
    return [
        item(
            f"Pain on the {side} side" if side != "midline" else "Pain in the middle",
            f"By {systems}; {pairings.STANDINGS[standing]}.",
            dict.fromkeys(mention for one in found for mention in one.sources),
            links=links(atlas, (atlas.topic("territory", one.territory, one.pain_side) for one in found)),
            mark=choice,
        )
        for (side, systems, choice, standing), found in groups.items()
    ]


def _claimed(atlas: Atlas, paired: Sequence[Pairing]) -> list[str]:
    """The nerves of the first-choice territories, on the side of the pain."""
    ids = [
        f"{nerve}.{pairing.pain_side}"
        for pairing in paired
        if pairing.first_choice
        for nerve in atlas.map.balance.territories[pairing.territory].nerves
    ]
    return [nerve for nerve in dict.fromkeys(ids) if nerve in atlas.entries]
