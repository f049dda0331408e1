"""The layers of the scene, and ready-made looks of them."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from models.catalogue import System

Sides = Literal["both", "left", "right"]

Zoning = Literal["dermatome", "nerve"]


class Layer(NamedTuple):
    """One layer of the scene, with how it looks when the page opens."""

    id: str
    name: str
    shown: bool
    opacity: float


LAYERS = (
    Layer("skin", "Skin", shown=True, opacity=0.24),
    Layer("zones", "Zones", shown=False, opacity=0.85),
    Layer("muscles", "Muscles", shown=False, opacity=1.0),
    Layer("ligaments", "Ligaments", shown=False, opacity=1.0),
    Layer("bones", "Bones", shown=True, opacity=1.0),
    Layer("vessels", "Vessels", shown=False, opacity=1.0),
    Layer("nerves", "Nerves", shown=True, opacity=1.0),
    Layer("sites", "Compression sites", shown=True, opacity=1.0),
    Layer("regions", "Point regions", shown=True, opacity=0.85),
    Layer("load-line", "Line of gravity", shown=False, opacity=1.0),
)

LAYER_OF: Mapping[System, str] = {
    "skin": "skin",
    "bone": "bones",
    "disc": "bones",
    "ligament": "ligaments",
    "muscle": "muscles",
    "tendon": "muscles",
    "artery": "vessels",
    "vein": "vessels",
    "nerve": "nerves",
    "dura": "nerves",
    "womb": "ligaments",
    "child": "ligaments",
}
"""The layer in which a structure of each system is drawn."""


class Preset(NamedTuple):
    """A ready-made look: which layers are shown, and how opaque the skin and the bones are.

    `without` names structures, without a side, that are hidden in it; `view` is the
    named view it is looked at from, where there is one that shows what it is for.
    """

    id: str
    name: str
    shown: tuple[str, ...]
    skin: float
    bones: float
    without: tuple[str, ...] = ()
    view: str = ""


_ALL = ("skin", "bones", "nerves", "sites", "regions")
PRESETS = (
    Preset("skin", "Skin", _ALL, skin=1.0, bones=1.0),
    Preset("see-through", "See-through", _ALL, skin=0.24, bones=1.0),
    Preset("bones-and-nerve", "Bones and nerve", ("bones", "nerves", "sites"), skin=0.24, bones=1.0),
    Preset("nerve-only", "Nerve only", ("nerves",), skin=0.24, bones=1.0),
    Preset("muscles", "Muscles", ("muscles", "ligaments", "bones", "nerves"), skin=0.24, bones=1.0),
    Preset(
        "deep-buttock",
        "Deep buttock",
        ("muscles", "ligaments", "bones", "nerves"),
        skin=0.24,
        bones=1.0,
        without=("gluteus-maximus",),
        view="buttock",
    ),
    Preset("dermatomes", "Dermatomes", ("skin", "zones"), skin=1.0, bones=1.0),
)


def opening_layers() -> tuple[str, ...]:
    """The layers that are on when the page opens, in order."""
    return tuple(layer.id for layer in LAYERS if layer.shown)


def opening_opacity() -> dict[str, float]:
    """How opaque each layer is when the page opens, 0-1."""
    return {layer.id: layer.opacity for layer in LAYERS}
