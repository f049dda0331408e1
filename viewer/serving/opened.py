"""The state a page opens with: all its keys, as the address asks for them."""

from collections.abc import Mapping
from typing import Any

from viewer import stories
from viewer.atlas import Atlas
from viewer.cards import cards
from viewer.links import Opening
from viewer.state import LAYERS

CLIENT_ONLY = (
    "shown", "opacity", "side", "variant", "zoning", "hidden", "isolated", "theme", "view", "sheet", "dialog",
    "query", "results", "active", "loading", "notices", "lost", "undoable", "webgl", "fetched", "copied",
    "going", "pages", "telling", "step", "troubles", "sending", "dragging", "forgotten",
)  # fmt: skip
"""The state that never leaves the browser."""

OF_THE_ATLAS = ("atlas", "outline", "card", "preview", "stories", "telling")
"""The state that may hold what is in somebody's own files."""


def opened(atlas: Atlas, opening: Opening) -> dict[str, Any]:
    """The state of the page as its address asks for it."""
    seen = opening.state
    told = stories.told(atlas, seen.story, seen.voice) if seen.story else None
    return {
        "selected": seen.select,
        "card": cards.card(atlas, seen.select, seen.voice),
        "voice": seen.voice,
        "shown": {layer.id: layer.id in seen.show for layer in LAYERS},
        "opacity": dict(seen.opacity),
        "side": seen.side,
        "variant": seen.variant or _variant_of(atlas, seen.select),
        "zoning": seen.zones,
        "hidden": list(seen.hide),
        "isolated": list(seen.only),
        "theme": seen.theme,
        "view": seen.view,
        "camera": list(seen.camera) if seen.camera else None,
        "embed": seen.embed,
        "notices": list(opening.notices),
        **_CLOSED,
        "dialog": seen.open,
        "telling": told,
        "step": max(0, seen.step - 1),
        "sheet": "details" if seen.select and not told else "",
    }


def _variant_of(atlas: Atlas, selected: str) -> str:
    """The variant that must be shown for what is chosen to be seen."""
    return atlas.entries[selected].variant if selected in atlas.entries else ""


_CLOSED: Mapping[str, Any] = {
    "query": "",
    "results": [],
    "active": -1,
    "loading": {"done": 0, "all": 0, "failed": []},
    "lost": False,
    "undoable": 0,
    "webgl": True,
    "fetched": [],
    "copied": False,
    "going": {"to": "", "failed": ""},
    "pages": {},
    "troubles": None,
    "sending": "",
    "dragging": False,
    "forgotten": False,
}
