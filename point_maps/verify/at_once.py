"""Work shared out to as many processes as there are processors, and how far it has come."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")

MOST = 8
"""No more processes than this: each needs some hundred megabytes."""


def at_once(work: Callable[[Task], Made], tasks: Sequence[Task], name: str) -> Iterator[Made]:
    """What `work` makes of each task, in their order; on stderr how many are done, after a name.

    `work` is a function of a module, and what it takes and makes can be pickled.
    """
    done = _Done(name, len(tasks))
    with ProcessPoolExecutor(min(os.cpu_count() or 1, MOST), get_context("spawn")) as pool:
        try:
            found = [pool.submit(work, task) for task in tasks]
            for one in found:
                one.add_done_callback(done.one_more)
            for one in found:
                yield one.result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Done:
    """How many of some tasks are done, said on stderr: on a terminal in one line."""

    def __init__(self, name: str, count: int) -> None:
        self._name, self._count, self._done = name, count, 0

    def one_more(self, _: object) -> None:
        self._done += 1
        end = "\r" if sys.stderr.isatty() and self._done < self._count else "\n"
        sys.stderr.write(f"{self._name}: {self._done} of {self._count}{end}")
        sys.stderr.flush()
