"""Runs a command and measures its time and memory."""

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
    """The benchmark can't continue; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The time and the memory of a command."""

    cpu: float
    """CPU seconds of the command and its child processes."""
    wall: float
    """Elapsed seconds."""
    memory: float
    """Peak memory of the largest process, in MiB."""


def measure(command: Sequence[str], log: Path) -> Cost:
    """Run *command* with its output in the file *log*, and return its cost.

    Raises BenchmarkError if it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (all commands are the benchmark's own)
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )
        try:
            # wait4 returns the peak of this child; getrusage the largest of all children so far.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = log.read_text("utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        output = "\n".join(f"    {line}" for line in lines)
        raise BenchmarkError(
            f"exit status {process.returncode}: {' '.join(command)}\n"
            f"{output}\nThe full log is {log}"
        )
    # The unit of ru_maxrss is bytes on macOS and KiB elsewhere.
    per_mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / per_mib)
