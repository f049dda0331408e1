"""Writes the parts of a card: sections of text, and the numbers of the sources they lean on."""

from collections.abc import Iterable, Mapping
from typing import Any

from point_maps.maps import PointMap
from point_maps.records.statements import Statement, Voice
from viewer.atlas import Atlas
from viewer.cards.plans import MORE, Plan
from viewer.cards.sentences import apart, urgent

Card = dict[str, Any]
Section = dict[str, Any]
Line = dict[str, Any]
Item = dict[str, Any]


class Writer:
    """Collects what there is to say in one voice; in the end it is put in order and its sources are numbered.

    Parameters
    ----------
    point_map
        Where the sources are.
    voice
        Who is spoken to.
    """

    def __init__(self, point_map: PointMap, voice: Voice) -> None:
        self._map = point_map
        self.voice = voice
        self._mentions: dict[str, int] = {}
        self._sections: dict[str, Section] = {}

    def say(self, key: str, *statements: Statement | None, tone: str = "") -> None:
        """Add a section of statements; nothing if there are none."""
        said = [statement for statement in statements if statement]
        if said:
            self.add(key, text=[self.line(statement) for statement in said], tone=tone)

    def add(self, key: str, *, tone: str = "", **content: Any) -> None:
        """Add a section: `text`, `bullets`, `items`, `links`, `pages`, `bodies`; nothing if all are empty."""
        if any(content.values()):
            empty: Section = {"text": [], "bullets": [], "items": [], "links": [], "pages": [], "bodies": []}
            self._sections[key] = {"key": key, "tone": tone} | empty | content

    def line(self, statement: Statement) -> Line:
        """A statement in this voice, with the sources it leans on."""
        return {"text": statement.said(self.voice), "refs": tuple(statement.sources)}

    def lead(self, told: Line | None) -> Line | None:
        """What stands first on a card; what is too long for that becomes its first section."""
        if told is None:
            return None
        first, rest = apart(told["text"])
        if rest:
            self.add(MORE, text=[{**told, "text": rest}])
        return {**told, "text": first}

    def care(self, statement: Statement | None) -> Line | None:
        """What of a statement on when to be seen stands at the foot of a card."""
        said = urgent(statement.said(self.voice)) if statement else ""
        return {**self.line(statement), "text": said} if statement and said else None

    def sections(self, plan: Plan, first: str = "") -> list[Section]:
        """The sections a reader is to find, in the plan's order; the one called `first` before all others."""
        keys = sorted(plan.headings, key=lambda key: key != first)
        return [
            {
                **self._sections[key],
                "title": plan.headings[key],
                "folded": key in plan.folded,
            }
            for key in keys
            if key in self._sections
        ]

    def numbered(self, value: Any) -> Any:
        """The same content with numbers in place of sources, in the order in which it is read."""
        if isinstance(value, Mapping):
            return {
                key: self._numbers(part) if key == "refs" else self.numbered(part)
                for key, part in value.items()
            }
        return [self.numbered(part) for part in value] if isinstance(value, list) else value

    def sources(self) -> list[dict[str, Any]]:
        """The sources that were numbered, by number."""
        return [self._source(mention, number) for mention, number in self._mentions.items()]

    def _numbers(self, mentions: Iterable[str]) -> list[int]:
        return [
            self._mentions.setdefault(mention, len(self._mentions) + 1) for mention in dict.fromkeys(mentions)
        ]

    def _source(self, mention: str, number: int) -> dict[str, Any]:
        source, place = self._map.source(mention), mention.partition(":")[2]
        return {
            "number": number,
            "text": f"{source.citation}{f' ({place})' if place else ''}",
            "read": source.read,
            "url": source.address or "",
        }


def plain(text: str, mentions: Iterable[str] = ()) -> Line:
    """A line of the atlas's own."""
    return {"text": text, "refs": tuple(mentions)}


def item(term: str, text: str = "", mentions: Iterable[str] = (), **more: Any) -> Item:
    """A line with a term before it; `lines`, `links` and `mark` are what more it may have."""
    return {"term": term, "text": text, "refs": tuple(mentions), "lines": [], "links": [], "mark": ""} | more


def links(atlas: Atlas, ids: Iterable[str]) -> list[dict[str, str]]:
    """Entries to go to, as buttons."""
    known = [atlas.entries[key] for key in dict.fromkeys(ids) if key in atlas.entries]
    return [{"id": entry.id} for entry in known]
