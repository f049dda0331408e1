"""The vocabulary of places: landmarks, nerves, levels, point codes and direction words."""

import difflib
import re
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, get_args

from models.records import shown

LANDMARKS = (
    "hip-joint-centre", "greater-trochanter", "lesser-trochanter", "ischial-tuberosity",
    "ischial-tuberosity-lateral", "ischial-spine", "greater-sciatic-notch", "psis", "piis", "asis",
    "pubic-tubercle", "symphysis-upper", "iliac-crest", "knee-centre",
    "medial-epicondyle", "lateral-epicondyle", "fibular-head", "medial-malleolus",
    "medial-malleolus-prominence", "lateral-malleolus", "calcaneus-posterior",
    "navicular-tuberosity", "popliteal-crease", "gluteal-fold", "achilles-anterior",
    "wrist-crease-palmar", "wrist-crease-dorsal", "elbow-crease", "radial-styloid",
    "ulnar-styloid", "ulnar-head", "pisiform", "scaphoid-tubercle",
    "l4-body", "l5-body", "s1-body", "l4-spinous", "sacral-promontory", "vertex",
)  # fmt: skip
"""Named points every body has; all but the last six come as left and right."""

Nerve = Literal[
    "l4-root", "l5-root", "s1-root", "s2-root", "s3-root", "lumbosacral-trunk", "sciatic",
    "tibial", "common-fibular", "superficial-fibular", "deep-fibular", "sural",
    "medial-plantar", "lateral-plantar",
]  # fmt: skip
NERVES: tuple[Nerve, ...] = get_args(Nerve)
SkinNerve = Literal["medial-calcaneal", "inferior-calcaneal", "posterior-femoral-cutaneous", "saphenous"]
"""Further nerves a body may hold, which zones of the skin light."""
ZoneNerve = Nerve | SkinNerve
Root = Literal["L4", "L5", "S1", "S2", "S3"]
Level = Literal["L3-L4", "L4-L5", "L5-S1"]

Layer = Literal[
    "skin", "zones", "muscles", "ligaments", "bones", "vessels", "nerves", "sites", "regions", "load-line",
]  # fmt: skip
"""What of a body can be shown or not."""
View = Literal[
    "front", "back", "left", "right", "lower-back", "lower-back-side", "sacrum", "buttock", "popliteal-fossa",
    "knee", "wrist", "inner-ankle",
]  # fmt: skip
"""Where a body can be looked at from, by name."""

LOOK_WORDS = (
    "select", "amount", "beside", "walk", "along", "hurts", "method", "system", "show", "opacity", "view",
    "camera", "side", "variant", "cut", "zones", "hide", "only",
)  # fmt: skip
"""The words of the page's address that say how things look, as far as a story's step settles them."""

Limb = Literal["forearm", "lower-leg", "trunk"]
Scale = Literal["forearm", "leg-medial-13", "leg-medial-15", "leg-lateral-16", "foot-3"]

DIRECTIONS: dict[str, tuple[str, ...]] = {
    "forearm": ("proximal", "distal", "radial", "ulnar", "palmar", "dorsal"),
    "lower-leg": ("proximal", "distal", "anterior", "posterior", "medial", "lateral"),
    "trunk": ("superior", "inferior", "anterior", "posterior", "medial", "lateral"),
}
"""The direction words of each limb; two may be joined, as in 'palmar-radial'."""

MELDED = {"postero": "posterior", "antero": "anterior", "supero": "superior", "infero": "inferior"}

LAST_NUMBER = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27, "PC": 9,
    "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
"""The last point of each channel in the WHO standard: 361 points in all."""


class Edge(NamedTuple):
    """The outermost place of a structure in a direction, whole or at the anchor's level."""

    direction: tuple[str, ...]
    structure: str
    at_level: bool


