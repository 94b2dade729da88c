"""Measures the memory of a process and its descendants together, on Linux."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Self

_INTERVAL = 0.25
"""Seconds between two samples. A sample takes about a millisecond for each process."""

_PROC = Path("/proc")


class MemorySampler(threading.Thread):
    """Samples the proportional set size (PSS) of a process and of its descendants.

    PSS counts a page of memory that n processes share as an n-th in each. So the sum is what the
    processes occupy together, while the sum of their resident sets would count shared pages twice.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._end = threading.Event()
        self.peak: float | None = None
        """The largest sample in MiB; None if there is none."""

    def run(self) -> None:
        """Take samples until the end."""
        while not self._end.wait(_INTERVAL):
            if total := total_pss(self._pid):
                self.peak = max(self.peak or 0, total)

    def __enter__(self) -> Self:
        """Start, if the system has what it takes."""
        if is_available():
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take no more samples."""
        self._end.set()
        if self.is_alive():
            self.join()


def is_available() -> bool:
    """Return whether this system tells the PSS of processes and their children."""
    return (_PROC / "self" / "smaps_rollup").exists() and bool(
        list(_PROC.glob("self/task/*/children"))
    )


def total_pss(pid: int) -> float:
    """Return the PSS of the process *pid* and of its descendants, in MiB."""
    total = 0.0
    pending = [pid]
    while pending:
        process = _PROC / str(pending.pop())
        # Processes may end while they are looked at.
        with contextlib.suppress(OSError):
            for file in (process / "task").glob("*/children"):
                pending += map(int, file.read_text("ascii").split())
            for line in (process / "smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1024
    return total
