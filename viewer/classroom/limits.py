"""How much one process takes on for classes, and how fast anybody may come and speak."""

import time
from collections import deque
from collections.abc import Callable

MOST_CLASSES = 100
"""Classes that one process leads at a time."""
MOST_ANSWERS = 2000
"""Answers to one question."""
GONE = 600.0
"""Seconds that a class waits for a teacher who has gone."""

OPENINGS = (10, 20.0)
"""Classes that anybody may open at once, and seconds for one more."""
OF_A_TEACHER = (60, 1 / 40)
OF_A_STUDENT = (12, 0.5)
"""Messages that may come at once, and seconds for one more. A teacher's page sends 15 a second."""

FREE_GUESSES = 20
FORGOTTEN = 60.0
SLOWED = (1.0, 4.0)
"""Seconds that a wrong code takes; and everything from where many of them came, within the last minute."""
MOST_ADDRESSES = 4000


class Rate:
    """How often something may happen: so many times at once, and one more each time some seconds have gone.

    Parameters
    ----------
    burst, seconds
        How many at once, and for one more.
    clock
        Seconds.
    """

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._seconds, self._clock = burst, seconds, clock
        self._left, self._since = float(burst), clock()

    def take(self) -> bool:
        """Whether it may happen once more now."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._since) / self._seconds)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Guesses:
    """Slows whoever tries codes. Nobody is locked out: a whole school may come through one address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, deque[float]] = {}

    def pause(self, address: str) -> float:
        """Seconds until a code from there is looked at."""
        return SLOWED[1] if len(self._recent(address)) >= FREE_GUESSES else 0.0

    def wrong(self, address: str) -> float:
        """Take note of a wrong code; seconds until it is called wrong."""
        if address not in self._wrong and len(self._wrong) >= MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        recent = self._wrong.setdefault(address, deque(maxlen=FREE_GUESSES))
        recent.append(self._clock())
        return SLOWED[0]

    def _recent(self, address: str) -> deque[float]:
        recent = self._wrong.get(address, deque())
        while recent and recent[0] < self._clock() - FORGOTTEN:
            recent.popleft()
        if not recent:
            self._wrong.pop(address, None)
        return recent