def directions(text: str) -> tuple[str, ...]:
    """Split 'posterolateral' or 'palmar-radial' into its words.

    Raises
    ------
    ValueError
        If a word is not an anatomical direction.
    """
    for prefix, word in MELDED.items():
        if text.startswith(prefix) and not text.startswith(word):
            text = f"{word}-{text.removeprefix(prefix)}"
    words = tuple(text.split("-"))
    known = {word for limb in DIRECTIONS.values() for word in limb}
    if unknown := [word for word in words if word not in known]:
        hint = nearest(unknown[0], known)
        msg = f"must be an anatomical direction; got {shown(unknown[0])}{hint}. Use words such as 'medial'"
        raise ValueError(msg)
    return words


def edge(text: str) -> Edge | None:
    """Read 'radial edge of radius' or 'proximal end of pisiform'; None for other names.

    Raises
    ------
    ValueError
        If it reads like one but its direction is unknown.
    """
    found = re.fullmatch(r"([a-z-]+) (end|edge) of ([a-z0-9-]+)", text)
    return Edge(directions(found[1]), found[3], found[2] == "edge") if found else None


def is_code(text: str) -> bool:
    """Tell whether a text is a point code: a WHO code, or an own one such as 'OWN-1'."""
    who = re.fullmatch(r"([A-Z]{2})([1-9]\d?)", text)
    if who:
        return int(who[2]) <= LAST_NUMBER.get(who[1], 0)
    return bool(re.fullmatch(r"[A-Z]{2,6}-[A-Z0-9]+(-[A-Z0-9]+)*", text))


def place_name(text: str) -> str:
    """Pass on the name of a place: a landmark, another region, or an end or edge of a structure.

    Raises
    ------
    ValueError
        If it is none of these; the message names the nearest landmarks.
    """
    if text in LANDMARKS or is_code(text) or edge(text):
        return text
    msg = (
        "must be a landmark, a region's code, or like 'radial edge of radius' or 'proximal end of pisiform'; "
        f"got {shown(text)}{nearest(text, LANDMARKS)}. Look it up in the guide's lists"
    )
    raise ValueError(msg)


def direction_name(text: str) -> str:
    """Pass on a direction: one anatomical word, or two joined.

    Raises
    ------
    ValueError
        If a word is not an anatomical direction.
    """
    directions(text)
    return text


def point_code(text: str) -> str:
    """Pass on a point code.

    Raises
    ------
    ValueError
        If it is neither a WHO code nor an own code with a hyphen.
    """
    if not is_code(text):
        msg = (
            "must be a WHO code such as 'LU7', or your own with a hyphen such as 'OWN-1'; "
            f"got {shown(text)}. "
            "The WHO writes LR, TE, KI and BL for LV, SJ, KD and UB"
        )
        raise ValueError(msg)
    return text


def nearest(text: str, known: Iterable[str]) -> str:
    """Say which known names come nearest, to end a message; empty if none does."""
    close = difflib.get_close_matches(text[:60], list(known), n=3, cutoff=0.5)
    return f" (nearest: {', '.join(close)})" if close else ""


CONTINUES: dict[Nerve, tuple[Nerve, ...]] = {
    "l4-root": ("lumbosacral-trunk",),
    "l5-root": ("lumbosacral-trunk",),
    "s1-root": ("sciatic",),
    "s2-root": ("sciatic",),
    "s3-root": ("sciatic",),
    "lumbosacral-trunk": ("sciatic",),
    "sciatic": ("tibial", "common-fibular"),
    "tibial": ("sural", "medial-plantar", "lateral-plantar"),
    "common-fibular": ("superficial-fibular", "deep-fibular"),
}
"""What each stretch of the nerve goes on as, toward the toes (Gray's Anatomy)."""


def onward(nerves: Iterable[Nerve], spared: Collection[Nerve] = ()) -> tuple[Nerve, ...]:
    """These nerves and all they go on as but the spared, each once, from the spine toward the toes."""
    reached = set(nerves)
    for nerve in NERVES:
        if nerve in reached:
            reached.update(branch for branch in CONTINUES.get(nerve, ()) if branch not in spared)
    return tuple(nerve for nerve in NERVES if nerve in reached)
