"""How much a server takes on, fitted to what its machine allows."""

import contextlib
import sys
from typing import NamedTuple

RESERVE = 32
"""File descriptors kept for the server's own files and listening sockets."""


class Limits(NamedTuple):
    """What a server takes on.

    Attributes
    ----------
    sessions
        Visitors whose page has said hello; the next one is told to come back.
    guests
        Connections that have not: whoever fetches a file, is about to ask for one, or has just come. The one
        that has kept the server waiting longest makes room for a newcomer.
    members
        Pages in classes; the next one is told to come back.
    patience
        Seconds a guest may keep the server waiting for a request, its body or a hello.
    unread
        Seconds in which some of what waits for a browser must be read.
    """

    sessions: int = 500
    guests: int = 1000
    members: int = 1500
    patience: float = 10.0
    unread: float = 30.0


def fitted(descriptors: int) -> Limits:
    """The limits of a process that may open so many files: a quarter of them is for guests at least.

    A class has what visitors and guests leave of the rest, and a third of all at least.
    """
    usual = Limits()
    free = max(8, descriptors - RESERVE)
    members = min(usual.members, max(free // 3, free - usual.sessions - usual.guests))
    free -= members
    sessions = min(usual.sessions, free * 3 // 4)
    return usual._replace(sessions=sessions, guests=min(usual.guests, free - sessions), members=members)


def most_descriptors() -> int:
    """How many files this process may open, after asking for as many as the system lets it have."""
    if sys.platform == "win32":
        return _enough()
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = _enough()
    aim = max(soft, enough) if resource.RLIM_INFINITY in (soft, hard) else hard
    with contextlib.suppress(OSError, ValueError):  # macOS says that there is no limit, and has one
        resource.setrlimit(resource.RLIMIT_NOFILE, (aim, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return enough if soft == resource.RLIM_INFINITY else soft


def _enough() -> int:
    """How many files a process opens that takes on all it ever does."""
    return Limits().sessions + Limits().guests + Limits().members + RESERVE
