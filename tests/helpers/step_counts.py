"""Counts the steps of Python code, which say how its work grows, whatever else the machine does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

LINEAR = 2.5
"""The most that twice the input may cost; n log n is a little more than 2, and n² is 4."""


def steps(run: Callable[[], object]) -> int:
    """Return how many lines of Python *run* executes. Each round of a loop is a line, or more.

    What a function of C does itself isn't counted: the search of a text, or a slice of it.
    """
    return count_events(run)


def count_events(run: Callable[[], object], event: str = "", file: str = "") -> int:
    """Return how many events of `sys.settrace` *run* causes: all, or those of a kind or in a file.

    *file* is the end of the path of the code.
    """
    count = 0

    def trace(frame: FrameType, found: str, _argument: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.endswith(file):
            return None
        frame.f_trace_opcodes = event == "opcode"
        count += not event or found == event
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(previous)
    return count


def growth(run: Callable[[int], object], size: int) -> float:
    """Return how many times more steps *run* makes with twice the *size*.

    It is called once before, so that what is computed only once in a process is in no count.
    """
    run(2 * size)
    once = steps(lambda: run(size))
    return steps(lambda: run(2 * size)) / once
