"""Writes the parts of a card: sections of text, and the numbers of the sources they lean on."""

from collections.abc import Iterable
from typing import Any

from point_maps.maps import PointMap
from point_maps.statements import Statement, Voice
from viewer.atlas import Atlas

Card = dict[str, Any]
Section = dict[str, Any]


class Writer:
    """Collects the sections of a card in one voice, and numbers the sources they lean on."""

    def __init__(self, point_map: PointMap, voice: Voice) -> None:
        self._map = point_map
        self.voice = voice
        self._mentions: dict[str, int] = {}
        self.sections: list[Section] = []

    def say(self, title: str, *statements: Statement | None, tone: str = "") -> None:
        """Add a section of statements; nothing if there are none."""
        said = [statement for statement in statements if statement]
        if said:
            self.add(title, text=[self.line(statement) for statement in said], tone=tone)

    def add(self, title: str, *, tone: str = "", **content: Any) -> None:
        """Add a section: `text`, `items`, `links` or `bullets`."""
        self.sections.append(
            {"title": title, "tone": tone, "text": [], "items": [], "links": [], "bullets": []} | content
        )

    def line(self, statement: Statement) -> dict[str, Any]:
        """A statement in this voice, with the numbers of its sources."""
        return {"text": statement.said(self.voice), "refs": self.refs(statement.sources)}

    def refs(self, mentions: Iterable[str]) -> list[int]:
        """The numbers of sources in this card, in the order they first come."""
        return [self._mentions.setdefault(mention, len(self._mentions) + 1) for mention in mentions]

    def sources(self) -> list[dict[str, Any]]:
        """The sources of this card by number."""
        return [self._source(mention, number) for mention, number in self._mentions.items()]

    def _source(self, mention: str, number: int) -> dict[str, Any]:
        source, place = self._map.source(mention), mention.partition(":")[2]
        return {
            "number": number,
            "text": f"{source.citation}{f' ({place})' if place else ''}",
            "read": source.read,
            "url": source.url or "",
        }


def links(atlas: Atlas, ids: Iterable[str]) -> list[dict[str, str]]:
    """Entries to go to, as buttons."""
    known = [atlas.entries[key] for key in dict.fromkeys(ids) if key in atlas.entries]
    return [{"id": entry.id, "name": entry.name, "side": entry.side} for entry in known]
