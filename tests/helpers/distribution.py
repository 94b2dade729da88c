"""Pytest plugin that distributes the tests to the processes of pytest-xdist."""

from __future__ import annotations

import os
from typing import Any

import pytest

SLOWEST_FILES = (
    "test_proof_served.py",
    "test_accessibility.py",
    "test_valid_html.py",
    "test_checked_sessions.py",
    "test_proof.py",
    "test_example_pages.py",
    "test_policy.py",
    "test_copy_button_position.py",
    "test_focus.py",
    "test_typography.py",
    "test_soak.py",
    "test_serve_in_browser.py",
    "test_live_server.py",
    "test_prompt_errors.py",
    "test_prompt_accessibility.py",
    "test_pictures.py",
    "test_serve.py",
    "test_rebuild.py",
    "test_file_names.py",
    "test_generated_rebuilds.py",
    "test_rebuild_traps.py",
)
"""The test files that take longest, in that order."""
SPLIT_FILES = ("test_proof_served.py", "test_proof.py", "test_soak.py")
"""Files with tests that share nothing and take long, which several processes can run."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slowest files first, so that all processes of pytest-xdist end at about one time."""
    ranks = {name: rank for rank, name in enumerate(SLOWEST_FILES)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


def scope_of(nodeid: str) -> str:
    """Return the tests with which one process runs the test *nodeid*: mostly those of its file."""
    file = nodeid.partition("::")[0]
    return nodeid if file.endswith(SPLIT_FILES) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return the scheduler of ``--dist loadfile``, with the scopes of `scope_of`."""
    if config.option.dist != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid)

    # By default the files with most tests come first, and the slow ones with few tests last.
    config.option.loadscopereorder = False
    return Scheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of processes for ``--numprocesses auto``."""
    # A container may have fewer processors than its host.
    available = getattr(os, "sched_getaffinity", None)
    return processes(len(available(0)) if available else os.cpu_count() or 1, _memory())


def processes(processors: int, memory: int) -> int:
    """Return how many processes run the tests on a machine with *memory* bytes.

    They are more than *processors*: tests of pages wait for a browser, those of the server for
    files. Each of them may have a Chromium and a Firefox, which need 1.5 GB with it.
    """
    fitting = memory // 1_500_000_000
    return max(processors, min(2 * processors, processors + 4, fitting))


def _memory() -> int:
    """Return the size of the memory in bytes; 0 where that is not known."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError):
        return 0
