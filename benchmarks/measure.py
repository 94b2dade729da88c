"""Runs a command and measures its time and memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.process_memory import MemorySampler

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
    total_memory: float | None = None
    """Peak memory of all processes together, in MiB, if it was asked for and can be told."""


def measure(
    command: Sequence[str], log: Path, *, folder: Path | None = None, sum_memory: bool = False
) -> Cost:
    """Run *command* with its output in the file *log*, and return its cost.

    It runs in *folder*. With *sum_memory* the memory of all its processes is sampled.

    Raises BenchmarkError if it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (all commands are the benchmark's own)
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        sampler = MemorySampler(process.pid)
        try:
            with sampler if sum_memory else contextlib.nullcontext():
                # wait4 returns the peak of this child; getrusage that of all children so far.
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
    seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, wall, usage.ru_maxrss / per_mib, sampler.peak)
