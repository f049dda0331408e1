"""The steps to a region in words: a title and a sentence for each, and the names of its marks."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from point_maps.records.statements import Voice
from point_maps.solving.construction import Construction
from point_maps.solving.found import name_of
from point_maps.solving.placed import PlacedRegion
from point_maps.solving.scales import scales
from point_maps.words import Edge, Limb, edge
from viewer.atlas import Atlas
from viewer.cards.finding import Way, counted, way, ways

EPONYM = "Achilles"
"""Keeps its capital within a sentence."""
TABLE = Path(__file__).with_name("finding.toml")
Told = str | Mapping[str, str]


def steps(atlas: Atlas, placed: PlacedRegion, voice: Voice) -> list[dict[str, Any]]:
    """The steps of `finding.drawn` in words: `title`, `text`, and `marks` with `name` and `note`."""
    built = way(atlas, placed)
    words = _Words(built, placed, voice)
    return [words.step(one) for one in ways(built, placed)]


def measured(atlas: Atlas, placed: PlacedRegion, voice: Voice) -> list[dict[str, Any]]:
    """How its place moves with the way it is measured: `name`, `text`, `refs`, `mark` of what is drawn."""
    ruler, count = way(atlas, placed).ruler, counted(atlas, placed)
    if ruler is None or ruler.step.cun is None:
        return [_way(voice, "marks", "")]
    told = {"cun": f"{ruler.step.cun:g}", "mm": f"{ruler.mm:.0f}"}
    ways = [_way(voice, "bone", "bone", **told)]
    if count:
        away = float(np.linalg.norm(count.place - placed.centre))
        past = _table("sure")["past" if count.mm > ruler.mm else "short"]["name"]
        told |= {"breadth": f"{count.breadth:.0f}", "own": f"{count.mm:.0f}"}
        told |= {"away": f"{away:.0f}", "past": _said(voice, past)}
        ways += [_way(voice, count.by, "fingers", **told)]
    return [*ways, _way(voice, "line", "")]


def _way(voice: Voice, key: str, mark: str, **told: str) -> dict[str, Any]:
    row = _table("sure")[key]
    return {
        "name": _said(voice, row["title"]), "text": _said(voice, row["text"]).format(**told),
        "refs": tuple(row.get("sources", ())), "mark": mark,
    }  # fmt: skip


def _said(voice: Voice, told: Told) -> str:
    return told if isinstance(told, str) else told[voice]


class _Words:
    """Says the steps to one region in one voice."""

    def __init__(self, built: Construction, placed: PlacedRegion, voice: Voice) -> None:
        self._built, self._voice = built, voice
        self._limb: Limb = placed.region.anchor.limb
        self._is_level = placed.region.anchor.level is not None

    def step(self, one: Way) -> dict[str, Any]:
        says = {"count": self._count, "end": self._end}
        title, text = says[one.does]() if one.does in says else self._find(one)
        marks = [{"name": self._of(mark.name), "note": self._note(mark.name)} for mark in one.marks]
        return {"title": title, "text": text[:1].upper() + text[1:], "marks": marks}

    def _find(self, one: Way) -> tuple[str, str]:
        name = one.marks[0].name
        how = self._said(_table("mark").get(name, {}).get("how", ""))
        level = self._say("level") if one.does == "then" and self._is_level else ""
        return self._say(one.does, mark=self._of(name)), how or level or self._note(name)

    def _count(self) -> tuple[str, str]:
        ruler = self._built.ruler
        if ruler is None:
            return "", ""
        mm, toward = f"{ruler.mm:.0f}", self._way(ruler.step.toward)
        if ruler.step.cun is None or ruler.step.scale is None:
            return self._say("length", mm=mm, way=toward), ""
        scale = scales()[ruler.step.scale]
        told = {
            "cun": f"{ruler.step.cun:g}", "mm": mm, "way": toward, "all": scale.cun,
            "one": f"{ruler.mm / ruler.step.cun:.1f}", "from": scale.from_, "to": scale.to,
        }  # fmt: skip
        return self._say("count", **told), self._say("counted", **told)

    def _end(self) -> tuple[str, str]:
        names, line = [mark.name for mark in self._built.beside], self._built.line
        if line is None:
            return self._say("to", mark=self._of(names[0])), self._aside() or self._note(names[0])
        ends = self._ends(names)
        if line.share is None:
            return self._say("meets", **ends), self._say("crossing", **ends)
        title = _table("share").get(f"{line.share:g}", f"{line.share:.0%} of the way")
        return title, self._say("apart", part=f"{line.share * line.mm:.0f}", mm=f"{line.mm:.0f}", **ends)

    def _aside(self) -> str:
        step = self._built.aside
        return self._say("aside", mm=f"{step.mm:g}", way=self._way(step.toward)) if step and step.mm else ""

    def _ends(self, names: list[str]) -> dict[str, str]:
        """What a line goes from and to; where both are of one thing, which parts of it."""
        called = [self._of(name) for name in names]
        if called[0] == called[1]:
            called = [self._note(name) for name in names]
        return dict(zip(("first", "second"), map(_within, called), strict=True))

    def _of(self, name: str) -> str:
        """What a mark is of: the heel cord."""
        found = edge(name)
        known = _table("structure").get(found.structure) if found else _table("mark").get(name)
        if known:
            return self._said(known["of"])
        said = name_of(name).removeprefix("the ")
        return said[:1].upper() + said[1:]

    def _note(self, name: str) -> str:
        """Which part of it: its front edge."""
        found = edge(name)
        if found is None:
            return self._said(_table("mark").get(name, {}).get("note", ""))
        return f"its {self._side(found)} {'edge' if found.at_level else 'end'}"

    def _side(self, found: Edge) -> str:
        if self._voice == "clinician":
            return "-".join(found.direction)
        words = [_table("side").get(word, word) for word in found.direction]
        return " and ".join(words).replace(" side", "-side")

    def _way(self, toward: str) -> str:
        ways = _table("way").get(self._limb, {})
        return self._said(ways.get(toward, f"toward the {toward} side"))

    def _say(self, key: str, **told: object) -> str:
        return self._said(_table("say")[key]).format(**told)

    def _said(self, told: Told) -> str:
        return _said(self._voice, told)


def _within(name: str) -> str:
    """A name within a sentence: 'the Heel cord' is 'the heel cord', and 'FCU tendon' stays."""
    is_term = name[1:2].islower() and not name.startswith(EPONYM)
    return name[:1].lower() + name[1:] if is_term else name


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _table(name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = _tables()[name]
    return table
