"""What lights, pairs and is named with what, for every entry: no words, the same in every voice."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from models.catalogue import System
from viewer.atlas import Atlas
from viewer.cards import cards

RELATIONS = (
    "lit",
    "claimed",
    "paired",
    "zones",
    "served",
    "tags",
    "close_ups",
    "construction",
    "reached",
    "needle",
)
"""What a card knows that is drawn and not read."""


SILENT = frozenset(get_args(System)) - {"nerve"}
"""Kinds of entries that light nothing but themselves: their cards, which take long, are not looked at."""


def relations(atlas: Atlas) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry that has relations, by id."""
    speaking = (key for key, entry in atlas.entries.items() if entry.kind not in SILENT)
    for entry in speaking:
        if own := of_card(cards.card(atlas, entry, "student") or {}):
            yield entry, own


def of_card(card: Mapping[str, Any]) -> dict[str, Any]:
    """The relations of a card; what is empty is left out."""
    known = {key: card[key] for key in RELATIONS if card.get(key)}
    if "paired" in known and not any(known["paired"].values()):
        del known["paired"]
    return known


def without(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card with its words alone."""
    return {key: value for key, value in card.items() if key not in RELATIONS}
