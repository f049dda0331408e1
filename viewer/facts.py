"""What a page knows of the atlas from the start, and anew with each body it goes to."""

from typing import Any

from point_maps.records.statements import Voice
from viewer import outline, variants, zoned
from viewer.atlas import Atlas
from viewer.cards import cards
from viewer.serving.library import Library
from viewer.state import LAYERS, PRESETS, Preset

START = (
    "sciatic.right", "burning-leg-pain.right", "l5-s1-herniated-disc.right", "leg-path.right", "KI3.left",
)  # fmt: skip
"""What a newcomer is offered to begin with."""

_CREDIT = {"title", "attribution", "licence"}


def known(library: Library, atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """The state that comes from the atlas alone, in one voice."""
    return {
        **said(atlas, voice),
        "atlas": {
            "body": atlas.body.id,
            "bodies": [{"id": body, "title": title} for body, title in library.titles.items()],
            "home": library.default,
            "title": atlas.body.manifest.title,
            "stature": atlas.body.manifest.stature,
            "entries": {entry.id: outline.brief(entry) for entry in atlas.entries.values()},
            "packs": [pack._asdict() for pack in atlas.packs.all],
            "zones": zoned.seen(atlas.zones),
            "variants": variants.offered(atlas.body, atlas.variants),
            "views": {
                name: {side: view._asdict() for side, view in sides.items()}
                for name, sides in atlas.views.items()
            },
            "layers": _layers(atlas),
            "presets": [_preset(preset, atlas) for preset in PRESETS],
            "bounds": atlas.body.structures["skin"].bounds,
        },
        "outline": outline.outline(atlas),
        "start": [entry for entry in START if entry in atlas.entries],
        "credits": [source.model_dump(include=_CREDIT) for source in atlas.body.manifest.sources],
    }


def said(atlas: Atlas, voice: Voice) -> dict[str, Any]:
    """The state that another voice says in other words."""
    return {"red_flags": cards.red_flags(atlas, voice), "caveats": zoned.caveats(atlas.map.remarks, voice)}


def _layers(atlas: Atlas) -> list[dict[str, Any]]:
    """The layers this body has anything in, and whether they are on when its page opens."""
    held = {entry.layer for entry in atlas.entries.values()}
    return [
        {**layer._asdict(), "shown": layer.id in atlas.opening_layers} for layer in LAYERS if layer.id in held
    ]


def _preset(preset: Preset, atlas: Atlas) -> dict[str, Any]:
    """A ready-made look on this body."""
    hidden = [key for key in atlas.entries if key.partition(".")[0] in preset.without]
    return {**preset._asdict(), "hidden": hidden}
