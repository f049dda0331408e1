"""Letters and their accents as one sign: what looks the same reads the same, whoever typed it.

A Mac, and programs that read PDF, write "ǎ" as an "a" and a sign of its own for the accent (Unicode's
form NFD); keyboards mostly write one sign (NFC). Both look alike and mean the same.
"""

import re
from itertools import groupby
from unicodedata import combining, normalize

MOST_MARKS = 30
"""On one letter: no writing needs more, and sorting thousands of them takes long (Unicode's UAX #15, 13)."""
NOT_ASCII = re.compile(rf"[^\x00-\x7f]{{{MOST_MARKS + 1},}}")


def composed(text: str) -> str:
    """The text with each letter and its accents as one sign, where Unicode has one."""
    return normalize("NFC", text)


def heap_of_marks(text: str) -> int | None:
    """Where in a text more than `MOST_MARKS` accents lie on one letter; None if nowhere."""
    for run in NOT_ASCII.finditer(text):
        start = run.start()
        for is_mark, signs in groupby(run[0], lambda sign: bool(combining(sign))):
            count = len(list(signs))
            if is_mark and count > MOST_MARKS:
                return start
            start += count
    return None
