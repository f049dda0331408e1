"""What a test goes through one by one must be there: a loop over nothing asserts nothing and passes."""

from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def each(things: Iterable[Thing]) -> list[Thing]:
    """The things as a list; fails where there are none."""
    found = list(things)
    assert found, "there is nothing to go through, so nothing would be tested"
    return found
