"""Pytest plugin that lists missing programs, and how to install them, in the last line.

It collects them from the reasons of skipped tests, which pytest-xdist passes on.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

_REASON = re.compile(r"Skipped: for want of (?P<program>.+?): (?P<remedy>.+)")


def skip_reason(program: str, remedy: str) -> str:
    """Return the skip reason of a test that needs *program*; *remedy* says how to install it."""
    return f"for want of {program}: {remedy}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Print the missing programs, if any, below everything else."""
    yield
    reports = terminalreporter.stats.get("skipped", ())
    # The longrepr of a skipped test is its file, its line and the reason.
    line = summary(report.longrepr[2] for report in reports if isinstance(report.longrepr, tuple))
    if line:
        terminalreporter.write_line(line, yellow=True)


def summary(reasons: Iterable[str]) -> str:
    """Return a line that lists the missing programs in *reasons*; empty if there are none."""
    counts = Counter(
        (found["program"], found["remedy"]) for found in map(_REASON.fullmatch, reasons) if found
    )
    if not counts:
        return ""
    programs = (
        f"{program} ({_tests(count)}; {remedy})"
        for (program, remedy), count in counts.most_common()
    )
    return f"skipped: {_tests(counts.total())}, for want of: {', '.join(programs)}"


def _tests(count: int) -> str:
    return f"{count} test" if count == 1 else f"{count} tests"
