"""Signs that look like those TOML is written with: of word processors, web pages and other keyboards."""

import re
from typing import NamedTuple

from point_maps.characters import called

WANTED = {
    '"': 'the straight quote (")',
    "'": "the straight quote (')",
    "-": "the hyphen (-)",
    ",": "the plain comma (,)",
    "[": "the square bracket ([)",
    "]": "the square bracket (])",
    " ": "a plain space",
    "": "no sign at all",
}
"""What TOML wants in place of a sign, in words."""
NAMES = {
    "a curly quote, as word processors write it": {'"': "“”„‟", "'": "‘’‚‛"},
    "an angle quote, as word processors write it": {'"': "«»", "'": "‹›"},
    "a corner bracket, as a Chinese keyboard writes it": {'"': "「」『』〝〞〟"},
    "a prime, as for feet and inches": {'"': "″‶", "'": "′‵"},
    "an accent standing alone": {"'": "´`"},
    "a dash, as word processors write it": {"-": "–—‒―"},
    "a minus sign, as word processors write it": {"-": "−"},
    "another hyphen": {"-": "‐‑"},
    "a comma, as a Chinese or Arabic keyboard writes it": {",": "、،"},
    "a bracket, as a Chinese keyboard writes it": {"[": "【〔", "]": "】〕"},
    "a non-breaking space": {" ": "\u00a0\u202f"},
    "a wide space": {" ": "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"},
    "a sign that is not seen": {"": "\u00ad\u200b\u200c\u200d\u2060\ufeff"},
    "a sign of direction": {"": "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"},
    "a line end as web pages have it": {"": "\u2028\u2029\u0085"},
}  # fmt: skip
"""What to call a sign, and the sign TOML wants in its place."""
FULL_WIDTH = "a full-width sign, as a Chinese or Japanese keyboard writes it"
OPENING, CLOSING = "“„‟‘‚‛«‹「『〝", "”’»›」』〞〟"


class Lookalike(NamedTuple):
    """A sign that is not TOML's: which, what it is called, and the sign that is wanted."""

    sign: str
    called: str
    wanted: str

    def __str__(self) -> str:
        """What must be, what was found, how to mend it."""
        wanted = WANTED.get(self.wanted, f"the plain sign ({self.wanted})")
        seen = self.sign.isprintable()
        shown = f"{self.sign}, {self.called}" if seen else f"{self.called}, {called(self.sign)}"
        mend = f"Write {self.wanted if self.wanted.strip() else wanted}" if self.wanted else "Take it out"
        return f"must be {wanted}; got {shown}. {mend} there and in every such place"


def lookalike(sign: str) -> Lookalike | None:
    """The lookalike that a sign is, if it is one."""
    if "\uff01" <= sign <= "\uff5e":
        return Lookalike(sign, FULL_WIDTH, chr(ord(sign) - 0xFEE0))
    return next(
        (
            Lookalike(sign, told, wanted)
            for told, signs in NAMES.items()
            for wanted, others in signs.items()
            if sign and sign in others
        ),
        None,
    )


def end_of_a_text(line: str) -> int | None:
    """Where in a line a text that began with a straight quote seems to be ended by another kind of quote.

    A pair of such quotes within the text is a part of it.
    """
    within = 0
    for place, sign in enumerate(line):
        if sign in OPENING and not _ends(line, place):
            within += 1
        elif sign in OPENING + CLOSING and _ends(line, place) and not within:
            return place
        elif sign in CLOSING and within:
            within -= 1
    return None


def _ends(line: str, place: int) -> bool:
    """Whether what follows is what may follow a text: a comma, a closing bracket, or nothing."""
    return bool(re.match(r"[ \t]*([,\]}]|#|$)", line[place + 1 :]))
