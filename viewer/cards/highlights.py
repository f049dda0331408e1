"""Which zones of the skin light with what is chosen."""

from viewer.atlas import Atlas, topics
from viewer.atlas.entries import Entry


def zones(atlas: Atlas, entry: Entry) -> dict[str, list[str]]:
    """The zones of an entry: those that light with it, and those that do so while zones are shown.

    A nerve lights what it serves, its branches included. A trunk that serves no skin
    by itself lights that of its branches only where zones are shown anyway. A sign or a painful
    place lights its own.
    """
    if entry.kind == "zone":
        return {"zones": [entry.id], "served": []}
    if topic := atlas.topics.get(entry.id):
        own = set(topics.zones_of(atlas.map, topic))
        return {"zones": [zone.id for zone in atlas.zones if zone.id in own], "served": []}
    return _served(atlas, entry)


def _served(atlas: Atlas, entry: Entry) -> dict[str, list[str]]:
    own = {entry.id, *entry.stands_for}
    named = [zone.id for zone in atlas.zones if own & set(zone.nerves)]
    if not entry.id.endswith(f"-root.{entry.side}"):
        for nerve in atlas.nerves:  # parents come before what leaves them
            if nerve.parent in own:
                own.add(nerve.id)
    every = [zone.id for zone in atlas.zones if own & set(zone.nerves)]
    return {"zones": every if named else [], "served": [] if named else every}
