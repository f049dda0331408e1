"""The code that joins a class, and the secret that leads it."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that looks like a digit, so what is misread can still be meant."""
SIGNS = 8
"""Of 5 bits each: 40 bits."""
_MEANT = str.maketrans("OIL", "011", " -·.")


def code() -> str:
    """A new code, of 40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))


def read(text: str) -> str | None:
    """The code somebody means, in whatever letters and groups they wrote it; None where it is none."""
    if len(text) > 4 * SIGNS or not text.isascii():
        return None
    meant = text.upper().translate(_MEANT)
    return meant if len(meant) == SIGNS and set(meant) <= set(ALPHABET) else None


def secret() -> str:
    """A new secret: whoever has it leads the class."""
    return secrets.token_urlsafe(24)


def own() -> str:
    """A new name for the answers of one page; it says nothing about anybody."""
    return secrets.token_hex(8)


def kept(of: str) -> str:
    """What is kept of a secret: it cannot be had back from that."""
    return hashlib.sha256(of.encode()).hexdigest()


def fits(of: str, kept_of: str) -> bool:
    """Whether this is the secret of which that is kept; how long it takes says nothing."""
    return secrets.compare_digest(kept(of), kept_of)
