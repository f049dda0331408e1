"""What is drawn over the body: the steps to a chosen region, or what a format lays where."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from viewer.atlas import Atlas, views
from viewer.atlas.changes import Look
from viewer.cards import finding
from viewer.pictures import parts
from viewer.pictures.address import Asked
from viewer.pictures.drawing import Picture, draw
from viewer.pictures.laying import Laying, fits, laying
from viewer.pictures.strokes import Line, Sign, over

WORDS = Path(__file__).parents[1] / "web" / "words" / "en.js"
AWAY = 0.08
"""A region that faces away more than so is not explained, as in `viewer/web/parts/construction.js`."""
RAISED, BESIDE = 30.0, 34.0
"""Pixels above a region to its number, and beside a place to its name."""
HURTS, ASIDE = ("l5-s1", "ankle"), 45.0
"""Where the example hurts, in the low back so many mm from its middle; as in `method_lines.js`."""
_KINDS: Mapping[str, Literal["arrow", "also"]] = {"first": "arrow", "also": "also"}
SHINES = 0.3
"""How much of what is felt under the skin is seen."""
WHOLE, HALF, TENTH = 8.0, 5.0, 4.0
"""Pixels a tick is long to either side: of a whole cun or an end, of a half one, of a tenth of a line."""


def explained(picture: Picture, atlas: Atlas, asked: Asked, look: Look) -> Picture:
    """A picture with what explains it; nothing where nothing is to be named."""
    if not asked.names:
        return picture
    lines: list[Line] = []
    signs: list[Sign] = []
    if asked.select in atlas.regions and (asked.show is None or "regions" in asked.show):
        built = finding.drawn(atlas, atlas.regions[asked.select])
        if np.dot(built["normal"], views.direction(look.azimuth, look.elevation)) > AWAY:
            picture = _shining(picture, atlas, built["felt"], look)
            lines = [_way(step) for step in built["steps"] if len(step.get("line", ())) > 1]
            signs = list(_numbers(built["steps"], np.array(atlas.regions[asked.select].centre)))
    if now := laying(atlas, asked):
        sure = now.format["standing"] == "published"
        for limb, _, *ends in now.pins:
            if limb == "arm":
                lines.append(Line(np.array(ends), "band" if sure else "inferred"))
        lines += _arrows(atlas, asked, now)
        signs += _names(now)
    return over(picture, look, lines, signs)


def _shining(picture: Picture, atlas: Atlas, felt: Sequence[str], look: Look) -> Picture:
    """What a finger feels under the skin shows through it, as far as there is a body."""
    found = parts.healthy(atlas.body, [key for key in felt if key in atlas.body.structures])
    if not found:
        return picture
    shown = draw(found, look, (picture.shape[1], picture.shape[0]))
    share = SHINES * shown[..., 3:] / 255
    colours = picture[..., :3] * (1 - share) + shown[..., :3] * share
    return np.dstack([colours.round(), picture[..., 3]]).astype(np.uint8)


def _way(step: Mapping[str, Any]) -> Line:
    points = np.array(step["line"])
    if "cun" in step:
        last = len(points) - 1
        halves = [2 * step["cun"] if i == last else float(i) for i in range(last + 1)]
        whole = [half.is_integer() and half % 2 == 0 for half in map(float, halves)]
        ticks = [(i / last, WHOLE if whole[i] else HALF) for i in range(last + 1)]
        counts = [(i / last, f"{halves[i] / 2:g}") for i in range(last + 1) if whole[i] or i == last]
        return Line(points, "way", ticks, counts)
    share = step.get("share")
    if share is None:
        return Line(points, "way")
    tenths = [i / 10 for i in range(11)]
    return Line(
        points,
        "way",
        [(one, WHOLE if one in (0, 1) or abs(one - share) < 0.01 else TENTH) for one in tenths],
    )


def _numbers(steps: list[Mapping[str, Any]], centre: Any) -> Iterator[Sign]:
    """The number of each step: above the region where it ends, beside the line that is counted, at a mark."""
    for number, step in enumerate(steps, 1):
        if step["does"] == "end":
            yield Sign(centre, str(number), "badge", (0, -RAISED))
        elif step["does"] == "count":
            line = np.array(step["line"])
            yield Sign(line[len(line) // 2], str(number), "badge", (-RAISED, 0))
        else:
            yield Sign(np.array(step["at"][0]), str(number), "badge")


def _arrows(atlas: Atlas, asked: Asked, now: Laying) -> Iterator[Line]:
    """From where it hurts to where the rule of the system takes the needle, or may take it as well."""
    sources = [line["source"] for line in now.format["lines"]]
    place = next((sources.index(hurts) for hurts in HURTS if hurts in sources), 0)
    begin = np.array(now.format["limbs"][now.limb]["arm"]["source"]["points"][place])
    if now.format["of"] == "trunk":
        begin += np.array([ASIDE if now.side == "left" else -ASIDE, ASIDE, 0])
    found = fits(atlas, asked, now)
    for choice, kind in _KINDS.items():
        for key in found[choice][:1]:
            yield Line(np.array([begin, atlas.regions[key].centre]), kind)


def _names(now: Laying) -> Iterator[Sign]:
    """What stands for what, at both ends, each once."""
    method = _words()["method"]
    outward = 1 if now.limb == "right" else -1
    named = set()
    for limb, line, source, target in now.pins:
        of = method["sources"][line["source"]]
        joint = method["joints"][limb][line["at"]]
        if line["source"] not in named:
            named.add(line["source"])
            yield Sign(source, of, "before" if outward > 0 else "after", (-outward * BESIDE, 0))
        said = method["for"].format(joint=joint, source=of)
        yield Sign(target, said, "after" if outward > 0 else "before", (outward * BESIDE, 0))


@cache
def _words() -> Mapping[str, Any]:
    """The words of the interface, from where the page has them."""
    text = WORDS.read_text("utf-8").partition("export const words = ")[2]
    words: Mapping[str, Any] = json.loads(text[: text.rindex("}") + 1])
    return words
