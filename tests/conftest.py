"""What all tests share: in CI what does not run fails, and browsers are not driven side by side for long."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
TOGETHER = ("tests/picture/", "tests/deploy/")
WAITING = (
    "tests/browser/test_connection.py",
    "tests/browser/test_preview.py",
    "tests/browser/test_trouble.py",
)
"""Of servers that do not answer: these wait more than they work, and need not keep the others waiting."""
BROWSER = "tests/browser/"
SECOND = f"{BROWSER}test_f"
"""The files from here on are driven in a browser of their own: in all they take as long as those before."""


class _ByRoom(LoadScopeScheduling):
    """Keeps a file in one process, and browsers in as few as may be: they slow each other down.

    What is tested behind a proxy shares its servers, too.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file in WAITING:
            return "waiting"
        if file.startswith(BROWSER):
            return "first browser" if file < SECOND else "second browser"
        return next(filter(nodeid.startswith, TOGETHER), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """With `-n` the tests are shared out so."""
    return _ByRoom(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors (`-n auto`): whoever drives a browser waits for it a lot."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where servers keep what editions hold, for one another: one folder for all processes of the tests."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "editions"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report, item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IN_CI and report.skipped:
        _fail(report, report.nodeid)
    return report


def _fail(report: Any, what: str) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{what} was skipped, which CI does not allow: {reason}"
