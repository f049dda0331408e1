"""Stories as the page plays them: each step's words in one voice, and all of how it looks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from point_maps.records.statements import Voice
from point_maps.records.stories import Step, Story
from viewer.atlas import Atlas
from viewer.cards.writer import Writer
from viewer.search import Findable
from viewer.state import LAYERS, ViewState


def listed(atlas: Atlas) -> list[dict[str, Any]]:
    """What can be played: the words come when it is."""
    return [
        {"id": story.id, "title": story.title, "steps": len(story.step)}
        for story in atlas.map.stories.values()
    ]


class Shelved(NamedTuple):
    """A story as the search finds it."""

    id: str
    name: str
    words: tuple[str, ...]
    kind: str = "story"
    side: str = ""
    variant: str = ""


def findable(atlas: Atlas) -> dict[str, Shelved]:
    """The stories for the search, under ids that no entry of the atlas has."""
    made = (Shelved(f"{_STORY}{one.id}", one.title, one.also_called) for one in atlas.map.stories.values())
    return {shelved.id: shelved for shelved in made}


def hit(found: Findable, by: str) -> dict[str, str]:
    """What the search box is told of an entry or a story that was found."""
    return {"id": found.id.removeprefix(_STORY), "kind": found.kind, "name": found.name, "by": by}


_STORY = "story:"


def told(atlas: Atlas, story_id: object, voice: Voice) -> dict[str, Any] | None:
    """A story with all its steps, or None if there is no such story."""
    story = atlas.map.stories.get(story_id) if isinstance(story_id, str) else None
    if story is None:
        return None
    writer = Writer(atlas.map, voice)
    steps = [
        {"title": step.title, **writer.line(step.says), "look": _plain(look)}
        for step, look in zip(story.step, looks(atlas, story), strict=True)
    ]
    words = writer.numbered({"about": writer.line(story.about), "steps": steps})
    return {"id": story.id, "title": story.title, **words, "sources": writer.sources()}


def opened(atlas: Atlas, state: ViewState) -> ViewState:
    """The state of a page whose address asks for a step of a story: all of its look is the step's."""
    if not state.story:
        return state
    look = list(looks(atlas, atlas.map.stories[state.story]))[state.step - 1]
    return replace(
        look, voice=state.voice, theme=state.theme, embed=state.embed, open=state.open, story=state.story,
        step=state.step,
    )  # fmt: skip


def looks(atlas: Atlas, story: Story) -> Iterator[ViewState]:
    """How the page looks at each step, on this body: what it lacks is left out."""
    look = ViewState(body=atlas.body.id, show=atlas.opening_layers)
    for step in story.step:
        look = _look(atlas, step, look)
        yield look


def _look(atlas: Atlas, step: Step, before: ViewState) -> ViewState:
    selected = step.select if step.select in atlas.entries else None
    show = before.show if step.show is None else step.show
    return ViewState(
        body=before.body,
        select=selected or "",
        show=tuple(layer.id for layer in LAYERS if layer.id in show),
        opacity=before.opacity if step.skin is None else {**before.opacity, "skin": step.skin},
        view=step.view or ("" if selected else before.view or "back"),
        side=step.side,
        variant=step.variant if step.variant in atlas.choices else "",
        zones=step.zones,
        hide=tuple(key for key in step.hide if key in atlas.entries),
        only=tuple(key for key in step.only if key in atlas.entries),
    )  # fmt: skip


def _plain(look: ViewState) -> dict[str, Any]:
    """A look as the page's own state has it."""
    return {
        "selected": look.select,
        "shown": {layer.id: layer.id in look.show for layer in LAYERS},
        "opacity": dict(look.opacity),
        "view": look.view,
        "side": look.side,
        "variant": look.variant,
        "zoning": look.zones,
        "hidden": list(look.hide),
        "isolated": list(look.only),
    }
