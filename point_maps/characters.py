"""Single characters: which ones a reader does not see, and what each is called."""

from unicodedata import category, name

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode's kinds of characters that no reader sees: controls, directions, line ends, private ones."""
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters by Unicode's count that show nothing."""
CONTROLS = {
    "\x00": "NULL", "\x07": "BELL", "\x08": "BACKSPACE", "\t": "TABULATION", "\n": "LINE FEED",
    "\x0b": "LINE TABULATION", "\x0c": "FORM FEED", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE",
    "\x7f": "DELETE", "\x85": "NEXT LINE",
}  # fmt: skip
"""Names Unicode gives control characters beside its list of names."""
OTHERS = {"Cc": "CONTROL CHARACTER", "Co": "PRIVATE USE", "Cs": "SURROGATE"}


def hidden(text: str) -> str:
    """The first character of a text that a reader does not see; empty if there is none."""
    if text.isprintable() and BLANKS.isdisjoint(text):
        return ""
    return next((sign for sign in text if category(sign) in UNSEEN or sign in BLANKS), "")


def called(sign: str) -> str:
    """A character by its number and Unicode's name: 'U+202E (RIGHT-TO-LEFT OVERRIDE)'."""
    known = CONTROLS.get(sign) or name(sign, "") or OTHERS.get(category(sign), "NOT A CHARACTER")
    return f"U+{ord(sign):04X} ({known})"
