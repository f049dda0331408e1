"""The card of a stretch of the nerve: where it belongs, what it serves, where it can be pressed."""

from models.catalogue import Nerve
from point_maps.records.nerves import NerveCard
from viewer.atlas import Atlas, variants
from viewer.atlas.entries import Entry
from viewer.atlas.topics import Topic, nerves_of
from viewer.cards import pairings
from viewer.cards.highlights import zones
from viewer.cards.sentences import inline
from viewer.cards.writer import Card, Writer, item, links, plain


def nerve_card(atlas: Atlas, entry: Entry, writer: Writer) -> Card:
    """Write what is known of a stretch of the nerve."""
    nerve = atlas.body.nerves[entry.id]
    stem = entry.id.rpartition(".")[0]
    known = atlas.map.nerves.get(stem)
    if entry.variant:
        writer.add("variant", links=links(atlas, [variants.PREFIX + entry.variant]))
    parts = [other.id for other in atlas.nerves if other.parent == nerve.id]
    onward = links(atlas, [*([nerve.parent] if nerve.parent else []), *parts])
    writer.add("onward", links=onward)
    roots = [item("Roots", ", ".join(nerve.roots))]
    writer.add("belongs", items=roots, links=onward)
    if known:
        _told(known, writer)
    pressed = [key for key, placed in atlas.sites.items() if entry.id in placed.nerves]
    writer.add("pressed", links=links(atlas, pressed))
    writer.add("zones", links=links(atlas, (key for keys in zones(atlas, entry).values() for key in keys)))
    writer.add("signs", links=links(atlas, signs_of(atlas, entry.id)))
    pairings.write(atlas, writer, stem, nerve.side)
    return {"lead": writer.line(known.what) if known else plain(_fibres(atlas, nerve))}


def _fibres(atlas: Atlas, nerve: Nerve) -> str:
    """Where it leaves and where its fibres come from, for a nerve that no record tells of."""
    leaves = f"It leaves the {inline(atlas.entries[nerve.parent].name)}. " if nerve.parent else ""
    named = " and ".join(filter(None, [", ".join(nerve.roots[:-1]), nerve.roots[-1]]))
    roots = "roots" if len(nerve.roots) > 1 else "root"
    return f"{leaves}Its fibres come from the nerve {roots} {named} in the spine."


def _told(known: NerveCard, writer: Writer) -> None:
    writer.say("runs", known.runs)
    writer.say("skin", known.skin)
    writer.say("moves", known.moves)
    writer.say("matters", known.matters)
    if level := known.level:
        told = {
            "Felt": level.felt,
            "Tested at": level.key_point,
            "Weak": level.weak,
            "Reflex": level.reflex,
        }
        writer.add("level", items=[item(term, **writer.line(said)) for term, said in told.items()])


def signs_of(atlas: Atlas, nerve: str) -> list[str]:
    """The signs that can come along a nerve, on its side."""

    def along(topic: Topic) -> bool:
        return topic.kind == "sign" and nerve in nerves_of(atlas.map, topic)

    return [key for key, topic in atlas.topics.items() if along(topic)]
