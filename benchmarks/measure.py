"""Runs a command and measures what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LOG_LINES = 30


class BenchmarkError(Exception):
    """The benchmark can't go on; the message says why."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of processor time, of the command and all that it started."""
    wall: float
    """Seconds that passed."""
    memory: float
    """MiB that its largest process had at most."""


def measure(command: Sequence[str], log: Path) -> Cost:
    """Run *command*, with its output in the file *log*, and return what it cost.

    Raises BenchmarkError where it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (all commands are the benchmark's own)
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )
        try:
            # Only this tells the peak of one child; getrusage has that of the largest so far.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = log.read_text("utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        said = "\n".join(f"    {line}" for line in lines)
        raise BenchmarkError(
            f"this failed with exit status {process.returncode}: {' '.join(command)}\n"
            f"{said}\nThe whole log is {log}"
        )
    # macOS counts bytes where others count KiB.
    per_mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / per_mib)
