"""Pytest plugin: the last line says which programs the tests missed, and where to get them.

It reads that from the reasons of skipped tests, which pytest-xdist hands on.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

_REASON = re.compile(r"Skipped: for want of (?P<program>.+?): (?P<remedy>.+)")


def reason(program: str, remedy: str) -> str:
    """Return the reason to skip a test for want of *program*; *remedy* says how to get it."""
    return f"for want of {program}: {remedy}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say below all else which programs were missing, if any were."""
    yield
    reports = terminalreporter.stats.get("skipped", ())
    # What pytest has of a skipped test is the file, the line and the reason.
    line = summary(report.longrepr[2] for report in reports if isinstance(report.longrepr, tuple))
    if line:
        terminalreporter.write_line(line, yellow=True)


def summary(reasons: Iterable[str]) -> str:
    """Return a line about the missing programs among the *reasons* why tests were skipped."""
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
