"""Stories as the page plays them: each step's words in one voice, and all of how it looks."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from point_maps.records.statements import Voice
from point_maps.records.stories import Step, Story
from viewer.atlas import Atlas
from viewer.atlas.layers import LAYERS, Sides, Zoning, opening_opacity
from viewer.cards.writer import Line, Writer, plain


def listed(atlas: Atlas) -> list[dict[str, Any]]:
    """What can be played, with how the page looks at each step: the words come with the voice."""
    return [
        {
            "id": story.id,
            "title": story.title,
            "steps": [
                {"address": step.look} if step.look else _plain(look)
                for step, look in zip(story.step, looks(atlas, story), strict=True)
            ],
        }
        for story in atlas.map.stories.values()
    ]


def told(atlas: Atlas, story_id: object, voice: Voice) -> dict[str, Any] | None:
    """A story with all its steps, or None if there is no such story."""
    story = atlas.map.stories.get(story_id) if isinstance(story_id, str) else None
    if story is None:
        return None
    writer = Writer(atlas.map, voice)
    steps = [{"title": step.title, **_said(step, writer), "pins": _pins(step)} for step in story.step]
    about = writer.line(story.about) if story.about else plain("")
    words = writer.numbered({"about": about, "steps": steps})
    return {"id": story.id, "title": story.title, **words, "sources": writer.sources()}


def _said(step: Step, writer: Writer) -> Line:
    """What is said in a step; `own`: by whoever made it, not by the atlas."""
    if step.says:
        return writer.line(step.says) | {"own": False}
    return plain(step.own or "") | {"own": bool(step.own)}


def _pins(step: Step) -> list[dict[str, Any]]:
    return [{"on": pin.on, "at": list(pin.at), "says": pin.says} for pin in step.pin]


class Look(NamedTuple):
    """How the page looks at one step; the names are those of the fields of its state."""

    select: str
    amount: int
    beside: bool
    show: tuple[str, ...]
    opacity: Mapping[str, float]
    view: str
    side: Sides
    variant: str
    cut: str
    zones: Zoning
    hide: tuple[str, ...]
    only: tuple[str, ...]


def looks(atlas: Atlas, story: Story) -> Iterator[Look]:
    """How the page looks at each step, on this body: what it lacks is left out. The page reads `look`."""
    look = Look(
        "", 0, False, atlas.opening_layers, opening_opacity(), "back", "both", "", "", "dermatome", (), ()
    )
    for step in story.step:
        look = _look(atlas, step, look)
        yield look


def _look(atlas: Atlas, step: Step, before: Look) -> Look:
    selected = step.select if step.select in atlas.entries else None
    show = before.show if step.show is None else step.show
    return Look(
        select=selected or "",
        amount=step.amount,
        beside=step.beside,
        show=tuple(layer.id for layer in LAYERS if layer.id in show),
        opacity=before.opacity if step.skin is None else {**before.opacity, "skin": step.skin},
        view=step.view or ("" if selected else before.view or "back"),
        side=step.side,
        variant=step.variant if step.variant in atlas.choices else "",
        cut="none" if step.view else "",
        zones=step.zones,
        hide=tuple(key for key in step.hide if key in atlas.entries),
        only=tuple(key for key in step.only if key in atlas.entries),
    )  # fmt: skip


def _plain(look: Look) -> dict[str, Any]:
    """A look as the fields of the page's state have it."""
    return {
        "select": look.select,
        "amount": look.amount,
        "beside": look.beside,
        "show": {layer.id: layer.id in look.show for layer in LAYERS},
        "opacity": dict(look.opacity),
        "view": look.view,
        "side": look.side,
        "variant": look.variant,
        "cut": look.cut,
        "zones": look.zones,
        "hide": list(look.hide),
        "only": list(look.only),
        "hurts": [],
        "method": "",
        "system": 0,
        "walk": [],
        "along": 0,
    }
