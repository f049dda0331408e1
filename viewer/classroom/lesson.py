"""One class as it stands: what is shown, and what is asked. It holds nothing about who takes part."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from viewer.classroom.messages import Ask

Box = Sequence[float]
"""xmin, xmax, ymin, ymax, zmin, zmax of all bodies; LPS, mm."""


class Lesson(BaseModel):
    """A class as any process that serves it finds it.

    Attributes
    ----------
    secret
        What is kept of the secret that leads it.
    look, seq
        What is shown, as the query of an address, and how often that has changed.
    asked, n
        The question that is open, and its number: 0 before the first.
    revealed
        What was answered, once everybody may see it.
    """

    model_config = ConfigDict(extra="ignore")

    secret: str
    look: str = ""
    seq: int = 0
    asked: Ask | None = None
    n: int = 0
    revealed: dict[str, Any] | None = None

    def show(self, look: str) -> str:
        """Show something else; the message that says so."""
        self.look = look
        self.seq += 1
        return self.looked()

    def ask(self, question: Ask) -> str:
        """Ask something new; what was answered before is over."""
        self.asked, self.revealed = question, None
        self.n += 1
        return self.question()

    def reveal(self, answers: Mapping[str, str]) -> str:
        """Let everybody see what was answered."""
        self.revealed = results(self.asked, answers)
        return self.question()

    def done(self) -> str:
        """Put the question away."""
        self.asked = self.revealed = None
        return self.question()

    def looked(self) -> str:
        """What is shown, as it is told; it is kept as it is told, too."""
        return said("look", seq=self.seq, look=self.look)

    def kept(self) -> str:
        """All but what is shown, as it is kept."""
        return self.model_dump_json(exclude={"look", "seq"})

    @classmethod
    def found(cls, kept: str, looked: str | None) -> "Lesson":
        """The lesson that was kept so."""
        look = json.loads(looked) if looked else {}
        return cls.model_validate({**json.loads(kept), **look})

    def question(self) -> str:
        """What is asked, as it is told: which region is right only once it is revealed."""
        if self.asked is None:
            return said("question", n=self.n, asked=None)
        hidden = {"do"} if self.revealed else {"do", "target"}
        asked = self.asked.model_dump(exclude=hidden)
        return said("question", n=self.n, asked=asked, revealed=self.revealed)


def results(asked: Ask | None, answers: Mapping[str, str]) -> dict[str, Any]:
    """What was answered, and not by whom: places in whole mm, sorted; or a count for each answer."""
    values = [json.loads(value) for value in answers.values()]
    if asked is None:
        return {}
    if asked.kind == "tap":
        return {"taps": sorted(value for value in values if isinstance(value, list))}
    counted = Counter(value for value in values if isinstance(value, int))
    return {"counts": [counted[option] for option in range(len(asked.options))]}


def inside(point: Sequence[float], box: Box) -> bool:
    """Whether a place can lie on a body."""
    return all(box[2 * axis] <= value <= box[2 * axis + 1] for axis, value in enumerate(point))


def said(do: str, **more: Any) -> str:
    """A message to a page."""
    return json.dumps({"do": do, **more}, separators=(",", ":"), ensure_ascii=False)
