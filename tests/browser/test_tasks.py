"""What people come to do is done in few actions: the journeys of the benchmark, each to its end."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.tasks import TASKS, WINDOW, Task, done

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]


@pytest.mark.parametrize("task", TASKS, ids=[task.what for task in TASKS])
def test_it_takes_no_more_actions_than_promised(server: Any, moving: Visiting, task: Task) -> None:
    visit = moving(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    visit.open(f"{server.url}?{task.start}" if task.start else server.url)

    actions, _ = done(visit.page, task)

    assert 1 <= actions <= task.most
