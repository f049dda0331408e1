"""What of a text is read first: its first sentences on a card, its most urgent ones at the card's foot."""

import re

FIRST_WORDS = 60
"""So many words a card says before anything is opened."""

FOOT_WORDS = 30
"""So many words stand at the foot of a card."""

URGENT = (r"\bemergency\b|\bambulance\b", r"\bsame[ -]day\b|\btoday\b", "")
"""What a sentence on when to be seen holds, the most urgent first."""


PAINLESS = r"without (any )?(pain|symptom|notic)|no (pain|trouble|more back pain)|feel nothing|not know it"
"""What a sentence on people who feel nothing holds."""


def sentences(text: str) -> list[str]:
    """A text, sentence by sentence."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z0-9(])", text.strip())


def apart(text: str, most: int = FIRST_WORDS) -> tuple[str, str]:
    """The first sentences of a text and the rest; a first sentence that is too long stays whole.

    Parameters
    ----------
    text
        Whole sentences.
    most
        So many words the first ones have together.
    """
    first, *rest = sentences(text)
    while rest and _words(first, rest[0]) <= most:
        first = f"{first} {rest.pop(0)}"
    return first, " ".join(rest)


def urgent(text: str, most: int = FOOT_WORDS) -> str:
    """The most urgent sentences of a text that together have no more words than `most`; empty if none fit.

    What is said last weighs most: such texts go on from what may wait to what may not.
    """
    if _words(text) <= most:
        return text
    said = sentences(text)
    pattern = next(one for one in URGENT if re.search(one, text, re.IGNORECASE))
    kept: list[str] = []
    for sentence in reversed(said):
        if re.search(pattern, sentence, re.IGNORECASE) and _words(sentence, *kept) <= most:
            kept.insert(0, sentence)
    return " ".join(kept)


def without_pain(text: str) -> str:
    """The sentence of a text, or its part, on people who feel nothing of it; or else the first sentence."""
    said = sentences(text)
    first = next((one for one in said if re.search(PAINLESS, one, re.IGNORECASE)), said[0])
    part = next((part for part in first.split("; ") if re.search(PAINLESS, part, re.IGNORECASE)), first)
    return f"{part[:1].upper()}{part[1:]}".rstrip(".") + "."


def inline(name: str) -> str:
    """A name as it is said in the middle of a sentence: 'sciatic nerve', 'L5 nerve root'."""
    return name if name[:2].isupper() or name[1:2].isdigit() else f"{name[:1].lower()}{name[1:]}"


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
