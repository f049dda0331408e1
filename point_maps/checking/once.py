"""What is found in a record is looked for once: the shipped ones stand beside every file that is checked."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel

Found = TypeVar("Found")


def once(look: Callable[[BaseModel], Iterator[Found]]) -> Callable[[BaseModel], tuple[Found, ...]]:
    """Remember what a search finds in a record, for as long as somebody holds that record."""
    known: WeakKeyDictionary[BaseModel, tuple[Found, ...]] = WeakKeyDictionary()

    @wraps(look)
    def looked(record: BaseModel) -> tuple[Found, ...]:
        if (found := known.get(record)) is None:
            known[record] = found = tuple(look(record))
        return found

    return looked
